import ThresholdDSL
import TriageEngine

/// `triage test [CORPUS…]`
func test(_ options: TestOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var run = try TestRun(options, console)
  return try run.run()
}

/// One run of `test`: each file of the corpus in turn, then the examples of the rule book, then the
/// report.
private struct TestRun {
  private let options: TestOptions
  private let console: Console
  private let corpora: [CorpusFile]
  private var rules: TestedRules?
  private var results = TestResults()
  private var rejects: RejectReport
  /// The rows of the history that were rejected; it is read again for each file.
  private var rejectedHistory = 0
  private var progress: Progress
  private let outputFile: ReplacedFile?
  private let junitFile: ReplacedFile?

  init(_ options: TestOptions, _ console: Console) throws(ToolError) {
    self.options = options
    self.console = console
    corpora = try Self.corpora(options, console)
    let finder = CorpusFinder(environment: console.environment)
    for path in options.deciding.files { results.unexpected += try finder.unexpected(at: path) }
    try Self.refuseToReplace(corpora, options, console)
    rejects = try RejectReport(options.rejects, console)
    outputFile = try Self.file(options.deciding.output, console)
    junitFile = try Self.file(options.junit, console)
    progress = Progress(console, isShown: !options.deciding.isQuiet)
  }

  private static func file(
    _ name: String?, _ console: Console
  ) throws(ToolError) -> ReplacedFile? {
    guard let name else { return nil }
    return try ReplacedFile(console.environment.path(name), named: name)
  }

  /// The files to test. An expectation file that is named takes the place of the one beside.
  private static func corpora(
    _ options: TestOptions, _ console: Console
  ) throws(ToolError) -> [CorpusFile] {
    let finder = CorpusFinder(environment: console.environment)
    var files: [CorpusFile] = []
    for path in options.deciding.files {
      for file in try finder.files(at: path) where !files.contains(file) { files.append(file) }
    }
    if let expected = options.expected {
      guard files.count == 1 else {
        throw .usage("`--expected` needs one corpus to compare with", command: .test)
      }
      files[0].expected = expected
    }
    guard options.isAccepting else { return files }
    for (index, file) in files.enumerated() where file.expected == nil {
      guard let name = CorpusFinder.expectedName(of: file.contacts) else {
        throw .usage(
          "there is no file to record what is expected in",
          hint: "name it: `--expected NAME.expected.jsonl`", command: .test)
      }
      files[index].expected = name
    }
    return files
  }

  /// Makes sure that no file that is read is written over.
  private static func refuseToReplace(
    _ corpora: [CorpusFile], _ options: TestOptions, _ console: Console,
    _ rules: TestedRules? = nil
  ) throws(ToolError) {
    let history = try HistoryFiles(options.deciding.history, console)
    var files = FilesInUse(console, .test)
    files.read(corpora.map(\.contacts), as: "a file of the corpus")
    files.read(history.ledgers + (history.stream?.files ?? []), as: "a file of earlier contacts")
    if let rules { files.read(rules.deciding.files, as: "a file of the rule book") }
    // Expectations are read; accepted ones are written anew.
    let expected = corpora.compactMap(\.expected)
    if options.isAccepting {
      for name in expected { try files.write(name, for: .accept) }
    } else {
      files.read(expected, as: "a file of the corpus")
    }
    try files.write(options.deciding.output, for: .output)
    try files.write(options.junit, for: .junit)
    try files.write(options.rejects, for: .rejects)
  }

  mutating func run() throws(ToolError) -> ExitStatus {
    for corpus in corpora { try test(corpus) }
    rules?.runExamples()
    progress.clear()
    try rejects.finish()
    try TestReport.refuseUnknownOutcomes(options, among: results.agreement.outcomes)
    let report = TestReport(
      results, rules, options, rejected: rejects.count + rejectedHistory)
    try write(report)
    if rejects.count + rejectedHistory > 0 { return .rejectedRows }
    return report.isGood ? .done : .found
  }

  private func write(_ report: TestReport) throws(ToolError) {
    if let junitFile {
      let output = OutputBuffer(junitFile)
      try TestXML(report).write(to: output)
      try output.flush()
      try junitFile.finish()
    }
    let output = OutputBuffer(outputFile ?? console.output)
    if options.isJSON {
      try TestRecords(report).write(to: output)
    } else if options.isTAP {
      try TestPoints(report).write(to: output)
    } else {
      let isColoured = outputFile == nil && console.colours(options.deciding.colour)
      try TestPage(report, isColoured: isColoured).write(to: output)
      if options.isAnnotating { try TestAnnotations(report).write(to: output) }
    }
    try output.flush()
    try outputFile?.finish()
  }

  // MARK: A file

  private mutating func test(_ corpus: CorpusFile) throws(ToolError) {
    var deciding = options.deciding
    deciding.files = [corpus.contacts]
    var stream = try ContactStream(deciding, console)
    let first = try stream.peek()
    let isRecorded = first.map { NamedDecision.isRecord($0) } ?? false
    var file = try TestedFile(
      corpus, isAccepting: options.isAccepting, console.environment)
    if isRecorded {
      try testRecords(stream, &file)
    } else {
      try testContacts(stream, &file)
    }
    for finding in try file.finish() { results.add(finding) }
    results.files.append(file.result)
  }

