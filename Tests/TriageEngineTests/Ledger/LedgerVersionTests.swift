import TestSupport
import Testing

@testable import TriageEngine

/// What becomes of rows that a ledger has had before another row of the same contact and child.
@Suite struct LedgerVersionTests {
  private static let high = LedgerDesk.row("C-1", "P-1", #""injury":true,"mobile":false"#)
  private static let low = LedgerDesk.row("C-1", "P-1", #""injury":false,"mobile":false"#)

  private func outcome(_ desk: LedgerDesk) -> String? {
    desk.cases.cases.first?.recommendation?.event.outcome
  }

  /// Whether the last recommendation of each case rests on the last row that it received.
  private func isOfOnePiece(_ desk: LedgerDesk) -> Bool {
    desk.cases.cases.allSatisfy { $0.recommendation?.event.content == $0.statement.content }
  }

  @Test func `an old row that recommends less does not replace what stands`() throws {
    var desk = try LedgerDesk()
    desk.decide(Self.low)
    desk.decide(Self.high)
    #expect(desk.decide(Self.low) == 0)
    #expect(outcome(desk) == "strategy_meeting")
    #expect(desk.book.findings.kept == ["C-1"] && desk.book.findings.restored == [])
    #expect(isOfOnePiece(desk))
  }

  @Test func `a correction back to a row that recommends more stands`() throws {
    var desk = try LedgerDesk()
    desk.decide(Self.high)
    desk.decide(Self.low)
    #expect(outcome(desk) == "nfa")
    #expect(desk.decide(Self.high) == 2)
    #expect(outcome(desk) == "strategy_meeting")
    #expect(desk.book.findings.restored == ["C-1"] && desk.book.findings.kept == [])
    #expect(desk.decide(Self.high) == 0)
    #expect(isOfOnePiece(desk))
    #expect(desk.audit([desk.recommender]).flaw == nil)
  }

  @Test func `a file that states a contact several times adds nothing the second time`() throws {
    for rows in [
      [Self.low, Self.high], [Self.high, Self.low], [Self.low, Self.high, Self.low],
      [Self.high, Self.low, Self.high],
    ] {
      var desk = try LedgerDesk()
      let file = rows.joined(separator: "\n")
      desk.decide(file)
      let stands = outcome(desk)
      for _ in 0..<3 {
        var next = desk.reopened()
        #expect(next.decide(file) == 0)
        desk = next
      }
      #expect(outcome(desk) == stands)
      #expect(isOfOnePiece(desk))
    }
  }

  @Test func `an old row decided with other earlier contacts adds no recommendation alone`() throws
  {
    var desk = try LedgerDesk()
    desk.decide(Self.low)
    desk.decide(Self.high)
    let more = LedgerDesk.row("C-1", "P-1", #""injury":false,"mobile":false,"hungry":true"#)
    #expect(desk.decide(more) == 2)
    #expect(desk.decide(Self.low) == 0)
    #expect(isOfOnePiece(desk))
  }

  @Test func `a contact that was received on another day is named`() throws {
    var desk = try LedgerDesk()
    desk.decide(Self.low)
    desk.decide(Self.low.replacing("2021-05-04T15:42", with: "2021-05-04T16:00"))
    #expect(desk.book.findings.moved == [])
    desk.decide(Self.low.replacing("2021-05-04", with: "2021-05-06"))
    #expect(desk.book.findings.moved == ["C-1"])
    // Back to the day before: the same outcome, so the last that was said stands.
    desk.decide(Self.low)
    #expect(desk.cases.cases.first?.received.date == sampleDay("2021-05-04"))
    #expect(isOfOnePiece(desk))
  }

  @Test func `contacts that an earlier one came before are named, unless decided again`() throws {
    let early = LedgerDesk.row("C-0", "P-1").replacing("2021-05-04", with: "2021-04-10")
    var desk = try LedgerDesk()
    desk.decide(Self.low, LedgerDesk.row("C-2", "P-2"))
    var next = desk.reopened()
    next.decide(early)
    #expect(next.book.findings.outdated == ["C-1"])
    next = desk.reopened()
    next.decide(early, Self.low)
    #expect(next.book.findings.outdated == [])
  }

  @Test func `a decision told again without a time neither lowers nor is lost`() throws {
    let higher = Self.low.dropLast() + #","decided_outcome":"assessment"}"#
    let lower = Self.low.dropLast() + #","decided_outcome":"nfa"}"#
    var desk = try LedgerDesk()
    desk.decide(String(lower))
    desk.decide(String(higher))
    #expect(desk.decide(String(lower)) == 0)
    #expect(desk.book.findings.kept == ["C-1"])
    #expect(desk.cases.cases.first?.lastDecision?.event.outcome == "assessment")
    desk = try LedgerDesk()
    let file = [higher, lower].joined(separator: "\n")
    desk.decide(file)
    desk = desk.reopened()
    #expect(desk.decide(file) == 0)
    #expect(desk.decide(String(higher)) == 1)
    #expect(desk.cases.cases.first?.lastDecision?.event.outcome == "assessment")
  }

  @Test func `a doubt settled upwards is nothing less, and one settled downwards is`() throws {
    var desk = try LedgerDesk()
    let file = ReadFile(Self.low, .jsonLines)
    guard case .row(let raw)? = file.rows.first else { return }
    var tally = FieldTally()
    guard case .contact(let contact, _) = desk.decoder.decode(raw, tally: &tally),
      var row = desk.recommender.decidedRow(contact, history: .none)
    else {
      Issue.record("a row is not decided")
      return
    }
    let steps: [(outcome: String, rise: String, named: [String])] = [
      ("nfa", "assessment", []), ("early_help", "early_help", []),
      ("early_help", "assessment", []), ("early_help", "early_help", ["C-1"]),
      ("nfa", "assessment", ["C-1", "C-1"]),
    ]
    for (number, step) in steps.enumerated() {
      row.recommended.outcome = step.outcome
      row.recommended.couldRiseTo = step.rise
      row.recommended.decision = Array("{\"step\":\(number)}".utf8)
      desk.book.add(row, at: desk.now, to: &desk.bytes)
      #expect(desk.book.findings.lowered == step.named, "\(step)")
    }
  }
}
