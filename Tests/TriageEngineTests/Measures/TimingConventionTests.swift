import Testing
import ThresholdDSL
import TriageEngine

struct TimingConventionTests {
  private func rules() throws -> TimingRules {
    TimingRules(calendar: try service(), clock: clock(.endOfWorkingDays(1)))
  }

  private func due(
    _ received: String, _ convention: TimingConvention, days: Int = 1
  ) throws -> String {
    let due = try rules().judge(
      received: moment(received), decided: .notStated, by: convention, days: days,
      asOf: instant("2021-01-01T00:00:00Z")
    ).due
    return due.map { String(MomentText.text($0).prefix(16)) } ?? "none"
  }

  @Test func `the same contact is due at a different time by each convention`() throws {
    // Friday 7 May 2021 at a quarter to five, after closing at half past four.
    let friday = "2021-05-07T16:45"
    #expect(try due(friday, .ruleBook) == "2021-05-11T17:00")
    #expect(try due(friday, .endOfNextWorkingDay) == "2021-05-11T17:00")
    #expect(try due(friday, .endOfNextWorkingDayFromReceipt) == "2021-05-10T17:00")
    #expect(try due(friday, .sameTimeNextWorkingDay) == "2021-05-11T08:30")
    #expect(try due(friday, .twentyFourHours) == "2021-05-08T16:45")
    #expect(try due(friday, .workingHours(8)) == "2021-05-10T16:30")
    // Thursday at the same time of day is in hours; the office closes earlier on Friday.
    let thursday = "2021-05-06T16:45"
    #expect(try due(thursday, .endOfNextWorkingDay) == "2021-05-07T16:30")
    #expect(try due(thursday, .sameTimeNextWorkingDay) == "2021-05-07T16:45")
    #expect(try due(thursday, .workingHours(8)) == "2021-05-07T16:15")
    #expect(try due(thursday, .twentyFourHours, days: 3) == "2021-05-09T16:45")
    #expect(try due(thursday, .sameTimeNextWorkingDay, days: 3) == "2021-05-11T16:45")
  }

  @Test func `before opening belongs to the day, a weekend to the next opening`() throws {
    #expect(try due("2021-05-04T06:50", .sameTimeNextWorkingDay) == "2021-05-05T08:30")
    #expect(try due("2021-05-01T11:00", .sameTimeNextWorkingDay) == "2021-05-05T08:30")
    #expect(try due("2021-05-01T11:00", .endOfNextWorkingDay) == "2021-05-05T17:00")
    #expect(try due("2021-05-01T11:00", .endOfNextWorkingDayFromReceipt) == "2021-05-04T17:00")
  }

  @Test func `24 hours are hours that pass, also where the clocks change`() throws {
    #expect(try due("2021-03-27T12:00", .twentyFourHours) == "2021-03-28T13:00")
    #expect(try due("2021-10-30T12:00", .twentyFourHours) == "2021-10-31T11:00")
  }

  @Test func `a day without a time is judged only where every hour of it gives the same`() throws {
    let rules = try rules()
    func status(
      _ decided: String?, _ convention: TimingConvention
    ) throws -> ClockReading.Status {
      try rules.judge(
        received: moment("2021-05-04"),
        decided: decided.map { .happened(try moment($0)) } ?? .notStated, by: convention,
        asOf: instant("2021-05-06T12:00:00Z")
      ).status
    }
    #expect(try status("2021-05-04", .twentyFourHours) == .met)
    #expect(try status("2021-05-05", .twentyFourHours) == .unknown)
    #expect(try status("2021-05-05T17:00", .endOfNextWorkingDayFromReceipt) == .met)
    #expect(try status("2021-05-05T17:01", .endOfNextWorkingDay) == .unknown)
    #expect(try status("2021-05-05T09:00", .sameTimeNextWorkingDay) == .unknown)
    #expect(try status("2021-05-08T09:00", .sameTimeNextWorkingDay) == .missed)
    #expect(try status(nil, .twentyFourHours) == .overdue)
    #expect(try status(nil, .sameTimeNextWorkingDay) == .overdue)
    #expect(try status(nil, .workingHours(20)) == .unknown)
  }

  @Test func `a decision before the contact, or without a time, is not judged`() throws {
    let rules = try rules()
    for convention in TimingConvention.all() {
      let early = rules.judge(
        received: try moment("2021-05-04T10:00"),
        decided: .happened(try moment("2021-05-04T09:00")), by: convention,
        asOf: try instant("2021-05-06T12:00:00Z"))
      #expect(early.status == .unknown, "\(convention)")
      let timeless = rules.judge(
        received: try moment("2021-05-04T10:00"), decided: .unknown, by: convention,
        asOf: try instant("2021-05-06T12:00:00Z"))
      #expect(timeless.status == .unknown, "\(convention)")
    }
  }

  @Test func `a rule book without a clock has no verdict of its own`() throws {
    let rules = TimingRules(calendar: try service(), clock: nil)
    let own = rules.judge(
      received: try moment("2021-05-04T10:00"), decided: .notStated, by: .ruleBook,
      asOf: try instant("2021-05-06T12:00:00Z"))
    #expect(own.status == .unknown)
  }

  @Test func `open time between two moments leaves out nights, weekends and holidays`() throws {
    let calendar = try service()
    func hours(_ from: String, _ to: String) throws -> Double {
      let seconds = try #require(
        calendar.openSeconds(from: moment(from).earliest, to: moment(to).earliest))
      return Double(seconds) / 3_600
    }
    #expect(try hours("2021-05-04T10:00", "2021-05-04T12:30") == 2.5)
    #expect(try hours("2021-05-06T16:45", "2021-05-07T09:00") == 0.75)
    #expect(try hours("2021-05-07T16:45", "2021-05-10T08:30") == 0)
    #expect(try hours("2021-04-30T16:00", "2021-05-04T09:30") == 1.5)
    #expect(try hours("2021-05-04T12:00", "2021-05-04T10:00") == 0)
    #expect(
      calendar.openSeconds(
        from: try instant("1990-05-04T12:00:00Z"), to: try instant("2021-05-04T12:00:00Z")) == nil)
  }
}
