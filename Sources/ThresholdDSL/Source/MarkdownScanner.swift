/// Walks a document line by line and finds its fences and headings.
struct MarkdownScanner {
  let bytes: [UInt8]
  let file: Int
  private(set) var regions: [MarkdownDocument.Region] = []
  private(set) var clauses: [Clause] = []
  var diagnostics = DiagnosticList()

  private var state = State.prose
  private var proseStart = 0
  /// The paragraph that the last line belongs to; a setext heading underlines it.
  private var paragraph: Range<Int>?
  /// Whether the last line belongs to a list item or a quotation, so that it cannot be underlined.
  private var isInContainer = false
  private var isInConflict = false

  private enum State {
    case prose
    /// In a fence of rules.
    case rules(Fence)
    /// In another fence.
    case other(Fence)
    /// In an HTML comment that started at that offset; whether it holds a fence of rules.
    case comment(start: Int, warned: Bool)
  }

  /// An open fence.
  private struct Fence {
    var mark: MarkdownLine.FenceMark
    /// The line that opened it, without its line end.
    var line: Range<Int>
    /// The first byte after that line.
    var contentStart: Int
    /// Whether a rule in it, which is not read, has been warned of.
    var isWarned = false
  }

  init(_ source: SourceText, file: Int) {
    bytes = source.bytes
    self.file = file
  }

  /// Reads the whole document.
  mutating func scan() {
    // A byte-order mark is no part of the first line.
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      let line = MarkdownLine(bytes, from: position)
      read(line)
      position = line.next
    }
    finish()
  }

  private mutating func read(_ line: MarkdownLine) {
    switch state {
    case .prose:
      readProse(line)
    case .rules(let fence):
      guard line.couldEndFence else { return }
      if line.closes(fence.mark) {
        close(fence, contentEnd: line.start, end: line.next)
      } else if line.isMarginFence(of: "threshold") || line.isPlainlyHeading {
        reportUnclosed(fence)
        close(fence, contentEnd: proseStart(in: fence, upTo: line.start), end: nil)
        readProse(line)
      }
    case .other(let fence):
      readOther(line, fence)
    case .comment(let start, let warned):
      if line.contains("-->") {
        state = .prose
      } else if !warned, line.isMarginFence(of: "threshold") {
        warnOfComment(line)
        state = .comment(start: start, warned: true)
      }
    }
  }

  private mutating func readOther(_ line: MarkdownLine, _ fence: Fence) {
    if line.closes(fence.mark) {
      state = .prose
    } else if fence.mark.container == .quotation, !line.isQuoted {
      state = .prose
      readProse(line)
    } else if fence.mark.container == .list || fence.mark.container == .code,
      line.indent == 0, !line.isBlankLine
    {
      state = .prose
      readProse(line)
    } else if let mark = line.fenceMark, line.isMarginFence(of: "threshold"),
      mark.character == fence.mark.character, mark.count >= fence.mark.count
    {
      // A fence of rules that is only shown stands in a longer fence. One as long as the fence
      // around it means that the one around it was not closed.
      reportUnclosed(fence)
      state = .prose
      readProse(line)
    } else if fence.mark.couldLackItsWord, line.ruleLikeLength != nil, !fence.isWarned {
      warnOfRule(
        line, hint: "write ```threshold in the line that opens the fence, if it holds rules")
      var warned = fence
      warned.isWarned = true
      state = .other(warned)
    }
  }

  private mutating func readProse(_ line: MarkdownLine) {
    if let mark = line.fenceMark {
      endParagraph()
      open(mark, line)
      return
    }
    if line.startsComment {
      endParagraph()
      if line.contains("<!--", then: "-->") { return }
      state = .comment(start: line.start + line.indent, warned: false)
      return
    }
    if line.isBlankLine {
      endParagraph()
      isInContainer = false
      return
    }
    if let heading = line.atxHeading {
      endParagraph()
      isInContainer = false
      addClause(heading, line: line.content)
      return
    }
    reportConflict(line)
    if line.isSetextUnderline, let heading = paragraph {
      addClause(heading, line: heading)
      endParagraph()
      return
    }
    if line.isThematicBreak {
      endParagraph()
      isInContainer = false
    } else if line.startsContainer {
      endParagraph()
      isInContainer = true
    } else if let start = paragraph?.lowerBound {
      paragraph = start..<line.trimmed.upperBound
    } else if !isInContainer, line.indent < 4 {
      paragraph = line.trimmed
    }
    warnOfRule(line, hint: "put a line ```threshold before the rules and a line ``` after them")
  }

  private mutating func endParagraph() {
    paragraph = nil
  }

  private mutating func addClause(_ heading: Range<Int>, line: Range<Int>) {
    guard let (number, title) = clauseHeading(bytes[heading]) else { return }
    clauses.append(
      Clause(
        number: String(decoding: bytes[number], as: UTF8.self),
        title: String(decoding: bytes[title].map { isLineEnd($0) ? 0x20 : $0 }, as: UTF8.self),
        span: span(line)))
  }

  // MARK: Fences

  private mutating func open(_ mark: MarkdownLine.FenceMark, _ line: MarkdownLine) {
    let fence = Fence(mark: mark, line: line.content, contentStart: line.next)
    switch line.reading(of: mark) {
    case .rules:
      endProse(at: line.start)
      state = .rules(fence)
    case .other:
      state = .other(fence)
    case .misspelt(let word):
      reportMisspelt(line, word)
      // Read as rules, so that what uses their names is not wrong as well.
      if line.indent == 0, mark.container == .none, mark.character == UInt8(ascii: "`") {
        endProse(at: line.start)
        state = .rules(fence)
      } else {
        state = .other(fence)
      }
    case .misplaced:
      reportMisplaced(line, mark)
      state = .other(fence)
    }
  }

  /// Ends a fence of rules; `end` is nil for one that was not closed.
  private mutating func close(_ fence: Fence, contentEnd: Int, end: Int?) {
    let contentEnd = max(contentEnd, fence.contentStart)
    let end = end ?? contentEnd
    regions.append(
      MarkdownDocument.Region(
        kind: .fence, bytes: fence.line.lowerBound..<end,
        content: fence.contentStart..<contentEnd, clause: clauses.indices.last))
    proseStart = end
    state = .prose
  }

  private mutating func endProse(at end: Int) {
    if end > proseStart {
      regions.append(
        MarkdownDocument.Region(
          kind: .prose, bytes: proseStart..<end, content: proseStart..<end,
          clause: clauses.indices.last))
    }
    proseStart = end
  }

  private mutating func finish() {
    switch state {
    case .prose:
      break
    case .rules(let fence):
      reportUnclosed(fence)
      close(fence, contentEnd: proseStart(in: fence, upTo: bytes.count), end: nil)
    case .other(let fence):
      reportUnclosed(fence)
    case .comment(let start, _):
      diagnostics.add(
        Diagnostic(
          .unclosedFence, "a comment that starts with `<!--` ends with `-->`",
          at: span(start..<start + 4), hints: [.init("end the comment with `-->`")]))
    }
    endProse(at: bytes.count)
  }

  /// Where the prose after a fence that was not closed starts: the first line at the margin that
  /// starts with no lower-case word, so that the prose is not read as a broken rule.
  private func proseStart(in fence: Fence, upTo end: Int) -> Int {
    var position = fence.contentStart
    var afterBlank = false
    while position < end {
      let line = MarkdownLine(bytes, from: position)
      if line.isBlankLine {
        afterBlank = true
      } else if line.indent == 0 {
        let word = bytes[line.content].prefix { isLowerCase($0) }
        let isRule = KeywordTable.shared.keyword(word).startsDeclaration
        if afterBlank, !isRule, !line.startsDashComment { return position }
        afterBlank = false
      }
      position = line.next
    }
    return end
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(file: file, start: range.lowerBound, end: range.upperBound)
  }
}

