import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

@Suite struct LedgerHistoryTests {
  @Test func `whatever is known of earlier contacts is kept and comes back the same`() throws {
    var random = SplitMix64(seed: testSeed(20_260_415))
    let edition = sampleEdition(
      sampleFacts + [Fact(name: "came_before", type: .history(HistoryQuery(measure: .ever)))])
    let facts = edition.facts.indices.filter {
      if case .history = edition.facts[$0].type { true } else { false }
    }
    #expect(facts.count == 2)
    let gate = try #require(edition.facts.firstIndex { $0.name == "injury" })
    let blank = try #require(DecodedSample("").contact).notes
    for _ in 0..<400 {
      var contact = Contact(
        id: "C-1", child: nil, received: sampleMoment("2021-05-04"),
        facts: edition.facts.map { _ in .unknown(.silence) }, notes: blank)
      for fact in facts { contact.facts[fact] = Self.state(gate, &random) }
      if random.oneIn(3) {
        contact.notes.append(Note(.uncertainHistory, text: "earlier \"rows\""))
      }
      if random.oneIn(4) { contact.notes.append(Note(.noHistory, field: "child", text: "none")) }
      let history = LedgerHistory(contact, edition)
      var restored = contact
      for fact in facts { restored.facts[fact] = .unknown(.noHistory) }
      restored.notes = blank
      history.restore(to: &restored, edition)
      #expect(restored.facts == contact.facts)
      #expect(restored.notes == contact.notes)
      #expect(LedgerHistory(restored, edition) == history)
      #expect(!history.bytes.contains(0x0A))
    }
  }

  private static func state(_ gate: Int, _ random: inout SplitMix64) -> FactState {
    let count = Int.random(in: 0...9, using: &random)
    let because = random.pick(
      [.noHistory, .silence, .silenceUntil(fact: gate), .statement] as [UnknownBecause])
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .unknown(because)
    case 1: return .known(.never, .statement)
    case 2: return .known(.yesNo(random.oneIn(2)), random.oneIn(2) ? .silence : .statement)
    case 3: return .between(CountRange(least: count, most: nil), because)
    case 4: return .between(CountRange(least: count, most: count + 2), because)
    default:
      return Quantity(count).map { .known(.number($0), random.oneIn(2) ? .silence : .statement) }
        ?? .unknown(.noHistory)
    }
  }

  @Test func `where nothing was counted nothing is kept`() throws {
    let contact = try #require(DecodedSample("").contact)
    #expect(LedgerHistory(contact, sampleEdition(sampleFacts)) == .none)
  }
}
