import ThresholdDSL

/// Contacts and timeliness week by week or month by month, each with its limits.
public struct TimeSeries: Sendable {
  /// The weeks or months, in order.
  public let spans: [TimeSpan]
  /// The rows received in each, by how they were decided.
  public let tallies: [TimelinessTally]
  /// The rows received whose time is not stated: they are in no span.
  public let withoutTime: Int
  /// The limits of the number of rows; nil where too few spans are whole.
  public let countLimits: ControlLimits?
  /// The limits of the percentage decided in time; nil where too few spans are whole.
  public let shareLimits: ControlLimits?

  /// The series of some verdicts.
  init(_ length: TimeSpan.Length, of verdicts: [CaseVerdict], in period: ReportPeriod) {
    let spans = period.spans(length)
    var tallies = spans.map { _ in TimelinessTally() }
    var withoutTime = 0
    for verdict in verdicts {
      guard let date = verdict.received?.date,
        let index = spans.firstIndex(where: { $0.first <= date && date <= $0.last })
      else {
        withoutTime += 1
        continue
      }
      tallies[index].add(verdict.status, isKnown: verdict.isKnown)
    }
    self.spans = spans
    self.tallies = tallies
    self.withoutTime = withoutTime
    countLimits = ControlLimits(
      Self.points(spans, tallies) { Double($0.total) }.map(\.value), within: 0...(.infinity))
    shareLimits = ControlLimits(
      Self.points(spans, tallies, Self.percentage).map(\.value), within: 0...100)
  }

  /// What each span's number of rows says against the limits; nil for nothing, and for parts of spans.
  public var countSignals: [ControlLimits.Signal?] {
    signals(countLimits) { Double($0.total) }
  }

  /// What each span's percentage says against the limits; nil for nothing, and for parts of spans.
  public var shareSignals: [ControlLimits.Signal?] {
    signals(shareLimits, Self.percentage)
  }

  private func signals(
    _ limits: ControlLimits?, _ value: (TimelinessTally) -> Double?
  ) -> [ControlLimits.Signal?] {
    var signals: [ControlLimits.Signal?] = spans.map { _ in nil }
    guard let limits else { return signals }
    let points = Self.points(spans, tallies, value)
    for (point, signal) in zip(points, limits.signals(points.map(\.value))) {
      signals[point.index] = signal
    }
    return signals
  }

  /// The spans that limits are worked out from: those that are whole and have a value.
  private static func points(
    _ spans: [TimeSpan], _ tallies: [TimelinessTally], _ value: (TimelinessTally) -> Double?
  ) -> [(index: Int, value: Double)] {
    spans.indices.compactMap { index in
      guard spans[index].isWhole, let value = value(tallies[index]) else { return nil }
      return (index, value)
    }
  }

  /// The percentage of a span; nil while some of it is not due yet, and of nothing.
  private static func percentage(_ tally: TimelinessTally) -> Double? {
    let share = tally.share
    guard share.whole > 0, tally.notYetDue == 0 else { return nil }
    return Double(share.part) * 100 / Double(share.whole)
  }
}

/// Whether one case was decided in time.
struct CaseVerdict: Sendable {
  /// When it was received.
  var received: Moment?
  /// The verdict.
  var status: ClockReading.Status
  /// When it was due; nil when that depends on what is not known.
  var due: Instant?
  /// Whether both its times are known to the second, or the verdict is the same for both readings of a
  /// time that a clock change makes double.
  var isKnown: Bool
}
