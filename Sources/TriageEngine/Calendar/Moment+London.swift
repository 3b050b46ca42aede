public import ThresholdDSL

extension Moment {
  /// A moment known to the second.
  public init(at instant: Instant) {
    self.init(
      earliest: instant, latest: instant, date: London.date(of: instant), precision: .exact)
  }

  /// Any time of a London day.
  public init(on date: CivilDate) {
    // The clocks have never changed at midnight since 1972, so both ends exist and are single.
    self.init(
      earliest: London.earliestInstant(on: date, secondOfDay: 0),
      latest: London.earliestInstant(on: date, secondOfDay: 86_399), date: date,
      precision: .dateOnly)
  }

  /// A time by the clock in London, or nil when the clocks skip it.
  public init?(local: LocalTime) {
    switch London.readings(of: local) {
    case .none: return nil
    case .one(let instant): self.init(at: instant)
    case .two(let first, let second):
      self.init(earliest: first, latest: second, date: local.date, precision: .ambiguous)
    }
  }
}

extension Instant {
  /// This moment less a length of time, by the calendar and the clock in London.
  ///
  /// It is the start of a window that runs back from a contact. Months stop at the month's last
  /// day; where a clock change makes the time double or skips it, the earlier reading is taken, so
  /// that a window is never too short.
  public func subtracting(_ length: Age) -> Instant {
    let local = London.localTime(of: self)
    let date = local.date.subtracting(length)
    if date == local.date { return self }
    return London.earliestInstant(on: date, secondOfDay: local.secondOfDay)
  }
}
