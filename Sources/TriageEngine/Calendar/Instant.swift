/// A moment in time, in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since the epoch; negative before 1970.
  public let seconds: Int64

  /// The moment that many seconds after the epoch.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Orders by time, earliest first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.seconds < right.seconds
  }
}
