import ThresholdDSL
import TriageEngine

/// Decides rows of a file and compares them with what is expected; a value that threads share.
struct RowComparison: Sendable {
  /// A contact, and the line about it.
  struct Row: Sendable {
    var contact: DecodedContact
    var expected: ExpectationRow?
    /// Whether there is a line about it that cannot be read.
    var isUnreadable = false
  }

  /// A decision read back, and the line about it.
  struct RecordRow: Sendable {
    var decision: NamedDecision
    var line: Int
    var expected: ExpectationRow?
    var isUnreadable: Bool
  }

  private let rules: TestedRules?
  private let asOf: Instant?
  private let isAccepting: Bool
  private let loweredReason: String?
  private let corpus: CorpusFile
  private let fileName: String
  private let noAgreement: HumanAgreement

  /// The rules that are shown with their conditions, and the reasons that are shown.
  static let rulesShown = 4

  init(
    rules: TestedRules?, options: TestOptions, file: TestedFile, agreement: HumanAgreement
  ) {
    self.rules = rules
    asOf = options.deciding.asOf
    isAccepting = options.isAccepting
    loweredReason = options.loweredReason
    corpus = file.corpus
    fileName = file.name
    noAgreement = agreement
  }

  /// What some contacts come to.
  func part(_ rows: ArraySlice<Row>) -> TestPart {
    var part = TestPart(
      agreement: noAgreement,
      coverage: Array(repeating: nil, count: rules?.maps.count ?? 0))
    guard let rules else { return part }
    for row in rows {
      let index = row.contact.edition
      let desk = rules.deciding.desk(index)
      let contact = row.contact.contact
      let (decision, evaluation) = desk.decider.decideWithEvaluation(
        contact, asOf: asOf.map { Moment(at: $0) })
      let edition = desk.decider.edition
      let named = NamedDecision(decision, edition, human: contact.human)
      part.agreement.add(named)
      // Taken out while it is added to, so that nothing is copied.
      var seen = part.coverage[index].take() ?? Coverage(rules.maps[index])
      seen.add(evaluation, decision, rules.maps[index])
      part.coverage[index] = seen
      for fact in contact.statedFacts(edition) where rules.unreadFacts[index].contains(fact) {
        part.unread[edition.facts[fact].name, default: 0] += 1
      }
      for case .field(let name) in decision.asks.map(\.subject)
      where row.expected?.expected.asks?.contains(name) == true {
        part.answered[name, default: 0] += 1
      }
      var compared = compared(
        named, row.expected, edition, line: contact.place.line,
        isRepeated: contact.notes.contains { $0.code == .repeatedRow },
        isUnreadable: row.isUnreadable)
      if compared.finding?.kind != .mistake {
        let changed = changedRules(row.expected?.expected, decision, edition)
        compared.finding?.now = changed.deciding.map { desk.words.reason($0) }
        // What an expected rule established then is not known: it may have been changed since.
        compared.finding?.was = changed.expected.map { rule in
          let rule = edition.rules[rule]
          return desk.words.clause(rule.clause) + ": " + desk.words.plain.reason(rule)
        }
        compared.finding?.rules = changed.different.map { rule in
          RuleAccount(
            rule, evaluation, edition, decides: changed.deciding.contains(rule))
        }
      }
      part.rows.append(compared)
    }
    return part
  }

  /// What some decisions come to that were read back.
  func part(
    _ rows: ArraySlice<RecordRow>
  ) -> TestPart {
    var part = TestPart(agreement: noAgreement, coverage: [])
    for row in rows {
      part.agreement.add(row.decision)
      part.rows.append(
        compared(
          row.decision, row.expected, nil, line: row.line, isRepeated: false,
          isUnreadable: row.isUnreadable))
    }
    return part
  }

  // MARK: One row

  private func compared(
    _ decision: NamedDecision, _ expected: ExpectationRow?, _ edition: Edition?, line: Int,
    isRepeated: Bool, isUnreadable: Bool
  ) -> TestPart.Row {
    var row = TestPart.Row(
      name: contactName(decision.contact, decision.child), isExpected: expected != nil)
    row.missed = missed(decision, line)
    guard let expected else {
      row.isUnreadable = isUnreadable
      guard corpus.expected != nil, !isUnreadable else { return row }
      if isAccepting, !isRepeated {
        row.isAdded = true
        row.record = ExpectationRecord(new: decision).bytes
        return row
      }
      row.finding = TestFinding(
        kind: .mistake, file: fileName, line: line, contact: decision.contact,
        child: decision.child,
        message: isRepeated
          ? "the contact and child stand in an earlier row too"
          : "nothing is expected of this contact and child")
      return row
    }
    row.record = isAccepting ? expected.bytes : []
    guard let found = expected.expected.compared(with: decision, edition) else {
      if let lower = expected.expected.acceptedLower(decision) {
        row.acceptable = TestFinding(
          kind: .lowered, file: corpus.expected ?? fileName, line: expected.line,
          contact: decision.contact, child: decision.child, differences: [lower],
          why: expected.expected.why)
      }
      return row
    }
    let kind = TestFinding.Kind(found.direction)
    row.finding = TestFinding(
      kind: kind, file: corpus.expected ?? fileName, line: expected.line,
      contact: decision.contact, child: decision.child, differences: found.differences,
      why: expected.expected.why)
    if isAccepting, kind != .lowered || loweredReason != nil {
      row.isAccepted = true
      row.record =
        ExpectationRecord(
          expected.bytes, expected.value, accepting: decision,
          loweredBecause: kind == .lowered ? loweredReason : nil
        ).bytes
    }
    return row
  }

  /// The contact, where a person decided the highest outcome and a lower one is recommended; of a
  /// record, where the human decision is above anything that the rules could reach.
  private func missed(_ decision: NamedDecision, _ line: Int) -> MissedContact? {
    let isMissed =
      if let human = decision.humanOutcome {
        human == decision.outcomes.last && human != decision.outcome
      } else {
        decision.human == .higher
      }
    guard isMissed else { return nil }
    return MissedContact(
      file: fileName, line: line, decision: decision, human: decision.humanOutcome)
  }

  /// The rules that decide, those that were expected to, and those that are one and not the other,
  /// a few of each; where they are the same ones, those that decide.
  private func changedRules(
    _ expected: ExpectedDecision?, _ decision: Decision, _ edition: Edition
  ) -> (deciding: [Int], expected: [Int], different: [Int]) {
    let deciding = decision.because.compactMap { reason in
      if case .rule(let reason) = reason { reason.rule } else { nil }
    }
    let names = Set(expected?.rules ?? [])
    let wanted = edition.rules.indices.filter { names.contains(edition.rules[$0].name) }
    var different = wanted.filter { !deciding.contains($0) }
    different += expected?.rules == nil ? [] : deciding.filter { !wanted.contains($0) }
    if different.isEmpty { different = deciding }
    return (
      Array(deciding.prefix(Self.rulesShown)), Array(wanted.prefix(Self.rulesShown)),
      Array(different.prefix(Self.rulesShown))
    )
  }
}

extension DecisionWords {
  /// A rule as a reason: its clause, its own reason and what it establishes.
  func reason(_ rule: Int) -> String {
    let rule = edition.rules[rule]
    return "\(clause(rule.clause)): \(plain.reason(rule)) (\(effects(rule)))"
  }
}
