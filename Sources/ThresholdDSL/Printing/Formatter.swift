/// Lays out the fenced blocks of a rule file in the one canonical way; prose is not touched.
///
/// Lines stay the author's: what stands on a line stays there. Indentation, the spaces between
/// tokens, blank lines and the alignment of tables, outcomes and comments are the formatter's. A
/// declaration with a mistake in it is left byte for byte, and so is a fence that is not closed.
public enum Formatter {
  /// The file's bytes in canonical layout.
  ///
  /// INVARIANT: the tokens and comments are those of the tree, and formatting the result again
  /// changes nothing.
  public static func format(_ tree: SyntaxTree) -> [UInt8] {
    let bytes = tree.source.bytes
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for region in tree.regions {
      guard region.kind == .fence, let lines = FenceLines(tree, region) else {
        text.append(contentsOf: bytes[region.bytes])
        continue
      }
      text.append(contentsOf: bytes[region.bytes.lowerBound..<region.content.lowerBound])
      text.append(contentsOf: FenceLayout(tree, lines).text())
      text.append(contentsOf: bytes[region.content.upperBound..<region.bytes.upperBound])
    }
    return text
  }
}

/// The lines of one fence as written, each with its tokens and comment.
struct FenceLines {
  /// One line.
  struct Line {
    /// Its bytes, without the line break.
    var bytes: Range<Int>
    /// The offset after its line break.
    var end: Int
    /// Its tokens, as indices into ``SyntaxTree/tokens``.
    var tokens: Range<Int>
    /// Its comment, from `--` to the last byte that is not white space.
    var comment: Range<Int>?
    /// Whether there is something on it that is neither token, comment nor white space.
    var isOdd = false

    /// Whether it holds nothing.
    var isBlank: Bool { tokens.isEmpty && comment == nil && !isOdd }
  }

  /// The lines, in order.
  private(set) var lines: [Line] = []
  /// The line break of the fence's opening line: LF or CRLF.
  let lineBreak: [UInt8]

  /// The lines of a closed fence; nil when they should be left alone altogether.
  init?(_ tree: SyntaxTree, _ region: MarkdownDocument.Region) {
    let bytes = tree.source.bytes
    let content = region.content
    guard content.upperBound < region.bytes.upperBound, content.lowerBound > 0,
      bytes[content.lowerBound - 1] == UInt8(ascii: "\n")
    else { return nil }
    let hasReturn = content.lowerBound > 1 && bytes[content.lowerBound - 2] == UInt8(ascii: "\r")
    lineBreak = Array(hasReturn ? "\r\n".utf8 : "\n".utf8)
    var token = region.tokens.lowerBound
    var start = content.lowerBound
    while start < content.upperBound {
      guard let newline = bytes[start..<content.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      else { return nil }
      var end = newline
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      // A return alone breaks lines for some programs and not for others.
      if bytes[start..<end].contains(UInt8(ascii: "\r")) { return nil }
      let first = token
      while token < region.tokens.upperBound, tree.tokens[token].start < end { token += 1 }
      lines.append(
        Self.line(start..<end, end: newline + 1, tokens: first..<token, of: tree))
      start = newline + 1
    }
    guard token == region.tokens.upperBound else { return nil }
  }

  private static func line(
    _ range: Range<Int>, end: Int, tokens: Range<Int>, of tree: SyntaxTree
  ) -> Line {
    let bytes = tree.source.bytes
    var line = Line(bytes: range, end: end, tokens: tokens)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var place = range.lowerBound
    for index in tokens {
      let token = tree.tokens[index]
      if token.start < place || token.end > range.upperBound
        || !bytes[place..<max(place, token.start)].allSatisfy(isSpace)
      {
        line.isOdd = true
        return line
      }
      place = token.end
    }
    while place < range.upperBound, isSpace(bytes[place]) { place += 1 }
    guard place < range.upperBound else { return line }
    guard bytes[place..<range.upperBound].starts(with: [0x2D, 0x2D]) else {
      line.isOdd = true
      return line
    }
    var last = range.upperBound
    while isSpace(bytes[last - 1]) { last -= 1 }
    line.comment = place..<last
    return line
  }
}
