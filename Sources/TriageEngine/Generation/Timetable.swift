import ThresholdDSL

/// When contacts come in: so many moments in order, spread over days and hours by their weights.
///
/// Nothing is kept of the moments given: a day's share is worked out from the weights of the days
/// before it, and an hour's from those of the hours before it. So any number is given in the memory
/// of one number a day.
struct Timetable: Sendable {
  private let count: Int
  private let firstDay: CivilDate
  /// The weights of the days, summed up to and including each.
  private let upTo: [Int]
  private let calendar: @Sendable (CivilDate) -> ServiceCalendar?
  private var chance: Chance

  private var day = -1
  private var hour = 24
  private var leftInHour = 0
  private var inHour = 0
  private var givenOfDay = 0
  private var ofDay = 0
  private var weights: [Int] = []
  private var weightBefore = 0
  private var offset = 0

  /// So many moments from one day to another, both included.
  init(
    count: Int, days: ClosedRange<CivilDate>, chance: Chance,
    calendar: @escaping @Sendable (CivilDate) -> ServiceCalendar?
  ) {
    self.count = max(0, count)
    self.calendar = calendar
    firstDay = days.lowerBound
    var chance = chance
    var sum = 0
    var month = MonthWeights()
    upTo = (days.lowerBound.dayNumber...days.upperBound.dayNumber).map { number in
      let day = CivilDate(dayNumber: Int(number)) ?? days.lowerBound
      // No two Tuesdays are alike: up to a seventh more or less.
      sum += month.weight(of: day, calendar) * chance.number(in: 86...114) / 100
      return sum
    }
    self.chance = chance
  }

  /// The next moment, never before the last one given; nil after the last.
  mutating func next() -> Instant? {
    while leftInHour == 0 {
      guard advanceHour() else { return nil }
    }
    leftInHour -= 1
    // Each has a part of the hour to itself, and falls anywhere in it.
    let place = inHour - leftInHour - 1
    let second = (place * 3_600 + chance.below(3_600)) / inHour
    return London.earliestInstant(
      on: firstDay.adding(days: day), secondOfDay: hour * 3_600 + second)
  }

  private mutating func advanceHour() -> Bool {
    hour += 1
    while hour >= 24 {
      guard day + 1 < upTo.count else { return false }
      startDay()
      if ofDay == 0 { hour = 24 }
    }
    let total = Timetable.sum(weights)
    weightBefore += weights[hour]
    let upToHour = Timetable.share(ofDay, weightBefore, total, plus: offset)
    inHour = upToHour - givenOfDay
    leftInHour = inHour
    givenOfDay = upToHour
    return true
  }

  private mutating func startDay() {
    day += 1
    let total = upTo.last ?? 0
    let before = day == 0 ? 0 : Timetable.share(count, upTo[day - 1], total)
    ofDay = Timetable.share(count, upTo[day], total) - before
    let date = firstDay.adding(days: day)
    weights = HourWeights.of(date, calendar(date))
    offset = chance.below(Timetable.sum(weights))
    (hour, givenOfDay, weightBefore) = (0, 0, 0)
  }

  private static func sum(_ weights: [Int]) -> Int { weights.reduce(0, +) }

  /// `count` × `part` / `whole`, rounded down, without overflow.
  private static func share(_ count: Int, _ part: Int, _ whole: Int, plus: Int = 0) -> Int {
    guard whole > 0 else { return 0 }
    let product = UInt64(count).multipliedFullWidth(by: UInt64(part))
    let (low, carried) = product.low.addingReportingOverflow(UInt64(plus))
    return Int(
      UInt64(whole).dividingFullWidth((product.high + (carried ? 1 : 0), low)).quotient)
  }
}

/// The weights of the hours of a week: what comes when.
enum HourWeights {
  /// From eight to six on a working day; by hour, for Monday to Friday. Assumed.
  private static let office = [5, 11, 12, 12, 10, 11, 12, 13, 10, 4]
  private static let weekdays = [21, 20, 20, 20, 19]
  /// Outside those hours, by hour from midnight. Assumed.
  private static let night = [4, 3, 2, 2, 2, 2, 2, 3]
  private static let evening = [7, 7, 6, 6, 5, 5]
  private static let weekend = [
    4, 4, 3, 2, 2, 2, 2, 2, 3, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 5, 5,
  ]

  private static let outOfHoursWeight =
    5 * (night.reduce(0, +) + evening.reduce(0, +)) + 2 * weekend.reduce(0, +)
  private static let officeWeight = office.reduce(0, +) * weekdays.reduce(0, +)
  private static let scale = 1_000

  /// The weights of the hours of a day, by its weekday; a bank holiday is like a Sunday.
  ///
  /// INVARIANT: over a week the hours outside Monday to Friday, 8 to 6, weigh as much of the whole
  /// as ``Aims/outOfHours`` says. An hour that the clocks skip weighs nothing.
  static func of(_ day: CivilDate, _ calendar: ServiceCalendar?) -> [Int] {
    let isWorking = day.weekday <= 5 && calendar?.isWorkingDay(day) != false
    let out = Aims.outOfHours.share
    func outside(_ weight: Int) -> Int { weight * out * scale / outOfHoursWeight }
    var weights: [Int]
    if isWorking {
      let inside = office.map {
        $0 * weekdays[day.weekday - 1] * (Aim.whole - out) * scale / officeWeight
      }
      weights = night.map(outside) + inside + evening.map(outside)
    } else {
      weights = weekend.map(outside)
    }
    for hour in 0...3 {
      if case .none = London.readings(of: LocalTime(date: day, secondOfDay: hour * 3_600)) {
        weights[hour] = 0
      }
    }
    return weights
  }

  /// Whether a moment lies outside Monday to Friday, 8 to 6.
  static func isOutOfHours(_ instant: Instant, _ calendar: ServiceCalendar?) -> Bool {
    let local = London.localTime(of: instant)
    let isOffice = (8 * 3_600..<18 * 3_600).contains(local.secondOfDay)
    return !isOffice || local.date.weekday > 5 || calendar?.isWorkingDay(local.date) == false
  }
}

/// Spreads the year's months over their days.
private struct MonthWeights {
  private var month: (year: Int, month: Int)?
  private var ofMonth = 1

  /// The weight of a day: its part of its month, times the month's share of the year.
  mutating func weight(
    of day: CivilDate, _ calendar: (CivilDate) -> ServiceCalendar?
  ) -> Int {
    let (year, number, _) = day.components
    if month?.year != year || month?.month != number {
      month = (year, number)
      ofMonth = (1...CivilDate.length(ofMonth: number, year: year)).reduce(0) { sum, dayOfMonth in
        let other = CivilDate(year: year, month: number, day: dayOfMonth) ?? day
        return sum + HourWeights.of(other, calendar(other)).reduce(0, +)
      }
    }
    let share = Aims.months.first { $0.month == number }?.aim.share ?? 0
    let own = HourWeights.of(day, calendar(day)).reduce(0, +)
    return own * share * 1_000 / max(1, ofMonth)
  }
}
