/// A table as text: the first column to the left, the others to the right.
struct TestTable {
  private var rows: [[String]]

  /// A table with these headings.
  init(_ headings: [String]) {
    rows = [headings]
  }

  /// Adds a row.
  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// The lines, each after so many spaces.
  func lines(indent: Int) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let fill = String(
          repeating: " ", count: widths[column] - cell.unicodeScalars.count)
        line += column == 0 ? cell + fill : "  " + fill + cell
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
