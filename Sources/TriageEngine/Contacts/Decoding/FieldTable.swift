import ThresholdDSL

/// What a field of a contact means under one edition.
enum FieldRole: Hashable, Sendable {
  /// A reserved field.
  case reserved(ReservedField)
  /// A declared fact, by index.
  case fact(Int)
  /// A fact that is worked out and not stated; a contact that states it gets the advice.
  case derived(advice: String)
  /// A field that no rule reads, as the book or the user says.
  case ignored
}

/// The reserved fields of a contact.
enum ReservedField: String, Hashable, Sendable, CaseIterable {
  case contact, child, received, source, channel
  case dateOfBirth = "date_of_birth"
  case expectedDateOfBirth = "expected_date_of_birth"
  case dateOfBirthApproximate = "date_of_birth_approximate"
  case sex, ethnicity, household, role
  case otherChild = "other_child"
  case incident
  case openCase = "open_case"
  case decided
  case decidedOutcome = "decided_outcome"
  case decidedRating = "decided_rating"
  case decidedBy = "decided_by"
  case decidedReason = "decided_reason"
  case note
}

/// The fields that one edition knows, and what must be known of its facts to decode a row: shared by
/// every row that is read.
final class FieldTable: Sendable {
  /// The edition's facts.
  let facts: [Fact]
  /// The names of the edition's outcomes.
  let outcomes: [String]
  /// The names of the edition's ratings.
  let ratings: [String]
  /// What silence says of the facts.
  let silence: SilenceTable
  /// The names that a contact can state, for advice on misspelt ones.
  let statable: [String]

  /// The indices of the reserved facts, by their place; -1 for none.
  private let indices: [8 of Int32]
  private let fields: FieldNames

  /// The table of an edition; `ignored` are fields that the user says no rule reads.
  init(_ edition: Edition, ignored: [String]) {
    facts = edition.facts
    outcomes = edition.outcomes.map(\.name)
    ratings = edition.ratings
    silence = SilenceTable(edition.facts)
    var indices = [8 of Int32](repeating: -1)
    for reserved in ReservedFact.allCases {
      indices[reserved.place] =
        edition.facts.firstIndex { $0.reserved == reserved }.map { Int32($0) } ?? -1
    }
    self.indices = indices

    let reserved = ReservedField.allCases.map { ($0.rawValue, FieldRole.reserved($0)) }
    let declared = edition.facts.enumerated().filter { $0.element.reserved == nil }
      .map { ($0.element.name, Self.role(of: $0.element, at: $0.offset)) }
    let derived: [(String, FieldRole)] = [
      (ReservedFact.childAge.rawValue, .derived(advice: "it is worked out from `date_of_birth`")),
      (
        ReservedFact.unborn.rawValue,
        .derived(advice: "it is worked out from `expected_date_of_birth`")
      ),
    ]
    statable = (reserved + declared).filter {
      if case .derived = $0.1 { false } else { true }
    }.map(\.0)
    let all =
      reserved + declared + derived
      + (edition.ignoredFields + ignored).map { ($0, FieldRole.ignored) }
    // The first of a name counts: no one can ignore a fact away.
    fields = FieldNames(all)
  }

  private static func role(of fact: Fact, at index: Int) -> FieldRole {
    if case .history = fact.type {
      return .derived(advice: "it is counted from earlier contacts and cannot be stated")
    }
    return .fact(index)
  }

  /// What a field of a row means, or nil when nothing declares it.
  func role(of field: RawField, in row: RawRow) -> FieldRole? { fields.role(of: field, in: row) }

  /// The index of a reserved fact.
  func index(of fact: ReservedFact) -> Int? {
    let index = indices[fact.place]
    return index < 0 ? nil : Int(index)
  }
}

extension ReservedFact {
  /// Its place in a list of one entry a reserved fact.
  fileprivate var place: Int {
    switch self {
    case .childAge: 0
    case .unborn: 1
    case .source: 2
    case .channel: 3
    case .sex: 4
    case .received: 5
    case .openCase: 6
    case .role: 7
    }
  }
}
