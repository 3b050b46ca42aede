public import ThresholdDSL

extension Edition {
  /// The facts that something in the edition reads: a rule, an exception, a question, a clock, the
  /// meaning of another fact's silence, or what is counted from earlier contacts.
  public var readFacts: Set<Int> {
    var read: Set<Int> = []
    var conditions = rules.flatMap { [$0.condition] + $0.exceptions.map(\.condition) }
    conditions += judgements.compactMap(\.condition) + clocks.compactMap(\.condition)
    for clock in clocks {
      for case .fact(let fact) in [clock.start, clock.end] { read.insert(fact) }
    }
    for fact in facts {
      if case .noWhen(let other, let unless) = fact.silence {
        read.insert(other)
        if let unless { read.insert(unless) }
      }
      if case .history(let query) = fact.type, let condition = query.condition {
        conditions.append(condition)
      }
    }
    for condition in conditions { read.formUnion(factsRead(by: condition)) }
    return read
  }
}

extension Contact {
  /// The facts of which the contact states something, by index; those that every rule book has
  /// without declaring them are not among them.
  public func statedFacts(_ edition: Edition) -> [Int] {
    facts.indices.filter { fact in
      guard edition.facts[fact].reserved == nil else { return false }
      switch facts[fact] {
      case .known(_, .statement), .unknown(.statement), .unknown(.unreadable): return true
      default: return false
      }
    }
  }
}
