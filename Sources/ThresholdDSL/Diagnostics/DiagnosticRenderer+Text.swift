extension DiagnosticRenderer {
  /// One diagnostic: its first line, its clause, its excerpts and its advice.
  func write(_ diagnostic: Diagnostic, to page: inout StyledText) {
    let span = placed(diagnostic.span)
    let severity: TextStyle.Role = diagnostic.isError ? .error : .warning
    if let span {
      page.add(place(span) + ": ", as: .emphasis)
    }
    page.add(diagnostic.code.severity.rawValue + ": ", as: severity)
    page.add(visibleText(diagnostic.message), as: .emphasis)
    page.add(" [" + diagnostic.code.code + "]", as: .quiet)
    page.endLine()
    guard let span else {
      writeHints(of: diagnostic, to: &page)
      return
    }
    if let clause = clause(at: span) {
      page.add("   under " + shortened(clause.number + " " + clause.title), as: .quiet)
      page.endLine()
    }
    page.endLine()
    writeExcerpt(span, carets: severity, to: &page)
    for label in diagnostic.related {
      guard let related = placed(label.span) else { continue }
      page.endLine()
      page.add("   " + place(related) + ": ", as: .emphasis)
      page.add(visibleText(label.text))
      page.endLine()
      writeExcerpt(related, carets: .quiet, to: &page)
    }
    writeHints(of: diagnostic, to: &page)
  }

  /// The file, line and column of the start of a span.
  private func place(_ span: SourceSpan) -> String {
    let (line, column) = tables[span.file].position(at: span.start)
    return visibleText(sources[span.file].name) + ":\(line):\(column)"
  }

  private func writeExcerpt(
    _ span: SourceSpan, carets: TextStyle.Role, to page: inout StyledText
  ) {
    let line = tables[span.file].line(at: span.start)
    let excerpt = Excerpt(
      sources[span.file].bytes, line: tables[span.file].content(ofLine: line), marking: span.range)
    page.add(gutter(line), as: .gutter)
    page.add(excerpt.text)
    page.endLine()
    page.add(gutter(nil), as: .gutter)
    page.add(String(repeating: " ", count: excerpt.caretsAfter))
    page.add(String(repeating: "^", count: excerpt.carets), as: carets)
    page.endLine()
  }

  private func gutter(_ line: Int?) -> String {
    let number = line.map { String($0) } ?? ""
    return String(repeating: " ", count: max(0, 6 - number.utf8.count)) + number + " | "
  }

  private func writeDetails(of diagnostic: Diagnostic, to page: inout StyledText) {
    guard !diagnostic.details.isEmpty else { return }
    page.endLine()
    for line in diagnostic.details {
      page.add("   " + visibleText(line), as: .quiet)
      page.endLine()
    }
  }

  private func writeHints(of diagnostic: Diagnostic, to page: inout StyledText) {
    writeDetails(of: diagnostic, to: &page)
    guard !diagnostic.hints.isEmpty else { return }
    page.endLine()
    for hint in diagnostic.hints {
      page.add("   help: ", as: .help)
      page.add(visibleText(hint.text))
      page.endLine()
      if let replacement = hint.replacement { write(replacement, to: &page) }
    }
  }

  /// The lines that a replacement touches, as they would read with it.
  private func write(_ replacement: Diagnostic.Replacement, to page: inout StyledText) {
    guard let span = placed(replacement.span) else { return }
    let table = tables[span.file]
    let bytes = sources[span.file].bytes
    let first = table.line(at: span.start)
    let before = table.content(ofLine: first).lowerBound
    let after = table.content(ofLine: table.line(at: span.end)).upperBound
    let kept = bytes[min(before, span.start)..<span.start]
    let rest = bytes[span.end..<max(after, span.end)]
    var corrected = Array(kept) + Array(replacement.text.utf8)
    let mark = kept.count..<corrected.count
    // A replacement of whole lines leaves the line after them as it is, so it is not shown.
    let endsLine = corrected.isEmpty || corrected.last == UInt8(ascii: "\n")
    let isWholeLines = endsLine && span.end > span.start && bytes[span.end - 1] == 0x0A
    if isWholeLines { _ = corrected.popLast() } else { corrected += rest }
    guard !corrected.isEmpty else { return }
    let lines = LineTable(corrected)
    for number in 1...min(lines.count, Self.correctedLinesShown) {
      let line = lines.content(ofLine: number)
      page.add(gutter(first + number - 1), as: .gutter)
      page.add(Excerpt(corrected, line: line, marking: mark.clamped(to: line)).text, as: .help)
      page.endLine()
    }
    if lines.count > Self.correctedLinesShown {
      page.add(gutter(nil), as: .gutter)
      page.add("…")
      page.endLine()
    }
  }

  /// The lines of a replacement that are shown.
  static let correctedLinesShown = 8
}

/// Text put together line by line, with the roles of its parts.
struct StyledText {
  /// How the roles are shown.
  let style: TextStyle
  /// The text so far.
  private(set) var text = ""

  /// Nothing yet, in a style.
  init(style: TextStyle) {
    self.style = style
  }

  /// Adds a part of a line.
  mutating func add(_ part: String, as role: TextStyle.Role = .plain) {
    text += style.painted(part, as: role)
  }

  /// Ends the line.
  mutating func endLine() {
    text += "\n"
  }
}
