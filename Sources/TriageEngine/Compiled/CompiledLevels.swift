import ThresholdDSL

/// The outcomes and ratings of an edition, as the program raises them.
struct CompiledLevels: Sendable {
  let outcomes: Int
  let ratings: Int
  /// For each rating the least outcome that calls for it or a higher one; nil where none does.
  let leastOutcome: [Int?]
  /// For each outcome the rating that it calls for; -1 for none.
  let ratingOfOutcome: [Int]

  init(_ edition: Edition) {
    outcomes = edition.outcomes.count
    ratings = edition.ratings.count
    let called = edition.outcomes.indices.map { edition.rating(ofOutcome: $0) ?? -1 }
    ratingOfOutcome = called
    leastOutcome = edition.ratings.indices.map { rating in called.firstIndex { $0 >= rating } }
  }
}

/// The scales of an edition, as counters of so many bits.
struct CompiledScales: Sendable {
  /// The points that all rules of an edition may add to a scale, so that no counter grows too wide.
  static let mostPoints = 1 << 24

  /// For each scale the bits of a counter that holds all its points.
  let bits: [Int]
  /// For each scale its thresholds.
  let thresholds: [[Scale.Threshold]]
  /// The scales by name.
  let order: [Int]
  /// The bits of the widest counter.
  let mostBits: Int

  /// Nil where points are not counts, or too many.
  init?(_ edition: Edition) {
    var totals = Array(repeating: 0, count: edition.scales.count)
    for rule in edition.rules {
      for points in rule.points {
        guard (0...Self.mostPoints).contains(points.count) else { return nil }
        totals[points.scale] += points.count
        if totals[points.scale] > Self.mostPoints { return nil }
      }
    }
    bits = totals.map { Int.bitWidth - $0.leadingZeroBitCount }
    mostBits = bits.max() ?? 0
    thresholds = edition.scales.map(\.thresholds)
    order = edition.scales.indices.sorted { edition.scales[$0].name < edition.scales[$1].name }
  }

  /// The outcome that so many points reach; -1 for none.
  func outcome(of scale: Int, reachedBy points: Int) -> Int {
    var highest = -1
    for threshold in thresholds[scale] where points >= threshold.points {
      highest = max(highest, threshold.outcome)
    }
    return highest
  }
}
