import TestSupport
import Testing

@testable import ThresholdDSL

/// The days on which editions of two rule books decide.
@Suite struct ComparedPeriodTests {
  private static let first = CivilDate(year: 2020, month: 1, day: 1) ?? .earliest
  private static let dayCount = 60

  private func edition(_ first: Int, _ last: Int?) -> Edition {
    Edition(
      name: "\(first)", firstDay: Self.first.adding(days: first),
      lastDay: last.map { Self.first.adding(days: $0) }, outcomes: [], facts: [], rules: [])
  }

  /// Editions that follow one another, with days between some of them that none has.
  private func editions(_ random: inout SplitMix64) -> [Edition] {
    var editions: [Edition] = []
    var next = Int.random(in: 0...20, using: &random)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let last = next + Int.random(in: 0...15, using: &random)
      editions.append(edition(next, last))
      next = last + 1 + (random.oneIn(3) ? Int.random(in: 1...4, using: &random) : 0)
    }
    if random.oneIn(2) { editions[editions.count - 1].lastDay = nil }
    return editions
  }

  @Test func `every day is in one period, with what is in force on it`() {
    let seed = testSeed(20_261_121)
    var random = SplitMix64(seed: seed)
    for number in 0..<300 {
      let (old, new) = (editions(&random), editions(&random))
      let periods = ComparedPeriod.periods(from: old, to: new)
      let place = "seed \(seed) case \(number)"
      for day in 0..<Self.dayCount {
        let day = Self.first.adding(days: day)
        func inForce(_ editions: [Edition]) -> Int? {
          editions.firstIndex { $0.firstDay <= day && day <= $0.lastDay ?? .latest }
        }
        let here = periods.filter { $0.first <= day && day <= $0.last ?? .latest }
        let (before, after) = (inForce(old), inForce(new))
        #expect(here.count == (before == nil && after == nil ? 0 : 1), "\(place)")
        #expect(here.first?.old == before && here.first?.new == after, "\(place)")
      }
      #expect(periods.map(\.first) == periods.map(\.first).sorted(), "\(place)")
      // Two editions are in force together on days that follow one another, and compared once.
      let pairs = periods.filter { $0.old != nil && $0.new != nil }
      #expect(Set(pairs.map { [$0.old, $0.new] }).count == pairs.count, "\(place)")
    }
  }

  @Test func `a new edition is compared with the one that it takes the place of`() {
    let old = [edition(0, 9), edition(10, nil)]
    let new = [edition(0, 9), edition(10, 29), edition(30, nil)]
    let periods = ComparedPeriod.periods(from: old, to: new)
    #expect(periods.map(\.old) == [0, 1, 1] && periods.map(\.new) == [0, 1, 2])
    #expect(periods[1].last == Self.first.adding(days: 29))
    #expect(periods[2].first == Self.first.adding(days: 30) && periods[2].last == nil)
    let looked = periods[2].daysLookedAt
    #expect(
      looked.upperBound == looked.lowerBound.adding(days: EditionComparison.mostDays))
    #expect(periods[1].daysLookedAt.upperBound == periods[1].last)
  }
}
