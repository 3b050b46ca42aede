import ThresholdDSL

/// What a partner is not asked: restricted facts, and whatever only matters by way of them.
///
/// A rule rests on restricted facts when it could not be met if none of them spoke for it. To ask for
/// the rest of it would point at the clause, so the agency is named instead.
struct Discretion {
  /// Nothing is held back.
  static let none = Discretion(facts: [], rules: [], judgements: [])

  private let facts: [Bool]
  private let rules: Set<Int>
  private let judgements: Set<Int>

  private init(facts: [Bool], rules: Set<Int>, judgements: Set<Int>) {
    self.facts = facts
    self.rules = rules
    self.judgements = judgements
  }

  /// What is held back of a contact that is evaluated without its restricted facts.
  ///
  /// Only what reads a restricted fact can rest on one.
  init(_ evaluation: Evaluation, _ restrictions: Restrictions) {
    let edition = evaluation.judge.edition
    let unaided = UnaidedJudge(evaluation.judge, restrictions)
    facts = restrictions.isRestricted
    rules = Set(
      restrictions.rules.filter { rule in
        evaluation.rules[rule] == .undetermined
          && unaided.judge(edition.rules[rule].condition, asYes: true) == .no
      })
    judgements = Set(
      restrictions.judgements.filter { judgement in
        guard let condition = edition.judgements[judgement].condition else { return false }
        return unaided.judge(condition, asYes: true) == .no
      })
  }

  /// Whether a subject is never asked about.
  func holdsBack(_ subject: Decision.Ask.Subject) -> Bool {
    switch subject {
    case .fact(let fact): facts.isEmpty ? false : facts[fact]
    case .judgement(let judgement): judgements.contains(judgement)
    case .field, .restricted: false
    }
  }

  /// Whether nothing is asked for the sake of a rule.
  func holdsBack(rule: Int) -> Bool { rules.contains(rule) }
}

/// Judges conditions for the bounds as if restricted facts never spoke for them.
private struct UnaidedJudge {
  private let judge: ConditionJudge
  private let restrictions: Restrictions
  private var definitionsAsYes: [Truth]
  private var definitionsAsNo: [Truth]

  init(_ judge: ConditionJudge, _ restrictions: Restrictions) {
    self.judge = judge
    self.restrictions = restrictions
    definitionsAsYes = judge.definitions.map(\.bound)
    definitionsAsNo = definitionsAsYes
    for index in judge.definitions.indices where restrictions.readByDefinition[index] {
      let condition = judge.edition.definitions[index].condition
      definitionsAsYes[index] = self.judge(condition, asYes: true)
      definitionsAsNo[index] = self.judge(condition, asYes: false)
    }
  }

  /// What a condition is that is wanted to be yes, or under `not` to be no.
  func judge(_ condition: Condition, asYes: Bool) -> Truth {
    switch condition {
    case .atom(let atom):
      if atom.facts.contains(where: { restrictions.isRestricted[$0] }) { return Truth(!asYes) }
      return judge.judge(condition).bound
    case .definition(let index): return (asYes ? definitionsAsYes : definitionsAsNo)[index]
    case .not(let inner): return judge(inner, asYes: !asYes).negated
    case .all(let parts): return parts.reduce(Truth.yes) { $0.and(judge($1, asYes: asYes)) }
    case .any(let parts): return parts.reduce(Truth.no) { $0.or(judge($1, asYes: asYes)) }
    case .none(let parts): return parts.reduce(Truth.no) { $0.or(judge($1, asYes: !asYes)) }.negated
    case .atLeast(let count, let parts):
      let truths = parts.map { judge($0, asYes: asYes) }
      if truths.count(where: { $0 == .yes }) >= count { return .yes }
      return truths.count(where: { $0 != .no }) < count ? .no : .unknown
    }
  }
}
