import ThresholdDSL

/// A rule book as read, parsed and checked, with what is needed to show what is wrong with it.
struct LoadedRules {
  /// The files.
  var folder: RuleFolder
  /// Every file of every edition; spans point into this list.
  var sources: [SourceText]
  /// The parsed files, in the same order.
  var trees: [SyntaxTree]
  /// Which of them each edition of the folder has.
  private let files: [Range<Int>]
  /// What checking found.
  var checked: CheckedRuleBook

  /// Parses and checks the files of a rule book, files and editions each on threads.
  init(_ folder: RuleFolder, _ depth: CheckingDepth = .everything) {
    self.folder = folder
    let sources = folder.editions.flatMap(\.files)
    let numbered = Array(sources.enumerated())
    let trees = mapped(numbered, jobs: numbered.count, least: 1) { slice in
      slice.map { SyntaxTree(parsing: $0.element, file: $0.offset, depth) }
    }.flatMap { $0 }
    var files: [Range<Int>] = []
    for edition in folder.editions {
      let first = files.last?.upperBound ?? 0
      files.append(first..<first + edition.files.count)
    }
    let editions = zip(folder.editions, files).map { edition, files in
      EditionSource(folder: edition.folder, trees: Array(trees[files]))
    }
    self.files = files
    self.sources = sources
    self.trees = trees
    let checkedEditions = mapped(editions, jobs: editions.count, least: 1) { slice in
      slice.map { $0.checked(depth) }
    }.flatMap { $0 }
    checked = RuleBook.checking(name: folder.name, editions: checkedEditions)
  }

  /// The files of an edition of the checked rule book, by its index: those of prose alone as well.
  func trees(ofEdition index: Int) -> [SyntaxTree] {
    // Every declaration of a checked edition points into its own files.
    guard let edition = checked.book?.editions[index],
      let file = edition.rules.first?.span.file ?? edition.clauses.first?.span.file
    else { return [] }
    return files.first { $0.contains(file) }.map { Array(trees[$0]) } ?? []
  }

  /// Shows diagnostics of these files.
  func renderer(isColoured: Bool) -> DiagnosticRenderer {
    DiagnosticRenderer(
      sources: sources, clauses: trees.flatMap(\.clauses), style: isColoured ? .ansi : .plain)
  }
}

extension LoadedRules {
  /// The rule book to decide by; when it has errors they are reported and nothing is decided.
  static func usable(
    _ named: String?, colour: ColourChoice?, _ console: Console,
    _ depth: CheckingDepth = .errors
  ) throws(ToolError) -> (rules: LoadedRules, book: RuleBook) {
    let reader = RuleFolderReader(environment: console.environment)
    let path = try reader.chosenPath(named)
    let rules = try LoadedRules(reader.read(path), depth)
    if let book = rules.checked.book { return (rules, book) }
    let renderer = rules.renderer(isColoured: console.coloursErrors(colour))
    console.report(renderer.text(rules.checked.diagnostics.filter(\.isError)))
    console.report(
      "triage: error: nothing is decided while the rule book `\(visibleText(path))` has errors\n")
    throw .reported
  }
}
