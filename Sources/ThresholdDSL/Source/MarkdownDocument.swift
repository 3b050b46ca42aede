/// A rule file as a Markdown document: its prose, its `threshold` fences and its numbered headings.
///
/// It reads what CommonMark 0.31 says about fences, headings and HTML comments, and reports whatever
/// looks like rules but is not read as rules, since a rule must never quietly vanish.
public struct MarkdownDocument: Sendable {
  /// A run of whole lines: prose, or one fence of rules.
  public struct Region: Hashable, Sendable {
    /// What the lines are.
    public enum Kind: Hashable, Sendable {
      /// Text for people, other fences included.
      case prose
      /// A fence of rules.
      case fence
    }
    /// What the lines are.
    public var kind: Kind
    /// All its bytes, the fence's own two lines included.
    public var bytes: Range<Int>
    /// The bytes between the fence's own lines; all bytes of prose.
    public var content: Range<Int>
    /// The nearest numbered heading above: an index into ``MarkdownDocument/clauses``.
    public var clause: Int?
    /// Its tokens, as indices into ``SyntaxTree/tokens``; empty until the tree is made.
    public var tokens: Range<Int> = 0..<0
  }

  /// Prose and fences, in order: together they are the whole file.
  public let regions: [Region]
  /// The numbered headings, in order.
  public let clauses: [Clause]
  /// What is wrong with the document, in the order found.
  public let diagnostics: [Diagnostic]
  /// Whether the file is valid UTF-8.
  let isUTF8: Bool
  /// Whether the text was read: not when the file is too large, or in UTF-16.
  let isRead: Bool

  /// Reads a file; `file` is its index among those parsed together.
  public init(_ source: SourceText, file: Int) {
    var scanner = MarkdownScanner(source, file: file)
    isRead = scanner.checkReadable()
    guard isRead else {
      regions = [
        Region(kind: .prose, bytes: 0..<source.bytes.count, content: 0..<source.bytes.count)
      ]
      clauses = []
      diagnostics = scanner.diagnostics.list
      isUTF8 = true
      return
    }
    isUTF8 = scanner.checkCharacters()
    scanner.scan()
    regions = scanner.regions
    clauses = scanner.clauses
    diagnostics = scanner.diagnostics.list
  }
}

/// A numbered heading's number and title, or nil when the heading has no number.
///
/// The number is `4`, `4.2`, `A.3` or `A3.1`, with or without a dot after it.
func clauseHeading(_ text: ArraySlice<UInt8>) -> (number: Range<Int>, title: Range<Int>)? {
  var index = text.startIndex
  let start = index
  if index < text.endIndex, (0x41...0x5A).contains(text[index]) {
    index += 1
    if index < text.endIndex, text[index] == UInt8(ascii: ".") { index += 1 }
  }
  var end = start
  while index < text.endIndex, isDigit(text[index]) {
    while index < text.endIndex, isDigit(text[index]) { index += 1 }
    end = index
    if index < text.endIndex, text[index] == UInt8(ascii: ".") { index += 1 }
  }
  guard end > start, index == text.endIndex || isBlank(text[index]) else { return nil }
  while index < text.endIndex, isBlank(text[index]) { index += 1 }
  return (start..<end, index..<text.endIndex)
}

/// Whether the byte is `0` to `9`.
@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// Whether the byte is `a` to `z`.
@inline(__always) func isLowerCase(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

/// Whether the byte is `A` to `Z`.
@inline(__always) func isUpperCase(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

/// Whether the byte is a space or a tab.
@inline(__always) func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether the byte ends a line.
@inline(__always) func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
