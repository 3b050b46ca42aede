import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// The fast evaluator against the reference evaluator: the same bytes for everybody, reasons included.
///
/// `TRIAGE_CASES` sets how many made-up editions are tried, `TRIAGE_SEED` where they start; both are
/// printed with a failure. `TRIAGE_LONG_TESTS` makes it a million contacts.
@Suite struct DifferentialTests {
  static let isLong = environmentVariable("TRIAGE_LONG_TESTS") == "1"
  static let editions =
    environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? (isLong ? 10_000 : 60)
  static let contacts = isLong ? 100 : 70

  @Test func `made-up editions are decided the same to the last byte`() throws {
    let seed = testSeed(4_242)
    print("seed \(seed)")
    var maker = RandomEdition(SplitMix64(seed: seed))
    var decided = 0
    for index in 0..<Self.editions {
      maker.isLarge = index % 4 == 3
      let edition = maker.next()
      var contacts = RandomContact(edition, SplitMix64(seed: seed &+ UInt64(index) &* 104_729))
      let decider = Decider(edition, calendar: nil)
      let place = "seed \(seed), edition \(index)"
      let block = (0..<Self.contacts).map { number in
        var contact = contacts.next()
        if number % 9 == 0 {
          contact.hasUnrecognisedFields = true
          contact.notes = contacts.oddNotes(edition)
        }
        return contact
      }
      let shared = patterns(edition, seed: seed &+ UInt64(index))
      let patterned = block.enumerated().map { number, contact in
        var contact = contact
        contact.facts = FactStates(contact.facts.states, on: shared[number % shared.count])
        return contact
      }
      guard expectSame(decider, patterned, place + ", on patterns") else { return }
      guard expectSame(decider, block, place) else { return }
      decided += block.count
    }
    #expect(decided == Self.editions * Self.contacts)
  }

  @Test func `made-up contacts are decided the same under the reference rule book`() throws {
    let book = try #require(Reference.book)
    let seed = testSeed(20_210_504)
    print("seed \(seed)")
    for index in book.editions.indices {
      let decider = try RowDecider(book, edition: index)
      var block: [Contact] = []
      for number in 0..<(Self.isLong ? 20_000 : 70) {
        var random = SplitMix64(seed: seed &+ UInt64(number))
        let row = book.editions[index].randomRow(
          number, sparseness: random.pick([8, 25, 80]), using: &random)
        block.append(try decider.contact(row))
      }
      guard expectSame(decider.decider, block, "seed \(seed), edition \(index)") else { return }
    }
  }

  /// What contacts may share: what silence says, and what other contacts do.
  private func patterns(_ edition: Edition, seed: UInt64) -> [FactPattern] {
    var others = RandomContact(edition, SplitMix64(seed: seed))
    var silent = FactStates(SilenceTable(edition.facts).blank)
    SilenceTable(edition.facts).read(&silent, isChildKnown: seed % 2 == 0)
    return [silent.pattern]
      + (0..<4).map { _ in FactPattern(others.next().facts.states, isShared: true) }
  }

  /// Whether a list of contacts is decided the same both ways; says where it is not.
  private func expectSame(_ decider: Decider, _ contacts: [Contact], _ place: String) -> Bool {
    guard let compiled = CompiledEdition(decider) else {
      Issue.record("\(place) does not compile")
      return false
    }
    let encoder = DecisionEncoder(edition: decider.edition, rules: "sha256:0", calendar: nil)
    var blocks = BlockDecider(compiled)
    for first in stride(from: 0, to: contacts.count, by: BlockDecider.lanes) {
      let block = Array(contacts[first..<min(first + BlockDecider.lanes, contacts.count)])
      for audience in Audience.allCases {
        let decisions = blocks.decide(block, for: audience)
        for (lane, decision) in decisions.enumerated() {
          let expected = decider.decide(block[lane], for: audience)
          let (found, wanted) = (encoder.line(decision), encoder.line(expected))
          if found != wanted {
            Issue.record(
              """
              \(place), contact \(first + lane), for \(audience)
              fast:      \(String(decoding: found, as: UTF8.self))
              reference: \(String(decoding: wanted, as: UTF8.self))
              """)
            return false
          }
        }
      }
      let outcomes = blocks.outcomes(block)
      for (lane, outcome) in outcomes.enumerated() {
        let levels = decider.evaluate(block[lane]).levels
        guard outcome == levels.outcome.established else {
          Issue.record("\(place), contact \(first + lane): another outcome")
          return false
        }
      }
    }
    return true
  }
}

extension RandomContact {
  /// Notes of fields that nothing declares: some twice, some named like a fact.
  fileprivate mutating func oddNotes(_ edition: Edition) -> [Note] {
    let names = ["mispelt", "rule_1", "surname"] + edition.facts.map { $0.name + "s" }
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Note(.unrecognisedField, field: random.pick(names), text: "no rule reads this field")
    }
  }
}
