/// A word, number, text or mark of a rule: its kind and its bytes, twelve bytes in all.
///
/// A file may hold a hundred thousand of them, so no token owns memory; the parser makes a string
/// only of a name that the syntax tree keeps.
public struct Token: Hashable, Sendable {
  /// The forms of a token.
  public enum Kind: UInt8, Hashable, Sendable {
    /// A name or a word of the language.
    case word
    /// A word that starts with a digit, such as `1A`, a clause number, or a part of a date.
    case code
    /// A number.
    case number
    /// `2021-05-04`
    case date
    /// `08:30`
    case time
    /// `"…"`
    case text
    /// `:`
    case colon
    /// `,`
    case comma
    /// `(`
    case openingBracket
    /// `)`
    case closingBracket
    /// `|`
    case bar
    /// `||`: an empty cell in a table, elsewhere another language's `or`.
    case doubleBar
    /// `-`: a bullet at the start of a line, elsewhere between two times.
    case dash
    /// `<`
    case less
    /// `<=`
    case lessOrEqual
    /// `>`
    case greater
    /// `>=`
    case greaterOrEqual
    /// Another language's `is not`, such as `!=`.
    case notEqual
    /// `/`
    case slash
    /// No token: the end of the declaration.
    case end
  }

  /// What it is.
  public let kind: Kind
  /// The word of the language that it is, if it is one.
  let keyword: Keyword
  /// Whether it is the first of its line.
  public let startsLine: Bool
  /// The column of the first token of a line, counted from 0 and at most 255.
  public let column: UInt8
  private let first: UInt32
  private let last: UInt32

  init(
    _ kind: Kind, _ bytes: Range<Int>, keyword: Keyword = .other, startsLine: Bool, column: Int
  ) {
    self.kind = kind
    self.keyword = keyword
    self.startsLine = startsLine
    self.column = UInt8(clamping: column)
    first = UInt32(clamping: bytes.lowerBound)
    last = UInt32(clamping: bytes.upperBound)
  }

  /// The offset of its first byte.
  public var start: Int { Int(first) }
  /// The offset of the byte after its last.
  public var end: Int { Int(last) }
  /// The offsets of its bytes.
  public var bytes: Range<Int> { start..<end }
}
