import ThresholdDSL

/// The outcome and the rating of 64 contacts, each with its bounds: for each level the contacts that
/// have it or a higher one.
struct LevelPlanes: Sendable {
  /// Which of the three.
  enum Bound: Int, CaseIterable {
    case fall
    case established
    case rise
  }

  private let outcomes: Int
  private let ratings: Int
  private var planes: [UInt64]

  init(_ levels: CompiledLevels) {
    outcomes = levels.outcomes
    ratings = levels.ratings
    planes = Array(repeating: 0, count: Bound.allCases.count * (outcomes + ratings))
  }

  /// The contacts with an outcome of at least a level.
  func outcome(_ bound: Bound, _ level: Int) -> UInt64 {
    if level <= 0 { return ~0 }
    return level < outcomes ? planes[bound.rawValue * (outcomes + ratings) + level] : 0
  }

  /// The contacts with a rating of at least a level.
  func rating(_ bound: Bound, _ level: Int) -> UInt64 {
    if level < 0 { return ~0 }
    return level < ratings ? planes[bound.rawValue * (outcomes + ratings) + outcomes + level] : 0
  }

  /// Raises contacts to a level; ``settleOutcomes()`` makes that known to the levels below.
  mutating func raise(_ bound: Bound, outcome: Int, _ contacts: UInt64) {
    planes[bound.rawValue * (outcomes + ratings) + outcome] |= contacts
  }

  /// Raises contacts to a level; ``raiseRatings(_:)`` makes that known to the levels below.
  mutating func raise(_ bound: Bound, rating: Int, _ contacts: UInt64) {
    planes[bound.rawValue * (outcomes + ratings) + outcomes + rating] |= contacts
  }

  /// Whoever has a level has the lower ones.
  mutating func settleOutcomes() {
    for bound in Bound.allCases {
      let first = bound.rawValue * (outcomes + ratings)
      for level in stride(from: outcomes - 2, through: 1, by: -1) {
        planes[first + level] |= planes[first + level + 1]
      }
    }
  }

  /// Raises the ratings by what the outcomes call for.
  mutating func raiseRatings(_ levels: CompiledLevels) {
    for bound in Bound.allCases {
      let first = bound.rawValue * (outcomes + ratings) + outcomes
      for level in stride(from: ratings - 1, through: 0, by: -1) {
        if let least = levels.leastOutcome[level] { planes[first + level] |= outcome(bound, least) }
        if level + 1 < ratings { planes[first + level] |= planes[first + level + 1] }
      }
    }
  }

  /// What a test of the levels is; `level` has the contacts whose bound is at least the tested level,
  /// or at least one above it.
  func judged(_ test: LevelTest, _ level: (_ bound: Bound, _ above: Int) -> UInt64) -> Truths {
    let no: UInt64
    let now: UInt64
    let bound: UInt64
    switch test {
    case .atLeast:
      no = ~level(.rise, 0)
      now = level(.established, 0)
      bound = level(.fall, 0)
    case .equals:
      no = ~level(.rise, 0) | level(.fall, 1)
      now = level(.established, 0) & ~level(.established, 1)
      bound = level(.fall, 0) & ~level(.rise, 1)
    }
    return Truths(yes: SIMD2(now & ~no, bound & ~no), no: SIMD2(no, no))
  }

  /// Whether nothing can change the outcome of a contact, and nothing can raise its rating.
  func isSettled(_ lane: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(lane)
    for level in 1..<max(1, outcomes) {
      let established = outcome(.established, level)
      if (outcome(.rise, level) ^ established | outcome(.fall, level) ^ established) & bit != 0 {
        return false
      }
    }
    return (0..<ratings).allSatisfy { rating(.rise, $0) & ~rating(.established, $0) & bit == 0 }
  }

  /// The outcome established for one contact.
  func established(_ lane: Int) -> Int {
    var level = 0
    for next in 1..<max(1, outcomes) where outcome(.established, next) >> UInt64(lane) & 1 != 0 {
      level = next
    }
    return level
  }

  /// The levels of one contact.
  func levels(_ lane: Int) -> Levels {
    func outcome(_ bound: Bound) -> Int {
      (1..<max(1, outcomes)).count { self.outcome(bound, $0) >> UInt64(lane) & 1 != 0 }
    }
    func rating(_ bound: Bound) -> Int? {
      let count = (0..<ratings).count { self.rating(bound, $0) >> UInt64(lane) & 1 != 0 }
      return count == 0 ? nil : count - 1
    }
    return Levels(
      outcome: Decision.Bounds(
        couldFallTo: outcome(.fall), established: outcome(.established),
        couldRiseTo: outcome(.rise)),
      rating: Decision.RatingBounds(
        couldFallTo: rating(.fall), established: rating(.established), couldRiseTo: rating(.rise)))
  }
}
