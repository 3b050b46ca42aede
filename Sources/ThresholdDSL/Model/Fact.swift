/// Something a contact can state, or that the engine derives: declared once, with the meaning of
/// silence and the direction of concern written down.
public struct Fact: Hashable, Sendable {
  /// The name that rules and contact files use.
  public var name: String
  /// What values it has.
  public var type: FactType
  /// The question a worker asks to find out.
  public var question: String?
  /// Whether more of it means more concern.
  public var polarity: Polarity
  /// What it means when a contact does not state it.
  public var silence: Silence
  /// The agencies that hold the answer, in the order written.
  public var heldBy: [String]
  /// The agency to whose information it is restricted.
  public var restrictedTo: String?
  /// Set for the facts that every rule book has, such as `child_age`.
  public var reserved: ReservedFact?
  /// The clause it is declared under.
  public var clause: Clause?
  /// Where it is declared; nil for reserved facts.
  public var span: SourceSpan?

  /// A fact with these properties.
  public init(
    name: String, type: FactType, question: String? = nil, polarity: Polarity = .neither,
    silence: Silence = .unknown, heldBy: [String] = [], restrictedTo: String? = nil,
    reserved: ReservedFact? = nil, clause: Clause? = nil, span: SourceSpan? = nil
  ) {
    self.name = name
    self.type = type
    self.question = question
    self.polarity = polarity
    self.silence = silence
    self.heldBy = heldBy
    self.restrictedTo = restrictedTo
    self.reserved = reserved
    self.clause = clause
    self.span = span
  }
}

/// The values a fact can have. Every type also has unknown.
public enum FactType: Hashable, Sendable {
  /// Yes or no.
  case yesNo
  /// One of these names.
  case oneOf([String])
  /// Any number of these names at once; at most 64.
  case anyOf([String])
  /// An exact decimal number.
  case number
  /// A day.
  case date
  /// A moment, or a day whose time is not known.
  case dateAndTime
  /// A length of life in completed units.
  case age
  /// Something counted from earlier contacts; a number, or yes/no for `ever had outcome`.
  case history(HistoryQuery)
}

/// Which way a fact points (language reference, "More risk never lowers the outcome").
public enum Polarity: Hashable, Sendable {
  /// More of it, or a later declared value, means more concern.
  case raises
  /// More of it, or a later declared value, means less concern.
  case lowers
  /// It says nothing about concern by itself.
  case neither
  /// Value by value, as indices of the declared values; the rest are neither.
  case byValue(raises: [Int], lowers: [Int])
}

/// What silence means for a fact.
public enum Silence: Hashable, Sendable {
  /// Nothing is read from silence.
  case unknown
  /// No where the fact with this index is yes, else unknown. Where the other fact, if there is one,
  /// is not known to be no, nothing is read from silence: its yes makes the question a real one.
  case noWhen(fact: Int, unless: Int?)
  /// Always no, for the reason written.
  case no(because: String)
}

/// A question about earlier contacts of the same child.
public struct HistoryQuery: Hashable, Sendable {
  /// What is counted.
  public enum Measure: Hashable, Sendable {
    /// The number of contacts.
    case count
    /// Whether there was any; `ever had outcome`.
    case ever
    /// Days since the last one.
    case daysSinceLast
  }

  /// What is counted.
  public var measure: Measure
  /// How far the window runs back from the contact's own time; nil for all history.
  public var window: Age?
  /// Only contacts decided so: an index into the outcomes.
  public var decided: Int?
  /// Whether outcomes above `decided` count as well.
  public var decidedOrAbove: Bool
  /// Only contacts from these sources: indices into ``ReservedFact/sourceNames``.
  public var sources: [Int]
  /// Only contacts that meet this condition.
  public var condition: Condition?
  /// Whether contacts of the whole household count.
  public var forHousehold: Bool

  /// A question about earlier contacts.
  public init(
    measure: Measure, window: Age? = nil, decided: Int? = nil, decidedOrAbove: Bool = false,
    sources: [Int] = [], condition: Condition? = nil, forHousehold: Bool = false
  ) {
    self.measure = measure
    self.window = window
    self.decided = decided
    self.decidedOrAbove = decidedOrAbove
    self.sources = sources
    self.condition = condition
    self.forHousehold = forHousehold
  }
}

/// The facts that every rule book has without declaring them.
public enum ReservedFact: String, Hashable, Sendable, CaseIterable {
  /// The child's age at the time received, from `date_of_birth`.
  case childAge = "child_age"
  /// Yes when there is an expected date of birth and no date of birth.
  case unborn
  /// Who made the contact, by the national referral source code.
  case source
  /// How the contact arrived.
  case channel
  /// The child's sex.
  case sex
  /// When the contact was received.
  case received
  /// Whether the child's case is already open.
  case openCase = "open_case"
  /// Whether the child is the subject, or is alleged to have harmed another child.
  case role

  /// The plain names of the national referral source codes, in the order of ``sourceCodes``.
  public static let sourceNames: [String] = [
    "family", "acquaintance", "self", "other_individual", "school", "education_service", "gp",
    "health_visitor", "school_nurse", "other_primary_health", "emergency_department",
    "other_health", "housing", "social_care", "other_council_service", "another_council",
    "early_help_service", "police", "other_legal_agency", "other", "anonymous",
  ]

  /// The DfE children in need census referral source codes; `10` (unknown) is unknown.
  public static let sourceCodes: [String] = [
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C",
    "5D", "6", "7", "8", "9",
  ]

  /// The values of `channel`.
  public static let channelNames: [String] = [
    "telephone", "email", "online_form", "letter", "in_person", "police_notification", "other",
  ]

  /// The values of `role`.
  public static let roleNames: [String] = ["subject", "alleged_to_have_harmed"]

  /// The values of `sex`.
  public static let sexNames: [String] = ["female", "male"]

  /// The declaration that the reserved fact stands for.
  public var fact: Fact {
    switch self {
    case .childAge:
      Fact(
        name: rawValue, type: .age, question: "How old is the child (date of birth)?",
        reserved: self)
    case .unborn:
      Fact(
        name: rawValue, type: .yesNo, question: "Is this about an unborn child (expected date)?",
        reserved: self)
    case .source:
      Fact(
        name: rawValue, type: .oneOf(Self.sourceNames), question: "Who made the contact?",
        reserved: self)
    case .channel:
      Fact(
        name: rawValue, type: .oneOf(Self.channelNames), question: "How did the contact arrive?",
        reserved: self)
    case .sex:
      Fact(
        name: rawValue, type: .oneOf(Self.sexNames), question: "What is the child's sex?",
        reserved: self)
    case .received:
      Fact(
        name: rawValue, type: .dateAndTime, question: "When was the contact received?",
        reserved: self)
    case .openCase:
      Fact(
        name: rawValue, type: .yesNo, question: "Is the child's case already open?",
        reserved: self)
    case .role:
      Fact(
        name: rawValue, type: .oneOf(Self.roleNames),
        question: "Is this child the subject, or alleged to have harmed another child?",
        reserved: self)
    }
  }

  /// The reserved fields of a contact that are read by no rule, or by the engine alone.
  public static let reservedFields: [String] = [
    "contact", "child", "received", "source", "channel", "date_of_birth", "expected_date_of_birth",
    "date_of_birth_approximate", "sex", "ethnicity", "household", "role", "other_child",
    "incident", "open_case", "decided", "decided_outcome", "decided_rating", "decided_by",
    "decided_reason", "note",
  ]
}
