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

/// The fields that one edition knows, and what must be known of its facts to decode a row.
struct FieldTable: Sendable {
  /// The edition's facts.
  let facts: [Fact]
  /// The names of the edition's outcomes.
  let outcomes: [String]
  /// The names of the edition's ratings.
  let ratings: [String]
  /// What a row that states nothing says of each fact.
  let blank: [FactState]
  /// The facts for which silence can mean no.
  let readFromSilence: [Int]
  /// The names that a contact can state, for advice on misspelt ones.
  let statable: [String]

  private let indices: [ReservedFact: Int]
  private var names: [UInt8] = []
  private var fields: [Entry] = []
  /// Indices into `fields`, or -1: a hash table with open addressing, at most half full.
  private var slots: [Int32] = []

  private struct Entry: Sendable {
    var hash: UInt32
    var name: Range<Int>
    var role: FieldRole
  }

  /// The table of an edition; `ignored` are fields that the user says no rule reads.
  init(_ edition: Edition, ignored: [String]) {
    facts = edition.facts
    outcomes = edition.outcomes.map(\.name)
    ratings = edition.ratings
    blank = edition.facts.map { fact in
      if case .history = fact.type, fact.silence == .unknown {
        .unknown(.noHistory)
      } else {
        .unknown(.silence)
      }
    }
    // A fact named after `unless` hangs on no other itself, so those that name one come last.
    let silent = edition.facts.indices.filter { edition.facts[$0].silence != .unknown }
    readFromSilence =
      silent.filter { !edition.facts[$0].silence.hasUnless }
      + silent.filter { edition.facts[$0].silence.hasUnless }
    indices = Dictionary(
      edition.facts.enumerated().compactMap { index, fact in fact.reserved.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })

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
    slots = [Int32](repeating: -1, count: Self.powerOfTwo(atLeast: all.count * 2 + 1))
    // The first of a name counts: no one can ignore a fact away.
    for (name, role) in all { insert(Array(name.utf8), role) }
  }

  private static func role(of fact: Fact, at index: Int) -> FieldRole {
    if case .history = fact.type {
      return .derived(advice: "it is counted from earlier contacts and cannot be stated")
    }
    return .fact(index)
  }

  private static func powerOfTwo(atLeast least: Int) -> Int {
    var size = 16
    while size < least { size *= 2 }
    return size
  }

  private mutating func insert(_ name: [UInt8], _ role: FieldRole) {
    let hash = FieldName.hash(name, in: 0..<name.count)
    let mask = UInt32(slots.count - 1)
    var slot = hash & mask
    while slots[Int(slot)] >= 0 {
      let entry = fields[Int(slots[Int(slot)])]
      if entry.hash == hash, FieldName.areEqual(names[entry.name], name[...]) { return }
      slot = (slot + 1) & mask
    }
    slots[Int(slot)] = Int32(fields.count)
    fields.append(
      Entry(hash: hash, name: names.count..<names.count + name.count, role: role))
    names.append(contentsOf: name)
  }

  /// What a field of a row means, or nil when nothing declares it.
  func role(of field: RawField, in row: RawRow) -> FieldRole? {
    let mask = UInt32(slots.count - 1)
    var slot = field.hash & mask
    while slots[Int(slot)] >= 0 {
      let entry = fields[Int(slots[Int(slot)])]
      if entry.hash == field.hash,
        FieldName.areEqual(names[entry.name], row.bytes(of: field.name))
      {
        return entry.role
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The index of a reserved fact.
  func index(of fact: ReservedFact) -> Int? { indices[fact] }
}

extension Silence {
  /// Whether another fact's yes makes silence mean nothing.
  fileprivate var hasUnless: Bool {
    if case .noWhen(_, _?) = self { return true }
    return false
  }
}
