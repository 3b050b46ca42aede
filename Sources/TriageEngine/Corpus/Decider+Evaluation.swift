extension Decider {
  /// The decision as the hub sees it, with what the rules made of the contact's facts: for those who
  /// look at how it came about.
  public func decideWithEvaluation(
    _ contact: Contact, asOf: Moment? = nil
  ) -> (decision: Decision, evaluation: Evaluation) {
    let decided = ContactDecision(self, contact, asOf: asOf)
    return (decided.decision(), decided.evaluation)
  }
}
