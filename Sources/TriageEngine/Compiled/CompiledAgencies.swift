import ThresholdDSL

/// The agencies to whose information facts are restricted, in the order of their names.
struct CompiledAgencies: Sendable {
  /// Sets of agencies are the bits of a word.
  static let most = 64

  /// The agencies by name.
  let agencies: [String]
  /// The numbers of their names.
  let names: [Int32]
  /// For each fact its agency; -1 for none.
  let declared: [Int8]
  /// The facts whose silence may rest on a restricted one, in order.
  let bySilence: [SilentFact]
  /// The restricted facts.
  let restricted: [Int32]

  /// A fact whose silence rests on others.
  struct SilentFact: Sendable {
    var fact: Int32
    var gate: Int32
    /// -1 for none.
    var unless: Int32
  }

  /// Nil for more agencies than a word has bits.
  init?(_ decider: Decider, _ names: CompiledNames) {
    let agencies = Set(decider.agencies.compactMap(\.self)).sorted()
    guard agencies.count <= Self.most else { return nil }
    self.agencies = agencies
    self.names = agencies.map { names.name($0) }
    declared = decider.agencies.map { agency in
      agency.flatMap { agencies.firstIndex(of: $0) }.map { Int8($0) } ?? -1
    }
    let mayBeAgencys = Self.mayBeAgencys(decider)
    var bySilence: [SilentFact] = []
    var restricted: [Int32] = []
    for (index, fact) in decider.edition.facts.enumerated() {
      if decider.agencies[index] != nil { restricted.append(Int32(index)) }
      guard mayBeAgencys[index], decider.agencies[index] == nil,
        case .noWhen(let gate, let unless) = fact.silence
      else { continue }
      bySilence.append(
        SilentFact(
          fact: Int32(index), gate: Int32(gate), unless: unless.map { Int32($0) } ?? -1))
    }
    self.bySilence = bySilence
    self.restricted = restricted
  }

  /// For each fact whether it is restricted, or silence about it can rest on what is.
  static func mayBeAgencys(_ decider: Decider) -> [Bool] {
    var may = decider.agencies.map { $0 != nil }
    var isChanged = may.contains(true)
    while isChanged {
      isChanged = false
      for (index, fact) in decider.edition.facts.enumerated() where !may[index] {
        guard case .noWhen(let gate, let unless) = fact.silence,
          may[gate] || unless.map({ may[$0] }) == true
        else { continue }
        may[index] = true
        isChanged = true
      }
    }
    return may
  }
}
