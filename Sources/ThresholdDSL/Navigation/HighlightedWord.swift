/// A run of a file's bytes and what it is, for colouring.
public struct HighlightedWord: Hashable, Sendable {
  /// What a run of bytes is.
  public enum Kind: Hashable, Sendable {
    /// A word of the language.
    case keyword
    /// Text in quotes.
    case text
    /// A number, a date, a time or the number of a clause.
    case number
    /// A comment.
    case comment
    /// A name.
    case name(DeclaredName.Kind, isDeclaration: Bool)
  }

  /// What it is.
  public var kind: Kind
  /// Its bytes.
  public var bytes: Range<Int>
}

extension SyntaxTree {
  /// What each word of the fences is, in order; marks and unknown words are left out.
  public func highlightedWords(_ index: NameIndex) -> [HighlightedWord] {
    var words: [HighlightedWord] = []
    var names = index.occurrences.filter { $0.span.file == file }[...]
    for region in regions where region.kind == .fence {
      for place in region.tokens {
        addComments(gap(before: place, in: region), to: &words)
        let token = tokens[place]
        while let first = names.first, first.span.end <= token.start { names = names.dropFirst() }
        if let first = names.first, first.span.start == token.start, first.span.end == token.end {
          words.append(
            HighlightedWord(
              kind: .name(first.name.kind, isDeclaration: first.isDeclaration),
              bytes: token.bytes))
        } else if let kind = Self.kind(of: token) {
          words.append(HighlightedWord(kind: kind, bytes: token.bytes))
        }
      }
      addComments(gap(before: region.tokens.upperBound, in: region), to: &words)
    }
    return words
  }

  private static func kind(of token: Token) -> HighlightedWord.Kind? {
    switch token.kind {
    case .word: token.keyword == .other ? nil : .keyword
    case .text: .text
    case .number, .date, .time, .code: .number
    default: nil
    }
  }

  /// Adds the comments that stand between two tokens.
  private func addComments(_ gap: Range<Int>, to words: inout [HighlightedWord]) {
    let bytes = source.bytes
    var position = gap.lowerBound
    while position + 1 < gap.upperBound {
      guard bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") else {
        position += 1
        continue
      }
      let start = position
      while position < gap.upperBound, !isLineEnd(bytes[position]) { position += 1 }
      words.append(HighlightedWord(kind: .comment, bytes: start..<position))
    }
  }
}
