public import ThresholdDSL

/// What the rules of some editions ask of earlier contacts.
///
/// INVARIANT: a question that no condition of its edition reads is not in the plan, so a rule book
/// that counts nothing keeps nothing.
public struct HistoryPlan: Sendable {
  /// A history fact that is read.
  struct Question: Sendable {
    /// Its index in ``Edition/facts``.
    var fact: Int
    var query: HistoryQuery
    /// Its window among those of the plan.
    var window: Int
    /// The number of its `where` among the conditions of the plan.
    var condition: Int?
    /// Whether an outcome, by its number in the plan, is one that counts. An outcome that the edition
    /// does not know may be.
    var decided: [Truth]
  }

  /// A condition after `where`, with the edition that it is written for.
  struct Where: Sendable {
    var edition: Int
    var condition: Condition
  }

  /// The editions, in the order of the rule book.
  public let editions: [Edition]
  /// The questions of each edition, in the order of its facts.
  let questions: [[Question]]
  /// The conditions after `where`, of all editions.
  let conditions: [Where]
  /// The names of the outcomes of all editions, each once; others are not told apart.
  let outcomes: [String]
  /// The windows of the questions, each once; nil is all that there is.
  let windows: [Age?]
  /// Whether a question counts by household.
  let readsHouseholds: Bool
  /// Whether a question reads what was decided or recommended.
  public let readsDecisions: Bool

  /// Whether nothing is asked, so that no history need be kept.
  public var isEmpty: Bool { questions.allSatisfy(\.isEmpty) }

  /// The questions of these editions; of others of the same book, none.
  ///
  /// `used` are the indices of the editions that contacts are decided under; nil for all.
  public init(_ editions: [Edition], used: [Int]? = nil) {
    var outcomes: [String] = []
    for outcome in editions.flatMap(\.outcomes) where !outcomes.contains(outcome.name) {
      outcomes.append(outcome.name)
    }
    var conditions: [Where] = []
    var windows: [Age?] = []
    var questions: [[Question]] = []
    for (index, edition) in editions.enumerated() {
      guard used?.contains(index) ?? true else {
        questions.append([])
        continue
      }
      questions.append(
        edition.historyRead().map { fact, query in
          let window = windows.firstIndex(of: query.window) ?? windows.count
          if window == windows.count { windows.append(query.window) }
          var question = Question(
            fact: fact, query: query, window: window,
            decided: Self.decided(query, edition, outcomes))
          if let condition = query.condition {
            question.condition = conditions.count
            conditions.append(Where(edition: index, condition: condition))
          }
          return question
        })
    }
    self.editions = editions
    self.questions = questions
    self.conditions = conditions
    self.outcomes = outcomes
    self.windows = windows
    readsHouseholds = questions.joined().contains { $0.query.forHousehold }
    readsDecisions = questions.joined().contains { $0.query.decided != nil }
  }

  /// Which outcomes, by number, a question counts.
  private static func decided(
    _ query: HistoryQuery, _ edition: Edition, _ outcomes: [String]
  ) -> [Truth] {
    guard let decided = query.decided else { return [] }
    return outcomes.map { name in
      guard let level = edition.outcomes.firstIndex(where: { $0.name == name }) else {
        return .unknown
      }
      return Truth(query.decidedOrAbove ? level >= decided : level == decided)
    }
  }
}

extension Edition {
  /// The history facts that a condition of the edition reads, in order.
  fileprivate func historyRead() -> [(fact: Int, query: HistoryQuery)] {
    let isDeclared = facts.contains { if case .history = $0.type { true } else { false } }
    guard isDeclared else { return [] }
    var conditions = definitions.map(\.condition)
    for rule in rules { conditions += [rule.condition] + rule.exceptions.map(\.condition) }
    conditions += judgements.compactMap(\.condition) + clocks.compactMap(\.condition)
    var isRead = Array(repeating: false, count: facts.count)
    for condition in conditions {
      condition.visitNames { isRead[$0] = true }
    }
    return facts.indices.compactMap { fact in
      guard case .history(let query) = facts[fact].type, isRead[fact] else { return nil }
      return (fact, query)
    }
  }
}
