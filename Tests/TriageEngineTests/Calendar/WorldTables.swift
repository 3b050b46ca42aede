import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

/// Tables of what the engine says, for `Tests/World/check_calendar.py` to check against Python's
/// own time zones, calendars and digests.
///
/// They are written to the folder that `TRIAGE_WORLD_DIR` names; `TRIAGE_WORLD_SHORT=1` writes
/// fewer rows. Without the folder nothing is written: `Tests/World/check-calendar.sh` is the check.
@Suite(.enabled(if: environmentVariable("TRIAGE_WORLD_DIR") != nil))
struct WorldTables {
  private let folder = environmentVariable("TRIAGE_WORLD_DIR") ?? ""
  private let isShort = environmentVariable("TRIAGE_WORLD_SHORT") == "1"

  private func write(_ name: String, _ rows: [String]) {
    let text = rows.joined(separator: "\n") + "\n"
    #expect(writeFile(folder + "/" + name + ".tsv", Array(text.utf8)), "cannot write \(name)")
  }

  @Test func `what clocks in London show`() {
    var moments: [Int64] = []
    let years = isShort ? 2012...2030 : 1972...2100
    for year in 1972...2100 {
      let changes = London.changes(inYear: year)
      for change in [changes.forward.seconds, changes.back.seconds] {
        moments += [-3_601, -3_600, -1, 0, 1, 3_599, 3_600, 3_601].map { change + $0 }
      }
    }
    let first = CivilDate(year: years.lowerBound, month: 1, day: 1) ?? .earliest
    let last = CivilDate(year: years.upperBound, month: 12, day: 31) ?? .earliest
    let hours = Int64(first.dayNumber) * 24..<(Int64(last.dayNumber) + 1) * 24
    moments += hours.map { $0 * 3_600 }
    write("london", moments.map { "\($0)\t\(MomentText.text(Instant(seconds: $0)))" })
  }

  @Test func `the moments at which London shows a time`() {
    var rows: [String] = []
    for year in isShort ? 2010...2030 : 1972...2100 {
      for month in [1, 3, 6, 10] {
        for day in 1...31 {
          guard let date = CivilDate(year: year, month: month, day: day) else { continue }
          for second in stride(from: 0, to: 10_800, by: 1_799) {
            let local = LocalTime(date: date, secondOfDay: second)
            let moments: String
            switch London.readings(of: local) {
            case .none: moments = "none"
            case .one(let only): moments = "\(only.seconds)"
            case .two(let early, let late): moments = "\(early.seconds),\(late.seconds)"
            }
            rows.append("\(date)\t\(second)\t\(moments)")
          }
        }
      }
    }
    write("readings", rows)
  }

  @Test func `completed units and added months`() {
    var random = SplitMix64(seed: testSeed(0xA9E))
    var rows: [String] = []
    for index in 0..<(isShort ? 20_000 : 200_000) {
      var born = CivilDate.earliest.adding(
        days: 719_162 - 10_000 + Int.random(in: 0...40_000, using: &random))
      if index % 5 == 0 {
        // The ends of February, where months are clamped.
        let year = Int.random(in: 1990...2030, using: &random)
        let february = CivilDate(year: year, month: 2, day: 28) ?? born
        born = february.adding(days: Int.random(in: -30...3, using: &random))
      }
      let months = Int.random(in: 0...300, using: &random)
      let near = born.adding(months: months)
      let day = near.adding(days: random.oneIn(2) ? Int.random(in: -2...2, using: &random) : 0)
      guard day >= born else { continue }
      let completed = [AgeUnit.days, .weeks, .months, .years]
        .map { "\(Lifetime.completed($0, from: born, on: day))" }.joined(separator: "\t")
      rows.append("\(born)\t\(day)\t\(months)\t\(near)\t\(completed)")
    }
    write("ages", rows)
  }

  @Test func `working days and due times`() throws {
    var random = SplitMix64(seed: testSeed(0xD0E))
    let calendar = try service()
    write("holidays", calendar.holidays.days.map { "\($0)" })
    var days: [String] = []
    for offset in 0..<(365 * 15) {
      let start = calendar.firstDay.adding(days: 366 + offset)
      for count in [1, 2, 7, 10, 15, 45] {
        guard let day = calendar.workingDay(count, after: start) else { continue }
        let end = start.adding(days: Int.random(in: 0...200, using: &random))
        let between = calendar.workingDays(after: start, through: end)
        days.append("\(start)\t\(count)\t\(day)\t\(end)\t\(between.map { "\($0)" } ?? "none")")
      }
    }
    write("working_days", days)

    let first = try instant("2013-01-01T00:00:00Z").seconds
    let last = try instant("2028-10-01T00:00:00Z").seconds
    var due: [String] = []
    for _ in 0..<(isShort ? 10_000 : 100_000) {
      let start = Instant(seconds: Int64.random(in: first...last, using: &random))
      let count = Int.random(in: 1...12, using: &random)
      var fields = ["\(start.seconds)", "\(count)"]
      let hours = calendar.adding(workingHours: count, to: start)
      fields.append(hours.map { MomentText.text($0) } ?? "none")
      for convention in [OutOfHours.nextWorkingDay, .sameDay] {
        let reading = calendar.read(
          clock(.endOfWorkingDays(count), convention), from: .happened(Moment(at: start)),
          to: .notStated, applies: .yes)?.reading
        fields.append(reading?.dayZero.map { "\($0)" } ?? "none")
        fields.append(reading?.due.map { MomentText.text($0) } ?? "none")
      }
      due.append(fields.joined(separator: "\t"))
    }
    write("due", due)
  }

