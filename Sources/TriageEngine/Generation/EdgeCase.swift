import ThresholdDSL

/// A contact on or beside one boundary of one rule: the rest of the rule is met, and one comparison
/// is as its name says.
struct EdgeCase: Sendable {
  /// An index into ``Edition/rules``.
  var rule: Int
  /// Which comparison of the rule, from 1 in the order written.
  var comparison: Int
  /// On which side of the boundary: `just_below`, `yes`, `unknown`.
  var side: String
  /// The values stated, by fact; the birth stands under `child_age`.
  var picks: [Int: Pick]
}

/// A comparison of a rule, and what the rest of the rule has to be for it alone to decide.
struct Focus: Sendable {
  /// The comparison.
  var atom: Atom
  /// What has to be so besides.
  var goals: [ConditionSolver.Goal]
}

extension Edition {
  /// The comparisons of a rule, in the order written, those inside definitions and exceptions
  /// included; the outcome and the rating are no boundaries of a contact.
  func foci(of rule: Rule) -> [Focus] {
    let exceptions = rule.exceptions.map(\.condition)
    let noneApplies = exceptions.map { ($0, false) }
    var found = foci(of: rule.condition).map { focus in
      Focus(atom: focus.atom, goals: focus.goals + noneApplies)
    }
    for (index, exception) in exceptions.enumerated() {
      var others = noneApplies
      others.remove(at: index)
      found += foci(of: exception).map { focus in
        Focus(atom: focus.atom, goals: [(rule.condition, true)] + focus.goals + others)
      }
    }
    return found.filter { !$0.atom.facts.isEmpty }
  }

  private func foci(of condition: Condition) -> [Focus] {
    switch condition {
    case .atom(let atom): [Focus(atom: atom, goals: [])]
    case .definition(let index): foci(of: definitions[index].condition)
    case .not(let inner): foci(of: inner)
    case .all(let parts): foci(of: parts) { others in others.map { ($0, true) } }
    case .any(let parts), .none(let parts): foci(of: parts) { others in others.map { ($0, false) } }
    case .atLeast(let count, let parts):
      // One more or one fewer decides when exactly so many of the others are so.
      foci(of: parts) { others in
        (count > 1 ? [(.atLeast(count - 1, others), true)] : [])
          + (others.count >= count ? [(.atLeast(count, others), false)] : [])
      }
    }
  }

  private func foci(
    of parts: [Condition], _ goals: ([Condition]) -> [ConditionSolver.Goal]
  ) -> [Focus] {
    parts.indices.flatMap { index in
      var others = parts
      others.remove(at: index)
      return foci(of: parts[index]).map { Focus(atom: $0.atom, goals: goals(others) + $0.goals) }
    }
  }
}

/// Makes the edge cases of an edition's rules, for contacts received on one day.
struct EdgeCaseMaker: Sendable {
  let edition: Edition
  let palette: FactPalette
  var solver: ConditionSolver

  init(_ edition: Edition, received: CivilDate) {
    self.edition = edition
    palette = FactPalette(edition)
    solver = ConditionSolver(edition, palette, received: received)
  }

  /// The cases of a rule: for each of its comparisons a contact on each side of it.
  mutating func cases(ofRule rule: Int) -> [EdgeCase] {
    var cases: [EdgeCase] = []
    for (index, focus) in edition.foci(of: edition.rules[rule]).enumerated() {
      guard let base = base(of: focus, rule) else { continue }
      for (side, changes) in sides(of: focus.atom, in: base) {
        let picks = base.merging(changes) { $1 }
        cases.append(EdgeCase(rule: rule, comparison: index + 1, side: side, picks: picks))
      }
    }
    return cases
  }

  /// Values that make the rest of the rule so, with the comparison itself yes if that can be.
  ///
  /// Where nothing can turn on the comparison alone, because another says as much, they meet the
  /// rule.
  private mutating func base(of focus: Focus, _ rule: Int) -> [Int: Pick]? {
    for isYes in [true, false] {
      let goals = focus.goals + [(.atom(focus.atom), isYes)]
      if let found = solver.solve(goals) { return found.picks }
    }
    let rule = edition.rules[rule]
    let met = [(rule.condition, true)] + rule.exceptions.map { ($0.condition, false) }
    return solver.solve(met)?.picks
  }

