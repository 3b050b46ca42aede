import ThresholdDSL

/// How recommendations agree with what people decided of the same contacts.
///
/// A first outcome that is not settled stands in a column of its own: it recommends asking, and is
/// never counted as the first outcome. It agrees with nothing that a person can decide.
public struct HumanAgreement: Sendable {
  /// A column of the matrix: a recommendation.
  public struct Recommendation: Hashable, Sendable {
    /// The outcome.
    public var outcome: String
    /// Whether it is the first outcome while something unknown could still raise it.
    public var isUnsettled: Bool
  }

  /// What people decided of the contacts that one clause decides.
  public struct ClauseRow: Hashable, Sendable {
    /// The clause's number; nil for contacts that no rule decides.
    public var clause: String?
    /// The contacts with a human decision.
    public var contacts = 0
    /// Those of which a person decided the same.
    public var same = 0
    /// Those of which a person decided higher than recommended.
    public var humanHigher = 0
    /// Those of which a person decided lower.
    public var humanLower = 0
  }

  private struct Cell: Hashable {
    var human: String
    var recommended: Recommendation
  }

  /// The outcomes, least first.
  public private(set) var outcomes: [String]
  private var cells: [Cell: Int] = [:]
  private var clauses: [String?: ClauseRow] = [:]
  private var recorded: [Recommendation: [Decision.HumanComparison: Int]] = [:]
  /// The contacts whose human outcome is known.
  public private(set) var count = 0

  /// Agreement on nothing yet, between these outcomes, least first.
  public init(outcomes: [String] = []) {
    self.outcomes = outcomes
  }

  /// Adds a decision, where a person decided too.
  public mutating func add(_ decision: NamedDecision) {
    let recommended = Recommendation(
      outcome: decision.outcome, isUnsettled: decision.isUnsettled)
    learn(decision.outcomes)
    if let human = decision.human {
      recorded[recommended, default: [:]][human, default: 0] += 1
    }
    guard let human = decision.humanOutcome, let level = decision.level(human),
      let mine = decision.level(decision.outcome)
    else { return }
    count += 1
    cells[Cell(human: human, recommended: recommended), default: 0] += 1
    let named: [String?] = decision.clauses.isEmpty ? [nil] : decision.clauses
    for clause in named {
      var row = clauses[clause] ?? ClauseRow(clause: clause)
      row.contacts += 1
      if level == mine, !recommended.isUnsettled { row.same += 1 }
      if level > mine { row.humanHigher += 1 }
      if level < mine { row.humanLower += 1 }
      clauses[clause] = row
    }
  }

  /// Adds what was counted of later contacts.
  public mutating func add(_ later: HumanAgreement) {
    learn(later.outcomes)
    count += later.count
    for (cell, number) in later.cells { cells[cell, default: 0] += number }
    for (recommended, numbers) in later.recorded {
      recorded[recommended, default: [:]].merge(numbers, uniquingKeysWith: +)
    }
    for (clause, row) in later.clauses {
      var sum = clauses[clause] ?? ClauseRow(clause: clause)
      sum.contacts += row.contacts
      sum.same += row.same
      sum.humanHigher += row.humanHigher
      sum.humanLower += row.humanLower
      clauses[clause] = sum
    }
  }

  /// Outcomes of another edition stand after those that are known.
  private mutating func learn(_ names: [String]) {
    for name in names where !outcomes.contains(name) { outcomes.append(name) }
  }
}

extension HumanAgreement {
  /// The columns: the first outcome settled and not, then the others. Several editions may begin
  /// with another outcome, so a column not settled stands wherever there is any.
  public var recommendations: [Recommendation] {
    let unsettled = Set(cells.keys.map(\.recommended)).union(recorded.keys).filter(\.isUnsettled)
    return outcomes.flatMap { name in
      let open = Recommendation(outcome: name, isUnsettled: true)
      let settled = Recommendation(outcome: name, isUnsettled: false)
      return unsettled.contains(open) || name == outcomes.first ? [settled, open] : [settled]
    }
  }

  /// The contacts of which a person decided one thing and the rules recommend another, or the same.
  public func count(human: String, recommended: Recommendation) -> Int {
    cells[Cell(human: human, recommended: recommended)] ?? 0
  }

  /// The records that compare so with what a person decided, where the outcome that the person
  /// decided is not told.
  public func count(recorded human: Decision.HumanComparison, _ recommended: Recommendation) -> Int
  {
    recorded[recommended]?[human] ?? 0
  }

  /// The contacts that have a human decision at all, told or not.
  public var recordedCount: Int {
    recorded.values.reduce(0) { $0 + $1.values.reduce(0, +) }
  }

  /// What people decided of the contacts of each clause, by clause; those of no rule come last.
  public var byClause: [ClauseRow] {
    clauses.values.sorted { ClauseNumber.precedes($0.clause, $1.clause) }
  }

  /// The share of contacts for which a person decided an outcome that are recommended it; nil when
  /// there are none.
  public func recall(of outcome: String) -> Ratio? {
    let decided = recommendations.reduce(0) { $0 + count(human: outcome, recommended: $1) }
    return Ratio(agreed(on: outcome), of: decided)
  }

  /// The share of contacts on which person and rules agree; nil when there are none.
  public var agreement: Ratio? {
    Ratio(outcomes.reduce(0) { $0 + agreed(on: $1) }, of: count)
  }

  /// Cohen's kappa: the agreement beyond what chance would give (Cohen 1960), with the column that is
  /// not settled as a category that no person uses. Nil where chance alone would always agree.
  public var kappa: Ratio? {
    let agreed = outcomes.reduce(0) { $0 + self.agreed(on: $1) }
    let chance = outcomes.reduce(Int128(0)) { sum, name in
      let row = recommendations.reduce(0) { $0 + count(human: name, recommended: $1) }
      let recommended = Recommendation(outcome: name, isUnsettled: false)
      let column = outcomes.reduce(0) { $0 + count(human: $1, recommended: recommended) }
      return sum + Int128(row) * Int128(column)
    }
    let total = Int128(count)
    return Ratio(Int128(agreed) * total - chance, of: total * total - chance)
  }

  private func agreed(on outcome: String) -> Int {
    count(
      human: outcome, recommended: Recommendation(outcome: outcome, isUnsettled: false))
  }
}
