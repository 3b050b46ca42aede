public import ThresholdDSL

/// The days whose contacts a report is about, and the moment at which it stands.
public struct ReportPeriod: Hashable, Sendable {
  /// The first day, in London.
  public let first: CivilDate
  /// The last day; not before the first.
  public let last: CivilDate
  /// What has not happened by then is left out.
  public let asOf: Instant

  /// The contacts received on some days, as things stood at a moment.
  public init(first: CivilDate, last: CivilDate, asOf: Instant) {
    self.first = min(first, last)
    self.last = max(first, last)
    self.asOf = asOf
  }

  /// Whether the report is about something received then; a time that is not stated is in any period.
  public func covers(_ received: Moment?) -> Bool {
    received.map { first <= $0.date && $0.date <= last } ?? true
  }

  /// The weeks, Monday to Sunday, and the months that hold a day of the period, in order.
  public func spans(_ length: TimeSpan.Length) -> [TimeSpan] {
    var spans: [TimeSpan] = []
    var span = TimeSpan(length, around: first)
    while span.first <= last {
      span.isWhole =
        first <= span.first && span.last <= last && span.last < London.date(of: asOf)
      spans.append(span)
      guard span.last < .latest else { break }
      span = TimeSpan(length, around: span.last.adding(days: 1))
    }
    return spans
  }
}

/// A week or a month.
public struct TimeSpan: Hashable, Sendable {
  /// How long it is.
  public var length: Length
  /// The first day.
  public var first: CivilDate
  /// The last day.
  public var last: CivilDate
  /// Whether all of it lies in the period and is over.
  public var isWhole = true

  /// A week or a month.
  public enum Length: Hashable, Sendable {
    /// Monday to Sunday.
    case week
    /// A month of the calendar.
    case month
  }

  /// The week or month that a day belongs to.
  public init(_ length: Length, around day: CivilDate) {
    self.length = length
    switch length {
    case .week:
      first = day.adding(days: 1 - day.weekday)
      last = day.adding(days: 7 - day.weekday)
    case .month:
      let (year, month, dayOfMonth) = day.components
      first = day.adding(days: 1 - dayOfMonth)
      last = first.adding(days: CivilDate.length(ofMonth: month, year: year) - 1)
    }
  }
}
