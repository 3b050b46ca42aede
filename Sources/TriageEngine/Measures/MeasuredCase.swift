public import ThresholdDSL

/// What a report needs of one child's contact: when things happened, what was recommended and decided,
/// and the characteristics that it is counted by.
public struct MeasuredCase: Sendable {
  /// The contact's id; for a rejected row without one, the place that it is named by.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// The incident's id: notices of one incident share it.
  public var incident: String?
  /// Whether it is news of a case that was open already.
  public var isUpdate: Bool
  /// When it was received; nil when a rejected row does not say.
  public var received: Moment?
  /// Whether the row was rejected: it counts as received and undecided.
  public var isRejected: Bool
  /// The edition that it belongs to, as an index into the report's editions; nil when none is in force.
  public var edition: Int?
  /// Who made the contact: an index into ``ReservedFact/sourceNames``.
  public var source: StatedCategory
  /// How it arrived: an index into ``ReservedFact/channelNames``.
  public var channel: StatedCategory
  /// The child's sex: an index into ``ReservedFact/sexNames``.
  public var sex: StatedCategory
  /// The child's ethnicity: an index into ``EthnicGroup/codes``.
  public var ethnicity: StatedCategory
  /// The child's age on the day received.
  public var age: AgeBand
  /// What was recommended when the first decision was made, or last, where there is none.
  public var recommendation: Recommendation?
  /// The name of the outcome recommended last.
  public var recommendedNow: String?
  /// What people decided, first to last.
  public var decisions: [Decision]
  /// What the rule book's clocks say.
  public var clocks: [ClockReading]

  /// A recommendation.
  public struct Recommendation: Hashable, Sendable {
    /// The name of the outcome that is established.
    public var outcome: String
    /// Whether no unknown fact could raise it.
    public var isSettled: Bool

    /// A recommendation.
    public init(outcome: String, isSettled: Bool) {
      self.outcome = outcome
      self.isSettled = isSettled
    }
  }

  /// A decision made by a person.
  public struct Decision: Hashable, Sendable {
    /// The name of the outcome; nil when not stated or not readable.
    public var outcome: String?
    /// When it was made; nil when not stated or not readable.
    public var at: Moment?

    /// A decision.
    public init(outcome: String?, at: Moment?) {
      self.outcome = outcome
      self.at = at
    }
  }

  /// A case that has been received and nothing else.
  public init(
    contact: String, child: String? = nil, received: Moment?, isRejected: Bool = false,
    edition: Int? = nil
  ) {
    self.contact = contact
    self.child = child
    incident = nil
    isUpdate = false
    self.received = received
    self.isRejected = isRejected
    self.edition = edition
    source = .notStated
    channel = .notStated
    sex = .notStated
    ethnicity = .notStated
    age = .notKnown
    recommendation = nil
    decisions = []
    clocks = []
  }
}

/// What a row says of something that has a list of values.
public enum StatedCategory: Hashable, Sendable {
  /// A value of the list.
  case known(Int)
  /// It states that it is unknown.
  case unknown
  /// It does not say.
  case notStated
  /// It says something that is not in the list.
  case unreadable(String)
}

/// The ages that contacts are counted by: those of the national tables.
public enum AgeBand: Int, Hashable, Sendable, CaseIterable {
  case unborn
  case underOne
  case oneToFour
  case fiveToNine
  case tenToFifteen
  case sixteenAndOver
  case notKnown

  /// The band's name for people.
  public var title: String {
    switch self {
    case .unborn: "Unborn"
    case .underOne: "Under 1"
    case .oneToFour: "1 to 4"
    case .fiveToNine: "5 to 9"
    case .tenToFifteen: "10 to 15"
    case .sixteenAndOver: "16 and over"
    case .notKnown: "Not known"
    }
  }

  /// The band of completed years of age.
  public init(years: Int) {
    switch years {
    case ..<1: self = .underOne
    case ..<5: self = .oneToFour
    case ..<10: self = .fiveToNine
    case ..<16: self = .tenToFifteen
    default: self = .sixteenAndOver
    }
  }

  /// The band of an age, where every day on which the child can have been born gives the same.
  init(age: FactState) {
    guard case .known(.life(let born, let day), _) = age else {
      self = .notKnown
      return
    }
    let bands = [born.lowerBound, born.upperBound].map {
      AgeBand(years: Lifetime.completed(.years, from: $0, on: day))
    }
    self = bands[0] == bands[1] ? bands[0] : .notKnown
  }

  /// The band of a contact's child.
  public init(of contact: Contact, _ edition: Edition) {
    self = .notKnown
    for (fact, state) in zip(edition.facts, contact.facts) {
      switch fact.reserved {
      case .childAge: self = AgeBand(age: state)
      case .unborn where state == .known(.yesNo(true), .statement):
        self = .unborn
        return
      default: break
      }
    }
  }
}
