import Testing
import ThresholdDSL

@testable import TriageEngine

/// What is expected is compared member by member, and every difference has its direction.
@Suite struct ExpectedDecisionTests {
  private func line(_ members: String) throws -> JSONValue {
    try JSONValue(Array((#"{"contact":"C-1","child":"P-1","# + members + "}").utf8))
  }

  private let decision = NamedDecision(
    contact: "C-1", child: "P-1", edition: "e",
    outcomes: ["nfa", "early_help", "assessment", "strategy_meeting"],
    ratings: ["green", "amber", "red"], outcome: "early_help", couldRiseTo: "assessment",
    certainty: "may_rise", rating: "amber", rules: ["b_rule", "a_rule"], clauses: ["1.1"],
    asks: ["mobile", "home"], actions: ["medical"],
    clocks: [.init(name: "decision", status: "met", due: "2021-05-05T17:00:00+01:00")],
    human: nil, humanOutcome: nil)

  private func compared(_ members: String) throws -> ComparedDecision? {
    try ExpectedDecision(try line(members)).compared(with: decision, nil)
  }

  @Test func `only what a line states is compared, and order matters for asks alone`() throws {
    for agreeing in [
      #""outcome":"early_help","why":"So it is.""#, #""acceptable":["nfa","early_help"]"#,
      #""outcome":"assessment","acceptable":["early_help","assessment"]"#,
      #""certainty":"may_rise""#,
      #""rating":"amber""#, #""rules":["a_rule","b_rule"]"#, #""ask":["mobile"]"#,
      #""ask":["mobile","home"]"#, #""also":["medical"]"#,
      #""clocks":{"decision":{"status":"met"}}"#,
      #""clocks":{"decision":{"due":"2021-05-05T17:00:00+01:00"},"other":{"status":null}}"#,
      #""outcome":"early_help","lowered":[]"#,
    ] {
      #expect(try compared(agreeing) == nil, "\(agreeing)")
    }
  }

  @Test func `each difference has its aspect and its direction`() throws {
    for (members, aspect, direction) in [
      (#""outcome":"assessment""#, "outcome", ComparedDecision.Direction.lowered),
      (#""outcome":"nfa""#, "outcome", .raised),
      (#""outcome":"none_such""#, "outcome", .lowered),
      (#""acceptable":["assessment","strategy_meeting"]"#, "outcome", .lowered),
      (#""acceptable":["nfa"]"#, "outcome", .raised),
      (#""acceptable":["nfa","assessment"]"#, "outcome", .changed),
      (#""certainty":"firm""#, "certainty", .changed),
      (#""rating":"red""#, "rating", .lowered), (#""rating":"green""#, "rating", .raised),
      (#""rating":null"#, "rating", .raised), (#""rules":["a_rule"]"#, "rules", .changed),
      (#""ask":["home"]"#, "ask", .changed), (#""ask":[]"#, "ask", .changed),
      (#""also":[]"#, "also", .changed),
      (#""clocks":{"decision":{"status":"missed"}}"#, "clocks.decision.status", .changed),
      (#""clocks":{"other":{"due":"x"}}"#, "clocks.other.due", .changed),
    ] {
      let found = try #require(try compared(members), "\(members)")
      #expect(found.differences.map(\.aspect) == [aspect], "\(members)")
      #expect(found.direction == direction, "\(members)")
    }
  }

  @Test func `an outcome that will do as well is told when it is lower`() throws {
    for (members, isLower) in [
      (#""outcome":"assessment","acceptable":["assessment","early_help"]"#, true),
      (#""outcome":"early_help","acceptable":["assessment","early_help"]"#, false),
      (#""outcome":"nfa","acceptable":["nfa","early_help"]"#, false),
      (#""acceptable":["assessment","early_help"]"#, false), (#""outcome":"assessment""#, false),
    ] {
      let lower = try ExpectedDecision(line(members)).acceptedLower(decision)
      #expect((lower != nil) == isLower, "\(members)")
    }
  }

  @Test func `a first outcome that was not settled and now is counts as lowered`() throws {
    var settled = decision
    settled.outcome = "nfa"
    settled.couldRiseTo = "nfa"
    settled.certainty = "firm"
    let expected = try ExpectedDecision(line(#""outcome":"nfa","certainty":"may_rise""#))
    #expect(expected.compared(with: settled, nil)?.direction == .lowered)
    var open = settled
    open.couldRiseTo = "assessment"
    open.certainty = "may_rise"
    let firm = try ExpectedDecision(line(#""outcome":"nfa","certainty":"firm""#))
    #expect(firm.compared(with: open, nil)?.direction == .changed)
  }

  @Test func `what cannot be expected is said, with its place and never its value`() throws {
    let nothing =
      "nothing is expected; state `outcome`, `certainty`, `rules` or another member"
    for (members, message) in [
      (#""outcom":"SECRET""#, "`outcom` is nothing that can be expected; did you mean `outcome`?"),
      (#""outcome":7"#, "`outcome` is text"), (#""rules":"SECRET""#, "`rules` is a list of text"),
      (#""ask":[1]"#, "`ask` is a list of text"),
      (#""clocks":[]"#, "`clocks` is an object with a member for each clock"),
      (
        #""clocks":{"decision":{"at":"SECRET"}}"#,
        "`at` of a clock is nothing that can be expected; `status` and `due` are"
      ),
      (#""clocks":{"decision":"SECRET"}"#, "a clock is an object with `status`, `due` or both"),
      (#""clocks":{"decision":{}}"#, "a clock is an object with `status`, `due` or both"),
      (
        #""outcome":"SECRET","acceptable":["nfa"]"#,
        "`acceptable` does not list the `outcome` beside it"
      ),
      (#""why":"SECRET""#, nothing), (#""clocks":{},"lowered":[]"#, nothing),
    ] {
      let value = try line(members)
      do {
        _ = try ExpectedDecision(value)
        Issue.record("read: \(members)")
      } catch {
        #expect(error.message == message)
        #expect(error.offset > 0 || message == nothing)
      }
    }
    #expect(throws: ExpectationProblem.self) { try ExpectedDecision(JSONValue(Array("{}".utf8))) }
    #expect(throws: ExpectationProblem.self) { try ExpectedDecision(JSONValue(Array("[]".utf8))) }
  }

  @Test func `ids are read as those of contacts are`() throws {
    for (text, child) in [
      ("null", nil), (#""unknown""#, nil), (#""Not asked""#, nil), (#"" P-7 ""#, "P-7"), ("7", "7"),
    ] {
      let value = try JSONValue(Array(#"{"contact":12,"child":\#(text),"outcome":"nfa"}"#.utf8))
      let expected = try ExpectedDecision(value)
      #expect(expected.contact == "12")
      #expect(expected.child == child, "\(text)")
    }
  }

  @Test func `a line is recorded anew in its own layout, with nothing that it does not state`()
    throws
  {
    let spaced = #"{"contact": "C-1", "child": "P-1", "outcome": "nfa", "ask": ["x"], "why": "W."}"#
    let tight =
      #"{"contact":"C-1","rating":"red","rules":["b_rule","a_rule"],"outcome":"assessment"}"#
    func recorded(_ text: String, because: String?) throws -> String {
      let bytes = Array(text.utf8)
      let record = ExpectationRecord(
        bytes, try JSONValue(bytes), accepting: decision, loweredBecause: because)
      return String(decoding: record.bytes, as: UTF8.self)
    }
    #expect(
      try recorded(spaced, because: nil)
        == #"{"contact": "C-1", "child": "P-1", "outcome": "early_help", "ask": ["mobile"], "why": "W."}"#
    )
    let once = try recorded(tight, because: "the panel \"agreed\"")
    #expect(
      once
        == #"{"contact":"C-1","rating":"amber","rules":["b_rule","a_rule"],"outcome":"early_help","lowered":[{"from":"assessment, red","to":"early_help, amber","because":"the panel \"agreed\""}]}"#
    )
    // What was accepted before stays on record.
    let twice = try JSONValue(Array(try recorded(once, because: "again").utf8))
    #expect(twice["lowered"]?.array?.count == 2)
    #expect(
      String(decoding: ExpectationRecord(new: decision).bytes, as: UTF8.self)
        == #"{"contact": "C-1", "child": "P-1", "outcome": "early_help", "certainty": "may_rise", "rules": ["b_rule", "a_rule"]}"#
    )
  }

  @Test func `what is recorded is what is expected from then on`() throws {
    for members in [
      #""outcome":"strategy_meeting","rating":"red","certainty":"firm","rules":[],"ask":["home"]"#,
      #""acceptable":["nfa"],"also":[],"clocks":{"decision":{"status":"open","due":null}}"#,
      #""ask":[],"rating":null,"clocks":{"other":{"status":"met"}}"#,
    ] {
      let value = try line(members)
      #expect(try ExpectedDecision(value).compared(with: decision, nil) != nil)
      let record = ExpectationRecord(
        Array(members.utf8), value, accepting: decision, loweredBecause: nil)
      let again = try ExpectedDecision(JSONValue(record.bytes))
      #expect(again.compared(with: decision, nil) == nil, "\(members)")
    }
  }
}
