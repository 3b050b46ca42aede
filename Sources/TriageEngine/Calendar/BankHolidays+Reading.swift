import ThresholdDSL

extension BankHolidays {
  /// Reads the holidays of a division from a file in the format that gov.uk publishes.
  ///
  /// Of each event the date counts; what else gov.uk may add is passed over. Nothing wrong in the
  /// division is passed over, since a day lost from the file would be a deadline moved.
  public init(json bytes: [UInt8], division: String) throws(CalendarFileError) {
    let document: JSONValue
    do {
      document = try JSONValue(bytes)
    } catch {
      throw CalendarFileError(.notJSON(error.problem), at: error.offset, in: bytes)
    }
    guard let entry = document[division] else {
      throw CalendarFileError(.noDivision, at: document.offset, in: bytes)
    }
    if let named = entry["division"], named.string != division {
      throw CalendarFileError(.otherDivision, at: named.offset, in: bytes)
    }
    guard let list = entry["events"], let events = list.array else {
      throw CalendarFileError(.noEvents, at: entry.offset, in: bytes)
    }
    guard !events.isEmpty else { throw CalendarFileError(.noEvents, at: list.offset, in: bytes) }
    var days: Set<CivilDate> = []
    for event in events {
      guard let date = event["date"] else {
        throw CalendarFileError(.noDate, at: event.offset, in: bytes)
      }
      guard let text = date.string, text.utf8.count == 10,
        case .success(let day) = DateText.read(Array(text.utf8).span)
      else { throw CalendarFileError(.notADay, at: date.offset, in: bytes) }
      guard days.insert(day).inserted else {
        throw CalendarFileError(.repeatedDay, at: date.offset, in: bytes)
      }
    }
    guard let holidays = BankHolidays(division: division, days: Array(days)) else {
      throw CalendarFileError(.missingYear, at: list.offset, in: bytes)
    }
    self = holidays
  }
}

/// Why a file of bank holidays cannot be used, and where.
public struct CalendarFileError: Error, Hashable, Sendable {
  /// What is wrong.
  public var problem: Problem
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, counted in bytes.
  public var column: Int

  init(_ problem: Problem, at offset: Int, in bytes: [UInt8]) {
    self.problem = problem
    (self.line, self.column) = JSONValue.place(ofOffset: offset, in: bytes)
  }

  /// What can be wrong with a file of bank holidays.
  public enum Problem: Hashable, Sendable {
    /// It is not JSON.
    case notJSON(JSONError.Problem)
    /// It has no entry for the division that the rule book names.
    case noDivision
    /// The entry says that it is of another division.
    case otherDivision
    /// The division has no list of events, or an empty one.
    case noEvents
    /// An event has no date.
    case noDate
    /// A date is not a day written as `2021-05-04`.
    case notADay
    /// A day stands twice.
    case repeatedDay
    /// A year between the first and the last has no bank holiday.
    case missingYear
  }

  /// What is wrong and what is wanted: one phrase, without a full stop.
  public var message: String {
    switch problem {
    case .notJSON(let problem): problem.message
    case .noDivision: "the calendar has no division of the name that the rule book gives"
    case .otherDivision: "the division's own name is not the name that it stands under"
    case .noEvents: "the division has no list of events"
    case .noDate: "an event has a date, such as \"date\": \"2021-05-03\""
    case .notADay: "a date is a day that exists, written as 2021-05-03"
    case .repeatedDay: "the same day stands twice in the division"
    case .missingYear:
      "a year between the first and the last has no bank holiday; every year has at least one"
    }
  }
}
