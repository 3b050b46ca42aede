import Testing
import TriageEngine

@Test func `a moment that is earlier comes first`() {
  #expect(Instant(seconds: -1) < Instant(seconds: 0))
}
