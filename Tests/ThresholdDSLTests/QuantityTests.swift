import Testing
import ThresholdDSL

@Suite struct QuantityTests {
  @Test func `decimals are read exactly or not at all`() {
    let cases: [(String, String?)] = [
      ("0", "0"), ("-0", "0"), ("3", "3"), ("89.5", "89.5"), ("1.25e2", "125"), ("12e-1", "1.2"),
      ("0.000001", "0.000001"), ("0.0000001", nil), ("0.10000000", "0.1"), ("1e11", "100000000000"),
      ("1e12", nil), ("999999999999.999999", "999999999999.999999"), ("1e400", nil), ("0e400", "0"),
      ("", nil), ("+5", nil), ("05", nil), ("1.", nil), (".5", nil), ("1e", nil), ("nan", nil),
      ("0x1p3", nil), ("1,000", nil), ("1 ", nil), ("--1", nil), ("-7", "-7"),
    ]
    for (text, expected) in cases {
      #expect(Quantity(decimal: Array(text.utf8))?.description == expected, "\(text)")
    }
  }
}
