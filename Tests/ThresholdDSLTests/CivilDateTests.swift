import Testing
import ThresholdDSL

@Suite struct CivilDateTests {
  @Test func `every day of two Gregorian cycles is one more than the day before`() throws {
    var previous = try #require(CivilDate(year: 1799, month: 12, day: 31))
    for year in 1800..<2600 {
      for month in 1...12 {
        for day in 1...CivilDate.length(ofMonth: month, year: year) {
          let date = try #require(CivilDate(year: year, month: month, day: day))
          if date.dayNumber != previous.dayNumber + 1 || date.components != (year, month, day)
            || date.weekday != previous.weekday % 7 + 1
          {
            Issue.record("\(date) does not follow \(previous)")
          }
          previous = date
        }
      }
    }
  }

  @Test func `a day that does not exist is refused`() {
    for (year, month, day) in [
      (2021, 2, 29), (1900, 2, 29), (2021, 0, 1), (2021, 13, 1), (2021, 4, 31), (2021, 1, 0),
      (0, 1, 1), (10_000, 1, 1),
    ] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test func `known days have their known weekday and text`() throws {
    let date = try #require(CivilDate(year: 2021, month: 5, day: 4))
    #expect(date.weekday == 2)
    #expect(date.description == "2021-05-04")
    #expect(CivilDate(dayNumber: 0)?.description == "1970-01-01")
    #expect(CivilDate.earliest.description == "0001-01-01")
    #expect(CivilDate.latest.description == "9999-12-31")
  }

  @Test func `adding days stops at the ends`() {
    #expect(CivilDate.latest.adding(days: 1) == .latest)
    #expect(CivilDate.earliest.adding(days: .min) == .earliest)
  }
}
