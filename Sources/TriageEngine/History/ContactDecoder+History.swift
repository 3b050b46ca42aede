public import ThresholdDSL

extension ContactDecoder {
  /// The contact that an example of an edition states, with the history that it states; the earlier
  /// contacts of an example are all that there are.
  ///
  /// An example without any has no history, as a contact that is decided alone has none. What was
  /// decided of an earlier contact counts as decided when it was received, unless a time is stated.
  public func decodeWithHistory(
    _ example: Example, edition: Int, _ decider: Decider
  ) -> Result<Contact, Rejection> {
    let decoded = decode(example, edition: edition)
    guard case .success(var contact) = decoded, !example.earlier.isEmpty else { return decoded }
    let plan = HistoryPlan(editions, used: [edition])
    let reader = EarlierContactReader(plan, self)
    var history = ContactHistory(complete: plan)
    var earlier: [Contact] = []
    for (number, fields) in example.earlier.enumerated() {
      switch decode(exampleFields: fields, edition: edition) {
      case .failure(let rejection): return .failure(rejection)
      case .success(var contact):
        if !fields.contains(where: { $0.name == "contact" }) {
          contact.id += " earlier \(number + 1)"
        }
        if contact.human != nil, !fields.contains(where: { $0.name == "decided" }) {
          contact.human?.decided = contact.received
        }
        earlier.append(contact)
      }
    }
    earlier.sort { $0.received.earliest < $1.received.earliest }
    for before in earlier {
      let kept = reader.earlier(before, edition: edition, row: nil)
      // Nothing has been read of the history yet, so nothing can come too late.
      guard let serial = try? history.add(kept) else { continue }
      var before = before
      history.fillIn(&before, edition: edition)
      let outcome = decider.evaluate(before).levels.outcome.established
      history.recommend(decider.edition.outcomes[outcome].name, for: serial)
    }
    history.fillIn(&contact, edition: edition)
    return .success(contact)
  }
}
