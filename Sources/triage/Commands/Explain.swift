import ThresholdDSL
import TriageEngine

/// `triage explain [FILE…] --contact ID [--child ID]`
func explain(_ options: ExplainOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let stream = try ContactStream(options.deciding, console)
  let rules = try DecidingRules(options.deciding, console)
  let history = try HistoryFiles(options.deciding.history, console)
  var files = FilesInUse(console, .explain)
  files.read(options.deciding, rules, history)
  files.read(history.ledgers, as: "a ledger")
  try files.write(options.deciding.output, for: .output)
  var rejects = try RejectReport(nil, console)
  var pipeline = try ContactPipeline(stream, rules, options.deciding.history, jobs: 1, console)
  let found = try findContacts(options, &pipeline, &rejects)
  guard !found.isEmpty else { throw nothingFound(options, rejected: rejects.count) }
  let file = try options.deciding.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let isColoured = file == nil && console.colours(options.deciding.colour)
  let writer = DecisionWriter(
    rules, format: options.format, isForExcel: false,
    isColoured: isColoured)
  let output = OutputBuffer(file ?? console.output)
  for (number, row) in found.enumerated() {
    let desk = rules.desk(row.edition)
    let decider = desk.decider
    let audience = options.deciding.audience.audience
    let decision = decider.decide(
      row.contact, for: audience, asOf: options.deciding.asOf.map { Moment(at: $0) })
    if options.format == .jsonl {
      writer.append(decision, desk, to: &output.bytes)
    } else {
      let contact = decider.contact(row.contact, for: audience)
      let text = ExplanationPage.text(
        decision, contact, decider.evaluate(contact), desk.words,
        for: options.deciding.audience, historyStart: pipeline.historyStart,
        isColoured: isColoured)
      try output.add((number == 0 ? "" : "\n") + text)
    }
  }
  try output.flush()
  try file?.finish()
  return rejects.count + pipeline.account.rejected > 0 ? .rejectedRows : .done
}

/// The rows to explain, in order.
private func findContacts(
  _ options: ExplainOptions, _ pipeline: inout ContactPipeline, _ rejects: inout RejectReport
) throws(ToolError) -> [DecodedContact] {
  var found: [DecodedContact] = []
  while let block = try pipeline.next() {
    for rejection in block.rejected {
      try rejects.report(rejection, file: pipeline.stream.name(ofFile: rejection.place.file))
    }
    for row in block.contacts where isWanted(row.contact, options) {
      if options.contact == nil, let first = found.first, first.contact.id != row.contact.id {
        throw .usage(
          "there are several contacts", hint: "name the one to explain with `--contact ID`",
          command: .explain)
      }
      found.append(row)
    }
  }
  return found
}

private func isWanted(_ contact: Contact, _ options: ExplainOptions) -> Bool {
  if let id = options.contact, contact.id != id { return false }
  guard let child = options.child else { return true }
  // A child who is not known is named as the row names it.
  return contact.child == child || (contact.child == nil && child == "unknown")
}

private func nothingFound(_ options: ExplainOptions, rejected: Int) -> ToolError {
  let wanted = [
    options.contact.map { "contact `\(visibleText($0))`" },
    options.child.map { "child `\(visibleText($0))`" },
  ].compactMap { $0 }.joined(separator: ", ")
  return .environment(
    wanted.isEmpty ? "there is no contact to explain" : "there is no row of \(wanted)",
    hint: rejected == 0
      ? nil : "it may be among the rejected rows, of which there are \(rejected)")
}
