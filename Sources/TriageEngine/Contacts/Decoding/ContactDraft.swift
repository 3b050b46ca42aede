import ThresholdDSL

/// A contact while the fields of its row are read.
struct ContactDraft {
  let row: RawRow
  let table: FieldTable
  let edition: Int
  let isStrict: Bool
  let received: Moment

  private var facts: FactStates
  private var notes: [Note] = []
  private var hasUnrecognisedFields = false
  private var birth = Birth()
  private var household: String?
  private var otherChild: String?
  private var incident: String?
  private var human: HumanDecision?

  init(row: RawRow, table: FieldTable, edition: Int, isStrict: Bool, received: Moment) {
    self.row = row
    self.table = table
    self.edition = edition
    self.isStrict = isStrict
    self.received = received
    self.facts = FactStates(table.silence.blank)
    if let index = table.index(of: .received) {
      facts[index] = .known(.moment(received), .statement)
    }
    switch received.precision {
    case .exact: break
    case .ambiguous: noteAmbiguous(ReservedField.received.rawValue)
    case .dateOnly:
      notes.append(
        Note(
          .timeUnknown, field: ReservedField.received.rawValue,
          text: "a day without a time, so the time received is unknown"))
    }
  }

  /// Reads a field of the row.
  mutating func take(
    _ field: RawField, in row: RawRow, _ tally: inout FieldTally
  ) throws(Rejection) {
    let stated = StatedValue(field.value, in: row)
    switch table.role(of: field, in: row) {
    case .fact(let index):
      let reading = ValueReader.read(stated, as: table.facts[index].type)
      if case .value(.moment(let moment)) = reading, moment.precision == .ambiguous {
        noteAmbiguous(table.facts[index].name)
      }
      try state(index, reading, field, table.facts[index].name)
    case .reserved(let reserved): try take(reserved, stated, field)
    case .ignored: break
    case .derived(let advice): try noteUnrecognised(field, stated, advice: advice, &tally)
    case nil: try noteUnrecognised(field, stated, advice: nil, &tally)
    }
  }

  /// The contact, once every field is read.
  mutating func contact(id: String, child: String?) -> Contact {
    let outcome = birth.outcome(on: received.date)
    if let index = table.index(of: .childAge) { facts[index] = outcome.age }
    if let index = table.index(of: .unborn) { facts[index] = outcome.unborn }
    if let note = outcome.note { notes.append(note) }
    table.silence.read(&facts, isChildKnown: child != nil)
    // Columns come in any order; what is said of them does not depend on it.
    if notes.count > 1 {
      notes.sort {
        ($0.code.rawValue, $0.field ?? "", $0.text) < ($1.code.rawValue, $1.field ?? "", $1.text)
      }
    }
    return Contact(
      id: id, child: child, received: received, household: household, otherChild: otherChild,
      incident: incident, human: human, facts: facts, notes: notes,
      hasUnrecognisedFields: hasUnrecognisedFields, place: row.place)
  }

  /// What no means for a type: not, none of them, or 0; nil where it means nothing.
  static func no(_ type: FactType) -> FactValue? {
    switch type {
    case .yesNo: .yesNo(false)
    case .anyOf: .choices(0)
    case .oneOf: .noneOfTheValues
    case .number: Quantity(0).map { .number($0) }
    case .history(let query):
      switch query.measure {
      case .ever: .yesNo(false)
      case .count: Quantity(0).map { .number($0) }
      case .daysSinceLast: nil
      }
    case .date, .dateAndTime, .age: nil
    }
  }
}

extension ContactDraft {
  private mutating func take(
    _ reserved: ReservedField, _ stated: StatedValue, _ field: RawField
  ) throws(Rejection) {
    switch reserved {
    case .contact, .child, .received: break
    // Read by nothing: any value will do.
    case .ethnicity, .note, .decidedBy, .decidedReason: break
    case .source: try state(.source, ReservedValueReader.source(stated), field)
    case .channel: try state(.channel, ReservedValueReader.channel(stated), field)
    case .sex: try state(.sex, ReservedValueReader.sex(stated), field)
    case .role:
      try state(.role, ValueReader.choice(stated, among: ReservedFact.roleNames), field)
    case .openCase:
      guard let index = table.index(of: .openCase) else { break }
      try state(
        index, ValueReader.yesNo(stated).map { .yesNo($0) }, field, reserved.rawValue)
    case .household: household = try value(ValueReader.sharedID(stated), field, reserved)
    case .otherChild: otherChild = try value(ValueReader.id(stated), field, reserved)
    case .incident: incident = try value(ValueReader.sharedID(stated), field, reserved)
    case .dateOfBirth: birth.date = try noted(ValueReader.days(stated), field, reserved)
    case .expectedDateOfBirth: birth.expected = try noted(ValueReader.days(stated), field, reserved)
    case .dateOfBirthApproximate:
      // Where it is not known whether the date is approximate, it may be.
      switch try noted(ValueReader.yesNo(stated), field, reserved) {
      case .silence, .value(false): break
      case .unknown, .unreadable, .value(true): birth.isApproximate = true
      }
    case .decided, .decidedOutcome, .decidedRating: try takeDecision(reserved, stated, field)
    }
  }

