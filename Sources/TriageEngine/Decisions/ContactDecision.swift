import ThresholdDSL

/// Puts what the rules make of one contact into a decision.
struct ContactDecision: Sendable {
  let decider: Decider
  let contact: Contact
  let asOf: Moment?
  let evaluation: Evaluation

  var edition: Edition { decider.edition }

  init(_ decider: Decider, _ contact: Contact, asOf: Moment?) {
    self.decider = decider
    self.contact = contact
    self.asOf = asOf
    self.evaluation = decider.evaluate(contact)
  }

  /// The decision as the hub sees it.
  func decision() -> Decision {
    let asks = AskFinder(decider, contact, evaluation, levels: evaluation.levels).asks()
    return decision(levels: evaluation.levels, asks: asks)
  }

  /// The decision with these bounds and asks, and all else as these facts have it.
  func decision(levels: Levels, asks: [Decision.Ask]) -> Decision {
    let scores = OutcomeScores(edition, evaluation.scales, levels.outcome)
    let clocks = clockReadings(levels)
    return Decision(
      contact: contact.id, child: contact.child, received: contact.received,
      outcome: levels.outcome, rating: levels.rating,
      scores: scores.now, scoresCouldReach: scores.couldReach, scales: scaleScores(),
      because: rulesDeciding().map { .rule(reason($0)) },
      alsoMet: rulesMet().filter { !decides($0.rule) }, asks: asks, actions: actions(),
      clocks: clocks.readings,
      readFromSilence: contact.facts.count { state in
        if case .known(_, .silence) = state { return true }
        return false
      }, notes: contact.notes + clocks.notes, human: humanComparison(levels.outcome))
  }

  // MARK: Rules

  /// The rules met, highest outcome first, then by clause and name.
  private func rulesMet() -> [Decision.AlsoMet] {
    let met = decider.ruleOrder.filter { evaluation.rules[$0].isMet }.map { rule in
      Decision.AlsoMet(
        rule: rule, outcome: evaluation.outcome(establishedBy: rule, points: \.established))
    }
    return (0..<edition.outcomes.count).reversed().flatMap { outcome in
      met.filter { $0.outcome == outcome }
    } + met.filter { $0.outcome == nil }
  }

  /// The rules that establish the outcome or the rating, in the same order.
  func rulesDeciding() -> [Decision.AlsoMet] {
    rulesMet().filter { decides($0.rule) }
  }

  /// Whether a rule that is met is among those that establish the outcome or the rating.
  private func decides(_ rule: Int) -> Bool {
    let levels = evaluation.levels
    if let rating = edition.rules[rule].rating, rating == levels.rating.established { return true }
    return evaluation.outcome(establishedBy: rule, points: \.established)
      == levels.outcome.established
  }

  private func reason(_ met: Decision.AlsoMet) -> Decision.RuleReason {
    let support = ConditionTrace(judge: evaluation.judge)
      .support(of: edition.rules[met.rule].condition)
    let facts = support.compactMap { fact in
      evaluation.judge.shown(fact).map { Decision.StatedFact(fact: fact, value: $0) }
    }
    return Decision.RuleReason(rule: met.rule, outcome: met.outcome, facts: facts)
  }

  /// The actions of every rule met, by name.
  func actions() -> [String] {
    var actions: Set<Int> = []
    for rule in edition.rules.indices where evaluation.rules[rule].isMet {
      actions.formUnion(edition.rules[rule].actions)
    }
    return actions.map { edition.actions[$0].name }.sorted()
  }

  // MARK: Scales and people

  /// The scales that have, or could have, points, by name.
  private func scaleScores() -> [Decision.ScaleScore] {
    let scored = evaluation.scales.indices.filter { evaluation.scales[$0].couldReach > 0 }
    return scored.sorted { edition.scales[$0].name < edition.scales[$1].name }.map { scale in
      Decision.ScaleScore(
        scale: scale, points: evaluation.scales[scale].established,
        couldReach: evaluation.scales[scale].couldReach)
    }
  }

  private func humanComparison(_ bounds: Decision.Bounds) -> Decision.HumanComparison? {
    guard let outcome = contact.human?.outcome else { return nil }
    if outcome == bounds.established { return .same }
    if outcome > bounds.couldRiseTo { return .higher }
    return outcome < bounds.couldFallTo ? .lower : .withinBounds
  }
}
