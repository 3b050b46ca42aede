/// A declaration as written, under the clause it stands in.
public struct DeclarationSyntax: Sendable {
  /// What it declares.
  public var kind: Kind
  /// The clause above it: an index into ``SyntaxTree/clauses``, nil above the first numbered heading.
  public var clause: Int?
  /// The bytes from its keyword to its last token.
  public var span: SourceSpan
  /// The tokens it covers, as indices into ``SyntaxTree/tokens``.
  public var tokens: Range<Int>
  /// Whether the parser reported a mistake in it; the checker then keeps quiet about its parts that
  /// are missing, and the formatter leaves it as it is.
  public var isBroken: Bool

  /// A declaration.
  public init(
    kind: Kind, clause: Int?, span: SourceSpan, tokens: Range<Int>, isBroken: Bool
  ) {
    self.kind = kind
    self.clause = clause
    self.span = span
    self.tokens = tokens
    self.isBroken = isBroken
  }

  /// The declarations of the language, and one for text that is none of them.
  ///
  /// Indirect, because declarations are passed about far more often than they are opened.
  public indirect enum Kind: Sendable {
    /// `language 1`
    case language(NumberSyntax?)
    /// `edition "…"`
    case edition(EditionSyntax)
    /// `outcome …`
    case outcome(OutcomeSyntax)
    /// `rating green, amber, red`
    case rating([Identifier])
    /// `fact …`
    case fact(FactSyntax)
    /// `define …`
    case define(DefineSyntax)
    /// `rule …`
    case rule(RuleSyntax)
    /// `table …`
    case table(TableSyntax)
    /// `scale …`
    case scale(ScaleSyntax)
    /// `judgement …`
    case judgement(JudgementSyntax)
    /// `action …`
    case action(Identifier?, title: StringSyntax?)
    /// `ignored field …`
    case ignoredField([Identifier])
    /// `hours …`
    case hours([HoursSyntax])
    /// `closed …`
    case closed([ClosureSyntax])
    /// `out of hours counts from …`
    case outOfHours(OutOfHours?)
    /// `clock …`
    case clock(ClockSyntax)
    /// `example …`
    case example(ExampleSyntax)
    /// Text that starts with none of the declaration words; a diagnostic says so.
    case unknown
  }
}

/// `edition "…"` and its lines.
public struct EditionSyntax: Sendable {
  /// The edition's name.
  public var name: StringSyntax?
  /// `title "…"`
  public var title: StringSyntax?
  /// The first day of `in force`, with its place.
  public var firstDay: (CivilDate, SourceSpan)?
  /// The last day of `in force`, with its place.
  public var lastDay: (CivilDate, SourceSpan)?
  /// `follows "…"`
  public var follows: StringSyntax?
  /// `calendar …`
  public var calendar: Identifier?
  /// An edition nothing is known of yet.
  public init() {}
}

/// `outcome name "title", rated green`
public struct OutcomeSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The title for people.
  public var title: StringSyntax?
  /// The rating after `rated`.
  public var rating: Identifier?
  /// An outcome nothing is known of yet.
  public init() {}
}

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

/// `scale name "title"` and its lines.
public struct ScaleSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The title for people.
  public var title: StringSyntax?
  /// `outcome at N points` lines.
  public var thresholds: [(outcome: Identifier, points: NumberSyntax)] = []
  /// A scale nothing is known of yet.
  public init() {}
}

/// `judgement "question" when …, up to assessment`
public struct JudgementSyntax: Sendable {
  /// The question.
  public var question: StringSyntax?
  /// The condition.
  public var condition: ConditionSyntax?
  /// The outcome after `up to`.
  public var upTo: Identifier?
  /// A judgement nothing is known of yet.
  public init() {}
}

/// One part of `hours`: days and the times of each.
public struct HoursSyntax: Sendable {
  /// The first weekday, 1 for Monday to 7.
  public var firstDay: Int
  /// The last weekday; equal to `firstDay` for one day.
  public var lastDay: Int
  /// Opening time in minutes after midnight.
  public var opens: Int
  /// Closing time in minutes after midnight.
  public var closes: Int
  /// Where it stands.
  public var span: SourceSpan
  /// Hours of some days.
  public init(firstDay: Int, lastDay: Int, opens: Int, closes: Int, span: SourceSpan) {
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.opens = opens
    self.closes = closes
    self.span = span
  }
}

/// One part of `closed`.
public struct ClosureSyntax: Sendable {
  /// What is closed.
  public var closure: Closure
  /// Where it stands.
  public var span: SourceSpan
  /// A closure at a place.
  public init(closure: Closure, span: SourceSpan) {
    self.closure = closure
    self.span = span
  }
}

/// `clock name from event to event: limit, when …`
public struct ClockSyntax: Sendable {
  /// The name.
  public var name: Identifier?
  /// The title for people.
  public var title: StringSyntax?
  /// The event after `from`.
  public var start: Identifier?
  /// The event after `to`.
  public var end: Identifier?
  /// The limit.
  public var limit: Clock.Limit?
  /// The place of the limit.
  public var limitSpan: SourceSpan?
  /// The condition after `when`.
  public var condition: ConditionSyntax?
  /// `out of hours counts from …` of this clock.
  public var outOfHours: OutOfHours?
  /// A clock nothing is known of yet.
  public init() {}
}

/// `example "title"` and its lines.
public struct ExampleSyntax: Sendable {
  /// The title.
  public var title: StringSyntax?
  /// The facts stated.
  public var fields: [ExampleFieldSyntax] = []
  /// `earlier contact …` lines.
  public var earlier: [[ExampleFieldSyntax]] = []
  /// The expectations.
  public var expectations: [ExpectationSyntax] = []
  /// An example nothing is known of yet.
  public init() {}
}

/// A fact stated in an example.
public struct ExampleFieldSyntax: Sendable {
  /// The fact or reserved field.
  public var name: Identifier
  /// The value; a bare name is yes, `not name` is no.
  public var value: ExampleValueSyntax
  /// Where it stands.
  public var span: SourceSpan
  /// A stated fact.
  public init(name: Identifier, value: ExampleValueSyntax, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// A value stated in an example.
public enum ExampleValueSyntax: Sendable {
  /// `unknown`
  case unknown
  /// `yes` or `no`, in words, by the bare name, or by `not`.
  case yesNo(Bool)
  /// Names joined by `and`: one for a `one of`, one or more for an `any of`.
  case words([Identifier])
  /// A number.
  case number(NumberSyntax)
  /// A number with a unit.
  case age(NumberSyntax, AgeUnit)
  /// A date.
  case date(CivilDate)
  /// A date and a local time, in minutes after midnight.
  case dateAndTime(CivilDate, minutes: Int)
  /// A string, for ids.
  case text(StringSyntax)
}

/// One expectation of an example as written.
public enum ExpectationSyntax: Sendable {
  /// An outcome or a rating.
  case level(Identifier)
  /// `firm`
  case firm
  /// `provisional`
  case provisional
  /// `may rise to X`
  case mayRise(Identifier)
  /// `may fall to X`
  case mayFall(Identifier)
  /// `by R` (several are joined by `and`)
  case by(Identifier)
  /// `meets R`
  case meets(Identifier)
  /// `misses R`
  case misses(Identifier)
  /// `undetermined R`
  case undetermined(Identifier)
  /// `asks F`
  case asks(Identifier)
  /// `also A`
  case also(Identifier)
  /// `clock C due 2021-05-05 17:00`
  case clockDue(Identifier, CivilDate, minutes: Int)
  /// `clock C met`
  case clockStatus(Identifier, Identifier)
}
