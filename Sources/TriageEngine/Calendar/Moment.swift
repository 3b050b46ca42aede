public import ThresholdDSL

/// When something happened, as exactly as it was stated.
///
/// INVARIANT: `earliest <= latest`; both have the London date `date`, unless the reading was made
/// ambiguous by a clock change, which never crosses midnight.
public struct Moment: Hashable, Sendable {
  /// The first moment it can have been.
  public let earliest: Instant
  /// The last moment it can have been; equal to `earliest` when the time is known.
  public let latest: Instant
  /// The date in London.
  public let date: CivilDate
  /// How exactly it was stated.
  public let precision: Precision

  /// How exactly a moment was stated.
  public enum Precision: Hashable, Sendable {
    /// To the second.
    case exact
    /// A local time that a clock change makes double: one of `earliest` and `latest`.
    case ambiguous
    /// A date alone: any time of that day.
    case dateOnly
  }

  /// A moment that can lie between two others.
  public init(earliest: Instant, latest: Instant, date: CivilDate, precision: Precision) {
    self.earliest = earliest
    self.latest = latest
    self.date = date
    self.precision = precision
  }
}
