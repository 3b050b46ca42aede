/// A contact as later contacts of the same child, or the same household, look back on it.
///
/// It is made from a row (``EarlierContactReader``), or by whoever keeps contacts in another form,
/// such as a ledger.
public struct EarlierContact: Hashable, Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when it is unknown, and then the contact stands in no child's history.
  public var child: String?
  /// When it was received.
  public var received: Moment
  /// The household's id, where it is stated.
  public var household: String?
  /// The incident's id, where it is stated: notices of one incident count once.
  public var incident: String?
  /// What the contact states; nil for the record of a decision, which does not repeat it.
  public var statement: Statement?
  /// The name of the outcome recommended; nil when it is not known, or not known yet.
  public var recommended: String?
  /// What people decided, in the order in which they did: a later one revises those before.
  public var decisions: [PersonDecision]

  /// What an earlier contact states, as far as later contacts ask.
  public struct Statement: Hashable, Sendable {
    /// Whether it states that the case was open: such an update is no contact of its own.
    public var isUpdate: Bool
    /// An index into ``ReservedFact/sourceNames``; nil when the source is unknown.
    public var source: Int?
    /// What each condition after `where` is of it, in the order of the plan.
    public var conditions: [Truth]

    /// What an earlier contact states.
    public init(isUpdate: Bool = false, source: Int? = nil, conditions: [Truth] = []) {
      self.isUpdate = isUpdate
      self.source = source
      self.conditions = conditions
    }
  }

  /// What a person decided of an earlier contact.
  public struct PersonDecision: Hashable, Sendable {
    /// When; nil when it is not known, and then it may have been known at any time.
    public var decided: Moment?
    /// The name of the outcome; nil when it is not known.
    public var outcome: String?

    /// A person's decision.
    public init(decided: Moment?, outcome: String?) {
      self.decided = decided
      self.outcome = outcome
    }
  }

  /// An earlier contact.
  public init(
    contact: String, child: String?, received: Moment, household: String? = nil,
    incident: String? = nil, statement: Statement? = Statement(), recommended: String? = nil,
    decisions: [PersonDecision] = []
  ) {
    self.contact = contact
    self.child = child
    self.received = received
    self.household = household
    self.incident = incident
    self.statement = statement
    self.recommended = recommended
    self.decisions = decisions
  }
}

/// Where an earlier contact is known from.
///
/// INVARIANT: ledgers are added before all else, so that a row finds what was decided of it there.
public enum HistoryOrigin: UInt8, Hashable, Sendable {
  /// A file given beside the input.
  case beside
  /// A ledger.
  case ledger
  /// A row of the input.
  case input
}

/// A row that was rejected, as far as later contacts of its child must know of it: it may be an
/// earlier contact.
public struct RejectedContact: Hashable, Sendable {
  /// The contact's id, where it can be read.
  public var contact: String?
  /// The child's id.
  public var child: String
  /// When it was received, where that can be read.
  public var received: Moment?

  /// A rejected row of a child.
  public init(contact: String?, child: String, received: Moment?) {
    self.contact = contact
    self.child = child
    self.received = received
  }

  /// The rejected row of whoever it is about; nil where no child can be read.
  public init?(_ identity: RowIdentity) {
    guard let child = identity.child else { return nil }
    self.init(contact: identity.contact, child: child, received: identity.received)
  }
}
