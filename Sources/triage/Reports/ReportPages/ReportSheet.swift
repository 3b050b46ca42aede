/// A report as one long table of CSV: a row a figure, whatever section it stands in.
enum ReportSheet {
  /// The columns: where the figure stands, what it is, and what it counts of how many.
  static let header = ["section", "measure", "group", "value", "n", "N"]

  /// The report.
  static func bytes(_ document: ReportDocument, isForExcel: Bool) -> [UInt8] {
    let sheet = CSVSheet(isForExcel: isForExcel)
    var bytes = sheet.mark + sheet.line(header)
    for (label, words) in document.facts {
      bytes += sheet.line(["about", label, "", words, "", ""])
    }
    for case .table(let table) in document.sections.flatMap(\.blocks) {
      for row in table.rows {
        for (column, cell) in zip(table.columns, row.cells) {
          bytes += sheet.line([
            table.name, column.name, row.name ?? row.title, cell.value,
            cell.part.map { String($0) } ?? "", cell.whole.map { String($0) } ?? "",
          ])
        }
      }
    }
    return bytes
  }
}
