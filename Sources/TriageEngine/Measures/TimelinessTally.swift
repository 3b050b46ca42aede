/// How many contacts were decided in time, counted so that each stands in exactly one place.
public struct TimelinessTally: Hashable, Sendable {
  /// Decided in time.
  public var inTime = 0
  /// Decided late.
  public var late = 0
  /// Undecided, and past due.
  public var overdue = 0
  /// Undecided, and not due yet.
  public var notYetDue = 0
  /// With a time that is a date alone, or not stated, or outside the calendar; these are counted apart.
  public var timeUnknown = TimeUnknown()

  /// Contacts with a time that is not known, and what can be said of them all the same.
  public struct TimeUnknown: Hashable, Sendable {
    /// In time at whatever hour it was.
    public var inTime = 0
    /// Late, or undecided and past due, at whatever hour it was.
    public var late = 0
    /// Undecided, and not due yet at whatever hour it was.
    public var notYetDue = 0
    /// It depends on the hour, or nothing is known.
    public var undetermined = 0

    /// All of them.
    public var total: Int { inTime + late + notYetDue + undetermined }
  }

  /// Nothing counted.
  public init() {}

  /// Decided in time, of those that have been decided or ought to have been, and whose times are known.
  public var share: Share { Share(inTime, of: inTime + late + overdue) }

  /// Every contact counted.
  public var total: Int { inTime + late + overdue + notYetDue + timeUnknown.total }

  /// What the share would be if every unknown time were as bad, and as good, as it can be.
  public var bounds: (least: Share, most: Share) {
    let certain = timeUnknown.inTime + timeUnknown.late
    let whole = share.whole + certain + timeUnknown.undetermined
    let least = inTime + timeUnknown.inTime
    return (Share(least, of: whole), Share(least + timeUnknown.undetermined, of: whole))
  }

  /// Counts one verdict; `isKnown` when both its times are known to the second.
  public mutating func add(_ status: ClockReading.Status, isKnown: Bool) {
    switch (status, isKnown) {
    case (.met, true): inTime += 1
    case (.missed, true): late += 1
    case (.overdue, true): overdue += 1
    case (.running, true), (.open, true), (.notStarted, true): notYetDue += 1
    case (.met, false): timeUnknown.inTime += 1
    case (.missed, false), (.overdue, false): timeUnknown.late += 1
    case (.running, false), (.open, false), (.notStarted, false): timeUnknown.notYetDue += 1
    case (.unknown, _): timeUnknown.undetermined += 1
    }
  }
}
