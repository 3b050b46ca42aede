import Testing
import TriageEngine

@Suite struct TruthTests {
  @Test func `and, or and not follow the table of the language reference`() {
    let table: [(Truth, Truth, and: Truth, or: Truth, not: Truth)] = [
      (.yes, .yes, .yes, .yes, .no),
      (.yes, .no, .no, .yes, .no),
      (.yes, .unknown, .unknown, .yes, .no),
      (.no, .no, .no, .no, .yes),
      (.no, .unknown, .no, .unknown, .yes),
      (.unknown, .unknown, .unknown, .unknown, .unknown),
    ]
    for row in table {
      #expect(row.0.and(row.1) == row.and)
      #expect(row.1.and(row.0) == row.and)
      #expect(row.0.or(row.1) == row.or)
      #expect(row.1.or(row.0) == row.or)
      #expect(row.0.negated == row.not)
    }
  }

  @Test func `only yes and no are known`() {
    #expect(Truth.allCases.filter(\.isKnown) == [.no, .yes])
    #expect(Truth(true) == .yes)
    #expect(Truth(false) == .no)
  }
}
