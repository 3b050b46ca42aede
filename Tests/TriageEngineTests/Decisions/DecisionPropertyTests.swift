import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// What holds of every decision, tried on made-up editions and contacts.
@Suite struct DecisionPropertyTests {
  /// Runs a property on so many editions, with so many contacts each.
  static func forAll(
    seed usual: UInt64, editions: Int = 90, contacts: Int = 10, isMonotone: Bool = false,
    _ property: (Decider, inout RandomContact, String) -> Void
  ) {
    let seed = testSeed(usual)
    print("seed \(seed)")
    var maker = RandomEdition(SplitMix64(seed: seed), isMonotone: isMonotone)
    for index in 0..<editions {
      let edition = maker.next()
      var contacts_ = RandomContact(edition, SplitMix64(seed: seed &+ UInt64(index) &* 7_919))
      let decider = Decider(edition, calendar: nil)
      for contact in 0..<contacts {
        property(decider, &contacts_, "seed \(seed), edition \(index), contact \(contact)")
      }
    }
  }

  static func bytes(_ decider: Decider, _ decision: Decision) -> String {
    let encoder = DecisionEncoder(edition: decider.edition, rules: "sha256:0", calendar: nil)
    return String(decoding: encoder.line(decision), as: UTF8.self)
  }

  @Test func `making any unknown known keeps the outcome and rating between their bounds`() {
    var moved = 0
    Self.forAll(seed: 101) { decider, contacts, place in
      let contact = contacts.next()
      let before = decider.evaluate(contact).levels
      let after = decider.evaluate(contacts.completing(contact)).levels
      expectWithin(after, before, place)
      let last = decider.evaluate(contacts.completing(contact, all: true)).levels
      expectWithin(last, before, place)
      if last.outcome.established != before.outcome.established { moved += 1 }
    }
    #expect(moved > 50)
  }

  private func expectWithin(_ after: Levels, _ before: Levels, _ place: String) {
    #expect(after.outcome.couldRiseTo <= before.outcome.couldRiseTo, "\(place)")
    #expect(after.outcome.couldFallTo >= before.outcome.couldFallTo, "\(place)")
    #expect(!isHigher(after.rating.couldRiseTo, before.rating.couldRiseTo), "\(place)")
    #expect(!isHigher(before.rating.couldFallTo, after.rating.couldFallTo), "\(place)")
    #expect(after.outcome.couldFallTo <= after.outcome.established, "\(place)")
    #expect(after.outcome.established <= after.outcome.couldRiseTo, "\(place)")
    #expect(!isHigher(after.rating.couldFallTo, after.rating.established), "\(place)")
    #expect(!isHigher(after.rating.established, after.rating.couldRiseTo), "\(place)")
  }

  @Test func `a risk turned from no to yes never lowers the outcome`() {
    var raised = 0
    Self.forAll(seed: 102, isMonotone: true) { decider, contacts, place in
      var contact = contacts.next()
      // What could rise for a field nobody recognises alone may do so less once something is known.
      contact.hasUnrecognisedFields = false
      let before = decider.evaluate(contact).levels
      for (fact, declared) in decider.edition.facts.enumerated()
      where declared.polarity == .raises && contact.facts[fact] == .known(.yesNo(false), .statement)
      {
        var worse = contact
        worse.facts[fact] = .known(.yesNo(true), .statement)
        let after = decider.evaluate(worse).levels
        #expect(after.outcome.established >= before.outcome.established, "\(place)")
        #expect(after.outcome.couldRiseTo >= before.outcome.couldRiseTo, "\(place)")
        #expect(!isHigher(before.rating.established, after.rating.established), "\(place)")
        if after.outcome.established > before.outcome.established { raised += 1 }
      }
    }
    #expect(raised > 10)
  }

  @Test func `a decision asks something exactly when something could move it`() {
    var settled = 0
    var open = 0
    Self.forAll(seed: 103) { decider, contacts, place in
      let contact = contacts.next()
      for audience in Audience.allCases {
        let decision = decider.decide(contact, for: audience)
        let levels = Levels(outcome: decision.outcome, rating: decision.rating)
        #expect(levels.isSettled == decision.asks.isEmpty, "\(place) \(audience)")
        if levels.isSettled { settled += 1 } else { open += 1 }
        for ask in decision.asks {
          let moves =
            (ask.couldRiseTo ?? 0) > decision.outcome.established
            || (ask.couldLowerTo ?? .max) < decision.outcome.established
            || isHigher(ask.ratingCouldRiseTo, decision.rating.established)
          #expect(moves, "\(place) \(audience)")
        }
        #expect(Set(decision.asks.map(\.subject)).count == decision.asks.count, "\(place)")
      }
    }
    #expect(settled > 50 && open > 500)
  }

