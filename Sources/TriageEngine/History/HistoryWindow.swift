import ThresholdDSL

/// The time that runs back from a contact: from its start, included, to the contact, which is not.
///
/// Where the contact's time is not known to the second, neither end is: what lies in the window
/// whichever it is, is in; what may lie in it may be in. So may what has the very time of the contact:
/// of two contacts written down for one minute, either may have come first.
struct HistoryWindow {
  /// The earliest that the window can start.
  let first: Instant
  /// The latest that it can start.
  let last: Instant
  /// The earliest and the latest that it can end.
  private let ends: ClosedRange<Instant>

  init(_ length: Age?, before received: Moment) {
    ends = received.earliest...received.latest
    guard let length else {
      first = Instant(seconds: .min)
      last = first
      return
    }
    let start = received.earliest.subtracting(length)
    guard received.earliest < received.latest else {
      first = start
      last = start
      return
    }
    // When the clocks go back, the later of two times can be the earlier by the clock.
    let other = received.latest.subtracting(length)
    first = min(start, other)
    last = max(start, other)
  }

  /// Whether something lies in the window that happened within a time.
  func contains(_ earliest: Instant, _ latest: Instant) -> Truth {
    guard earliest <= ends.upperBound, latest >= first else { return .no }
    return latest < ends.lowerBound && earliest >= last ? .yes : .unknown
  }
}
