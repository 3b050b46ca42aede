import ThresholdDSL

/// Finds values of facts that make conditions yes or no, by going through the ways in which they can
/// be: small steps, each of which narrows what is left, and back when nothing is left.
///
/// It gives up after ``mostSteps``; what it finds is checked by the evaluator before it is used.
struct ConditionSolver: Sendable {
  /// A condition, and what it is to be.
  typealias Goal = (condition: Condition, isYes: Bool)

  /// The steps after which it gives up.
  static let mostSteps = 4_000

  let edition: Edition
  let palette: FactPalette
  /// The day received.
  let received: CivilDate
  /// The edition without definitions, to judge single atoms under.
  private let bare: Edition
  private let blank: [FactState]
  private var steps = 0

  init(_ edition: Edition, _ palette: FactPalette, received: CivilDate) {
    self.edition = edition
    self.palette = palette
    self.received = received
    var bare = edition
    bare.definitions = []
    self.bare = bare
    var blank: [FactState] = edition.facts.map { _ in .unknown(.silence) }
    if let index = edition.facts.firstIndex(where: { $0.reserved == .received }) {
      blank[index] = .known(.moment(Moment(on: received)), .statement)
    }
    self.blank = blank
  }

  /// Values that make every goal so, or nil when none are found.
  mutating func solve(_ goals: [Goal], from start: Assignment = Assignment()) -> Assignment? {
    steps = 0
    return search(goals.reversed(), start)
  }

  /// Goals stand last first.
  private mutating func search(_ goals: [Goal], _ assignment: Assignment) -> Assignment? {
    guard let goal = goals.last else { return assignment }
    steps += 1
    guard steps < Self.mostSteps else { return nil }
    let rest = Array(goals.dropLast())
    switch goal.condition {
    case .atom(let atom): return settle(atom, goal.isYes, rest, assignment)
    case .definition(let index):
      return search(rest + [(edition.definitions[index].condition, goal.isYes)], assignment)
    case .not(let inner): return search(rest + [(inner, !goal.isYes)], assignment)
    case .all(let parts):
      return goal.isYes
        ? search(rest + parts.reversed().map { ($0, true) }, assignment)
        : search(oneOf: parts, isYes: false, rest, assignment)
    case .any(let parts):
      return goal.isYes
        ? search(oneOf: parts, isYes: true, rest, assignment)
        : search(rest + parts.reversed().map { ($0, false) }, assignment)
    case .none(let parts): return search(rest + [(.any(parts), !goal.isYes)], assignment)
    case .atLeast(let count, let parts):
      let wanted = goal.isYes ? count : parts.count - count + 1
      return search(wanted, of: parts, from: 0, isYes: goal.isYes, rest, assignment)
    }
  }

  private mutating func search(
    oneOf parts: [Condition], isYes: Bool, _ rest: [Goal], _ assignment: Assignment
  ) -> Assignment? {
    for part in parts {
      if let found = search(rest + [(part, isYes)], assignment) { return found }
    }
    return nil
  }

  /// So many of the parts are to be so; each is taken or left in turn.
  private mutating func search(
    _ wanted: Int, of parts: [Condition], from index: Int, isYes: Bool, _ rest: [Goal],
    _ assignment: Assignment
  ) -> Assignment? {
    if wanted <= 0 { return search(rest, assignment) }
    guard parts.count - index >= wanted, steps < Self.mostSteps else { return nil }
    let taken = rest + [(parts[index], isYes)]
    return search(wanted - 1, of: parts, from: index + 1, isYes: isYes, taken, assignment)
      ?? search(wanted, of: parts, from: index + 1, isYes: isYes, rest, assignment)
  }

  // MARK: Atoms

