/// The limits of the language, each named once and tested.
///
/// A rule book inside them is parsed and checked in bounded time and memory; outside them it gets
/// one clear message.
public enum Limits {
  /// The size of one rule file, in bytes.
  public static let fileBytes = 4 << 20
  /// The files of one edition.
  public static let files = 1_000
  /// The bytes of one line inside a fence.
  public static let lineBytes = 4_096
  /// The declarations of one edition.
  public static let declarations = 50_000
  /// The declared facts of one edition.
  public static let facts = 10_000
  /// The rules and table rows of one edition.
  public static let rules = 20_000
  /// The outcomes of one edition.
  public static let outcomes = 16
  /// The ratings of one edition.
  public static let ratings = 16
  /// The values of a `one of` fact.
  public static let values = 500
  /// The values of an `any of` fact.
  public static let setValues = 64
  /// How deep conditions may nest: brackets, `not` and bullets.
  public static let conditionDepth = 32
  /// The parts of one `and`, `or` or bulleted group.
  public static let conditionParts = 500
  /// The largest number of points and of `at least N of`.
  public static let points = 1_000
  /// The most completed years, months, weeks or days in an age, window or distance.
  public static let ageCount = 50_000
  /// The most days or hours in a clock.
  public static let clockCount = 10_000
  /// The diagnostics kept for the characters, and again for the grammar, of one file.
  public static let diagnosticsKept = 1_000
  /// The diagnostics shown for one rule book; the rest are counted.
  public static let diagnosticsShown = 100
}
