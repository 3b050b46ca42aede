import ThresholdDSL
import TriageEngine

/// `triage compare OLD NEW [--corpus PATH…]`
func compare(_ options: CompareOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let rules = try ComparedRules(options, console)
  let files = try corpusFiles(options, for: .compare, console)
  var inUse = FilesInUse(console, .compare)
  inUse.read(files, as: "a file of contacts")
  for side in [rules.old, rules.new] { inUse.read(side.deciding.files, as: "a file of rules") }
  try inUse.write(options.page, for: .html)
  try inUse.write(options.output, for: .output)
  let result = try comparison(of: rules, files, options, console)
  try write(result, options, console)
  if let contacts = result.contacts, contacts.rejected > 0 { return .rejectedRows }
  let isFound =
    switch options.failOn {
    case .lowered: result.isLowered
    case .unproved: result.isLowered || result.isUnproved
    case .changed: result.isChanged
    }
  return isFound ? .found : .done
}

/// Proves what a change of rules does, and decides some files of contacts by both sides.
func comparison(
  of rules: ComparedRules, _ files: [String], _ options: CompareOptions, _ console: Console
) throws(ToolError) -> ComparisonResult {
  let audience = options.audience.audience
  var proved: [ProvedChanges] = []
  for pair in rules.pairs { proved.append(try ProvedChanges(rules, pair, audience)) }
  limit(&proved, rules)
  let contacts =
    try files.isEmpty ? nil : ComparedContacts(rules, files: files, options, console)
  let examples = ExampleResults(rules.new.deciding, onlyFile: nil)
  return ComparisonResult(
    rules, proved: proved, contacts: contacts, failedExamples: examples.diagnostics.count)
}

/// Limits what is proved to contacts whose earlier contacts are decided as before, where rules count
/// what was decided and anything at all can have been decided otherwise by then.
///
/// Until then the first contact ever is decided as before, and so is each that follows.
private func limit(_ proved: inout [ProvedChanges], _ rules: ComparedRules) {
  let changed = proved.filter {
    EditionComparison.direction(of: $0.comparison.outcomes) != .unchanged
  }.map(\.comparison.days.lowerBound)
  guard let first = (changed + rules.gaps.map(\.first)).min() else { return }
  for place in proved.indices where proved[place].comparison.days.upperBound >= first {
    proved[place].isLimited = proved[place].old.countsDecisions || proved[place].new.countsDecisions
  }
}

/// The files of contacts that both decide, in the order named.
func corpusFiles(
  _ options: CompareOptions, for command: CommandName, _ console: Console
) throws(ToolError) -> [String] {
  let finder = CorpusFinder(environment: console.environment)
  var files: [String] = []
  for path in options.corpus {
    let isPipe = path == "-" || FileKind(console.environment.path(path)) == .other
    guard !isPipe else {
      let name = path == "-" ? "standard input" : "the pipe `\(visibleText(path))`"
      throw .usage(
        "the corpus is read twice, so it cannot be \(name)", hint: "name a file",
        command: command)
    }
    for file in try finder.contacts(at: path) {
      let path = console.environment.path(file)
      let isRead = files.contains { isSameFile(console.environment.path($0), path) }
      if !isRead { files.append(file) }
    }
  }
  return files
}

private func write(
  _ result: ComparisonResult, _ options: CompareOptions, _ console: Console
) throws(ToolError) {
  // The page first: when it cannot be written, nothing is printed as if all were well.
  if let name = options.page {
    let page = ReportPage.html(CompareDocument.document(result))
    try ReplacedFile.write(page.utf8, to: name, console)
  }
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  switch options.format {
  case .jsonl: output.bytes = CompareLines(result).bytes()
  case .text, .csv, .sarif:
    let isColoured = file == nil && console.colours(options.colour)
    try output.add(ComparePage.text(result, isColoured: isColoured))
  }
  try output.flush()
  try file?.finish()
}
