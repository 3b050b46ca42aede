import TestSupport
import Testing

@testable import TriageEngine

/// Agreement is counted as statisticians count it, and what is not settled is never the first outcome.
@Suite struct HumanAgreementTests {
  private let outcomes = ["nfa", "early_help", "assessment"]

  private func decision(
    _ outcome: String, couldRiseTo: String? = nil, human: String?, clauses: [String] = []
  ) -> NamedDecision {
    NamedDecision(
      contact: "C-1", child: nil, edition: "e", outcomes: outcomes, ratings: [], outcome: outcome,
      couldRiseTo: couldRiseTo ?? outcome, certainty: couldRiseTo == nil ? "firm" : "may_rise",
      rules: [], clauses: clauses, asks: [], actions: [], clocks: [],
      human: human.map { $0 == outcome ? .same : .higher }, humanOutcome: human)
  }

  /// Agreement on so many contacts of each human and recommended outcome; rows are human.
  private func agreement(_ table: [[Int]]) -> HumanAgreement {
    var agreement = HumanAgreement(outcomes: outcomes)
    for (human, row) in table.enumerated() {
      for (recommended, number) in row.enumerated() {
        for _ in 0..<number {
          agreement.add(decision(outcomes[recommended], human: outcomes[human]))
        }
      }
    }
    return agreement
  }

  @Test func `kappa is that of published tables`() {
    // Cohen's kappa of three tables that textbooks work through, and of perfect and no agreement.
    for (table, kappa) in [
      ([[20, 5], [10, 15]], "0.400"), ([[45, 15], [25, 15]], "0.130"),
      ([[25, 35], [5, 35]], "0.259"), ([[5, 0], [0, 5]], "1.000"), ([[0, 5], [5, 0]], "-1.000"),
      ([[14, 4, 1], [3, 9, 2], [0, 6, 11]], "0.522"),
    ] {
      #expect(agreement(table).kappa?.decimal(places: 3) == kappa, "\(table)")
    }
    #expect(agreement([[7]]).kappa == nil)
    #expect(agreement([]).kappa == nil)
  }

  @Test func `recall counts what people decided and is recommended`() {
    let agreement = agreement([[3, 1, 0], [0, 2, 1], [0, 0, 0]])
    #expect(agreement.recall(of: "nfa")?.percent == "75")
    #expect(agreement.recall(of: "early_help")?.percent == "66.6")
    #expect(agreement.recall(of: "assessment") == nil)
    #expect(agreement.recall(of: "none") == nil)
    #expect(agreement.agreement?.percent == "71.4")
  }

  @Test func `a first outcome that is not settled is a column of its own and agrees with nobody`() {
    var agreement = HumanAgreement(outcomes: outcomes)
    agreement.add(decision("nfa", human: "nfa"))
    agreement.add(decision("nfa", couldRiseTo: "assessment", human: "nfa"))
    agreement.add(decision("nfa", couldRiseTo: "assessment", human: "assessment"))
    let open = HumanAgreement.Recommendation(outcome: "nfa", isUnsettled: true)
    let settled = HumanAgreement.Recommendation(outcome: "nfa", isUnsettled: false)
    #expect(agreement.recommendations.prefix(2) == [settled, open])
    #expect(agreement.count(human: "nfa", recommended: settled) == 1)
    #expect(agreement.count(human: "nfa", recommended: open) == 1)
    #expect(agreement.recall(of: "nfa")?.percent == "50")
    #expect(agreement.agreement?.percent == "33.3")
    // One of three the same; chance alone would give (2 x 1) of 9.
    #expect(agreement.kappa?.decimal(places: 4) == "0.1429")
  }

  @Test func `a second outcome that may rise is settled for this purpose`() {
    #expect(!decision("early_help", couldRiseTo: "assessment", human: nil).isUnsettled)
  }

  @Test func `counting in parts is counting at once`() {
    let seed = testSeed(41)
    var random = SplitMix64(seed: seed)
    for round in 0..<50 {
      var whole = HumanAgreement(outcomes: outcomes)
      var parts = [HumanAgreement(outcomes: outcomes), HumanAgreement(), HumanAgreement()]
      let decisions = (0..<60).map { _ in
        decision(
          random.pick(outcomes), couldRiseTo: random.oneIn(3) ? "assessment" : nil,
          human: random.oneIn(4) ? nil : random.pick(outcomes),
          clauses: random.pick([[], ["1.2"], ["1.2", "1.10"]]))
      }
      for (index, decision) in decisions.enumerated() {
        whole.add(decision)
        parts[index * 3 / decisions.count].add(decision)
      }
      var sum = parts[0]
      sum.add(parts[1])
      sum.add(parts[2])
      #expect(sum.byClause == whole.byClause, "seed \(seed) round \(round)")
      #expect(sum.kappa == whole.kappa, "seed \(seed) round \(round)")
      #expect(sum.count == whole.count && sum.recordedCount == whole.recordedCount)
      let agreed = whole.byClause.reduce(0) { $0 + $1.contacts }
      #expect(agreed >= whole.count)
    }
  }

  @Test func `shares are exact, and rounded down so that 100 means all`() {
    #expect(Ratio(999_999, of: 1_000_000)?.percent == "99.9")
    #expect(Ratio(1, of: 1)?.percent == "100")
    #expect(Ratio(1, of: 0) == nil)
    #expect(Ratio(1, of: 2)?.decimal(places: 0) == "1")
    #expect(Ratio(-1, of: 2_000)?.decimal(places: 3) == "-0.001")
    #expect(Ratio(-1, of: 3_000)?.decimal(places: 3) == "0.000")
    #expect(Ratio(2, of: 3)?.decimal(places: 3) == "0.667")
    let all = Ratio(100, of: 1)
    let most = Ratio(199, of: 200)
    #expect(all.map { most?.isBelow(percent: $0) } == true)
    #expect(Ratio(199, of: 2).map { most?.isBelow(percent: $0) } == false)
  }
}
