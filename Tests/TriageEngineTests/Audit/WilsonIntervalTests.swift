import TestSupport
import Testing

@testable import TriageEngine

@Suite struct WilsonIntervalTests {
  private func isNear(_ value: Double, _ other: Double, within: Double = 0.00005) -> Bool {
    abs(value - other) < within
  }

  @Test func `the interval is the published one`() throws {
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
    // methods", Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    let rows = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for (part, whole, lower, upper) in rows {
      let interval = try #require(SampledShare(part, of: whole).interval)
      #expect(isNear(interval.lower, lower) && isNear(interval.upper, upper), "\(part)/\(whole)")
    }
  }

  @Test func `the ends solve the equation that defines them, and contain the estimate`() throws {
    for whole in [1, 2, 3, 7, 20, 60, 347, 2_471] {
      for part in stride(from: 0, through: whole, by: max(1, whole / 9)) {
        let share = SampledShare(part, of: whole)
        let interval = try #require(share.interval)
        let estimate = try #require(share.estimate)
        #expect(interval.lower <= estimate && estimate <= interval.upper)
        #expect(interval.lower >= 0 && interval.upper <= 1)
        for end in [interval.lower, interval.upper] where end > 0 && end < 1 {
          let deviate = abs(estimate - end) / (end * (1 - end) / Double(whole)).squareRoot()
          #expect(isNear(deviate, SampledShare.deviate95, within: 1e-6), "\(part)/\(whole)")
        }
        let mirrored = try #require(SampledShare(whole - part, of: whole).interval)
        #expect(isNear(mirrored.lower, 1 - interval.upper, within: 1e-12))
      }
    }
    #expect(SampledShare(0, of: 0).interval == nil && SampledShare(0, of: 0).estimate == nil)
  }

  @Test func `a stratum counts by its cases, not by how many were looked at`() throws {
    // 30 of 30 in a stratum of 900 and 15 of 30 in one of 100: 95%, not 75%.
    let weighted = try #require(
      WeightedShare([(SampledShare(30, of: 30), 900), (SampledShare(15, of: 30), 100)]))
    #expect(isNear(weighted.estimate, 0.95, within: 1e-12))
    #expect(weighted.population == 1_000)
    #expect(weighted.interval.lower < 0.95 && weighted.interval.upper > 0.95)
    // One stratum alone has its own interval.
    let single = try #require(WeightedShare([(SampledShare(81, of: 263), 5_000)]))
    let wilson = try #require(SampledShare(81, of: 263).interval)
    #expect(isNear(single.interval.lower, wilson.lower, within: 1e-12))
    #expect(isNear(single.interval.upper, wilson.upper, within: 1e-12))
    // All agree: the doubt does not vanish.
    let perfect = try #require(
      WeightedShare([(SampledShare(30, of: 30), 900), (SampledShare(30, of: 30), 100)]))
    #expect(perfect.estimate == 1 && perfect.interval.lower < 0.9 && perfect.interval.upper == 1)
  }

  @Test func `a stratum looked at whole adds no doubt, and one not looked at is left out`() throws {
    let whole = try #require(WeightedShare([(SampledShare(3, of: 4), 4)]))
    #expect(whole.interval == ShareInterval(lower: 0.75, upper: 0.75))
    let part = try #require(
      WeightedShare([(SampledShare(9, of: 10), 200), (SampledShare(0, of: 0), 300)]))
    #expect(part.population == 200 && isNear(part.estimate, 0.9, within: 1e-12))
    #expect(WeightedShare([(SampledShare(0, of: 0), 300)]) == nil)
    #expect(WeightedShare([]) == nil)
  }

  /// Drawn again and again from a population that is known, the interval holds the truth about as often
  /// as it says.
  @Test func `the weighted interval holds the truth about 95 times in 100`() {
    let seed = testSeed(421)
    var random = SplitMix64(seed: seed)
    let strata: [(population: Int, rate: Int)] = [(2_000, 950), (400, 800), (120, 600)]
    let cases = strata.reduce(0) { $0 + $1.population }
    let truth = Double(strata.reduce(0) { $0 + $1.population * $1.rate }) / Double(cases * 1_000)
    var held = 0
    let turns = 4_000
    for _ in 0..<turns {
      let weighted = WeightedShare(
        strata.map { stratum in
          let part = (0..<20).count { _ in Int.random(in: 0..<1_000, using: &random) < stratum.rate
          }
          return (SampledShare(part, of: 20), stratum.population)
        })
      if let weighted, weighted.interval.lower <= truth, truth <= weighted.interval.upper {
        held += 1
      }
    }
    #expect(held > turns * 92 / 100 && held < turns * 995 / 1_000, "seed \(seed): \(held)")
  }
}
