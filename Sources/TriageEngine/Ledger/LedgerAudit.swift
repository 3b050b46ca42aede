import ThresholdDSL

/// Goes through a ledger to prove it: what each entry says must follow from those before it, and each
/// recommendation from the rules.
///
/// It only looks at entries whose chain ``LedgerReader`` found sound. Deriving a recommendation is
/// the long part, and is handed out as a ``Derivation``, so that threads can share it.
public struct LedgerAudit: Sendable {
  private var cases = LedgerCases(keeping: .rows)
  private let recommenders: [LedgerRecommender]
  /// The recommendations that were handed out to be derived again.
  public private(set) var derived = 0
  /// The rules and calendars that are not at hand, in the order first met.
  public private(set) var notAtHand: [RulesNotAtHand] = []

  /// Rules or a calendar that recommendations were made by and that are not at hand.
  public struct RulesNotAtHand: Hashable, Sendable {
    /// The name of the edition.
    public var edition: String
    /// The digest of the edition.
    public var rules: String
    /// The digest of the calendar.
    public var calendar: String?
    /// How many recommendations were made by them.
    public var recommendations: Int
  }

  /// A recommendation to be derived again.
  public struct Derivation: Sendable {
    let entry: Int
    let recorded: LedgerRecommended
    let row: CanonicalRow
    let recommender: LedgerRecommender

    /// What is wrong with the recommendation; nil when the rules say just the same, byte for byte.
    public var flaw: LedgerFlaw? {
      let derived = recommender.recommendation(
        on: row, history: LedgerHistory(bytes: recorded.history), subject: recorded.subject,
        supersedes: recorded.supersedes)
      return derived == recorded
        ? nil
        : LedgerFlaw(
          .notDerived, line: entry,
          "the recommendation is not what edition `\(recorded.edition)` makes of the row")
    }
  }

  /// An audit with the rules at hand.
  public init(_ recommenders: [LedgerRecommender]) {
    self.recommenders = recommenders
  }

  /// The cases and the rejected rows gone through.
  public var counts: (cases: Int, rejected: Int) { (cases.cases.count, cases.rejections.count) }

  /// Goes through the next entry; the recommendation to derive again, if it is one.
  public mutating func check(_ entry: LedgerEntry) throws(LedgerFlaw) -> Derivation? {
    try cases.add(entry)
    switch entry.event {
    case .rejected: return nil
    case .received(let event):
      try check(event, entry)
      return nil
    case .decided(let event):
      try check(event, entry)
      return nil
    case .recommended(let event): return derivation(event, entry)
    }
  }

  private func check(_ event: LedgerReceived, _ entry: LedgerEntry) throws(LedgerFlaw) {
    guard LedgerDigest(of: event.row) == event.content else {
      throw contradiction(entry, "`content` is not the digest of `row`")
    }
    var parser = JSONRowParser()
    let place = RowPlace(file: 0, line: 1)
    guard case .row(let row) = parser.parse(event.row, in: 0..<event.row.count, at: place) else {
      throw contradiction(entry, "`row` cannot be read")
    }
    let identity = RowIdentity(row)
    guard identity.contact == event.subject.contact, identity.child == event.subject.child,
      identity.received == event.received
    else { throw contradiction(entry, "`row` is about another contact, child or time") }
  }

  private func check(_ event: LedgerDecided, _ entry: LedgerEntry) throws(LedgerFlaw) {
    let known = cases.index(ofCase: event.subject.number).map { cases.cases[$0] }
    let recommended = known?.recommendation(entry: event.recommendation)?.event
    guard event.lacks(recommended) == event.lacking else {
      throw contradiction(entry, "`lacking` is not what the decision lacks")
    }
    if event.source == .record, !event.lacking.isEmpty {
      throw contradiction(entry, "the decision lacks what `record` asks for")
    }
  }

  private mutating func derivation(
    _ event: LedgerRecommended, _ entry: LedgerEntry
  ) -> Derivation? {
    let known = cases.index(ofCase: event.subject.number).map { cases.cases[$0] }
    let statement = known?.statements.last { $0.content == event.content }
    let recommender = recommenders.first {
      $0.rules == event.rules && $0.calendar == event.calendar
    }
    guard let statement, let recommender else {
      count(event)
      return nil
    }
    derived += 1
    return Derivation(
      entry: entry.number, recorded: event, row: CanonicalRow(bytes: statement.row),
      recommender: recommender)
  }

  private mutating func count(_ event: LedgerRecommended) {
    let place = notAtHand.firstIndex {
      $0.edition == event.edition && $0.rules == event.rules && $0.calendar == event.calendar
    }
    if let place {
      notAtHand[place].recommendations += 1
    } else {
      notAtHand.append(
        RulesNotAtHand(
          edition: event.edition, rules: event.rules, calendar: event.calendar,
          recommendations: 1))
    }
  }

  private func contradiction(_ entry: LedgerEntry, _ message: String) -> LedgerFlaw {
    LedgerFlaw(.contradiction, line: entry.number, message)
  }
}
