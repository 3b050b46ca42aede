extension EditionAnalysis {
  /// Whether more concern about a contact can lower its outcome.
  ///
  /// A contact that is lowered met a rule that the same contact with more concern does not meet: so
  /// each rule is looked at by itself, and only where it can be so lost everything is.
  mutating func checkDirection() {
    // What is told of a fact or a table already is not told twice.
    let told = findings.filter {
      $0.diagnostic.code == .unmentionedValue || $0.diagnostic.code == .tableGap
    }.reduce(into: Set<Int>()) { $0.formUnion($1.facts) }
    for index in edition.rules.indices where canBeMet[index] != false {
      let facts = factsBehind(index)
      let (before, after) = (decisions.rules[index].met, raised.decisions.rules[index].met)
      let rule = edition.rules[index]
      // What reads the outcome rests on everything.
      let movable = Set(rule.isLater ? Array(edition.facts.indices) : Array(facts))
      let lost =
        raised.allowing(movable.subtracting(told), among: movable) + [before, !after]
      switch ask(lost, "whether more concern can make `\(rule.name)` not met") {
      case .impossible, .undecided: continue
      case .possible: checkLost(index, [before, !after], told)
      }
    }
  }

  /// Whether the outcome is lowered where a rule is lost to more concern.
  private mutating func checkLost(_ index: Int, _ lost: [Literal], _ told: Set<Int>) {
    let rule = edition.rules[index]
    let all = Set(edition.facts.indices)
    let movable = all.subtracting(told)
    let its = raised.decisions.levels.outcomes
    for (level, reached) in reachedOutcomes(by: index) {
      let name = edition.outcomes[level].name
      // Lowered for good, or as long as a question is open that the worse answer has raised.
      for isForGood in [true, false] {
        let core = lost + reached + (isForGood ? [] : [its.rise[level]])
        let wide =
          [!its.established[level]] + (isForGood ? [!its.rise[level]] : [])
          + raised.allowing(movable, among: all)
        let question =
          "whether more concern can lower the outcome below `\(name)` for want of `\(rule.name)`"
        guard case .possible = ask(core, andWide: wide, question),
          let pair = pair(core, andWide: wide, moving: movable)
        else { continue }
        reportLost(index, level, isForGood, pair)
        return
      }
    }
  }

  /// The outcomes that a rule takes a contact to, the highest first, and what must hold beside it: for
  /// points, that the scale comes so far.
  private func reachedOutcomes(by index: Int) -> [(level: Int, reached: [Literal])] {
    let rule = edition.rules[index]
    var found: [(level: Int, reached: [Literal])] = rule.outcome.map { [($0, [])] } ?? []
    for points in rule.points {
      let thresholds = edition.scales[points.scale].thresholds
      for (threshold, reached) in zip(thresholds, decisions.scales[points.scale]) {
        found.append((threshold.outcome, [reached]))
      }
    }
    return found.filter { $0.level > 0 }.sorted { $0.level > $1.level }
  }

  private mutating func reportLost(
    _ index: Int, _ level: Int, _ isForGood: Bool, _ pair: RaisedPair
  ) {
    let (rule, name) = (edition.rules[index], edition.outcomes[level].name)
    let facts = pair.facts.sorted().map { "`\(edition.facts[$0].name)`" }
      .joined(separator: " and ")
    let rise: ShownContact.Claim = isForGood ? .couldNotRise(to: level) : .couldRise(to: level)
    report(
      isForGood ? .concernLowers : .concernOpens,
      isForGood
        ? "more concern about \(facts) can lower the outcome below `\(name)`, for `\(rule.name)` is "
          + "then not met"
        : "more concern about \(facts) can lower the outcome below `\(name)` until a question is "
          + "answered, for `\(rule.name)` is then open",
      about: rule.name, at: rule.span,
      hint: isForGood
        ? "turn round the test or the exception that reads it, or leave it out"
        : "read silence alike in both, or answer the warning if the question must come first",
      shown: [
        ShownContact(
          title: "as it is", witness: pair.before,
          claims: [.meets(rule: index), .reaches(outcome: level)]),
        ShownContact(
          title: "with more concern", witness: pair.after,
          claims: [.doesNotMeet(rule: index), .staysBelow(outcome: level), rise]),
      ], facts: pair.facts)
  }

  /// Whether it can lower the outcome to know where a contact comes from, how, or the child's sex.
  ///
  /// Rules cannot read ethnicity at all.
  mutating func checkCircumstances() {
    for reserved in [ReservedFact.source, .channel, .sex] {
      guard let fact = edition.facts.firstIndex(where: { $0.reserved == reserved }) else {
        continue
      }
      let reading = edition.rules.indices.filter { factsBehind($0).contains(fact) }
      guard !reading.isEmpty else {
        // No rule reads it.
        settled += 1
        continue
      }
      checkCircumstance(fact, reserved.rawValue, reading)
    }
  }

  private mutating func checkCircumstance(_ fact: Int, _ name: String, _ reading: [Int]) {
    let place = meaning.places[fact]
    var space = search.space
    space.replace(place, by: space.facts[place].unstated())
    var silent = EditionMeaning(edition, &space)
    let without = EditionDecisions(&silent, &space, unrecognised: space.hasUndeclared)
    var stated = search.space
    stated.circuit = space.circuit
    var search = WitnessSearch(stated, days: self.search.days)
    for index in reading {
      let rule = edition.rules[index]
      let lost = [without.rules[index].met, !decisions.rules[index].met]
      let levels = edition.outcomes.indices.reversed().filter { $0 > 0 }
      switch search.ask(lost) {
      case .impossible:
        settled += 1
        continue
      case .undecided:
        unproved.append("whether `\(name)` can make `\(rule.name)` not met")
        continue
      case .possible: break
      }
      for level in levels {
        let conditions =
          lost + [
            without.levels.outcomes.established[level],
            !decisions.levels.outcomes.established[level],
          ]
        let outcome = edition.outcomes[level].name
        switch search.find(conditions) {
        case .none: settled += 1
        case .undecided:
          unproved.append("whether `\(name)` can lower the outcome below `\(outcome)`")
        case .witness(let witness, _):
          settled += 1
          var bare = witness
          bare.fields.removeAll { $0.name == name }
          report(
            .circumstanceLowers,
            "`\(name)` can lower the outcome below `\(outcome)`, for `\(rule.name)` is then not met",
            about: rule.name, at: rule.span, hint: "rest the rule on what is known of the child",
            shown: [
              ShownContact(
                title: "as it is stated", witness: witness,
                claims: [.doesNotMeet(rule: index), .staysBelow(outcome: level)]),
              ShownContact(
                title: "without its \(name)", witness: bare, claims: [.reaches(outcome: level)]),
            ])
          return
        }
      }
    }
  }
}
