extension LedgerBook {
  /// Adds a person's decision; the number of its entry, and whether the ledger had it already.
  ///
  /// One that differs from the recommendation, or revises a decision, needs a reason; one that is
  /// lower than the recommendation needs a second person. What stands is the decision made last, in
  /// whatever order decisions are recorded; the same decision is recorded once.
  public mutating func add(
    _ decision: DecisionToRecord, at time: Instant, to bytes: inout [UInt8]
  ) throws(RecordRefusal) -> (entry: Int, isNew: Bool) {
    let known = try findCase(decision)
    guard let recommendation = known.recommendation else {
      throw RecordRefusal(
        .contact, "nothing has been recommended on the contact yet",
        "decide it first: `triage decide --ledger FILE CONTACTS`")
    }
    try check(decision, recommendation.event)
    let decided = try decisionTime(decision, known, now: time)
    var event = LedgerDecided(
      subject: known.subject, outcome: decision.outcome, rating: decision.rating,
      decided: decided, by: decision.by, role: decision.role, reason: decision.reason,
      agreedBy: decision.agreedBy, recommendation: recommendation.entry, source: .record,
      supersedes: known.superseded(byDecisionMade: decided))
    if let same = try same(event, known, isTimeStated: decision.decided != nil) {
      return (same, false)
    }
    try checkReasons(event, recommendation.event)
    event.lacking = event.lacks(recommendation.event)
    append(.decided(event), at: time, to: &bytes)
    return (head.count, true)
  }

  private func findCase(_ decision: DecisionToRecord) throws(RecordRefusal) -> LedgerCase {
    let ofContact = cases.indices(ofContact: decision.contact).map { cases.cases[$0] }
    guard !ofContact.isEmpty else {
      throw RecordRefusal(
        .contact, "the ledger has no such contact",
        "decide it first: `triage decide --ledger FILE CONTACTS`")
    }
    var found = ofContact.filter { $0.child == decision.child }
    if let number = decision.number {
      found = found.filter { $0.subject.number == number }
    }
    guard let known = found.first else {
      throw RecordRefusal(.child, "the ledger has the contact, and not about that child")
    }
    if found.count > 1 {
      let numbers = found.map { String($0.subject.number) }.joined(separator: ", ")
      throw RecordRefusal(
        .number, "the contact is about \(found.count) children whose ids are unknown",
        "name the case by the number of its first entry, one of \(numbers)")
    }
    return known
  }

  private func check(
    _ decision: DecisionToRecord, _ recommended: LedgerRecommended
  ) throws(RecordRefusal) {
    guard recommended.outcomes.contains(decision.outcome) else {
      throw RecordRefusal(
        .outcome, "edition `\(recommended.edition)` has no such outcome",
        "write one of " + recommended.outcomes.map { "`\($0)`" }.joined(separator: ", "))
    }
    if let rating = decision.rating, !recommended.ratings.contains(rating) {
      throw RecordRefusal(
        .rating, "edition `\(recommended.edition)` has no such rating",
        "write one of " + recommended.ratings.map { "`\($0)`" }.joined(separator: ", "))
    }
  }

  private func decisionTime(
    _ decision: DecisionToRecord, _ known: LedgerCase, now: Instant
  ) throws(RecordRefusal) -> Moment {
    guard let decided = decision.decided else { return Moment(at: now) }
    if decided.earliest > now {
      throw RecordRefusal(.decided, "the time of the decision has not come yet")
    }
    if decided.latest < known.received.earliest {
      throw RecordRefusal(
        .decided, "the time of the decision is before the contact was received")
    }
    return decided
  }

  /// The entry of the same decision; nil when there is none.
  ///
  /// Without a time, what was decided before and is revised since may be the same decision told again,
  /// or a new one: only whoever made it knows.
  private func same(
    _ event: LedgerDecided, _ known: LedgerCase, isTimeStated: Bool
  ) throws(RecordRefusal) -> Int? {
    let same = known.decisions.last { event.isSame(as: $0.event, isTimed: isTimeStated) }
    guard let same, let last = known.lastDecision else { return nil }
    if isTimeStated || same.entry == last.entry { return same.entry }
    throw RecordRefusal(
      .decided,
      "the same decision is entry \(same.entry), and entry \(last.entry) has revised it since",
      "state when it was made, if it was made again")
  }

  private func checkReasons(
    _ event: LedgerDecided, _ recommended: LedgerRecommended
  ) throws(RecordRefusal) {
    let difference = event.difference(from: recommended)
    if event.reason == nil {
      if difference != .same {
        throw RecordRefusal(
          .reason, "the decision differs from the recommendation, which needs a reason")
      }
      if event.supersedes != nil {
        throw RecordRefusal(.reason, "the decision revises another, which needs a reason")
      }
    }
    if difference == .lower {
      guard let second = event.agreedBy else {
        throw RecordRefusal(
          .agreedBy, "the decision is lower than the recommendation, which needs a second person")
      }
      if let first = event.by, isSamePerson(first, second) {
        throw RecordRefusal(
          .agreedBy,
          "the second person is the first, and a decision lower than the recommendation needs two")
      }
    }
  }

  /// Whether two names are one, all but letters and digits set aside, and their capitals.
  private func isSamePerson(_ first: String, _ second: String) -> Bool {
    func letters(_ name: String) -> [Unicode.Scalar] {
      name.unicodeScalars.map(\.properties)
        .filter { $0.isAlphabetic || $0.numericType != nil }
        .flatMap(\.lowercaseMapping.unicodeScalars)
    }
    return letters(first) == letters(second)
  }
}

extension LedgerDecided {
  /// Whether another decision says just the same, the time set aside where it was not stated.
  fileprivate func isSame(as other: LedgerDecided, isTimed: Bool) -> Bool {
    outcome == other.outcome && rating == other.rating && (!isTimed || decided == other.decided)
      && by == other.by && role == other.role && reason == other.reason
      && agreedBy == other.agreedBy
  }
}
