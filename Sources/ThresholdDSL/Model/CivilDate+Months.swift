extension CivilDate {
  /// The date that many calendar months later (earlier when negative).
  ///
  /// The 29th, 30th and 31st stop at the last day of a shorter month; the calendar stops at its
  /// first and last day.
  public func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow || count < 12 { return months > 0 ? .latest : .earliest }
    let newYear = count / 12
    let newMonth = count % 12 + 1
    if newYear > 9999 { return .latest }
    let last = CivilDate.length(ofMonth: newMonth, year: newYear)
    return CivilDate(year: newYear, month: newMonth, day: min(day, last)) ?? .latest
  }

  /// The date less a length of time; months stop at the month's last day.
  public func subtracting(_ length: Age) -> CivilDate {
    let perUnit = length.unit.smallerUnits
    let (count, overflow) = length.count.multipliedReportingOverflow(by: -perUnit)
    if overflow { return .earliest }
    return length.unit.isCalendarMonths ? adding(months: count) : adding(days: count)
  }
}

extension AgeUnit {
  /// How many months a year has, or days a week; 1 for months and days themselves.
  package var smallerUnits: Int {
    switch self {
    case .days, .months: 1
    case .weeks: 7
    case .years: 12
    }
  }
}
