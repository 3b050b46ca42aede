extension EditionChecker {
  /// Warns where more risk could lower the outcome: a fact that raises concern stands where its yes
  /// makes a rule not met, or one that lowers concern where its yes makes a rule met.
  ///
  /// This reads each part by itself, so it is sound and may warn where the rules together are right;
  /// it is a warning for that reason.
  mutating func checkDirections() {
    var walk = DirectionWalk()
    for (declaration, _) in declarations {
      switch declaration.kind {
      case .rule(let rule):
        guard let condition = rule.condition else { continue }
        visit(condition, .up, &walk)
        for exception in rule.exceptions { visit(exception.condition, .down, &walk) }
      case .judgement(let judgement):
        if let condition = judgement.condition { visit(condition, .up, &walk) }
      default: break
      }
    }
    for rule in rules where rule.table != nil { visitRow(rule) }
    while let (index, direction) = walk.pending.popLast() {
      visit(definitionSyntax[index].condition, direction, &walk)
    }
  }

  /// Whether more concern has to turn a part towards yes or towards no.
  enum Direction: Hashable {
    case up
    case down

    var opposite: Direction { self == .up ? .down : .up }
  }

  struct DirectionWalk {
    var pending: [(Int, Direction)] = []
    var seen: Set<[Int]> = []
  }

  private mutating func visit(
    _ syntax: ConditionSyntax, _ direction: Direction, _ walk: inout DirectionWalk
  ) {
    if case .atom(let atom)? = merged(syntax) {
      check(atom, direction, at: syntax.span)
      return
    }
    switch syntax {
    case .missing, .rated: break
    case .name(let name):
      if let index = names.definitions[name.text]?.index {
        if walk.seen.insert([index, direction == .up ? 1 : 0]).inserted {
          walk.pending.append((index, direction))
        }
      } else {
        checkDirection(of: syntax, at: name, direction)
      }
    case .test(let subject, let test, _):
      var towards = direction
      if case .equals(_, true) = test { towards = direction.opposite }
      if case .isOneOf(_, true) = test { towards = direction.opposite }
      checkDirection(of: positive(syntax), at: subject, towards)
    case .not(let inner, _): visit(inner, direction.opposite, &walk)
    case .brackets(let inner, _): visit(inner, direction, &walk)
    case .chain(_, let parts, _): for part in parts { visit(part, direction, &walk) }
    case .group(.none, let parts, _):
      for part in parts { visit(part, direction.opposite, &walk) }
    case .group(_, let parts, _): for part in parts { visit(part, direction, &walk) }
    }
  }

  /// Values of one fact asked about one by one, together; nil for anything else.
  private mutating func merged(_ syntax: ConditionSyntax) -> Condition? {
    switch syntax {
    case .chain(.or, _, _), .group(.any, _, _): break
    default: return nil
    }
    let resolved = resolveQuietly(syntax)
    if case .atom? = resolved { return resolved }
    return nil
  }

  /// What is wrong with the condition itself has been reported; only its meaning matters here.
  private mutating func resolveQuietly(_ syntax: ConditionSyntax) -> Condition? {
    let before = diagnostics.count
    defer { diagnostics.removeSubrange(before...) }
    return resolve(syntax, in: .rule)
  }

  /// The test without its `not`.
  private func positive(_ syntax: ConditionSyntax) -> ConditionSyntax {
    switch syntax {
    case .test(let subject, .equals(let operand, _), let span):
      .test(subject: subject, .equals(operand, negated: false), span: span)
    case .test(let subject, .isOneOf(let list, _), let span):
      .test(subject: subject, .isOneOf(list, negated: false), span: span)
    default: syntax
    }
  }

  private mutating func checkDirection(
    of syntax: ConditionSyntax, at name: Identifier, _ direction: Direction
  ) {
    switch resolveQuietly(syntax) {
    case .atom(let atom)?: check(atom, direction, at: name.span)
    case .not(.atom(let atom))?: check(atom, direction.opposite, at: name.span)
    default: break
    }
  }

  private mutating func visitRow(_ rule: Rule) {
    let parts = rule.parts
    let covered = Set(parts.filter { isTakenUpHigher($0, of: rule, parts) })
    var stack: [(Condition, Direction)] = [(rule.condition, .up)]
    while let (condition, direction) = stack.popLast() {
      if covered.contains(condition) { continue }
      switch condition {
      case .atom(let atom): check(atom, direction, at: rule.span)
      case .definition: break
      case .not(let inner): stack.append((inner, direction.opposite))
      case .none(let parts): stack += parts.map { ($0, direction.opposite) }
      case .all(let parts), .any(let parts), .atLeast(_, let parts):
        stack += parts.map { ($0, direction) }
      }
    }
  }

  /// Whether every value of more concern than those of a cell is taken up by another rule that asks
  /// for no more than the rest of the row and establishes at least as much: `medium` is then fine
  /// beside a row for `high`.
  private func isTakenUpHigher(_ part: Condition, of row: Rule, _ parts: [Condition]) -> Bool {
    guard case .atom(.isOneOf(let fact, let values)) = part, facts[fact].polarity == .raises,
      let count = facts[fact].type.values?.count, let least = values.min()
    else { return false }
    let rest = parts.filter { $0 != part }
    return (least..<count).allSatisfy { value in
      values.contains(value)
        || rules.contains { rule in
          rule.exceptions.isEmpty && rule.establishesAtLeast(row)
            && rule.parts.allSatisfy { other in
              if case .atom(.isOneOf(fact, let others)) = other { return others.contains(value) }
              return rest.contains(other)
            }
        }
    }
  }

  private mutating func check(_ atom: Atom, _ direction: Direction, at span: SourceSpan) {
    guard let index = atom.facts.first else {
      checkDecision(atom, direction, at: span)
      return
    }
    let fact = facts[index]
    guard let movement = movement(of: atom, as: fact), !movement.allows(direction) else { return }
    let what =
      switch fact.polarity {
      case .raises: "`\(fact.name)` raises concern"
      case .lowers: "`\(fact.name)` lowers concern"
      case .neither, .byValue: "some values of `\(fact.name)` raise concern and others do not"
      }
    report(
      .moreRiskLowers, "\(what), and here more concern makes the rule not met", at: span,
      hints: [
        .init("turn the test round, or say of `\(fact.name)` which way it points, value by value")
      ])
    diagnostics[diagnostics.count - 1].subject = fact.name
  }

  private mutating func checkDecision(_ atom: Atom, _ direction: Direction, at span: SourceSpan) {
    let isFine =
      switch atom {
      case .outcome(.atLeast, _), .rating(.atLeast, _): direction == .up
      case .outcome(.equals, let level): direction == .up && level == outcomes.count - 1
      case .rating(.equals, let level): direction == .up && level == ratings.count - 1
      default: true
      }
    guard !isFine else { return }
    report(
      .moreRiskLowers, "a higher outcome or rating makes this rule not met", at: span,
      hints: [.init("write `is at least`, so that a higher one meets it too")])
  }

  /// Which way an atom moves as concern grows.
  private enum Movement {
    case up
    case down
    case both

    func allows(_ direction: Direction) -> Bool {
      switch self {
      case .up: direction == .up
      case .down: direction == .down
      case .both: false
      }
    }
  }

  /// How an atom moves as its fact moves towards more concern; nil when the fact is neither.
  private func movement(of atom: Atom, as fact: Fact) -> Movement? {
    if case .isKnown = atom { return nil }
    let ranks: [Int]
    switch fact.polarity {
    case .neither: return nil
    case .raises: ranks = Array(0..<(fact.type.values?.count ?? 0))
    case .lowers: ranks = Array(0..<(fact.type.values?.count ?? 0)).map { -$0 }
    case .byValue(let raises, let lowers):
      ranks = (0..<(fact.type.values?.count ?? 0)).map {
        raises.contains($0) ? 1 : lowers.contains($0) ? -1 : 0
      }
    }
    switch atom {
    case .isYes: return fact.polarity == .lowers ? .down : .up
    case .includes(_, let value):
      switch fact.polarity {
      case .lowers: return .down
      case .byValue: return ranks[value] > 0 ? .up : ranks[value] < 0 ? .down : nil
      default: return .up
      }
    case .isOneOf(_, let values): return movement(ofMembership: Set(values), ranks)
    case .number(_, let comparison, _), .age(_, let comparison, _), .date(_, let comparison, _):
      if comparison == .equal { return .both }
      return comparison.isUpperLimit == (fact.polarity == .lowers) ? .up : .down
    case .daysApart: return nil
    case .isKnown, .outcome, .rating: return nil
    }
  }

  /// A set of values is reached from below, left from below, or neither, as rank grows.
  private func movement(ofMembership values: Set<Int>, _ ranks: [Int]) -> Movement? {
    var isUp = true
    var isDown = true
    for (inside, rank) in ranks.enumerated() where values.contains(inside) {
      for (outside, other) in ranks.enumerated() where !values.contains(outside) {
        if other > rank { isUp = false }
        if other < rank { isDown = false }
      }
    }
    switch (isUp, isDown) {
    case (true, true): return nil
    case (true, false): return .up
    case (false, true): return .down
    case (false, false): return .both
    }
  }
}

extension Rule {
  /// The parts that all have to be met.
  fileprivate var parts: [Condition] {
    if case .all(let parts) = condition { parts } else { [condition] }
  }

  /// Whether it establishes no lower an outcome and rating and no fewer points than another.
  fileprivate func establishesAtLeast(_ other: Rule) -> Bool {
    (outcome ?? 0) >= (other.outcome ?? 0) && (rating ?? -1) >= (other.rating ?? -1)
      && other.points.allSatisfy { wanted in
        points.contains { $0.scale == wanted.scale && $0.count >= wanted.count }
      }
  }
}