  private mutating func testContacts(
    _ stream: ContactStream, _ file: inout TestedFile
  ) throws(ToolError) {
    var rules: TestedRules
    if let ready = self.rules {
      rules = ready
    } else {
      rules = try TestedRules(options, console)
      try TestReport.refuseUnknownOutcomes(options, among: rules.noAgreement.outcomes)
      try Self.refuseToReplace(corpora, options, console, rules)
    }
    // Held in one place, so that what has been seen is not copied when it is added to.
    self.rules = nil
    var pipeline = try ContactPipeline(
      stream, rules.deciding, options.deciding.history, jobs: options.jobs, refusesDecisions: true,
      console)
    rejectedHistory = max(rejectedHistory, pipeline.account.rejected)
    var unread: [String: Int] = [:]
    var answered: [String: Int] = [:]
    while let block = try pipeline.next() {
      for rejection in block.rejected { try reject(rejection, &file) }
      var rows: [RowComparison.Row] = []
      for contact in block.contacts {
        let expected = try file.expected(contact.contact.id, contact.contact.child)
        rows.append(
          RowComparison.Row(
            contact: contact, expected: expected,
            isUnreadable: file.isUnreadable(contact.contact.id, contact.contact.child)))
      }
      let comparison = RowComparison(
        rules: rules, options: options, file: file, agreement: rules.noAgreement)
      let parts = mapped(rows, jobs: options.jobs) { comparison.part($0) }
      for part in parts {
        rules.add(part.coverage, isHistoric: file.corpus.isHistoric)
        unread.merge(part.unread, uniquingKeysWith: +)
        answered.merge(part.answered, uniquingKeysWith: +)
        try add(part, &file)
      }
      progress.update(rows: results.files.reduce(file.result.contacts) { $0 + $1.contacts })
    }
    addUnread(pipeline.fields, answered, unread, file)
    self.rules = rules
  }

  private mutating func testRecords(
    _ stream: ContactStream, _ file: inout TestedFile
  ) throws(ToolError) {
    var stream = stream
    while let rows = try stream.rows() {
      let read = mapped(rows, jobs: options.jobs) { $0.map { NamedDecision.read($0) } }
      var compared: [RowComparison.RecordRow] = []
      for row in read.joined() {
        switch row {
        case .success(let (decision, line)):
          let expected = try file.expected(decision.contact, decision.child)
          compared.append(
            RowComparison.RecordRow(
              decision: decision, line: line, expected: expected,
              isUnreadable: file.isUnreadable(decision.contact, decision.child)))
        case .failure(let rejection): try reject(rejection, &file)
        }
      }
      let comparison = RowComparison(
        rules: nil, options: options, file: file, agreement: HumanAgreement())
      for part in mapped(compared, jobs: options.jobs, { comparison.part($0) }) {
        try add(part, &file)
      }
      progress.update(rows: results.files.reduce(file.result.contacts) { $0 + $1.contacts })
    }
  }

  private mutating func reject(
    _ rejection: Rejection, _ file: inout TestedFile
  ) throws(ToolError) {
    file.result.rejected += 1
    try rejects.report(
      rejection, file: file.corpus.contacts == "-" ? "standard input" : file.corpus.contacts)
  }

  private mutating func add(
    _ part: TestPart, _ file: inout TestedFile
  ) throws(ToolError) {
    results.agreement.add(part.agreement)
    for row in part.rows {
      file.result.contacts += 1
      if let missed = row.missed { results.add(missed) }
      if row.isAdded { file.result.added += 1 }
      if let acceptable = row.acceptable { results.add(acceptable: acceptable) }
      if let finding = row.finding {
        results.add(finding, isAccepted: row.isAccepted)
        switch finding.kind {
        case .mistake: file.result.uncompared += 1
        case .lowered, .raised, .changed:
          if row.isAccepted { file.result.accepted += 1 } else { file.result.otherwise += 1 }
        }
      } else if row.isUnreadable {
        file.result.uncompared += 1
      } else if row.isExpected {
        file.result.asExpected += 1
        results.addPassed(
          row.name, file: file.name, isNamed: options.isTAP || options.junit != nil)
      }
      try file.record(row.record)
    }
  }

  /// The fields that the file states and nothing reads, except those that are ignored, and those that
  /// every row's expectation expects to be asked about.
  private mutating func addUnread(
    _ fields: FieldTally, _ answered: [String: Int], _ declared: [String: Int],
    _ file: TestedFile
  ) {
    for entry in fields.entries {
      let rows = entry.rows - (answered[entry.name] ?? 0)
      guard rows > 0 else { continue }
      results.unread.append(
        TestResults.UnreadField(
          file: file.name, name: entry.name, rows: rows, nearest: entry.nearest.first,
          isDeclared: false))
    }
    for (name, rows) in declared.sorted(by: { $0.key < $1.key })
    where !options.deciding.ignored.contains(name) {
      results.unread.append(
        TestResults.UnreadField(
          file: file.name, name: name, rows: rows, nearest: nil, isDeclared: true))
    }
  }
}
