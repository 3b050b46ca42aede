public import ThresholdDSL

/// One thing that is not decided as expected.
public struct DecisionDifference: Hashable, Sendable {
  /// What it is about: a member of the expectation, or of a clock `clocks.NAME.due`.
  public var aspect: String
  /// What is expected.
  public var expected: String
  /// What is decided.
  public var actual: String
  /// What else is wrong: a name that the rule book does not have.
  public var note: String?
}

/// A decision that is not the one expected.
public struct ComparedDecision: Hashable, Sendable {
  /// Which way the decision has moved.
  public var direction: Direction
  /// The differences, in a fixed order of aspects.
  public var differences: [DecisionDifference]

  /// Which way a decision has moved from what was expected, gravest first.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// A lower outcome, or the same with a lower rating, or a first outcome that was not settled
    /// and now is: a child could be missed.
    case lowered
    /// A higher outcome, or the same with a higher rating.
    case raised
    /// Anything else: another reason, certainty, ask or clock.
    case changed
  }
}

extension ExpectedDecision {
  /// How a decision differs from what is expected; nil when it does not.
  ///
  /// With the edition at hand, names that it does not have are pointed out.
  public func compared(with decision: NamedDecision, _ edition: Edition?) -> ComparedDecision? {
    var found: [DecisionDifference] = []
    if !accepts(decision.outcome) { found.append(outcomeDifference(decision)) }
    if let certainty, certainty != decision.certainty {
      found.append(
        Self.difference(
          "certainty", certainty, decision.certainty, among: Self.certainties, "certainty"))
    }
    if let rating, rating.name != decision.rating {
      found.append(
        Self.difference(
          "rating", rating.name, decision.rating,
          among: edition == nil ? nil : decision.ratings, "rating"))
    }
    if let rules, Set(rules) != Set(decision.rules) {
      var difference = DecisionDifference(
        aspect: "rules", expected: Self.list(rules), actual: Self.list(decision.rules))
      difference.note = edition.flatMap { Self.unknownRules(rules, $0) }
      found.append(difference)
    }
    if let asks {
      let first = asks.isEmpty ? decision.asks : Array(decision.asks.prefix(asks.count))
      if asks != first {
        found.append(
          DecisionDifference(
            aspect: "ask", expected: Self.list(asks), actual: Self.list(first)))
      }
    }
    if let actions, Set(actions) != Set(decision.actions) {
      var difference = DecisionDifference(
        aspect: "also", expected: Self.list(actions), actual: Self.list(decision.actions))
      let names = edition?.actions.map(\.name)
      let unknown = names.flatMap { names in actions.first { !names.contains($0) } }
      difference.note = unknown.map { Self.noName($0, "action", among: names ?? []) }
      found.append(difference)
    }
    found += clockDifferences(decision, edition)
    return found.isEmpty
      ? nil : ComparedDecision(direction: direction(decision), differences: found)
  }

  /// Whether an outcome will do.
  public func accepts(_ decided: String) -> Bool {
    if outcome == nil, acceptable == nil { return true }
    return outcome == decided || acceptable?.contains(decided) == true
  }

  /// How an outcome that will do is lower than the one that is expected first; nil when it is not.
  public func acceptedLower(_ decision: NamedDecision) -> DecisionDifference? {
    guard let outcome, accepts(decision.outcome), let wanted = decision.level(outcome),
      let decided = decision.level(decision.outcome), decided < wanted
    else { return nil }
    return DecisionDifference(aspect: "outcome", expected: outcome, actual: decision.outcome)
  }

  private static let certainties = ["firm", "may_rise", "may_fall", "may_rise_or_fall"]

  private func outcomeDifference(_ decision: NamedDecision) -> DecisionDifference {
    var words = outcome ?? ""
    if let acceptable, !acceptable.isEmpty {
      let others = acceptable.filter { $0 != outcome }
      words += (outcome == nil ? "" : " (or ") + Self.list(others) + (outcome == nil ? "" : ")")
    }
    var difference = DecisionDifference(
      aspect: "outcome", expected: words, actual: decision.outcome)
    let unknown = ((outcome.map { [$0] } ?? []) + (acceptable ?? [])).first {
      decision.level($0) == nil
    }
    difference.note = unknown.map { Self.noName($0, "outcome", among: decision.outcomes) }
    return difference
  }

  /// Which way the decision has moved. Where an outcome that is expected has no place among those
  /// of the edition nothing shows that the decision is not lower, so it counts as lowered.
  private func direction(_ decision: NamedDecision) -> ComparedDecision.Direction {
    let decided = decision.level(decision.outcome) ?? 0
    if !accepts(decision.outcome) {
      let names = outcome.map { [$0] } ?? acceptable ?? []
      let levels = names.map { decision.level($0) ?? .max }
      guard let lowest = levels.min(), let highest = levels.max() else { return .changed }
      if decided < lowest || highest == .max { return .lowered }
      return decided > highest ? .raised : .changed
    }
    let wasUnsettled = certainty?.hasPrefix("may_rise") == true
    if decided == 0, wasUnsettled, !decision.isUnsettled { return .lowered }
    guard let rating, rating.name != decision.rating else { return .changed }
    func level(_ name: String?) -> Int? {
      guard let name else { return -1 }
      return decision.ratings.firstIndex(of: name)
    }
    guard let new = level(decision.rating), let old = level(rating.name) else { return .changed }
    return new < old ? .lowered : .raised
  }

  private func clockDifferences(
    _ decision: NamedDecision, _ edition: Edition?
  ) -> [DecisionDifference] {
    clocks.flatMap { clock in
      let verdict = decision.clocks.first { $0.name == clock.name }
      return clock.parts.compactMap { part -> DecisionDifference? in
        let actual = part.name == "due" ? verdict?.due : verdict?.status
        guard actual != part.text else { return nil }
        return Self.difference(
          "clocks.\(clock.name).\(part.name)", part.text, actual,
          among: nil, "clock", name: clock.name, clocks: edition?.clocks.map(\.name))
      }
    }
  }

  // MARK: Words

  private static func difference(
    _ aspect: String, _ expected: String?, _ actual: String?, among names: [String]?,
    _ kind: String, name: String? = nil, clocks: [String]? = nil
  ) -> DecisionDifference {
    var difference = DecisionDifference(
      aspect: aspect, expected: expected ?? "none", actual: actual ?? "none")
    if let expected, let names, !names.contains(expected) {
      difference.note = noName(expected, kind, among: names)
    }
    if let name, let clocks, !clocks.contains(name) {
      difference.note = noName(name, kind, among: clocks)
    }
    return difference
  }

  private static func unknownRules(_ rules: [String], _ edition: Edition) -> String? {
    let names = Set(edition.rules.map(\.name))
    let unknown = rules.first { !names.contains($0) && $0 != NamedDecision.restrictedRule }
    return unknown.map { noName($0, "rule", among: edition.rules.map(\.name)) }
  }

  private static func noName(_ name: String, _ kind: String, among names: [String]) -> String {
    let near = nearestNames(to: name, among: names).first
    return "there is no \(kind) `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? "")
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
