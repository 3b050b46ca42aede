import ThresholdDSL

/// One reason to ask something: a rule or a judgement that the answer could move.
struct AskCandidate {
  /// What to ask, of which clause, and how far the answer could take the decision.
  var ask: Decision.Ask
  /// How pressing it is beside others that could move the decision as far.
  var urgency: Urgency
  /// How many things would have to be asked for the same rule.
  var questions: Int
  /// The name of the rule, or the judgement's question.
  var name: String
  /// Where it stands among the questions of the same rule.
  var position: Int
  /// The facts that the answer is wanted for: for a screening, those that it would settle.
  var wantedFor: [Int]
  /// The rule that the answer could move; nil for a judgement or a field.
  var rule: Int?

  /// How pressing a question is.
  enum Urgency: Int, Comparable {
    /// The contact already states something that speaks for the rule.
    case partlyStated
    /// It settles many questions at once: a screening.
    case settlesMany
    /// Nothing yet speaks for the rule.
    case nothingStated

    static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether it comes before another reason: by how high it could take the outcome, how low, how high
  /// the rating; then by urgency, by how little has to be asked, by clause and by name.
  func precedes(_ other: AskCandidate) -> Bool {
    let (mine, its) = (ask, other.ask)
    if mine.couldRiseTo != its.couldRiseTo { return isHigher(mine.couldRiseTo, its.couldRiseTo) }
    if mine.couldLowerTo != its.couldLowerTo {
      return (mine.couldLowerTo ?? .max) < (its.couldLowerTo ?? .max)
    }
    if mine.ratingCouldRiseTo != its.ratingCouldRiseTo {
      return isHigher(mine.ratingCouldRiseTo, its.ratingCouldRiseTo)
    }
    if urgency != other.urgency { return urgency < other.urgency }
    if questions != other.questions { return questions < other.questions }
    if mine.clause != its.clause { return ClauseNumber.precedes(mine.clause, its.clause) }
    return name != other.name ? name < other.name : position < other.position
  }

  /// One ask for each subject, most consequential first.
  ///
  /// Each reaches as far as any of its reasons could take it, and cites the clause of the rule for
  /// which it matters most.
  static func merged(_ candidates: [AskCandidate]) -> [Decision.Ask] {
    var order: [Decision.Ask.Subject] = []
    var reasons: [Decision.Ask.Subject: [AskCandidate]] = [:]
    for candidate in candidates {
      let subject = candidate.ask.subject
      if reasons[subject] == nil { order.append(subject) }
      reasons[subject, default: []].append(candidate)
    }
    return order.compactMap { reasons[$0].flatMap(merge) }.sorted { $0.precedes($1) }.map(\.ask)
  }

  private static func merge(_ reasons: [AskCandidate]) -> AskCandidate? {
    guard var merged = reasons.min(by: { $0.precedes($1) }) else { return nil }
    for reason in reasons {
      merged.ask.couldRiseTo = higher(merged.ask.couldRiseTo, reason.ask.couldRiseTo)
      merged.ask.ratingCouldRiseTo = higher(
        merged.ask.ratingCouldRiseTo, reason.ask.ratingCouldRiseTo)
      merged.ask.couldLowerTo = [merged.ask.couldLowerTo, reason.ask.couldLowerTo]
        .compactMap(\.self).min()
    }
    return merged
  }
}
