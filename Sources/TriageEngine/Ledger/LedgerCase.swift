import ThresholdDSL

/// What a ledger holds of one contact about one child.
///
/// INVARIANT: there is at least one statement; statements and recommendations are in the order of the
/// entries, decisions in the order in which they were made, so that one written down late neither
/// stands nor counts as made late.
public struct LedgerCase: Sendable {
  /// The contact, the child, and the entry that first received them.
  public let subject: LedgerSubject
  /// What the contact stated, each time that it stated something else.
  public internal(set) var statements: [LedgerStatement]
  /// What the rules recommended, each time that it was something else.
  public internal(set) var recommendations: [LedgerRecommendation] = []
  /// What people decided, in the order in which they decided it (``place(ofDecisionMade:)``).
  public internal(set) var decisions: [LedgerDecision] = []

  /// The contact's id.
  public var contact: String { subject.contact }
  /// The child's id; nil when unknown.
  public var child: String? { subject.child }
  /// What the contact stated first.
  public var firstStatement: LedgerStatement { statements[0] }
  /// What the contact stated last.
  public var statement: LedgerStatement { statements[statements.count - 1] }
  /// When the contact was received, as it stated last.
  public var received: Moment { statement.received }
  /// What the rules recommended last.
  public var recommendation: LedgerRecommendation? { recommendations.last }
  /// What a person decided first.
  public var firstDecision: LedgerDecision? { decisions.first }
  /// What a person decided last: what stands.
  public var lastDecision: LedgerDecision? { decisions.last }

  /// The place among the decisions of one made at a time: behind all but those that were made later for
  /// sure, which one without a time was not.
  func place(ofDecisionMade time: Moment) -> Int {
    (decisions.lastIndex { decision in
      decision.event.decided.map { $0.earliest <= time.latest } ?? true
    } ?? -1) + 1
  }

  /// The entry of the decision that one made at a time revises: the one that stands, unless that was
  /// made later.
  func superseded(byDecisionMade time: Moment) -> Int? {
    place(ofDecisionMade: time) == decisions.count ? lastDecision?.entry : nil
  }

  /// The recommendation that an entry made.
  public func recommendation(entry: Int?) -> LedgerRecommendation? {
    recommendations.last { $0.entry == entry }
  }
}

/// What a contact stated of a child at one time.
public struct LedgerStatement: Sendable {
  /// The entry.
  public var entry: Int
  /// When it was written down.
  public var recorded: Instant
  /// When the contact was received.
  public var received: Moment
  /// The digest of the row.
  public var content: LedgerDigest
  /// The row as a JSON object on one line; empty when it was not kept.
  public var row: [UInt8]

  /// The row, to be decoded as any other; nil when it was not kept.
  public var rawRow: RawRow? {
    var parser = JSONRowParser()
    let place = RowPlace(file: 0, line: entry)
    guard case .row(let read) = parser.parse(row, in: 0..<row.count, at: place) else { return nil }
    return read
  }
}

/// What the rules recommended at one time.
public struct LedgerRecommendation: Sendable {
  /// The entry.
  public var entry: Int
  /// When it was written down.
  public var recorded: Instant
  /// What was recommended.
  public var event: LedgerRecommended
}

/// What a person decided at one time.
public struct LedgerDecision: Sendable {
  /// The entry.
  public var entry: Int
  /// When it was written down.
  public var recorded: Instant
  /// What was decided.
  public var event: LedgerDecided

  /// When it was made: as stated, else when it was written down.
  var made: Moment { event.decided ?? Moment(at: recorded) }
}

/// A row that was rejected, and so is undecided.
public struct LedgerRejection: Sendable {
  /// The entry.
  public var entry: Int
  /// When it was written down.
  public var recorded: Instant
  /// Who it is about and why it was rejected.
  public var event: LedgerRejected
  /// The entry that received the same contact and child in a row that could be decided; nil while
  /// there is none, or when the rejected row does not say whom it is about.
  public internal(set) var putRightBy: Int?
  /// When that was written down.
  public internal(set) var putRightAt: Instant?
}
