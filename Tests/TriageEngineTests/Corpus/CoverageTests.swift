import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// Coverage follows from conditions and facts alone.
@Suite struct CoverageTests {
  /// Contacts of a made-up edition, each with what it shows.
  private func sample(
    _ seed: UInt64, contacts: Int = 12
  ) -> (map: CoverageMap, seen: [(evaluation: Evaluation, decision: Decision)]) {
    var maker = RandomEdition(SplitMix64(seed: seed))
    let edition = maker.next()
    var contactMaker = RandomContact(edition, SplitMix64(seed: seed &+ 1))
    let decider = Decider(edition, calendar: nil)
    let seen = (0..<contacts).map { _ in
      let (decision, evaluation) = decider.decideWithEvaluation(contactMaker.next())
      return (evaluation: evaluation, decision: decision)
    }
    return (CoverageMap(edition), seen)
  }

  private func numbers(_ coverage: Coverage) -> [[Coverage.Count]] {
    [coverage.rules, coverage.clauses, coverage.judgements, coverage.conditions]
  }

  @Test func `neither the order of contacts nor how they are shared out shows`() {
    for round in 0..<60 {
      let seed = testSeed(51) &+ UInt64(round)
      let (map, seen) = sample(seed)
      var whole = Coverage(map)
      for one in seen { whole.add(one.evaluation, one.decision, map) }
      var random = SplitMix64(seed: seed)
      var parts = [Coverage(map), Coverage(map), Coverage(map)]
      for one in seen.shuffled(using: &random) {
        parts[Int.random(in: 0..<3, using: &random)].add(one.evaluation, one.decision, map)
      }
      var sum = parts[2]
      sum.add(parts[0])
      sum.add(parts[1])
      #expect(numbers(sum) == numbers(whole), "seed \(seed)")
      #expect(sum.contacts == seen.count)
    }
  }

  @Test func `every contact is yes, no or unknown of everything`() {
    for round in 0..<40 {
      let (map, seen) = sample(testSeed(52) &+ UInt64(round))
      var coverage = Coverage(map)
      for one in seen { coverage.add(one.evaluation, one.decision, map) }
      for count in numbers(coverage).joined() {
        #expect(count.yes + count.no + count.unknown == seen.count)
        #expect(count.decisive <= seen.count)
      }
      let deciding = seen.reduce(0) { sum, one in
        sum + one.decision.because.count { if case .rule = $0 { true } else { false } }
      }
      #expect(coverage.rules.reduce(0) { $0 + $1.decisive } == deciding)
    }
  }

  /// What a condition is when its leaves have these truths, taken in order: written a second time.
  private func truth(_ condition: Condition, _ leaves: inout ArraySlice<Truth>) -> Truth {
    func all(_ parts: [Condition]) -> [Truth] { parts.map { truth($0, &leaves) } }
    switch condition {
    case .atom, .definition: return leaves.popFirst() ?? .unknown
    case .not(let inner): return truth(inner, &leaves).negated
    case .all(let parts): return all(parts).min() ?? .yes
    case .any(let parts): return all(parts).max() ?? .no
    case .none(let parts): return (all(parts).max() ?? .no).negated
    case .atLeast(let least, let parts):
      let truths = all(parts)
      if truths.count(where: { $0 == .yes }) >= least { return .yes }
      return truths.count(where: { $0 != .no }) < least ? .no : .unknown
    }
  }

  @Test func `a condition is decisive exactly where another answer would change the whole`() {
    var decisive = 0
    var idle = 0
    for round in 0..<80 {
      let seed = testSeed(53) &+ UInt64(round)
      let (map, seen) = sample(seed, contacts: 1)
      guard let one = seen.first else { continue }
      var coverage = Coverage(map)
      coverage.add(one.evaluation, one.decision, map)
      for whole in map.wholes {
        var found: [Truth] = []
        whole.condition.forEachLeaf { found.append(one.evaluation.judged($0).now) }
        for index in found.indices {
          let truths = Truth.allCases.map { other in
            var changed = found
            changed[index] = other
            var rest = changed[...]
            return truth(whole.condition, &rest)
          }
          let expected = Set(truths).count > 1
          if expected { decisive += 1 } else { idle += 1 }
          let count = coverage.conditions[whole.first + index]
          #expect((count.decisive == 1) == expected, "seed \(seed)")
        }
      }
    }
    // Both happen, so the comparison above is one.
    #expect(decisive > 100 && idle > 100)
  }

  @Test func `what settles a condition early hides no part of it`() throws {
    let (book, _, _) = checked([("sample.md", sampleRules)])
    let edition = try #require(book.book?.editions.first)
    let map = CoverageMap(edition)
    let rule = try #require(
      edition.rules.firstIndex {
        if case .all(let parts) = $0.condition { parts.count > 1 } else { false }
      })
    let owned = map.conditions.indices.filter { map.conditions[$0].owner == .rule(rule) }
    var contacts = RandomContact(edition, SplitMix64(seed: testSeed(54)))
    let decider = Decider(edition, calendar: nil)
    var coverage = Coverage(map)
    for _ in 0..<50 {
      let (decision, evaluation) = decider.decideWithEvaluation(contacts.next())
      coverage.add(evaluation, decision, map)
    }
    // Every part is counted of every contact, also where the part before it is no already.
    for index in owned {
      let count = coverage.conditions[index]
      #expect(count.yes + count.no + count.unknown == 50)
    }
    #expect(owned.count > 1)
  }
}
