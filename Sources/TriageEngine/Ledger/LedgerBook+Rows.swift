extension LedgerBook {
  /// A row of contacts that was decided.
  public struct DecidedRow: Sendable {
    /// The contact's id.
    public var contact: String
    /// The child's id; nil when unknown.
    public var child: String?
    /// When the contact was received.
    public var received: Moment
    /// The file, as an index into the list of inputs.
    public var file: Int
    /// What the row states.
    public var row: LedgerRow
    /// What is recommended on it; its subject and what it supersedes are filled in.
    public var recommended: LedgerRecommended

    /// A row that was decided.
    public init(
      contact: String, child: String?, received: Moment, file: Int, row: LedgerRow,
      recommended: LedgerRecommended
    ) {
      self.contact = contact
      self.child = child
      self.received = received
      self.file = file
      self.row = row
      self.recommended = recommended
    }

    var content: LedgerDigest { row.row.content }
  }

  /// Adds what a decided row says that the ledger does not have.
  ///
  /// A row that the ledger had before another row of the case may be a correction back, or an old file
  /// read again; which of the two shows only at the end of the run (``finish(at:to:)``).
  ///
  /// INVARIANT: the last recommendation of a case is made on the last row that it received.
  public mutating func add(_ row: DecidedRow, at time: Instant, to bytes: inout [UInt8]) {
    precondition(takesRows, "rows are added to a book that knows what was recommended")
    guard let index = index(of: row) else {
      let subject = LedgerSubject(
        number: head.count + 1, contact: row.contact, child: row.child)
      receive(row, subject, time, &bytes)
      recommend(row, cases.cases.count - 1, time, &bytes)
      if let decision = row.row.decision { decide(decision, cases.cases.count - 1, time, &bytes) }
      return
    }
    let known = cases.cases[index]
    let isReplaced = known.hasReplaced(row.content)
    let repeatsDecision = row.row.decision.map(known.hasReplaced) ?? false
    returned[index] = isReplaced || repeatsDecision ? ReturnedRow(row, known) : nil
    if !isReplaced {
      if known.statement.content != row.content { receive(row, known.subject, time, &bytes) }
      recommend(row, index, time, &bytes)
    }
    if let decision = row.row.decision, !repeatsDecision { decide(decision, index, time, &bytes) }
  }

  /// Settles the rows that this run has read last though the ledger had another after them; called
  /// once, when all the rows of the run are added.
  ///
  /// Where such a row recommends less than the one that stands, or states a lower decision, what stands
  /// is kept: an old file read again must not lower what was found out since. Else the ledger goes
  /// back to the row. Either way ``findings`` names the contact.
  public mutating func finish(at time: Instant, to bytes: inout [UInt8]) {
    for index in returned.keys.sorted() {
      guard let row = returned[index]?.row else {
        findings.kept.append(cases.cases[index].contact)
        continue
      }
      let known = cases.cases[index]
      if known.statement.content != row.content {
        receive(row, known.subject, time, &bytes)
        recommend(row, index, time, &bytes)
      }
      if let decision = row.row.decision, known.hasReplaced(decision) {
        append(decision, index, time, &bytes)
      }
      findings.restored.append(known.contact)
    }
    returned = [:]
    findings.outdated = casesBefore(findings.earliestNew)
  }

  /// The case that a row belongs to.
  ///
  /// Children whose id is unknown may be one child or several: only rows of the same content are one
  /// case, and of several such rows in one file each is its own.
  private mutating func index(of row: DecidedRow) -> Int? {
    let found = cases.indices(ofContact: row.contact)
    guard row.child == nil else {
      return found.first { cases.cases[$0].child == row.child }
    }
    let key = RowInRun(file: row.file, content: row.content)
    let before = unknownInRun[key, default: 0]
    unknownInRun[key] = before + 1
    return found.filter {
      cases.cases[$0].child == nil && cases.cases[$0].statement.content == row.content
    }.dropFirst(before).first
  }

  private mutating func receive(
    _ row: DecidedRow, _ subject: LedgerSubject, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    if let index = cases.index(ofCase: subject.number),
      cases.cases[index].received.date != row.received.date
    {
      findings.moved.append(subject.contact)
    }
    if let child = row.child { findings.add(row.received, of: child) }
    append(
      .received(
        LedgerReceived(
          subject: subject, received: row.received, content: row.content, row: row.row.row.bytes)),
      at: time, to: &bytes)
  }

  private mutating func recommend(
    _ row: DecidedRow, _ index: Int, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    findings.recommended.insert(index)
    var event = row.recommended
    event.subject = cases.cases[index].subject
    let known = cases.cases[index]
    event.supersedes = known.recommendation?.entry
    if marks[index] == Self.mark(event) { return }
    if let before = known.recommendation?.event, before.content == event.content,
      event.isLower(than: before), !event.establishesMore(than: before)
    {
      findings.lowered.append(known.contact)
    }
    if let decided = known.lastDecision?.event, decided.difference(from: event) == .lower,
      known.recommendation.map({ decided.difference(from: $0.event) != .lower }) ?? false
    {
      findings.risen.append(known.contact)
    }
    append(.recommended(event), at: time, to: &bytes)
  }

  /// Adds a decision that a row states, unless the case has one that says as much.
  private mutating func decide(
    _ stated: StatedDecision, _ index: Int, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    if cases.cases[index].decisions.contains(where: { $0.event.says(stated) }) { return }
    append(stated, index, time, &bytes)
  }

  private mutating func append(
    _ stated: StatedDecision, _ index: Int, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    let known = cases.cases[index]
    var event = LedgerDecided(
      subject: known.subject, outcome: stated.outcome, rating: stated.rating,
      decided: stated.decided, by: stated.by, reason: stated.reason,
      recommendation: known.recommendation?.entry, source: .contacts,
      supersedes: known.superseded(byDecisionMade: stated.decided ?? Moment(at: time)))
    event.lacking = event.lacks(known.recommendation?.event)
    append(.decided(event), at: time, to: &bytes)
  }

  /// The contacts that were recommended on before this run, and not in it, though a contact of the
  /// same child that this run has added came before them.
  private func casesBefore(_ earliest: [String: Instant]) -> [String] {
    if earliest.isEmpty { return [] }
    return cases.cases.indices.filter { index in
      let known = cases.cases[index]
      guard let child = known.child, let new = earliest[child] else { return false }
      return known.received.latest > new && !findings.recommended.contains(index)
        && known.recommendation != nil
    }.map { cases.cases[$0].contact }
  }
}

