import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Decisions exactly as they are written.
@Suite struct DecisionEncodingTests {
  private let rows: [(name: String, fields: String)] = [
    ("ids-only", ""),
    ("bruised-baby", #""injury":true,"date_of_birth":"2021-01-04""#),
    (
      "not-mobile",
      #""injury":true,"mobile":false,"birth_mark_recorded":false,"date_of_birth":"2021-01-04","#
        + #""decided":"2021-05-05T11:02","decided_outcome":"strategy_meeting","meeting_held":"2021-05-06""#
    ),
    (
      "points-and-values",
      #""hungry":true,"missed":4,"home":"poor","concerns":["neglect","physical"],"mobile":null"#
    ),
    (
      "restricted",
      #""police_intelligence":true,"expected_date_of_birth":"2021-07-01","screening_completed":true"#
    ),
    ("judgement-and-field", #""parent_in_prison":true,"surname":"\"Ünal\" <&>\t""#),
  ]

  @Test func `as the hub and as partners see them`() throws {
    let cases = try DecisionCases()
    for row in rows {
      for audience in Audience.allCases {
        let decision = try cases.decide(row.fields, for: audience, asOf: "2021-05-10T09:00")
        // One member a line, so that a difference shows where it is.
        let line = cases.line(decision)
        expectSnapshot(
          line.split(separator: ",\"").joined(separator: "\n,\""), "decisions",
          "\(row.name)-\(audience.rawValue)")
      }
    }
  }

  @Test func `a decision never carries a child's own words`() throws {
    let cases = try DecisionCases()
    let decision = try cases.decide(#""surname":"Zebedee","note":"Zebedee is hungry""#)
    #expect(!cases.line(decision).contains("Zebedee"))
  }

  @Test func `ages are said as people say them`() throws {
    let day = sampleDay("2021-05-04")
    func age(_ born: String, _ latest: String? = nil) -> String {
      FactValue.life(born: sampleDay(born)...sampleDay(latest ?? born), on: day).words(.age)
    }
    #expect(age("2021-05-04") == "0 days")
    #expect(age("2021-05-03") == "1 day")
    #expect(age("2021-04-07") == "27 days")
    #expect(age("2021-04-05") == "29 days")
    #expect(age("2021-04-04") == "1 month")
    #expect(age("2019-06-04") == "23 months")
    #expect(age("2019-05-04") == "2 years")
    #expect(age("2012-01-01", "2012-12-31") == "8 to 9 years")
    #expect(FactValue.age(Age(count: 1, unit: .weeks)).words(.age) == "1 week")
  }

  @Test func `without a calendar a clock is unknown and says so`() throws {
    let cases = try DecisionCases(calendar: false)
    let decision = try cases.decide(#""decided":"2021-05-05T11:02""#)
    #expect(decision.clocks.map(\.name) == ["conference", "decision", "red_screening"])
    #expect(decision.clocks.allSatisfy { $0.status == .unknown })
    #expect(decision.notes.count { $0.code == .outsideCalendar } == 3)
  }
}
