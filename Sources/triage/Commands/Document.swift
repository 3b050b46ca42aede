import ThresholdDSL
import TriageEngine

/// `triage document`
func document(_ options: DocumentOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let (rules, book) = try LoadedRules.usable(
    options.rules, colour: nil, console, .everything)
  // The latest edition, unless one is named.
  let index =
    try options.edition.map { (name) throws(ToolError) in
      try DecidingRules.edition(named: name, in: book)
    } ?? book.editions.count - 1
  let edition = book.editions[index]
  var files = FilesInUse(console, .document)
  files.read(rules.sources.map(\.name), as: "a file of the rule book")
  let finder = CorpusFinder(environment: console.environment)
  var corpora: [CorpusFile] = []
  for path in options.corpus { corpora += try finder.files(at: path) }
  files.read(corpora.map(\.contacts) + corpora.compactMap(\.expected), as: "a file of the corpus")
  try files.write(options.output, for: .output)
  try files.write(options.page, for: .html)
  let markdown: String
  if options.isBlankForm {
    markdown = BlankForm.markdown(edition)
  } else {
    let trees = rules.trees(ofEdition: index)
    markdown = ThresholdDocument.markdown(
      edition, trees, digest: "sha256:" + SHA256.hex(of: edition.canonicalText),
      cases: options.corpus.isEmpty ? nil : try casesByRule(corpora, console))
  }
  if let page = options.page {
    try ReplacedFile.write(DocumentPage.html(markdown).utf8, to: page, console)
  }
  if let output = options.output {
    try ReplacedFile.write(markdown.utf8, to: output, console)
  } else if options.page == nil {
    try console.print(markdown)
  }
  return .done
}

/// How many lines of expectations name each rule as one that decides.
private func casesByRule(
  _ corpora: [CorpusFile], _ console: Console
) throws(ToolError) -> [String: Int] {
  var cases: [String: Int] = [:]
  for name in corpora.compactMap(\.expected) {
    let file = try ExpectationFile(name, console.environment)
    try file.forEach { row in
      for rule in row.expected.rules ?? [] { cases[rule, default: 0] += 1 }
    }
  }
  return cases
}
