import TestSupport
import Testing

@testable import TriageEngine

@Suite struct RecordingTests {
  private static let who = #""contact":"C-1","child":"P-1","by":"A. Shah","role":"manager""#

  /// A desk with one contact, recommended for a strategy meeting and rated red.
  private func desk() throws -> LedgerDesk {
    var desk = try LedgerDesk()
    desk.decide(LedgerDesk.row("C-1", "P-1", #""injury":true,"mobile":false"#))
    #expect(desk.cases.cases.first?.recommendation?.event.outcome == "strategy_meeting")
    return desk
  }

  @Test func `a decision as recommended needs no reason, another one does`() throws {
    var desk = try desk()
    #expect(desk.record(Self.who + #","outcome":"strategy_meeting""#) == nil)
    #expect(desk.record(Self.who + #","outcome":"assessment""#)?.field == .reason)
    // To change one's mind needs a reason as well.
    let other = #","outcome":"strategy_meeting","rating":"red""#
    #expect(desk.record(Self.who + other)?.field == .reason)
    #expect(desk.book.added == 3)
  }

  @Test func `a lower decision needs a second person who is not the first`() throws {
    var desk = try desk()
    let lower = Self.who + #","outcome":"assessment","reason":"seen by a doctor""#
    #expect(desk.record(lower)?.field == .agreedBy)
    for same in ["A. Shah", "a.  shah", " A. SHAH ", "A Shah", "A. Sh\u{200B}ah", "A.\u{A0}Shah"] {
      #expect(desk.record(lower + #","agreed_by":"\#(same)""#)?.field == .agreedBy, "\(same)")
    }
    #expect(desk.record(lower + #","agreed_by":"B. Jones""#) == nil)
    // So does a lower rating of the same outcome.
    let rating = Self.who + #","outcome":"strategy_meeting","rating":"amber","reason":"r""#
    #expect(desk.record(rating)?.field == .agreedBy)
    #expect(desk.record(rating + #","agreed_by":"B. Jones""#) == nil)
    let decisions = try #require(desk.cases.cases.first).decisions
    #expect(decisions.map(\.event.outcome) == ["assessment", "strategy_meeting"])
    #expect(decisions.map(\.event.agreedBy) == ["B. Jones", "B. Jones"])
    #expect(decisions.map(\.event.supersedes) == [nil, 3])
    #expect(decisions.map(\.event.recommendation) == [2, 2])
    #expect(desk.audit([desk.recommender]).flaw == nil)
  }

  @Test func `the same decision is recorded once`() throws {
    var desk = try desk()
    let fields = Self.who + #","outcome":"strategy_meeting","decided":"2021-05-05T09:00""#
    #expect(desk.record(fields) == nil)
    #expect(desk.record(fields) == nil)
    #expect(desk.book.head.count == 3)
    var other = desk.reopened(takesRows: false)
    #expect(other.record(fields) == nil)
    #expect(other.book.added == 0)
  }

  @Test func `what stands is the decision made last, in whatever order it is recorded`() throws {
    let first = Self.who + #","outcome":"strategy_meeting","decided":"2021-05-05T09:00""#
    let second =
      Self.who
      + #","outcome":"assessment","reason":"r","agreed_by":"B","decided":"2021-05-06T09:00""#
    for order in [[first, second], [second, first]] {
      var desk = try desk()
      for fields in order { #expect(desk.record(fields) == nil) }
      var known = try #require(desk.cases.cases.first)
      #expect(known.decisions.map(\.event.outcome) == ["strategy_meeting", "assessment"])
      #expect(known.lastDecision?.event.outcome == "assessment")
      // The file again, whole or in part, adds nothing.
      for fields in order + [first] { #expect(desk.record(fields) == nil) }
      #expect(desk.book.added == 4)
      known = try #require(desk.cases.cases.first)
      #expect(known.lastDecision?.event.outcome == "assessment")
      #expect(desk.audit([desk.recommender]).flaw == nil)
      #expect(ReadLedger(desk.bytes).flaw == nil)
    }
  }

  @Test func `a decision told again without a time is the same, or is asked about`() throws {
    var desk = try desk()
    let first = Self.who + #","outcome":"strategy_meeting""#
    let second = Self.who + #","outcome":"assessment","reason":"r","agreed_by":"B""#
    #expect(desk.record(first) == nil)
    #expect(desk.record(first) == nil)
    #expect(desk.record(second) == nil)
    #expect(desk.record(second) == nil)
    #expect(desk.book.added == 4)
    #expect(desk.record(first)?.field == .decided)
    #expect(desk.book.added == 4)
  }

  @Test func `what is not stated or does not fit is refused by field`() throws {
    var desk = try desk()
    let good = Self.who + #","outcome":"strategy_meeting""#
    let refused: [(String, DecisionToRecord.Field?)] = [
      (good + #","decided":"2020-05-05""#, .decided),
      (good + #","decided":"2999-05-05""#, .decided),
      (good + #","decided":"soon""#, .decided), (good + #","rating":"purple""#, .rating),
      (Self.who + #","outcome":"nothing""#, .outcome), (Self.who, .outcome),
      (good + #","case":"x""#, .number), (good + #","case":2"#, .child),
      (good + #","agree":"B""#, nil), (good + #","reason":["r"]"#, .reason),
      (#""contact":"C-9","child":"P-1","by":"A","role":"m","outcome":"nfa""#, .contact),
      (#""contact":"C-1","child":"P-9","by":"A","role":"m","outcome":"nfa""#, .child),
      (#""contact":"C-1","by":"A","role":"m","outcome":"nfa""#, .child),
      (#""contact":"C-1","child":"P-1","by":" ","role":"m","outcome":"nfa""#, .by),
      (#""contact":"C-1","child":"P-1","by":"A","outcome":"nfa""#, .role),
    ]
    for (fields, field) in refused {
      let refusal = desk.record(fields)
      #expect(refusal != nil && refusal?.field == field, "\(fields)")
      #expect(refusal?.message.contains("P-1") != true)
    }
    let long = String(repeating: "r", count: LedgerLimits.textBytes)
    #expect(desk.record(good + #","reason":"\#(long)r""#)?.field == .reason)
    #expect(desk.book.added == 2)
    #expect(desk.record(good + #","reason":"\#(long)""#) == nil)
  }

  @Test func `children whose ids are unknown are told apart by case`() throws {
    var desk = try LedgerDesk()
    desk.decide(
      LedgerDesk.row("C-1", "unknown", #""hungry":true"#), LedgerDesk.row("C-1", "unknown"))
    let fields = #""contact":"C-1","child":null,"by":"A","role":"m","outcome":"nfa""#
    let refusal = desk.record(fields)
    #expect(refusal?.field == .number)
    #expect(refusal?.advice?.contains("1, 3") == true)
    #expect(desk.record(fields + #","case":3"#) == nil)
    #expect(desk.cases.cases.map(\.decisions.count) == [0, 1])
  }
}