/// A row of a case that the ledger had before another, or whose decision it had before another.
struct ReturnedRow: Sendable {
  /// The row; nil where what stands is higher, and is kept.
  let row: LedgerBook.DecidedRow?

  init(_ row: LedgerBook.DecidedRow, _ known: LedgerCase) {
    let isLower =
      known.hasReplaced(row.content)
      && known.recommendation.map { row.recommended.isLower(than: $0.event) } ?? false
    let decidesLower =
      row.row.decision.map { known.hasReplaced($0) && known.stands(above: $0) } ?? false
    self.row = isLower || decidesLower ? nil : row
  }
}

/// What a run that adds rows to a ledger has found out about contacts that the ledger had, each by the
/// contact's id.
public struct LedgerFindings: Sendable {
  /// Those whose earlier row or decision came again, and is lower than what stands and was kept.
  public internal(set) var kept: [String] = []
  /// Those that went back to an earlier row or decision.
  public internal(set) var restored: [String] = []
  /// Those that were received on another day than the ledger had.
  public internal(set) var moved: [String] = []
  /// Those on whose same row less is recommended than before, by other rules or other earlier contacts.
  public internal(set) var lowered: [String] = []
  /// Those for which more is recommended now than a person decided.
  public internal(set) var risen: [String] = []
  /// Those that an earlier contact of the same child was added before, and that were not decided again.
  public internal(set) var outdated: [String] = []

  /// For each child the earliest contact that was added.
  var earliestNew: [String: Instant] = [:]
  /// The cases that were recommended on.
  var recommended: Set<Int> = []

  mutating func add(_ received: Moment, of child: String) {
    earliestNew[child] = min(earliestNew[child] ?? received.earliest, received.earliest)
  }
}

extension LedgerCase {
  /// Whether the case has received a row before another that stands now.
  func hasReplaced(_ content: LedgerDigest) -> Bool {
    statement.content != content && statements.contains { $0.content == content }
  }

  /// Whether a decision of which no time is stated says what a decision says that another has revised.
  func hasReplaced(_ stated: StatedDecision) -> Bool {
    stated.decided == nil && lastDecision?.event.says(stated) == false
      && decisions.contains { $0.event.says(stated) }
  }

  /// Whether the decision that stands is higher than one that a row states.
  fileprivate func stands(above stated: StatedDecision) -> Bool {
    guard let outcomes = recommendation?.event.outcomes, let last = lastDecision?.event.outcome,
      let stated = stated.outcome, let own = outcomes.firstIndex(of: stated),
      let other = outcomes.firstIndex(of: last)
    else { return false }
    return own < other
  }
}

extension LedgerRecommended {
  /// Whether its outcome is higher than another's, however far that could rise.
  fileprivate func establishesMore(than other: LedgerRecommended) -> Bool {
    guard let own = outcomes.firstIndex(of: outcome),
      let others = outcomes.firstIndex(of: other.outcome)
    else { return false }
    return own > others
  }

  /// Whether it is lower than another in anything; of an outcome that it does not know, it may be.
  func isLower(than other: LedgerRecommended) -> Bool {
    func isLower(_ own: String?, _ other: String?, among names: [String]) -> Bool {
      guard let other else { return false }
      guard let place = names.firstIndex(of: other) else { return true }
      return (own.flatMap { names.firstIndex(of: $0) } ?? -1) < place
    }
    return isLower(outcome, other.outcome, among: outcomes)
      || isLower(couldRiseTo, other.couldRiseTo, among: outcomes)
      || isLower(rating, other.rating, among: ratings)
      || isLower(ratingCouldRiseTo, other.ratingCouldRiseTo, among: ratings)
  }
}
