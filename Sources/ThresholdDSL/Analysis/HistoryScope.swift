/// Which earlier contacts a fact counts, by names, so that facts of several editions can be compared.
struct HistoryScope {
  private let measure: HistoryQuery.Measure
  private let window: Age?
  /// The outcomes that count; nil for all.
  private let decided: Set<String>?
  /// The sources that count; none for all.
  private let sources: Set<Int>
  /// The condition that they meet, as text.
  private let condition: String?
  private let forHousehold: Bool

  init(_ query: HistoryQuery, _ edition: Edition) {
    measure = query.measure
    window = query.window
    decided = query.decided.map { level in
      let last = query.decidedOrAbove ? edition.outcomes.count - 1 : level
      return Set(edition.outcomes[level...max(level, last)].map(\.name))
    }
    sources = Set(query.sources)
    condition = query.condition.map(ConditionSignature(edition).text)
    forHousehold = query.forHousehold
  }

  /// Whether every contact that counts here counts there too, and is counted likewise.
  func isWithin(_ other: HistoryScope) -> Bool {
    guard measure == other.measure, measure != .daysSinceLast, forHousehold == other.forHousehold,
      condition == other.condition || other.condition == nil,
      other.sources.isEmpty || (!sources.isEmpty && sources.isSubset(of: other.sources))
    else { return false }
    if let wide = other.decided {
      guard let decided, decided.isSubset(of: wide) else { return false }
    }
    guard let wide = other.window else { return true }
    guard let window, window.unit.isCalendarMonths == wide.unit.isCalendarMonths else {
      return false
    }
    return window.count * window.unit.smallerUnits <= wide.count * wide.unit.smallerUnits
  }
}
