/// The levels of an ordered list, as conditions: whether the level is at least this one.
///
/// INVARIANT: each list has one entry more than there are levels; the last is never so.
struct LevelBounds {
  var fall: [Literal]
  var established: [Literal]
  var rise: [Literal]
}

/// The outcome and the rating of a decision.
struct LevelConditions {
  var outcomes: LevelBounds
  var ratings: LevelBounds
}

/// What a rule is, as conditions; see `RuleStatus`.
struct RuleMeaning {
  /// Whether its `when` is yes.
  var condition: Kleene
  /// Whether each of its exceptions is yes.
  var exceptions: [Kleene]
  /// Met whatever the unknowns turn out to be.
  var secure: Literal
  /// Met as it stands.
  var met: Literal
  /// Met, or not settled.
  var possible: Literal
}

/// What an edition decides, as conditions.
struct EditionDecisions {
  var rules: [RuleMeaning]
  /// For each scale, for each of its thresholds, whether it is reached.
  var scales: [[Literal]]
  var levels: LevelConditions

  init(
    _ meaning: inout EditionMeaning, _ space: inout StatementSpace,
    unrecognised: Literal = .no
  ) {
    let edition = meaning.edition
    let nothing = RuleMeaning(
      condition: .unknown, exceptions: [], secure: .no, met: .no, possible: .no)
    rules = Array(repeating: nothing, count: edition.rules.count)
    scales = []
    for (index, rule) in edition.rules.enumerated() where !rule.isLater {
      rules[index] = meaning.rule(rule, &space)
    }
    var raises = Raises(edition)
    raises.add(edition.rules, rules) { !$0.isLater }
    for (index, scale) in edition.scales.enumerated() {
      scales.append([])
      for threshold in scale.thresholds {
        let reached = Self.reached(index, threshold.points, edition, rules, &space)
        scales[index].append(reached.established)
        raises.addOutcome(threshold.outcome, reached)
      }
    }
    for judgement in edition.judgements {
      var isPut: Literal = judgement.question == nil ? .no : .yes
      if let condition = judgement.condition {
        isPut = !meaning.judge(condition, .bound, &space).no
      }
      raises.addOutcome(judgement.upTo, Raise(fall: .no, established: .no, rise: isPut))
    }
    var first = raises.levels(&space)
    if unrecognised != .no, edition.outcomes.count > 1 {
      // A field that nothing declares could be a misspelt risk.
      let isOpen = space.circuit.both(unrecognised, !first.outcomes.fall[1])
      raises.addOutcome(
        edition.outcomes.count - 1, Raise(fall: .no, established: .no, rise: isOpen))
      first = raises.levels(&space)
    }
    meaning.levels = first
    for (index, rule) in edition.rules.enumerated() where rule.isLater {
      rules[index] = meaning.rule(rule, &space)
    }
    raises.add(edition.rules, rules, where: \.isLater)
    levels = raises.levels(&space)
  }

  private static func reached(
    _ scale: Int, _ points: Int, _ edition: Edition, _ rules: [RuleMeaning],
    _ space: inout StatementSpace
  ) -> Raise {
    var adding: [(rule: RuleMeaning, points: Int)] = []
    for (rule, meaning) in zip(edition.rules, rules) where !rule.isLater {
      for added in rule.points where added.scale == scale {
        adding.append((meaning, added.count))
      }
    }
    return Raise(
      fall: space.circuit.sum(of: adding.map { ($0.rule.secure, $0.points) }, reaches: points),
      established: space.circuit.sum(of: adding.map { ($0.rule.met, $0.points) }, reaches: points),
      rise: space.circuit.sum(of: adding.map { ($0.rule.possible, $0.points) }, reaches: points))
  }
}

extension EditionMeaning {
  /// When a rule is met, and when it could be or may cease to be.
  fileprivate func rule(_ rule: Rule, _ space: inout StatementSpace) -> RuleMeaning {
    let now = judge(rule.condition, .now, &space)
    let bound = judge(rule.condition, .bound, &space)
    let exceptions = rule.exceptions.map { judge($0.condition, .now, &space) }
    let exceptionBounds = rule.exceptions.map { judge($0.condition, .bound, &space) }
    return RuleMeaning(
      condition: now, exceptions: exceptions,
      secure: space.circuit.all([bound.yes] + exceptionBounds.map(\.no)),
      met: space.circuit.all([now.yes] + exceptions.map { !$0.yes }),
      possible: space.circuit.all([!bound.no] + exceptionBounds.map { !$0.yes }))
  }
}

/// When something raises a level: as it may fall to, as it stands, and as it could rise to.
private struct Raise {
  var fall: Literal
  var established: Literal
  var rise: Literal

  init(fall: Literal, established: Literal, rise: Literal) {
    self.fall = fall
    self.established = established
    self.rise = rise
  }

  init(_ rule: RuleMeaning) {
    self.init(fall: rule.secure, established: rule.met, rise: rule.possible)
  }
}

/// What raises each level.
private struct Raises {
  let edition: Edition
  private var outcomes: [[Raise]]
  private var ratings: [[Raise]]

  init(_ edition: Edition) {
    self.edition = edition
    outcomes = Array(repeating: [], count: edition.outcomes.count)
    ratings = Array(repeating: [], count: edition.ratings.count)
  }

  mutating func addOutcome(_ level: Int, _ raise: Raise) {
    outcomes[level].append(raise)
  }

  mutating func add(
    _ rules: [Rule], _ meanings: [RuleMeaning], where isInLayer: (Rule) -> Bool
  ) {
    for (rule, meaning) in zip(rules, meanings) where isInLayer(rule) {
      if let outcome = rule.outcome { outcomes[outcome].append(Raise(meaning)) }
      if let rating = rule.rating { ratings[rating].append(Raise(meaning)) }
    }
  }

  func levels(_ space: inout StatementSpace) -> LevelConditions {
    let outcomes = bounds(outcomes, least: .yes, &space)
    var ratings = ratings
    for (level, outcome) in edition.outcomes.enumerated() {
      guard let rating = outcome.rating else { continue }
      ratings[rating].append(
        Raise(
          fall: outcomes.fall[level], established: outcomes.established[level],
          rise: outcomes.rise[level]))
    }
    return LevelConditions(outcomes: outcomes, ratings: bounds(ratings, least: nil, &space))
  }

  /// Whether each level, or a higher one, is raised to; the least is always where `least` says so.
  private func bounds(
    _ raises: [[Raise]], least: Literal?, _ space: inout StatementSpace
  ) -> LevelBounds {
    func reached(_ part: (Raise) -> Literal) -> [Literal] {
      var reached: [Literal] = [.no]
      var all: [Literal] = []
      for (level, raises) in raises.enumerated().reversed() {
        all += raises.map(part)
        reached.append(level == 0 ? least ?? space.circuit.any(all) : space.circuit.any(all))
      }
      return reached.reversed()
    }
    return LevelBounds(
      fall: reached(\.fall), established: reached(\.established), rise: reached(\.rise))
  }
}
