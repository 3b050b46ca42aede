/// A table in Markdown.
struct MarkdownTable {
  private let columns: [String]
  private let rows: [[String]]

  init(_ columns: [String], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The table's lines, each with its line break.
  var markdown: String {
    line(columns) + line(columns.map { _ in "---" }) + rows.map(line).joined()
  }

  private func line(_ cells: [String]) -> String {
    "| "
      + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }
      .joined(separator: " | ") + " |\n"
  }
}
