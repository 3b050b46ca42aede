/// One rule file as parsed: every byte of it accounted for, its clauses and its declarations.
///
/// Making one never fails: what is wrong with the file is in ``diagnostics``, and the parts that
/// could be read are in ``declarations``.
public struct SyntaxTree: Sendable {
  /// The file.
  public let source: SourceText
  /// The file's index among those that were parsed together, as in every ``SourceSpan`` here.
  public let file: Int
  /// Whether the text was read; when not, there are no declarations, and ``diagnostics`` says why.
  let isRead: Bool
  /// Prose and fences in turn: together they are the whole file.
  public let regions: [MarkdownDocument.Region]
  /// The tokens of all fences, in order; white space and comments stand between them.
  public let tokens: [Token]
  /// The numbered headings, in order.
  public let clauses: [Clause]
  /// The declarations, in order.
  public let declarations: [DeclarationSyntax]
  /// What is wrong, by place.
  public let diagnostics: [Diagnostic]

  /// Parses a file; `file` is its index among those parsed together.
  ///
  /// Examples decide nothing: to decide by, they are passed over, and `check` reads them.
  public init(parsing source: SourceText, file: Int, _ depth: CheckingDepth = .everything) {
    let document = MarkdownDocument(source, file: file)
    let readsExamples = depth == .everything
    var lexer = Lexer(
      source, file: file, isUTF8: document.isUTF8, readsExamples: readsExamples)
    var regions = document.regions
    for index in regions.indices where regions[index].kind == .fence {
      regions[index].tokens = lexer.scan(regions[index].content)
    }
    var parser = Parser(source, file: file, tokens: lexer.tokens, lexical: lexer.diagnostics.list)
    parser.readsExamples = readsExamples
    for region in regions where region.kind == .fence {
      parser.parseFence(region)
    }
    self.source = source
    self.file = file
    isRead = document.isRead
    self.regions = regions
    tokens = parser.tokens
    clauses = document.clauses
    declarations = parser.declarations
    diagnostics = sortedByPlace(document.diagnostics + parser.allDiagnostics)
  }

  /// The file's bytes, put together again from prose, tokens and what stands between them.
  public var text: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(source.bytes.count)
    for region in regions {
      guard region.kind == .fence else {
        text += source.bytes[region.bytes]
        continue
      }
      text += source.bytes[region.bytes.lowerBound..<region.content.lowerBound]
      for index in region.tokens {
        text += source.bytes[gap(before: index, in: region)]
        text += source.bytes[tokens[index].bytes]
      }
      text += source.bytes[gap(before: region.tokens.upperBound, in: region)]
      text += source.bytes[region.content.upperBound..<region.bytes.upperBound]
    }
    return text
  }

  /// The white space and comments between a token of a fence and the one before it; for the index
  /// after the last token, those up to the closing fence.
  public func gap(before token: Int, in region: MarkdownDocument.Region) -> Range<Int> {
    let start =
      token > region.tokens.lowerBound ? tokens[token - 1].end : region.content.lowerBound
    let end = token < region.tokens.upperBound ? tokens[token].start : region.content.upperBound
    return start..<max(start, end)
  }
}

/// Sorted by place; those at one place stay in the order in which they were found.
func sortedByPlace(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  diagnostics.enumerated().sorted { left, right in
    switch (left.element.span, right.element.span) {
    case (let first?, let second?) where first != second: first < second
    case (nil, _?): true
    case (_?, nil): false
    default: left.offset < right.offset
    }
  }.map(\.element)
}
