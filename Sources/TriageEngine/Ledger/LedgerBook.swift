/// A ledger open for writing: what is in it, and what new rows and decisions add to it.
///
/// It makes bytes and writes none. A call appends the lines of new entries to bytes that the caller
/// writes to the end of the file; what the ledger has already adds nothing.
public struct LedgerBook: Sendable {
  private var reader: LedgerReader
  /// Whether rows may be added, which needs to know what has been recommended before.
  private let takesRows: Bool
  /// The cases, without what they state.
  public private(set) var cases = LedgerCases(keeping: .neither)
  /// For each case, what marks the recommendations that it has.
  private var marks: [[LedgerDigest]] = []
  /// How often each rejected row stands in the ledger, and in a file of this run.
  private var rejected: [LedgerDigest: Int] = [:]
  private var rejectedInRun: [RowInRun: Int] = [:]
  /// How often each row about an unknown child stands in a file of this run.
  private var unknownInRun: [RowInRun: Int] = [:]
  /// The cases for which this run has read last what the ledger has since replaced.
  private var replayed: Set<Int> = []
  /// The entries that this run has added.
  public private(set) var added = 0

  /// A row by its content, in one file of a run.
  private struct RowInRun: Hashable {
    var file: Int
    var content: LedgerDigest
  }

  /// A ledger that nothing has been read of yet; one that only takes people's decisions is read in
  /// two thirds of the time.
  public init(takesRows: Bool = true) {
    self.takesRows = takesRows
    reader = LedgerReader(keepsDecisions: takesRows)
  }

  /// The end of the ledger, with everything added so far.
  public var head: LedgerHead { reader.head }
  /// The bytes of the ledger, with everything added so far.
  public var byteCount: Int { reader.soundBytes }
  /// The cases of this run that stand in the ledger with other facts or rules now, and that nothing
  /// was added to because it has had these before.
  public var replayedCount: Int { replayed.count }

  /// Takes the next bytes of the file; the entries that they complete, and what is wrong with them.
  public mutating func read(_ chunk: [UInt8]) -> LedgerPart {
    var part = reader.read(chunk)
    for (index, entry) in part.entries.enumerated() {
      do throws(LedgerFlaw) {
        try add(entry)
      } catch {
        part.entries.removeSubrange(index...)
        part.flaw = error
        return part
      }
    }
    return part
  }

  /// Whether the last line read is finished.
  public var endsWithWholeLine: Bool { reader.finish() == nil }

  /// Forgets the bytes of a last line that is not finished, which the caller has taken away.
  public mutating func dropUnfinishedLine() {
    reader.dropUnfinishedLine()
  }

  private mutating func add(_ entry: LedgerEntry) throws(LedgerFlaw) {
    try cases.add(entry)
    switch entry.event {
    case .received(let event):
      if event.subject.number == entry.number { marks.append([]) }
    case .recommended(let event):
      if takesRows, let index = cases.index(ofCase: event.subject.number) {
        marks[index].append(Self.mark(event))
      }
    case .rejected(let event): rejected[event.content, default: 0] += 1
    case .decided: break
    }
  }

  /// What two recommendations share that are the same.
  private static func mark(_ event: LedgerRecommended) -> LedgerDigest {
    var bytes: [UInt8] = []
    event.content.append(to: &bytes)
    bytes += event.history
    bytes += event.decision
    return LedgerDigest(of: bytes)
  }

