/// Markdown as HTML: the part of it that threshold documents are written in.
///
/// Headings, paragraphs, lists, quotations, tables, rules across the page, code, emphasis and links are
/// read as CommonMark 0.31 reads them (tables as GitHub does); everything else is text.
///
/// INVARIANT: no byte of a document reaches the page as HTML: what it says is escaped, and a link leads
/// only to the web, a mail address or a place in the page.
struct MarkdownHTML {
  /// The headings, for a list of contents.
  struct Heading: Equatable {
    var level: Int
    var name: String
    /// The heading's words as HTML.
    var html: String
  }

  private(set) var headings: [Heading] = []
  private var html = ""
  private var names: Set<String> = []

  /// The page's body and its headings.
  static func page(_ markdown: String) -> (html: String, headings: [Heading]) {
    var writer = MarkdownHTML()
    let lines = markdown.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    writer.write(lines[...])
    return (writer.html, writer.headings)
  }

  // MARK: Blocks

  private mutating func write(_ lines: ArraySlice<Substring>) {
    var rest = lines
    while let line = rest.first {
      if isBlank(line) {
        rest = rest.dropFirst()
      } else if let level = headingLevel(line) {
        writeHeading(line, level)
        rest = rest.dropFirst()
      } else if isFence(line) {
        rest = writeCode(rest)
      } else if line.hasPrefix(">") {
        rest = writeQuotation(rest)
      } else if isRow(line), rest.dropFirst().first.map(isDelimiterRow) == true {
        rest = writeTable(rest)
      } else if isBreak(line) {
        html += "<hr>\n"
        rest = rest.dropFirst()
      } else if itemStart(line) != nil {
        rest = writeList(rest)
      } else if line.hasPrefix("<!--") {
        rest = rest.drop { !$0.contains("-->") }.dropFirst()
      } else {
        rest = writeParagraph(rest)
      }
    }
  }

  private func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private func headingLevel(_ line: Substring) -> Int? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first?.isWhitespace != false else {
      return nil
    }
    return level
  }

  private func isFence(_ line: Substring) -> Bool { line.hasPrefix("```") || line.hasPrefix("~~~") }

  private func isRow(_ line: Substring) -> Bool { line.hasPrefix("|") }

  private func isDelimiterRow(_ line: Substring) -> Bool {
    isRow(line) && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
  }

  private func isBreak(_ line: Substring) -> Bool {
    let marks = line.filter { !$0.isWhitespace }
    return marks.count >= 3 && Set(marks).count == 1 && "*-_".contains(marks.first ?? " ")
  }

  /// How wide the mark of a list item is, and whether the list is numbered.
  private func itemStart(_ line: Substring) -> (width: Int, isNumbered: Bool)? {
    if let first = line.first, "-*+".contains(first), line.dropFirst().first == " " {
      return (2, false)
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }.count
    guard (1...9).contains(digits) else { return nil }
    let rest = line.dropFirst(digits)
    guard let mark = rest.first, ".)".contains(mark), rest.dropFirst().first == " " else {
      return nil
    }
    return (digits + 2, true)
  }

  private mutating func writeHeading(_ line: Substring, _ level: Int) {
    var words = line.drop { $0 == "#" }
    while words.last?.isWhitespace == true || words.last == "#" { words.removeLast() }
    let inline = MarkdownInline.html(words.drop(while: \.isWhitespace))
    let name = unused(name(of: words))
    headings.append(Heading(level: level, name: name, html: inline))
    html += "<h\(level) id=\"\(name)\">\(inline)</h\(level)>\n"
  }

  /// A name for links: the clause's number, or the words.
  private func name(of words: Substring) -> String {
    let letters = words.lowercased().unicodeScalars.map { scalar -> Character in
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "."
      return isPlain ? Character(scalar) : "-"
    }
    let parts = String(letters).split(separator: "-")
    if let first = parts.first, first.first?.isNumber == true { return "clause-\(first)" }
    return parts.isEmpty ? "section" : parts.joined(separator: "-")
  }

  private mutating func unused(_ name: String) -> String {
    var tried = name
    var number = 2
    while !names.insert(tried).inserted {
      tried = "\(name)-\(number)"
      number += 1
    }
    return tried
  }

  private mutating func writeCode(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    let fence = lines.first.map { $0.prefix(3) } ?? ""
    let body = lines.dropFirst()
    let code = body.prefix { !$0.hasPrefix(fence) }
    html += "<pre><code>" + PageFrame.escaped(code.joined(separator: "\n")) + "</code></pre>\n"
    return body.dropFirst(code.count + 1)
  }

  private mutating func writeQuotation(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    let quoted = lines.prefix { $0.hasPrefix(">") }
    html += "<div class=\"panel\">\n"
    write(
      quoted.map { line -> Substring in
        let words = line.dropFirst()
        return words.hasPrefix(" ") ? words.dropFirst() : words
      }[...])
    html += "</div>\n"
    return lines.dropFirst(quoted.count)
  }

  private mutating func writeList(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    guard let first = lines.first, let kind = itemStart(first) else { return lines.dropFirst() }
    let tag = kind.isNumbered ? "ol" : "ul"
    html += "<\(tag)>\n"
    var rest = lines
    while let line = rest.first, let start = itemStart(line), start.isNumbered == kind.isNumbered {
      let indent = String(repeating: " ", count: start.width)
      let more = rest.dropFirst().prefix { next in
        next.hasPrefix(indent) || (!isBlank(next) && !next.hasPrefix(" ") && continues(next))
      }
      let item =
        [line.dropFirst(start.width)]
        + more.map { $0.hasPrefix(indent) ? $0.dropFirst(start.width) : $0 }
      html += "<li>" + MarkdownInline.html(item.joined(separator: "\n")[...]) + "</li>\n"
      rest = rest.dropFirst(1 + more.count)
      let afterBlank = rest.drop(while: isBlank)
      if let next = afterBlank.first, itemStart(next)?.isNumbered == kind.isNumbered {
        rest = afterBlank
      }
    }
    html += "</\(tag)>\n"
    return rest
  }

  /// Whether a line goes on with the paragraph before it.
  private func continues(_ line: Substring) -> Bool {
    !isBlank(line) && headingLevel(line) == nil && !isFence(line) && !line.hasPrefix(">")
      && itemStart(line) == nil && !isRow(line)
  }

  private mutating func writeParagraph(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    let more = lines.dropFirst().prefix(while: continues)
    let words = lines.prefix(1 + more.count).joined(separator: "\n")
    html += "<p>" + MarkdownInline.html(words[...]) + "</p>\n"
    return lines.dropFirst(1 + more.count)
  }

  private mutating func writeTable(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
    let rows = lines.prefix(while: isRow)
    let columns = rows.first.map(cells) ?? []
    // A table that may be wider than a telephone moves in a region of its own, which the keyboard can
    // reach; the page itself never moves sideways.
    html +=
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead><tr>"
    for column in columns { html += "<th scope=\"col\">\(MarkdownInline.html(column))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows.dropFirst(2) {
      html += "<tr>"
      for cell in cells(row) { html += "<td>\(MarkdownInline.html(cell))</td>" }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
    return lines.dropFirst(rows.count)
  }

  private func cells(_ row: Substring) -> [Substring] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in row.drop(while: { $0 == "|" }) {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if let last = cells.last, last.allSatisfy(\.isWhitespace) { cells.removeLast() }
    return cells.map { cell in
      var cell = cell[...].drop(while: \.isWhitespace)
      while cell.last?.isWhitespace == true { cell.removeLast() }
      return cell
    }
  }
}
