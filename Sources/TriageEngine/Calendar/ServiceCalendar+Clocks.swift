public import ThresholdDSL

/// What is known of an event that starts or stops a clock.
public enum ClockEvent: Hashable, Sendable {
  /// It happened then.
  case happened(Moment)
  /// Nothing says that it happened.
  case notStated
  /// It is stated to be unknown, or cannot be read.
  case unknown
}

extension ClockEvent {
  /// What a fact of type date, or date and time, says of an event.
  public init(_ state: FactState) {
    switch state {
    case .known(.moment(let moment), _): self = .happened(moment)
    case .known(.date(let date), _): self = .happened(Moment(on: date))
    case .known, .between: self = .unknown
    case .unknown(.silence), .unknown(.silenceUntil): self = .notStated
    case .unknown(.statement), .unknown(.unreadable), .unknown(.noHistory): self = .unknown
    }
  }
}

extension ServiceCalendar {
  /// What a clock says, and what should be noted; nil when the clock does not apply.
  ///
  /// A start that is not known to the second is judged at each moment of it from which the clock
  /// can be due earliest or latest, and the verdict is what all of them agree on.
  public func read(
    _ clock: Clock, from start: ClockEvent, to end: ClockEvent, applies: Truth, asOf: Moment? = nil
  ) -> (reading: ClockReading, notes: [Note])? {
    guard applies != .no else { return nil }
    var reading = ClockReading(name: clock.name, status: .unknown)
    var notes: [Note] = []
    if case .happened(let at) = end { reading.at = at }
    guard case .happened(let from) = start else {
      // An end without a start means that the start is missing, not that it has not happened.
      if start == .notStated, end == .notStated, applies == .yes { reading.status = .notStarted }
      return (reading, notes)
    }
    reading.from = from
    let limit = limit(of: clock, from: from)
    reading.dayZero = limit.dayZero.flatMap(only)
    reading.due = limit.due.flatMap(only)
    var isOutsideCalendar = limit.isOutsideCalendar
    if let at = reading.at, at.latest < from.earliest {
      notes.append(
        Note(.endBeforeStart, text: "the clock `\(clock.name)` stops before it starts"))
    } else {
      if let at = reading.at, let dayZero = limit.dayZero {
        let most = days(clock, after: dayZero.lowerBound, through: at.date)
        let least = days(clock, after: dayZero.upperBound, through: at.date)
        reading.workingDays = most == least ? most : nil
        isOutsideCalendar = isOutsideCalendar || most == nil || least == nil
      }
      if applies == .yes, let due = limit.due { reading.status = status(due, end, asOf) }
    }
    if isOutsideCalendar { notes.append(noteOfYears(clock)) }
    return (reading, notes)
  }

  /// The only value of a range, or nil when it has several.
  private func only<Value>(_ range: ClosedRange<Value>) -> Value? {
    range.lowerBound == range.upperBound ? range.lowerBound : nil
  }

  /// The verdict where the due time is one of a range, whose ends are the same when it is known.
  private func status(
    _ due: ClosedRange<Instant>, _ end: ClockEvent, _ asOf: Moment?
  ) -> ClockReading.Status {
    switch end {
    case .unknown: .unknown
    case .happened(let at): judge(at, due, inTime: .met, late: .missed)
    case .notStated: asOf.map { judge($0, due, inTime: .running, late: .overdue) } ?? .open
    }
  }

  private func judge(
    _ moment: Moment, _ due: ClosedRange<Instant>, inTime: ClockReading.Status,
    late: ClockReading.Status
  ) -> ClockReading.Status {
    if moment.latest <= due.lowerBound { return inTime }
    return moment.earliest > due.upperBound ? late : .unknown
  }

  /// Day 0 and the due time of a clock, from the earliest to the latest that they can be; nil where
  /// one of the readings is not known.
  private struct StartedLimit {
    var dayZero: ClosedRange<CivilDate>?
    var due: ClosedRange<Instant>?
    var isOutsideCalendar: Bool

    /// What this and another reading of the start leave open.
    func joined(with other: StartedLimit) -> StartedLimit {
      StartedLimit(
        dayZero: Self.span(dayZero, other.dayZero), due: Self.span(due, other.due),
        isOutsideCalendar: isOutsideCalendar || other.isOutsideCalendar)
    }

    private static func span<Value>(
      _ left: ClosedRange<Value>?, _ right: ClosedRange<Value>?
    ) -> ClosedRange<Value>? {
      guard let left, let right else { return nil }
      return min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)
    }
  }

  /// Through a day, the due time moves forward and never back, save that a pause in open time is
  /// out of hours and the time after it is not: so the ends of the day and a pause hold its
  /// extremes.
  private func limit(of clock: Clock, from start: Moment) -> StartedLimit {
    var limit = limit(of: clock, from: start.earliest)
    if start.latest != start.earliest {
      limit = limit.joined(with: self.limit(of: clock, from: start.latest))
    }
    if start.precision == .dateOnly, let pause = pause(on: start.date) {
      limit = limit.joined(with: self.limit(of: clock, from: pause))
    }
    return limit
  }

  private func limit(of clock: Clock, from start: Instant) -> StartedLimit {
    let dayZero = dayZero(of: start, clock.outOfHours)
    var due: Instant?
    var isOutsideCalendar = dayZero == nil
    switch clock.limit {
    case .endOfWorkingDays(let count), .endOfOpenDays(let count):
      let lastDay = dayZero.flatMap {
        clock.countsOpenDays ? openDay(count, after: $0) : workingDay(count, after: $0)
      }
      due = lastDay.flatMap(closing)
      let isBeyond = lastDay == nil && (hasOpenTime || !clock.countsOpenDays)
      isOutsideCalendar = isOutsideCalendar || isBeyond
    case .workingHours(let count):
      due = adding(workingHours: count, to: start)
      isOutsideCalendar = isOutsideCalendar || (due == nil && hasOpenTime)
    case .hours(let count):
      let elapsed = Int64(max(0, count)).multipliedReportingOverflow(by: 3_600)
      let sum = start.seconds.addingReportingOverflow(elapsed.partialValue)
      due = elapsed.overflow || sum.overflow ? nil : Instant(seconds: sum.partialValue)
    }
    return StartedLimit(
      dayZero: dayZero.map { $0...$0 }, due: due.map { $0...$0 },
      isOutsideCalendar: isOutsideCalendar)
  }

  private func days(_ clock: Clock, after start: CivilDate?, through end: CivilDate) -> Int? {
    guard let start else { return nil }
    return clock.countsOpenDays
      ? openDays(after: start, through: end) : workingDays(after: start, through: end)
  }

  private func noteOfYears(_ clock: Clock) -> Note {
    let years = "\(holidays.years.lowerBound) to \(holidays.years.upperBound)"
    return Note(
      .outsideCalendar,
      text: "the clock `\(clock.name)` needs a day outside \(years), the years that the calendar "
        + "`\(holidays.division)` knows")
  }
}

extension Clock {
  fileprivate var countsOpenDays: Bool {
    if case .endOfOpenDays = limit { return true }
    return false
  }
}
