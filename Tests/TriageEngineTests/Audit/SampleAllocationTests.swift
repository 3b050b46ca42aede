import TestSupport
import Testing

@testable import TriageEngine

@Suite struct SampleAllocationTests {
  @Test func `shares of made-up strata add up and take no more than there is`() {
    let seed = testSeed(401)
    var random = SplitMix64(seed: seed)
    for turn in 0..<4_000 {
      let populations = (0..<Int.random(in: 1...7, using: &random)).map { _ in
        Int.random(in: 0...(random.oneIn(3) ? 4 : 400), using: &random)
      }
      let total = populations.reduce(0, +)
      let count = Int.random(in: 0...(total + 10), using: &random)
      let place = "seed \(seed), turn \(turn): \(count) of \(populations)"
      for allocation in SampleAllocation.allCases {
        let shares = allocation.shares(of: count, populations: populations)
        #expect(shares.reduce(0, +) == min(count, total), "\(place)")
        #expect(zip(shares, populations).allSatisfy { $0 >= 0 && $0 <= $1 }, "\(place)")
      }
      guard count <= total, total > 0 else { continue }
      let equal = SampleAllocation.equal.shares(of: count, populations: populations)
      // Nobody has two more than another who could give one more.
      for (share, population) in zip(equal, populations) where share < population {
        #expect(share >= (equal.max() ?? 0) - 1, "\(place)")
      }
      let proportional = SampleAllocation.proportional.shares(of: count, populations: populations)
      for (share, population) in zip(proportional, populations) {
        #expect(abs(share * total - count * population) < total, "\(place)")
      }
    }
  }

  @Test func `small strata give all they have and the rest is shared out`() {
    let rows: [(SampleAllocation, Int, [Int], [Int])] = [
      (.equal, 60, [2_041, 300, 130], [20, 20, 20]),
      (.equal, 60, [2_041, 12, 130], [24, 12, 24]),
      (.equal, 60, [2_041, 12, 3], [45, 12, 3]),
      (.equal, 10, [50, 60, 70], [3, 3, 4]), (.equal, 11, [50, 60, 60], [3, 4, 4]),
      (.equal, 2, [5, 5, 5], [1, 1, 0]), (.equal, 9, [3, 3, 3], [3, 3, 3]),
      (.equal, 100, [3, 0, 5], [3, 0, 5]), (.equal, 0, [3, 4], [0, 0]),
      (.proportional, 60, [2_041, 300, 130], [50, 7, 3]),
      (.proportional, 10, [1, 1, 1], [1, 1, 1]), (.proportional, 2, [1, 1, 1], [1, 1, 0]),
      (.proportional, 5, [10, 6, 4], [3, 1, 1]), (.proportional, 1, [4, 6], [0, 1]),
    ]
    for (allocation, count, populations, shares) in rows {
      #expect(
        allocation.shares(of: count, populations: populations) == shares,
        "\(allocation) \(count) of \(populations)")
    }
    #expect(SampleAllocation.equal.shares(of: 5, populations: []) == [])
  }
}
