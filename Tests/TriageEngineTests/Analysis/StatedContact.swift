import ThresholdDSL

@testable import TriageEngine

/// Contacts that a search has found, as the engine reads them.
struct StatedContact {
  let contact: Contact
  let evaluation: Evaluation

  /// The contact that a witness states, decoded and evaluated under an edition of a rule book.
  init?(_ witness: Witness, _ decoder: ContactDecoder, edition index: Int) {
    guard case .success(var contact) = decoder.decode(exampleFields: witness.fields, edition: index)
    else { return nil }
    let edition = decoder.editions[index]
    for counted in witness.history {
      guard let fact = edition.facts.firstIndex(where: { $0.name == counted.fact }) else {
        continue
      }
      let value: FactValue? =
        counted.isYesNo
        ? .yesNo(counted.count > 0) : Quantity(counted.count).map { .number($0) }
      if let value { contact.facts[fact] = .known(value, .statement) }
    }
    self.contact = contact
    evaluation = ReferenceEvaluator.evaluate(
      edition, contact.facts, hasUnrecognisedFields: contact.hasUnrecognisedFields)
  }
}