  /// Reads what a person decided.
  private mutating func takeDecision(
    _ reserved: ReservedField, _ stated: StatedValue, _ field: RawField
  ) throws(Rejection) {
    switch stated {
    case .silence, .unknown: return
    default: break
    }
    var decision = human ?? HumanDecision()
    switch reserved {
    case .decided:
      decision.decided = try value(ValueReader.moment(stated), field, reserved)
      if decision.decided?.precision == .ambiguous { noteAmbiguous(reserved.rawValue) }
    case .decidedOutcome:
      let reading = ValueReader.choice(stated, among: table.outcomes)
      decision.outcome = try value(reading, field, reserved)
    default:
      decision.rating = try value(
        ValueReader.choice(stated, among: table.ratings), field, reserved)
    }
    human = decision
  }

  private mutating func state(
    _ fact: ReservedFact, _ reading: Reading<Int>, _ field: RawField
  ) throws(Rejection) {
    guard let index = table.index(of: fact) else { return }
    try state(index, reading.map { .choice($0) }, field, fact.rawValue)
  }

  private mutating func state(
    _ index: Int, _ reading: Reading<FactValue>, _ field: RawField, _ name: String
  ) throws(Rejection) {
    switch reading {
    case .silence: break
    case .unknown: facts[index] = .unknown(.statement)
    case .value(let value): facts[index] = .known(value, .statement)
    case .unreadable(let advice):
      facts[index] = .unknown(.unreadable)
      try noteUnreadable(name, advice, field)
    }
  }

  /// The value of a reading, with a note when it cannot be read.
  private mutating func value<Value>(
    _ reading: Reading<Value>, _ field: RawField, _ reserved: ReservedField
  ) throws(Rejection) -> Value? {
    guard case .value(let value) = try noted(reading, field, reserved) else { return nil }
    return value
  }

  /// The reading itself, with a note when it cannot be read.
  private mutating func noted<Value>(
    _ reading: Reading<Value>, _ field: RawField, _ reserved: ReservedField
  ) throws(Rejection) -> Reading<Value> {
    if case .unreadable(let advice) = reading {
      try noteUnreadable(reserved.rawValue, advice, field)
    }
    return reading
  }
}

extension ContactDraft {
  private mutating func noteUnreadable(
    _ name: String, _ advice: String, _ field: RawField
  ) throws(Rejection) {
    if isStrict { throw Rejection.of(row, .unreadableValue, name, advice, at: field) }
    notes.append(
      Note(
        .unreadableValue, field: name, text: "cannot be read, so it counts as unknown: \(advice)"))
  }

  private mutating func noteUnrecognised(
    _ field: RawField, _ stated: StatedValue, advice: String?, _ tally: inout FieldTally
  ) throws(Rejection) {
    if case .silence = stated { return }
    let name = row.bytes(of: field.name)
    let nearest = tally.count(name, edition: edition, advice: advice, among: table.statable)
    var text = advice ?? "no rule reads this field"
    if !nearest.isEmpty {
      text += "; did you mean " + nearest.map { "`\($0)`" }.joined(separator: " or ") + "?"
    }
    hasUnrecognisedFields = true
    let shown = FieldName.shown(name)
    if isStrict { throw Rejection.of(row, .unrecognisedField, shown, text, at: field) }
    notes.append(Note(.unrecognisedField, field: shown, text: text))
  }

  private mutating func noteAmbiguous(_ name: String) {
    notes.append(
      Note(
        .ambiguousTime, field: name,
        text: "the clocks go back and show this time twice; write it with its offset"))
  }
}