  /// Appends an event as a line.
  mutating func append(_ event: LedgerEvent, at time: Instant, to bytes: inout [UInt8]) {
    let start = bytes.count
    let entry = LedgerEncoder.append(event, at: time, after: head, to: &bytes)
    reader.advance(to: LedgerHead(count: entry.number, digest: entry.digest), bytes.count - start)
    added += 1
    // INVARIANT: what is added here fits what is there; the reader would find it out otherwise.
    try? add(entry)
  }
}

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
  }

  /// Adds what a decided row says that the ledger does not have.
  public mutating func add(_ row: DecidedRow, at time: Instant, to bytes: inout [UInt8]) {
    precondition(takesRows, "rows are added to a book that knows what was recommended")
    let index: Int
    if let known = self.index(of: row) {
      index = known
      if !cases.cases[index].statements.contains(where: { $0.content == row.row.row.content }) {
        receive(row, cases.cases[index].subject, time, &bytes)
      }
    } else {
      let subject = LedgerSubject(
        number: head.count + 1, contact: row.contact, child: row.child)
      receive(row, subject, time, &bytes)
      index = cases.cases.count - 1
    }
    recommend(row, index, time, &bytes)
    if let decision = row.row.decision { decide(decision, index, time, &bytes) }
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
    let content = row.row.row.content
    let key = RowInRun(file: row.file, content: content)
    let before = unknownInRun[key, default: 0]
    unknownInRun[key] = before + 1
    return found.filter {
      cases.cases[$0].child == nil && cases.cases[$0].statement.content == content
    }.dropFirst(before).first
  }

  private mutating func receive(
    _ row: DecidedRow, _ subject: LedgerSubject, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    append(
      .received(
        LedgerReceived(
          subject: subject, received: row.received, content: row.row.row.content,
          row: row.row.row.bytes)), at: time, to: &bytes)
  }

  private mutating func recommend(
    _ row: DecidedRow, _ index: Int, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    var event = row.recommended
    event.subject = cases.cases[index].subject
    event.supersedes = cases.cases[index].recommendation?.entry
    let mark = Self.mark(event)
    guard marks[index].contains(mark) else {
      append(.recommended(event), at: time, to: &bytes)
      replayed.remove(event.subject.number)
      return
    }
    if marks[index].last == mark {
      replayed.remove(event.subject.number)
    } else {
      replayed.insert(event.subject.number)
    }
  }

  /// Adds a decision that a row states, unless the case has one that says as much.
  private mutating func decide(
    _ stated: StatedDecision, _ index: Int, _ time: Instant, _ bytes: inout [UInt8]
  ) {
    let known = cases.cases[index]
    if known.decisions.contains(where: { $0.event.says(stated) }) { return }
    var event = LedgerDecided(
      subject: known.subject, outcome: stated.outcome, rating: stated.rating,
      decided: stated.decided, by: stated.by, reason: stated.reason,
      recommendation: known.recommendation?.entry, source: .contacts,
      supersedes: known.lastDecision?.entry)
    event.lacking = event.lacks(known.recommendation?.event)
    append(.decided(event), at: time, to: &bytes)
  }

  /// Adds a rejected row of one of the files, unless the ledger has it as often as the file so far.
  public mutating func add(
    _ event: LedgerRejected, file: Int, at time: Instant, to bytes: inout [UInt8]
  ) {
    let key = RowInRun(file: file, content: event.content)
    let count = rejectedInRun[key, default: 0] + 1
    rejectedInRun[key] = count
    if count > rejected[event.content, default: 0] {
      append(.rejected(event), at: time, to: &bytes)
    }
  }
}

extension LedgerDecided {
  /// Whether the decision says everything that a row states of one.
  fileprivate func says(_ stated: StatedDecision) -> Bool {
    (stated.outcome == nil || stated.outcome == outcome)
      && (stated.rating == nil || stated.rating == rating)
      && (stated.decided == nil || stated.decided == decided)
      && (stated.by == nil || stated.by == by)
      && (stated.reason == nil || stated.reason == reason)
      && (stated.outcome != nil || stated.rating != nil || stated.decided != nil
        || lacking.contains(.outcome))
  }

  /// What the decision ought to state and does not, given what was recommended.
  func lacks(_ recommended: LedgerRecommended?) -> [Lack] {
    var lacks: [Lack] = []
    if outcome == nil { lacks.append(.outcome) }
    if decided == nil { lacks.append(.time) }
    if by == nil { lacks.append(.person) }
    let difference = recommended.map { self.difference(from: $0) } ?? .same
    if difference != .same, reason == nil { lacks.append(.reason) }
    if difference == .lower, agreedBy == nil { lacks.append(.secondPerson) }
    return lacks
  }

  /// How a decision stands to a recommendation.
  public enum Difference: Hashable, Sendable {
    /// The same outcome, and the same rating as far as one is stated.
    case same
    /// A lower outcome; or the same outcome and a lower rating.
    case lower
    /// Another that is not lower.
    case other
  }

  /// How the decision stands to a recommendation; an outcome that is not stated is no difference.
  public func difference(from recommended: LedgerRecommended) -> Difference {
    if let outcome, outcome != recommended.outcome {
      guard let own = recommended.outcomes.firstIndex(of: outcome),
        let other = recommended.outcomes.firstIndex(of: recommended.outcome)
      else { return .other }
      return own < other ? .lower : .other
    }
    if let rating, rating != recommended.rating {
      guard let own = recommended.ratings.firstIndex(of: rating), let other = recommended.rating,
        let level = recommended.ratings.firstIndex(of: other)
      else { return .other }
      return own < level ? .lower : .other
    }
    return .same
  }
}
