import Testing
import ThresholdDSL

@testable import TriageEngine

/// "Conditions" and "Unknown" of the language reference, tried on every combination.
@Suite struct ConditionJudgeTests {
  private let reserved = ReservedFact.allCases.count

  /// An edition of yes/no facts and what a contact says of them.
  private func judge(
    _ truths: [Truth], _ change: (inout Edition, inout [FactState]) -> Void = { _, _ in }
  ) -> ConditionJudge {
    var edition = sampleEdition(
      truths.indices.map { Fact(name: "fact_\($0)", type: .yesNo, polarity: .raises) })
    var facts: [FactState] =
      Array(repeating: .unknown(.silence), count: reserved)
      + truths.map { $0.isKnown ? .known(.yesNo($0 == .yes), .statement) : .unknown(.statement) }
    change(&edition, &facts)
    return ConditionJudge(edition, facts: facts)
  }

  private func fact(_ index: Int) -> Condition { .atom(.isYes(fact: reserved + index)) }

  @Test func `all, any and none of follow the table for every combination of three`() {
    for first in Truth.allCases {
      for second in Truth.allCases {
        for third in Truth.allCases {
          let judge = judge([first, second, third])
          let parts = [fact(0), fact(1), fact(2)]
          let lowest = min(first, second, third)
          let highest = max(first, second, third)
          #expect(judge.judge(.all(parts)) == Judged(lowest))
          #expect(judge.judge(.any(parts)) == Judged(highest))
          #expect(judge.judge(.none(parts)) == Judged(highest.negated))
          #expect(judge.judge(.not(fact(0))) == Judged(first.negated))
          for count in 1...4 {
            let yes = [first, second, third].count { $0 == .yes }
            let no = [first, second, third].count { $0 == .no }
            let expected: Truth = yes >= count ? .yes : 3 - no < count ? .no : .unknown
            #expect(judge.judge(.atLeast(count, parts)) == Judged(expected))
          }
        }
      }
    }
  }

  @Test func `is known is no of an unknown fact, and undetermined for the bounds`() {
    let judge = judge([.unknown, .no])
    let unknown = Condition.atom(.isKnown(fact: reserved))
    #expect(judge.judge(unknown) == Judged(now: .no, bound: .unknown))
    #expect(judge.judge(.not(unknown)) == Judged(now: .yes, bound: .unknown))
    #expect(judge.judge(.atom(.isKnown(fact: reserved + 1))) == Judged(.yes))
  }

  @Test func `a no that rests on silence alone is unknown for the bounds where yes is a concern`() {
    for (polarity, bound) in [(Polarity.raises, Truth.unknown), (.lowers, .no), (.neither, .no)] {
      let judge = judge([.no]) { edition, facts in
        edition.facts[reserved].silence = .no(because: "it would be seen")
        edition.facts[reserved].polarity = polarity
        facts[reserved] = .known(.yesNo(false), .silence)
      }
      #expect(judge.judge(fact(0)) == Judged(now: .no, bound: bound))
    }
    let screened = judge([.no]) { edition, facts in
      edition.facts[reserved].silence = .noWhen(fact: 1, unless: nil)
      facts[reserved] = .known(.yesNo(false), .silence)
    }
    #expect(screened.judge(fact(0)) == Judged(.no))
  }

  @Test func `what was read as no by way of such a no settles no more than that`() {
    let judge = judge([.no, .no]) { edition, facts in
      edition.facts[reserved].silence = .no(because: "it would be seen")
      edition.facts[reserved + 1].silence = .noWhen(fact: 1, unless: reserved)
      facts[reserved] = .known(.yesNo(false), .silence)
      facts[reserved + 1] = .known(.yesNo(false), .silence)
    }
    #expect(judge.judge(fact(1)) == Judged(now: .no, bound: .unknown))
  }

