import ThresholdDSL

/// The decision, put together from the planes: the rules of ``ContactDecision``.
extension BlockDecider {
  /// The decision as the hub sees it.
  mutating func hubDecision(_ own: LaneView, _ asOf: Moment?) -> Decision {
    let contact = hub[own.lane]
    let levels = levels(own)
    asks.begin(fields: contact.unrecognisedFields)
    asks.beginMerging()
    findReasons(own, contact, levels)
    return decision(own, contact, levels: levels, asks: asks.asks(), asOf)
  }

  /// The decision with these bounds and asks, and all else as the contact has it.
  mutating func decision(
    _ own: LaneView, _ contact: Contact, levels: Levels, asks: [Decision.Ask], _ asOf: Moment?
  ) -> Decision {
    let scores = scores(own, levels.outcome)
    let clocks = clockReadings(own, contact, levels, asOf)
    let met = rulesMet(own)
    let decided = self.levels(own)
    var because: [Decision.Reason] = []
    var alsoMet: [Decision.AlsoMet] = []
    for rule in met {
      let index = program.rules[rule.position].index
      let outcome = rule.outcome < 0 ? nil : rule.outcome
      if decides(rule, decided) {
        because.append(.rule(reason(rule.position, index, outcome, own, contact.facts)))
      } else {
        alsoMet.append(Decision.AlsoMet(rule: index, outcome: outcome))
      }
    }
    return Decision(
      contact: contact.id, child: contact.child, received: contact.received,
      outcome: levels.outcome, rating: levels.rating, scores: scores.now,
      scoresCouldReach: scores.couldReach, scales: scaleScores(own), because: because,
      alsoMet: alsoMet, asks: asks, actions: actions(own), clocks: clocks.readings,
      readFromSilence: readFromSilence(contact.facts),
      notes: clocks.notes.isEmpty ? contact.notes : contact.notes + clocks.notes,
      human: contact.comparison(with: levels.outcome))
  }

  /// How many facts are read as no from silence.
  private mutating func readFromSilence(_ facts: FactStates) -> Int {
    guard let place = patterns.place(of: facts.pattern, program) else {
      return facts.count(where: \.isReadFromSilence)
    }
    var count = patterns[place].readFromSilence
    for change in facts.changes {
      if facts.pattern.states[Int(change.fact)].isReadFromSilence { count -= 1 }
      if change.state.isReadFromSilence { count += 1 }
    }
    return count
  }

  // MARK: Rules

  /// A rule that is met, by its position, and the outcome that it establishes; -1 for none.
  struct MetRule {
    var position: Int
    var outcome: Int
  }

  /// The rules met, highest outcome first, then by clause and name.
  func rulesMet(_ own: LaneView) -> [MetRule] {
    var met: [MetRule] = []
    for position in planes.metRules.rules(own.view, own.lane) {
      met.append(
        MetRule(position: position, outcome: outcome(establishedBy: position, own.view)))
    }
    if met.count > 1 { met.sort { $0.outcome > $1.outcome } }
    return met
  }

  /// Whether a rule that is met is among those that establish the outcome or the rating.
  func decides(_ rule: MetRule, _ levels: Levels) -> Bool {
    let rating = program.rules[rule.position].rating
    if rating >= 0, rating == levels.rating.established { return true }
    return rule.outcome == levels.outcome.established
  }

  private mutating func reason(
    _ position: Int, _ index: Int, _ outcome: Int?, _ own: LaneView, _ known: FactStates
  ) -> Decision.RuleReason {
    trace.findSupport(of: program.rules[position].condition, planes, own, known)
    let facts = trace.found.compactMap { fact -> Decision.StatedFact? in
      switch known[Int(fact)] {
      case .known(let value, _): Decision.StatedFact(fact: Int(fact), value: value)
      case .between(let range, _): Decision.StatedFact(fact: Int(fact), value: .between(range))
      case .unknown: nil
      }
    }
    return Decision.RuleReason(rule: index, outcome: outcome, facts: facts)
  }

  /// The actions of every rule met, by name.
  func actions(_ own: LaneView) -> [String] {
    calledActions(own).sorted().map { program.actionNames[Int($0)] }
  }

  /// The actions of every rule met, as places in the order of their names.
  func calledActions(_ own: LaneView) -> [Int32] {
    var called: [Int32] = []
    for position in planes.metRules.rules(own.view, own.lane) {
      for action in program.rules[position].actions where !called.contains(action) {
        called.append(action)
      }
    }
    return called
  }

  // MARK: Scales

  /// The scales that have, or could have, points, by name.
  private func scaleScores(_ own: LaneView) -> [Decision.ScaleScore] {
    let reached = reached[own.view.rawValue]
    return program.scales.order.compactMap { scale in
      guard reached.couldReach[scale] > 0 else { return nil }
      return Decision.ScaleScore(
        scale: scale, points: reached.established[scale], couldReach: reached.couldReach[scale])
    }
  }

  /// How near each outcome is: see ``OutcomeScores``.
  private func scores(
    _ own: LaneView, _ bounds: Decision.Bounds
  ) -> (now: [Int], couldReach: [Int]) {
    let reached = reached[own.view.rawValue]
    func score(_ outcome: Int, _ established: Int, _ points: [Int]) -> Int {
      if outcome <= established { return 100 }
      var best = 0
      for (scale, thresholds) in program.scales.thresholds.enumerated() {
        for threshold in thresholds where threshold.outcome == outcome {
          best = max(best, min(99, 100 * points[scale] / max(1, threshold.points)))
        }
      }
      return best
    }
    var now = [100]
    var couldReach = [100]
    for outcome in 1..<max(1, program.levels.outcomes) {
      now.append(score(outcome, bounds.established, reached.established))
      couldReach.append(score(outcome, bounds.couldRiseTo, reached.couldReach))
    }
    let (most, mostPossible) = (now.dropFirst().max() ?? 0, couldReach.dropFirst().max() ?? 0)
    now[0] = 100 - mostPossible
    couldReach[0] = 100 - most
    return (now, couldReach)
  }
}

extension Contact {
  /// How the human decision compares with these bounds; nil where there is none.
  fileprivate func comparison(with bounds: Decision.Bounds) -> Decision.HumanComparison? {
    guard let outcome = human?.outcome else { return nil }
    if outcome == bounds.established { return .same }
    if outcome > bounds.couldRiseTo { return .higher }
    return outcome < bounds.couldFallTo ? .lower : .withinBounds
  }
}
