import ThresholdDSL

/// A report as text for a terminal or a message, at most so many columns wide.
enum ReportText {
  /// The widest that a line may be.
  static let width = 100
  private static let gap = "  "

  /// The report.
  static func text(_ document: ReportDocument) -> String {
    var text = document.title + "\n" + String(repeating: "=", count: document.title.utf8.count)
    text += "\n\n"
    let labelWidth = document.facts.map { columns($0.label) }.max() ?? 0
    for (label, words) in document.facts {
      text += lines(words, first: padded(label, labelWidth) + gap, rest: labelWidth + 2)
    }
    text += "\n"
    let figureWidth = document.headlines.map { columns($0.figure) }.max() ?? 0
    let headWidth = document.headlines.map { columns($0.label) }.max() ?? 0
    for headline in document.headlines {
      let first =
        padded(headline.label, headWidth) + gap + aligned(headline.figure, figureWidth) + gap
      text += lines(headline.detail, first: first, rest: headWidth + figureWidth + 4)
    }
    for section in document.sections {
      text += "\n" + section.title + "\n"
      text += String(repeating: "-", count: columns(section.title)) + "\n"
      for block in section.blocks {
        switch block {
        case .words(let words): text += "\n" + lines(words, first: "", rest: 0)
        case .verbatim(let words): text += "\n" + words + "\n"
        case .table(let table): text += "\n" + self.table(table)
        }
      }
    }
    return text
  }

  private static func table(_ table: ReportTable) -> String {
    guard !table.rows.isEmpty else { return lines(table.emptyWords, first: "", rest: 0) }
    let caption = lines(table.caption, first: "", rest: 0)
    let cells = table.rows.map { $0.cells.map { visible($0.shown) } }
    let headers = table.columns.map { words($0.title) }
    let widths = table.columns.indices.map { column in
      max(
        headers[column].map(columns).max() ?? 0, cells.map { columns($0[column]) }.max() ?? 0)
    }
    let used = widths.reduce(0) { $0 + $1 + 2 }
    let least = words(table.corner).map(columns).max() ?? 0
    let room = width - used
    let wanted = max(
      columns(table.corner), table.rows.map { columns(visible($0.title)) }.max() ?? 0)
    // Where there is no room for a first column of some width, each row becomes a list.
    guard room >= max(least, min(wanted, 14)) else { return caption + stacked(table, cells) }
    let first = min(wanted, room)
    var text = caption
    var heads = wrapped(table.corner, first)
    let wrappedHeads = zip(headers, widths).map { wrapped($0.joined(separator: " "), $1) }
    let height = max(heads.count, wrappedHeads.map(\.count).max() ?? 1)
    heads = Array(repeating: "", count: height - heads.count) + heads
    for line in 0..<height {
      var row = padded(heads[line], first)
      for (column, head) in wrappedHeads.enumerated() {
        let place = line - (height - head.count)
        let words = place >= 0 ? head[place] : ""
        row += gap + cell(words, widths[column], table.columns[column])
      }
      text += trimmedEnd(row) + "\n"
    }
    for (row, cells) in zip(table.rows, cells) {
      for (number, part) in wrapped(visible(row.title), first).enumerated() {
        var line = padded(part, first)
        if number == 0 {
          for column in cells.indices {
            line += gap + cell(cells[column], widths[column], table.columns[column])
          }
        }
        text += trimmedEnd(line) + "\n"
      }
    }
    return text
  }

  private static func stacked(_ table: ReportTable, _ cells: [[String]]) -> String {
    var text = ""
    for (row, cells) in zip(table.rows, cells) {
      text += lines(visible(row.title), first: "", rest: 0)
      for (column, cell) in zip(table.columns, cells) {
        text += lines(cell, first: gap + column.title + ": ", rest: 4)
      }
    }
    return text
  }

  private static func cell(
    _ words: String, _ width: Int, _ column: ReportTable.Column
  ) -> String {
    column.isWords ? padded(words, width) : aligned(words, width)
  }

  // MARK: Widths

  /// The columns that a text takes.
  private static func columns(_ text: String) -> Int { visible(text).unicodeScalars.count }

  /// The text with whatever a terminal would act on made visible: ids come from elsewhere.
  private static func visible(_ text: String) -> String { visibleText(text) }

  private static func padded(_ text: String, _ width: Int) -> String {
    visible(text) + String(repeating: " ", count: max(0, width - columns(text)))
  }

  private static func aligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(text))) + visible(text)
  }

  private static func trimmedEnd(_ line: String) -> String {
    var line = line
    while line.utf8.last == 0x20 { line.removeLast() }
    return line
  }

  private static func words(_ text: String) -> [String] {
    visible(text).split(separator: " ").map(String.init)
  }

  /// A text broken at spaces; a word that is too long is cut.
  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(text) {
      var rest = Substring(word)
      if !line.isEmpty, columns(line) + 1 + columns(word) <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.unicodeScalars.count > max(1, width) {
        let end = rest.unicodeScalars.index(rest.startIndex, offsetBy: max(1, width))
        lines.append(String(rest[..<end]))
        rest = rest[end...]
      }
      line = String(rest)
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// A paragraph, its first line after some words, the others after so many spaces.
  private static func lines(_ text: String, first: String, rest: Int) -> String {
    let parts = wrapped(text, width - max(columns(first), rest))
    let margin = String(repeating: " ", count: rest)
    return parts.enumerated().map { ($0.offset == 0 ? first : margin) + $0.element + "\n" }.joined()
  }
}
