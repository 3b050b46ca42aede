import ThresholdDSL
import TriageEngine

/// `triage check [PATH…]`
func check(_ options: CheckOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let reader = RuleFolderReader(environment: console.environment)
  let paths = try options.paths.isEmpty ? [reader.chosenPath(options.rules)] : options.paths
  var reports: [CheckReport] = []
  var files = FilesInUse(console, .check)
  for path in paths {
    for target in try CheckTarget.targets(at: path, reader) {
      files.read(
        target.folder.editions.flatMap { $0.files.map(\.name) }, as: "a file of the rule book")
      reports.append(try CheckReport(target, reader))
    }
  }
  try files.write(options.output, for: .output)
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  let isColoured = file == nil && console.colours(options.colour)
  for report in reports {
    switch options.format {
    case .jsonl: try output.add(report.jsonLines())
    case .sarif: break
    case .text, .csv:
      try output.add(report.text(isColoured: isColoured))
      if !options.isQuiet { try output.add(report.summary() + "\n") }
    }
  }
  if options.format == .sarif {
    try output.add(DiagnosticRenderer.sarif(reports.flatMap { $0.sarifResults() }))
  }
  try output.flush()
  try file?.finish()
  if options.format == .jsonl || options.format == .sarif, !options.isQuiet {
    for report in reports { console.report(report.summary() + "\n") }
  }
  return reports.contains { $0.diagnostics.contains(where: \.isError) } ? .found : .done
}

/// Something to check: a rule book, and the one file of it that is looked at, where only one is.
struct CheckTarget {
  /// The path as the user wrote it.
  var path: String
  var folder: RuleFolder
  /// The file whose messages alone are shown.
  var onlyFile: String?

  /// What there is to check at a path.
  static func targets(
    at written: String, _ reader: RuleFolderReader
  ) throws(ToolError) -> [CheckTarget] {
    let path = withoutLastSlash(written)
    switch try reader.kind(of: path) {
    case .edition, .book, .nothing:
      return [CheckTarget(path: path, folder: try reader.read(path))]
    case .shelf:
      var targets: [CheckTarget] = []
      for book in try reader.bookPaths(in: path) {
        targets.append(CheckTarget(path: book, folder: try reader.read(book)))
      }
      return targets
    case .file:
      let (parent, last) = splitPath(path)
      guard last.utf8.hasSuffix(RuleFolderReader.ending.utf8) else {
        throw .environment(
          "`\(path)` is not a rule file", hint: "the name of a rule file ends in `.md`")
      }
      let edition = parent.isEmpty ? "." : withoutLastSlash(parent)
      return [
        CheckTarget(
          path: path, folder: try reader.read(edition), onlyFile: joinedPath(edition, last))
      ]
    }
  }
}

/// What checking a rule book finds, its examples run.
struct CheckReport {
  private let target: CheckTarget
  private let rules: LoadedRules
  private let examples: ExampleResults
  /// How many claims about the rules were settled.
  private let settled: Int
  /// How many warnings the document answers.
  private let answered: Int
  /// What is shown, by place.
  let diagnostics: [Diagnostic]

  init(_ target: CheckTarget, _ reader: RuleFolderReader) throws(ToolError) {
    let rules = LoadedRules(target.folder)
    self.target = target
    self.rules = rules
    var found = rules.checked.diagnostics
    let only = target.onlyFile.flatMap { name in
      rules.sources.firstIndex { $0.name == name }
    }
    if let book = rules.checked.book {
      let deciding = try DecidingRules(book, folder: target.folder, reader)
      examples = ExampleResults(deciding, onlyFile: only)
      let reach = ExampleReach(deciding)
      found += examples.diagnostics + reach.diagnostics
      let editions = Array(book.editions.indices)
      let analysed = mapped(editions, jobs: editions.count, least: 1) { slice in
        slice.map { AnalysedEdition(deciding, edition: $0) }
      }.flatMap { $0 }
      let findings = try BookFindings(found, analysed, book, rules.sources)
      settled = findings.settled
      answered = findings.answered
      found = findings.diagnostics
    } else {
      examples = ExampleResults()
      (settled, answered) = (0, 0)
    }
    if target.onlyFile != nil {
      found = found.filter { $0.span?.file == only }
    }
    diagnostics = DiagnosticRenderer.sorted(found)
  }

  /// The rule book; nil where it has errors.
  var book: RuleBook? { rules.checked.book }

  /// The diagnostics as a person reads them, those left out that were told before.
  func text(isColoured: Bool, told: Set<String> = []) -> String {
    let shown = diagnostics.filter { $0.isError || !told.contains($0.words) }
    let text = rules.renderer(isColoured: isColoured).text(shown)
    let notRead = target.folder.notRead.map {
      "\(visibleText($0)): warning: the file is not read: "
        + "the name of a rule file ends in `\(RuleFolderReader.ending)`\n"
    }
    return notRead.joined() + text
  }

  /// The diagnostics as JSON Lines.
  func jsonLines() -> String {
    rules.renderer(isColoured: false).jsonLines(diagnostics)
  }

  /// The diagnostics as results of a SARIF log, with their codes.
  func sarifResults() -> [(code: DiagnosticCode, result: String)] {
    rules.renderer(isColoured: false).sarifResults(diagnostics)
  }

  /// One line: what there is, and what is wrong with it.
  func summary() -> String {
    let name = visibleText(target.path)
    guard let book = rules.checked.book else {
      return "\(name): \(DiagnosticRenderer.summary(of: diagnostics)); examples are run when there "
        + "are no errors"
    }
    let rules = book.editions.reduce(0) { $0 + $1.rules.count }
    let facts = book.editions.reduce(0) { $0 + $1.facts.count { $0.reserved == nil } }
    return [
      "\(name): \(counted(book.editions.count, "edition"))", counted(rules, "rule"),
      counted(facts, "fact"), "\(examples.passed) of \(counted(examples.count, "example")) passed",
      "\(counted(settled, "claim")) settled",
      DiagnosticRenderer.summary(of: diagnostics)
        + (answered > 0 ? ", \(counted(answered, "warning")) answered" : ""),
    ].joined(separator: ", ")
  }
}

extension Diagnostic {
  /// What tells it from others, wherever it stands.
  var words: String { code.code + " " + message }
}
