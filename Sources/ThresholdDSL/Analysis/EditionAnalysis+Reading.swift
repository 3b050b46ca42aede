extension EditionAnalysis {
  /// Facts that nothing reads, values that nothing asks about, definitions that nothing uses.
  mutating func checkReading() {
    var reading = Reading()
    for rule in edition.rules {
      reading.add(rule.condition)
      for exception in rule.exceptions { reading.add(exception.condition) }
    }
    for judgement in edition.judgements { judgement.condition.map { reading.add($0) } }
    for clock in edition.clocks {
      clock.condition.map { reading.add($0) }
      for case .fact(let fact) in [clock.start, clock.end] { reading.facts.insert(fact) }
    }
    for fact in edition.facts {
      if case .history(let query) = fact.type { query.condition.map { reading.add($0) } }
      if case .noWhen(let gate, let unless) = fact.silence {
        reading.facts.insert(gate)
        unless.map { _ = reading.facts.insert($0) }
      }
    }
    // Each definition stands after those it uses. What only an unused one reads is told with it.
    var unused = Reading()
    for (index, definition) in edition.definitions.enumerated().reversed() {
      guard reading.definitions.contains(index) else {
        unused.add(definition.condition)
        guard !unused.definitions.contains(index) else { continue }
        report(
          .unusedDefinition, "nothing uses `\(definition.name)`", about: definition.name,
          at: definition.span, hint: "leave it out, or let a rule use it")
        continue
      }
      reading.add(definition.condition)
    }
    for (index, fact) in edition.facts.enumerated() where fact.reserved == nil {
      guard reading.facts.contains(index) else {
        guard !unused.facts.contains(index) else { continue }
        report(
          .unreadFact, "nothing reads `\(fact.name)`", about: fact.name, at: fact.span,
          hint: "let a rule read it, or declare it `ignored field` if files carry it")
        continue
      }
      checkValues(of: index, named: reading.values[index] ?? [])
    }
  }

  /// A value that nothing asks about though it means as much concern as one that something does.
  private mutating func checkValues(of index: Int, named: Set<Int>) {
    let fact = edition.facts[index]
    guard let values = fact.type.values, !named.isEmpty else { return }
    for (value, name) in values.enumerated() where !named.contains(value) {
      let matters =
        switch (fact.type, fact.polarity) {
        case (.oneOf, .raises): named.contains { $0 < value }
        case (.oneOf, .lowers): named.contains { $0 > value }
        case (_, .byValue(let raises, let lowers)):
          raises.contains(value) || lowers.contains(value)
        case (.anyOf, .raises), (.anyOf, .lowers): true
        default: false
        }
      guard matters else { continue }
      let stated = search.space.facts[meaning.places[index]].values.first { $0.name == name }
      report(
        .unmentionedValue, "nothing asks whether `\(fact.name)` is `\(name)`", about: fact.name,
        at: fact.span, hint: "let a rule ask for it as well, or leave the value out",
        shown: stated.map {
          shown("it is stated, and nothing asks about it", [$0.literal], [])
        } ?? [], facts: [index])
    }
  }
}

/// What conditions read.
private struct Reading {
  var facts: Set<Int> = []
  var definitions: Set<Int> = []
  /// For each fact the values that are asked about by name.
  var values: [Int: Set<Int>] = [:]

  mutating func add(_ condition: Condition) {
    var rest = [condition]
    while let next = rest.popLast() {
      switch next {
      case .atom(let atom):
        facts.formUnion(atom.facts)
        switch atom {
        case .isOneOf(let fact, let asked): values[fact, default: []].formUnion(asked)
        case .includes(let fact, let asked): values[fact, default: []].insert(asked)
        default: break
        }
      case .definition(let index): definitions.insert(index)
      case .not(let inner): rest.append(inner)
      case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
        rest += parts
      }
    }
  }
}
