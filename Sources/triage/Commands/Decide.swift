import ThresholdDSL
import TriageEngine

/// `triage [decide] [FILE…]`
func decide(_ options: DecideOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var run = try DecideRun(options, console)
  return try run.run()
}

/// One run of `decide`: reads blocks of rows, decides them on threads, and writes in input order.
private struct DecideRun {
  /// The contacts of one thread whose records are held until they are written.
  private static let mostHeldOfJob = 512

  private let options: DecideOptions
  private let console: Console
  private let rules: DecidingRules
  private let writer: DecisionWriter
  private var pipeline: ContactPipeline
  private let output: OutputBuffer
  private let outputFile: ReplacedFile?
  private var rejects: RejectReport
  private var tally = DecideTally()
  private var progress: Progress
  private var ledger: DecideLedger?

  init(_ options: DecideOptions, _ console: Console) throws(ToolError) {
    self.options = options
    self.console = console
    let stream = try ContactStream(options.deciding, console)
    rules = try DecidingRules(options.deciding, console)
    // Everything that is read or written is looked for before the ledger is made.
    try Self.refuseToReplace(options, rules, console)
    outputFile = try options.deciding.output.map { (name) throws(ToolError) in
      try ReplacedFile(console.environment.path(name), named: name)
    }
    rejects = try RejectReport(options.rejects, console)
    ledger = try options.deciding.ledger.map { [rules] (name) throws(ToolError) in
      try DecideLedger(name, rules.earlierContactReader, jobs: options.jobs, console)
    }
    pipeline = try ContactPipeline(
      stream, rules, options.deciding.history, ledger: ledger, jobs: options.jobs, console)
    ledger?.forgetContacts()
    writer = DecisionWriter(
      rules, format: options.format, isForExcel: options.isForExcel,
      isColoured: options.deciding.output == nil && console.colours(options.deciding.colour))
    output = OutputBuffer(outputFile ?? console.output)
    progress = Progress(
      console, isShown: !options.deciding.isQuiet && options.format != .text)
  }

  private static func refuseToReplace(
    _ options: DecideOptions, _ rules: DecidingRules, _ console: Console
  ) throws(ToolError) {
    let history = try HistoryFiles(options.deciding.history, console)
    var files = FilesInUse(console, .decide)
    files.read(options.deciding, rules, history)
    // A ledger may be history of what is added to it.
    try files.write(options.deciding.ledger, for: .ledger)
    files.read(history.ledgers, as: "a ledger")
    try files.write(options.deciding.output, for: .output)
    try files.write(options.rejects, for: .rejects)
  }

  mutating func run() throws(ToolError) -> ExitStatus {
    output.bytes += writer.header
    while let block = try pipeline.next() {
      // What the ledger does not have is not told of either.
      try ledger?.add(block, rules, pipeline.stream)
      for rejection in block.rejected {
        try rejects.report(rejection, file: pipeline.stream.name(ofFile: rejection.place.file))
      }
      var first = 0
      while first < block.contacts.count {
        // Records are several times the size of their rows, so no more are held than keep threads busy.
        let last = min(block.contacts.count, first + Self.mostHeldOfJob * options.jobs)
        try write(Array(block.contacts[first..<last]))
        first = last
      }
      try output.flush()
      progress.update(rows: tally.decided + rejects.count)
    }
    try ledger?.finish()
    // The rejects are in their place before the decisions: a run that loses them has failed.
    try rejects.finish()
    try outputFile?.finish()
    progress.clear()
    if !options.deciding.isQuiet {
      console.report(
        DecideSummary(rules, tally, pipeline, rejected: rejects.count).text()
          + (ledger?.summary ?? ""))
    }
    return status
  }

  private var status: ExitStatus {
    if rejects.count + pipeline.account.rejected > 0 { return .rejectedRows }
    let isFound = options.failOn.contains { condition in
      switch condition {
      case .late: tally.late > 0
      case .overdue: tally.overdue > 0
      case .provisional: tally.provisional > 0
      case .rejected: false
      }
    }
    return isFound ? .found : .done
  }

  /// Decides contacts and writes their decisions.
  private mutating func write(_ contacts: [DecodedContact]) throws(ToolError) {
    let (rules, writer) = (rules, writer)
    let (audience, asOf) = (options.deciding.audience.audience, options.deciding.asOf)
    let decided = mapped(contacts, jobs: options.jobs) { slice in
      var bytes: [UInt8] = []
      var tally = DecideTally()
      rules.decide(slice, for: audience, asOf: asOf.map { Moment(at: $0) }) { decision, desk in
        tally.add(decision, outcome: desk.decider.edition.outcomes)
        writer.append(decision, desk, to: &bytes)
      }
      return (bytes: bytes, tally: tally)
    }
    for part in decided {
      tally.add(part.tally)
      try output.add(part.bytes)
    }
  }
}

extension AudienceName {
  /// The audience that the word names.
  var audience: Audience {
    switch self {
    case .partner: .partner
    case .hub: .hub
    }
  }
}

/// How many decisions there are of each kind.
struct DecideTally: Sendable {
  /// An outcome and how often it was decided.
  struct Count: Sendable, Equatable {
    var outcome: String
    var title: String
    /// Whether it is the lowest outcome while something unknown could raise it.
    var isUnsettled: Bool
    var firm: Int
    var provisional: Int
  }

  private(set) var counts: [Count] = []
  private(set) var decided = 0
  private(set) var provisional = 0
  private(set) var late = 0
  private(set) var overdue = 0

  /// Counts a decision.
  mutating func add(_ decision: Decision, outcome outcomes: [Outcome]) {
    let outcome = outcomes[decision.outcome.established]
    let isFirm = decision.outcome.certainty == .firm
    add(
      Count(
        outcome: outcome.name, title: outcome.title,
        isUnsettled: DecisionWords.isUnsettled(decision), firm: isFirm ? 1 : 0,
        provisional: isFirm ? 0 : 1))
    decided += 1
    if !isFirm { provisional += 1 }
    if decision.clocks.contains(where: { $0.status == .missed }) { late += 1 }
    if decision.clocks.contains(where: { $0.status == .overdue }) { overdue += 1 }
  }

  /// Adds the counts of later decisions.
  mutating func add(_ later: DecideTally) {
    for count in later.counts { add(count) }
    decided += later.decided
    provisional += later.provisional
    late += later.late
    overdue += later.overdue
  }

  private mutating func add(_ count: Count) {
    let place = counts.firstIndex {
      $0.outcome == count.outcome && $0.isUnsettled == count.isUnsettled
    }
    guard let place else {
      counts.append(count)
      return
    }
    counts[place].firm += count.firm
    counts[place].provisional += count.provisional
  }
}