  @Test func `of values that raise concern only those are left open by silence`() {
    let judge = judge([.no]) { edition, facts in
      edition.facts[reserved].type = .anyOf(["a", "b"])
      edition.facts[reserved].silence = .no(because: "it would be seen")
      edition.facts[reserved].polarity = .byValue(raises: [1], lowers: [0])
      facts[reserved] = .known(.choices(0), .silence)
    }
    #expect(judge.judge(.atom(.includes(fact: reserved, value: 0))) == Judged(.no))
    #expect(
      judge.judge(.atom(.includes(fact: reserved, value: 1)))
        == Judged(now: .no, bound: .unknown))
  }

  @Test func `every age comparison of an unborn child is no, and of nobody else`() throws {
    let edition = sampleEdition([Fact(name: "carer_age", type: .age)])
    let age = try #require(edition.facts.firstIndex { $0.reserved == .childAge })
    let unborn = try #require(edition.facts.firstIndex { $0.reserved == .unborn })
    let limit = Age(count: 1, unit: .years)
    var facts: [FactState] = edition.facts.map { _ in .unknown(.silence) }
    let comparisons: [Comparison] = [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal]
    for comparison in comparisons {
      let child = Condition.atom(.age(fact: age, comparison, limit))
      facts[unborn] = .unknown(.silence)
      #expect(ConditionJudge(edition, facts: facts).judge(child) == Judged(.unknown))
      facts[unborn] = .known(.yesNo(true), .statement)
      #expect(ConditionJudge(edition, facts: facts).judge(child) == Judged(.no))
      let carer = Condition.atom(.age(fact: reserved, comparison, limit))
      #expect(ConditionJudge(edition, facts: facts).judge(carer) == Judged(.unknown))
    }
    #expect(
      ConditionJudge(edition, facts: facts).judge(.atom(.isKnown(fact: age))) == Judged(.no))
  }

  @Test func `values are compared exactly, and a value of another type is unknown`() throws {
    let facts = [
      Fact(name: "a_number", type: .number), Fact(name: "b_choice", type: .oneOf(["x", "y"])),
      Fact(name: "c_date", type: .date), Fact(name: "d_moment", type: .dateAndTime),
    ]
    let edition = sampleEdition(facts)
    let two = try #require(Quantity(2))
    var states: [FactState] = edition.facts.map { _ in .unknown(.silence) }
    func truth(_ atom: Atom) -> Truth {
      ConditionJudge(edition, facts: states).judge(.atom(atom)).now
    }
    states[reserved] = .known(.number(two), .statement)
    #expect(truth(.number(fact: reserved, .greaterOrEqual, two)) == .yes)
    #expect(truth(.number(fact: reserved, .less, two)) == .no)
    states[reserved] = .known(.yesNo(true), .statement)
    #expect(truth(.number(fact: reserved, .less, two)) == .unknown)
    states[reserved + 1] = .known(.choice(1), .statement)
    #expect(truth(.isOneOf(fact: reserved + 1, values: [0])) == .no)
    #expect(truth(.isOneOf(fact: reserved + 1, values: [0, 1])) == .yes)
    states[reserved + 2] = .known(.date(sampleDay("2021-05-04")), .statement)
    #expect(truth(.date(fact: reserved + 2, .less, sampleDay("2021-05-05"))) == .yes)
    #expect(truth(.daysApart(later: reserved + 3, earlier: reserved + 2, atLeast: 1)) == .unknown)
    states[reserved + 3] = .known(.moment(sampleMoment("2021-05-05T00:30:00+01:00")), .statement)
    #expect(truth(.daysApart(later: reserved + 3, earlier: reserved + 2, atLeast: 1)) == .yes)
    #expect(truth(.daysApart(later: reserved + 3, earlier: reserved + 2, atLeast: 2)) == .no)
  }

  @Test func `the outcome so far is read as it stands, and for the bounds as far as it is sure`() {
    func read(_ test: LevelTest, _ level: Int, _ bounds: (Int, Int, Int)) -> Judged {
      var judge = judge([])
      judge.levels = Levels(
        outcome: Decision.Bounds(
          couldFallTo: bounds.0, established: bounds.1, couldRiseTo: bounds.2),
        rating: Decision.RatingBounds(couldFallTo: nil, established: nil, couldRiseTo: 1))
      return judge.judge(.atom(.outcome(test, level: level)))
    }
    #expect(read(.atLeast, 1, (1, 1, 1)) == Judged(.yes))
    #expect(read(.atLeast, 2, (1, 1, 1)) == Judged(.no))
    #expect(read(.atLeast, 2, (1, 1, 2)) == Judged(.unknown))
    #expect(read(.atLeast, 1, (0, 1, 1)) == Judged(now: .yes, bound: .unknown))
    #expect(read(.equals, 1, (1, 1, 1)) == Judged(.yes))
    #expect(read(.equals, 1, (1, 1, 2)) == Judged(now: .yes, bound: .unknown))
    #expect(read(.equals, 2, (1, 1, 2)) == Judged(.unknown))
    #expect(read(.equals, 0, (1, 1, 2)) == Judged(.no))
    #expect(judge([]).judge(.atom(.outcome(.equals, level: 0))) == Judged(.unknown))
  }

  @Test func `a long chain of definitions is judged and traced without depth or doubling`() {
    let count = 20_000
    var edition = sampleEdition([Fact(name: "fact", type: .yesNo)])
    edition.definitions = (0..<count).map { index in
      let before: Condition = index == 0 ? fact(0) : .definition(index - 1)
      return Definition(name: "d\(index)", condition: .all([before, before]))
    }
    var facts: [FactState] = edition.facts.map { _ in .unknown(.silence) }
    let last = Condition.definition(count - 1)
    #expect(
      ConditionTrace(judge: ConditionJudge(edition, facts: facts)).open(last).facts == [reserved])
    facts[reserved] = .known(.yesNo(true), .statement)
    let trace = ConditionTrace(judge: ConditionJudge(edition, facts: facts))
    #expect(trace.support(of: last) == [reserved])
    #expect(trace.isPartlyStated(last))
  }
}
