public import ThresholdDSL

/// What there is to see in an edition: its rules and table rows, the clauses that they stand under,
/// its questions left to judgement, and every atomic condition.
///
/// It is drawn from the edition alone, and what is seen of a contact follows from the conditions and
/// the contact's facts: no order of evaluation, and nothing that an evaluator leaves out, shows.
public struct CoverageMap: Sendable {
  /// The edition.
  public let edition: Edition
  /// The atomic conditions, in the order of definitions, rules and questions.
  public let conditions: [AtomicCondition]
  /// The numbers of the clauses that have a rule or a question, in their natural order.
  public let clauses: [String]

  /// A test of a fact, or the use of a named condition, where it stands.
  public struct AtomicCondition: Hashable, Sendable {
    /// What it is a part of.
    public var owner: Owner
    /// An atom, or the name of a definition.
    public var condition: Condition
  }

  /// What a condition belongs to, by index.
  public enum Owner: Hashable, Sendable {
    /// A named condition.
    case definition(Int)
    /// What a rule asks.
    case rule(Int)
    /// An exception of a rule.
    case exception(rule: Int, Int)
    /// When a question is put.
    case judgement(Int)
  }

  /// A whole condition and where its atomic conditions stand among all.
  struct Whole: Sendable {
    var condition: Condition
    var first: Int
  }

  let wholes: [Whole]
  /// For each rule, and for each question, the place of its clause; nil when it has none.
  let clauseOfRule: [Int?]
  let clauseOfJudgement: [Int?]

  /// What there is to see in an edition.
  public init(_ edition: Edition) {
    self.edition = edition
    var found: [AtomicCondition] = []
    var wholes: [Whole] = []
    func take(_ condition: Condition, _ owner: Owner) {
      wholes.append(Whole(condition: condition, first: found.count))
      condition.forEachLeaf { found.append(AtomicCondition(owner: owner, condition: $0)) }
    }
    for (index, definition) in edition.definitions.enumerated() {
      take(definition.condition, .definition(index))
    }
    for (index, rule) in edition.rules.enumerated() {
      take(rule.condition, .rule(index))
      for (number, exception) in rule.exceptions.enumerated() {
        take(exception.condition, .exception(rule: index, number))
      }
    }
    for (index, judgement) in edition.judgements.enumerated() {
      if let condition = judgement.condition { take(condition, .judgement(index)) }
    }
    conditions = found
    self.wholes = wholes
    let numbers = Set(
      edition.rules.compactMap(\.clause?.number)
        + edition.judgements.compactMap(\.clause?.number))
    let clauses = numbers.sorted { ClauseNumber.precedes($0, $1) }
    self.clauses = clauses
    let places = Dictionary(uniqueKeysWithValues: zip(clauses, clauses.indices))
    clauseOfRule = edition.rules.map { $0.clause.flatMap { places[$0.number] } }
    clauseOfJudgement = edition.judgements.map { $0.clause.flatMap { places[$0.number] } }
  }
}

extension Condition {
  /// Visits its atoms and the definitions that it names, in the order written.
  func forEachLeaf(_ visit: (Condition) -> Void) {
    switch self {
    case .atom, .definition: visit(self)
    case .not(let inner): inner.forEachLeaf(visit)
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      for part in parts { part.forEachLeaf(visit) }
    }
  }
}
