import ThresholdDSL

/// What could decide an open test of the outcome or the rating.
struct Crossing {
  /// Whether the rating is tested, and not the outcome.
  let ofRating: Bool
  /// The least level that a rule which could be met must reach to matter.
  let rising: Int
  /// The least level that a rule which may fall must hold to matter.
  let falling: Int

  init(_ test: Atom, _ levels: Levels) {
    let (established, fall): (Int, Int)
    let tested: (test: LevelTest, level: Int)
    switch test {
    case .rating(let test, let level):
      ofRating = true
      tested = (test, level)
      established = levels.rating.established ?? -1
      fall = levels.rating.couldFallTo ?? -1
    case .outcome(let test, let level):
      ofRating = false
      tested = (test, level)
      established = levels.outcome.established
      fall = levels.outcome.couldFallTo
    default:
      // Nothing else waits for the first layer; were something to, all that is open would matter.
      ofRating = false
      tested = (.equals, 0)
      established = -2
      fall = -2
    }
    // `at least X` is decided by what reaches or holds X; `is X` by whatever moves the level at all.
    rising = tested.test == .atLeast ? max(tested.level, established + 1) : established + 1
    falling = tested.test == .atLeast ? max(tested.level, fall + 1) : fall + 1
  }

  func isMade(by outcome: Int?, _ rating: Int?, isMet: Bool) -> Bool {
    ((ofRating ? rating : outcome) ?? -1) >= (isMet ? falling : rising)
  }
}
