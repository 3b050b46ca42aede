import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// When an edition is compiled.
@Suite struct BlockDecidersTests {
  @Test func `an edition is compiled after a handful of contacts`() {
    var editions = RandomEdition(SplitMix64(seed: 1))
    let deciders = BlockDeciders(Decider(editions.next(), calendar: nil))
    #expect(deciders.use(on: BlockDeciders.handful) { _ in true } == nil)
    #expect(deciders.use(on: 1) { _ in true } == true)
  }
}
