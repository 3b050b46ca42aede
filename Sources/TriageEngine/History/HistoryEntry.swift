import ThresholdDSL

/// An earlier contact as the history keeps it: small, since there may be millions.
struct HistoryEntry: Sendable {
  /// What it is.
  enum Kind: UInt8, Sendable {
    /// A contact with what it states.
    case contact
    /// The record of a decision, which states little of the contact.
    case record
    /// A rejected row, which may be a contact.
    case rejected
    /// What a ledger's contact stated before it stated another day: it may have been another contact
    /// with the same id.
    case former
  }

  /// In the order of arrival; never used again.
  var serial: Int
  var kind: Kind
  /// The key of the contact's id; 0 when that cannot be read.
  var contact: UInt64
  /// The key of the incident's id; 0 when none is stated.
  var incident: UInt64
  /// The child's number; -1 when unknown.
  var child: Int32
  /// The household's number; -1 when none is stated.
  var household: Int32
  /// The index of the next entry of the child, which arrived earlier; -1 at the end.
  var nextOfChild: Int32 = -1
  /// The index of the next entry that states the household; -1 at the end.
  var nextOfHousehold: Int32 = -1
  /// When it was received.
  var earliest: Instant
  var latest: Instant
  /// The London day on which it was received; nil when that cannot be read.
  var day: CivilDate?
  var isUpdate = false
  var origin: HistoryOrigin
  /// Whether its own history has been read: what arrives now must not be earlier.
  var isRead = false
  /// An index into the sources; -1 when unknown.
  var source: Int8 = -1
  /// The number of the outcome recommended; -1 when unknown.
  var recommended: Int16 = -1
  /// Whether the recommendation was worked out here, from the history as it was then.
  var isWorkedOut = false
  /// What a person decided last; nil when nobody has. Most contacts have one decision, so the last
  /// stands apart from those that it revises.
  var decision: PersonDecision?
  /// The decisions that were revised, in order.
  var revised: [PersonDecision] = []
  /// What the conditions after `where` are of it.
  var conditions: [Truth] = []

  /// What a person decided, and when.
  struct PersonDecision: Hashable, Sendable {
    /// The number of the outcome; -1 when it is unknown.
    var outcome: Int16
    /// When.
    var between: ClosedRange<Instant>
  }

  /// Every decision of a person, in the order in which they were made.
  var decisions: [PersonDecision] {
    get { revised + (decision.map { [$0] } ?? []) }
    set {
      decision = newValue.last
      revised = newValue.dropLast()
    }
  }

  /// Whether it counts wherever another row of the same contact does, decisions set aside.
  func countsLike(_ other: HistoryEntry) -> Bool {
    day == other.day && isUpdate == other.isUpdate && source == other.source
      && conditions == other.conditions && incident == other.incident
  }

  /// Whether it and another row with the same id may be two contacts: they were received on different days,
  /// or one is of an incident and the other of none. Days of one incident are one.
  func mayBeAnother(than other: HistoryEntry) -> Bool {
    if kind == .contact, other.kind == .contact, (incident == 0) != (other.incident == 0) {
      return true
    }
    return day != other.day && (incident == 0 || incident != other.incident)
  }

  /// Whether it may be anything, or nothing, and so counts for nothing that is sure.
  var isDoubtful: Bool { kind == .rejected || kind == .former }

  /// Whether it is a row of the input.
  var isInput: Bool { origin == .input }

  /// Any time at all.
  static let anyTime = Instant(seconds: .min)...Instant(seconds: .max)
}

/// The entries of one child, or that state one household, newest arrival first.
struct HistoryChain: Sendable {
  /// The index of the first entry; -1 when there is none.
  var head: Int32 = -1
  /// How many entries there are.
  var count: Int32 = 0
  /// Whether there are more than are kept.
  var isOverfull = false
}

/// The limits of history, each named once and tested.
public enum HistoryLimits {
  /// The contacts that are kept of one child, or that state one household. Beyond them an id stands
  /// for nobody in particular, and every count of it is so many or more.
  public static let contactsOfOne = 1_000
  /// The contacts that are kept before any is forgotten that no window can reach.
  public static let keptAtLeast = 1 << 17
}

/// The number that stands for an id in the history; never 0.
func historyKey(_ id: String) -> UInt64 {
  max(1, IdentityHash(id).value)
}
