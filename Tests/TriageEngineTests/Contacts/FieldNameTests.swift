import Testing

@testable import TriageEngine

@Test func `a message shows the start of a long name, and never half a character`() {
  let limit = ContactLimits.shownNameBytes
  let fits = String(repeating: "n", count: limit)
  #expect(FieldName.shown(Array(fits.utf8)[...]) == fits)
  #expect(FieldName.shown(Array((fits + "n").utf8)[...]) == fits + "…")
  let accented = String(repeating: "n", count: limit - 1) + "é"
  #expect(
    FieldName.shown(Array(accented.utf8)[...]) == String(repeating: "n", count: limit - 1) + "…")
}
