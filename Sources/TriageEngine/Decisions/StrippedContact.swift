import ThresholdDSL

/// A contact without what is restricted: as if nobody had been asked, and nobody could be.
struct StrippedContact {
  /// The contact that is left.
  let contact: Contact

  init(_ contact: Contact, _ decider: Decider) {
    self.init(contact, FactStates(Self.facts(contact.facts.states, decider)), decider)
  }

  /// A contact without the notes of what is restricted, and with these facts.
  init(_ contact: Contact, _ facts: FactStates, _ decider: Decider) {
    var stripped = contact
    stripped.facts = facts
    if !contact.notes.isEmpty {
      stripped.notes = contact.notes.filter { decider.agency(of: $0) == nil }
    }
    if !contact.unrecognisedFields.isEmpty {
      stripped.hasUnrecognisedFields = !stripped.unrecognisedFields.isEmpty
    }
    self.contact = stripped
  }

  /// Restricted facts are unknown, and so is what silence says by way of one: whether a fact is read
  /// as no must not tell whether a restricted fact is yes.
  private static func facts(_ facts: [FactState], _ decider: Decider) -> [FactState] {
    var stripped = facts
    var isStripped = decider.restrictions.isRestricted
    for (fact, isRestricted) in isStripped.enumerated() where isRestricted {
      // Stated as unknown, so that a clock that starts with it is unknown and not "not started".
      stripped[fact] = .unknown(.statement)
    }
    var isChanged = isStripped.contains(true)
    while isChanged {
      isChanged = false
      for fact in stripped.indices where !isStripped[fact] {
        guard case .noWhen(let gate, let unless) = decider.edition.facts[fact].silence,
          isStripped[gate] || unless.map({ isStripped[$0] }) == true, facts[fact].isFromSilence
        else { continue }
        stripped[fact] = facts[fact].withoutSilence(decider.edition.facts[fact])
        isStripped[fact] = true
        isChanged = true
      }
    }
    return stripped
  }
}

extension FactState {
  /// Whether it is what silence says of a fact.
  var isFromSilence: Bool {
    switch self {
    case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil),
      .between(_, .silenceUntil):
      true
    default: false
    }
  }

  /// What is left of a fact when nothing is read from silence: earlier contacts that were found
  /// stay found.
  func withoutSilence(_ fact: Fact) -> FactState {
    switch (self, fact.type) {
    case (.between(let range, _), _): .between(range, .noHistory)
    case (.known(.number(let found), _), .history) where found.millionths > 0:
      .between(CountRange(least: Int(found.millionths / 1_000_000), most: nil), .noHistory)
    case (_, .history): .unknown(.noHistory)
    default: .unknown(.silence)
    }
  }
}

extension Decider {
  /// The agency whose restricted fact a note is about, names, or is about a misspelling of; nil for
  /// none.
  ///
  /// A misspelt name is as telling as the name itself.
  func agency(of note: Note) -> String? {
    guard !restrictions.isEmpty else { return nil }
    var named: Set<String> = []
    if let field = note.field {
      named.insert(field)
      if note.code == .unrecognisedField {
        named.formUnion(nearestNames(to: field, among: edition.facts.map(\.name)))
      }
    }
    // Names of facts stand in back-ticks in notes.
    named.formUnion(note.text.split(separator: "`").map { String($0) })
    return restrictions.names.first { named.contains($0.name) }?.agency
  }
}
