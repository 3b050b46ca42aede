/// One child's row of a contact, decoded against an edition.
///
/// INVARIANT: `facts` has one entry for each fact of the edition that it was decoded against.
public struct Contact: Sendable {
  /// The contact's id, shared by siblings.
  public var id: String
  /// The child's id; nil when the contact states that it is unknown.
  public var child: String?
  /// When the contact was received.
  public var received: Moment
  /// The household's id.
  public var household: String?
  /// The other child's id, where one child is alleged to have harmed another.
  public var otherChild: String?
  /// The incident's id: notices of one incident share it.
  public var incident: String?
  /// The human decision, if one was made.
  public var human: HumanDecision?
  /// What the contact says of each fact, by index in ``Edition/facts``.
  public var facts: FactStates
  /// What should be said about the row.
  public var notes: [Note]
  /// Whether a field that is neither reserved, declared nor ignored has a value: such a row is never
  /// a settled "no further action".
  public var hasUnrecognisedFields: Bool
  /// The file and line it was read from.
  public var place: RowPlace
  /// What a ledger takes from the row, where one is kept (``DecodingOptions/keepsLedgerRows``).
  public var ledgerRow: LedgerRow?

  /// A row that says so of each fact.
  public init(
    id: String, child: String?, received: Moment, human: HumanDecision? = nil,
    facts: [FactState], notes: [Note] = []
  ) {
    self.init(
      id: id, child: child, received: received, human: human, facts: FactStates(facts),
      notes: notes)
  }

  /// A decoded row.
  public init(
    id: String, child: String?, received: Moment, household: String? = nil,
    otherChild: String? = nil, incident: String? = nil, human: HumanDecision? = nil,
    facts: FactStates, notes: [Note] = [], hasUnrecognisedFields: Bool = false,
    place: RowPlace = RowPlace(file: 0, line: 1)
  ) {
    self.id = id
    self.child = child
    self.received = received
    self.household = household
    self.otherChild = otherChild
    self.incident = incident
    self.human = human
    self.facts = facts
    self.notes = notes
    self.hasUnrecognisedFields = hasUnrecognisedFields
    self.place = place
  }
}

/// What a person decided, as recorded with the contact.
public struct HumanDecision: Hashable, Sendable {
  /// When; nil when not stated or not readable.
  public var decided: Moment?
  /// An index into the edition's outcomes; nil when not stated or not readable.
  public var outcome: Int?
  /// An index into the edition's ratings.
  public var rating: Int?

  /// A human decision.
  public init(decided: Moment? = nil, outcome: Int? = nil, rating: Int? = nil) {
    self.decided = decided
    self.outcome = outcome
    self.rating = rating
  }
}

/// A row of one of the input files.
public struct RowPlace: Hashable, Sendable {
  /// The file, as an index into the list of inputs.
  public var file: Int
  /// The line, from 1, on which the row starts.
  public var line: Int

  /// A row of a file.
  public init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}

/// Something that the decision on a row should say beside its outcome.
///
/// INVARIANT: a note names fields, codes and years, and never repeats a value of the row.
public struct Note: Hashable, Sendable {
  /// The stable code.
  public var code: NoteCode
  /// The field it is about.
  public var field: String?
  /// What it says, in plain English.
  public var text: String

  /// A note.
  public init(_ code: NoteCode, field: String? = nil, text: String) {
    self.code = code
    self.field = field
    self.text = text
  }
}

/// The stable codes of notes: one table from which help and tests derive.
public enum NoteCode: String, Hashable, Sendable, CaseIterable {
  /// A field is neither reserved, declared nor ignored.
  case unrecognisedField = "N0101"
  /// A value cannot be read, so its fact is unknown.
  case unreadableValue = "N0102"
  /// Both a date of birth and an expected date are given: the child is born.
  case bornAndExpected = "N0103"
  /// The date of birth is after the day received.
  case bornAfterReceived = "N0104"
  /// The same contact and child stand twice in the input.
  case repeatedRow = "N0105"
  /// The other child of the contact has no row.
  case otherChildMissing = "N0106"
  /// A date lies outside the years of the calendar.
  case outsideCalendar = "N0107"
  /// A clock's end lies before its start.
  case endBeforeStart = "N0108"
  /// A local time is made double by a clock change.
  case ambiguousTime = "N0109"
  /// The time received is not stated.
  case timeUnknown = "N0110"
  /// History facts are unknown because the child is.
  case noHistory = "N0111"
  /// The expected date of birth is long past and no date of birth is given.
  case expectedLongPast = "N0112"
  /// The date of birth is that of an adult, so the age is unknown.
  case bornLongAgo = "N0113"
  /// Earlier rows may count or not.
  case uncertainHistory = "N0114"
}
