/// `fact name type` and its lines.
public struct FactSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The type; nil when it could not be read.
  public var type: FactTypeSyntax?
  /// `asks "…"`
  public var question: StringSyntax?
  /// `raises concern`, `lowers concern`, `neither`, in the order written.
  public var polarities: [PolaritySyntax] = []
  /// `silence means …`
  public var silence: SilenceSyntax?
  /// `held by …`
  public var heldBy: [Identifier] = []
  /// `restricted to …`
  public var restrictedTo: Identifier?
  /// A fact nothing is known of yet.
  public init() {}
}

/// The type of a fact as written.
public enum FactTypeSyntax: Sendable {
  /// `yes/no`
  case yesNo
  /// `one of a, b`
  case oneOf([Identifier])
  /// `any of a, b`
  case anyOf([Identifier])
  /// `number`
  case number
  /// `date`
  case date
  /// `date and time`
  case dateAndTime
  /// `age`
  case age
  /// `count of contacts …`, `ever had outcome …`, `days since the last contact …`
  case history(HistorySyntax)
}

/// A question about earlier contacts as written.
public struct HistorySyntax: Sendable {
  /// What is counted.
  public var measure: HistoryQuery.Measure
  /// `within N months`
  public var window: (NumberSyntax, AgeUnit)?
  /// `decided X`, or the X of `ever had outcome X`
  public var decided: Identifier?
  /// `or above`
  public var orAbove = false
  /// `from police, …`
  public var sources: [Identifier] = []
  /// `where …`
  public var condition: ConditionSyntax?
  /// `for household`
  public var forHousehold = false
  /// A question that counts this.
  public init(measure: HistoryQuery.Measure) { self.measure = measure }
}

/// One line that says which way a fact points.
public struct PolaritySyntax: Sendable {
  /// `raises`, `lowers` or `neither`.
  public enum Direction: Hashable, Sendable {
    /// `raises concern`
    case raises
    /// `lowers concern`
    case lowers
    /// `neither`
    case neither
  }
  /// The direction.
  public var direction: Direction
  /// The values after `when`; empty for the whole fact.
  public var values: [Identifier]
  /// Where it stands.
  public var span: SourceSpan
  /// A line at a place.
  public init(direction: Direction, values: [Identifier], span: SourceSpan) {
    self.direction = direction
    self.values = values
    self.span = span
  }
}

/// `silence means …` as written.
public enum SilenceSyntax: Sendable {
  /// `unknown`
  case unknown
  /// `no when F` or `no when F, unless G`
  case noWhen(Identifier, unless: Identifier?)
  /// `no, because "…"`; the span covers `silence means no`
  case no(because: StringSyntax?, span: SourceSpan)
}
