import ThresholdDSL

/// What contacts have shown of an edition: how often each thing was yes, no and unknown, and how
/// often it made a difference.
public struct Coverage: Sendable {
  /// How often something was seen, contact by contact.
  public struct Count: Hashable, Sendable {
    /// The contacts of which it is yes: a rule is met, a clause has a rule that is.
    public var yes = 0
    /// The contacts of which it is no.
    public var no = 0
    /// The contacts of which it is unknown: a rule is undetermined.
    public var unknown = 0
    /// The contacts for which it decides: a rule or clause is among the reasons of the decision; the
    /// other answer to an atomic condition, all else the same, would change the condition that it
    /// is part of.
    public var decisive = 0

    mutating func add(_ truth: Truth) {
      switch truth {
      case .yes: yes += 1
      case .no: no += 1
      case .unknown: unknown += 1
      }
    }

    mutating func add(_ other: Count) {
      yes += other.yes
      no += other.no
      unknown += other.unknown
      decisive += other.decisive
    }

    /// Whether it was never yes.
    public var isNeverYes: Bool { yes == 0 }
    /// Whether it was never no.
    public var isNeverNo: Bool { no == 0 }
    /// Of being yes and being no, how many were seen.
    public var goalsReached: Int { (yes > 0 ? 1 : 0) + (no > 0 ? 1 : 0) }
  }

  /// The contacts seen.
  public private(set) var contacts = 0
  /// The rules and table rows, by index.
  public private(set) var rules: [Count]
  /// The clauses, in the order of ``CoverageMap/clauses``.
  public private(set) var clauses: [Count]
  /// The questions left to judgement, by index.
  public private(set) var judgements: [Count]
  /// The atomic conditions, in the order of ``CoverageMap/conditions``.
  public private(set) var conditions: [Count]

  /// Nothing seen yet of what the map shows.
  public init(_ map: CoverageMap) {
    rules = Array(repeating: Count(), count: map.edition.rules.count)
    clauses = Array(repeating: Count(), count: map.clauses.count)
    judgements = Array(repeating: Count(), count: map.edition.judgements.count)
    conditions = Array(repeating: Count(), count: map.conditions.count)
  }

  /// Adds what was seen of later contacts.
  public mutating func add(_ later: Coverage) {
    contacts += later.contacts
    Self.add(later.rules, to: &rules)
    Self.add(later.clauses, to: &clauses)
    Self.add(later.judgements, to: &judgements)
    Self.add(later.conditions, to: &conditions)
  }

  private static func add(_ later: [Count], to counts: inout [Count]) {
    for index in counts.indices { counts[index].add(later[index]) }
  }

  /// Adds what a contact shows.
  public mutating func add(_ evaluation: Evaluation, _ decision: Decision, _ map: CoverageMap) {
    contacts += 1
    addRules(evaluation, decision, map)
    for whole in map.wholes {
      var walk = SensitivityWalk(judge: evaluation.judge, next: whole.first)
      walk.visit(whole.condition, context: .whole, counts: &conditions)
    }
  }

  private mutating func addRules(
    _ evaluation: Evaluation, _ decision: Decision, _ map: CoverageMap
  ) {
    var ofClause = Array(repeating: Truth.no, count: clauses.count)
    for (index, status) in evaluation.rules.enumerated() {
      let truth: Truth = status.isMet ? .yes : status == .notMet ? .no : .unknown
      rules[index].add(truth)
      if let clause = map.clauseOfRule[index] { ofClause[clause] = ofClause[clause].or(truth) }
    }
    for (index, truth) in evaluation.judgements.enumerated() {
      judgements[index].add(truth)
      if let clause = map.clauseOfJudgement[index] {
        ofClause[clause] = ofClause[clause].or(truth)
      }
    }
    for (index, truth) in ofClause.enumerated() { clauses[index].add(truth) }
    var deciding: Set<Int> = []
    for case .rule(let reason) in decision.because {
      rules[reason.rule].decisive += 1
      if let clause = map.clauseOfRule[reason.rule], deciding.insert(clause).inserted {
        clauses[clause].decisive += 1
      }
    }
  }
}

/// What a whole condition would be for each truth of one of its parts, all else the same.
private struct Context {
  var ifNo: Truth
  var ifUnknown: Truth
  var ifYes: Truth

  /// That of the whole condition itself.
  static let whole = Context(ifNo: .no, ifUnknown: .unknown, ifYes: .yes)

  func result(_ truth: Truth) -> Truth {
    switch truth {
    case .no: ifNo
    case .unknown: ifUnknown
    case .yes: ifYes
    }
  }

  /// The context of a part that stands in a part.
  func inside(_ outer: (Truth) -> Truth) -> Context {
    Context(
      ifNo: result(outer(.no)), ifUnknown: result(outer(.unknown)), ifYes: result(outer(.yes)))
  }

  /// Whether another truth of the part would change the whole.
  func isDecisive(_ truth: Truth) -> Bool {
    let now = result(truth)
    return ifNo != now || ifUnknown != now || ifYes != now
  }
}

/// A walk over a condition that says of each leaf what it is, and whether it makes a difference.
///
/// Every part is looked at, also where another has settled the whole.
private struct SensitivityWalk {
  let judge: ConditionJudge
  /// The place of the next leaf.
  var next: Int

  mutating func visit(_ condition: Condition, context: Context, counts: inout [Coverage.Count]) {
    switch condition {
    case .atom, .definition:
      let truth = judge.judge(condition).now
      counts[next].add(truth)
      if context.isDecisive(truth) { counts[next].decisive += 1 }
      next += 1
    case .not(let inner):
      visit(inner, context: context.inside(\.negated), counts: &counts)
    case .all(let parts):
      visit(parts, context, &counts) { others, truth in
        others.reduce(truth) { $0.and($1) }
      }
    case .any(let parts):
      visit(parts, context, &counts) { others, truth in
        others.reduce(truth) { $0.or($1) }
      }
    case .none(let parts):
      visit(parts, context, &counts) { others, truth in
        others.reduce(truth) { $0.or($1) }.negated
      }
    case .atLeast(let least, let parts):
      visit(parts, context, &counts) { others, truth in
        let yes = others.count { $0 == .yes } + (truth == .yes ? 1 : 0)
        let possible = others.count { $0 != .no } + (truth != .no ? 1 : 0)
        return yes >= least ? .yes : possible < least ? .no : .unknown
      }
    }
  }

  private mutating func visit(
    _ parts: [Condition], _ context: Context, _ counts: inout [Coverage.Count],
    _ whole: ([Truth], Truth) -> Truth
  ) {
    let truths = parts.map { judge.judge($0).now }
    for (index, part) in parts.enumerated() {
      var others = truths
      others.remove(at: index)
      visit(part, context: context.inside { whole(others, $0) }, counts: &counts)
    }
  }
}

extension Coverage {
  /// How many of the goals are reached: every rule and atomic condition seen both yes and no.
  public var goals: (reached: Int, all: Int) {
    let all = rules + conditions
    return (all.reduce(0) { $0 + $1.goalsReached }, all.count * 2)
  }
}
