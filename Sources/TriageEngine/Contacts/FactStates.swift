/// What a contact says of each fact of an edition, by index in ``Edition/facts``.
///
/// A contact says little, and of all else silence says the same for very many: that is a pattern, which
/// they share, and each of them holds where it differs.
///
/// INVARIANT: the changes stand in the order of their facts, none twice.
public struct FactStates: Sendable, RandomAccessCollection, MutableCollection {
  /// A fact of which a contact says something else than its pattern.
  struct Change: Hashable, Sendable {
    var fact: Int32
    var state: FactState
  }

  /// What is said where nothing is changed.
  private(set) var pattern: FactPattern
  /// What is said otherwise.
  private(set) var changes: [Change] = []

  /// What is said of every fact.
  public init(_ states: [FactState]) {
    pattern = FactPattern(states, isShared: false)
  }

  /// What a pattern says.
  init(_ pattern: FactPattern) {
    self.pattern = pattern
  }

  /// What is said of every fact, held as a pattern of as many facts and where it differs.
  init(_ states: [FactState], on pattern: FactPattern) {
    self.pattern = pattern
    for (fact, state) in states.enumerated() where state != pattern.states[fact] {
      changes.append(Change(fact: Int32(fact), state: state))
    }
  }

  /// The first fact.
  public var startIndex: Int { 0 }
  /// The end of the facts.
  public var endIndex: Int { pattern.states.count }

  /// What is said of every fact, in a list of their own.
  public var states: [FactState] {
    var states = pattern.states
    for change in changes { states[Int(change.fact)] = change.state }
    return states
  }

  /// What is said of a fact.
  public subscript(fact: Int) -> FactState {
    get {
      let place = place(of: fact)
      if place < changes.count, changes[place].fact == fact { return changes[place].state }
      return pattern.states[fact]
    }
    set {
      let place = place(of: fact)
      let isChanged = place < changes.count && changes[place].fact == fact
      if newValue == pattern.states[fact] {
        if isChanged { changes.remove(at: place) }
      } else if isChanged {
        changes[place].state = newValue
      } else {
        if changes.isEmpty { changes.reserveCapacity(Self.usualChanges) }
        changes.insert(Change(fact: Int32(fact), state: newValue), at: place)
      }
    }
  }

  private static let usualChanges = 24

  /// Whether something else is said of a fact than the pattern does.
  func isChanged(_ fact: Int) -> Bool {
    let place = place(of: fact)
    return place < changes.count && changes[place].fact == fact
  }

  /// The place among the changes of a fact's, or of the next one's.
  private func place(of fact: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].fact < fact { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Says of what is not changed what another pattern of as many facts does.
  mutating func rest(on pattern: FactPattern) {
    self.pattern = pattern
  }

  /// Leaves out what is said otherwise of some facts.
  mutating func forget(where isForgotten: (Int32) -> Bool) {
    changes.removeAll { isForgotten($0.fact) }
  }
}

extension FactStates: Equatable {
  /// Whether the same is said of every fact.
  public static func == (left: FactStates, right: FactStates) -> Bool {
    left.elementsEqual(right)
  }
}

/// What very many contacts say of each fact.
final class FactPattern: Sendable {
  let states: [FactState]
  /// Whether it is met again and again, so that what follows from it is worth keeping.
  let isShared: Bool

  init(_ states: [FactState], isShared: Bool) {
    self.states = states
    self.isShared = isShared
  }
}
