/// A stretch of days on which the same edition of the old rules and the same of the new are in force.
///
/// What decides a contact changes where the edition in force on the day that it is received does, so
/// two rule books are compared day by day, and not edition by edition of one name.
public struct ComparedPeriod: Hashable, Sendable {
  /// The first day.
  public var first: CivilDate
  /// The last day; nil where there is no end.
  public var last: CivilDate?
  /// The place of the edition among the old ones; nil when none is in force.
  public var old: Int?
  /// The place of the edition among the new ones; nil when none is in force.
  public var new: Int?

  /// A period.
  public init(first: CivilDate, last: CivilDate?, old: Int?, new: Int?) {
    self.first = first
    self.last = last
    self.old = old
    self.new = new
  }

  /// The periods on which an edition of either is in force, earliest first.
  public static func periods(from old: [Edition], to new: [Edition]) -> [ComparedPeriod] {
    var cuts: Set<CivilDate> = []
    for edition in old + new {
      cuts.insert(edition.firstDay)
      if let last = edition.lastDay, last < .latest { cuts.insert(last.adding(days: 1)) }
    }
    let days = cuts.sorted()
    var periods: [ComparedPeriod] = []
    for (place, first) in days.enumerated() {
      let last = days.indices.contains(place + 1) ? days[place + 1].adding(days: -1) : nil
      let period = ComparedPeriod(
        first: first, last: last, old: old.firstIndex { $0.isInForce(on: first) },
        new: new.firstIndex { $0.isInForce(on: first) })
      guard period.old != nil || period.new != nil else { continue }
      if let before = periods.last, before.old == period.old, before.new == period.new,
        before.last?.adding(days: 1) == first
      {
        periods[periods.count - 1].last = last
      } else {
        periods.append(period)
      }
    }
    return periods
  }

  /// The days that are looked at, where there is no end or a late one: fifty years.
  public var daysLookedAt: ClosedRange<CivilDate> {
    let horizon = first.adding(days: EditionComparison.mostDays)
    return first...min(last ?? horizon, horizon)
  }
}

extension Edition {
  /// Whether a contact received on a day is decided under it.
  func isInForce(on day: CivilDate) -> Bool {
    firstDay <= day && lastDay.map { day <= $0 } ?? true
  }

  /// Whether a fact counts earlier contacts by what was decided of them, so that what is decided of one
  /// contact can change what is decided of a later one.
  public var countsDecisions: Bool {
    facts.contains { fact in
      if case .history(let query) = fact.type { query.decided != nil } else { false }
    }
  }
}
