public import ThresholdDSL

/// What one clock says of one contact: the raw times beside the verdict.
public struct ClockReading: Hashable, Sendable {
  /// The clock's name.
  public var name: String
  /// When it started; nil when it has not, or is not known to have.
  public var from: Moment?
  /// Day 0; nil when it depends on what is not known.
  public var dayZero: CivilDate?
  /// When it falls due; nil when that depends on what is not known.
  public var due: Instant?
  /// When it was stopped; nil when it has not been.
  public var at: Moment?
  /// Working days (or open days, where the clock counts those) from day 0 to the day it was
  /// stopped, never below 0; nil when it was not stopped or depends on what is not known.
  public var workingDays: Int?
  /// The verdict.
  public var status: Status

  /// The verdict of a clock.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// Done at or before the due time.
    case met
    /// Done after the due time.
    case missed
    /// Not finished, and no time given to judge it at.
    case open
    /// Not finished, and not yet due at the time it is judged at.
    case running
    /// Not finished, and past due at the time it is judged at.
    case overdue
    /// Its start has not happened.
    case notStarted = "not_started"
    /// It depends on what is not known.
    case unknown
  }

  /// A reading.
  public init(
    name: String, from: Moment? = nil, dayZero: CivilDate? = nil, due: Instant? = nil,
    at: Moment? = nil, workingDays: Int? = nil, status: Status
  ) {
    self.name = name
    self.from = from
    self.dayZero = dayZero
    self.due = due
    self.at = at
    self.workingDays = workingDays
    self.status = status
  }
}