  private mutating func settle(
    _ atom: Atom, _ isYes: Bool, _ rest: [Goal], _ assignment: Assignment
  ) -> Assignment? {
    var assignment = assignment
    switch atom {
    case .includes(let fact, let value):
      guard assignment.include(value, isYes, fact: fact) else { return nil }
      return search(rest, assignment)
    case .isKnown(let fact) where isChoices(fact):
      guard assignment.know(isYes, choicesOf: fact) else { return nil }
      return search(rest, assignment)
    case .outcome(let test, let level):
      return search(level: test, level, isYes, rest, assignment) { $0.outcome }
    case .rating(let test, let level):
      return search(level: test, level, isYes, rest, assignment) { [edition] rule in
        let ofOutcome = rule.outcome.flatMap { edition.rating(ofOutcome: $0) }
        return higher(rule.rating, ofOutcome)
      }
    case .daysApart(let later, let earlier, _):
      return settle(atom, later, earlier, isYes, rest, assignment)
    default:
      guard let fact = atom.facts.first else { return nil }
      let variable = palette.variable(fact)
      guard palette.facts[variable].reserved != .received else {
        return (truth(atom, [:]) == Truth(isYes)) ? search(rest, assignment) : nil
      }
      let isFit = assignment.keep(variable, of: palette) {
        truth(atom, [variable: $0]) == Truth(isYes)
      }
      guard isFit else { return nil }
      return search(rest + beforeSilence(of: variable, assignment), assignment)
    }
  }

  /// What has to be so for silence to mean none of the values, where nothing else is left.
  private func beforeSilence(of fact: Int, _ assignment: Assignment) -> [Goal] {
    guard assignment.left(fact, of: palette).first == .silence,
      case .noWhen(_, let unless?) = palette.facts[fact].silence
    else { return [] }
    return [(.atom(.isYes(fact: unless)), false)]
  }

  /// Two dates so many days apart: every pair that will do, in turn.
  private mutating func settle(
    _ atom: Atom, _ later: Int, _ earlier: Int, _ isYes: Bool, _ rest: [Goal],
    _ assignment: Assignment
  ) -> Assignment? {
    let isReceived = { [palette] fact in palette.facts[fact].reserved == .received }
    let laters = isReceived(later) ? [Pick.daysAfter(0)] : assignment.left(later, of: palette)
    let earliers = isReceived(earlier) ? [Pick.daysAfter(0)] : assignment.left(earlier, of: palette)
    for first in earliers {
      for last in laters where later != earlier || last == first {
        let picks = [later: last].merging([earlier: first]) { $1 }
        guard truth(atom, picks) == Truth(isYes) else { continue }
        var settled = assignment
        if !isReceived(later) { settled.settle(later, last) }
        if !isReceived(earlier) { settled.settle(earlier, first) }
        if let found = search(rest, settled) { return found }
      }
    }
    return nil
  }

  /// The outcome or rating is reached by way of a rule that establishes it; that it is not reached
  /// is left to the check of what is found.
  private mutating func search(
    level test: LevelTest, _ level: Int, _ isYes: Bool, _ rest: [Goal], _ assignment: Assignment,
    _ reached: (Rule) -> Int?
  ) -> Assignment? {
    guard isYes else { return search(rest, assignment) }
    if level == 0, test == .atLeast { return search(rest, assignment) }
    for rule in edition.rules where !rule.isLater {
      guard let found = reached(rule), test == .equals ? found == level : found >= level else {
        continue
      }
      let goals = [(rule.condition, true)] + rule.exceptions.map { ($0.condition, false) }
      if let found = search(rest + goals.reversed(), assignment) { return found }
      if steps >= Self.mostSteps { return nil }
    }
    return nil
  }

  private func isChoices(_ fact: Int) -> Bool {
    if case .anyOf = palette.facts[fact].type { return true }
    return false
  }

  /// What an atom is when the facts have these values and every other is not stated.
  func truth(_ atom: Atom, _ picks: [Int: Pick]) -> Truth {
    var facts = blank
    for (fact, pick) in picks { palette.state(fact, pick, on: received, in: &facts) }
    return ConditionJudge(bare, facts: facts).judge(.atom(atom)).now
  }
}

extension FactPalette {
  /// Puts a value where a decoded contact has it; a birth gives both the age and `unborn`.
  func state(_ fact: Int, _ pick: Pick, on received: CivilDate, in states: inout [FactState]) {
    states[fact] = pick.state(of: facts[fact].type, on: received)
    guard fact == birth else { return }
    switch pick {
    case .unborn: states[unborn] = .known(.yesNo(true), .statement)
    case .born: states[unborn] = .known(.yesNo(false), .statement)
    default: states[unborn] = .unknown(.statement)
    }
  }
}
