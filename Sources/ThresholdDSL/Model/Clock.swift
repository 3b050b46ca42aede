/// When the service is open, and what it does with what arrives when it is not.
public struct ServiceHours: Hashable, Sendable {
  /// Opening and closing on each weekday, Monday first: seven entries, nil for closed all day.
  public var week: [DailyHours?]
  /// Days and parts of days on which the service is closed although it is a working day.
  public var closures: [Closure]
  /// What an event out of hours counts as, for every clock that does not say its own.
  public var outOfHours: OutOfHours?

  /// Hours of service.
  public init(week: [DailyHours?], closures: [Closure], outOfHours: OutOfHours?) {
    self.week = week
    self.closures = closures
    self.outOfHours = outOfHours
  }
}

/// Opening and closing time of a day, in minutes after local midnight.
public struct DailyHours: Hashable, Sendable {
  /// When the service opens; 0 to 1439.
  public var opens: Int
  /// When it closes; after `opens`, at most 1440. The closing minute itself is out of hours.
  public var closes: Int

  /// Hours from `opens` up to `closes`.
  public init(opens: Int, closes: Int) {
    self.opens = opens
    self.closes = closes
  }
}

/// A run of days, or a part of one day, on which the service is closed.
public struct Closure: Hashable, Sendable {
  /// The first day.
  public var first: CivilDate
  /// The last day; equal to `first` for one day.
  public var last: CivilDate
  /// Minutes after midnight from which it is closed on each of those days; nil for opening time.
  public var from: Int?
  /// Minutes after midnight until which it is closed on each of those days; nil for closing time.
  public var until: Int?

  /// Closed on those days, from and until those minutes.
  public init(first: CivilDate, last: CivilDate, from: Int? = nil, until: Int? = nil) {
    self.first = first
    self.last = last
    self.from = from
    self.until = until
  }
}

/// What an event out of hours counts as.
public enum OutOfHours: Hashable, Sendable {
  /// Day 0 is the next working day.
  case nextWorkingDay
  /// Day 0 is that day if it is a working day, else the last working day before.
  case sameDay
}

/// A time limit that the decision is measured against.
public struct Clock: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The title for people.
  public var title: String?
  /// The clause it is declared under.
  public var clause: Clause?
  /// What starts it.
  public var start: Event
  /// What stops it.
  public var end: Event
  /// How long it allows.
  public var limit: Limit
  /// When it applies; nil for always.
  public var condition: Condition?
  /// What an event out of hours counts as for this clock.
  public var outOfHours: OutOfHours

  /// A clock from one event to another.
  public init(
    name: String, title: String? = nil, clause: Clause? = nil, start: Event, end: Event,
    limit: Limit, condition: Condition? = nil, outOfHours: OutOfHours
  ) {
    self.name = name
    self.title = title
    self.clause = clause
    self.start = start
    self.end = end
    self.limit = limit
    self.condition = condition
    self.outOfHours = outOfHours
  }

  /// Something that happens at a time.
  public enum Event: Hashable, Sendable {
    /// The contact's time received.
    case received
    /// The human decision's time.
    case decided
    /// A fact of type date, or date and time.
    case fact(Int)
  }

  /// The length of a clock.
  public enum Limit: Hashable, Sendable {
    /// Closing time on the Nth working day after day 0.
    case endOfWorkingDays(Int)
    /// Closing time on the Nth open day after day 0.
    case endOfOpenDays(Int)
    /// So many hours of open time.
    case workingHours(Int)
    /// So many elapsed hours.
    case hours(Int)
  }
}
