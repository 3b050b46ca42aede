import ThresholdDSL
import TriageEngine

/// Writes decisions in one of the formats; a value that threads share.
struct DecisionWriter: Sendable {
  private let words: [DecisionWords]
  private let encoders: [DecisionEncoder]
  private let table: DecisionTable?
  private let isText: Bool
  private let isColoured: Bool

  init(
    _ rules: DecidingRules, format: OutputFormat, isForExcel: Bool, isColoured: Bool
  ) {
    words = rules.words
    encoders = zip(rules.book.editions, rules.calendarDigests).map { edition, calendar in
      DecisionEncoder(
        edition: edition, rules: "sha256:" + SHA256.hex(of: edition.canonicalText),
        calendar: calendar)
    }
    table =
      format == .csv
      ? DecisionTable(encoders, inUse: rules.editionsInUse, isForExcel: isForExcel) : nil
    isText = format == .text
    self.isColoured = isColoured
  }

  /// What stands before the first decision.
  var header: [UInt8] { table?.header ?? [] }

  /// Adds a decision made under an edition.
  func append(_ decision: Decision, edition: Int, to bytes: inout [UInt8]) {
    if let table {
      table.append(decision, edition: edition, to: &bytes)
    } else if isText {
      bytes += DecisionPage.text(decision, words[edition], isColoured: isColoured).utf8
    } else {
      bytes += encoders[edition].line(decision)
    }
  }
}
