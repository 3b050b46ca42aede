import ThresholdDSL

extension DocumentPlace {
  /// What may be written at the place.
  func completion() -> JSON {
    let index = edition?.index ?? NameIndex([tree])
    guard let completion = Completion(at: offset, in: tree, index) else { return .null }
    let range = positions.json(completion.replaced.range)
    let details = CompletionDetails(edition?.edition)
    let items = completion.candidates.enumerated().map { order, candidate -> JSON in
      let item: JSON = [
        "label": .string(candidate.text), "kind": .int(Self.kind(candidate.kind)),
        "sortText": .string(Self.sortText(order)),
        "textEdit": ["range": range, "newText": .string(candidate.text)],
      ]
      return item.with("detail", details.detail(candidate).map { .string($0) })
    }
    return ["isIncomplete": false, "items": .array(items)]
  }

  /// The order of the list, as text that sorts so.
  private static func sortText(_ order: Int) -> String {
    let digits = String(order)
    return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
  }

  /// The number that the protocol gives to a kind of item.
  private static func kind(_ kind: Completion.Candidate.Kind) -> Int {
    switch kind {
    case .keyword: 14
    case .name(.fact): 6
    case .name(.define), .name(.rule): 3
    case .name(.outcome), .name(.rating), .name(.value): 20
    case .name(.table), .name(.scale): 7
    case .name(.action), .name(.clock): 23
    case .name(.agency), .name(.clause): 18
    }
  }
}

/// What is shown beside a name that may be written: its question, title or meaning.
private struct CompletionDetails {
  private var texts: [DeclaredName: String] = [:]

  init(_ edition: Edition?) {
    guard let edition else { return }
    let words = PlainWords(edition)
    for fact in edition.facts {
      texts[DeclaredName(.fact, fact.name)] = fact.question
    }
    for (index, definition) in edition.definitions.enumerated() {
      texts[DeclaredName(.define, definition.name)] = words.definition(index)
    }
    for outcome in edition.outcomes { texts[DeclaredName(.outcome, outcome.name)] = outcome.title }
    for scale in edition.scales { texts[DeclaredName(.scale, scale.name)] = scale.title }
    for action in edition.actions { texts[DeclaredName(.action, action.name)] = action.title }
    for clause in edition.clauses { texts[DeclaredName(.clause, clause.number)] = clause.title }
    for rule in edition.rules {
      texts[DeclaredName(.rule, rule.name)] = rule.reason
    }
  }

  func detail(_ candidate: Completion.Candidate) -> String? {
    guard case .name(let kind) = candidate.kind else {
      return DiagnosticCode.named(candidate.text)?.title
    }
    if kind == .value { return candidate.owner.map { "value of \($0)" } }
    return texts[DeclaredName(kind, candidate.text)]
  }
}
