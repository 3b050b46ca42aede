import ThresholdDSL

/// What is left open and what is settled of the values of facts while a contact is sought that makes
/// conditions so.
struct Assignment: Sendable {
  /// For each fact spoken of, the values it may still have, the preferred first.
  private(set) var open: [Int: [Pick]] = [:]
  /// For each `any of` fact spoken of, the values that it must and must not include.
  private(set) var sets: [Int: (must: UInt64, mustNot: UInt64)] = [:]

  /// Keeps of a fact's values those that will do; false when none is left.
  mutating func keep(_ fact: Int, of palette: FactPalette, where isFit: (Pick) -> Bool) -> Bool {
    let left = (open[fact] ?? palette.picks[fact]).filter(isFit)
    open[fact] = left
    return !left.isEmpty
  }

  /// Says that an `any of` fact includes a value or does not; false when the opposite is said.
  mutating func include(_ value: Int, _ isIncluded: Bool, fact: Int) -> Bool {
    if open[fact] != nil { return false }
    var set = sets[fact] ?? (0, 0)
    let bit: UInt64 = 1 << UInt64(value)
    if isIncluded { set.must |= bit } else { set.mustNot |= bit }
    sets[fact] = set
    return set.must & set.mustNot == 0
  }

  /// Says that an `any of` fact is known or is not; false when the opposite is said.
  mutating func know(_ isKnown: Bool, choicesOf fact: Int) -> Bool {
    if isKnown {
      if open[fact] != nil { return false }
      sets[fact] = sets[fact] ?? (0, 0)
      return true
    }
    if sets[fact] != nil { return false }
    open[fact] = [.unknown]
    return true
  }

  /// The values still open for a fact.
  func left(_ fact: Int, of palette: FactPalette) -> [Pick] {
    open[fact] ?? palette.picks[fact]
  }

  /// Settles a fact on one value.
  mutating func settle(_ fact: Int, _ pick: Pick) {
    open[fact] = [pick]
  }

  /// The values, one a fact: the first of those left.
  var picks: [Int: Pick] {
    var picks = open.compactMapValues(\.first)
    for (fact, set) in sets { picks[fact] = .choices(set.must) }
    return picks
  }
}
