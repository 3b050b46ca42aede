extension EditionChecker {
  /// Checks what rules mean once every name and type is right.
  mutating func checkMeaning() {
    for (declaration, _) in declarations {
      switch declaration.kind {
      case .rule(let rule): checkMeaning(of: rule)
      case .define(let define): checkAges(in: define.condition)
      case .judgement(let judgement): judgement.condition.map { checkAges(in: $0) }
      default: break
      }
    }
  }

  /// Looks for what is only a warning and takes a walk of its own.
  mutating func checkWarnings() {
    checkDirections()
    checkRestrictedRules()
    checkOppositeRules()
    checkClauseNumbers()
  }

  private mutating func checkMeaning(of rule: RuleSyntax) {
    if let condition = rule.condition { checkAges(in: condition) }
    guard let name = rule.name, let index = names.rules[name.text]?.index else { return }
    for exception in rule.exceptions {
      checkAges(in: exception.condition)
      if rules[index].outcome == outcomes.count - 1, outcomes.count > 1 {
        for use in uses(in: exception.condition) where lowersConcern(use) {
          report(
            .strengthInException,
            "`\(use.name.text)` lowers concern, and no strength sets aside "
              + "`\(outcomes[outcomes.count - 1].name)`", at: use.name.span,
            hints: [
              .init(
                "an exception narrows what the clause means; if `\(facts[use.fact].name)` does so, "
                  + "declare it `neither`, else leave it out")
            ])
        }
      }
      for use in uses(in: exception.condition) where facts[use.fact].restrictedTo != nil {
        report(
          .restrictedException,
          "`\(use.name.text)` is restricted, and an exception that rests on it shows: the rule is "
            + "met and the outcome lower", at: use.name.span,
          hints: [.init("rest the exception on what every agency may know")])
      }
    }
  }

  /// A fact read in a condition, itself or through a definition.
  struct Use {
    /// The name as written in this condition: of the fact or the definition.
    var name: Identifier
    /// The fact read.
    var fact: Int
    /// The values asked about, where the test names any.
    var values: [Int]
  }

  /// The facts read in a condition, at the places where it names them.
  func uses(in syntax: ConditionSyntax) -> [Use] {
    switch syntax {
    case .missing, .rated: return []
    case .name(let name):
      if let index = names.definitions[name.text]?.index {
        return factsOfDefinition[index].sorted().map { Use(name: name, fact: $0, values: []) }
      }
      return names.facts[name.text]?.index.map { [Use(name: name, fact: $0, values: [])] } ?? []
    case .test(let subject, let test, _):
      guard let fact = names.facts[subject.text]?.index else { return [] }
      var found = [Use(name: subject, fact: fact, values: values(in: test, of: fact))]
      if case .distance(_, _, let other) = test, let index = names.facts[other.text]?.index {
        found.append(Use(name: other, fact: index, values: []))
      }
      return found
    case .not(let inner, _), .brackets(let inner, _): return uses(in: inner)
    case .chain(_, let parts, _), .group(_, let parts, _): return parts.flatMap { uses(in: $0) }
    }
  }

  private func values(in test: TestSyntax, of fact: Int) -> [Int] {
    guard let declared = facts[fact].type.values else { return [] }
    let named: [Identifier]
    switch test {
    case .equals(.word(let word), _): named = [word]
    case .isOneOf(let list, _): named = list
    case .includes(let word): named = [word]
    default: named = []
    }
    return named.compactMap { name in declared.firstIndex(of: name.text) }
  }

  private func lowersConcern(_ use: Use) -> Bool {
    switch facts[use.fact].polarity {
    case .lowers: true
    case .byValue(_, let lowers):
      use.values.isEmpty ? !lowers.isEmpty : use.values.contains { lowers.contains($0) }
    case .raises, .neither: false
    }
  }

  // MARK: Ages and the unborn

  /// Reports age comparisons that an unborn child would slip through.
  private mutating func checkAges(in syntax: ConditionSyntax) {
    let saysUnborn = uses(in: syntax).contains { facts[$0.fact].reserved == .unborn }
    guard !saysUnborn else { return }
    for (name, comparison, isNegated) in ageTests(in: syntax, isNegated: false) {
      if isNegated {
        report(
          .negatedAge,
          "an unborn child has no age, so the opposite of an age comparison would be yes for it",
          at: name.span,
          hints: [
            .init(
              "say which is meant: add `and not unborn` or `or unborn`, or turn the comparison round"
            )
          ])
      } else if comparison.isUpperLimit, !hasLowerLimit(syntax) {
        report(
          .upperAgeWithoutUnborn, "an unborn child has no age, so this leaves it out",
          at: name.span,
          hints: [
            .init(
              "if an unborn child is meant as well, write `(unborn or child_age …)`; if not, add `not unborn`"
            )
          ])
      }
    }
  }

  private func hasLowerLimit(_ syntax: ConditionSyntax) -> Bool {
    ageTests(in: syntax, isNegated: false).contains { !$0.comparison.isUpperLimit }
  }

  /// The comparisons of `child_age`, with whether they stand under `not` or `none of`.
  private func ageTests(
    in syntax: ConditionSyntax, isNegated: Bool
  ) -> [(name: Identifier, comparison: Comparison, isNegated: Bool)] {
    switch syntax {
    case .test(let subject, .compare(let comparison, _), _) where subject.text == "child_age":
      [(subject, comparison, isNegated)]
    case .test(let subject, .equals(.age, let negated), _) where subject.text == "child_age":
      [(subject, .equal, isNegated || negated)]
    case .name, .test, .rated, .missing: []
    case .not(let inner, _): ageTests(in: inner, isNegated: true)
    case .brackets(let inner, _): ageTests(in: inner, isNegated: isNegated)
    case .chain(_, let parts, _): parts.flatMap { ageTests(in: $0, isNegated: isNegated) }
    case .group(.none, let parts, _): parts.flatMap { ageTests(in: $0, isNegated: true) }
    case .group(_, let parts, _): parts.flatMap { ageTests(in: $0, isNegated: isNegated) }
    }
  }

  // MARK: Restricted information

  /// Warns where so few rules rest on an agency's restricted facts that the outcome tells which.
  private mutating func checkRestrictedRules() {
    let agencies = Set(facts.compactMap(\.restrictedTo)).sorted()
    for agency in agencies {
      let restricted = Set(facts.indices.filter { facts[$0].restrictedTo == agency })
      let resting = rules.filter { rule in
        (rule.outcome != nil || rule.rating != nil || !rule.points.isEmpty)
          && !factsRead(by: rule.condition).isDisjoint(with: restricted)
      }
      guard let only = resting.first, resting.count < 3 else { continue }
      report(
        .fewRestrictedRules,
        resting.count == 1
          ? "only `\(only.name)` rests on what is restricted to \(agency), so its outcome gives it away"
          : "only \(resting.count) rules rest on what is restricted to \(agency), so an outcome may "
            + "give away which",
        at: only.span,
        hints: [.init("rest more rules on it, or ask \(agency) whether it needs to be restricted")])
    }
  }

  // MARK: Rules that settle an unknown together

  /// Warns of two rules for the same outcome that differ in one part alone, which one has and the
  /// other denies: together they hold whatever that part is, but each alone is undetermined while it
  /// is unknown.
  private mutating func checkOppositeRules() {
    var seen: [RuleParts: Int] = [:]
    for (index, rule) in rules.enumerated() where rule.exceptions.isEmpty {
      guard let outcome = rule.outcome else { continue }
      let parts: [Condition] =
        if case .all(let parts) = rule.condition { parts } else { [rule.condition] }
      guard parts.count <= 8 else { continue }
      for (position, part) in parts.enumerated() {
        var rest = Set(parts)
        rest.remove(part)
        let opposite: Condition = if case .not(let inner) = part { inner } else { .not(part) }
        if let other = seen[RuleParts(rest: rest, part: opposite, outcome: outcome)] {
          report(
            .oppositeRules,
            "`\(rules[other].name)` and `\(rule.name)` together hold whatever part \(position + 1) of "
              + "this condition is, but while it is unknown neither is met", at: rule.span,
            related: [.init(span: rules[other].span, text: "the other rule")],
            hints: [.init("write one rule without that part")])
        }
        seen[RuleParts(rest: rest, part: part, outcome: outcome)] = index
      }
    }
  }

  private struct RuleParts: Hashable {
    var rest: Set<Condition>
    var part: Condition
    var outcome: Int
  }

  private mutating func checkClauseNumbers() {
    var seen: [String: SourceSpan] = [:]
    for clause in clauses {
      if let first = seen[clause.number] {
        report(
          .clauseTwice, "two headings have the number \(clause.number)", at: clause.span,
          related: [.init(span: first, text: "the first of them")],
          hints: [.init("give each clause a number of its own, so that a reason cites one place")])
      }
      seen[clause.number] = seen[clause.number] ?? clause.span
    }
  }
}

extension Comparison {
  /// Whether it sets an upper limit.
  var isUpperLimit: Bool { self == .less || self == .lessOrEqual }
}

extension FactType {
  /// The declared values, for facts that have a list of them.
  public var values: [String]? {
    switch self {
    case .oneOf(let values), .anyOf(let values): values
    default: nil
    }
  }
}
