import ThresholdDSL

/// What follows from a pattern that very many contacts share: worked out when it is first met.
struct KnownPattern: Sendable {
  let pattern: FactPattern
  /// For each atom that is known, or that the contacts state.
  let atoms: [KnownAtom]
  /// How many facts are read as no from silence.
  let readFromSilence: Int
  /// For each fact the screening that it waits for; -1 for none.
  let gates: [Int32]
  /// Each screening that facts wait for, and how many.
  let waiting: [(gate: Int32, count: Int)]
  /// The pattern once every screening is done and finds nothing; nil until it is wanted.
  var screened: FactPattern?
  /// The pattern without what is restricted; nil until it is wanted.
  var stripped: FactPattern?

  /// What an atom is for every contact of a pattern: all ones where it holds, else 0.
  struct KnownAtom: Sendable {
    var atom: Int32
    var step: Int32
    var truths = Truths()
    var stated: UInt64 = 0
  }
}

/// The patterns that contacts have been met with.
///
/// A pattern that one contact has for itself is not kept.
struct KnownPatterns: Sendable {
  /// The patterns that are kept at most: as many as an edition's rows have, three times over.
  static let most = 64

  private(set) var known: [KnownPattern] = []

  /// The place of a pattern; nil where what follows from it is not kept.
  mutating func place(of pattern: FactPattern, _ program: Program) -> Int? {
    for place in known.indices where known[place].pattern === pattern { return place }
    guard pattern.isShared, known.count < Self.most else { return nil }
    known.append(KnownPattern(pattern, program))
    return known.count - 1
  }

  subscript(place: Int) -> KnownPattern {
    _read { yield known[place] }
    _modify { yield &known[place] }
  }
}

extension KnownPattern {
  init(_ pattern: FactPattern, _ program: Program) {
    self.pattern = pattern
    let facts = FactStates(pattern)
    // Whatever holds for one contact that says no more holds for all.
    var planes = Planes(program)
    planes.read(facts, .hub, lane: 0)
    atoms = program.atoms.indices.compactMap { index in
      let step = program.atoms[index].step
      var atom = KnownAtom(atom: Int32(index), step: step)
      let truths = planes.truths[Int(step)]
      atom.truths = Truths(yes: Self.forAll(truths.yes), no: Self.forAll(truths.no))
      atom.stated = planes.stated[index] & 1 == 0 ? 0 : ~0
      let isKnown = atom.truths.yes != .zero || atom.truths.no != .zero
      return isKnown || atom.stated != 0 ? atom : nil
    }
    readFromSilence = pattern.states.count { $0.isReadFromSilence }
    var gates: [Int32] = Array(repeating: -1, count: pattern.states.count)
    var waiting: [(gate: Int32, count: Int)] = []
    for fact in pattern.states.indices {
      guard let gate = facts.root(ofGate: pattern.states[fact].gate) else { continue }
      gates[fact] = Int32(gate)
      if let place = waiting.firstIndex(where: { $0.gate == gate }) {
        waiting[place].count += 1
      } else {
        waiting.append((Int32(gate), 1))
      }
    }
    self.gates = gates
    self.waiting = waiting
  }

  private static func forAll(_ truths: SIMD2<UInt64>) -> SIMD2<UInt64> {
    SIMD2(truths.x & 1 == 0 ? 0 : ~0, truths.y & 1 == 0 ? 0 : ~0)
  }
}

extension FactState {
  /// Whether silence is read as no.
  var isReadFromSilence: Bool {
    if case .known(_, .silence) = self { return true }
    return false
  }
}

extension FactStates {
  /// The fact to ask first where a fact waits for a gate; nil when it waits for nothing.
  func root(ofGate gate: Int?) -> Int? {
    guard var gate else { return nil }
    // A ring of facts that wait for one another ends after as many steps as there are facts.
    for _ in 0..<count {
      guard let next = self[gate].gate else { return gate }
      gate = next
    }
    return gate
  }
}
