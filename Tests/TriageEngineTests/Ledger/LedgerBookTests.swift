import TestSupport
import Testing

@testable import TriageEngine

@Suite struct LedgerBookTests {
  private static func row(_ contact: String, _ child: String, _ fields: String = "") -> String {
    LedgerDesk.row(contact, child, fields)
  }

  @Test func `the same rows add nothing twice, in the same run or another`() throws {
    var desk = try LedgerDesk()
    let rows = [
      Self.row("C-1", "P-1", #""injury":true"#),
      Self.row("C-1", "P-2", #""injury":true,"decided":"2021-05-05","decided_outcome":"nfa""#),
      Self.row("C-1", "unknown", #""hungry":true"#), Self.row("C-1", "unknown", #""hungry":true"#),
      Self.row("C-1", "unknown", #""hungry":false"#), "{", "{", Self.row("C-2", "P-1", "x"),
    ].joined(separator: "\n")
    #expect(desk.decide(rows) == 14)
    #expect(desk.decide(rows, file: 1) == 0)
    var other = desk.reopened()
    #expect(other.decide(rows) == 0)
    #expect(other.bytes == desk.bytes)
    let cases = desk.cases
    #expect(cases.cases.map(\.child) == ["P-1", "P-2", nil, nil, nil])
    #expect(cases.cases.map(\.recommendations.count) == [1, 1, 1, 1, 1])
    #expect(cases.rejections.map(\.event.identity.contact) == [nil, nil, "C-2"])
  }

  @Test func `more facts are a revised recommendation, and both stay`() throws {
    var desk = try LedgerDesk()
    #expect(desk.decide(Self.row("C-1", "P-1", #""injury":true"#)) == 2)
    #expect(desk.decide(Self.row("C-1", "P-1", #""injury":true,"mobile":false"#)) == 2)
    let known = try #require(desk.cases.cases.first)
    #expect(known.statements.map(\.entry) == [1, 3])
    #expect(known.recommendations.map(\.entry) == [2, 4])
    #expect(known.recommendations.map(\.event.outcome) == ["nfa", "strategy_meeting"])
    #expect(known.recommendation?.event.supersedes == 2)
    #expect(desk.decide(Self.row("C-1", "P-1", #""injury":true,"mobile":false"#)) == 0)
  }

  @Test func `other rules are a revised recommendation on the same row`() throws {
    var desk = try LedgerDesk()
    desk.decide(Self.row("C-1", "P-1", #""injury":true"#))
    let changed = sampleRules.replacing("when hungry\n", with: "when hungry or injury\n")
    var other = try LedgerDesk(changed)
    other.bytes = desk.bytes
    #expect(other.book.read(desk.bytes).flaw == nil)
    #expect(other.decide(Self.row("C-1", "P-1", #""injury":true"#)) == 1)
    let known = try #require(other.cases.cases.first)
    #expect(known.statements.count == 1)
    #expect(Set(known.recommendations.map(\.event.rules)).count == 2)
  }

  @Test func `a decision that a row states is kept with what it lacks`() throws {
    var desk = try LedgerDesk()
    let start = #""injury":true,"mobile":false"#
    desk.decide(Self.row("C-1", "P-1", start + #","decided":"2021-05-05T10:00""#))
    let outcome = #","decided":"2021-05-05T10:00","decided_outcome":"early_help""#
    #expect(desk.decide(Self.row("C-1", "P-1", start + outcome)) == 1)
    // What says no more than is known adds nothing.
    #expect(desk.decide(Self.row("C-1", "P-1", start + #","decided_outcome":"early help""#)) == 0)
    let whole = outcome + #","decided_by":"A","decided_reason":"why""#
    #expect(desk.decide(Self.row("C-1", "P-1", start + whole)) == 1)
    #expect(desk.decide(Self.row("C-1", "P-2", start + #","decided_outcome":"nonsense""#)) == 3)
    let cases = desk.cases.cases
    #expect(cases[0].statements.count == 1)
    #expect(
      cases[0].decisions.map(\.event.lacking) == [
        [.outcome, .person], [.person, .reason, .secondPerson], [.secondPerson],
      ])
    #expect(cases[0].decisions.map(\.event.supersedes) == [nil, 3, 4])
    #expect(cases[1].lastDecision?.event.lacking == [.outcome, .time, .person])
    #expect(desk.decide(Self.row("C-1", "P-2", start + #","decided_outcome":"nonsense""#)) == 0)
  }

  @Test func `a rejected row that is put right says so`() throws {
    var desk = try LedgerDesk()
    desk.decide(#"{"contact":"C-1","child":"P-1","received":"then"}"#)
    #expect(desk.cases.rejections.map(\.putRightBy) == [nil])
    desk.decide(Self.row("C-1", "P-1"))
    #expect(desk.cases.rejections.map(\.putRightBy) == [2])
  }

  @Test func `the note and the names of children stand in no ledger`() throws {
    var desk = try LedgerDesk()
    desk.decide(Self.row("C-1", "P-1", #""note":"Wilhelmina""#))
    #expect(!String(decoding: desk.bytes, as: UTF8.self).contains("Wilhelmina"))
  }

  @Test func `recommendations are derived again, and one that is not is named`() throws {
    var desk = try LedgerDesk()
    desk.decide(
      Self.row("C-1", "P-1", #""injury":true,"odd":{"a":1}"#), "{",
      Self.row("C-2", "P-1", #""hungry":true,"decided":"2021-05-05","decided_outcome":"nfa""#))
    let (flaw, audit) = desk.audit([desk.recommender])
    #expect(flaw == nil)
    #expect(audit.derived == 2 && audit.notAtHand.isEmpty)
    #expect(audit.counts == (2, 1))
    let without = desk.audit([])
    #expect(without.flaw == nil)
    #expect(without.audit.notAtHand.map(\.recommendations) == [2])

    // A forger who writes the whole chain anew is found by the rules.
    let entries = ReadLedger(desk.bytes).entries
    var findings: [LedgerFlaw.Problem?] = []
    for change in [{ (event: inout LedgerEvent) in event.lower() }, { $0.changeRow() }] {
      var forged = SampleLedger()
      for entry in entries {
        var event = entry.event
        change(&event)
        forged.add(event)
      }
      var copy = desk
      copy.bytes = forged.bytes
      findings.append(copy.audit([desk.recommender]).flaw?.problem)
    }
    #expect(findings == [.notDerived, .contradiction])
  }
}

extension LedgerEvent {
  /// A recommendation said to be lower than it is.
  fileprivate mutating func lower() {
    guard case .recommended(var event) = self else { return }
    event.couldRiseTo = "nfa"
    self = .recommended(event)
  }

  /// A row said to state something else than its digest.
  fileprivate mutating func changeRow() {
    guard case .received(var event) = self else { return }
    event.row = Array(
      String(decoding: event.row, as: UTF8.self).replacing("true", with: "false").utf8)
    self = .received(event)
  }
}