extension MarkdownScanner {
  private mutating func reportUnclosed(_ fence: Fence) {
    let marks =
      "\(fence.mark.count) "
      + (fence.mark.character == UInt8(ascii: "`") ? "back-ticks" : "tildes")
    diagnostics.add(
      Diagnostic(
        .unclosedFence, "a fence that opens with \(marks) closes with a line of \(marks)",
        at: span(fence.line),
        hints: [.init("write a line of \(marks) after the last line of the fence")]))
  }

  private mutating func reportMisspelt(_ line: MarkdownLine, _ word: Range<Int>) {
    let text = String(decoding: bytes[word], as: UTF8.self)
    diagnostics.add(
      Diagnostic(
        .misspeltFence, "the word after the back-ticks of a fence of rules is `threshold`",
        at: span(word),
        hints: [
          .init(
            "write `threshold` instead of `\(text)`",
            replacement: .init(span: span(word), text: "threshold"))
        ]))
  }

  private mutating func reportMisplaced(_ line: MarkdownLine, _ mark: MarkdownLine.FenceMark) {
    let message: String
    let hint: String
    switch mark.container {
    case .quotation:
      message = "a fence of rules stands at the margin, not in a quotation"
      hint = "take away the `>` before each of its lines"
    case .list:
      message = "a fence of rules stands at the margin, not in a list"
      hint = "end the list with an empty line, and start the fence at the margin"
    case .none where mark.character == UInt8(ascii: "~"):
      message = "a fence of rules opens and closes with back-ticks, not with `~`"
      hint = "write ``` instead of ~~~ in both of its lines"
    case .code, .none:
      message = "a fence of rules starts at the margin"
      hint = "take away the spaces before the back-ticks, in both of its lines"
    }
    diagnostics.add(
      Diagnostic(.misplacedFence, message, at: span(line.trimmed), hints: [.init(hint)]))
  }

  private mutating func warnOfComment(_ line: MarkdownLine) {
    diagnostics.add(
      Diagnostic(
        .fenceInComment, "rules inside an HTML comment are not read", at: span(line.content),
        hints: [.init("take away `<!--` and `-->`, or take the rules out of the file")]))
  }

  private mutating func warnOfRule(_ line: MarkdownLine, hint: String) {
    guard let length = line.ruleLikeLength else { return }
    diagnostics.add(
      Diagnostic(
        .ruleOutsideFence, "this line looks like a rule, but stands outside any fence of rules",
        at: span(line.start..<line.start + length),
        hints: [.init(hint)]))
  }

  private mutating func reportConflict(_ line: MarkdownLine) {
    let isStart = line.startsWithSeven(UInt8(ascii: "<"))
    if line.startsWithSeven(UInt8(ascii: ">")) {
      isInConflict = false
    } else if isStart, !isInConflict {
      isInConflict = true
      diagnostics.add(mergeConflict(at: span(line.content)))
    }
  }
}

/// The one message for the marks that a version control system leaves where two changes clash.
func mergeConflict(at span: SourceSpan) -> Diagnostic {
  Diagnostic(
    .mergeConflict, "two versions of the text stand here, and one must be chosen", at: span,
    hints: [
      .init(
        "keep the lines you want, and delete the lines that start with `<<<<<<<`, `=======` and "
          + "`>>>>>>>`")
    ])
}
