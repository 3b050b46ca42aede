/// What may be written at a place of a rule file.
public struct Completion: Sendable {
  /// Something that may be written.
  public struct Candidate: Hashable, Sendable {
    /// What sort of thing it is.
    public enum Kind: Hashable, Sendable {
      /// Words of the language.
      case keyword
      /// A name of the edition.
      case name(DeclaredName.Kind)
    }
    /// What is written.
    public var text: String
    /// What sort of thing it is.
    public var kind: Kind
    /// The fact whose value it is.
    public var owner: String?
  }

  /// The bytes that a candidate replaces: the part of a word that is there already.
  public let replaced: SourceSpan
  /// What may be written, the likeliest sort first.
  public let candidates: [Candidate]

  /// What may be written at an offset of a file; nil in prose, in text and in a comment.
  public init?(at offset: Int, in tree: SyntaxTree, _ index: NameIndex) {
    guard
      let fence = tree.regions.first(where: {
        $0.kind == .fence && $0.content.lowerBound <= offset && offset <= $0.content.upperBound
      }), let place = CompletionPlace(at: offset, in: tree, fence, index)
    else { return nil }
    replaced = place.replaced
    var seen: Set<Candidate> = []
    candidates = place.candidates.filter { seen.insert($0).inserted }
  }
}

/// A place in a fence: the tokens before it in its declaration, and what may follow them.
struct CompletionPlace {
  let tree: SyntaxTree
  let index: NameIndex
  /// The part of a word before the place.
  let replaced: SourceSpan
  /// The tokens of the declaration before that part; those of table rows included.
  let before: ArraySlice<Token>
  /// Whether nothing stands before it on its line.
  let startsLine: Bool
  /// How far in from the margin its line starts.
  let column: Int

  init?(
    at offset: Int, in tree: SyntaxTree, _ fence: MarkdownDocument.Region, _ index: NameIndex
  ) {
    self.tree = tree
    self.index = index
    let bytes = tree.source.bytes
    var lineStart = offset
    while lineStart > fence.content.lowerBound, !isLineEnd(bytes[lineStart - 1]) { lineStart -= 1 }
    var start = offset
    while start > lineStart, isNameByte(bytes[start - 1]) { start -= 1 }
    replaced = SourceSpan(file: tree.file, start: start, end: offset)
    column = bytes[lineStart..<start].prefix { isBlank($0) }.count
    startsLine = lineStart + column == start
    let tokens = tree.tokens[fence.tokens]
    let first = tokens.firstIndex { $0.end > start } ?? tokens.endIndex
    if first < tokens.endIndex, tokens[first].start < start { return nil }
    let end = tokens[..<first]
    // A comment between the last token and the place takes in the place.
    let gapStart = max(end.last?.end ?? fence.content.lowerBound, lineStart)
    guard !Self.holdsComment(bytes[gapStart..<start]) else { return nil }
    let keyword = end.lastIndex {
      $0.startsLine && $0.column == 0 && $0.keyword.startsDeclaration
    }
    before = startsLine && column == 0 ? [] : end[(keyword ?? end.startIndex)...]
  }

  private static func holdsComment(_ gap: ArraySlice<UInt8>) -> Bool {
    zip(gap, gap.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") }
  }

  /// The word of the language that starts the declaration.
  var declaration: Keyword { before.first?.keyword ?? .other }

  /// The last token.
  var last: Token? { before.last }

  /// The word that a token is.
  func word(_ token: Token?) -> String {
    token.map { tree.source.text($0.bytes) } ?? ""
  }

  /// The tokens of the line of the place.
  var line: ArraySlice<Token> {
    guard !startsLine, let first = before.lastIndex(where: \.startsLine) else { return [] }
    return before[first...]
  }

  /// The tokens before a list of words joined by commas, `or` or `and` that ends at the place.
  func beforeList(joinedBy words: [Keyword] = []) -> ArraySlice<Token> {
    var rest = before
    while let separator = rest.last,
      separator.kind == .comma || words.contains(separator.keyword),
      let word = rest.dropLast().last, word.kind == .word || word.kind == .text
    {
      rest = rest.dropLast(2)
    }
    return rest
  }
}
