import ThresholdDSL

/// Which facts wait for a screening, and what they are once it is done.
///
/// A fact with `silence means no when screening_completed` that the contact does not state is no once
/// that fact is yes. The asks name the screening then, not the hundred questions it would settle.
struct Screening {
  let edition: Edition
  let facts: [FactState]

  /// The fact to ask instead of one that waits for it; nil when a fact waits for nothing.
  ///
  /// Where the screening itself waits for another, that one is asked first.
  func gate(of fact: Int) -> Int? {
    guard var gate = facts[fact].gate else { return nil }
    // A ring of facts that wait for one another ends after as many steps as there are facts.
    for _ in facts.indices {
      guard let next = facts[gate].gate else { return gate }
      gate = next
    }
    return gate
  }

  /// The facts as they are when every screening that is not known to be done is done and finds
  /// nothing; nil when no fact waits for one.
  func factsWhenDone() -> [FactState]? {
    var done = facts
    var isWaiting = false
    for (fact, state) in facts.enumerated() {
      guard let direct = state.gate, let gate = gate(of: fact) else {
        continue
      }
      isWaiting = true
      // What waits for a fact that is itself found to be no stays unknown: nobody went through it.
      done[fact] = gate == direct ? nothing(more: state, fact) : .unknown(.silence)
    }
    for fact in facts.indices {
      if let gate = gate(of: fact) { done[gate] = .known(.yesNo(true), .statement) }
    }
    return isWaiting ? done : nil
  }

  /// What a fact is where nothing is found beyond what is known.
  private func nothing(more state: FactState, _ fact: Int) -> FactState {
    if case .between(let range, _) = state {
      return Quantity(Int(range.least)).map { .known(.number($0), .silence) } ?? state
    }
    return ContactDraft.no(edition.facts[fact].type).map { .known($0, .silence) }
      ?? .unknown(.silence)
  }
}
