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