  @Test func `the asks reach as high and as low as the bounds`() {
    Self.forAll(seed: 104) { decider, contacts, place in
      let decision = decider.decide(contacts.next(), for: .hub)
      let bounds = decision.outcome
      if bounds.couldRiseTo > bounds.established {
        let highest = decision.asks.compactMap(\.couldRiseTo).max()
        #expect(highest == bounds.couldRiseTo, "\(place)")
      }
      if bounds.couldFallTo < bounds.established {
        #expect(decision.asks.compactMap(\.couldLowerTo).min() == bounds.couldFallTo, "\(place)")
      }
    }
  }

  @Test func `the order of rules, scales and clocks never changes a byte`() {
    Self.forAll(seed: 105, editions: 60, contacts: 6) { decider, contacts, place in
      let contact = contacts.next()
      var edition = decider.edition
      edition.rules.shuffle(using: &contacts.random)
      edition.clocks.shuffle(using: &contacts.random)
      for rule in edition.rules.indices {
        edition.rules[rule].points.shuffle(using: &contacts.random)
      }
      let shuffled = Decider(edition, calendar: nil)
      for audience in Audience.allCases {
        let expected = Self.bytes(decider, decider.decide(contact, for: audience))
        let found = Self.bytes(shuffled, shuffled.decide(contact, for: audience))
        #expect(found == expected, "\(place)")
      }
    }
  }

  @Test func `rules of the later layer only raise`() {
    Self.forAll(seed: 106) { decider, contacts, place in
      let contact = contacts.next()
      var edition = decider.edition
      edition.rules.removeAll(where: \.isLater)
      let without = Decider(edition, calendar: nil).evaluate(contact).levels
      let with = decider.evaluate(contact).levels
      #expect(with.outcome.established >= without.outcome.established, "\(place)")
      #expect(with.outcome.couldRiseTo >= without.outcome.couldRiseTo, "\(place)")
      #expect(with.outcome.couldFallTo >= without.outcome.couldFallTo, "\(place)")
      #expect(!isHigher(without.rating.established, with.rating.established), "\(place)")
    }
  }

  @Test func `a row with an unrecognised field is never settled at the lowest outcome`() {
    var lowest = 0
    Self.forAll(seed: 107) { decider, contacts, place in
      var contact = contacts.next()
      contact.hasUnrecognisedFields = true
      contact.notes = [Note(.unrecognisedField, field: "mispelt", text: "no rule reads it")]
      for audience in Audience.allCases {
        let decision = decider.decide(contact, for: audience)
        guard decision.outcome.established == 0 else { continue }
        lowest += 1
        #expect(decision.outcome.couldRiseTo == decider.edition.outcomes.count - 1, "\(place)")
        #expect(decision.asks.contains { $0.subject == .field("mispelt") }, "\(place)")
      }
    }
    #expect(lowest > 50)
  }

  @Test func `the outcome and rating have their reasons, and every rule met is named once`() {
    Self.forAll(seed: 108) { decider, contacts, place in
      let contact = contacts.next()
      let evaluation = decider.evaluate(contact)
      let decision = decider.decide(contact, for: .hub)
      var named = decision.alsoMet.map(\.rule)
      for case .rule(let reason) in decision.because { named.append(reason.rule) }
      let met = decider.edition.rules.indices.filter { evaluation.rules[$0].isMet }
      #expect(named.sorted() == met, "\(place)")
      if decision.outcome.established > 0 {
        #expect(
          decision.because.contains { reason in
            guard case .rule(let reason) = reason else { return false }
            return reason.outcome == decision.outcome.established
          }, "\(place)")
      }
      for scores in [decision.scores, decision.scoresCouldReach] {
        #expect(scores.allSatisfy { (0...100).contains($0) }, "\(place)")
      }
      #expect(
        zip(decision.scores, decision.scoresCouldReach).allSatisfy { $0 <= $1 }, "\(place)")
    }
  }

  @Test func `the same contact gives the same line of JSON twice, and it is JSON`() throws {
    Self.forAll(seed: 109, editions: 40, contacts: 4) { decider, contacts, place in
      let contact = contacts.next()
      for audience in Audience.allCases {
        let line = Self.bytes(decider, decider.decide(contact, for: audience))
        #expect(line == Self.bytes(decider, decider.decide(contact, for: audience)), "\(place)")
        #expect(throws: Never.self, "\(place)") { try JSONValue(Array(line.utf8)) }
      }
    }
  }
}
