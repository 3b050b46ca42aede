public import ThresholdDSL

/// The bank holidays of one division of the United Kingdom, and the years for which they are known.
///
/// INVARIANT: `days` is sorted, without repeats, and every year of `years` has at least one.
public struct BankHolidays: Hashable, Sendable {
  /// The division, such as `england-and-wales`.
  public let division: String
  /// The holidays, earliest first.
  public let days: [CivilDate]
  /// The years for which holidays are known.
  public let years: ClosedRange<Int>

  /// The holidays of a division; nil when there are none, or a year between the first and the last
  /// has none, so that a hole in a file is never read as a year without holidays.
  public init?(division: String, days: [CivilDate]) {
    let sorted = Set(days).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let years = first.components.year...last.components.year
    guard Set(sorted.map { $0.components.year }).count == years.count else { return nil }
    self.division = division
    self.days = sorted
    self.years = years
  }

  /// Whether the year of a day is one of those known.
  public func knows(_ day: CivilDate) -> Bool {
    years.contains(day.components.year)
  }

  /// Whether a day is Monday to Friday and not a bank holiday; nil outside the years known.
  public func isWorkingDay(_ day: CivilDate) -> Bool? {
    guard knows(day) else { return nil }
    return day.weekday <= 5 && !isHoliday(day)
  }

  private func isHoliday(_ day: CivilDate) -> Bool {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < days.count && days[low] == day
  }
}
