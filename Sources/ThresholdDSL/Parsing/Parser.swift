/// Reads the tokens of one file into declarations: one function a production, no backtracking.
///
/// A declaration with a mistake gives one message and keeps the parts that could be read; the next
/// declaration is read as if nothing had happened.
///
/// INVARIANT: `index <= end <= tokens.count`; while a declaration is read, `end` is where the next
/// one starts, so that no production reads past its own declaration.
struct Parser: ~Copyable {
  let bytes: [UInt8]
  let file: Int
  let tokens: [Token]
  private let lexical: [Diagnostic]
  private(set) var declarations: [DeclarationSyntax] = []
  private var diagnostics = DiagnosticList()

  /// The token to read next.
  var index = 0
  /// The end of the declaration, or of the table cell, that is read.
  var end = 0
  /// Whether a mistake of this declaration has been reported.
  private(set) var isBroken = false
  /// Whether examples are read, or passed over.
  var readsExamples = true
  /// How deep the condition that is read is nested.
  var depth = 0
  private var hasReportedIndentation = false

  init(_ source: SourceText, file: Int, tokens: [Token], lexical: [Diagnostic]) {
    bytes = source.bytes
    self.file = file
    self.tokens = tokens
    self.lexical = lexical.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    declarations.reserveCapacity(tokens.count / 12)
  }

  /// Reads the declarations of one fence.
  mutating func parseFence(_ fence: MarkdownDocument.Region) {
    index = fence.tokens.lowerBound
    hasReportedIndentation = false
    var wasUnknown = false
    while index < fence.tokens.upperBound {
      let first = index
      end = endOfDeclaration(from: first, in: fence.tokens)
      isBroken = false
      depth = 0
      // Pasted prose is one mistake however many lines it has.
      let kind = declaration(quietly: wasUnknown)
      if case .unknown = kind { wasUnknown = true } else { wasUnknown = false }
      index = end
      let span = span(first..<end)
      declarations.append(
        DeclarationSyntax(
          kind: kind, clause: fence.clause, span: span, tokens: first..<end,
          isBroken: isBroken || hasLexicalError(in: span)))
    }
  }

  /// Where the declaration that starts at a token ends: at the next one's keyword.
  private mutating func endOfDeclaration(from first: Int, in fence: Range<Int>) -> Int {
    var next = first + 1
    while next < fence.upperBound {
      if tokens[next].startsLine {
        if startsDeclaration(at: next, in: fence) { return next }
        if tokens[next].column == 0, tokens[first].keyword.startsDeclaration {
          let span = span(at: next)
          reportIndentation(
            at: span, hint: "write two spaces before `\(written(span))`",
            replace: SourceSpan(file: file, start: span.start, end: span.start), with: "  ")
        }
      }
      next += 1
    }
    return next
  }

  /// Whether the first token of a line starts a declaration.
  ///
  /// At the margin every word does, except those that start a line inside a declaration and were
  /// not indented. Elsewhere a few do whose next token leaves no doubt.
  private func startsDeclaration(at place: Int, in fence: Range<Int>) -> Bool {
    let token = tokens[place]
    if token.column == 0 {
      return token.kind == .word && !token.keyword.startsLine || token.kind == .text
        || token.kind == .code
    }
    switch token.keyword {
    case .language, .edition, .fact, .define, .rule, .table, .scale, .judgement, .action, .clock,
      .example, .answer:
      break
    default:
      return false
    }
    guard place + 1 < fence.upperBound, !tokens[place + 1].startsLine else {
      return token.keyword == .judgement
    }
    let next = tokens[place + 1]
    let afterNext = place + 2 < fence.upperBound ? tokens[place + 2] : nil
    switch token.keyword {
    case .language: return next.kind == .number
    case .edition, .example, .judgement: return next.kind == .text
    case .rule, .define, .answer: return next.kind == .word
    case .clock:
      return next.kind == .word && (afterNext?.kind == .text || afterNext?.keyword == .from)
    case .action, .scale: return next.kind == .word && afterNext.map { $0.kind == .text } == true
    case .fact: return next.kind == .word && afterNext.map { !$0.startsLine } == true
    default: return next.kind == .word && afterNext.map { $0.startsLine } != false
    }
  }

  /// All that is wrong in the fences, what the lexer found included.
  var allDiagnostics: [Diagnostic] {
    var unknown: [SourceSpan] = []
    for declaration in declarations {
      guard case .unknown = declaration.kind else { continue }
      var span = declaration.span
      while span.end < bytes.count, !isLineEnd(bytes[span.end]) { span.end += 1 }
      unknown.append(span)
    }
    // In text that is no declaration at all, its characters are not the mistake.
    var next = 0
    let kept = lexical.filter { diagnostic in
      guard let start = diagnostic.span?.start else { return true }
      while next < unknown.count, unknown[next].end <= start { next += 1 }
      return next == unknown.count || start < unknown[next].start
        || diagnostic.code == .mergeConflict
    }
    return kept + diagnostics.list
  }
}

// MARK: Looking at tokens

extension Parser {
  /// The kind of the next token.
  var kind: Token.Kind { index < end ? tokens[index].kind : .end }

  /// The word of the language that the next token is.
  var keyword: Keyword { index < end ? tokens[index].keyword : .other }

