/// `define name: condition`
public struct DefineSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The condition.
  public var condition: ConditionSyntax
  /// A named condition.
  public init(name: Identifier?, condition: ConditionSyntax) {
    self.name = name
    self.condition = condition
  }
}

/// What a rule establishes, as written.
public enum EffectSyntax: Sendable {
  /// An outcome or a rating.
  case level(Identifier)
  /// `2 points on neglect`
  case points(NumberSyntax, scale: Identifier)
  /// `also action`
  case action(Identifier)
}

/// `rule name: effects` and its lines.
public struct RuleSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// What it establishes.
  public var effects: [EffectSyntax] = []
  /// `when …`; nil when it is not there.
  public var condition: ConditionSyntax?
  /// `unless …` lines.
  public var exceptions: [ExceptionSyntax] = []
  /// `because "…"`
  public var reason: StringSyntax?
  /// `also a, b`
  public var actions: [Identifier] = []
  /// A rule nothing is known of yet.
  public init() {}
}

/// `unless condition, clause 4.2.1, because "…"`
public struct ExceptionSyntax: Sendable {
  /// The condition.
  public var condition: ConditionSyntax
  /// The clause's number and its place.
  public var clause: Identifier?
  /// The reason.
  public var reason: StringSyntax?
  /// The place of the word `unless`.
  public var span: SourceSpan
  /// An exception.
  public init(
    condition: ConditionSyntax, clause: Identifier?, reason: StringSyntax?, span: SourceSpan
  ) {
    self.condition = condition
    self.clause = clause
    self.reason = reason
    self.span = span
  }
}

/// `table name`, its lines, its header and its rows.
public struct TableSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// `because "…"`
  public var reason: StringSyntax?
  /// `also a, b`: the actions of every row.
  public var actions: [Identifier] = []
  /// The columns between `row` and `outcome`.
  public var columns: [Identifier] = []
  /// The rows.
  public var rows: [RowSyntax] = []
  /// A table nothing is known of yet.
  public init() {}
}

/// A row of a table.
public struct RowSyntax: Sendable {
  /// The label.
  public var label: Identifier?
  /// One cell a column. The checker reads a cell against its column.
  public var cells: [CellSyntax]
  /// What the row establishes.
  public var effects: [EffectSyntax]
  /// The bytes of the row.
  public var span: SourceSpan
  /// A row.
  public init(
    label: Identifier?, cells: [CellSyntax], effects: [EffectSyntax], span: SourceSpan
  ) {
    self.label = label
    self.cells = cells
    self.effects = effects
    self.span = span
  }
}

/// A cell of a table.
public struct CellSyntax: Sendable {
  /// What is written.
  public var kind: Kind
  /// The bytes between the bars, trimmed.
  public var span: SourceSpan

  /// A cell.
  public init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The forms of a cell.
  public enum Kind: Sendable {
    /// `any`: the column does not matter in this row.
    case any
    /// Parts joined by `or` (or by commas); `and` is not written in cells.
    case parts([Part])
    /// A cell that could not be read; a diagnostic says why.
    case missing
  }

  /// One part of a cell.
  public enum Part: Sendable {
    /// A value of the column's fact, `yes`, `no`, or the name of another yes/no fact or define.
    case word(Identifier)
    /// `not …`: not that value, or not that fact.
    case notWord(Identifier, span: SourceSpan)
    /// `>= 3`, `< 1 year`: the column's fact compared.
    case compare(Comparison, OperandSyntax, span: SourceSpan)
    /// `3`: the column's number is.
    case number(NumberSyntax)
    /// `known` or `not known`.
    case isKnown(negated: Bool, span: SourceSpan)
  }
}
