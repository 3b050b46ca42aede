public import ThresholdDSL

/// Evaluates an edition's rules on one contact by walking their trees: "How a decision is made" of
/// the language reference, in its order.
public enum ReferenceEvaluator {
  /// What the rules make of the facts of a contact.
  ///
  /// A row with unrecognised fields may hide a misspelt risk, so where it is, or may fall to, the
  /// first outcome it could also rise to anything.
  public static func evaluate(
    _ edition: Edition, _ facts: [FactState], hasUnrecognisedFields: Bool = false
  ) -> Evaluation {
    let judge = ConditionJudge(edition, facts: facts)
    let nothing = Levels(
      outcome: Decision.Bounds(couldFallTo: 0, established: 0, couldRiseTo: 0),
      rating: Decision.RatingBounds(couldFallTo: nil, established: nil, couldRiseTo: nil))
    var evaluation = Evaluation(
      rules: Array(repeating: .notMet, count: edition.rules.count),
      scales: Array(repeating: ScalePoints(), count: edition.scales.count),
      judgements: edition.judgements.map { isPut($0, judge) }, firstLayer: nothing,
      levels: nothing, judge: judge)

    evaluation.judgeRules(ofLaterLayer: false)
    evaluation.raiseByScales()
    evaluation.raiseByJudgements()
    if hasUnrecognisedFields, evaluation.levels.outcome.couldFallTo == 0 {
      evaluation.levels.raiseOutcome(
        fall: nil, established: nil, rise: edition.outcomes.count - 1)
    }
    evaluation.raiseRatingByOutcome()
    evaluation.firstLayer = evaluation.levels

    // One later layer reads what the first has decided; its rules cannot feed one another.
    evaluation.judge.levels = evaluation.firstLayer
    evaluation.judgeRules(ofLaterLayer: true)
    evaluation.raiseRatingByOutcome()
    return evaluation
  }

  /// Whether a question left to judgement is to be put. A clause that is only marked as left to
  /// judgement has no question, and settles and unsettles nothing.
  private static func isPut(_ judgement: Judgement, _ judge: ConditionJudge) -> Truth {
    if let condition = judgement.condition { return judge.judge(condition).bound }
    return Truth(judgement.question != nil)
  }
}

extension ConditionJudge {
  /// Met when the condition is yes and no exception is; an unknown exception switches nothing off.
  func status(_ condition: Judged, exceptions: [RuleException]) -> RuleStatus {
    if exceptions.isEmpty {
      if condition.now == .yes { return condition.bound == .yes ? .secure : .met }
      return condition.bound != .no ? .undetermined : .notMet
    }
    let exceptions = exceptions.map { judge($0.condition) }
    if condition.now == .yes, exceptions.allSatisfy({ $0.now != .yes }) {
      let isSecure = condition.bound == .yes && exceptions.allSatisfy { $0.bound == .no }
      return isSecure ? .secure : .met
    }
    let isPossible = condition.bound != .no && exceptions.allSatisfy { $0.bound != .yes }
    return isPossible ? .undetermined : .notMet
  }
}

extension Evaluation {
  /// Judges the rules of a layer, and raises the outcome and the rating by each.
  fileprivate mutating func judgeRules(ofLaterLayer isLater: Bool) {
    // By index: to take a rule out of the list copies all that is written in it.
    let edition = judge.edition
    for index in edition.rules.indices where edition.rules[index].isLater == isLater {
      let status = judge.status(
        judge.judge(edition.rules[index].condition), exceptions: edition.rules[index].exceptions)
      rules[index] = status
      guard status != .notMet else { continue }
      let (outcome, rating) = (edition.rules[index].outcome, edition.rules[index].rating)
      levels.raiseOutcome(
        fall: status == .secure ? outcome : nil, established: status.isMet ? outcome : nil,
        rise: outcome)
      levels.raiseRating(
        fall: status == .secure ? rating : nil, established: status.isMet ? rating : nil,
        rise: rating)
      guard !isLater else { continue }
      for points in edition.rules[index].points { scales[points.scale].add(points.count, status) }
    }
  }

  fileprivate mutating func raiseByScales() {
    for (scale, points) in zip(judge.edition.scales, scales) {
      levels.raiseOutcome(
        fall: scale.outcome(reachedBy: points.secure),
        established: scale.outcome(reachedBy: points.established),
        rise: scale.outcome(reachedBy: points.couldReach))
    }
  }

  fileprivate mutating func raiseByJudgements() {
    for (judgement, isPut) in zip(judge.edition.judgements, judgements) where isPut != .no {
      levels.raiseOutcome(fall: nil, established: nil, rise: judgement.upTo)
    }
  }

  fileprivate mutating func raiseRatingByOutcome() {
    let outcome = levels.outcome
    levels.raiseRating(
      fall: judge.edition.rating(ofOutcome: outcome.couldFallTo),
      established: judge.edition.rating(ofOutcome: outcome.established),
      rise: judge.edition.rating(ofOutcome: outcome.couldRiseTo))
  }
}
