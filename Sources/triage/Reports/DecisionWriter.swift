import ThresholdDSL
import TriageEngine

/// Writes decisions in one of the formats; a value that threads share.
struct DecisionWriter: Sendable {
  private let table: DecisionTable?
  private let isText: Bool
  private let isColoured: Bool

  init(_ rules: DecidingRules, format: OutputFormat, isForExcel: Bool, isColoured: Bool) {
    table =
      format == .csv
      ? DecisionTable(rules.editionsInUse.map { rules.book.editions[$0] }, isForExcel: isForExcel)
      : nil
    isText = format == .text
    self.isColoured = isColoured
  }

  /// What stands before the first decision.
  var header: [UInt8] { table?.header ?? [] }

  /// Adds a decision made at an edition's desk.
  func append(_ decision: Decision, _ desk: EditionDesk, to bytes: inout [UInt8]) {
    if let table {
      table.append(decision, desk.encoder, to: &bytes)
    } else if isText {
      bytes += DecisionPage.text(decision, desk.words, isColoured: isColoured).utf8
    } else {
      desk.encoder.append(decision, to: &bytes)
    }
  }
}
