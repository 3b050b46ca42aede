/// Finds an age, or a day of birth, of which given comparisons are true.
enum AgeTheory {
  /// What is wanted of a comparison: whether so much is certainly, and possibly, completed.
  struct Wanted {
    var cut: AgeCut
    var certainly: Bool
    var possibly: Bool

    func isMet(by completed: ClosedRange<Int>) -> Bool {
      certainly == (completed.lowerBound >= cut.count)
        && possibly == (completed.upperBound >= cut.count)
    }
  }

  /// What is stated of a birth.
  enum Birth {
    /// An age completed to the day.
    case age(Age)
    /// A day, or a month or a year of which the day is not known.
    case text(String)
  }

  /// A stated age of which the comparisons are true; nil when there is none.
  static func age(_ wanted: [Wanted], isMonths: Bool) -> Age? {
    let size = isMonths ? 12 : 7
    for (unit, perUnit) in [
      (isMonths ? AgeUnit.years : .weeks, size), (isMonths ? .months : .days, 1),
    ] {
      let counts = [0] + wanted.flatMap { [$0.cut.count / perUnit, $0.cut.count / perUnit - 1] }
      for count in Set(counts).sorted() where count >= 0 {
        let completed = count * perUnit...count * perUnit + perUnit - 1
        if wanted.allSatisfy({ $0.isMet(by: completed) }) { return Age(count: count, unit: unit) }
      }
    }
    return nil
  }

  /// What to state of a birth so that the comparisons are true on a day; nil when nothing will do.
  static func birth(_ wanted: [Wanted], on received: CivilDate) -> Birth? {
    for age in ages(wanted) {
      let born = received.subtracting(age)
      if isMet(wanted, by: born...born, on: received) { return .age(age) }
    }
    let edges = wanted.flatMap { first -> [CivilDate] in
      let unit: AgeUnit = first.cut.isMonths ? .months : .days
      let born = received.subtracting(Age(count: first.cut.count, unit: unit))
      return (-3...3).map { born.adding(days: $0) }
    }
    for day in [received] + edges where day <= received {
      if isMet(wanted, by: day...day, on: received) { return .text("\(day)") }
      let (year, month, _) = day.components
      if let range = CivilDate.days(ofYear: year, month: month),
        isMet(wanted, by: range, on: received)
      {
        return .text(String("\(day)".utf8.prefix(7)) ?? "\(day)")
      }
      if let range = CivilDate.days(ofYear: year, month: nil),
        isMet(wanted, by: range, on: received)
      {
        return .text(String("\(day)".utf8.prefix(4)) ?? "\(day)")
      }
    }
    return nil
  }

  /// The ages at which comparisons change, and those just before; whole years first.
  private static func ages(_ wanted: [Wanted]) -> [Age] {
    var ages = [Age(count: 0, unit: .days)]
    for unit in [AgeUnit.years, .months, .weeks, .days] {
      let counts = wanted.filter { $0.cut.isMonths == unit.isCalendarMonths }.flatMap {
        [$0.cut.count / unit.smallerUnits, $0.cut.count / unit.smallerUnits - 1]
      }
      ages += Set(counts).sorted().filter { $0 >= 0 }.map { Age(count: $0, unit: unit) }
    }
    return ages
  }

  private static func isMet(
    _ wanted: [Wanted], by born: ClosedRange<CivilDate>, on received: CivilDate
  ) -> Bool {
    guard born.lowerBound <= received,
      Lifetime.completed(.years, from: born.upperBound, on: received) <= Lifetime.mostYearsOfChild
    else { return false }
    let last = min(born.upperBound, received)
    return wanted.allSatisfy { first in
      let unit: AgeUnit = first.cut.isMonths ? .months : .days
      let least = Lifetime.completed(unit, from: last, on: received)
      let most = Lifetime.completed(unit, from: born.lowerBound, on: received)
      return first.isMet(by: least...max(least, most))
    }
  }
}

extension CivilDate {
  /// The days of a month, or of a whole year.
  fileprivate static func days(ofYear year: Int, month: Int?) -> ClosedRange<CivilDate>? {
    let lastMonth = month ?? 12
    guard let first = CivilDate(year: year, month: month ?? 1, day: 1),
      let last = CivilDate(
        year: year, month: lastMonth, day: length(ofMonth: lastMonth, year: year))
    else { return nil }
    return first...last
  }
}
