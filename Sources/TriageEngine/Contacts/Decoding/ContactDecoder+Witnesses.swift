public import ThresholdDSL

extension ContactDecoder {
  /// The contact that shows something, with what its earlier contacts come to.
  public func decode(_ witness: Witness, edition: Int) -> Result<Contact, Rejection> {
    decode(exampleFields: witness.statedFields, edition: edition).map { contact in
      var contact = contact
      let edition = editions[edition]
      for counted in witness.history {
        for (place, fact) in edition.facts.enumerated() where fact.name == counted.fact {
          guard case .history(let query) = fact.type,
            counted.counts ?? edition.text(of: query) == edition.text(of: query)
          else { continue }
          contact.facts[place] = HistoryAnswer(counted).state(of: fact, among: contact.facts)
        }
      }
      return contact
    }
  }
}

extension HistoryAnswer {
  fileprivate init(_ counted: Witness.History) {
    let lacks: Lack =
      switch counted.lacks {
      case .nothing: .nothing
      case .reach: .reach
      case .certainty: .certainty
      }
    self.init(least: counted.least, most: counted.most, lacks: lacks)
  }
}
