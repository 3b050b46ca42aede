import ThresholdDSL
import TriageEngine

/// The rule book that a corpus is decided by, and what has been seen of it.
struct TestedRules: Sendable {
  /// The files, for messages about examples.
  let loaded: LoadedRules
  /// What decides.
  let deciding: DecidingRules
  /// What there is to see, by edition.
  let maps: [CoverageMap]
  /// What written tests have shown, by edition; the examples are added when they are run.
  private(set) var written: [Coverage]
  /// What the historic corpus has shown, by edition.
  private(set) var historic: [Coverage]
  /// What the examples come to; nil until they are run.
  private(set) var examples = ExampleResults()
  /// For each edition the declared facts that nothing in the rule book reads.
  let unreadFacts: [Set<Int>]

  init(_ options: TestOptions, _ console: Console) throws(ToolError) {
    let (loaded, book) = try LoadedRules.usable(
      options.deciding.rules, colour: options.deciding.colour, console, .everything)
    self.loaded = loaded
    deciding = try DecidingRules(loaded, book, options.deciding, console)
    maps = book.editions.map { CoverageMap($0) }
    written = maps.map { Coverage($0) }
    historic = written
    // What one edition reads and another does not was right to state once.
    let read = Set(
      book.editions.flatMap { edition in
        edition.readFacts.map { edition.facts[$0].name }
      })
    unreadFacts = book.editions.map { edition in
      Set(edition.facts.indices.filter { !read.contains(edition.facts[$0].name) })
    }
  }

  /// Adds what contacts have shown.
  mutating func add(_ coverage: [Coverage?], isHistoric: Bool) {
    for (index, seen) in coverage.enumerated() {
      guard let seen else { continue }
      if isHistoric { historic[index].add(seen) } else { written[index].add(seen) }
    }
  }

  /// Decides the examples of the rule book, each under its own edition.
  mutating func runExamples() {
    examples = ExampleResults(deciding, onlyFile: nil, maps: maps)
    for (index, seen) in examples.coverage.enumerated() { written[index].add(seen) }
  }

  /// Agreement on nothing yet, between the outcomes of every edition, those of the last first.
  var noAgreement: HumanAgreement {
    var names: [String] = []
    for edition in deciding.book.editions.reversed() {
      for outcome in edition.outcomes where !names.contains(outcome.name) {
        names.append(outcome.name)
      }
    }
    return HumanAgreement(outcomes: names)
  }
}
