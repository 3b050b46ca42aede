/// One line of a ledger: an event, when it was written down, and the digest of the line before.
///
/// A ledger is JSON Lines that are only ever added to. Each line is one object with its keys in a
/// fixed order:
///
///     {"entry":2,"previous":"sha256:…","recorded":"2026-03-02T09:00:00+00:00",
///      "event":"decided", …,"check":"8d777f38"}
///
/// `previous` is the SHA-256 digest of the line before without its line break, so the digest of one
/// line speaks for everything up to it. `check` is the CRC-32 of the line up to it: it finds a slip
/// in the last line, which no later line speaks for.
public struct LedgerEntry: Hashable, Sendable {
  /// Its number: entries are numbered from 1 without gaps.
  public var number: Int
  /// The digest of the entry before.
  public var previous: LedgerDigest
  /// When it was written down, by the clock of the machine that wrote it.
  public var recorded: Instant
  /// What happened.
  public var event: LedgerEvent
  /// The digest of the entry itself.
  public var digest: LedgerDigest
}

/// What a ledger tells of.
public enum LedgerEvent: Hashable, Sendable {
  /// A contact was received, or the same contact again with other facts.
  case received(LedgerReceived)
  /// A row was received that cannot be decided: it is undecided until it is put right.
  case rejected(LedgerRejected)
  /// The rules recommended an outcome.
  case recommended(LedgerRecommended)
  /// A person decided, or revised a decision.
  case decided(LedgerDecided)
}

/// A contact and a child, as every event about them names them.
///
/// Children whose id is unknown are told apart by the number of their case alone.
public struct LedgerSubject: Hashable, Sendable {
  /// The number of the entry that first received the contact about the child.
  public var number: Int
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?

  /// A contact and a child.
  public init(number: Int, contact: String, child: String?) {
    self.number = number
    self.contact = contact
    self.child = child
  }
}

/// What a contact states of a child.
public struct LedgerReceived: Hashable, Sendable {
  /// The contact and the child.
  public var subject: LedgerSubject
  /// When the contact was received.
  public var received: Moment
  /// The digest of `row`.
  public var content: LedgerDigest
  /// What the contact states, as a JSON object on one line (``CanonicalRow``).
  public var row: [UInt8]

  /// What a contact states of a child.
  public init(subject: LedgerSubject, received: Moment, content: LedgerDigest, row: [UInt8]) {
    self.subject = subject
    self.received = received
    self.content = content
    self.row = row
  }
}

/// A row that was rejected: who it is about as far as that can be read, and why; never the row.
public struct LedgerRejected: Hashable, Sendable {
  /// Who it is about.
  public var identity: RowIdentity
  /// The digest of the row's bytes as read.
  public var content: LedgerDigest
  /// The file, as the user named it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The field it is about.
  public var field: String?
  /// The stable code.
  public var code: String
  /// What is wrong and what to write instead.
  public var reason: String

  /// A row that was rejected.
  public init(
    identity: RowIdentity, content: LedgerDigest, file: String, line: Int, field: String?,
    code: String, reason: String
  ) {
    self.identity = identity
    self.content = content
    self.file = file
    self.line = line
    self.field = field
    self.code = code
    self.reason = reason
  }

  /// A row that was rejected, of a file as the user named it.
  public init(_ rejection: Rejection, file: String) {
    self.init(
      identity: rejection.identity, content: LedgerDigest(of: rejection.raw), file: file,
      line: rejection.place.line, field: rejection.field, code: rejection.code.rawValue,
      reason: rejection.reason)
  }
}

/// What the rules recommended, with everything that it rests on.
///
/// The decision is the hub's, made without `--as-of` and without what a person decided, so that it
/// is a function of the row, the rules, the calendar and the history beside it.
public struct LedgerRecommended: Hashable, Sendable {
  /// The contact and the child.
  public var subject: LedgerSubject
  /// The digest of the row that was decided on.
  public var content: LedgerDigest
  /// The edition's name.
  public var edition: String
  /// The outcome established.
  public var outcome: String
  /// How sure it is (``Decision/Certainty``).
  public var certainty: String
  /// The most it could turn out to be.
  public var couldRiseTo: String
  /// The least it could turn out to be.
  public var couldFallTo: String
  /// The rating established.
  public var rating: String?
  /// The highest rating that it could turn out to be.
  public var ratingCouldRiseTo: String?
  /// The edition's outcomes, lowest first.
  public var outcomes: [String]
  /// The edition's ratings, lowest first.
  public var ratings: [String]
  /// The digest of the edition.
  public var rules: String
  /// The digest of the calendar; nil when none was used.
  public var calendar: String?
  /// What was known from earlier contacts, as a JSON object on one line.
  public var history: [UInt8]
  /// The entry of the recommendation that this one replaces.
  public var supersedes: Int?
  /// The whole decision as ``DecisionEncoder`` writes it, without the line break; empty when it was
  /// not kept while reading.
  public var decision: [UInt8]
}

/// What a person decided.
public struct LedgerDecided: Hashable, Sendable {
  /// The contact and the child.
  public var subject: LedgerSubject
  /// The outcome; nil when none was stated that can be read.
  public var outcome: String?
  /// The rating; nil when none was stated.
  public var rating: String?
  /// When it was decided; nil when not stated.
  public var decided: Moment?
  /// Who decided.
  public var by: String?
  /// In which role.
  public var role: String?
  /// Why.
  public var reason: String?
  /// The second person, who agreed.
  public var agreedBy: String?
  /// The entry of the recommendation that it was made on.
  public var recommendation: Int?
  /// How it came into the ledger.
  public var source: Source
  /// What it ought to state and does not.
  public var lacking: [Lack]
  /// The entry of the decision that it revises.
  public var supersedes: Int?

  /// How a decision came into the ledger.
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// A row of contacts stated it.
    case contacts
    /// A person recorded it.
    case record
  }

  /// What a decision can lack. One stated by a row of contacts is kept whatever it lacks: it was
  /// made, and losing it would be worse.
  public enum Lack: String, Hashable, Sendable, CaseIterable {
    /// The outcome, or one that the rules know.
    case outcome
    /// The time.
    case time
    /// The person.
    case person
    /// The reason for another outcome or rating than recommended.
    case reason
    /// A second person for a lower outcome or rating than recommended.
    case secondPerson = "second_person"
  }

  /// What a person decided.
  public init(
    subject: LedgerSubject, outcome: String?, rating: String? = nil, decided: Moment?, by: String?,
    role: String? = nil, reason: String? = nil, agreedBy: String? = nil,
    recommendation: Int? = nil, source: Source, lacking: [Lack] = [], supersedes: Int? = nil
  ) {
    self.subject = subject
    self.outcome = outcome
    self.rating = rating
    self.decided = decided
    self.by = by
    self.role = role
    self.reason = reason
    self.agreedBy = agreedBy
    self.recommendation = recommendation
    self.source = source
    self.lacking = lacking
    self.supersedes = supersedes
  }
}
