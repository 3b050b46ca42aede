import TestSupport
import Testing
import TriageEngine

struct FigureTests {
  @Test func `a share is rounded to a tenth and never to none or all`() {
    #expect(Share(85, of: 100).percentage == "85%")
    #expect(Share(1, of: 3).percentage == "33.3%")
    #expect(Share(2, of: 3).percentage == "66.7%")
    #expect(Share(250, of: 417).percentage == "60%")
    #expect(Share(1, of: 2_000).percentage == "0.1%")
    #expect(Share(1, of: 2_001).percentage == "<0.1%")
    #expect(Share(0, of: 7).percentage == "0%")
    #expect(Share(7, of: 7).percentage == "100%")
    #expect(Share(99_999, of: 100_000).percentage == ">99.9%")
    #expect(Share(0, of: 0).percentage == nil)
    #expect(Share(85, of: 100).percentageNumber == "85.0")
  }

  @Test func `percentiles lie on the line between the two nearest values`() {
    #expect(Percentile.of([], 50) == nil)
    #expect(Percentile.of([7], 90) == 7)
    #expect(Percentile.of([1, 2], 50) == 2)
    #expect(Percentile.of([30, 10, 20], 50) == 20)
    #expect(Percentile.of([0, 10], 90) == 9)
    #expect(Percentile.of(Array(0...100), 90) == 90)
    #expect(Percentile.of([5, 3, 9], 0) == 3)
    #expect(Percentile.of([5, 3, 9], 100) == 9)
  }

  @Test func `limits lie 2,66 mean moving ranges from the mean`() throws {
    let limits = try #require(ControlLimits([10, 12, 11, 13, 12, 14], within: 0...(.infinity)))
    #expect(ControlLimits.rangesToLimit == 2.66)
    #expect(limits.mean == 12)
    #expect(abs(limits.meanMovingRange - 1.6) < 1e-12)
    #expect(abs(limits.upper - 16.256) < 1e-9)
    #expect(abs(limits.lower - 7.744) < 1e-9)
    #expect(limits.signals([17, 12, 7]) == [.above, nil, .below])
    #expect(ControlLimits.fewestPoints == 6)
    #expect(ControlLimits([1, 2, 3, 4, 5], within: 0...100) == nil)
    let percentages = try #require(
      ControlLimits([0, 100, 0, 100, 0, 100], within: 0...100))
    #expect(percentages.lower == 0 && percentages.upper == 100)
  }

  @Test func `eight points on one side are a signal, seven are not`() throws {
    #expect(ControlLimits.longRun == 8)
    let limits = try #require(
      ControlLimits([10, 14, 10, 14, 10, 14], within: 0...(.infinity)))
    #expect(limits.mean == 12)
    #expect(
      limits.signals([10] + Array(repeating: 13, count: 8)).suffix(8).allSatisfy { $0 == .run })
    #expect(limits.signals([10] + Array(repeating: 13, count: 7)).allSatisfy { $0 == nil })
    // A point on the mean ends a run.
    #expect(limits.signals([13, 13, 13, 13, 12, 13, 13, 13, 13]).allSatisfy { $0 == nil })
  }

  @Test func `kappa is what the textbook says`() throws {
    var agreement = Agreement(outcomes: ["no", "yes"])
    for (decided, recommended, count) in [("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10)] {
      add(&agreement, decided, recommended, count)
    }
    add(&agreement, "no", "no", 15)
    let kappa = try #require(agreement.kappa(withUnsettled: false))
    #expect(abs(kappa.value - 0.4) < 1e-12)
    #expect(kappa.cases == 50)
    #expect(agreement.agreed == Share(35, of: 50))
    #expect(agreement.recall(1) == Share(20, of: 25))
    #expect(agreement.precision(1) == Share(20, of: 30))
    #expect(agreement.raised == Share(5, of: 50))
    #expect(agreement.lowered == Share(10, of: 50))
    #expect(agreement.missed.count == 5)
    #expect(agreement.notTaken.count == 10)
  }

  @Test func `an unsettled no further action is never an agreement`() throws {
    var agreement = Agreement(outcomes: ["nfa", "help", "meeting"])
    add(&agreement, "nfa", "nfa", 6, isSettled: false)
    add(&agreement, "meeting", "nfa", 1, isSettled: false)
    add(&agreement, "nfa", "nfa", 3)
    add(&agreement, "meeting", "meeting", 2)
    #expect(agreement.counts[0] == [3, 0, 0, 6])
    #expect(agreement.recall(0) == Share(3, of: 9))
    #expect(agreement.settledByPeople == Share(6, of: 12))
    #expect(agreement.raised == Share(1, of: 12))
    #expect(agreement.lowered == Share(0, of: 12))
    #expect(agreement.missed.map(\.isSettled) == [false])
    let strict = try #require(agreement.kappa(withUnsettled: true))
    #expect(strict.cases == 12)
    #expect(agreement.kappa(withUnsettled: false)?.value == 1)
  }

  @Test func `kappa is not worked out where chance explains everything`() {
    var agreement = Agreement(outcomes: ["no", "yes"])
    #expect(agreement.kappa(withUnsettled: true) == nil)
    add(&agreement, "no", "no", 9)
    #expect(agreement.kappa(withUnsettled: true) == nil)
    add(&agreement, "no", "elsewhere", 2)
    #expect(agreement.notCompared == 2)
  }

  private func add(
    _ agreement: inout Agreement, _ decided: String, _ recommended: String, _ count: Int,
    isSettled: Bool = true
  ) {
    for _ in 0..<count {
      var measured = MeasuredCase(contact: "C", received: nil)
      measured.decisions = [MeasuredCase.Decision(outcome: decided, at: nil)]
      measured.recommendation = MeasuredCase.Recommendation(
        outcome: recommended, isSettled: isSettled)
      agreement.add(measured)
    }
  }
}
