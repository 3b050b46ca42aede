import ThresholdDSL
import TriageEngine

/// `triage compare OLD NEW [--corpus PATH…]`
func compare(_ options: CompareOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let rules = try ComparedRules(options, console)
  let files = try corpusFiles(options, console)
  var inUse = FilesInUse(console, .compare)
  inUse.read(files, as: "a file of contacts")
  for side in [rules.old, rules.new] { inUse.read(side.deciding.files, as: "a file of rules") }
  try inUse.write(options.page, for: .html)
  try inUse.write(options.output, for: .output)
  let audience = options.audience.audience
  var proved: [ProvedChanges] = []
  for pair in rules.pairs { proved.append(try ProvedChanges(rules, pair, audience)) }
  let contacts =
    try files.isEmpty
    ? nil : ComparedContacts(rules, files: files, options, console)
  let result = ComparisonResult(
    oldName: rules.old.name, newName: rules.new.name, onlyOld: rules.onlyOld,
    onlyNew: rules.onlyNew, proved: proved, contacts: contacts,
    oldWords: rules.old.book.editions.map { DecisionWords($0) },
    newWords: rules.new.book.editions.map { DecisionWords($0) })
  try write(result, options, console)
  if let contacts, contacts.rejected > 0 { return .rejectedRows }
  let isFound = options.failOn.contains { failure in
    switch failure {
    case .lowered: result.isLowered
    case .changed: result.isChanged
    case .unproved: result.isUnproved
    }
  }
  return isFound ? .found : .done
}

/// The files of contacts that both decide, in the order named.
private func corpusFiles(
  _ options: CompareOptions, _ console: Console
) throws(ToolError) -> [String] {
  let finder = CorpusFinder(environment: console.environment)
  var files: [String] = []
  for path in options.corpus {
    if path == "-" {
      throw .usage(
        "the corpus is read twice, so it cannot be standard input", hint: "name a file",
        command: .compare)
    }
    files += try finder.files(at: path).map(\.contacts)
  }
  return files
}

private func write(
  _ result: ComparisonResult, _ options: CompareOptions, _ console: Console
) throws(ToolError) {
  // The page first: when it cannot be written, nothing is printed as if all were well.
  if let name = options.page {
    let page = try ReplacedFile(console.environment.path(name), named: name)
    try page.write(Array(ReportPage.html(CompareDocument.document(result)).utf8)[...])
    try page.finish()
  }
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  switch options.format {
  case .jsonl: output.bytes = CompareLines(result).bytes()
  case .text, .csv:
    let isColoured = file == nil && console.colours(options.colour)
    try output.add(ComparePage.text(result, isColoured: isColoured))
  }
  try output.flush()
  try file?.finish()
}
