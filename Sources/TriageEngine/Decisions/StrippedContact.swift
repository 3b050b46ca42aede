import ThresholdDSL

/// A contact without what is restricted: as if nobody had been asked, and nobody could be.
struct StrippedContact {
  /// The contact that is left.
  let contact: Contact

  init(_ contact: Contact, _ decider: Decider) {
    var stripped = contact
    stripped.facts = Self.facts(contact.facts, decider)
    let restricted = Set(
      zip(decider.edition.facts, decider.agencies).compactMap { $1 == nil ? nil : $0.name })
    stripped.notes = contact.notes.filter { note in
      guard let field = note.field else { return true }
      if note.code == .unrecognisedField { return decider.agency(ofField: field) == nil }
      return !restricted.contains(field)
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
    var isStripped = decider.agencies.map { $0 != nil }
    for (fact, isRestricted) in isStripped.enumerated() where isRestricted {
      // Stated as unknown, so that a clock that starts with it is unknown and not "not started".
      stripped[fact] = .unknown(.statement)
    }
    var isChanged = isStripped.contains(true)
    while isChanged {
      isChanged = false
      for (fact, declared) in decider.edition.facts.enumerated() where !isStripped[fact] {
        guard case .noWhen(let gate) = declared.silence, isStripped[gate],
          isFromSilence(facts[fact])
        else { continue }
        stripped[fact] = .unknown(.silence)
        isStripped[fact] = true
        isChanged = true
      }
    }
    return stripped
  }

  private static func isFromSilence(_ state: FactState) -> Bool {
    switch state {
    case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil): true
    default: false
    }
  }
}

extension Decider {
  /// The agency whose restricted fact a field is most likely meant for; nil for none.
  ///
  /// A misspelt name is as telling as the name itself.
  func agency(ofField field: String) -> String? {
    guard agencies.contains(where: { $0 != nil }) else { return nil }
    let near = nearestNames(to: field, among: edition.facts.map(\.name))
    for (fact, agency) in zip(edition.facts, agencies) where near.contains(fact.name) {
      if let agency { return agency }
    }
    return nil
  }
}
