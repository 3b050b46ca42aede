/// Looks for contacts that refute claims about levels.
struct ClaimSearch {
  var search: WitnessSearch
  /// That no fact is stated which the two editions read in different ways.
  let unstatedApart: [Literal]
  /// Whether levels that both editions have stand in another order.
  private(set) var isReordered = false
  /// Levels of which nothing says which is higher.
  private(set) var unordered: [EditionComparison.UnorderedLevels] = []

  init(search: WitnessSearch, unstatedApart: [Literal]) {
    self.search = search
    self.unstatedApart = unstatedApart
  }

  /// A claim for each level, the highest first.
  mutating func claims(
    _ old: [String], _ new: [String], _ before: [Literal], _ after: [Literal]
  ) -> [EditionComparison.LevelClaim] {
    let order = LevelOrder(from: old, to: new)
    guard !order.isReordered else {
      isReordered = true
      return new.reversed().map { .init(level: $0, lowers: .unproved, raises: .unproved) }
    }
    note(order.unordered)
    var claims: [(rank: Int, claim: EditionComparison.LevelClaim)] = []
    for (level, name) in new.enumerated().reversed() {
      let isNew = !old.contains(name)
      // What reaches the level for sure, and what may: the levels beside it that only the old edition
      // has are of no order with it.
      let sure = before[order.oldLevels(reachingSurely: level)]
      let perhaps = before[order.oldLevels(reachingPerhaps: level)]
      // Every contact reaches the first outcome. In a circuit cut short nothing is to be trusted.
      if sure == .yes, after[level] == .yes, !search.space.circuit.isTooLarge { continue }
      // None is lowered from a level that there was not.
      let lowers = isNew ? .never : finding([sure, !after[level]])
      let raises = finding([!perhaps, after[level]], [!sure, after[level]])
      claims.append((2 * level, .init(level: name, lowers: lowers, raises: raises)))
    }
    for (level, name) in old.enumerated().reversed() where !new.contains(name) {
      let sure = after[order.newLevels(reachingSurely: level)]
      let perhaps = after[order.newLevels(reachingPerhaps: level)]
      let lowers = finding([before[level], !perhaps], [before[level], !sure])
      claims.append(
        (order.ranks[level], .init(level: name, lowers: lowers, raises: .never)))
    }
    // Old levels of one rank stay in their order, the highest first.
    return claims.enumerated().sorted {
      ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset)
    }.map(\.element.claim)
  }

  /// Whether a contact that could rise above the first level no longer can.
  mutating func settles(_ before: Literal, _ after: Literal) -> EditionComparison.Finding {
    finding([before, !after])
  }

  /// Whether a contact could rise less far and is raised to no level.
  mutating func risesLess(
    _ old: [String], _ new: [String], _ before: LevelBounds, _ after: LevelBounds
  ) -> EditionComparison.Finding {
    let order = LevelOrder(from: old, to: new)
    guard !order.isReordered else { return .unproved }
    var less: [Literal] = []
    var still: [Literal] = []
    for level in new.indices {
      let (sure, perhaps) = (
        order.oldLevels(reachingSurely: level), order.oldLevels(reachingPerhaps: level)
      )
      if old.contains(new[level]) {
        less.append(search.space.circuit.both(before.rise[sure], !after.rise[level]))
      }
      still.append(
        search.space.circuit.either(before.established[perhaps], !after.established[level]))
    }
    for level in old.indices where !new.contains(old[level]) {
      let perhaps = order.newLevels(reachingPerhaps: level)
      less.append(search.space.circuit.both(before.rise[level], !after.rise[perhaps]))
    }
    return finding([search.space.circuit.any(less)] + still)
  }

  private mutating func note(_ levels: [EditionComparison.UnorderedLevels]) {
    for one in levels where !unordered.contains(one) { unordered.append(one) }
  }

  /// Looks for a contact of which the conditions hold; that there is none is proved only where the
  /// widest ones, if any are named, hold of none either.
  ///
  /// Where facts are read in two ways, more can be stated here than in any file: that there is no such
  /// contact is proved all the same, and one that is shown states none of those facts.
  private mutating func finding(
    _ conditions: [Literal], _ widest: [Literal]? = nil
  ) -> EditionComparison.Finding {
    switch search.find(conditions + unstatedApart) {
    case .witness(let witness, _): return .shown(witness)
    case .undecided: return .unproved
    case .none:
      let isWhole = unstatedApart.isEmpty && (widest ?? conditions) == conditions
      let isNever = isWhole || search.isPossible(widest ?? conditions) == false
      return isNever ? .never : .unproved
    }
  }
}