  /// The sides of a comparison, and the values of facts on each.
  private func sides(of atom: Atom, in base: [Int: Pick]) -> [(String, [Int: Pick])] {
    guard let fact = atom.facts.first else { return [] }
    let variable = palette.variable(fact)
    switch atom {
    case .isYes:
      if fact == palette.unborn {
        return [("yes", [variable: .unborn]), ("no", [variable: born]), unknown(variable)]
      }
      return palette.canState(fact)
        ? [("yes", [fact: .yesNo(true)]), ("no", [fact: .yesNo(false)]), unknown(fact)] : []
    case .isOneOf(_, let values): return sides(ofChoice: fact, values) + [unknown(fact)]
    case .includes(_, let value): return sides(ofSet: fact, value, base[fact])
    case .number(_, _, let limit): return sides(ofNumber: fact, limit)
    case .age(_, _, let limit):
      guard fact != palette.birth else {
        let births = FactPalette.births(around: limit)
        return zip(["birthday", "day_before", "day_after"], births).map { ($0, [fact: $1]) }
          + [unknown(fact)]
      }
      return [("just_below", -1), ("at", 0), ("just_above", 1)].compactMap { side, step in
        let count = limit.count + step
        guard count >= 0, count <= Limits.ageCount else { return nil }
        return (side, [fact: .age(Age(count: count, unit: limit.unit))])
      } + [unknown(fact)]
    case .date(_, _, let limit):
      guard palette.canState(fact) else { return [] }
      return [("day_before", -1), ("that_day", 0), ("day_after", 1)].map {
        ($0, [fact: .day(limit.adding(days: $1))])
      } + [unknown(fact)]
    case .daysApart(let later, let earlier, let days):
      return sides(ofDays: days, from: earlier, to: later, base)
    case .isKnown:
      return sides(ofKnown: variable)
    case .outcome, .rating: return []
    }
  }

  private func unknown(_ fact: Int) -> (String, [Int: Pick]) { ("unknown", [fact: .unknown]) }

  private var born: Pick { .born(completing: Age(count: 7, unit: .years), shift: -20) }

  /// Every value named, and the declared value before the first and after the last of them.
  private func sides(ofChoice fact: Int, _ values: [Int]) -> [(String, [Int: Pick])] {
    guard case .oneOf(let names) = palette.facts[fact].type else { return [] }
    let beside = names.indices.filter { value in
      !values.contains(value) && (values.contains(value + 1) || values.contains(value - 1))
    }
    return (values.filter(names.indices.contains) + beside).sorted().map {
      ("is_" + names[$0], [fact: .choice($0)])
    }
  }

  private func sides(
    ofSet fact: Int, _ value: Int, _ base: Pick?
  ) -> [(String, [Int: Pick])] {
    var others: UInt64 = 0
    if case .choices(let set)? = base { others = set }
    let bit: UInt64 = 1 << UInt64(value)
    return [
      ("included", [fact: .choices(others | bit)]), ("left_out", [fact: .choices(others & ~bit)]),
      unknown(fact),
    ]
  }

  private func sides(ofNumber fact: Int, _ limit: Quantity) -> [(String, [Int: Pick])] {
    guard palette.canState(fact) else { return [] }
    let steps: [(String, Int64)] = [
      ("just_below", -1_000_000), ("at", 0), ("just_above", 1_000_000),
    ]
    return steps.compactMap { side, step in
      let (sum, overflow) = limit.millionths.addingReportingOverflow(step)
      guard !overflow, sum >= 0, let number = Quantity(millionths: sum) else { return nil }
      return (side, [fact: .number(number)])
    } + [unknown(fact)]
  }

  private func sides(
    ofDays days: Int, from earlier: Int, to later: Int, _ base: [Int: Pick]
  ) -> [(String, [Int: Pick])] {
    let isLaterStated = palette.canState(later)
    guard isLaterStated || palette.canState(earlier) else { return [] }
    let start = base[earlier]
    return [("just_below", -1), ("at", 0), ("just_above", 1)].map { side, step in
      if !isLaterStated { return (side, [earlier: .daysAfter(-days - step)]) }
      switch start {
      case .daysAfter(let from)?: return (side, [later: .daysAfter(from + days + step)])
      case .day(let day)?: return (side, [later: .day(day.adding(days: days + step))])
      default: return (side, [later: .daysAfter(days + step)])
      }
    } + [unknown(isLaterStated ? later : earlier)]
  }

  private func sides(ofKnown fact: Int) -> [(String, [Int: Pick])] {
    if case .anyOf = palette.facts[fact].type {
      return [("known", [fact: .choices(0)]), unknown(fact)]
    }
    guard let known = palette.picks[fact].first(where: { $0 != .unknown }) else { return [] }
    return [("known", [fact: known]), unknown(fact)]
  }
}
