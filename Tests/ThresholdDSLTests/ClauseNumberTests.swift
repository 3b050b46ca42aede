import Testing
import ThresholdDSL

@Test func `clauses are ordered as a reader orders them`() {
  let ordered: [String?] = ["1", "1.1", "1.2", "1.10", "2", "10", "10.1.1", "A.1", "A.2", "B", nil]
  for (left, one) in ordered.enumerated() {
    for (right, other) in ordered.enumerated() {
      #expect(ClauseNumber.precedes(one, other) == (left < right))
    }
  }
}
