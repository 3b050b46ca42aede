import ThresholdDSL

/// One fence of rules in plain English: what leads to what, the questions, the tables and the examples.
struct FenceWords {
  private let edition: Edition
  private let words: PlainWords
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
      .sorted { $0.span < $1.span }.map(rule)
  }

  private func rule(_ rule: Rule) -> String {
    var text = "**\(effects(rule).capitalisedStart)** when \(words.condition(rule.condition))."
    for exception in rule.exceptions {
      let clause = exception.clause.map { " (clause \($0))" } ?? ""
      text += " Not where \(words.condition(exception.condition)): \(exception.reason)\(clause)."
    }
    if let reason = rule.reason { text += " Because \(reason)." }
    return text + " *Rule `\(rule.name)`*\n"
  }

  /// What a rule comes to, such as `at least strategy meeting, rated at least red`.
  private func effects(_ rule: Rule) -> String {
    var parts: [String] = []
    if let outcome = rule.outcome {
      parts.append("at least \(edition.outcomes[outcome].title.lowercasedStart)")
    }
    if let rating = rule.rating { parts.append("rated at least \(edition.ratings[rating])") }
    for points in rule.points {
      parts.append(
        "\(counted(points.count, "point")) on the scale “\(edition.scales[points.scale].title)”")
    }
    for action in rule.actions {
      parts.append("also \(edition.actions[action].title.lowercasedStart)")
    }
    return parts.joined(separator: ", ")
  }

  private var tables: [String] {
    var names: [String] = []
    for rule in edition.rules.sorted(by: { $0.span < $1.span }) where stands(rule.span) {
      if let table = rule.table, !names.contains(table) { names.append(table) }
    }
    return names.map { name in
      let rows = edition.rules.filter { $0.table == name }.sorted { $0.span < $1.span }
      let reason = rows.first?.reason.map { "\nBecause \($0).\n" } ?? ""
      return "**\(words.spaced(name).capitalisedStart)**\n\n"
        + MarkdownTable(
          ["When", "At least", "Row"],
          rows.map { [words.condition($0.condition), effects($0), "`\($0.name)`"] }
        ).markdown + reason
    }
  }

  // MARK: What rules are made of

  private var definitions: [String] {
    edition.definitions.indices.filter { isOfClause(edition.definitions[$0].clause) }
      .map { "Here, *\(words.definition($0))*.\n" }
  }

  private var scales: [String] {
    edition.scales.filter { isOfClause($0.clause) }.map { scale in
      "**\(scale.title)**: "
        + scale.thresholds.map {
          "\($0.points) points are at least "
            + edition.outcomes[$0.outcome].title.lowercasedStart
        }.joined(separator: "; ") + ".\n"
    }
  }

  private var judgements: [String] {
    edition.judgements.filter { isOfClause($0.clause) }.map { judgement in
      let question = judgement.question ?? "The whole of this clause."
      let when = judgement.condition.map { ", where \(words.condition($0))" } ?? ""
      let most = edition.outcomes[judgement.upTo].title.lowercasedStart
      return "**For a social worker to judge**\(when): \(question) (up to \(most))\n"
    }
  }

  private var clocks: [String] {
    edition.clocks.filter { isOfClause($0.clause) }.map { clock in
      let when = clock.condition.map { ", where \(words.condition($0))" } ?? ""
      return "**\(clock.title ?? words.spaced(clock.name).capitalisedStart)**: "
        + "from \(event(clock.start)) to \(event(clock.end)), \(limit(clock.limit))\(when).\n"
    }
  }

  private func event(_ event: Clock.Event) -> String {
    switch event {
    case .received: "the contact being received"
    case .decided: "the decision"
    case .fact(let index): words.fact(index)
    }
  }

  private func limit(_ limit: Clock.Limit) -> String {
    switch limit {
    case .endOfWorkingDays(let days): "by the end of \(counted(days, "working day"))"
    case .endOfOpenDays(let days): "by the end of \(counted(days, "open day"))"
    case .workingHours(let hours): "within \(counted(hours, "working hour"))"
    case .hours(let hours): "within \(counted(hours, "hour"))"
    }
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
