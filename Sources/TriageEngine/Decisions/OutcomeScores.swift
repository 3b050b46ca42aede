import ThresholdDSL

/// For each outcome how near it is, and how near it could come: whole percentages.
///
/// 100 where it or a higher one is established, else the part of the points needed that is there on
/// the scale nearest to it, at most 99. For the first outcome it is what the others leave of 100:
/// now what they could reach at most, and at most what they have reached now.
struct OutcomeScores: Equatable {
  var now: [Int]
  var couldReach: [Int]

  init(_ edition: Edition, _ scales: [ScalePoints], _ bounds: Decision.Bounds) {
    func score(_ outcome: Int, _ reached: Int, _ points: (ScalePoints) -> Int) -> Int {
      if outcome <= reached { return 100 }
      var best = 0
      for (scale, scored) in zip(edition.scales, scales) {
        for threshold in scale.thresholds where threshold.outcome == outcome {
          best = max(best, min(99, 100 * points(scored) / max(1, threshold.points)))
        }
      }
      return best
    }
    let others = edition.outcomes.indices.dropFirst()
    let now = others.map { score($0, bounds.established, \.established) }
    let couldReach = others.map { score($0, bounds.couldRiseTo, \.couldReach) }
    self.now = [100 - (couldReach.max() ?? 0)] + now
    self.couldReach = [100 - (now.max() ?? 0)] + couldReach
  }
}