  @Test func `due times by each convention, and open time between moments`() throws {
    var random = SplitMix64(seed: testSeed(0xC0))
    let calendar = try service()
    let rules = TimingRules(calendar: calendar, clock: clock(.endOfWorkingDays(1)))
    let first = try instant("2012-01-04T00:00:00Z").seconds
    let last = try instant("2028-10-01T00:00:00Z").seconds
    var starts: [Int64] = []
    // Every day, at one time of it, and then times at random.
    for day in first / 86_400..<last / 86_400 {
      starts.append(day * 86_400 + Int64.random(in: 0..<86_400, using: &random))
    }
    for _ in 0..<(isShort ? 4_000 : 100_000) {
      starts.append(Int64.random(in: first...last, using: &random))
    }
    let rows = starts.map { start in
      let received = Instant(seconds: start)
      let days = Int.random(in: 1...3, using: &random)
      let end = Instant(seconds: start + Int64.random(in: 0...60 * 86_400, using: &random))
      let due = TimingConvention.all(workingHours: 5).map { convention in
        rules.judge(
          received: Moment(at: received), decided: .notStated, by: convention, days: days,
          asOf: received
        ).due.map { MomentText.text($0) } ?? "none"
      }
      let open = calendar.openSeconds(from: received, to: end)
      return (["\(start)", "\(days)", "\(end.seconds)", open.map { "\($0)" } ?? "none"] + due)
        .joined(separator: "\t")
    }
    write("conventions", rows)
  }

  @Test func `percentiles, limits and agreement`() throws {
    var random = SplitMix64(seed: testSeed(0xF1))
    var rows: [String] = []
    for _ in 0..<2_000 {
      let values = (0..<Int.random(in: 6...60, using: &random)).map { _ in
        Int.random(in: 0...1_000, using: &random)
      }
      let percent = Int.random(in: 0...100, using: &random)
      let limits = try #require(
        ControlLimits(values.map(Double.init), within: -1_000_000...1_000_000))
      let figures = [limits.mean, limits.lower, limits.upper].map { "\($0)" }
      rows.append(
        ([values.map { "\($0)" }.joined(separator: ","), "\(percent)"]
          + [Percentile.of(values, percent).map { "\($0)" } ?? "none"] + figures)
          .joined(separator: "\t"))
    }
    write("figures", rows)
    write("agreement", (0..<2_000).map { _ in agreementRow(&random) })
  }

  /// Pairs of outcomes decided and recommended, and the kappa of all of them.
  private func agreementRow(_ random: inout SplitMix64) -> String {
    let outcomes = ["a", "b", "c", "d"].prefix(Int.random(in: 2...4, using: &random)).map { $0 }
    var agreement = Agreement(outcomes: outcomes)
    var pairs: [String] = []
    for _ in 0..<Int.random(in: 1...80, using: &random) {
      let decided = random.pick(outcomes)
      let recommended = random.oneIn(2) ? decided : random.pick(outcomes)
      let isSettled = !random.oneIn(6)
      var measured = MeasuredCase(contact: "C", received: nil)
      measured.decisions = [MeasuredCase.Decision(outcome: decided, at: nil)]
      measured.recommendation = MeasuredCase.Recommendation(
        outcome: recommended, isSettled: isSettled)
      agreement.add(measured)
      pairs.append(decided + (recommended == "a" && !isSettled ? "?" : recommended))
    }
    let kappa = agreement.kappa(withUnsettled: true)
    return pairs.joined(separator: ",") + "\t" + (kappa.map { "\($0.value)" } ?? "none")
  }

  @Test func `digests`() {
    let lengths = Array(0...(isShort ? 200 : 1_000)) + [4_095, 4_096, 65_537, 1_000_000]
    write(
      "digests",
      lengths.map { length in
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 &+ length) }
        return "\(length)\t\(SHA256.hex(of: bytes))"
      })
  }
}
