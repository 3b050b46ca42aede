import ThresholdDSL

/// When contacts arrive, against the hours of the service: each in exactly one place.
public struct Arrivals: Hashable, Sendable {
  /// The number of arrivals at each kind of time.
  public private(set) var counts: [Kind: Int] = [:]

  /// A kind of time.
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    case inHours
    case beforeOpening
    case afterClosing
    case weekend
    case bankHoliday
    case closedDay
    case notKnown

    /// The kind's name for people.
    public var title: String {
      switch self {
      case .inHours: "While the service is open"
      case .beforeOpening: "Before opening, on an open day"
      case .afterClosing: "After closing, or in a pause, on an open day"
      case .weekend: "At a weekend"
      case .bankHoliday: "On a bank holiday"
      case .closedDay: "On another day that the service is closed"
      case .notKnown: "Time not known"
      }
    }

    /// Whether the service is known to be closed then.
    public var isOutOfHours: Bool {
      self != .inHours && self != .notKnown
    }
  }

  /// The arrivals of a kind.
  public func count(_ kind: Kind) -> Int { counts[kind] ?? 0 }

  /// Out of hours, of those whose time is known well enough to tell.
  public var outOfHours: Share {
    let known = Kind.allCases.reduce(0) { $0 + ($1 == .notKnown ? 0 : count($1)) }
    return Share(known - count(.inHours), of: known)
  }

  /// Every arrival counted.
  public var total: Int { Kind.allCases.reduce(0) { $0 + count($1) } }

  /// Counts an arrival.
  mutating func add(_ received: Moment?, _ calendar: ServiceCalendar?) {
    counts[Self.kind(received, calendar), default: 0] += 1
  }

  private static func kind(_ received: Moment?, _ calendar: ServiceCalendar?) -> Kind {
    guard let received, let calendar, let isWorking = calendar.isWorkingDay(received.date)
    else { return .notKnown }
    if received.date.weekday > 5 { return .weekend }
    if !isWorking { return .bankHoliday }
    guard let opens = calendar.opening(of: received.date) else { return .closedDay }
    guard received.precision != .dateOnly else { return .notKnown }
    if calendar.isOpen(at: received.earliest) == true { return .inHours }
    return received.earliest < opens ? .beforeOpening : .afterClosing
  }
}