  /// Whether the next token starts a line, or there is none.
  var isAtLineStart: Bool { index >= end || tokens[index].startsLine }

  /// The kind of the token so many places on.
  func kind(ahead count: Int) -> Token.Kind {
    index + count < end ? tokens[index + count].kind : .end
  }

  /// The word of the language that the token so many places on is.
  func keyword(ahead count: Int) -> Keyword {
    index + count < end ? tokens[index + count].keyword : .other
  }

  /// Whether the token so many places on is on the same line as the one before it.
  func isOnLine(ahead count: Int) -> Bool {
    index + count < end && !tokens[index + count].startsLine
  }

  /// Passes over the next token if it is that word.
  mutating func take(_ wanted: Keyword) -> Bool {
    guard keyword == wanted else { return false }
    index += 1
    return true
  }

  /// Passes over the next token if it is of that kind.
  mutating func take(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    index += 1
    return true
  }

  /// Passes over the rest of the line, and at least over one token.
  mutating func skipLine() {
    guard index < end else { return }
    repeat { index += 1 } while index < end && !tokens[index].startsLine
  }

  /// The bytes from the first to the last of some tokens.
  func span(_ range: Range<Int>) -> SourceSpan {
    guard !range.isEmpty else { return place(before: range.lowerBound) }
    return SourceSpan(
      file: file, start: tokens[range.lowerBound].start, end: tokens[range.upperBound - 1].end)
  }

  /// The bytes from a token to the last one read.
  func span(from first: Int) -> SourceSpan { span(first..<max(first, index)) }

  /// The bytes of a token.
  func span(at place: Int) -> SourceSpan { span(place..<place + 1) }

  /// The place right after the token before.
  func place(before token: Int) -> SourceSpan {
    let offset = token > 0 ? tokens[token - 1].end : tokens.first?.start ?? 0
    return SourceSpan(file: file, start: offset, end: offset)
  }

  /// The next token, or the place after the last one when the line ends there.
  var here: SourceSpan { isAtLineStart ? place(before: index) : span(at: index) }

  /// The text of a span as written.
  func written(_ span: SourceSpan) -> String {
    String(decoding: bytes[span.start..<max(span.start, span.end)], as: UTF8.self)
  }

  /// The next token in words.
  var found: String {
    if index >= end { return "the declaration ends" }
    if tokens[index].startsLine { return "the line ends" }
    return "`\(written(span(at: index)))` stands"
  }
}

// MARK: Mistakes

extension Parser {
  /// Reports a mistake, unless the declaration has one already or its line holds a character that
  /// was reported.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan,
    related: [Diagnostic.Label] = [], hints: [Diagnostic.Hint] = []
  ) {
    guard !isBroken else { return }
    isBroken = true
    // In text that is no declaration its characters are not reported, but it is.
    guard code == .unknownDeclaration || !hasLexicalError(onLineOf: span) else { return }
    diagnostics.add(
      Diagnostic(code, message, at: span, related: related, hints: hints))
  }

  /// Reports a mistake with one piece of advice.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan,
    hint: String
  ) {
    fail(code, message, at: span, hints: [.init(hint)])
  }

  /// Reports a mistake that one text for one span puts right.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan,
    hint: String, replace: SourceSpan, with text: String
  ) {
    fail(
      code, message, at: span,
      hints: [.init(hint, replacement: .init(span: replace, text: text))])
  }

  /// Marks the declaration as broken without another message.
  mutating func failQuietly() { isBroken = true }

  /// Reports a mistake that leaves the declaration readable in full.
  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.add(diagnostic)
  }

  /// Reports that a declaration does not start at the margin, once a fence.
  mutating func reportIndentation(
    at span: SourceSpan, hint: String, replace: SourceSpan, with text: String
  ) {
    guard !hasReportedIndentation else { return }
    hasReportedIndentation = true
    diagnostics.add(
      Diagnostic(
        .wrongIndentation, "a declaration starts at the margin, and its own lines are indented",
        at: span, hints: [.init(hint, replacement: .init(span: replace, text: text))]))
  }

  /// What to delete so that neither two spaces nor spaces at the end of the line stay.
  func deletion(of span: SourceSpan) -> SourceSpan {
    var deletion = span
    if span.end == bytes.count || isLineEnd(bytes[span.end]) {
      while deletion.start > 0, isBlank(bytes[deletion.start - 1]) { deletion.start -= 1 }
    } else {
      while deletion.end < bytes.count, isBlank(bytes[deletion.end]) { deletion.end += 1 }
    }
    return deletion
  }

  private func hasLexicalError(in span: SourceSpan) -> Bool {
    guard !lexical.isEmpty else { return false }
    var low = 0
    var high = lexical.count
    while low < high {
      let middle = (low + high) / 2
      if (lexical[middle].span?.start ?? 0) < span.start { low = middle + 1 } else { high = middle }
    }
    return low < lexical.count && (lexical[low].span?.start ?? .max) < max(span.end, span.start + 1)
  }

  private func hasLexicalError(onLineOf span: SourceSpan) -> Bool {
    guard !lexical.isEmpty else { return false }
    var start = min(span.start, bytes.count)
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    var end = min(span.end, bytes.count)
    while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
    return hasLexicalError(in: SourceSpan(file: file, start: start, end: end))
  }
}
