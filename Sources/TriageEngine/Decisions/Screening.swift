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
    guard case .unknown(.silenceUntil(var gate)) = facts[fact] else { return nil }
    // A ring of facts that wait for one another ends after as many steps as there are facts.
    for _ in facts.indices {
      guard case .unknown(.silenceUntil(let next)) = facts[gate] else { return gate }
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
      guard case .unknown(.silenceUntil(let direct)) = state, let gate = gate(of: fact) else {
        continue
      }
      isWaiting = true
      // What waits for a fact that is itself found to be no stays unknown: nobody went through it.
      done[fact] = gate == direct ? nothing(edition.facts[fact].type) : .unknown(.silence)
    }
    for fact in facts.indices {
      if let gate = gate(of: fact) { done[gate] = .known(.yesNo(true), .statement) }
    }
    return isWaiting ? done : nil
  }

  private func nothing(_ type: FactType) -> FactState {
    ContactDraft.no(type).map { .known($0, .silence) } ?? .unknown(.silence)
  }
}
