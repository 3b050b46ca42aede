import Testing
import TestSupport
@testable import ThresholdDSL
import TriageEngine

/// The day that a text writes.
func day(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CivilDate {
  try #require(try? DateText.read(Array(text.utf8).span).get(), sourceLocation: sourceLocation)
}

/// The moment that a text writes.
func moment(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Moment {
  try #require(try? MomentText.read(Array(text.utf8).span).get(), sourceLocation: sourceLocation)
}

/// The moment, known to the second, that a text writes.
func instant(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Instant {
  let moment = try moment(text, sourceLocation: sourceLocation)
  try #require(moment.precision == .exact, sourceLocation: sourceLocation)
  return moment.earliest
}

/// The bank holidays that the project carries.
func englandAndWales() throws -> BankHolidays {
  let file = packageFolder + "/rules/calendars/england-and-wales.json"
  return try BankHolidays(json: #require(readFile(file)), division: "england-and-wales")
}

/// Monday to Thursday 08:30 to 17:00, Friday 08:30 to 16:30.
let officeWeek: [DailyHours?] =
  Array(repeating: DailyHours(opens: 510, closes: 1_020), count: 4)
  + [DailyHours(opens: 510, closes: 990), nil, nil]

/// A service of those hours with some closures.
func service(_ closures: [Closure] = [], week: [DailyHours?] = officeWeek) throws -> ServiceCalendar
{
  let hours = ServiceHours(week: week, closures: closures, outOfHours: .nextWorkingDay)
  return ServiceCalendar(hours: hours, holidays: try englandAndWales())
}

/// A clock named `decision` from received to decided.
func clock(_ limit: Clock.Limit, _ outOfHours: OutOfHours = .nextWorkingDay) -> Clock {
  Clock(
    name: "decision", title: nil, clause: nil, start: .received, end: .decided, limit: limit,
    condition: nil, outOfHours: outOfHours)
}
