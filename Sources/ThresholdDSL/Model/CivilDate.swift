/// A day of the proleptic Gregorian calendar, from year 1 to year 9999, without time or zone.
///
/// INVARIANT: `dayNumber` lies between the numbers of 0001-01-01 and 9999-12-31, so every value
/// has a year, month and day.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is day 0.
  public let dayNumber: Int32

  /// The first day that can be written, 0001-01-01.
  public static let earliest = CivilDate(uncheckedDayNumber: -719_162)

  /// The last day that can be written, 9999-12-31.
  public static let latest = CivilDate(uncheckedDayNumber: 2_932_896)

  private init(uncheckedDayNumber: Int32) {
    self.dayNumber = uncheckedDayNumber
  }

  /// The day that many days after 1970-01-01, or nil when it cannot be written in four-digit years.
  public init?(dayNumber: Int) {
    guard dayNumber >= Int(Self.earliest.dayNumber), dayNumber <= Int(Self.latest.dayNumber)
    else { return nil }
    self.dayNumber = Int32(dayNumber)
  }

  /// The day with this year, month (1 to 12) and day (1 to 31), or nil when there is none.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Counting from 1 March puts the leap day last, so no month before it moves
    // (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The year, month (1 to 12) and day (1 to 31) of this date.
  public var components: (year: Int, month: Int, day: Int) {
    // Days since 0000-03-01, by the remainders that products leave in the low bits
    // (C. Neri, L. Schneider, "Euclidean affine functions and their application to calendar
    // algorithms").
    let ofEra = 4 * UInt32(Int(dayNumber) + 719_468) + 3
    let ofCentury = ofEra % 146_097 | 3
    let product = 2_939_745 * UInt64(ofCentury)
    let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
    let ofMonth = 2_141 * dayOfYear + 197_913
    // January and February belong to the year that began with the March before them.
    let isNextYear = dayOfYear >= 306
    let year = Int(ofEra / 146_097) * 100 + Int(product >> 32) + (isNextYear ? 1 : 0)
    let month = Int(ofMonth >> 16) - (isNextYear ? 12 : 0)
    return (year, month, Int((ofMonth & 0xFFFF) / 2_141) + 1)
  }

  /// The day of the week: 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    ((Int(dayNumber) + 3) % 7 + 7) % 7 + 1
  }

  /// The date that many days later (earlier when negative), stopping at the first and last day.
  public func adding(days: Int) -> CivilDate {
    let sum = Int(dayNumber).addingReportingOverflow(days)
    if sum.overflow { return days > 0 ? .latest : .earliest }
    return CivilDate(dayNumber: sum.partialValue) ?? (days > 0 ? .latest : .earliest)
  }

  /// The number of days in a month (1 to 12) of a year.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  private static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Orders by day, earliest first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date as `YYYY-MM-DD` (ISO 8601).
  public var description: String {
    let (year, month, day) = components
    return padded(year, to: 4) + "-" + padded(month, to: 2) + "-" + padded(day, to: 2)
  }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
