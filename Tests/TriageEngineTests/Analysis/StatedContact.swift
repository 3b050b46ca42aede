import ThresholdDSL

@testable import TriageEngine

/// Contacts that a search has found, as the engine reads them.
struct StatedContact {
  let contact: Contact
  let evaluation: Evaluation

  /// The contact that a witness states, decoded and evaluated under an edition of a rule book.
  init?(_ witness: Witness, _ decoder: ContactDecoder, edition index: Int) {
    guard case .success(let contact) = decoder.decode(witness, edition: index) else { return nil }
    let edition = decoder.editions[index]
    self.contact = contact
    evaluation = ReferenceEvaluator.evaluate(
      edition, contact.facts.states, hasUnrecognisedFields: contact.hasUnrecognisedFields)
  }
}
