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
    case .known: self = .unknown
    case .unknown(.silence), .unknown(.silenceUntil): self = .notStated
    case .unknown(.statement), .unknown(.unreadable), .unknown(.noHistory): self = .unknown
    }
  }
}

extension ServiceCalendar {
  /// What a clock says, and what should be noted; nil when the clock does not apply.
  ///
  /// A time that is not known to the second is judged at both its ends: day 0 and the due time never
  /// go back when the start of a clock moves from the first to the last moment of a day, so what both
  /// ends agree on holds between them.
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
    let first = limit(of: clock, from: from.earliest)
    let last = from.earliest == from.latest ? first : limit(of: clock, from: from.latest)
    reading.dayZero = first.dayZero == last.dayZero ? first.dayZero : nil
    reading.due = first.due == last.due ? first.due : nil
    var isOutsideCalendar = first.isOutsideCalendar || last.isOutsideCalendar
    if let at = reading.at, at.latest < from.earliest {
      notes.append(
        Note(.endBeforeStart, text: "the clock `\(clock.name)` stops before it starts"))
    } else {
      if let at = reading.at {
        let most = days(clock, after: first.dayZero, through: at.date)
        let least = days(clock, after: last.dayZero, through: at.date)
        reading.workingDays = most == least ? most : nil
        isOutsideCalendar = isOutsideCalendar || most == nil || least == nil
      }
      if applies == .yes, let firstDue = first.due, let lastDue = last.due {
        let due = min(firstDue, lastDue)...max(firstDue, lastDue)
        reading.status = status(due, end, asOf)
      }
    }
    if isOutsideCalendar { notes.append(noteOfYears(clock)) }
    return (reading, notes)
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

  /// Day 0 and the due time of a clock that starts at a moment.
  private struct StartedLimit {
    var dayZero: CivilDate?
    var due: Instant?
    var isOutsideCalendar: Bool
  }

  private func limit(of clock: Clock, from start: Instant) -> StartedLimit {
    let dayZero = dayZero(of: start, clock.outOfHours)
    var limit = StartedLimit(dayZero: dayZero, due: nil, isOutsideCalendar: dayZero == nil)
    switch clock.limit {
    case .endOfWorkingDays(let count), .endOfOpenDays(let count):
      let lastDay = dayZero.flatMap {
        clock.countsOpenDays ? openDay(count, after: $0) : workingDay(count, after: $0)
      }
      limit.due = lastDay.flatMap(closing)
      limit.isOutsideCalendar = lastDay == nil
    case .workingHours(let count):
      limit.due = adding(workingHours: count, to: start)
      let isBeyond = limit.due == nil && hasOpenTime
      limit.isOutsideCalendar = limit.isOutsideCalendar || isBeyond
    case .hours(let count):
      let elapsed = Int64(max(0, count)).multipliedReportingOverflow(by: 3_600)
      let due = start.seconds.addingReportingOverflow(elapsed.partialValue)
      limit.due = elapsed.overflow || due.overflow ? nil : Instant(seconds: due.partialValue)
    }
    return limit
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
