import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@Suite struct BankHolidaysTests {
  private func read(_ text: String) throws -> BankHolidays {
    try BankHolidays(json: Array(text.utf8), division: "wales")
  }

  private func events(_ dates: [String]) -> String {
    "{\"wales\":{\"division\":\"wales\",\"events\":["
      + dates.map { "{\"title\":\"A day\",\"date\":\"\($0)\"}" }.joined(separator: ",") + "]}}"
  }

  @Test func `the project's file knows 2012 to 2028 with the days moved and added`() throws {
    let holidays = try englandAndWales()
    #expect(holidays.years == 2012...2028)
    #expect(holidays.days.count == 140)
    let days: [(String, working: Bool?)] = [
      ("2012-06-05", false), ("2012-05-28", true), ("2020-05-04", true), ("2020-05-08", false),
      ("2022-05-30", true), ("2022-06-03", false), ("2022-09-19", false), ("2023-05-08", false),
      ("2021-12-25", false), ("2021-12-27", false), ("2021-12-28", false), ("2021-12-29", true),
      ("2026-06-15", true), ("2011-12-30", nil), ("2029-01-02", nil), ("2028-12-29", true),
    ]
    for row in days {
      #expect(holidays.isWorkingDay(try day(row.0)) == row.working, "\(row.0)")
    }
  }

  @Test func `no bank holiday of the project's file falls on a weekend`() throws {
    #expect(try englandAndWales().days.allSatisfy { $0.weekday <= 5 })
  }

  @Test func `order in the file means nothing and other divisions are left alone`() throws {
    let text =
      "{\"scotland\":{\"division\":\"scotland\",\"events\":[{\"date\":\"never\"}]},"
      + "\"wales\":{\"events\":[{\"date\":\"2022-01-03\",\"new\":1},{\"date\":\"2021-01-01\"}]}}"
    let holidays = try read(text)
    #expect(holidays.days == [try day("2021-01-01"), try day("2022-01-03")])
  }

  @Test func `every mistake in the file has its place`() throws {
    let good = "2021-01-01"
    let cases: [(text: String, problem: CalendarFileError.Problem, line: Int, column: Int)] = [
      ("", .notJSON(.empty), 1, 1),
      ("{\n  \"wales\": {,", .notJSON(.nameWanted), 2, 13),
      ("{\"england\":{}}", .noDivision, 1, 1),
      ("[]", .noDivision, 1, 1),
      ("{\"wales\":{\"division\":\"w\",\"events\":[]}}", .otherDivision, 1, 22),
      ("{\"wales\":{\"division\":1,\"events\":[]}}", .otherDivision, 1, 22),
      ("{\"wales\":[]}", .noEvents, 1, 10),
      ("{\"wales\":{\"events\":{}}}", .noEvents, 1, 10),
      ("{\"wales\":{\"events\":[]}}", .noEvents, 1, 20),
      ("{\"wales\":{\"events\":[\n{\"title\":\"x\"}]}}", .noDate, 2, 1),
      ("{\"wales\":{\"events\":[\n1]}}", .noDate, 2, 1),
      ("{\"wales\":{\"events\":[\n{\"date\":20210101}]}}", .notADay, 2, 9),
      (events([good, "2021-02-29"]), .notADay, 1, 102),
      (events(["2021-01-01T00:00"]), .notADay, 1, 64),
      (events(["01/01/2021"]), .notADay, 1, 64),
      (events([good, "2021-04-02", good]), .repeatedDay, 1, 140),
      (events([good, "2023-01-02"]), .missingYear, 1, 39),
    ]
    for row in cases {
      let error = #expect(throws: CalendarFileError.self, "\(row.text)") { try read(row.text) }
      #expect(error?.problem == row.problem, "\(row.text)")
      #expect(error.map { [$0.line, $0.column] } == [row.line, row.column], "\(row.text)")
      #expect(error?.message.isEmpty == false)
    }
  }
}
