import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Whose list each question stands on, and that no list gives away what is restricted, tried on
/// made-up editions and contacts.
@Suite struct ContactGapsTests {
  /// Runs a property on editions in which facts are held by various agencies.
  private func forAll(
    seed: UInt64, editions: Int = 120,
    _ property: (Decider, inout RandomContact, String) -> Void
  ) {
    var random = SplitMix64(seed: testSeed(seed))
    DecisionPropertyTests.forAll(seed: seed, editions: editions) { decider, contacts, place in
      var edition = decider.edition
      for fact in edition.facts.indices where edition.facts[fact].reserved == nil {
        edition.facts[fact].heldBy = random.pick([
          ["health"], ["education", "health"], ["police"], ["probation", "education"], [],
        ])
      }
      property(Decider(edition, calendar: nil), &contacts, place)
    }
  }

  /// The list of an agency, as it is written.
  private func list(_ agency: String, _ gaps: ContactGaps, _ decider: Decider) -> String {
    let encoder = DecisionEncoder(edition: decider.edition, rules: "sha256:0", calendar: nil)
    return gaps.questions.filter { $0.recipient == .agency(agency) }.map {
      String(decoding: encoder.line($0, of: gaps.decision, answerBy: nil), as: UTF8.self)
    }.joined()
  }

  private static let agencies = ["education", "health", "police", "probation"]

  @Test func `an agency's list stays the same whatever others' restricted facts say`() {
    var compared = 0
    var own = 0
    forAll(seed: 301) { decider, contacts, place in
      let contact = contacts.next()
      let finder = GapFinder(decider, for: .hub)
      let gaps = finder.gaps(in: contact)
      for agency in Self.agencies {
        let other = contacts.changingRestricted(contact, except: agency)
        let levels = [contact, other].map { decider.evaluate($0).levels }
        guard levels[0] == levels[1] else { continue }
        let lists = [gaps, finder.gaps(in: other)].map { list(agency, $0, decider) }
        #expect(lists[0] == lists[1], "\(place) \(agency)")
        if !lists[0].isEmpty, contact.facts != other.facts { compared += 1 }
        if lists[0].contains("secret") { own += 1 }
      }
    }
    // Lists with restricted questions of the agency's own are among those compared.
    #expect(compared > 200 && own > 20)
  }

  @Test func `a list for partners changes with restricted facts only as the partner record does`() {
    var compared = 0
    forAll(seed: 302) { decider, contacts, place in
      let contact = contacts.next()
      let other = contacts.changingRestricted(contact)
      guard decider.evaluate(contact).levels == decider.evaluate(other).levels else { return }
      let finder = GapFinder(decider, for: .partner)
      let gaps = [contact, other].map { finder.gaps(in: $0) }
      let entries = gaps.map { $0.questions.filter(isRestricted) }
      let open = gaps.map { $0.questions.filter { !isRestricted($0) } }
      #expect(open[0] == open[1], "\(place)")
      let records = [contact, other].map { decider.decide($0, for: .partner).asks }
      if records[0] == records[1] { #expect(entries[0] == entries[1], "\(place)") }
      if contact.facts != other.facts, !open[0].isEmpty { compared += 1 }
    }
    #expect(compared > 100)
  }

  private func isRestricted(_ question: ContactGaps.Question) -> Bool {
    if case .restricted = question.ask.subject { return true }
    return false
  }

  @Test func `no list names what is restricted, but for an agency's own inside the hub`() {
    var named = 0
    forAll(seed: 303) { decider, contacts, place in
      let contact = contacts.next()
      for audience in Audience.allCases {
        let gaps = GapFinder(decider, for: audience).gaps(in: contact)
        for question in gaps.questions {
          guard case .fact(let fact) = question.ask.subject,
            let owner = decider.edition.facts[fact].restrictedTo
          else { continue }
          #expect(audience == .hub, "\(place)")
          #expect(question.recipient == .agency(owner) || question.recipient == .hub, "\(place)")
          named += 1
        }
      }
    }
    #expect(named > 50)
  }

  @Test func `inside the hub every question stands on a list to its full reach`() {
    var kept = 0
    forAll(seed: 304) { decider, contacts, place in
      let contact = contacts.next()
      let asks = decider.decide(contact, for: .hub).asks
      let gaps = GapFinder(decider, for: .hub).gaps(in: contact)
      #expect(asks.isEmpty == gaps.questions.isEmpty, "\(place)")
      for ask in asks {
        let asked = gaps.questions.filter { $0.ask.subject == ask.subject }
        #expect(
          asked.contains {
            !isHigher(ask.couldRiseTo, $0.ask.couldRiseTo)
              && !isHigher(ask.ratingCouldRiseTo, $0.ask.ratingCouldRiseTo)
              && ($0.ask.couldLowerTo ?? .max) <= (ask.couldLowerTo ?? .max)
          }, "\(place)")
        if asked.contains(where: { $0.recipient == .hub }) { kept += 1 }
      }
    }
    #expect(kept > 10)
  }

  @Test func `for partners every ask of the record stands on the list of each holder`() {
    var several = 0
    forAll(seed: 305) { decider, contacts, place in
      let contact = contacts.next()
      let gaps = GapFinder(decider, for: .partner).gaps(in: contact)
      let asks = decider.decide(contact, for: .partner).asks
      for ask in asks {
        let lists = gaps.questions.filter { $0.ask == ask }.map(\.recipient)
        #expect(Set(lists).count == lists.count, "\(place)")
        switch ask.subject {
        case .fact(let fact):
          let holders = decider.edition.facts[fact].heldBy
          let expected: Set<ContactGaps.Recipient> =
            holders.isEmpty ? [.nobody] : Set(holders.map { .agency($0) })
          #expect(Set(lists) == expected, "\(place)")
          if holders.count > 1 { several += 1 }
        case .judgement, .field: #expect(lists == [.nobody], "\(place)")
        case .restricted(let agency): #expect(lists == [.agency(agency)], "\(place)")
        }
      }
      #expect(gaps.questions.allSatisfy { asks.contains($0.ask) }, "\(place)")
    }
    #expect(several > 50)
  }

  @Test func `a count that reads two agencies' restricted facts is open to neither alone`() {
    var random = RandomEdition(SplitMix64(seed: 7))
    var edition = random.next()
    let first = edition.facts.count
    for agency in ["police", "probation"] {
      edition.facts.append(
        Fact(name: "secret_\(agency)", type: .yesNo, polarity: .raises, restrictedTo: agency))
    }
    let condition = Condition.all([.atom(.isYes(fact: first)), .atom(.isYes(fact: first + 1))])
    edition.facts.append(
      Fact(name: "count", type: .history(HistoryQuery(measure: .count, condition: condition))))
    let decider = Decider(edition, calendar: nil)
    #expect(decider.agencies[first + 2] == "police")
    #expect(decider.opened(to: "police").agencies[first + 2] == "probation")
    #expect(decider.opened(to: "probation").agencies[first + 2] == "police")
  }
}
