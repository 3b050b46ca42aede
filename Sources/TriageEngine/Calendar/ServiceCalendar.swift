public import ThresholdDSL

/// When a service is open: its hours, the bank holidays and its closures, day by day.
///
/// A working day is Monday to Friday and not a bank holiday, whether or not the service is closed;
/// an open day is a working day with any open time. Whatever needs a day outside the years whose
/// bank holidays are known is nil, never a guess.
///
/// INVARIANT: the tables hold one entry for each day of `firstDay...lastDay`; `workingUpTo` and
/// `openUpTo` count days up to and including each, `openMinutesBefore` (one entry more) the open
/// minutes before it; `tableOfDay` says which of `tables` has a day's open times.
public struct ServiceCalendar: Sendable {
  /// The bank holidays.
  public let holidays: BankHolidays
  /// The first day known.
  public let firstDay: CivilDate
  /// The last day known.
  public let lastDay: CivilDate

  private let week: [DailyHours?]
  private let tables: [[Range<Int>]]
  private let tableOfDay: [Int]
  private let workingDays: [Int]
  private let openDays: [Int]
  private let workingUpTo: [Int]
  private let openUpTo: [Int]
  private let openMinutesBefore: [Int]

  /// A calendar of the years whose bank holidays are known.
  public init(hours: ServiceHours, holidays: BankHolidays) {
    let week = (0..<7).map { $0 < hours.week.count && $0 < 5 ? hours.week[$0] : nil }
    let first = CivilDate(year: holidays.years.lowerBound, month: 1, day: 1) ?? .earliest
    let last = CivilDate(year: holidays.years.upperBound, month: 12, day: 31) ?? .latest
    let count = Int(last.dayNumber) - Int(first.dayNumber) + 1
    // Table 0 is for days without open time, tables 1 to 7 for the weekdays, the rest for closures.
    var tables: [[Range<Int>]] =
      [[]] + week.map { $0.map { $0.opens < $0.closes ? [$0.opens..<$0.closes] : [] } ?? [] }
    var tableOfDay = (0..<count).map { (first.weekday - 1 + $0) % 7 + 1 }
    for day in holidays.days { tableOfDay[Int(day.dayNumber) - Int(first.dayNumber)] = 0 }
    let isWorking = tableOfDay.map { (1...5).contains($0) }
    for closure in hours.closures {
      Self.apply(closure, from: first, to: last, &tables, &tableOfDay)
    }
    var (workingDays, openDays, workingUpTo, openUpTo) = ([Int](), [Int](), [Int](), [Int]())
    var openMinutesBefore = [0]
    var minutes = 0
    for index in 0..<count {
      if isWorking[index] {
        workingDays.append(index)
        let times = tables[tableOfDay[index]]
        if !times.isEmpty { openDays.append(index) }
        for time in times { minutes += time.count }
      }
      workingUpTo.append(workingDays.count)
      openUpTo.append(openDays.count)
      openMinutesBefore.append(minutes)
    }
    self.holidays = holidays
    self.firstDay = first
    self.lastDay = last
    self.week = week
    self.tables = tables
    self.tableOfDay = tableOfDay
    self.workingDays = workingDays
    self.openDays = openDays
    self.workingUpTo = workingUpTo
    self.openUpTo = openUpTo
    self.openMinutesBefore = openMinutesBefore
  }

  /// Gives the days of a closure, as far as they are known, tables without its times.
  private static func apply(
    _ closure: Closure, from first: CivilDate, to last: CivilDate,
    _ tables: inout [[Range<Int>]], _ tableOfDay: inout [Int]
  ) {
    let from = max(closure.first, first)
    let to = min(closure.last, last)
    guard from <= to else { return }
    // A run of days needs as few tables as the days had before it.
    var tableWithout: [Int: Int] = [:]
    for day in Int(from.dayNumber)...Int(to.dayNumber) {
      let index = day - Int(first.dayNumber)
      let table = tableOfDay[index]
      if let found = tableWithout[table] {
        tableOfDay[index] = found
      } else {
        tables.append(times(tables[table], without: closure))
        tableOfDay[index] = tables.count - 1
        tableWithout[table] = tables.count - 1
      }
    }
  }

