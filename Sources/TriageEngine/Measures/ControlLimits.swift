/// The limits of a run chart of single values (an XmR chart): what a steady process would stay inside.
///
/// The limits lie 2.66 mean moving ranges above and below the mean (W. A. Shewhart; the factor is
/// 3 / 1.128, where 1.128 relates the mean range of two values to their spread).
public struct ControlLimits: Hashable, Sendable {
  /// How many mean moving ranges lie between the mean and a limit.
  public static let rangesToLimit = 2.66
  /// The fewest points that limits are worked out from.
  public static let fewestPoints = 6
  /// So many points in a row on one side of the mean are a signal.
  public static let longRun = 8

  /// The mean of the points.
  public let mean: Double
  /// The mean difference, up or down, between one point and the next.
  public let meanMovingRange: Double
  /// The lower limit, not below the least value that there can be.
  public let lower: Double
  /// The upper limit, not above the greatest value that there can be.
  public let upper: Double

  /// The limits of points in order of time; nil when there are too few.
  public init?(_ points: [Double], within range: ClosedRange<Double>) {
    guard points.count >= Self.fewestPoints else { return nil }
    let ranges = zip(points, points.dropFirst()).map { abs($1 - $0) }
    mean = points.reduce(0, +) / Double(points.count)
    meanMovingRange = ranges.reduce(0, +) / Double(ranges.count)
    let reach = Self.rangesToLimit * meanMovingRange
    lower = max(range.lowerBound, mean - reach)
    upper = min(range.upperBound, mean + reach)
  }

  /// What a point says against the limits.
  public enum Signal: Hashable, Sendable {
    /// It lies below the lower limit.
    case below
    /// It lies above the upper limit.
    case above
    /// It belongs to a long run on one side of the mean.
    case run
  }

  /// What each of some points, in order of time, says against the limits; nil for nothing.
  public func signals(_ points: [Double]) -> [Signal?] {
    var signals: [Signal?] = points.map { $0 < lower ? .below : $0 > upper ? .above : nil }
    var start = 0
    while start < points.count {
      let side = side(points[start])
      var end = start + 1
      while end < points.count, self.side(points[end]) == side { end += 1 }
      if side != 0, end - start >= Self.longRun {
        for index in start..<end where signals[index] == nil { signals[index] = .run }
      }
      start = end
    }
    return signals
  }

  private func side(_ point: Double) -> Int {
    point < mean ? -1 : point > mean ? 1 : 0
  }
}
