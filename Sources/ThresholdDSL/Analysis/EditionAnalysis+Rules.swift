extension EditionAnalysis {
  /// Rules that nothing meets, or that everything does; that say the same; that never decide; and
  /// exceptions that never apply, or always do.
  mutating func checkRules() {
    var coveredRules: [Int] = []
    for index in edition.rules.indices {
      let name = edition.rules[index].name
      switch ask([decisions.rules[index].met], "whether `\(name)` can be met") {
      case .undecided: canBeMet.append(nil)
      case .impossible:
        canBeMet.append(false)
        checkNeverMet(index)
      case .possible(let model):
        canBeMet.append(true)
        look(at: model)
        reachedOutcomes.insert(outcomeLookedAt)
        metTogether[index] = edition.rules.indices.filter {
          values.isTrue(decisions.rules[$0].met)
        }
        // Whether it decides this contact, which states nothing that the rule can do without.
        if isCoverable(index), !isDeciding(index) { coveredRules.append(index) }
      }
    }
    for index in edition.rules.indices where canBeMet[index] == true {
      checkAlwaysTrue(index)
      checkExceptions(index)
    }
    checkSameRules()
    for index in coveredRules where same[index] == nil { checkNeverDecides(index) }
  }

  /// What is decided of the contact that is looked at.
  private var outcomeLookedAt: Int {
    decisions.levels.outcomes.established.lastIndex(where: values.isTrue) ?? 0
  }

  /// Whether others can establish all that a rule does; points and actions are its own.
  private func isCoverable(_ index: Int) -> Bool {
    edition.rules[index].points.isEmpty && edition.rules[index].actions.isEmpty
  }

  /// Whether nothing but a rule establishes what it does of the contact that is looked at.
  private func isDeciding(_ index: Int) -> Bool {
    let rule = edition.rules[index]
    if let outcome = rule.outcome, others(than: index, outcome).allSatisfy(values.isTrue) {
      return true
    }
    guard let rating = rule.rating else { return false }
    return others(than: index, rated: rating).allSatisfy(values.isTrue)
  }

  // MARK: Rules one by one

  private mutating func checkNeverMet(_ index: Int) {
    let (rule, meaning) = (edition.rules[index], decisions.rules[index])
    let isReached = isPossible(
      [meaning.condition.yes], "whether the condition of `\(rule.name)` can be yes")
    guard isReached == true else {
      if isReached == false {
        report(
          .neverMet, "no contact can meet `\(rule.name)`", about: rule.name, at: rule.span,
          hint: "its parts cannot be so at the same time: leave one out, or mend it")
      }
      return
    }
    let always = meaning.exceptions.indices.first { place in
      isPossible(
        [meaning.condition.yes, !meaning.exceptions[place].yes],
        "whether `\(rule.name)` can be met without its exception") == false
    }
    report(
      .exceptionAlwaysApplies,
      "whenever the condition of `\(rule.name)` is yes, "
        + (always.map { "its exception applies: \(rule.exceptions[$0].reason)" }
          ?? "one of its exceptions applies"),
      about: rule.name, at: rule.span,
      hint: "the rule is never met: narrow the exception, or leave both out",
      shown: shown(
        "the condition is yes, and an exception applies", [meaning.condition.yes],
        [.misses(rule: index)]))
  }

  private mutating func checkAlwaysTrue(_ index: Int) {
    let (rule, meaning) = (edition.rules[index], decisions.rules[index])
    guard
      isPossible([meaning.condition.no], "whether the condition of `\(rule.name)` can be no")
        == false
    else { return }
    report(
      .alwaysTrue, "no contact makes the condition of `\(rule.name)` no", about: rule.name,
      at: rule.span, hint: "say what the rule is about, or leave out what is always so",
      shown: shown("a contact that meets it", [meaning.met], [.meets(rule: index)]))
  }

  private mutating func checkExceptions(_ index: Int) {
    let (rule, meaning) = (edition.rules[index], decisions.rules[index])
    for (exception, written) in zip(meaning.exceptions, rule.exceptions) {
      let applies = isPossible(
        [meaning.condition.yes, exception.yes],
        "whether an exception of `\(rule.name)` ever applies")
      guard applies == false else { continue }
      report(
        .exceptionNeverApplies,
        "the exception of `\(rule.name)` never applies: \(written.reason)", about: rule.name,
        at: rule.span,
        hint: "leave it out, or mend it: no contact meets the rule and the exception",
        shown: shown(
          "the rule is met whatever the exception says", [meaning.met], [.meets(rule: index)]))
    }
  }

  // MARK: Rules together

  /// Rules that establish the same and are met by the same contacts.
  private mutating func checkSameRules() {
    for (index, rule) in edition.rules.enumerated() {
      // Whoever meets the one meets the other, as far as contacts were found.
      let other = metTogether[index, default: []].first { other in
        other < index && same[other] == nil && rule.hasSameEffects(as: edition.rules[other])
          && metTogether[other, default: []].contains(index) && isSame(index, other)
      }
      guard let other else { continue }
      same[index] = other
      let earlier = edition.rules[other]
      report(
        .rulesTheSame, "`\(rule.name)` says the same as `\(earlier.name)`", about: rule.name,
        at: rule.span, related: [.init(span: earlier.span, text: "the other rule")],
        hint: "leave one of them out, or say where they differ",
        shown: shown(
          "it meets both", [decisions.rules[index].met],
          [.meets(rule: other), .meets(rule: index)]))
    }
  }

  private mutating func isSame(_ index: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (decisions.rules[index].met, decisions.rules[other].met)
    if mine == theirs { return true }
    let question =
      "whether `\(edition.rules[index].name)` says the same as `\(edition.rules[other].name)`"
    return isPossible([mine, !theirs], question) == false
      && isPossible([!mine, theirs], question) == false
  }

  /// A rule that others cover whenever it is met.
  private mutating func checkNeverDecides(_ index: Int) {
    let rule = edition.rules[index]
    let met = decisions.rules[index].met
    let question = "whether `\(rule.name)` ever decides"
    var because: [Literal] = []
    if let outcome = rule.outcome {
      guard
        case .impossible(let found) = ask([met], andWide: others(than: index, outcome), question)
      else { return }
      because += found
    }
    if let rating = rule.rating {
      guard
        case .impossible(let found) = ask(
          [met], andWide: others(than: index, rated: rating), question)
      else { return }
      because += found
    }
    let behind = Set(because)
    let covering = edition.rules.indices.filter {
      $0 != index && behind.contains(!decisions.rules[$0].met)
    }
    let scales = edition.scales.indices.filter { scale in
      decisions.scales[scale].contains { behind.contains(!$0) }
    }
    let names =
      covering.map { "`\(edition.rules[$0].name)` is met" }
      + scales.map { "scale `\(edition.scales[$0].name)` has the points" }
    var claims: [ShownContact.Claim] = [.meets(rule: index)]
    if covering.count == 1 { claims.append(.meets(rule: covering[0])) }
    if let outcome = rule.outcome { claims.append(.reaches(outcome: outcome)) }
    report(
      .neverDecides,
      "`\(rule.name)` never decides: whenever it is met, "
        + (names.isEmpty
          ? "something else establishes as much" : names.joined(separator: " or ")),
      about: rule.name, at: rule.span,
      related: covering.prefix(3).map {
        .init(span: edition.rules[$0].span, text: "it establishes as much")
      },
      hint:
        "leave it out, let it establish more, or answer the warning if it is kept for its reason",
      shown: shown("a contact that meets it", [met], claims))
  }

  /// That nothing but a rule establishes an outcome or a higher one.
  private func others(than index: Int, _ outcome: Int) -> [Literal] {
    var none: [Literal] = []
    for (other, rule) in edition.rules.enumerated()
    where other != index && rule.outcome ?? 0 >= outcome && same[other] == nil {
      none.append(!decisions.rules[other].met)
    }
    for (scale, reached) in zip(edition.scales, decisions.scales) {
      for (threshold, literal) in zip(scale.thresholds, reached) where threshold.outcome >= outcome
      {
        none.append(!literal)
      }
    }
    return none
  }

  /// That nothing but a rule establishes a rating or a higher one.
  private func others(than index: Int, rated rating: Int) -> [Literal] {
    var none: [Literal] = []
    for (other, rule) in edition.rules.enumerated()
    where other != index && rule.rating ?? -1 >= rating && same[other] == nil {
      none.append(!decisions.rules[other].met)
    }
    for (level, outcome) in edition.outcomes.enumerated() where outcome.rating ?? -1 >= rating {
      none.append(!decisions.levels.outcomes.established[level])
    }
    return none
  }
}

extension Rule {
  /// Whether it establishes exactly what another does.
  fileprivate func hasSameEffects(as other: Rule) -> Bool {
    outcome == other.outcome && rating == other.rating && actions == other.actions
      && isLater == other.isLater && Set(points) == Set(other.points)
  }
}
