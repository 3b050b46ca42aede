import TestSupport
import Testing
@testable import ThresholdDSL
import TriageEngine

@Suite struct ClockTests {
  private func event(_ text: String?) throws -> ClockEvent {
    try text.map { .happened(try moment($0)) } ?? .notStated
  }

  private func read(
    _ limit: Clock.Limit, _ from: String?, _ to: String? = nil, asOf: String? = nil,
    _ outOfHours: OutOfHours = .nextWorkingDay, applies: Truth = .yes,
    in calendar: ServiceCalendar? = nil
  ) throws -> (reading: ClockReading, notes: [Note])? {
    try (calendar ?? service()).read(
      clock(limit, outOfHours), from: event(from), to: event(to), applies: applies,
      asOf: asOf.map { try moment($0) })
  }

  @Test func `a decision in one working day is due at closing time of the next`() throws {
    let cases: [(from: String, day: String, due: String)] = [
      ("2021-05-04T15:42", "2021-05-04", "2021-05-05T17:00"),
      ("2021-05-07T16:45", "2021-05-10", "2021-05-11T17:00"),
      ("2022-09-16T10:00", "2022-09-16", "2022-09-20T17:00"),
      ("2022-06-01T10:00", "2022-06-01", "2022-06-06T17:00"),
      ("2020-05-07T10:00", "2020-05-07", "2020-05-11T17:00"),
      ("2022-12-23T10:00", "2022-12-23", "2022-12-28T17:00"),
      ("2021-03-26T10:00", "2021-03-26", "2021-03-29T17:00"),
      ("2021-10-29T10:00", "2021-10-29", "2021-11-01T17:00"),
      ("2021-05-06T10:00", "2021-05-06", "2021-05-07T16:30"),
    ]
    for row in cases {
      let found = try #require(try read(.endOfWorkingDays(1), row.from))
      #expect(found.reading.dayZero == (try day(row.day)), "\(row)")
      #expect(found.reading.due == (try instant(row.due)), "\(row)")
      #expect(found.reading.status == .open)
      #expect(found.notes == [])
    }
  }

  @Test func `done at the due time is in time and a second later is late`() throws {
    let cases: [(Clock.Limit, String, inTime: String, late: String)] = [
      (.endOfWorkingDays(1), "2021-05-04T10:00", "2021-05-05T17:00", "2021-05-05T17:00:01"),
      (.endOfOpenDays(1), "2021-05-04T10:00", "2021-05-05T17:00", "2021-05-05T17:00:01"),
      (.workingHours(4), "2021-05-04T10:00", "2021-05-04T14:00", "2021-05-04T14:00:01"),
      // Both clock changes: 72 hours are 72 hours.
      (.hours(72), "2021-03-26T10:00", "2021-03-29T11:00", "2021-03-29T11:00:01"),
      (.hours(72), "2021-10-29T10:00", "2021-11-01T09:00", "2021-11-01T09:00:01"),
    ]
    for row in cases {
      #expect(try read(row.0, row.1, row.inTime)?.reading.status == .met, "\(row)")
      #expect(try read(row.0, row.1, row.late)?.reading.status == .missed, "\(row)")
      #expect(try read(row.0, row.1, asOf: row.inTime)?.reading.status == .running, "\(row)")
      #expect(try read(row.0, row.1, asOf: row.late)?.reading.status == .overdue, "\(row)")
    }
  }