  /// Open times less what a closure takes from them.
  private static func times(_ open: [Range<Int>], without closure: Closure) -> [Range<Int>] {
    let from = max(0, closure.from ?? 0)
    let until = min(1_440, closure.until ?? 1_440)
    guard from < until else { return open }
    return open.flatMap { time in
      [time.clamped(to: 0..<from), time.clamped(to: until..<1_440)].filter { !$0.isEmpty }
    }
  }
}

// MARK: - Days

extension ServiceCalendar {
  /// Whether a day is Monday to Friday and not a bank holiday.
  public func isWorkingDay(_ day: CivilDate) -> Bool? {
    index(of: day).map(isWorking)
  }

  /// Whether a day is a working day with any open time.
  public func isOpenDay(_ day: CivilDate) -> Bool? {
    index(of: day).map { openUpTo[$0] > ($0 == 0 ? 0 : openUpTo[$0 - 1]) }
  }

  /// The working day that many working days after a day; for 0 the day itself.
  public func workingDay(_ count: Int, after day: CivilDate) -> CivilDate? {
    self.day(count, after: day, among: workingDays, upTo: workingUpTo)
  }

  /// The open day that many open days after a day; for 0 the day itself.
  public func openDay(_ count: Int, after day: CivilDate) -> CivilDate? {
    self.day(count, after: day, among: openDays, upTo: openUpTo)
  }

  /// The working days after one day, up to and including another; 0 when that is not later.
  public func workingDays(after start: CivilDate, through end: CivilDate) -> Int? {
    guard let start = index(of: start), let end = index(of: end) else { return nil }
    return max(0, workingUpTo[end] - workingUpTo[start])
  }

  /// The open days after one day, up to and including another; 0 when that is not later.
  public func openDays(after start: CivilDate, through end: CivilDate) -> Int? {
    guard let start = index(of: start), let end = index(of: end) else { return nil }
    return max(0, openUpTo[end] - openUpTo[start])
  }

  /// Whether the service is ever open.
  var hasOpenTime: Bool {
    !openDays.isEmpty
  }

  private func day(
    _ count: Int, after day: CivilDate, among days: [Int], upTo: [Int]
  ) -> CivilDate? {
    guard let index = index(of: day) else { return nil }
    guard count > 0 else { return day }
    let (place, overflow) = upTo[index].addingReportingOverflow(count - 1)
    return !overflow && place < days.count ? date(days[place]) : nil
  }

  private func isWorking(_ index: Int) -> Bool {
    workingUpTo[index] > (index == 0 ? 0 : workingUpTo[index - 1])
  }

  private func index(of day: CivilDate) -> Int? {
    guard firstDay <= day, day <= lastDay else { return nil }
    return Int(day.dayNumber) - Int(firstDay.dayNumber)
  }

  private func date(_ index: Int) -> CivilDate {
    firstDay.adding(days: index)
  }
}

// MARK: - Times

extension ServiceCalendar {
  /// Whether the service is open at a moment; at the closing minute it is not.
  public func isOpen(at instant: Instant) -> Bool? {
    let local = London.localTime(of: instant)
    return index(of: local.date).map { index in
      openTimes(index).contains { $0.contains(local.secondOfDay / 60) }
    }
  }

  /// When the service first opens on a day; nil when it does not, or is not known to.
  public func opening(of day: CivilDate) -> Instant? {
    index(of: day).flatMap { openTimes($0).first }.map { instant(day, $0.lowerBound * 60) }
  }

  /// When the service last closes on a working day, or would by its hours where it is closed all
  /// day; nil on other days, and where its hours say nothing of that weekday.
  public func closing(of day: CivilDate) -> Instant? {
    guard let index = index(of: day), isWorking(index) else { return nil }
    guard let closes = openTimes(index).last?.upperBound ?? week[day.weekday - 1]?.closes
    else { return nil }
    return instant(day, closes * 60)
  }

