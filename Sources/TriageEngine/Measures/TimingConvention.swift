public import ThresholdDSL

/// A way to count "one working day", of the several that councils and inspectors use.
public enum TimingConvention: Hashable, Sendable {
  /// The rule book's own clock.
  case ruleBook
  /// By closing time on the next working day; what arrives out of hours arrives at the next opening.
  case endOfNextWorkingDay
  /// The same, but counted from the day of receipt, whatever its hour.
  case endOfNextWorkingDayFromReceipt
  /// By the same time of day on the next working day; what arrives out of hours arrives at the next
  /// opening.
  case sameTimeNextWorkingDay
  /// 24 hours by the clock, nights and weekends included.
  case twentyFourHours
  /// So many hours of open time.
  case workingHours(Int)

  /// The hours of open time that stand for a working day when nobody says how many.
  public static let usualWorkingHours = 8

  /// Every convention, in the order in which they are shown.
  public static func all(workingHours: Int = usualWorkingHours) -> [TimingConvention] {
    [
      .ruleBook, .endOfNextWorkingDay, .endOfNextWorkingDayFromReceipt, .sameTimeNextWorkingDay,
      .twentyFourHours, .workingHours(workingHours),
    ]
  }

  /// The name that commands use.
  public var name: String {
    switch self {
    case .ruleBook: "rule-book"
    case .endOfNextWorkingDay: "end-of-next-working-day"
    case .endOfNextWorkingDayFromReceipt: "end-of-next-working-day-from-receipt"
    case .sameTimeNextWorkingDay: "same-time-next-working-day"
    case .twentyFourHours: "24-hours"
    case .workingHours: "working-hours"
    }
  }

  /// The limit for people.
  public var title: String {
    switch self {
    case .ruleBook: "The rule book's own clock"
    case .endOfNextWorkingDay, .endOfNextWorkingDayFromReceipt: "End of the next working day"
    case .sameTimeNextWorkingDay: "Same time on the next working day"
    case .twentyFourHours: "24 hours"
    case .workingHours(let hours): "\(hours) working \(hours == 1 ? "hour" : "hours")"
    }
  }

  /// What the clock starts at, for people.
  public var start: String {
    switch self {
    case .ruleBook: "as the rule book says"
    case .endOfNextWorkingDay, .sameTimeNextWorkingDay: "receipt, or the next opening"
    case .endOfNextWorkingDayFromReceipt: "the day of receipt"
    case .twentyFourHours: "receipt, at any hour"
    case .workingHours: "receipt; only open time counts"
    }
  }
}

/// What one edition measures decisions with: its service's calendar and its own clock.
public struct TimingRules: Sendable {
  /// When the service is open; nil when no calendar is at hand.
  public let calendar: ServiceCalendar?
  /// The edition's clock from receipt to decision that applies to every contact; nil when it has none.
  public let clock: Clock?

  /// A calendar and a clock.
  public init(calendar: ServiceCalendar?, clock: Clock?) {
    self.calendar = calendar
    self.clock = clock
  }

  /// The rules of an edition.
  ///
  /// Of several clocks for every contact the tightest by name counts: `decision` where there is one,
  /// else the first.
  public init(_ edition: Edition, calendar: ServiceCalendar?) {
    let clocks = edition.clocks.filter {
      $0.start == .received && $0.end == .decided && $0.condition == nil
    }
    self.init(
      calendar: calendar,
      clock: clocks.first { $0.name == "decision" }
        ?? clocks.min { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }
}

extension TimingRules {
  /// The verdict on a decision by a convention that allows so many working days.
  ///
  /// A time that is not known to the second is judged at its earliest and latest, and the verdict is
  /// what both agree on.
  public func judge(
    received: Moment, decided: ClockEvent, by convention: TimingConvention, days: Int = 1,
    asOf: Instant
  ) -> (status: ClockReading.Status, due: Instant?) {
    guard let calendar else { return (.unknown, nil) }
    if convention == .sameTimeNextWorkingDay {
      return calendar.judge(
        received: received, decided: decided, asOf: asOf,
        due: { calendar.sameTime(onWorkingDay: days, after: $0) })
    }
    guard let clock = clock(for: convention, days: days) else { return (.unknown, nil) }
    let reading = calendar.read(
      clock, from: .happened(received), to: decided, applies: .yes, asOf: Moment(at: asOf))?.reading
    return (reading?.status ?? .unknown, reading?.due)
  }

  /// The convention as a clock that allows so many times its length; nil when there is none.
  private func clock(for convention: TimingConvention, days: Int) -> Clock? {
    switch convention {
    case .ruleBook:
      guard var clock else { return nil }
      clock.limit = clock.limit.times(days)
      return clock
    case .endOfNextWorkingDay: return plain(.endOfWorkingDays(days), .nextWorkingDay)
    case .endOfNextWorkingDayFromReceipt: return plain(.endOfWorkingDays(days), .sameDay)
    case .twentyFourHours: return plain(.hours(24 * days), .nextWorkingDay)
    case .workingHours(let hours): return plain(.workingHours(hours * days), .nextWorkingDay)
    case .sameTimeNextWorkingDay: return nil
    }
  }

  private func plain(_ limit: Clock.Limit, _ outOfHours: OutOfHours) -> Clock {
    Clock(
      name: "convention", start: .received, end: .decided, limit: limit, outOfHours: outOfHours)
  }
}

extension Clock.Limit {
  /// The limit so many times over.
  fileprivate func times(_ factor: Int) -> Clock.Limit {
    func product(_ count: Int) -> Int {
      let product = count.multipliedReportingOverflow(by: factor)
      return product.overflow ? .max : product.partialValue
    }
    return switch self {
    case .endOfWorkingDays(let count): .endOfWorkingDays(product(count))
    case .endOfOpenDays(let count): .endOfOpenDays(product(count))
    case .workingHours(let count): .workingHours(product(count))
    case .hours(let count): .hours(product(count))
    }
  }
}

extension ServiceCalendar {
  /// The time of day at which something arrives, on the Nth working day after the day it arrives;
  /// what arrives out of hours arrives at the next opening. Nil outside the years known.
  public func sameTime(onWorkingDay count: Int, after received: Instant) -> Instant? {
    guard let start = adding(workingHours: 0, to: received) else { return nil }
    let local = London.localTime(of: start)
    return workingDay(count, after: local.date).map {
      London.earliestInstant(on: $0, secondOfDay: local.secondOfDay)
    }
  }

  /// The verdict where a due time is worked out from a time received and never goes back with it.
  fileprivate func judge(
    received: Moment, decided: ClockEvent, asOf: Instant, due: (Instant) -> Instant?
  ) -> (status: ClockReading.Status, due: Instant?) {
    guard let least = due(received.earliest), let most = due(received.latest)
    else { return (.unknown, nil) }
    let only = least == most ? least : nil
    switch decided {
    case .unknown: return (.unknown, only)
    case .notStated:
      if asOf <= least { return (.running, only) }
      return (asOf > most ? .overdue : .unknown, only)
    case .happened(let at):
      if at.latest < received.earliest { return (.unknown, only) }
      if at.latest <= least { return (.met, only) }
      return (at.earliest > most ? .missed : .unknown, only)
    }
  }
}
