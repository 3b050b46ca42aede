extension EditionAnalysis {
  /// Points that no contact collects, and outcomes that none is decided for.
  mutating func checkLevels() {
    for index in edition.scales.indices { checkScale(index) }
    let established = decisions.levels.outcomes.established
    for (level, outcome) in edition.outcomes.enumerated() where !reachedOutcomes.contains(level) {
      let isDecided = isPossible(
        [established[level], !established[level + 1]],
        "whether any contact is decided `\(outcome.name)`")
      guard isDecided == false, !isToldOfItsRules(level) else { continue }
      report(
        .outcomeNotReached, "no contact is decided `\(outcome.name)`", about: outcome.name,
        at: outcome.span, hint: "let a rule establish it, or leave it out")
    }
  }

  /// Whether the rules for an outcome, and there are some, can all never be met: each has its warning.
  private func isToldOfItsRules(_ level: Int) -> Bool {
    let rules = edition.rules.indices.filter { edition.rules[$0].outcome == level }
    let isOnScale = edition.scales.contains { scale in
      scale.thresholds.contains { $0.outcome == level }
    }
    return !rules.isEmpty && !isOnScale && rules.allSatisfy { canBeMet[$0] == false }
  }

  private mutating func checkScale(_ index: Int) {
    let scale = edition.scales[index]
    for (threshold, literal) in zip(scale.thresholds, decisions.scales[index]) {
      let isReached = isPossible(
        [literal], "whether scale `\(scale.name)` can reach \(threshold.points) points")
      guard isReached == false else { continue }
      let most = mostPoints(index, below: threshold.points)
      report(
        .thresholdNotReached,
        "no contact brings scale `\(scale.name)` to \(threshold.points) points"
          + (most.map { ": the most is \($0.points)" } ?? ""), about: scale.name, at: scale.span,
        hint: "let rules add more points, or ask for fewer", shown: most?.shown ?? [])
      // What is not reached at fewer points is not reached at more.
      return
    }
  }

  /// The most points that a contact collects on a scale, and such a contact.
  private mutating func mostPoints(
    _ index: Int, below limit: Int
  ) -> (points: Int, shown: [ShownContact])? {
    let adding = edition.rules.indices.compactMap { rule in
      edition.rules[rule].points.first { $0.scale == index }.map {
        (literal: decisions.rules[rule].met, weight: $0.count)
      }
    }
    for points in (1..<max(1, limit)).reversed().prefix(Self.pointsLookedAt) {
      let reached = search.space.circuit.sum(of: adding, reaches: points)
      guard reached != .no, case .witness(let witness, let model) = search.find([reached]) else {
        continue
      }
      look(at: model)
      let met = edition.rules.indices.filter { rule in
        edition.rules[rule].points.contains { $0.scale == index }
          && values.isTrue(decisions.rules[rule].met)
      }
      let claims = met.map { ShownContact.Claim.meets(rule: $0) }
      return (
        points, [ShownContact(title: "the most points", witness: witness, claims: claims)]
      )
    }
    return nil
  }

  /// How many points below those asked for are looked at for the most that can be had.
  private static let pointsLookedAt = 100
}
