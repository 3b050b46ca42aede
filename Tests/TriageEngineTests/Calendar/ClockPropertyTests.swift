import TestSupport
import Testing
@testable import ThresholdDSL
import TriageEngine

/// Properties of clocks on made-up services, each checked against a plain walk through time.
@Suite struct ClockPropertyTests {
  private func madeUpService(_ random: inout SplitMix64) throws -> ServiceCalendar {
    var week: [DailyHours?] = (0..<7).map { _ in
      if random.oneIn(3) { return DailyHours(opens: 0, closes: 1_440) }
      let opens = Int.random(in: 0...700, using: &random)
      return DailyHours(opens: opens, closes: Int.random(in: opens + 1...1_440, using: &random))
    }
    if random.oneIn(4) { week[Int.random(in: 0..<5, using: &random)] = nil }
    let start = try day("2021-12-01")
    let closures = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      let first = start.adding(days: Int.random(in: 0...60, using: &random))
      let last = first.adding(days: random.oneIn(3) ? Int.random(in: 0...4, using: &random) : 0)
      let from = random.oneIn(2) ? nil : Int.random(in: 0...1_439, using: &random)
      let until = random.oneIn(2) ? nil : Int.random(in: (from ?? 0) + 1...1_440, using: &random)
      return Closure(first: first, last: last, from: from, until: until)
    }
    return try service(closures, week: week)
  }

  private func madeUpLimit(_ random: inout SplitMix64) -> Clock.Limit {
    let count = Int.random(in: 1...12, using: &random)
    return random.pick([
      .endOfWorkingDays(count), .endOfOpenDays(count), .workingHours(count), .hours(count),
    ])
  }

  private func moment(_ random: inout SplitMix64) throws -> Instant {
    let start = try instant("2021-12-01T00:00")
    return Instant(seconds: start.seconds + Int64.random(in: 0...5_184_000, using: &random))
  }

  @Test func `working hours are the seconds of open time that pass`() throws {
    let seed = testSeed(0x40A5)
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let calendar = try madeUpService(&random)
      let start = try moment(&random)
      let hours = Int.random(in: 1...6, using: &random)
      guard let due = calendar.adding(workingHours: hours, to: start) else {
        Issue.record("seed \(seed): no due time in January 2022")
        continue
      }
      // Open time changes at whole minutes only.
      var open = 0
      var second = start.seconds
      var last = second
      while open < hours * 3_600 {
        let end = min(due.seconds + 61, (second / 60 + 1) * 60)
        if calendar.isOpen(at: Instant(seconds: second)) == true {
          let taken = min(Int(end - second), hours * 3_600 - open)
          open += taken
          last = second + Int64(taken)
        }
        guard second <= due.seconds else { break }
        second = end
      }
      #expect(open == hours * 3_600 && last == due.seconds, "seed \(seed): \(start) \(hours)")
    }
  }

  @Test func `a later start is never due earlier, unless a closure splits the day`() throws {
    let seed = testSeed(0x3070)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let calendar = try madeUpService(&random)
      let limit = madeUpLimit(&random)
      let convention: OutOfHours = random.oneIn(2) ? .nextWorkingDay : .sameDay
      func due(_ start: Instant) -> Instant? {
        calendar.read(
          clock(limit, convention), from: .happened(Moment(at: start)), to: .notStated,
          applies: .yes)?.reading.due
      }
      for _ in 0..<200 {
        let (one, other) = (try moment(&random), try moment(&random))
        let (early, late) = (min(one, other), max(one, other))
        guard let first = due(early), let last = due(late) else { continue }
        if London.date(of: early) != London.date(of: late) {
          #expect(first <= last, "seed \(seed): \(limit) \(early) \(late)")
        }
      }
    }
  }

  @Test func `a day without a time is judged as every time of it would be`() throws {
    let seed = testSeed(0xDA7E)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let calendar = try madeUpService(&random)
      let clock = clock(madeUpLimit(&random), random.oneIn(2) ? .nextWorkingDay : .sameDay)
      let start = Moment(on: London.date(of: try moment(&random)))
      let offset = Int64.random(in: 0...1_000_000, using: &random)
      let end = Moment(at: Instant(seconds: start.earliest.seconds + offset))
      let whole = calendar.read(clock, from: .happened(start), to: .happened(end), applies: .yes)
      let reading = try #require(whole).reading
      for _ in 0..<30 {
        let inside = Int64.random(in: start.earliest.seconds...start.latest.seconds, using: &random)
        let known = Moment(at: Instant(seconds: inside))
        guard known.earliest <= end.earliest else { continue }
        let exact = try #require(
          calendar.read(clock, from: .happened(known), to: .happened(end), applies: .yes))
        if reading.status != .unknown {
          #expect(exact.reading.status == reading.status, "seed \(seed): \(clock.limit) \(start)")
        }
        if let day = reading.dayZero { #expect(exact.reading.dayZero == day, "seed \(seed)") }
        if let due = reading.due { #expect(exact.reading.due == due, "seed \(seed)") }
      }
    }
  }

  @Test func `the Nth day after a day has N days up to it`() throws {
    let seed = testSeed(0x0017)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let calendar = try madeUpService(&random)
      for _ in 0..<50 {
        let start = London.date(of: try moment(&random))
        let count = Int.random(in: 1...60, using: &random)
        let working = try #require(calendar.workingDay(count, after: start))
        #expect(calendar.workingDays(after: start, through: working) == count, "seed \(seed)")
        #expect(calendar.isWorkingDay(working) == true, "seed \(seed)")
        let open = try #require(calendar.openDay(count, after: start))
        #expect(calendar.openDays(after: start, through: open) == count, "seed \(seed)")
        #expect(calendar.isOpenDay(open) == true, "seed \(seed)")
        #expect(working <= open, "seed \(seed)")
      }
    }
  }
}
