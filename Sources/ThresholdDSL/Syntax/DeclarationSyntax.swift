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
    /// `answer …`
    case answer(AnswerSyntax)
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

/// `answer T0903 rule because "…"`
public struct AnswerSyntax: Sendable {
  /// The code of the warning.
  public var code: Identifier?
  /// The name of what the warning is about.
  public var subject: Identifier?
  /// `because "…"`
  public var reason: StringSyntax?
  /// An answer nothing is known of yet.
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
