extension LedgerDecided {
  /// Whether the decision says everything that a row states of one.
  func says(_ stated: StatedDecision) -> Bool {
    (stated.outcome == nil || stated.outcome == outcome)
      && (stated.rating == nil || stated.rating == rating)
      && (stated.decided == nil || stated.decided == decided)
      && (stated.by == nil || stated.by == by)
      && (stated.reason == nil || stated.reason == reason)
      && (stated.outcome != nil || stated.rating != nil || stated.decided != nil
        || lacking.contains(.outcome))
  }

  /// What the decision ought to state and does not, given what was recommended.
  func lacks(_ recommended: LedgerRecommended?) -> [Lack] {
    var lacks: [Lack] = []
    if outcome == nil { lacks.append(.outcome) }
    if decided == nil { lacks.append(.time) }
    if by == nil { lacks.append(.person) }
    let difference = recommended.map { self.difference(from: $0) } ?? .same
    if difference != .same, reason == nil { lacks.append(.reason) }
    if difference == .lower, agreedBy == nil { lacks.append(.secondPerson) }
    return lacks
  }

  /// How a decision stands to a recommendation.
  public enum Difference: Hashable, Sendable {
    /// The same outcome, and the same rating as far as one is stated.
    case same
    /// A lower outcome; or the same outcome and a lower rating.
    case lower
    /// Another that is not lower.
    case other
  }

  /// How the decision stands to a recommendation; an outcome that is not stated is no difference.
  public func difference(from recommended: LedgerRecommended) -> Difference {
    if let outcome, outcome != recommended.outcome {
      guard let own = recommended.outcomes.firstIndex(of: outcome),
        let other = recommended.outcomes.firstIndex(of: recommended.outcome)
      else { return .other }
      return own < other ? .lower : .other
    }
    if let rating, rating != recommended.rating {
      guard let own = recommended.ratings.firstIndex(of: rating), let other = recommended.rating,
        let level = recommended.ratings.firstIndex(of: other)
      else { return .other }
      return own < level ? .lower : .other
    }
    return .same
  }
}
