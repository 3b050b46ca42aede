import ThresholdDSL

/// One fence of rules in plain English: what leads to what, the questions, the tables and the examples.
struct FenceWords {
  private let edition: Edition
  private let words: PlainWords
  private let ruleWords: RuleWords
  private let file: Int
  private let bytes: Range<Int>
  /// The clause that the fence stands under.
  private let clause: Clause?
  /// Whether it is the first fence of its clause; of those above every clause, the first of the edition.
  private let isFirst: Bool

  init(
    _ edition: Edition, _ words: PlainWords, _ tree: SyntaxTree, _ region: MarkdownDocument.Region
  ) {
    self.edition = edition
    self.words = words
    ruleWords = RuleWords(edition, words)
    file = tree.file
    bytes = region.bytes
    let first = tree.regions.first { $0.kind == .fence && $0.clause == region.clause }
    clause = region.clause.map { tree.clauses[$0] }
    isFirst = first == region && (clause != nil || tree.file == edition.firstFile)
  }

  /// A panel: a quotation, which every reader of Markdown sets apart.
  var markdown: String {
    let blocks =
      rules + tables + definitions + scales + judgements + clocks + questions + examples
    if blocks.isEmpty { return "" }
    let lines = blocks.joined(separator: "\n").dropLast().split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n") + "\n\n"
  }

  private func stands(_ span: SourceSpan?) -> Bool {
    span.map { $0.file == file && bytes.contains($0.start) } ?? false
  }

  // MARK: Rules

  private var rules: [String] {
    edition.rules.filter { $0.table == nil && stands($0.span) }
      .sorted { $0.span < $1.span }.map { ruleWords.rule($0) }
  }

  private var tables: [String] {
    var names: [String] = []
    for rule in edition.rules.sorted(by: { $0.span < $1.span }) where stands(rule.span) {
      if let table = rule.table, !names.contains(table) { names.append(table) }
    }
    return names.map { ruleWords.table($0) }
  }

  // MARK: What rules are made of

  private var definitions: [String] {
    edition.definitions.indices.filter { isOfClause(edition.definitions[$0].clause) }
      .map { "Here, *\(words.definition($0))*.\n" }
  }

  private var scales: [String] {
    edition.scales.filter { isOfClause($0.clause) }.map { ruleWords.scale($0) }
  }

  private var judgements: [String] {
    edition.judgements.filter { isOfClause($0.clause) }.map { ruleWords.judgement($0) }
  }

  private var clocks: [String] {
    edition.clocks.filter { isOfClause($0.clause) }.map { ruleWords.clock($0) }
  }

  private var questions: [String] {
    let facts = edition.facts.indices.filter { stands(edition.facts[$0].span) }
    if facts.isEmpty { return [] }
    let rows = facts.map { index -> [String] in
      let fact = edition.facts[index]
      return [
        FactWords.question(fact, words.fact(index)), FactWords.values(fact.type, edition),
        FactWords.holders(fact), FactWords.silence(fact, words),
      ]
    }
    return [
      MarkdownTable(["What to ask", "Answers", "Held by", "If nothing is said"], rows).markdown
    ]
  }

  private var examples: [String] {
    let found = edition.examples.filter { stands($0.span) }
    if found.isEmpty { return [] }
    return [
      found.map { "- Example: \($0.title). *\(expected($0).capitalisedStart)*" }
        .joined(separator: "\n") + "\n"
    ]
  }

  private func expected(_ example: Example) -> String {
    let parts = example.expectations.compactMap { expectation -> String? in
      switch expectation {
      case .outcome(let index): edition.outcomes[index].title
      case .rating(let index): "rated \(edition.ratings[index])"
      case .mayRise(let index): "may rise to \(edition.outcomes[index].title.lowercasedStart)"
      case .mayFall(let index): "may fall to \(edition.outcomes[index].title.lowercasedStart)"
      case .by(let rule): "by `\(edition.rules[rule].name)`"
      case .misses(let rule): "not by `\(edition.rules[rule].name)`"
      case .meets(let rule): "`\(edition.rules[rule].name)` is met"
      case .undetermined(let rule): "`\(edition.rules[rule].name)` could be met"
      case .asks(let fact): "asks: \(FactWords.question(edition.facts[fact], words.fact(fact)))"
      case .firm, .provisional, .action, .clockDue, .clockStatus: nil
      }
    }
    return parts.isEmpty ? "see the rules" : parts.joined(separator: ", ")
  }

  private func isOfClause(_ other: Clause?) -> Bool { isFirst && clause == other }
}

extension Edition {
  /// The first of its files that declares anything.
  fileprivate var firstFile: Int? {
    (facts.compactMap(\.span?.file) + rules.map(\.span.file)).min()
  }
}
