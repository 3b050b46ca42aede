public import ThresholdDSL

/// Reads and writes days: `2021-05-04` (ISO 8601), and `2012-03` or `2012` where part is enough.
public enum DateText {
  /// Reads a day.
  ///
  /// Midnight without an offset may follow (`2021-05-04T00:00:00`), as databases write days; any
  /// other time may not, since dropping it could move the day.
  public static func read(_ text: Span<UInt8>) -> Result<CivilDate, DateProblem> {
    switch readDay(text) {
    case .failure(let problem): return .failure(problem)
    case .success(let date):
      if text.count == 10 { return .success(date) }
      switch TimeText.read(text, from: 10) {
      case .failure(let problem): return .failure(problem)
      case .success(let time):
        let isMidnight = time.secondOfDay == 0 && time.offset == nil && !time.hasFraction
        return isMidnight ? .success(date) : .failure(.timeOnADay)
      }
    }
  }

  /// Reads a day, a month or a year as the range of its days.
  public static func readRange(_ text: Span<UInt8>) -> Result<ClosedRange<CivilDate>, DateProblem> {
    guard text.count == 4 || text.count == 7 else { return read(text).map { $0...$0 } }
    guard let year = digits(text, 0..<4) else {
      return .failure(isDayFirst(text) ? .dayFirst : .notADate)
    }
    if text.count == 4 { return range(year: year, months: 1...12) }
    guard text[4] == UInt8(ascii: "-"), let month = digits(text, 5..<7) else {
      return .failure(.notADate)
    }
    guard (1...12).contains(month) else { return .failure(.noSuchDay) }
    return range(year: year, months: month...month)
  }

  private static func range(
    year: Int, months: ClosedRange<Int>
  ) -> Result<ClosedRange<CivilDate>, DateProblem> {
    let length = CivilDate.length(ofMonth: months.upperBound, year: year)
    guard let first = CivilDate(year: year, month: months.lowerBound, day: 1),
      let last = CivilDate(year: year, month: months.upperBound, day: length)
    else { return .failure(.noSuchDay) }
    return .success(first...last)
  }

  /// Writes a day as `2021-05-04`.
  public static func write(_ date: CivilDate, into output: inout [UInt8]) {
    let (year, month, day) = date.components
    append(year / 100, into: &output)
    append(year % 100, into: &output)
    output.append(UInt8(ascii: "-"))
    append(month, into: &output)
    output.append(UInt8(ascii: "-"))
    append(day, into: &output)
  }

  /// Reads the day that the first ten bytes write; what follows is left.
  static func readDay(_ text: Span<UInt8>) -> Result<CivilDate, DateProblem> {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = digits(text, 0..<4), let month = digits(text, 5..<7),
      let day = digits(text, 8..<10)
    else { return .failure(isDayFirst(text) ? .dayFirst : .notADate) }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      return .failure(.noSuchDay)
    }
    return .success(date)
  }

  /// The number that those bytes write, or nil when they are not all digits.
  static func digits(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.upperBound <= text.count else { return nil }
    var number = 0
    for index in range {
      let digit = text[index] &- 0x30
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Appends a number from 0 to 99 as two digits.
  static func append(_ number: Int, into output: inout [UInt8]) {
    output.append(UInt8(0x30 + number / 10))
    output.append(UInt8(0x30 + number % 10))
  }

  /// Whether the text starts like `04/05/2021`, `4.5.21` or `04-05-2021`, whichever way round.
  private static func isDayFirst(_ text: Span<UInt8>) -> Bool {
    var lengths: [Int] = []
    var separator: UInt8?
    var index = 0
    while lengths.count < 3 {
      let start = index
      while index < text.count, text[index] &- 0x30 <= 9 { index += 1 }
      lengths.append(index - start)
      if lengths.count == 3 || index == text.count { break }
      guard [0x2D, 0x2E, 0x2F].contains(text[index]), separator ?? text[index] == text[index]
      else { return false }
      separator = text[index]
      index += 1
    }
    guard lengths.count == 3, (1...2).contains(lengths[0]), (1...2).contains(lengths[1]) else {
      return false
    }
    let goesOn = index < text.count && ![0x20, 0x2C, 0x54, 0x74].contains(text[index])
    return (lengths[2] == 2 || lengths[2] == 4) && !goesOn
  }
}

/// Why text is not read as a day or a moment.
public enum DateProblem: Error, Hashable, Sendable, CaseIterable {
  /// It is not a date at all.
  case notADate
  /// The day or the month comes first, as in `04/05/2021`: it can mean two days.
  case dayFirst
  /// It has the shape of a date, but the calendar has no such day.
  case noSuchDay
  /// It has the shape of a time, but no clock shows it: `24:00`, `15:60`, `23:59:60`, `+25:00`.
  case noSuchTime
  /// Clocks in London skip that time when they go forward.
  case skippedByClockChange
  /// It lies before 1972 or after 9999, where no time of London is read.
  case outsideYears
  /// A day was wanted, and a time other than midnight follows it.
  case timeOnADay

  /// What is wrong and what to write instead, to follow a field's name and a colon.
  public var explanation: String {
    switch self {
    case .notADate: "not a date; write the year first, such as 2021-05-04 or 2021-05-04T15:42"
    case .dayFirst:
      "the day or month comes first; write the year first: 4 May 2021 is 2021-05-04"
    case .noSuchDay: "the calendar has no such day"
    case .noSuchTime: "no clock shows such a time or offset; times run from 00:00 to 23:59:59"
    case .skippedByClockChange:
      "clocks in the United Kingdom skip that time when they go forward; write the time with its "
        + "offset, such as 2021-05-04T15:42:00+01:00"
    case .outsideYears: "times are read from the years 1972 to 9999"
    case .timeOnADay: "a day is wanted without a time, such as 2021-05-04"
    }
  }
}
