/// Ages: completed calendar units between a day of birth and another day.
///
/// Everything here is one idea: the day on which N months of a life are completed
/// (``day(completingMonths:of:)``). It never goes back when N grows, nor when the birth is later,
/// so a range of births is judged exactly from its two ends.
public enum Lifetime {
  /// The completed years after which a date of birth is taken for a mistake: nobody of that age is the
  /// subject of a contact about a child, and a century mistyped would stop every rule about infants.
  public static let mostYearsOfChild = 25

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
    let (bornYear, bornMonth, bornDay) = born.components
    let (year, month, dayOfMonth) = day.components
    var months = (year - bornYear) * 12 + month - bornMonth
    // So many months are completed on the day of the same number in the month of `day`, on the last of
    // a shorter month, or after it: see ``day(completingMonths:of:)``.
    if bornDay > dayOfMonth {
      let last = CivilDate.length(ofMonth: month, year: year)
      let isLeapDay = bornMonth == 2 && bornDay == 29 && months % 12 == 0
      if dayOfMonth < last || isLeapDay { months -= 1 }
    }
    return floorDivide(months, by: unit.smallerUnits)
  }

  private static func floorDivide(_ number: Int, by divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
