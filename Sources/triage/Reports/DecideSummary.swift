import ThresholdDSL
import TriageEngine

/// What a run of `decide` did, for standard error: rows in are rows decided and rows rejected, and an
/// unsettled lowest outcome is never counted with the settled ones.
struct DecideSummary {
  private let rules: DecidingRules
  private let tally: DecideTally
  private let pipeline: ContactPipeline
  private let rejected: Int

  init(
    _ rules: DecidingRules, _ tally: DecideTally, _ pipeline: ContactPipeline, rejected: Int
  ) {
    self.rules = rules
    self.tally = tally
    self.pipeline = pipeline
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
    return text + pipeline.historyWords + unrecognisedFields(pipeline.fields)
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

extension ContactPipeline {
  /// How far back earlier contacts are counted, and what is missing of them; nothing where no rule
  /// counts any.
  var historyWords: String {
    var text = ""
    if let start = historyStart {
      let day = DecisionWords.day(Moment(at: start).date)
      text += "earlier contacts are counted back to \(day), "
      text += account.isStated ? "as `--history-from` says\n" : "the first that is known\n"
    }
    if account.rejected > 0 {
      text += "\(counted(account.rejected, "row")) of the history rejected: "
      text += "of whom \(account.rejected == 1 ? "it is" : "they are") about, so many or more "
      text += "contacts are counted\n"
    }
    if historyStart != nil, nameless > 0 {
      text += "\(counted(nameless, "rejected row")) of the input "
      text +=
        nameless == 1
        ? "names no child that can be read, and stands"
        : "name no child that can be read, and stand"
      text += " in nobody's history\n"
    }
    if lateRejected > 0 {
      text +=
        "\(counted(lateRejected, "rejected row")) came after contacts that would have counted "
      text += lateRejected == 1 ? "it" : "them"
      text += " had been decided: put right what is rejected and decide again\n"
    }
    if account.nameless > 0 {
      text += "\(counted(account.nameless, "rejected row")) of the ledger "
      text += account.nameless == 1 ? "names no child and stands" : "name no child and stand"
      text += " in nobody's history\n"
    }
    return text
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
