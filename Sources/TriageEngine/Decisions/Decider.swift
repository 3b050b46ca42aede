public import ThresholdDSL

/// Decides contacts under one edition.
public struct Decider: Sendable {
  /// The edition.
  public let edition: Edition
  /// When its service is open; nil when the edition has no clocks, or no calendar is at hand.
  public let calendar: ServiceCalendar?
  /// The rules by clause and name, in which order nothing depends on how files are ordered.
  let ruleOrder: [Int]
  /// What is restricted, and what reads it.
  let restrictions: Restrictions
  /// For each fact the agency to whose information it is restricted.
  var agencies: [String?] { restrictions.agencies }

  /// A decider of contacts received while the edition is in force.
  public init(_ edition: Edition, calendar: ServiceCalendar?) {
    self.edition = edition
    self.calendar = calendar
    ruleOrder = ClauseNumber.order(edition.rules) { ($0.clause, $0.name) }
    restrictions = Restrictions(edition, agencies: edition.restrictedAgencies(openTo: nil))
  }

  private init(_ decider: Decider, openTo agency: String) {
    edition = decider.edition
    calendar = decider.calendar
    ruleOrder = decider.ruleOrder
    restrictions = Restrictions(
      edition, agencies: edition.restrictedAgencies(openTo: agency))
  }

  /// The decider to which what is restricted to an agency is open: what it decides for partners is
  /// what that agency may know.
  func opened(to agency: String) -> Decider {
    agencies.contains(agency) ? Decider(self, openTo: agency) : self
  }

  /// What the rules make of a contact's facts, as the hub sees it.
  public func evaluate(_ contact: Contact) -> Evaluation {
    ReferenceEvaluator.evaluate(
      edition, contact.facts.states, hasUnrecognisedFields: contact.hasUnrecognisedFields)
  }

  /// What an audience may know of a contact: for partners, the contact without what is restricted.
  public func contact(_ contact: Contact, for audience: Audience) -> Contact {
    audience == .partner ? StrippedContact(contact, self).contact : contact
  }

  /// The decision on a contact that was decoded against the edition; clocks that run are judged at
  /// `asOf`.
  public func decide(_ contact: Contact, for audience: Audience, asOf: Moment? = nil) -> Decision {
    let hub = ContactDecision(self, contact, asOf: asOf)
    return audience == .partner && !restrictions.isEmpty
      ? PartnerRecord(of: hub).decision() : hub.decision()
  }
}

extension Edition {
  /// For each fact the agency to whose information it is restricted: as declared, and for what is
  /// counted from earlier contacts also when the count reads a restricted fact. What is restricted
  /// to the agency that it is open to is not.
  fileprivate func restrictedAgencies(openTo agency: String?) -> [String?] {
    let declared = facts.map { $0.restrictedTo == agency ? nil : $0.restrictedTo }
    var agencies = declared
    for (index, fact) in facts.enumerated() where agencies[index] == nil {
      guard case .history(let query) = fact.type, let condition = query.condition else { continue }
      agencies[index] = factsRead(by: condition).compactMap { declared[$0] }.min()
    }
    return agencies
  }
}