  @Test func `a day without a time is met or missed where every reading agrees`() throws {
    let cases: [(from: String, to: String, ClockReading.Status, due: String?, days: Int?)] = [
      // Received before closing: due on the 5th; after: on the 6th.
      ("2021-05-04", "2021-05-04", .met, nil, 0),
      ("2021-05-04", "2021-05-05T16:00", .met, nil, nil),
      ("2021-05-04", "2021-05-05T18:00", .unknown, nil, nil),
      ("2021-05-04", "2021-05-05", .unknown, nil, nil),
      ("2021-05-04", "2021-05-06T17:00", .unknown, nil, nil),
      ("2021-05-04", "2021-05-06T17:00:01", .missed, nil, nil),
      ("2021-05-04", "2021-05-07", .missed, nil, nil),
      // A Saturday is out of hours at any time.
      ("2021-05-08", "2021-05-11T17:00", .met, "2021-05-11T17:00", 1),
      ("2021-05-08", "2021-05-12", .missed, "2021-05-11T17:00", 2),
      ("2021-05-08", "2021-05-11", .unknown, "2021-05-11T17:00", 1),
      ("2021-05-08", "2021-05-09", .met, "2021-05-11T17:00", 0),
      // The hour that comes twice on a Sunday changes nothing.
      ("2021-10-31T01:30", "2021-11-02T17:00", .met, "2021-11-02T17:00", 1),
    ]
    for row in cases {
      let reading = try #require(try read(.endOfWorkingDays(1), row.from, row.to)).reading
      #expect(reading.status == row.2, "\(row)")
      #expect(reading.due == (try row.due.map { try instant($0) }), "\(row)")
      #expect(reading.workingDays == row.days, "\(row)")
      #expect(reading.from == (try moment(row.from)))
      #expect(reading.at == (try moment(row.to)))
    }
    let elapsed = try #require(try read(.hours(24), "2021-10-31T01:30", "2021-11-01T01:00"))
    #expect(elapsed.reading.status == .unknown)
    #expect(elapsed.reading.due == nil)
    #expect(try read(.hours(24), "2021-10-31T01:30", "2021-11-01T00:30")?.reading.status == .met)
    #expect(
      try read(.hours(24), "2021-10-31T01:30", "2021-11-01T01:30:01")?.reading.status == .missed)
    #expect(
      try read(.endOfWorkingDays(1), "2021-05-08", asOf: "2021-05-11")?.reading.status == .unknown)
    #expect(
      try read(.endOfWorkingDays(1), "2021-05-04", asOf: "2021-05-04")?.reading.status == .running)
  }

  @Test func `a closure in the middle of the day is one of the readings of that day`() throws {
    let week = [DailyHours?](repeating: DailyHours(opens: 0, closes: 1_440), count: 5)
    let lunch = Closure(
      first: try day("2021-05-04"), last: try day("2021-05-04"), from: 720, until: 780)
    let calendar = try service([lunch], week: week)
    let limit = Clock.Limit.endOfWorkingDays(1)
    // Received over lunch it is due a day later than received before or after.
    let found = try #require(try read(limit, "2021-05-04", "2021-05-06T10:00", in: calendar))
    #expect(found.reading.status == .unknown)
    #expect(found.reading.dayZero == nil)
    #expect(found.reading.due == nil)
    let early = try #require(try read(limit, "2021-05-04", "2021-05-06T00:00", in: calendar))
    #expect(early.reading.status == .met)
    let late = try #require(try read(limit, "2021-05-04", "2021-05-07T00:00:01", in: calendar))
    #expect(late.reading.status == .missed)
  }

  @Test func `working days count from day 0 and are never below 0`() throws {
    let cases: [(from: String, to: String, days: Int)] = [
      ("2021-05-04T15:42", "2021-05-05T11:02", 1), ("2021-05-04T15:42", "2021-05-04T16:00", 0),
      ("2021-05-07T16:45", "2021-05-07T16:50", 0), ("2021-05-07T16:45", "2021-05-08T10:00", 0),
      ("2021-05-07T16:00", "2021-05-08T10:00", 0), ("2021-05-07T16:00", "2021-05-10T10:00", 1),
    ]
    for row in cases {
      let found = try read(.endOfWorkingDays(1), row.from, row.to)
      #expect(found?.reading.workingDays == row.days, "\(row)")
      #expect(found?.reading.status == .met, "\(row)")
    }
    let closed = try service([Closure(first: day("2021-05-05"), last: day("2021-05-05"))])
    let open = try read(.endOfOpenDays(1), "2021-05-04T10:00", "2021-05-06T10:00", in: closed)
    #expect(open?.reading.workingDays == 1)
    #expect(open?.reading.status == .met)
    let working = try read(.endOfWorkingDays(1), "2021-05-04T10:00", "2021-05-06T10:00", in: closed)
    #expect(working?.reading.workingDays == 2)
    #expect(working?.reading.due == (try instant("2021-05-05T17:00")))
    #expect(working?.reading.status == .missed)
  }

  @Test func `an end before its start is unknown and says so`() throws {
    let found = try #require(
      try read(.endOfWorkingDays(1), "2021-05-04T10:00", "2021-05-04T09:59:59"))
    #expect(found.reading.status == .unknown)
    #expect(found.reading.workingDays == nil)
    #expect(found.reading.due == (try instant("2021-05-05T17:00")))
    #expect(found.notes.map(\.code) == [.endBeforeStart])
    let within = try #require(try read(.endOfWorkingDays(1), "2021-05-04T10:00", "2021-05-04"))
    #expect(within.reading.status == .met)
    #expect(within.notes == [])
  }

  @Test func `outside the years known the clock is unknown and names them`() throws {
    let cases: [(Clock.Limit, from: String, to: String?)] = [
      (.endOfWorkingDays(1), "2011-12-30T10:00", "2012-01-03T10:00"),
      (.endOfWorkingDays(1), "2028-12-29T10:00", "2028-12-29T11:00"),
      (.endOfOpenDays(1), "2028-12-29T10:00", nil),
      (.endOfWorkingDays(1), "2028-12-29T17:00", nil),
      (.workingHours(40), "2028-12-27T10:00", "2028-12-28T10:00"),
      (.workingHours(1), "2029-01-02T10:00", nil),
    ]
    for row in cases {
      let found = try #require(try read(row.0, row.from, row.to))
      #expect(found.reading.status == .unknown, "\(row)")
      #expect(found.reading.due == nil, "\(row)")
      #expect(found.reading.from == (try moment(row.from)))
      #expect(found.notes.map(\.code) == [.outsideCalendar], "\(row)")
      #expect(found.notes.first?.text.contains("2012 to 2028") == true)
    }
    // Elapsed hours need no calendar; only the count of days does.
    let elapsed = try #require(try read(.hours(72), "2029-01-02T10:00", "2029-01-05T10:00"))
    #expect(elapsed.reading.status == .met)
    #expect(elapsed.reading.dayZero == nil)
    #expect(elapsed.notes.map(\.code) == [.outsideCalendar])
    // The decision came after the years known: late all the same, and the days are not counted.
    let late = try #require(try read(.endOfWorkingDays(1), "2028-12-27T10:00", "2029-02-01T10:00"))
    #expect(late.reading.status == .missed)
    #expect(late.reading.workingDays == nil)
    #expect(late.notes.map(\.code) == [.outsideCalendar])
  }

  @Test func `a clock that does not apply is left out and one that may apply is unknown`() throws {
    let limit = Clock.Limit.endOfWorkingDays(1)
    let (from, to) = ("2021-05-04T10:00", "2021-05-05T10:00")
    #expect(try read(limit, from, to, applies: .no) == nil)
    for (start, end) in [(from, to), (from, nil), (nil, nil), (nil, to)] as [(String?, String?)] {
      let found = try #require(try read(limit, start, end, applies: .unknown))
      #expect(found.reading.status == .unknown)
      #expect(found.reading.from == (try start.map { try moment($0) }))
      #expect(found.reading.at == (try end.map { try moment($0) }))
    }
  }

  @Test func `a missing start or end is told from an unknown one`() throws {
    let calendar = try service()
    let at = ClockEvent.happened(try moment("2021-05-04T10:00"))
    let cases: [(ClockEvent, ClockEvent, ClockReading.Status)] = [
      (.notStated, .notStated, .notStarted), (.notStated, at, .unknown),
      (.notStated, .unknown, .unknown), (.unknown, .notStated, .unknown), (.unknown, at, .unknown),
      (at, .notStated, .open), (at, .unknown, .unknown), (at, at, .met),
    ]
    for (start, end, status) in cases {
      let found = calendar.read(
        clock(.endOfWorkingDays(1)), from: start, to: end, applies: .yes)
      #expect(found?.reading.status == status, "\(start) \(end)")
    }
    let states: [(FactState, ClockEvent)] = [
      (.known(.moment(try moment("2021-05-04T10:00")), .statement), at),
      (.known(.date(try day("2021-05-04")), .statement), .happened(try moment("2021-05-04"))),
      (.known(.yesNo(true), .statement), .unknown), (.unknown(.silence), .notStated),
      (.unknown(.silenceUntil(fact: 1)), .notStated), (.unknown(.statement), .unknown),
      (.unknown(.unreadable), .unknown), (.unknown(.noHistory), .unknown),
    ]
    for (state, event) in states { #expect(ClockEvent(state) == event) }
  }

  @Test func `a book without hours makes clocks unknown, never a crash`() throws {
    let calendar = try service(week: [])
    for limit in [Clock.Limit.endOfWorkingDays(1), .endOfOpenDays(1), .workingHours(1)] {
      let found = try #require(try read(limit, "2021-05-04T10:00", in: calendar))
      #expect(found.reading.status == .unknown)
      #expect(found.reading.due == nil)
      #expect(found.notes == [])
      let outside = try #require(try read(limit, "2029-01-02T10:00", in: calendar))
      #expect(outside.notes.map(\.code) == [.outsideCalendar])
    }
    for count in [Int.max, Int.min, -1] {
      for limit in [
        Clock.Limit.endOfWorkingDays(count), .endOfOpenDays(count), .workingHours(count),
        .hours(count),
      ] { _ = try read(limit, "2021-05-04T10:00", "2021-05-05T10:00") }
    }
  }
}