  /// When the service first closes on a day on which it opens again; nil when it does not.
  func pause(on day: CivilDate) -> Instant? {
    guard let index = index(of: day), openTimes(index).count > 1 else { return nil }
    return openTimes(index).first.map { instant(day, $0.upperBound * 60) }
  }

  /// The working day on which a clock that starts at a moment starts.
  ///
  /// An event on an open day before opening, or in open time, belongs to that day; any other is out
  /// of hours.
  public func dayZero(of instant: Instant, _ outOfHours: OutOfHours) -> CivilDate? {
    let local = London.localTime(of: instant)
    guard let index = index(of: local.date) else { return nil }
    let times = openTimes(index)
    let minute = local.secondOfDay / 60
    if let opens = times.first?.lowerBound,
      minute < opens || times.contains(where: { $0.contains(minute) })
    {
      return local.date
    }
    switch outOfHours {
    case .nextWorkingDay: return workingDay(1, after: local.date)
    case .sameDay: return workingUpTo[index] > 0 ? date(workingDays[workingUpTo[index] - 1]) : nil
    }
  }

  /// The moment at which so many hours of open time have passed since another.
  ///
  /// Out of hours they start at the next opening; hours that end at closing time end there, not at
  /// the next opening.
  public func adding(workingHours hours: Int, to start: Instant) -> Instant? {
    let local = London.localTime(of: start)
    guard let index = index(of: local.date) else { return nil }
    let seconds = max(0, hours).multipliedReportingOverflow(by: 3_600)
    let target = openSeconds(before: local, index).addingReportingOverflow(seconds.partialValue)
    guard !seconds.overflow, !target.overflow else { return nil }
    if hours <= 0 { return nextOpenTime(local, index) }
    return moment(ofOpenSeconds: target.partialValue)
  }

  /// The seconds of open time from one moment to another; 0 when that is not later.
  public func openSeconds(from start: Instant, to end: Instant) -> Int? {
    let (first, last) = (London.localTime(of: start), London.localTime(of: end))
    guard let firstIndex = index(of: first.date), let lastIndex = index(of: last.date)
    else { return nil }
    return max(0, openSeconds(before: last, lastIndex) - openSeconds(before: first, firstIndex))
  }

  /// The seconds of open time from the first day known to a time of day.
  private func openSeconds(before local: LocalTime, _ index: Int) -> Int {
    openTimes(index).reduce(openMinutesBefore[index] * 60) { sum, time in
      sum + min(max(0, local.secondOfDay - time.lowerBound * 60), time.count * 60)
    }
  }

  /// The moment at which the open time since the first day known adds up to so many seconds.
  private func moment(ofOpenSeconds target: Int) -> Instant? {
    var low = 0
    var high = openMinutesBefore.count - 1
    while low < high {
      let middle = (low + high) / 2
      if openMinutesBefore[middle + 1] * 60 < target { low = middle + 1 } else { high = middle }
    }
    guard low < openMinutesBefore.count - 1 else { return nil }
    var left = target - openMinutesBefore[low] * 60
    for time in openTimes(low) {
      if left <= time.count * 60 { return instant(date(low), time.lowerBound * 60 + left) }
      left -= time.count * 60
    }
    return nil
  }

  /// A moment itself when the service is open then, else the next opening.
  private func nextOpenTime(_ local: LocalTime, _ index: Int) -> Instant? {
    for time in openTimes(index) where local.secondOfDay < time.upperBound * 60 {
      return instant(local.date, max(local.secondOfDay, time.lowerBound * 60))
    }
    return openDay(1, after: local.date).flatMap(opening)
  }

  /// The open times of a day, in minutes after midnight, earliest first.
  private func openTimes(_ index: Int) -> [Range<Int>] {
    tables[tableOfDay[index]]
  }

  /// Clocks change on Sundays, which are never open, so each time of a working day is one moment.
  private func instant(_ day: CivilDate, _ secondOfDay: Int) -> Instant {
    London.earliestInstant(on: day, secondOfDay: secondOfDay)
  }
}
