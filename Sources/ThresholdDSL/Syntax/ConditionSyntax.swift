/// A name as written, with its place.
public struct Identifier: Hashable, Sendable {
  /// The name.
  public var text: String
  /// Where it stands.
  public var span: SourceSpan

  /// A name at a place.
  public init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A string as written, with its place.
public struct StringSyntax: Hashable, Sendable {
  /// The text between the quotes, escapes replaced.
  public var text: String
  /// Where it stands, quotes included.
  public var span: SourceSpan

  /// A string at a place.
  public init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A whole number as written, with its place.
public struct NumberSyntax: Hashable, Sendable {
  /// The number.
  public var value: Quantity
  /// Where it stands.
  public var span: SourceSpan

  /// A number at a place.
  public init(_ value: Quantity, span: SourceSpan) {
    self.value = value
    self.span = span
  }

  /// The value as a whole number of 0 or more, or nil.
  public var whole: Int? {
    value.millionths >= 0 && value.millionths % 1_000_000 == 0
      ? Int(value.millionths / 1_000_000) : nil
  }
}

/// A condition as written.
public indirect enum ConditionSyntax: Hashable, Sendable {
  /// `injury`: a yes/no fact or a define. In a table cell also a value of the column's fact.
  case name(Identifier)
  /// `home_conditions is poor`, `child_age < 1 year`: `subject` is a fact, `outcome` or `rating`.
  case test(subject: Identifier, TestSyntax, span: SourceSpan)
  /// `rated red`.
  case rated(Identifier, span: SourceSpan)
  /// `not …`; the span covers the whole.
  case not(ConditionSyntax, span: SourceSpan)
  /// `… and …`, or `… or …`: two or more parts, never mixed.
  case chain(Connective, [ConditionSyntax], span: SourceSpan)
  /// A bulleted group; the span covers the heading words only.
  case group(GroupKind, [ConditionSyntax], span: SourceSpan)
  /// `( … )`.
  case brackets(ConditionSyntax, span: SourceSpan)
  /// A condition that could not be read; a diagnostic says why.
  case missing(span: SourceSpan)

  /// `and` or `or`.
  public enum Connective: Hashable, Sendable {
    /// `and`
    case and
    /// `or`
    case or
  }

  /// The heading of a bulleted group.
  public enum GroupKind: Hashable, Sendable {
    /// `all of`
    case all
    /// `any of`
    case any
    /// `none of`
    case none
    /// `at least N of`
    case atLeast(NumberSyntax)
  }

  /// The bytes it covers; for a group, from its heading to its last bullet.
  public var span: SourceSpan {
    switch self {
    case .name(let identifier): identifier.span
    case .test(_, _, let span), .rated(_, let span), .not(_, let span), .chain(_, _, let span),
      .brackets(_, let span), .missing(let span):
      span
    case .group(_, let parts, let span):
      parts.last.map { span.joined(with: $0.span) } ?? span
    }
  }
}

/// What a condition asks of its subject.
public enum TestSyntax: Hashable, Sendable {
  /// `is V` or `is not V`; also `is 3`, `is yes`.
  case equals(OperandSyntax, negated: Bool)
  /// `is one of A, B` or `is not one of A, B`.
  case isOneOf([Identifier], negated: Bool)
  /// `includes V`.
  case includes(Identifier)
  /// `< 3`, `>= 1 year`, `< 2020-01-01`.
  case compare(Comparison, OperandSyntax)
  /// `is known` or `is not known`.
  case isKnown(negated: Bool)
  /// `is at least 28 days after F`, or `before`.
  case distance(days: NumberSyntax, isAfter: Bool, Identifier)
  /// `is at least assessment`: for `outcome` and `rating`.
  case atLeast(Identifier)
}

/// What a fact is compared with.
public enum OperandSyntax: Hashable, Sendable {
  /// A value, or `yes` or `no`.
  case word(Identifier)
  /// A number.
  case number(NumberSyntax)
  /// A number with a unit of age; the span covers both.
  case age(NumberSyntax, AgeUnit, span: SourceSpan)
  /// A date.
  case date(CivilDate, span: SourceSpan)

  /// Where it stands.
  public var span: SourceSpan {
    switch self {
    case .word(let identifier): identifier.span
    case .number(let number): number.span
    case .age(_, _, let span), .date(_, let span): span
    }
  }
}
