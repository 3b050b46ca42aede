import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct SilenceTests {
  // By name: burn 8, concerns 9, gated 10, missed 11, screened 12, seen 13.
  private let facts: [Fact] = [
    Fact(name: "burn", type: .yesNo),
    Fact(name: "concerns", type: .anyOf(["a", "b"]), silence: .noWhen(fact: 12, unless: nil)),
    Fact(name: "gated", type: .yesNo, silence: .noWhen(fact: 12, unless: nil)),
    Fact(name: "missed", type: .number, silence: .noWhen(fact: 12, unless: nil)),
    Fact(name: "screened", type: .yesNo),
    Fact(name: "seen", type: .yesNo, silence: .no(because: "the red book would show it")),
  ]

  private func states(_ fields: String, _ facts: [Fact]? = nil) -> [String] {
    let sample = DecodedSample(fields, sampleBook(facts ?? self.facts))
    return ["burn", "concerns", "gated", "missed", "screened", "seen"].map { sample[$0] }
  }

  @Test func `silence is read as the fact declares, once every field is read`() {
    let until = "silence until 12"
    #expect(states("") == ["silence", until, until, until, "silence", "no from silence"])
    let screened = [
      "silence", ". from silence", "no from silence", "0 from silence", "yes", "no from silence",
    ]
    #expect(states(#""screened":"Y""#) == screened)
    #expect(states(#""gated":"","concerns":" ","screened":"Y""#) == screened)
    #expect(
      states(#""screened":"no""#) == ["silence", until, until, until, "no", "no from silence"])
    #expect(states(#""screened":null"#)[2] == until)
    #expect(states(#""screened":"perhaps""#)[2] == until)
  }

  @Test func `what is stated or cannot be read is never silence`() {
    #expect(
      states(#""screened":1,"gated":null,"concerns":"unknown","seen":"not asked","burn":"""#)
        == ["silence", "unknown", "unknown", "0 from silence", "yes", "unknown"])
    #expect(
      states(#""screened":1,"gated":"?","concerns":["?"],"seen":[]"#)
        == ["silence", "unreadable", "unreadable", "0 from silence", "yes", "unreadable"])
    #expect(states(#""gated":true,"concerns":[]"#).prefix(3) == ["silence", ".", "yes"])
  }

  @Test func `a gate that is silent itself opens nothing`() {
    var gates = facts
    gates[4].silence = .noWhen(fact: 12, unless: nil)
    #expect(states("", gates)[4] == "silence")
    gates[4].silence = .no(because: "x")
    #expect(states("", gates)[2] == "silence until 12")
    #expect(states("", gates)[4] == "no from silence")
  }

  @Test func `a follow-up question is nothing from silence until its first question is a yes`() {
    // By name: gated 8, grade 9, missed 10, screened 11.
    let facts = [
      Fact(name: "gated", type: .yesNo, silence: .noWhen(fact: 11, unless: nil)),
      Fact(
        name: "grade", type: .oneOf(["low", "high"]), polarity: .raises,
        silence: .noWhen(fact: 11, unless: 8)),
      Fact(name: "missed", type: .number, silence: .noWhen(fact: 11, unless: 8)),
      Fact(name: "screened", type: .yesNo),
    ]
    func states(_ fields: String) -> [String] {
      let sample = DecodedSample(fields, sampleBook(facts))
      return ["grade", "missed"].map { sample[$0] }
    }
    #expect(states("") == ["silence until 11", "silence until 11"])
    #expect(states(#""screened":1"#) == ["none from silence", "0 from silence"])
    #expect(states(#""screened":1,"gated":"no""#) == ["none from silence", "0 from silence"])
    #expect(states(#""gated":"no""#) == ["silence until 11", "silence until 11"])
    for gated in [#""gated":1"#, #""gated":null"#, #""gated":"?""#] {
      #expect(states(gated) == ["silence", "silence"])
      #expect(states(gated + #","screened":1"#) == ["silence", "silence"])
    }
    #expect(states(#""screened":1,"missed":7,"grade":"high""#) == ["high", "7"])
  }
}
