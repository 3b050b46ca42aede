import ThresholdDSL
import TriageEngine

/// `triage gaps [FILE…]`
func gaps(_ options: GapsOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var run = try GapsRun(options, console)
  return try run.run()
}

/// One run of `gaps`: decides every contact, gathers what is asked, and writes the lists at the end.
private struct GapsRun {
  private let options: GapsOptions
  private let console: Console
  private let rules: DecidingRules
  private var pipeline: ContactPipeline
  private var rejects: RejectReport
  /// What finds the questions under each edition, once it is wanted.
  private var finders: [GapFinder?]
  private var lists: GapsLists
  private var decided = 0
  private var progress: Progress

  init(_ options: GapsOptions, _ console: Console) throws(ToolError) {
    self.options = options
    self.console = console
    let stream = try ContactStream(options.deciding, console)
    rules = try DecidingRules(options.deciding, console)
    let history = try HistoryFiles(options.deciding.history, console)
    var files = FilesInUse(console, .gaps)
    files.read(options.deciding, rules, history)
    files.read(history.ledgers, as: "a ledger")
    try files.write(options.deciding.output, for: .output)
    try files.write(options.rejects, for: .rejects)
    try Self.refuseUnknown(options.agency, rules)
    pipeline = try ContactPipeline(
      stream, rules, options.deciding.history, jobs: options.jobs, console)
    rejects = try RejectReport(options.rejects, console)
    finders = Array(repeating: nil, count: rules.book.editions.count)
    lists = GapsLists(agency: options.agency)
    progress = Progress(console, isShown: !options.deciding.isQuiet)
  }

  /// Makes sure that some fact is held by, or restricted to, the agency named: a misspelt one would
  /// have an empty list, which reads as if there were nothing to ask.
  private static func refuseUnknown(
    _ agency: String?, _ rules: DecidingRules
  ) throws(ToolError) {
    guard let agency else { return }
    var agencies: [String] = []
    for edition in rules.editionsInUse {
      for name in GapFinder.agencies(of: rules.book.editions[edition])
      where !agencies.contains(name) { agencies.append(name) }
    }
    if agencies.contains(agency) { return }
    throw .usage(
      "no fact of the rule book is held by `\(visibleText(agency))`",
      hint: nearestNames(to: agency, among: agencies).first.map { "did you mean `\($0)`?" }
        ?? "write " + agencies.map { "`\($0)`" }.joined(separator: ", "), command: .gaps)
  }

  mutating func run() throws(ToolError) -> ExitStatus {
    let file = try options.deciding.output.map { (name) throws(ToolError) in
      try ReplacedFile(console.environment.path(name), named: name)
    }
    while let block = try pipeline.next() {
      for rejection in block.rejected {
        try rejects.report(rejection, file: pipeline.stream.name(ofFile: rejection.place.file))
      }
      gather(block.contacts)
      progress.update(rows: decided + rejects.count)
    }
    progress.clear()
    let ordered = lists.ordered(rules.book)
    let output = OutputBuffer(file ?? console.output)
    output.bytes = written(
      ordered, isColoured: file == nil && console.colours(options.deciding.colour))
    try output.flush()
    // The rejects are in their place before the lists: a run that loses them has failed.
    try rejects.finish()
    try file?.finish()
    if !options.deciding.isQuiet { console.report(summary(ordered)) }
    return rejects.count + pipeline.account.rejected > 0 ? .rejectedRows : .done
  }

  private func written(_ lists: [GapsLists.List], isColoured: Bool) -> [UInt8] {
    switch options.format {
    case .text, .sarif: Array(GapsPage.text(lists, rules, options, isColoured: isColoured).utf8)
    case .jsonl: GapsTable(rules: rules).lines(lists)
    case .csv: GapsTable(rules: rules).sheet(lists, isForExcel: options.isForExcel)
    }
  }

  /// Finds what to ask about the contacts of a block.
  private mutating func gather(_ contacts: [DecodedContact]) {
    for row in contacts where finders[row.edition] == nil {
      finders[row.edition] = GapFinder(
        rules.desk(row.edition).decider, for: options.deciding.audience.audience)
    }
    let (finders, asOf) = (finders, options.deciding.asOf)
    let found = mapped(contacts, jobs: options.jobs) { slice in
      slice.map { row in
        finders[row.edition]?.gaps(in: row.contact, asOf: asOf.map { Moment(at: $0) })
      }
    }
    for (row, gaps) in zip(contacts, found.flatMap { $0 }) {
      if let gaps {
        let name = rules.book.editions[row.edition].decisionClock
        lists.add(
          gaps, number: decided, edition: row.edition,
          clock: gaps.decision.clocks.first { $0.name == name })
      }
      decided += 1
    }
  }

  private func summary(_ lists: [GapsLists.List]) -> String {
    var text = "\(counted(decided + rejects.count, "row")) read: \(decided) decided, "
    text += "\(rejects.count) rejected\n"
    let questions = lists.reduce(0) { $0 + $1.count }
    text += "\(counted(questions, "question")) about \(counted(self.lists.contacts, "row"))\n"
    return text + pipeline.historyWords + unrecognisedFields(pipeline.fields)
  }
}
