import ThresholdDSL
import TriageEngine

/// What a run of `decide` did, for standard error: rows in are rows decided and rows rejected, and an
/// unsettled lowest outcome is never counted with the settled ones.
struct DecideSummary {
  private let rules: DecidingRules
  private let tally: DecideTally
  private let fields: FieldTally
  private let rejected: Int

  init(_ rules: DecidingRules, _ tally: DecideTally, _ fields: FieldTally, rejected: Int) {
    self.rules = rules
    self.tally = tally
    self.fields = fields
    self.rejected = rejected
  }

  /// The summary.
  func text() -> String {
    let rows = tally.decided + rejected
    var text = "\(counted(rows, "row")) read: \(tally.decided) decided, \(rejected) rejected\n"
    let width = outcomes.map { String($0.firm + $0.provisional).utf8.count }.max() ?? 0
    for count in outcomes {
      let number = String(count.firm + count.provisional)
      text += "  " + String(repeating: " ", count: width - number.utf8.count) + number + "  "
      text += count.title + description(count) + "\n"
    }
    if tally.late > 0 { text += "clocks missed in \(counted(tally.late, "decision"))\n" }
    if tally.overdue > 0 {
      text += "clocks overdue in \(counted(tally.overdue, "decision"))\n"
    }
    return text + unrecognisedFields(fields)
  }

  private func description(_ count: DecideTally.Count) -> String {
    if count.isUnsettled { return " for now: NOT SETTLED, something unknown could raise it" }
    if count.provisional == 0 { return "" }
    return count.firm == 0
      ? " (provisional)" : " (\(count.provisional) of them provisional)"
  }

  /// The counts, highest outcome of the editions first, the settled lowest outcome last.
  private var outcomes: [DecideTally.Count] {
    var names: [String] = []
    for edition in rules.book.editions.reversed() {
      for outcome in edition.outcomes.reversed() where !names.contains(outcome.name) {
        names.append(outcome.name)
      }
    }
    return names.flatMap { name in
      tally.counts.filter { $0.outcome == name && $0.isUnsettled }
        + tally.counts.filter { $0.outcome == name && !$0.isUnsettled }
    }
  }
}

/// The fields that are shown of those not recognised; the rest are counted.
let unrecognisedFieldsShown = 20

/// The fields that no rule reads, each with its rows and the nearest name: once a run.
func unrecognisedFields(_ fields: FieldTally) -> String {
  let entries = fields.entries
  var text = ""
  for entry in entries.prefix(unrecognisedFieldsShown) {
    text += "unrecognised field `\(visibleText(entry.name))` in \(counted(entry.rows, "row"))"
    if let near = entry.nearest.first { text += "; did you mean `\(near)`?" }
    text += "\n"
  }
  if entries.count > unrecognisedFieldsShown {
    text += "and \(entries.count - unrecognisedFieldsShown) more unrecognised fields\n"
  }
  return text
}
