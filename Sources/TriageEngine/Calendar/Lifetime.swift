public import ThresholdDSL

/// Ages: completed calendar units between a day of birth and another day.
///
/// Everything here is one idea: the day on which N months of a life are completed
/// (``day(completingMonths:of:)``). It never goes back when N grows, nor when the birth is later,
/// so a range of births is judged exactly from its two ends.
public enum Lifetime {
  /// The day on which so many months of a life that began on `born` are completed.
  ///
  /// Somebody born on the 29th, 30th or 31st completes a month on the last day of a shorter month;
  /// somebody born on 29 February has a birthday on 1 March in other years.
  public static func day(completingMonths months: Int, of born: CivilDate) -> CivilDate {
    let day = born.adding(months: months)
    guard months % 12 == 0 else { return day }
    let (_, month, dayOfMonth) = born.components
    return month == 2 && dayOfMonth == 29 && day.components.day == 28 ? day.adding(days: 1) : day
  }

  /// How many units of a life that began on `born` are completed on a day; negative before birth.
  public static func completed(_ unit: AgeUnit, from born: CivilDate, on day: CivilDate) -> Int {
    guard unit.isCalendarMonths else {
      return floorDivide(Int(day.dayNumber) - Int(born.dayNumber), by: unit.smallerUnits)
    }
    let (bornYear, bornMonth, _) = born.components
    let (year, month, _) = day.components
    var months = (year - bornYear) * 12 + month - bornMonth
    if Lifetime.day(completingMonths: months, of: born) > day { months -= 1 }
    return floorDivide(months, by: unit.smallerUnits)
  }

  /// Whether the age on a day compares so with a limit, for a birth on any day of a range.
  ///
  /// Births after `day` are left out, since the child is born; when none is left, it is unknown.
  public static func compare(
    born: ClosedRange<CivilDate>, on day: CivilDate, _ comparison: Comparison, _ limit: Age
  ) -> Truth {
    guard born.lowerBound <= day else { return .unknown }
    let least = completed(limit.unit, from: min(born.upperBound, day), on: day)
    let most = completed(limit.unit, from: born.lowerBound, on: day)
    return compare(least...max(least, most), comparison, limit.count)
  }

  /// Whether a stated age compares so with a limit.
  ///
  /// A stated age means that many completed units and less than one unit more: `1 year` against
  /// `18 months` is unknown. Months or years against weeks or days are always unknown.
  public static func compare(stated: Age, _ comparison: Comparison, _ limit: Age) -> Truth {
    guard stated.unit.isCalendarMonths == limit.unit.isCalendarMonths else { return .unknown }
    let size = stated.unit.smallerUnits
    let (first, tooLarge) = stated.count.multipliedReportingOverflow(by: size)
    guard !tooLarge, stated.count >= 0, first <= Int.max - size else { return .unknown }
    let limitSize = limit.unit.smallerUnits
    let completed = first / limitSize...(first + size - 1) / limitSize
    return compare(completed, comparison, limit.count)
  }

  /// Whether a number that can be any of a range compares so with a limit.
  static func compare(_ range: ClosedRange<Int>, _ comparison: Comparison, _ limit: Int) -> Truth {
    if comparison == .equal {
      guard range.contains(limit) else { return .no }
      return range.lowerBound == range.upperBound ? .yes : .unknown
    }
    let atLeast = comparison.holds(range.lowerBound, limit)
    let atMost = comparison.holds(range.upperBound, limit)
    return atLeast == atMost ? Truth(atLeast) : .unknown
  }

  private static func floorDivide(_ number: Int, by divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
