public import ThresholdDSL

extension DecisionEncoder {
  /// A question on a list as one line of JSON, with its newline.
  ///
  /// Of the contact it says the ids and when an answer is wanted, and nothing else.
  public func line(
    _ question: ContactGaps.Question, of decision: Decision, answerBy clock: ClockReading?
  ) -> [UInt8] {
    let ask = question.ask
    let words = AskWords(ask, edition)
    var json = JSONWriter()
    json.object { json in
      func member(_ name: String, _ text: String?) {
        json.key(name)
        json.string(text)
      }
      json.key("format")
      json.number(Self.format)
      member("list", question.recipient.list)
      member("agency", question.recipient.agency)
      member("contact", decision.contact)
      member("child", decision.child)
      member("edition", edition.name)
      member("question", words.question)
      member("fact", words.fact)
      if let field = words.field { member("field", field) }
      member("restricted", ask.restrictedTo(edition))
      json.key("held_by")
      json.array(words.heldBy) { $0.string($1) }
      member("clause", ask.clause)
      member("could_rise_to", ask.couldRiseTo.map { edition.outcomes[$0].name })
      member("could_lower_to", ask.couldLowerTo.map { edition.outcomes[$0].name })
      member("rating_could_rise_to", ask.ratingCouldRiseTo.map { edition.ratings[$0] })
      member("answer_by", clock?.due.map { MomentText.text($0) })
      member("clock", clock?.status.rawValue)
    }
    json.newline()
    return json.bytes
  }
}

extension ContactGaps.Recipient {
  /// The kind of list: `agency`, `nobody` or `hub`.
  public var list: String {
    switch self {
    case .agency: "agency"
    case .nobody: "nobody"
    case .hub: "hub"
    }
  }

  /// The agency whose list it is; nil for the other two.
  public var agency: String? {
    if case .agency(let name) = self { name } else { nil }
  }
}

extension Decision.Ask {
  /// The agency to whose information the answer is restricted; nil for none.
  public func restrictedTo(_ edition: Edition) -> String? {
    switch subject {
    case .fact(let fact): edition.facts[fact].restrictedTo
    case .restricted(let agency): agency
    case .judgement, .field: nil
    }
  }
}
