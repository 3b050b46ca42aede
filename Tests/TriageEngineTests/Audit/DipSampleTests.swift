import TestSupport
import Testing

@testable import TriageEngine

@Suite struct DipSampleTests {
  private func cases(_ count: Int, strata: Int = 2) -> [SampleCase] {
    (0..<count).map { index in
      SampleCase(
        contact: "C-\(index / 2)", child: index % 7 == 0 ? nil : "P-\(index)",
        number: index * 3 + 1,
        stratum: SampleStratum(
          rank: index * index % 11 % strata, name: "s\(index * index % 11 % strata)"))
    }
  }

  private func ids(_ sample: DipSample) -> [String] {
    sample.strata.flatMap { stratum in
      stratum.drawn.map { "\($0.contact)/\($0.childName)/\($0.number)" }
    }
  }

  @Test
  func `a sample has its size, its shares and no case twice, whatever order the cases come in`() {
    let seed = testSeed(411)
    var random = SplitMix64(seed: seed)
    for turn in 0..<150 {
      let all = cases(Int.random(in: 0...90, using: &random), strata: turn % 5 + 1)
      let count = Int.random(in: 0...100, using: &random)
      for allocation in SampleAllocation.allCases {
        let sample = DipSample(count, of: all, seed: "\(turn)", allocation: allocation)
        #expect(sample.count == min(count, all.count), "seed \(seed), turn \(turn)")
        #expect(Set(ids(sample)).count == sample.count, "seed \(seed), turn \(turn)")
        let populations = sample.strata.map(\.population)
        #expect(populations.reduce(0, +) == all.count)
        #expect(
          sample.strata.map(\.drawn.count)
            == allocation.shares(of: count, populations: populations))
        for stratum in sample.strata {
          #expect(stratum.drawn.allSatisfy { $0.stratum == stratum.stratum })
        }
        let shuffled = DipSample(
          count, of: all.shuffled(using: &random), seed: "\(turn)", allocation: allocation)
        #expect(ids(shuffled) == ids(sample), "seed \(seed), turn \(turn)")
        #expect(shuffled.name == sample.name)
      }
    }
  }

  @Test func `the order is that of the SHA-256 digests, as sha256sum gives them`() {
    let one = SampleCase(contact: "C-1", child: "P-1", number: 1, stratum: SampleStratum(name: "s"))
    let two = SampleCase(contact: "C-2", child: nil, number: 2, stratum: SampleStratum(name: "s"))
    // printf '%s' '2026|C-1|P-1' | sha256sum
    #expect(
      DipSample.orderDigest(one, "2026")
        == "5c51b581ccd836e58691ac760672afad3f2f987cae0d6990a2418ea3cfe8fffc")
    // printf '%s' '2026|C-2|unknown' | sha256sum
    #expect(
      DipSample.orderDigest(two, "2026")
        == "bc7632729b8537145472bddadba6d210801e415846be6d58f5764f1d6695264e")
  }

  @Test func `a larger sample begins with the smaller one`() {
    let all = cases(80, strata: 1)
    let small = DipSample(10, of: all, seed: "x", allocation: .equal)
    let large = DipSample(30, of: all, seed: "x", allocation: .equal)
    #expect(ids(large).prefix(10).elementsEqual(ids(small)))
  }

  @Test func `no case is drawn again until every case has been drawn once`() {
    let all = cases(50, strata: 3)
    var before = SampledBefore()
    var seen: Set<String> = []
    for round in 0..<10 {
      let sample = DipSample(
        8, of: all, seed: "round \(round)", allocation: .proportional, excluding: before)
      #expect(sample.population == 50 - seen.count)
      for stratum in sample.strata {
        for drawn in stratum.drawn {
          before.insert(contact: drawn.contact, child: drawn.child, number: drawn.number)
        }
      }
      for id in ids(sample) { #expect(seen.insert(id).inserted, "\(id)") }
      #expect(seen.count == min(50, 8 * (round + 1)))
    }
    #expect(before.count == 50)
  }

  @Test func `a child seen before is known by contact and child, in any ledger`() {
    var before = SampledBefore()
    before.insert(contact: "C-1", child: "P-1", number: 9)
    before.insert(contact: "C-2", child: nil, number: 4)
    func isExcluded(_ contact: String, _ child: String?, _ number: Int) -> Bool {
      before.contains(
        SampleCase(
          contact: contact, child: child, number: number, stratum: SampleStratum(name: "s")))
    }
    #expect(isExcluded("C-1", "P-1", 77) && !isExcluded("C-1", "P-2", 9))
    #expect(isExcluded("C-2", nil, 4) && !isExcluded("C-2", nil, 5))
  }

  /// Over many seeds each case is drawn about as often as any other: the sum of squares is within what
  /// chance allows (chi-square with 19 degrees of freedom: 1 in 10,000 lies above 50.8).
  @Test func `every case is drawn about equally often over the seeds`() {
    let all = cases(20, strata: 1)
    var counts: [Int: Int] = [:]
    let draws = 1_000
    for seed in 0..<draws {
      let sample = DipSample(4, of: all, seed: "\(seed)", allocation: .equal)
      for drawn in sample.strata.flatMap(\.drawn) { counts[drawn.number, default: 0] += 1 }
    }
    let expected = Double(draws * 4) / 20
    #expect(counts.count == 20)
    let square = all.reduce(0.0) { sum, sampled in
      let difference = Double(counts[sampled.number] ?? 0) - expected
      return sum + difference * difference / expected
    }
    // Drawing without repetition varies less than the distribution allows; a fixed pattern, not at all.
    #expect(square < 50.8 && square > 3, "\(square)")
  }

  @Test func `a stratum smaller than its share says so, and one as large does not`() {
    let all = cases(60, strata: 3)
    let sample = DipSample(45, of: all, seed: "s", allocation: .equal)
    #expect(sample.strata.map(\.population) == [27, 22, 11])
    #expect(sample.strata.map(\.isUsedUp) == [false, false, true])
    #expect(sample.strata.map(\.drawn.count) == [17, 17, 11])
  }

  @Test func `the name of a sample changes with its seed and with any case in it`() {
    let all = cases(30)
    let sample = DipSample(10, of: all, seed: "a", allocation: .equal)
    #expect(sample.name.utf8.count == 8)
    #expect(sample.name != DipSample(10, of: all, seed: "b", allocation: .equal).name)
    #expect(sample.name != DipSample(9, of: all, seed: "a", allocation: .equal).name)
    #expect(sample.name != DipSample(10, of: cases(31), seed: "a", allocation: .equal).name)
  }
}
