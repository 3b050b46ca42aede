import TestSupport
import Testing

@testable import triage

/// The keys remembered are the last ones, whatever their bits and however they come.
@Suite struct RecentKeysTests {
  @Test func `keys are known while they are among the last, as a slow list knows them`() {
    let seed = testSeed(77)
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for most in [1, 2, 7, 600, 1_500] {
      var keys = RecentKeys(most: most)
      var list: [UInt64] = []
      for _ in 0..<6_000 {
        // Few low bits, so that many stand in one another's way.
        let key =
          UInt64.random(in: 0..<UInt64(most * 2), using: &random) << 20
          | UInt64.random(in: 0...3, using: &random)
        let isNew = !list.contains(key)
        guard keys.insert(key) == isNew else {
          Issue.record("seed \(seed), most \(most)")
          return
        }
        if isNew { list.append(key) }
        if list.count > most { list.removeFirst() }
      }
    }
  }
}
