extension Atom {
  /// The facts that it reads, in the order written; empty for the outcome and the rating.
  public var facts: [Int] {
    switch self {
    case .isYes(let fact), .isOneOf(let fact, _), .includes(let fact, _), .number(let fact, _, _),
      .age(let fact, _, _), .date(let fact, _, _), .isKnown(let fact):
      [fact]
    case .daysApart(let later, let earlier, _): [later, earlier]
    case .outcome, .rating: []
    }
  }
}

extension Condition {
  /// Whether it reads the outcome or the rating. Definitions never do.
  var readsDecision: Bool {
    switch self {
    case .atom(.outcome), .atom(.rating): true
    case .atom, .definition: false
    case .not(let inner): inner.readsDecision
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      parts.contains(where: \.readsDecision)
    }
  }

  /// The facts and the definitions that it names; what those definitions read is not among them.
  public var named: (facts: Set<Int>, definitions: Set<Int>) {
    var facts: Set<Int> = []
    var definitions: Set<Int> = []
    visitNames {
      facts.insert($0)
    } definition: {
      definitions.insert($0)
    }
    return (facts, definitions)
  }

  /// Visits the facts and the definitions that it names, in the order written.
  public func visitNames(fact: (Int) -> Void, definition: (Int) -> Void = { _ in }) {
    switch self {
    case .atom(let atom): atom.facts.forEach(fact)
    case .definition(let index): definition(index)
    case .not(let inner): inner.visitNames(fact: fact, definition: definition)
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      for part in parts { part.visitNames(fact: fact, definition: definition) }
    }
  }
}

extension Edition {
  /// Every fact that a condition reads, itself or through definitions.
  public func factsRead(by condition: Condition) -> Set<Int> {
    var (facts, waiting) = condition.named
    var seen = waiting
    while let index = waiting.popFirst() {
      let named = definitions[index].condition.named
      facts.formUnion(named.facts)
      for index in named.definitions where seen.insert(index).inserted { waiting.insert(index) }
    }
    return facts
  }
}
