import TestSupport
import Testing

@Test func `a line that changed is shown with its number`() {
  #expect(lineDifference("a\nb", "a\nc") == "2 - b\n2 + c")
}
