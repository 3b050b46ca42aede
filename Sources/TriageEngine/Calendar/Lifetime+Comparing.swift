public import ThresholdDSL

/// Comparing ages of which not everything is known.
extension Lifetime {
  /// Whether the age on a day compares so with a limit, for a birth on any day of a range.
  ///
  /// Births after `day` are left out, since the child is born; when none is left, it is unknown.
  public static func compare(
    born: ClosedRange<CivilDate>, on day: CivilDate, _ comparison: Comparison, _ limit: Age
  ) -> Truth {
    guard born.lowerBound <= day else { return .unknown }
    let least = completed(limit.unit, from: min(born.upperBound, day), on: day)
    let most = completed(limit.unit, from: born.lowerBound, on: day)
    return compare(least...max(least, most), comparison, limit.count)
  }

  /// Whether a stated age compares so with a limit.
  ///
  /// A stated age means that many completed units and less than one unit more: `1 year` against
  /// `18 months` is unknown. Months or years against weeks or days are always unknown.
  public static func compare(stated: Age, _ comparison: Comparison, _ limit: Age) -> Truth {
    guard stated.unit.isCalendarMonths == limit.unit.isCalendarMonths else { return .unknown }
    let size = stated.unit.smallerUnits
    let (first, tooLarge) = stated.count.multipliedReportingOverflow(by: size)
    guard !tooLarge, stated.count >= 0, first <= Int.max - size else { return .unknown }
    let limitSize = limit.unit.smallerUnits
    let completed = first / limitSize...(first + size - 1) / limitSize
    return compare(completed, comparison, limit.count)
  }

  /// Whether a number that can be any of a range compares so with a limit.
  static func compare(_ range: ClosedRange<Int>, _ comparison: Comparison, _ limit: Int) -> Truth {
    if comparison == .equal {
      guard range.contains(limit) else { return .no }
      return range.lowerBound == range.upperBound ? .yes : .unknown
    }
    let atLeast = holds(range.lowerBound, comparison, limit)
    let atMost = holds(range.upperBound, comparison, limit)
    return atLeast == atMost ? Truth(atLeast) : .unknown
  }

  /// Whether one whole number compares so with another: ages are compared more than anything else.
  private static func holds(_ left: Int, _ comparison: Comparison, _ right: Int) -> Bool {
    switch comparison {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    }
  }
}
