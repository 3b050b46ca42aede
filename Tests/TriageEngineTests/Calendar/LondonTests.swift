import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@Suite struct LondonTests {
  @Test func `the clocks change on the days that were published`() throws {
    let published: [(year: Int, forward: String, back: String)] = [
      (1972, "1972-03-19T02:00:00Z", "1972-10-29T02:00:00Z"),
      (1981, "1981-03-29T01:00:00Z", "1981-10-25T01:00:00Z"),
      (1989, "1989-03-26T01:00:00Z", "1989-10-29T01:00:00Z"),
      (1995, "1995-03-26T01:00:00Z", "1995-10-22T01:00:00Z"),
      (1996, "1996-03-31T01:00:00Z", "1996-10-27T01:00:00Z"),
      (2021, "2021-03-28T01:00:00Z", "2021-10-31T01:00:00Z"),
      (2027, "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"),
    ]
    for row in published {
      let changes = London.changes(inYear: row.year)
      #expect(changes.forward == (try instant(row.forward)), "\(row.year)")
      #expect(changes.back == (try instant(row.back)), "\(row.year)")
    }
  }

  @Test func `the hour that is skipped has no reading and the hour that comes twice has two`()
    throws
  {
    let spring = try day("2021-03-28")
    let autumn = try day("2021-10-31")
    func readings(_ date: CivilDate, _ second: Int) -> LocalReading {
      London.readings(of: LocalTime(date: date, secondOfDay: second))
    }
    #expect(readings(spring, 3_599) == .one(try instant("2021-03-28T00:59:59Z")))
    #expect(readings(spring, 3_600) == .none)
    #expect(readings(spring, 7_199) == .none)
    #expect(readings(spring, 7_200) == .one(try instant("2021-03-28T01:00:00Z")))
    #expect(readings(autumn, 3_599) == .one(try instant("2021-10-30T23:59:59Z")))
    let first = try instant("2021-10-31T00:00:00Z")
    let second = try instant("2021-10-31T01:00:00Z")
    #expect(readings(autumn, 3_600) == .two(first, second))
    #expect(readings(autumn, 7_200) == .one(try instant("2021-10-31T02:00:00Z")))
  }

  @Test func `a moment is one of the readings of the time that it shows`() {
    let seed = testSeed(0x10AD)
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      // 1972 to 2100, every tenth within two hours of a clock change.
      var moment = Instant(seconds: Int64.random(in: 63_072_000...4_102_444_800, using: &random))
      if random.oneIn(10) {
        let changes = London.changes(inYear: Int.random(in: 1972...2100, using: &random))
        let change = random.oneIn(2) ? changes.forward : changes.back
        moment = Instant(seconds: change.seconds + Int64.random(in: -7_200...7_200, using: &random))
      }
      switch London.readings(of: London.localTime(of: moment)) {
      case .none: Issue.record("seed \(seed): \(moment) shows a time that has no reading")
      case .one(let only): #expect(only == moment, "seed \(seed)")
      case .two(let first, let second):
        #expect(moment == first || moment == second, "seed \(seed)")
        #expect(second.seconds - first.seconds == 3_600, "seed \(seed)")
      }
    }
  }

  @Test func `a window runs back by the calendar and takes the earlier reading`() throws {
    let cases: [(from: String, back: Age, start: String)] = [
      ("2024-02-29T10:00:00Z", Age(count: 12, unit: .months), "2023-02-28T10:00:00Z"),
      ("2021-03-31T10:00:00+01:00", Age(count: 1, unit: .months), "2021-02-28T10:00:00Z"),
      ("2021-05-04T15:42:00+01:00", Age(count: 1, unit: .years), "2020-05-04T15:42:00+01:00"),
      ("2021-04-04T15:42:00+01:00", Age(count: 2, unit: .weeks), "2021-03-21T15:42:00Z"),
      // 01:30 comes twice on 31 October and never on 28 March.
      ("2021-11-30T01:30:00Z", Age(count: 30, unit: .days), "2021-10-31T01:30:00+01:00"),
      ("2021-04-28T01:30:00+01:00", Age(count: 1, unit: .months), "2021-03-28T00:30:00Z"),
      ("2021-04-28T01:30:00+01:00", Age(count: 0, unit: .months), "2021-04-28T01:30:00+01:00"),
    ]
    for row in cases {
      #expect(try instant(row.from).subtracting(row.back) == (try instant(row.start)), "\(row)")
    }
  }

  @Test func `moments beyond every year that can be written do not trap`() {
    for seconds in [Int64.min, Int64.min + 1, Int64.max, Int64.max - 1] {
      let moment = Instant(seconds: seconds)
      let local = London.localTime(of: moment)
      #expect(local.date == (seconds < 0 ? .earliest : .latest))
      #expect((0..<86_400).contains(local.secondOfDay))
      _ = moment.subtracting(Age(count: 50_000, unit: .years))
    }
  }
}
