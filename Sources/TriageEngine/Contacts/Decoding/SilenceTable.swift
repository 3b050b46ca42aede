import ThresholdDSL

/// What silence says of the facts of an edition: worked out once for what most rows leave open, and shared
/// by all rows.
final class SilenceTable: Sendable {
  /// The facts whose yes counts as a gate of a pattern; each doubles the patterns.
  static let mostGates = 2

  /// What a row that states nothing says of each fact before silence is read.
  let blank: FactPattern
  private let facts: [Fact]
  /// The facts for which silence can mean no, a fact named after `unless` before those that name it.
  private let order: [Int]
  /// For each fact its place in that order.
  private let ranks: [Int32]
  /// The facts that most of what silence says hangs on.
  private let gates: [Int]
  /// What a row says that states no more than that some of those are yes: by which they are, and by
  /// whether the child is known.
  private let patterns: [FactPattern]
  /// For each fact those of which silence may say something else than the pattern once it is stated.
  private let followers: [[Int32]]

  init(_ facts: [Fact]) {
    self.facts = facts
    let blank = facts.map { fact -> FactState in
      if case .history = fact.type, fact.silence == .unknown { return .unknown(.noHistory) }
      return .unknown(.silence)
    }
    self.blank = FactPattern(blank, isShared: true)
    // A fact named after `unless` hangs on no other itself, so those that name one come last.
    let silent = facts.indices.filter { facts[$0].silence != .unknown }
    order =
      silent.filter { facts[$0].silence.unless == nil }
      + silent.filter { facts[$0].silence.unless != nil }
    var ranks: [Int32] = Array(repeating: -1, count: facts.count)
    for (rank, fact) in order.enumerated() { ranks[fact] = Int32(rank) }
    self.ranks = ranks
    let gates = Self.gates(facts)
    self.gates = gates
    followers = Self.followers(facts, gates)
    var patterns: [FactPattern] = []
    for number in 0..<(2 << gates.count) {
      var states = FactStates(blank)
      for (bit, gate) in gates.enumerated() where number & 2 << bit != 0 {
        states[gate] = Self.yes
      }
      for fact in order where blank[fact] == .unknown(.silence) && !states.isChanged(fact) {
        states[fact] = Self.silence(
          of: fact, in: facts, among: states, isChildKnown: number & 1 != 0)
      }
      patterns.append(FactPattern(states.states, isShared: true))
    }
    self.patterns = patterns
  }

  private static let yes = FactState.known(.yesNo(true), .statement)

  /// The facts that most others name after `when`, in order.
  private static func gates(_ facts: [Fact]) -> [Int] {
    var counts = Array(repeating: 0, count: facts.count)
    for fact in facts {
      if case .noWhen(let gate, _) = fact.silence { counts[gate] += 1 }
    }
    return facts.indices.filter { counts[$0] > 0 }.sorted { counts[$0] > counts[$1] }
      .prefix(mostGates).sorted()
  }

  private static func followers(_ facts: [Fact], _ gates: [Int]) -> [[Int32]] {
    var direct: [[Int32]] = Array(repeating: [], count: facts.count)
    for (index, fact) in facts.enumerated() {
      guard case .noWhen(let gate, let unless) = fact.silence else { continue }
      if !gates.contains(gate) { direct[gate].append(Int32(index)) }
      if let unless { direct[unless].append(Int32(index)) }
    }
    return facts.indices.map { fact in
      var all = direct[fact]
      var next = 0
      while next < all.count {
        for follower in direct[Int(all[next])] where !all.contains(follower) {
          all.append(follower)
        }
        next += 1
      }
      return all
    }
  }

  /// Reads as no what the rule book says silence means no for; `states` is said on ``blank``.
  ///
  /// INVARIANT: only a fact that no field of the row states is read so. A gate opens only when the
  /// row states it.
  func read(_ states: inout FactStates, isChildKnown: Bool) {
    var number = isChildKnown ? 1 : 0
    for (bit, gate) in gates.enumerated() where states[gate] == Self.yes { number |= 2 << bit }
    var open: [Int32] = []
    for change in states.changes {
      for follower in followers[Int(change.fact)]
      where !states.isChanged(Int(follower)) && !open.contains(follower) {
        open.append(follower)
      }
    }
    states.rest(on: patterns[number])
    guard !open.isEmpty else { return }
    open.sort { ranks[Int($0)] < ranks[Int($1)] }
    // What those follow may come to be something else, but none of it is stated.
    for fact in open { states[Int(fact)] = .unknown(.silence) }
    for fact in open {
      states[Int(fact)] = Self.silence(
        of: Int(fact), in: facts, among: states, isChildKnown: isChildKnown)
    }
  }

  /// What silence says of a fact that is not stated.
  private static func silence(
    of fact: Int, in facts: [Fact], among states: FactStates, isChildKnown: Bool
  ) -> FactState {
    // Nobody can have looked up the record of a child who is not known.
    if case .history = facts[fact].type, !isChildKnown { return .unknown(.noHistory) }
    guard let no = ContactDraft.no(facts[fact].type) else { return .unknown(.silence) }
    switch facts[fact].silence {
    case .unknown: return .unknown(.silence)
    case .no: return .known(no, .silence)
    case .noWhen(let gate, _) where gate == fact: return .unknown(.silence)
    case .noWhen(let gate, let unless):
      // INVARIANT: a fact named after `unless` stands before those that name it.
      if let unless, !states[unless].isOrWouldBeNo { return .unknown(.silence) }
      return states[gate] == yes ? .known(no, .silence) : .unknown(.silenceUntil(fact: gate))
    }
  }
}

extension Silence {
  /// The fact whose yes makes silence mean nothing.
  fileprivate var unless: Int? {
    if case .noWhen(_, let unless) = self { return unless }
    return nil
  }
}
