import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// That nothing restricted leaves the hub, tried on made-up editions and contacts.
@Suite struct PartnerRecordPropertyTests {
  @Test func `the record shows nothing of restricted values but the outcome and the agencies`() {
    var compared = 0
    var relied = 0
    DecisionPropertyTests.forAll(seed: 201, editions: 150, contacts: 12) {
      decider, contacts, place in
      let contact = contacts.next()
      let other = contacts.changingRestricted(contact)
      let records = [contact, other].map { decider.decide($0, for: .partner) }
      guard allowed(records[0], decider) == allowed(records[1], decider) else { return }
      #expect(
        DecisionPropertyTests.bytes(decider, records[0])
          == DecisionPropertyTests.bytes(decider, records[1]), "\(place)")
      if decider.evaluate(contact).rules != decider.evaluate(other).rules { compared += 1 }
      if records[0].because.contains(where: isRestricted) { relied += 1 }
    }
    #expect(compared > 30 && relied > 30)
  }

  /// What the record may tell: the outcome, rating and bounds, and the agency entries.
  private func allowed(_ decision: Decision, _ decider: Decider) -> String {
    let reasons = decision.because.filter(isRestricted)
    let asks = decision.asks.filter { ask in
      if case .restricted = ask.subject { return true }
      return false
    }
    let needsHub = decision.actions.contains(Decision.hubActionRequired)
    return "\(decision.outcome) \(decision.rating) \(reasons) \(asks) \(needsHub)"
  }

  private func isRestricted(_ reason: Decision.Reason) -> Bool {
    if case .restricted = reason { return true }
    return false
  }

  @Test
  func `no record names a restricted fact, its question or value, or a rule that rests on it`() {
    var hidden = 0
    DecisionPropertyTests.forAll(seed: 202) { decider, contacts, place in
      let contact = contacts.next()
      let hub = decider.decide(contact, for: .hub)
      let record = DecisionPropertyTests.bytes(decider, decider.decide(contact, for: .partner))
      #expect(!record.contains("secret"), "\(place): \(record)")
      let stripped = decider.evaluate(StrippedContact(contact, decider).contact)
      for case .rule(let reason) in hub.because where !stripped.rules[reason.rule].isMet {
        hidden += 1
        let name = decider.edition.rules[reason.rule].name
        #expect(!record.contains("\"\(name)\""), "\(place)")
        let names = decider.edition.facts.contains { $0.restrictedTo != nil }
        #expect(names && record.contains("\"restricted\""), "\(place)")
      }
    }
    #expect(hidden > 20)
  }

  @Test func `the record has the true outcome, rating and bounds`() {
    DecisionPropertyTests.forAll(seed: 203, editions: 40) { decider, contacts, place in
      let contact = contacts.next()
      let hub = decider.decide(contact, for: .hub)
      let record = decider.decide(contact, for: .partner)
      #expect(record.outcome == hub.outcome && record.rating == hub.rating, "\(place)")
      #expect(record.human == hub.human, "\(place)")
      for outcome in 1..<decider.edition.outcomes.count {
        #expect(
          (record.scores[outcome] == 100) == (outcome <= record.outcome.established), "\(place)")
      }
    }
  }

  @Test func `without restricted facts the record is the decision`() {
    DecisionPropertyTests.forAll(seed: 204, editions: 40) { decider, contacts, place in
      var edition = decider.edition
      for fact in edition.facts.indices { edition.facts[fact].restrictedTo = nil }
      let open = Decider(edition, calendar: nil)
      let hub = ContactDecision(open, contacts.next(), asOf: nil)
      // By the long road: a decider without restricted facts takes a shorter one.
      #expect(
        DecisionPropertyTests.bytes(open, PartnerRecord(of: hub).decision())
          == DecisionPropertyTests.bytes(open, hub.decision()), "\(place)")
    }
  }
}
