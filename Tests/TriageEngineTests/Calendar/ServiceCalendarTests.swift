import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@Suite struct ServiceCalendarTests {
  /// Closed on Christmas Eve from three, the 29th and 30th, and over lunch on the 31st.
  private func christmas() throws -> ServiceCalendar {
    try service([
      Closure(first: day("2021-12-24"), last: day("2021-12-24"), from: 900),
      Closure(first: day("2021-12-29"), last: day("2021-12-30")),
      Closure(first: day("2021-12-31"), last: day("2021-12-31"), from: 720, until: 780),
    ])
  }

  @Test func `the service is open from its opening up to its closing minute`() throws {
    let calendar = try christmas()
    let cases: [(String, open: Bool?)] = [
      ("2021-05-04T08:29:59", false), ("2021-05-04T08:30", true), ("2021-05-04T16:59:59", true),
      ("2021-05-04T17:00", false), ("2021-05-07T16:29:59", true), ("2021-05-07T16:30", false),
      ("2021-05-08T12:00", false), ("2021-05-03T12:00", false), ("2021-12-24T14:59", true),
      ("2021-12-24T15:00", false), ("2021-12-29T12:00", false), ("2021-12-31T11:59", true),
      ("2021-12-31T12:00", false), ("2021-12-31T13:00", true), ("2011-12-30T12:00", nil),
      ("2029-01-02T12:00", nil),
    ]
    for row in cases {
      #expect(calendar.isOpen(at: try instant(row.0)) == row.open, "\(row.0)")
    }
  }

  @Test func `a day opens and closes by its hours less its closures`() throws {
    let calendar = try christmas()
    let cases: [(String, opens: String?, closes: String?)] = [
      ("2021-05-04", "2021-05-04T08:30", "2021-05-04T17:00"),
      ("2021-05-07", "2021-05-07T08:30", "2021-05-07T16:30"),
      ("2021-12-24", "2021-12-24T08:30", "2021-12-24T15:00"),
      ("2021-12-29", nil, "2021-12-29T17:00"),
      ("2021-12-31", "2021-12-31T08:30", "2021-12-31T16:30"),
      ("2021-05-03", nil, nil), ("2021-05-08", nil, nil), ("2011-12-30", nil, nil),
    ]
    for row in cases {
      #expect(calendar.opening(of: try day(row.0)) == (try row.opens.map { try instant($0) }))
      #expect(calendar.closing(of: try day(row.0)) == (try row.closes.map { try instant($0) }))
    }
  }

  @Test func `day 0 is the day of an event in or before open time, else as the book says`() throws {
    let calendar = try christmas()
    let cases: [(String, next: String, same: String)] = [
      ("2021-05-04T03:00", "2021-05-04", "2021-05-04"),
      ("2021-05-04T10:00", "2021-05-04", "2021-05-04"),
      ("2021-05-04T16:59:59", "2021-05-04", "2021-05-04"),
      ("2021-05-04T17:00", "2021-05-05", "2021-05-04"),
      ("2021-05-07T16:45", "2021-05-10", "2021-05-07"),
      ("2021-05-08T10:00", "2021-05-10", "2021-05-07"),
      ("2021-05-03T10:00", "2021-05-04", "2021-04-30"),
      ("2021-12-24T15:00", "2021-12-29", "2021-12-24"),
      ("2021-12-29T07:00", "2021-12-30", "2021-12-29"),
      ("2021-12-29T12:00", "2021-12-30", "2021-12-29"),
      ("2021-12-31T12:30", "2022-01-04", "2021-12-31"),
      ("2021-10-31T01:30:00+01:00", "2021-11-01", "2021-10-29"),
    ]
    for row in cases {
      let at = try instant(row.0)
      #expect(calendar.dayZero(of: at, .nextWorkingDay) == (try day(row.next)), "\(row.0)")
      #expect(calendar.dayZero(of: at, .sameDay) == (try day(row.same)), "\(row.0)")
    }
    let unknown = [
      ("2011-12-30T10:00", OutOfHours.nextWorkingDay), ("2028-12-29T18:00", .nextWorkingDay),
      ("2012-01-01T10:00", .sameDay), ("2012-01-02T10:00", .sameDay),
      ("2029-01-02T10:00", .sameDay),
    ]
    for (text, convention) in unknown {
      #expect(calendar.dayZero(of: try instant(text), convention) == nil, "\(text)")
    }
  }

  @Test func `working days pass over weekends and bank holidays, open days over closures too`()
    throws
  {
    let calendar = try christmas()
    let cases: [(String, Int, working: String?, open: String?)] = [
      ("2022-09-16", 1, "2022-09-20", "2022-09-20"),
      ("2022-06-01", 1, "2022-06-06", "2022-06-06"),
      ("2020-05-07", 1, "2020-05-11", "2020-05-11"),
      ("2022-12-23", 1, "2022-12-28", "2022-12-28"),
      ("2021-12-24", 1, "2021-12-29", "2021-12-31"),
      ("2021-12-24", 2, "2021-12-30", "2022-01-04"),
      ("2021-12-29", 0, "2021-12-29", "2021-12-29"),
      ("2021-05-08", 1, "2021-05-10", "2021-05-10"),
      ("2021-05-04", 45, "2021-07-07", "2021-07-07"),
      ("2028-12-29", 1, nil, nil), ("2011-12-30", 1, nil, nil), ("2021-05-04", .max, nil, nil),
    ]
    for row in cases {
      let start = try day(row.0)
      #expect(
        calendar.workingDay(row.1, after: start) == (try row.working.map { try day($0) }), "\(row)")
      #expect(calendar.openDay(row.1, after: start) == (try row.open.map { try day($0) }), "\(row)")
    }
    let eve = try day("2021-12-24")
    #expect(calendar.workingDays(after: eve, through: try day("2022-01-04")) == 4)
    #expect(calendar.openDays(after: eve, through: try day("2022-01-04")) == 2)
    #expect(calendar.workingDays(after: try day("2022-01-04"), through: eve) == 0)
    #expect(calendar.openDays(after: eve, through: try day("2029-01-01")) == nil)
    #expect(calendar.isOpenDay(try day("2021-12-29")) == false)
    #expect(calendar.isWorkingDay(try day("2021-12-29")) == true)
    #expect(calendar.isOpenDay(try day("2021-12-31")) == true)
  }

  @Test func `working hours count open time only`() throws {
    let calendar = try christmas()
    let cases: [(String, Int, due: String?)] = [
      ("2021-05-04T10:00", 4, "2021-05-04T14:00"),
      ("2021-05-04T13:00", 4, "2021-05-04T17:00"),
      ("2021-05-04T13:00:01", 4, "2021-05-05T08:30:01"),
      ("2021-05-04T03:00", 4, "2021-05-04T12:30"),
      ("2021-05-04T17:00", 4, "2021-05-05T12:30"),
      ("2021-05-07T15:00", 4, "2021-05-10T11:00"),
      ("2021-05-08T12:00", 4, "2021-05-10T12:30"),
      ("2021-12-24T14:00", 4, "2021-12-31T11:30"),
      ("2021-12-24T14:00", 5, "2021-12-31T13:30"),
      ("2021-12-31T12:30", 1, "2021-12-31T14:00"),
      ("2021-12-31T09:00", 3, "2021-12-31T12:00"),
      ("2021-05-04T10:00", 0, "2021-05-04T10:00"),
      ("2021-05-04T18:00", 0, "2021-05-05T08:30"),
      ("2021-12-31T12:30", 0, "2021-12-31T13:00"),
      ("2021-10-29T15:30", 2, "2021-11-01T09:30"),
      ("2021-03-26T15:30", 2, "2021-03-29T09:30"),
      ("2028-12-29T15:30", 1, "2028-12-29T16:30"), ("2028-12-29T15:30:01", 1, nil),
      ("2028-12-29T16:30", 0, nil), ("2011-12-30T15:30", 1, nil), ("2021-05-04T10:00", .max, nil),
    ]
    for row in cases {
      let due = calendar.adding(workingHours: row.1, to: try instant(row.0))
      #expect(due == (try row.due.map { try instant($0) }), "\(row)")
    }
  }

  @Test func `closures are taken away together, whatever their order`() throws {
    let closures = [
      Closure(first: try day("2021-05-04"), last: try day("2021-05-14"), from: 720),
      Closure(first: try day("2021-05-05"), last: try day("2021-05-05"), until: 600),
      Closure(first: try day("2021-05-01"), last: try day("2021-05-04"), until: 600),
      Closure(first: .earliest, last: .latest, from: 1_000, until: 1_000),
    ]
    for closures in [closures, closures.reversed()] {
      let calendar = try service(closures)
      for text in ["2021-05-04", "2021-05-05"] {
        #expect(calendar.opening(of: try day(text)) == (try instant(text + "T10:00")))
        #expect(calendar.closing(of: try day(text)) == (try instant(text + "T12:00")))
      }
      #expect(calendar.closing(of: try day("2021-05-17")) == (try instant("2021-05-17T17:00")))
    }
  }

  @Test func `a service without hours, or closed for ever, has no open time`() throws {
    let calendars = [
      try service(week: []), try service(week: Array(repeating: nil, count: 7)),
      try service([Closure(first: .earliest, last: .latest)]),
    ]
    for calendar in calendars {
      #expect(calendar.isOpen(at: try instant("2021-05-04T10:00")) == false)
      #expect(calendar.adding(workingHours: 1, to: try instant("2021-05-04T10:00")) == nil)
      #expect(calendar.openDay(1, after: try day("2021-05-04")) == nil)
      #expect(calendar.workingDay(1, after: try day("2021-05-04")) == (try day("2021-05-05")))
    }
    #expect(calendars[0].closing(of: try day("2021-05-04")) == nil)
    #expect(calendars[2].closing(of: try day("2021-05-04")) == (try instant("2021-05-04T17:00")))
  }

  @Test func `midnight can close a day`() throws {
    let week = [DailyHours?](repeating: DailyHours(opens: 0, closes: 1_440), count: 5)
    let calendar = try service(week: week)
    #expect(calendar.closing(of: try day("2021-05-04")) == (try instant("2021-05-05T00:00")))
    #expect(
      calendar.adding(workingHours: 24, to: try instant("2021-05-07T12:00"))
        == (try instant("2021-05-10T12:00")))
    #expect(calendar.isOpen(at: try instant("2021-05-04T23:59:59")) == true)
  }
}
