import ThresholdDSL

/// What earlier contacts answer to one question, and what the answer lacks.
public struct HistoryAnswer: Hashable, Sendable {
  /// The least that it can be: a count, or days. For `ever`, 1 is yes.
  public var least: Int
  /// The most that it can be; nil when there is no most.
  public var most: Int?
  /// Whether there is no earlier contact to count days since.
  public var isNever = false
  /// Why it is not exact.
  public var lacks: Lack

  /// What an answer lacks to be exact.
  public enum Lack: Hashable, Sendable {
    /// Nothing: it is exact.
    case nothing
    /// The window starts before the history does.
    case reach
    /// It is not known whether something counts: a rejected row, a time or a fact that is unknown.
    case certainty
  }
}

/// How many of something, where it is not known exactly: `3 or more`, `2 to 9`.
public struct CountRange: Hashable, Sendable {
  /// The least it can be; 0 or more.
  public let least: Int32
  private let end: Int32

  /// The most it can be; nil when there is no most.
  public var most: Int32? { end < 0 ? nil : end }

  /// A range; numbers too large to hold are cut down, which makes it no narrower.
  public init(least: Int, most: Int?) {
    self.least = Int32(clamping: max(0, least))
    self.end = most.flatMap { Int32(exactly: max(0, $0)) } ?? -1
  }

  /// The range in words.
  public var words: String {
    guard let most else { return "\(least) or more" }
    return least == 0 ? "\(most) or fewer" : "\(least) to \(most)"
  }

  /// Whether every number of the range compares so, or none does.
  func compared(_ comparison: Comparison, _ limit: Quantity) -> Truth {
    // A whole number holds without loss; 32 bits always fit.
    guard let low = Quantity(Int(least)),
      let high = Quantity(most.map { Int($0) } ?? Int(Int32.max))
    else { return .unknown }
    let isEndless = most == nil
    switch comparison {
    case .greaterOrEqual, .greater:
      if comparison.holds(low, limit) { return .yes }
      return isEndless || comparison.holds(high, limit) ? .unknown : .no
    case .lessOrEqual, .less:
      if !comparison.holds(low, limit) { return .no }
      return !isEndless && comparison.holds(high, limit) ? .yes : .unknown
    case .equal:
      if limit < low || (!isEndless && high < limit) { return .no }
      return !isEndless && low == high ? .yes : .unknown
    }
  }
}

extension HistoryAnswer {
  /// The answer as a contact's fact has it, by what the edition says of silence.
  ///
  /// Contacts before the history begins are silence: nobody has looked there. What is known to be
  /// there and cannot be placed is not.
  func state(of fact: Fact, among facts: FactStates) -> FactState {
    guard case .history(let query) = fact.type else { return .unknown(.noHistory) }
    if lacks == .nothing { return known(query, .statement) }
    // Found is found, however far the history goes.
    if query.measure == .ever, least > 0 { return .known(.yesNo(true), .statement) }
    guard lacks == .reach, query.measure != .daysSinceLast else { return open(.noHistory) }
    switch fact.silence {
    case .unknown: return open(.noHistory)
    case .no: return known(query, .silence)
    case .noWhen(let gate, let unless):
      if let unless, !facts[unless].isOrWouldBeNo { return open(.noHistory) }
      let isDone = facts[gate] == .known(.yesNo(true), .statement)
      return isDone ? known(query, .silence) : open(.silenceUntil(fact: gate))
    }
  }

  private func known(_ query: HistoryQuery, _ from: KnownFrom) -> FactState {
    if query.measure == .ever { return .known(.yesNo(least > 0), from) }
    if isNever { return .known(.never, from) }
    return Quantity(least).map { .known(.number($0), from) } ?? .unknown(.noHistory)
  }

  private func open(_ because: UnknownBecause) -> FactState {
    if least == 0, most == nil { return .unknown(because) }
    return .between(CountRange(least: least, most: most), because)
  }
}

extension FactState {
  /// Whether it is known to be no, or waits only for a screening to be no.
  var isOrWouldBeNo: Bool {
    switch self {
    case .known(.yesNo(false), _), .unknown(.silenceUntil): true
    default: false
    }
  }

  /// The fact that it waits for: were that yes, silence would mean no.
  var gate: Int? {
    switch self {
    case .unknown(.silenceUntil(let gate)), .between(_, .silenceUntil(let gate)): gate
    default: nil
    }
  }
}
