import ThresholdDSL

/// Writes JSON as bytes, with as little escaping as RFC 8259 allows.
package struct JSONWriter {
  /// Nothing yet.
  package init() {}

  /// What is written so far.
  package private(set) var bytes: [UInt8] = []
  /// Whether the next key or element follows another.
  private var follows = false

  /// Writes an object; `body` writes its members.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    group(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array; `body` writes each element.
  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    group(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
      for element in elements { body(&writer, element) }
    }
  }

  /// Writes the name of a member; its value is written next.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    follows = false
  }

  /// Writes a string, or null.
  package mutating func string(_ text: String?) {
    guard let text else { return raw("null") }
    separate()
    JSONText.append(text, to: &bytes)
  }

  /// Writes a whole number, or null.
  package mutating func number(_ number: Int?) {
    raw(number.map { String($0) } ?? "null")
  }

  /// Writes text that is JSON already.
  package mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a newline, which ends a row.
  package mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    follows = false
  }

  private mutating func group(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    follows = false
    body(&self)
    bytes.append(close)
    follows = true
  }

  private mutating func separate() {
    if follows { bytes.append(UInt8(ascii: ",")) }
    follows = true
  }
}
