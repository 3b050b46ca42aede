/// A ledger's entries put together by contact and child: what reports, samples and people read.
public struct LedgerCases: Sendable {
  /// The cases, in the order in which they were first received.
  public private(set) var cases: [LedgerCase] = []
  /// The rejected rows, in order.
  public private(set) var rejections: [LedgerRejection] = []
  /// The entries put together so far.
  public private(set) var count = 0

  private let keeping: Keeping
  /// The index of each case by the number of its first entry.
  private var byNumber: [Int: Int] = [:]
  /// The indices of the cases and of the rejected rows of a contact.
  private var byContact: [String: [Int]] = [:]
  private var rejectedByContact: [String: [Int]] = [:]
  /// The recommendation before, whose lists and digests most share with it.
  private var last: LedgerRecommended?

  /// What is kept in memory of each entry.
  public enum Keeping: Sendable {
    /// Neither rows nor decisions.
    case neither
    /// Rows, and no decisions, which take most of a ledger.
    case rows
    /// Everything.
    case everything
  }

  /// No cases yet.
  public init(keeping: Keeping = .rows) {
    self.keeping = keeping
  }

  /// The indices of the cases of a contact, in order.
  public func indices(ofContact contact: String) -> [Int] { byContact[contact] ?? [] }

  /// The index of the case with a number.
  public func index(ofCase number: Int) -> Int? { byNumber[number] }

  /// Adds the next entry; an entry that does not fit those before it is a flaw.
  public mutating func add(_ entry: LedgerEntry) throws(LedgerFlaw) {
    count = entry.number
    switch entry.event {
    case .received(let event): try add(event, entry)
    case .rejected(let event):
      rejections.append(
        LedgerRejection(entry: entry.number, recorded: entry.recorded, event: event))
      if let contact = event.identity.contact {
        rejectedByContact[contact, default: []].append(rejections.count - 1)
      }
    case .recommended(let event): try add(event, entry)
    case .decided(let event): try add(event, entry)
    }
  }

  private mutating func add(_ event: LedgerReceived, _ entry: LedgerEntry) throws(LedgerFlaw) {
    let statement = LedgerStatement(
      entry: entry.number, recorded: entry.recorded, received: event.received,
      content: event.content, row: keeping == .neither ? [] : event.row)
    if event.subject.number == entry.number {
      byNumber[entry.number] = cases.count
      byContact[event.subject.contact, default: []].append(cases.count)
      cases.append(LedgerCase(subject: event.subject, statements: [statement]))
    } else {
      cases[try index(of: event.subject, entry)].statements.append(statement)
    }
    putRight(by: event.subject, entry)
  }

  /// Marks the rejected rows of the same contact and child as put right.
  private mutating func putRight(by subject: LedgerSubject, _ entry: LedgerEntry) {
    guard let child = subject.child else { return }
    for index in rejectedByContact[subject.contact] ?? []
    where rejections[index].putRightBy == nil && rejections[index].event.identity.child == child {
      rejections[index].putRightBy = entry.number
      rejections[index].putRightAt = entry.recorded
    }
  }

  private mutating func add(_ event: LedgerRecommended, _ entry: LedgerEntry) throws(LedgerFlaw) {
    let index = try index(of: event.subject, entry)
    guard event.supersedes == cases[index].recommendations.last?.entry else {
      throw contradiction(entry, "`supersedes` is not the last recommendation of the case")
    }
    guard cases[index].statements.contains(where: { $0.content == event.content }) else {
      throw contradiction(entry, "`content` is nothing that the case has received")
    }
    guard event.outcomes.contains(event.outcome) else {
      throw contradiction(entry, "`outcome` is not among `outcomes`")
    }
    var kept = event
    if keeping != .everything { kept.decision = [] }
    share(&kept)
    cases[index].recommendations.append(
      LedgerRecommendation(entry: entry.number, recorded: entry.recorded, event: kept))
  }

  private mutating func add(_ event: LedgerDecided, _ entry: LedgerEntry) throws(LedgerFlaw) {
    let index = try index(of: event.subject, entry)
    let decision = LedgerDecision(entry: entry.number, recorded: entry.recorded, event: event)
    guard event.supersedes == cases[index].superseded(byDecisionMade: decision.made) else {
      throw contradiction(entry, "`supersedes` is not the decision that stood before it")
    }
    if let recommendation = event.recommendation {
      guard cases[index].recommendations.contains(where: { $0.entry == recommendation }) else {
        throw contradiction(entry, "`recommendation` is none of the case")
      }
    }
    cases[index].decisions.insert(
      decision, at: cases[index].place(ofDecisionMade: decision.made))
  }

  /// Keeps what nearly every recommendation says once in memory.
  private mutating func share(_ event: inout LedgerRecommended) {
    if let last {
      if last.rules == event.rules { event.rules = last.rules }
      if last.calendar == event.calendar { event.calendar = last.calendar }
      if last.outcomes == event.outcomes { event.outcomes = last.outcomes }
      if last.ratings == event.ratings { event.ratings = last.ratings }
      if last.history == event.history { event.history = last.history }
    }
    last = event
  }

  /// The index of the case that an event says it is about.
  private func index(of subject: LedgerSubject, _ entry: LedgerEntry) throws(LedgerFlaw) -> Int {
    guard let index = byNumber[subject.number], cases[index].subject == subject else {
      throw contradiction(entry, "no entry before it received the contact that it is about")
    }
    return index
  }

  private func contradiction(_ entry: LedgerEntry, _ message: String) -> LedgerFlaw {
    LedgerFlaw(.contradiction, line: entry.number, message)
  }
}
