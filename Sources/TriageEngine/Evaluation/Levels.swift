import ThresholdDSL

/// The outcome and the rating, each with how far it may rise and fall.
public struct Levels: Hashable, Sendable {
  /// The outcome.
  public var outcome: Decision.Bounds
  /// The rating.
  public var rating: Decision.RatingBounds

  /// An outcome and a rating.
  public init(outcome: Decision.Bounds, rating: Decision.RatingBounds) {
    self.outcome = outcome
    self.rating = rating
  }

  /// Whether nothing can change the outcome, and nothing can raise the rating.
  var isSettled: Bool {
    outcome.certainty == .firm && !isHigher(rating.couldRiseTo, rating.established)
  }

  /// Raises each of the three outcomes to at least these.
  mutating func raiseOutcome(fall: Int?, established: Int?, rise: Int?) {
    outcome.couldFallTo = max(outcome.couldFallTo, fall ?? 0)
    outcome.established = max(outcome.established, established ?? 0)
    outcome.couldRiseTo = max(outcome.couldRiseTo, rise ?? 0)
  }

  /// Raises each of the three ratings to at least these.
  mutating func raiseRating(fall: Int?, established: Int?, rise: Int?) {
    rating.couldFallTo = higher(rating.couldFallTo, fall)
    rating.established = higher(rating.established, established)
    rating.couldRiseTo = higher(rating.couldRiseTo, rise)
  }
}

/// The higher of two levels; nil is below every level.
func higher(_ left: Int?, _ right: Int?) -> Int? {
  isHigher(right, left) ? right : left
}

/// Whether one level is above another; nil is below every level.
func isHigher(_ level: Int?, _ other: Int?) -> Bool {
  (level ?? -1) > (other ?? -1)
}

extension Edition {
  /// The least rating of a decision with an outcome: the highest that it or a lower one calls for.
  func rating(ofOutcome outcome: Int) -> Int? {
    outcomes[...outcome].reduce(nil) { higher($0, $1.rating) }
  }
}

extension Scale {
  /// The outcome that so many points reach; nil when they reach none.
  func outcome(reachedBy points: Int) -> Int? {
    thresholds.reduce(nil) { points >= $1.points ? higher($0, $1.outcome) : $0 }
  }
}
