import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@Suite struct LifetimeTests {
  @Test func `months stop at the month's last day and a leap birthday falls on 1 March`() throws {
    let cases: [(born: String, months: Int, day: String)] = [
      ("2021-01-31", 1, "2021-02-28"), ("2021-01-31", 2, "2021-03-31"),
      ("2021-01-29", 1, "2021-02-28"), ("2019-12-31", 2, "2020-02-29"),
      ("2020-02-29", 1, "2020-03-29"), ("2020-02-29", 12, "2021-03-01"),
      ("2020-02-29", 24, "2022-03-01"), ("2020-02-29", 48, "2024-02-29"),
      ("2020-02-29", 60, "2025-03-01"), ("2021-02-28", 36, "2024-02-28"),
      ("2021-08-31", 6, "2022-02-28"), ("2021-05-04", 0, "2021-05-04"),
    ]
    for row in cases {
      let found = Lifetime.day(completingMonths: row.months, of: try day(row.born))
      #expect(found == (try day(row.day)), "\(row)")
    }
  }

  @Test func `units are completed on their day and not before`() throws {
    let cases: [(unit: AgeUnit, born: String, on: String, completed: Int)] = [
      (.years, "2020-05-04", "2021-05-03", 0), (.years, "2020-05-04", "2021-05-04", 1),
      (.years, "2020-02-29", "2021-02-28", 0), (.years, "2020-02-29", "2021-03-01", 1),
      (.months, "2020-02-29", "2021-02-28", 11), (.months, "2020-02-29", "2021-03-01", 12),
      (.months, "2021-01-31", "2021-02-27", 0), (.months, "2021-01-31", "2021-02-28", 1),
      (.weeks, "2021-05-04", "2021-05-10", 0), (.weeks, "2021-05-04", "2021-05-11", 1),
      (.days, "2021-05-04", "2021-05-04", 0), (.days, "2020-02-28", "2020-03-01", 2),
      (.days, "2021-05-04", "2021-05-03", -1), (.weeks, "2021-05-04", "2021-05-03", -1),
      (.months, "2021-05-04", "2021-05-03", -1), (.years, "2021-05-04", "2021-05-03", -1),
    ]
    for row in cases {
      let found = Lifetime.completed(row.unit, from: try day(row.born), on: try day(row.on))
      #expect(found == row.completed, "\(row)")
    }
  }

  @Test func `an approximate birth is known where every day of it agrees`() throws {
    let march = try day("2020-03-01")...day("2020-03-31")
    func compare(_ on: String, _ comparison: Comparison, _ count: Int, _ unit: AgeUnit) throws
      -> Truth
    {
      Lifetime.compare(born: march, on: try day(on), comparison, Age(count: count, unit: unit))
    }
    #expect(try compare("2021-02-28", .less, 1, .years) == .yes)
    #expect(try compare("2021-03-01", .less, 1, .years) == .unknown)
    #expect(try compare("2021-03-30", .less, 1, .years) == .unknown)
    #expect(try compare("2021-03-31", .less, 1, .years) == .no)
    #expect(try compare("2021-03-31", .greaterOrEqual, 1, .years) == .yes)
    #expect(try compare("2021-03-15", .equal, 11, .months) == .unknown)
    #expect(try compare("2021-03-31", .equal, 12, .months) == .yes)
    #expect(try compare("2021-03-31", .equal, 11, .months) == .no)
    #expect(try compare("2021-03-15", .lessOrEqual, 12, .months) == .yes)
    #expect(try compare("2021-03-15", .greater, 12, .months) == .no)
    // Received within the month of birth: the child is born, so later days are left out.
    #expect(try compare("2020-03-10", .less, 10, .days) == .yes)
    #expect(try compare("2020-03-10", .less, 9, .days) == .unknown)
    #expect(try compare("2020-02-29", .less, 1, .years) == .unknown)
  }

  @Test func `a stated age means its units and less than one more`() {
    let cases: [(count: Int, unit: AgeUnit, Comparison, limit: Int, AgeUnit, Truth)] = [
      (1, .years, .less, 18, .months, .unknown), (1, .years, .less, 24, .months, .yes),
      (1, .years, .less, 12, .months, .no), (1, .years, .greaterOrEqual, 12, .months, .yes),
      (1, .years, .greater, 12, .months, .unknown), (1, .years, .equal, 1, .years, .yes),
      (17, .months, .less, 1, .years, .no), (11, .months, .less, 1, .years, .yes),
      (18, .months, .equal, 1, .years, .yes), (18, .months, .lessOrEqual, 1, .years, .yes),
      (1, .weeks, .less, 10, .days, .unknown), (1, .weeks, .less, 7, .days, .no),
      (13, .days, .equal, 1, .weeks, .yes), (0, .days, .less, 1, .days, .yes),
      (1, .months, .less, 40, .days, .unknown), (5, .years, .less, 3, .weeks, .unknown),
      (2, .years, .equal, 30, .months, .unknown), (3, .years, .equal, 30, .months, .no),
    ]
    for row in cases {
      let found = Lifetime.compare(
        stated: Age(count: row.count, unit: row.unit), row.2, Age(count: row.limit, unit: row.4))
      #expect(found == row.5, "\(row)")
    }
    for count in [-1, Int.max, Int.max / 12] {
      let stated = Age(count: count, unit: .years)
      let found = Lifetime.compare(stated: stated, .less, Age(count: 1, unit: .months))
      #expect(found != .yes, "\(count)")
    }
  }

  /// Judges a comparison by trying every day of birth that the range holds.
  private func everyBirth(
    _ born: ClosedRange<CivilDate>, _ on: CivilDate, _ comparison: Comparison, _ limit: Age
  ) -> Truth {
    var found: Set<Bool> = []
    for number in born.lowerBound.dayNumber...born.upperBound.dayNumber {
      guard let birth = CivilDate(dayNumber: Int(number)), birth <= on else { continue }
      found.insert(
        comparison.holds(Lifetime.completed(limit.unit, from: birth, on: on), limit.count))
    }
    return found.count == 1 ? Truth(found.contains(true)) : .unknown
  }

  @Test func `a range of births is judged as trying each of its days judges it`() {
    let seed = testSeed(0xA6E5)
    var random = SplitMix64(seed: seed)
    let comparisons: [Comparison] = [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal]
    for _ in 0..<3_000 {
      // Around the end of February of a leap year, where the clamping is.
      let first = CivilDate.earliest.adding(days: 719_162 + 18_262).adding(
        days: Int.random(in: 0...500, using: &random))
      let born = first...first.adding(days: Int.random(in: 0...60, using: &random))
      let on = first.adding(days: Int.random(in: -5...900, using: &random))
      let unit = random.pick(AgeUnit.allCases)
      let most = Lifetime.completed(unit, from: first, on: on) + 2
      let limit = Age(count: Int.random(in: 0...max(2, most), using: &random), unit: unit)
      let comparison = random.pick(comparisons)
      let judged = Lifetime.compare(born: born, on: on, comparison, limit)
      #expect(
        judged == everyBirth(born, on, comparison, limit),
        "seed \(seed): \(born) on \(on) \(comparison) \(limit)")
    }
  }

  @Test func `completed units never go back from one day to the next`() {
    let seed = testSeed(0x0DD5)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let born = CivilDate.earliest.adding(
        days: 719_162 + Int.random(in: 0...20_000, using: &random))
      for unit in AgeUnit.allCases {
        var last = -1
        for offset in 0...800 {
          let completed = Lifetime.completed(unit, from: born, on: born.adding(days: offset))
          #expect(completed == last || completed == last + 1, "seed \(seed): \(born) \(offset)")
          last = completed
        }
      }
    }
  }

  @Test func `adding months stops at the first and the last day that can be written`() throws {
    #expect(CivilDate.latest.adding(months: 1) == .latest)
    #expect(CivilDate.earliest.adding(months: -1) == .earliest)
    #expect(CivilDate.earliest.adding(months: .min) == .earliest)
    #expect(CivilDate.earliest.adding(months: .max) == .latest)
    #expect(try day("2021-01-15").adding(months: -1) == (try day("2020-12-15")))
    let long = Age(count: .max, unit: .years)
    #expect(try day("2021-01-15").subtracting(long) == .earliest)
  }
}
