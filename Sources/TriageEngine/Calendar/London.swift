public import ThresholdDSL

/// Europe/London time, computed from the rules of British Summer Time since 1972.
///
/// Since 1996 (Council directive, now the Summer Time Order 2002) the clocks go forward at 01:00
/// UTC on the last Sunday in March and back at 01:00 UTC on the last Sunday in October. The yearly
/// orders from 1972 to 1995 follow three older patterns, which ``changes(inYear:)`` holds. Before
/// 1972 there were double summer time and year-round British Standard Time: no moment is read from
/// those years (``DateText``, ``MomentText``), and arithmetic that reaches them counts in GMT.
public enum London {
  /// The first year whose times are read.
  public static let firstYear = 1972

  /// Seconds that London is ahead of UTC: 3,600 in summer time, else 0.
  public static func offset(at instant: Instant) -> Int {
    let (year, month, _) = CivilDate(utcDayOf: instant.seconds).components
    guard year >= firstYear else { return 0 }
    switch month {
    case 4...9: return 3_600
    case 3, 10:
      let changes = changes(inYear: year)
      return changes.forward <= instant && instant < changes.back ? 3_600 : 0
    default: return 0
    }
  }

  /// The moments at which the clocks of a year go forward and back; the year is 1972 or later.
  public static func changes(inYear year: Int) -> (forward: Instant, back: Instant) {
    switch year {
    case ...1980: (sunday(year, 3, from: 16, hour: 2), sunday(year, 10, from: 23, hour: 2))
    case ...1989: (sunday(year, 3, from: 25, hour: 1), sunday(year, 10, from: 23, hour: 1))
    case ...1995: (sunday(year, 3, from: 25, hour: 1), sunday(year, 10, from: 22, hour: 1))
    default: (sunday(year, 3, from: 25, hour: 1), sunday(year, 10, from: 25, hour: 1))
    }
  }

  /// The first Sunday on or after a day of a month, at an hour UTC.
  private static func sunday(_ year: Int, _ month: Int, from day: Int, hour: Int) -> Instant {
    let first = CivilDate(year: year, month: month, day: day) ?? .latest
    let sunday = first.adding(days: 7 - first.weekday)
    return Instant(seconds: Int64(sunday.dayNumber) * 86_400 + Int64(hour) * 3_600)
  }

  /// The date and time of day that clocks in London show at a moment.
  public static func localTime(of instant: Instant) -> LocalTime {
    localTime(of: instant, offset: offset(at: instant))
  }

  /// The same, where the offset is known.
  static func localTime(of instant: Instant, offset: Int) -> LocalTime {
    let local = instant.seconds.addingReportingOverflow(Int64(offset))
    let seconds = local.overflow ? instant.seconds : local.partialValue
    let date = CivilDate(utcDayOf: seconds)
    return LocalTime(date: date, secondOfDay: Int((seconds % 86_400 + 86_400) % 86_400))
  }

  /// The London date at a moment.
  public static func date(of instant: Instant) -> CivilDate {
    localTime(of: instant).date
  }

  /// The moments at which clocks in London show a time: none, one or two.
  public static func readings(of local: LocalTime) -> LocalReading {
    let seconds = Int64(local.date.dayNumber) * 86_400 + Int64(local.secondOfDay)
    let summer = Instant(seconds: seconds - 3_600)
    let winter = Instant(seconds: seconds)
    switch (offset(at: summer) == 3_600, offset(at: winter) == 0) {
    case (true, true): return .two(summer, winter)
    case (true, false): return .one(summer)
    case (false, true): return .one(winter)
    case (false, false): return .none
    }
  }

  /// The first moment at which clocks in London show a time, or, where they skip it, the moment an
  /// hour before the one that they would have shown it at without the change.
  ///
  /// `secondOfDay` may be 86,400 for the midnight that ends the day.
  public static func earliestInstant(on date: CivilDate, secondOfDay: Int) -> Instant {
    switch readings(of: LocalTime(date: date, secondOfDay: secondOfDay)) {
    case .one(let instant), .two(let instant, _): instant
    case .none:
      Instant(seconds: Int64(date.dayNumber) * 86_400 + Int64(secondOfDay) - 3_600)
    }
  }

  /// The number of whole days since the epoch, rounded down.
  static func floorDay(_ seconds: Int64) -> Int64 {
    seconds >= 0 ? seconds / 86_400 : -((-(seconds + 1)) / 86_400) - 1
  }
}

/// What clocks in London show: a date and a time of day.
public struct LocalTime: Hashable, Sendable {
  /// The date.
  public var date: CivilDate
  /// Seconds after midnight by the clock on the wall; 0 to 86,399.
  public var secondOfDay: Int

  /// A date and a time of day.
  public init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
  }
}

/// The moments at which clocks show a local time.
public enum LocalReading: Hashable, Sendable {
  /// Never: the clocks go forward over it.
  case none
  /// Once.
  case one(Instant)
  /// Twice, an hour apart, earlier first: the clocks go back over it.
  case two(Instant, Instant)
}

extension CivilDate {
  /// The UTC day of a moment, stopping at the first and last day that can be written.
  init(utcDayOf seconds: Int64) {
    let day = Int(London.floorDay(seconds))
    self = CivilDate(dayNumber: day) ?? (day < 0 ? .earliest : .latest)
  }
}
