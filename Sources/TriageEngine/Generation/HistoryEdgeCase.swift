import ThresholdDSL

/// A contact on or beside a limit of what a rule counts of earlier contacts, with those contacts.
struct HistoryEdgeCase: Sendable {
  /// An index into ``Edition/rules``.
  var rule: Int
  /// Which comparison of the rule, from 1 in the order written.
  var comparison: Int
  /// On which side: `just_below`, `at`, `just_above`, or `before_window`, which is as many contacts as
  /// `at` of which the earliest is a second too early; `unknown` when the child is.
  var side: String
  /// What is counted.
  var query: HistoryQuery
  /// The values stated, by fact.
  var picks: [Int: Pick]
  /// When the earlier contacts were received, earliest first.
  var earlier: [Instant]
}

/// Makes the edge cases of what an edition's rules count of earlier contacts.
struct HistoryEdgeMaker: Sendable {
  private let edition: Edition
  private let received: Instant
  private var maker: EdgeCaseMaker

  /// A maker of cases for contacts received at one time, which is further into the edition than its
  /// rules look back.
  init(_ edition: Edition, received: Instant) {
    self.edition = edition
    self.received = received
    maker = EdgeCaseMaker(edition, received: London.date(of: received))
  }

  /// The cases of a rule.
  mutating func cases(ofRule rule: Int) -> [HistoryEdgeCase] {
    var cases: [HistoryEdgeCase] = []
    for (index, focus) in edition.foci(of: edition.rules[rule]).enumerated() {
      guard let fact = focus.atom.facts.first, case .history(let query) = edition.facts[fact].type,
        let picks = maker.solve(focus.goals.filter { !readsHistory($0.condition) })
      else { continue }
      for (side, earlier) in sides(of: focus.atom, query) {
        cases.append(
          HistoryEdgeCase(
            rule: rule, comparison: index + 1, side: side, query: query, picks: picks,
            earlier: earlier))
      }
    }
    return cases
  }

  /// Values that make conditions so, of a contact received at a time.
  func picks(_ conditions: [Condition], received: Instant) -> [Int: Pick] {
    var solver = EdgeCaseMaker(edition, received: London.date(of: received))
    return solver.solve(conditions.map { ($0, true) }) ?? [:]
  }

  private func readsHistory(_ condition: Condition) -> Bool {
    edition.factsRead(by: condition).contains { fact in
      if case .history = edition.facts[fact].type { true } else { false }
    }
  }

  // MARK: Sides

  private func sides(of atom: Atom, _ query: HistoryQuery) -> [(String, [Instant])] {
    let limit: Int
    switch atom {
    case .number(_, _, let number): limit = Int(number.millionths / 1_000_000)
    case .isYes: limit = 1
    default: return []
    }
    if query.measure == .daysSinceLast {
      return [("just_below", -1), ("at", 0), ("just_above", 1)].compactMap { side, step in
        guard limit + step >= 0 else { return nil }
        let seconds = Int64(limit + step) * 86_400
        return (side, [Instant(seconds: received.seconds - max(seconds, 600))])
      }
    }
    var sides = [("just_below", limit - 1), ("at", limit), ("just_above", limit + 1)]
      .filter { $0.1 >= 0 }.map { ($0.0, times($0.1, query, early: 0)) }
    if query.window != nil, limit > 0 {
      sides.append(("before_window", times(limit, query, early: 1)))
    }
    return sides + [("unknown", times(limit, query, early: 0))]
  }

  /// So many times, the earliest at the start of the window or some seconds before it, the others on
  /// the days before the contact, as far as the window has so many.
  private func times(_ count: Int, _ query: HistoryQuery, early seconds: Int64) -> [Instant] {
    guard count > 0 else { return [] }
    let start = query.window.map { received.subtracting($0).seconds }
    let first = (start ?? received.seconds - 30 * 86_400) - seconds
    let step = min(86_400, (received.seconds - first) / Int64(count + 1))
    let later = (1..<max(1, count)).reversed().map { received.seconds - Int64($0) * step }
    return ([first] + later).map { Instant(seconds: $0) }
  }
}

extension EdgeRowWriter {
  /// The rows of a case: the earlier contacts, then the one that counts them.
  func rows(
    _ found: HistoryEdgeCase, _ name: String, received: Instant, _ maker: HistoryEdgeMaker
  ) -> [MadeUpRow] {
    let query = found.query
    let household = query.forHousehold ? "H-" + name : nil
    let rows = found.earlier.enumerated().map { number, time -> MadeUpRow in
      let earlier = "\(name)-earlier-\(number + 1)"
      var row = row(
        earlier, received: time,
        picks: query.condition.map { maker.picks([$0], received: time) } ?? [:],
        child: "P-" + (query.forHousehold ? earlier : name), household: household)
      if let source = query.sources.first {
        state("source", ReservedFact.sourceNames[source], in: &row)
      }
      if let outcome = query.decided { decide(outcome, soonAfter: time, in: &row) }
      return row
    }
    let isUnknown = found.side == "unknown"
    let last = row(
      name, received: received, picks: found.picks, child: isUnknown ? "unknown" : "P-" + name,
      household: isUnknown ? nil : household)
    return rows + [last]
  }
}
