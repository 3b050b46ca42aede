import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct SilenceTests {
  // By name: burn 8, concerns 9, gated 10, missed 11, screened 12, seen 13.
  private let facts: [Fact] = [
    Fact(name: "burn", type: .yesNo),
    Fact(name: "concerns", type: .anyOf(["a", "b"]), silence: .noWhen(fact: 12)),
    Fact(name: "gated", type: .yesNo, silence: .noWhen(fact: 12)),
    Fact(name: "missed", type: .number, silence: .noWhen(fact: 12)),
    Fact(name: "screened", type: .yesNo),
    Fact(name: "seen", type: .yesNo, silence: .no(because: "the red book would show it")),
  ]

  private func states(_ fields: String, _ facts: [Fact]? = nil) -> [String] {
    let sample = DecodedSample(fields, sampleBook(facts ?? self.facts))
    return ["burn", "concerns", "gated", "missed", "screened", "seen"].map { sample[$0] }
  }

  @Test func `silence is read as the fact declares, once every field is read`() {
    let until = "silence until 12"
    #expect(states("") == ["silence", until, until, "silence", "silence", "no from silence"])
    let screened = [
      "silence", ". from silence", "no from silence", "silence", "yes", "no from silence",
    ]
    #expect(states(#""screened":"Y""#) == screened)
    #expect(states(#""gated":"","concerns":" ","screened":"Y""#) == screened)
    #expect(
      states(#""screened":"no""#) == ["silence", until, until, "silence", "no", "no from silence"])
    #expect(states(#""screened":null"#)[2] == until)
    #expect(states(#""screened":"perhaps""#)[2] == until)
  }

  @Test func `what is stated or cannot be read is never silence`() {
    #expect(
      states(#""screened":1,"gated":null,"concerns":"unknown","seen":"not asked","burn":"""#)
        == ["silence", "unknown", "unknown", "silence", "yes", "unknown"])
    #expect(
      states(#""screened":1,"gated":"?","concerns":["?"],"seen":[]"#)
        == ["silence", "unreadable", "unreadable", "silence", "yes", "unreadable"])
    #expect(states(#""gated":true,"concerns":[]"#).prefix(3) == ["silence", ".", "yes"])
  }

  @Test func `a gate that is silent itself opens nothing`() {
    var gates = facts
    gates[4].silence = .noWhen(fact: 12)
    #expect(states("", gates)[4] == "silence")
    gates[4].silence = .no(because: "x")
    #expect(states("", gates)[2] == "silence until 12")
    #expect(states("", gates)[4] == "no from silence")
  }
}
