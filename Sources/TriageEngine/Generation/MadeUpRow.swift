public import ThresholdDSL

/// The fields that made-up contacts have, in the order in which they are written: the reserved ones,
/// then every fact that any edition of the rule book lets a contact state, by name.
public struct MadeUpFields: Sendable {
  /// The names.
  public let names: [String]
  /// The bytes that stand before a value in a line of JSON: the name in quotes and a colon.
  let keys: [[UInt8]]
  private let index: [String: Int]

  /// The fields of a rule book.
  public init(_ book: RuleBook) {
    var facts: Set<String> = []
    for fact in book.editions.flatMap(\.facts) where fact.reserved == nil {
      if case .history = fact.type { continue }
      facts.insert(fact.name)
    }
    names = ReservedFact.reservedFields + facts.sorted()
    keys = names.map { name in
      var bytes: [UInt8] = []
      JSONText.append(name.utf8, to: &bytes)
      return bytes + [UInt8(ascii: ":")]
    }
    index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a field; nil for what no contact states.
  func index(of name: String) -> Int? { index[name] }

  /// Writes the header of a CSV file.
  public func writeHeader(into output: inout [UInt8]) {
    for (place, name) in names.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: name.utf8)
    }
    output.append(UInt8(ascii: "\n"))
  }
}

/// A made-up row: one child of one contact.
public struct MadeUpRow: Sendable {
  /// When it was received.
  public let received: Instant
  /// The index of the edition in force then.
  public let edition: Int
  /// What the row's own chance starts from.
  let seed: UInt64
  private var bytes: [UInt8] = []
  private var values: [Value] = []

  private struct Value: Sendable {
    var field: Int
    var text: Range<Int>
    var isBare: Bool
  }

  init(received: Instant, edition: Int, seed: UInt64) {
    self.received = received
    self.edition = edition
    self.seed = seed
    bytes.reserveCapacity(320)
    values.reserveCapacity(32)
  }

  /// States a field that is not stated yet; a field once stated stays as it is.
  ///
  /// INVARIANT: the text needs no escape in JSON and no quotes in CSV: it is made here from numbers,
  /// names of the rule book and words without commas.
  mutating func state(_ field: Int?, _ text: some Collection<UInt8>, isBare: Bool = false) {
    guard let field, !states(field) else { return }
    let start = bytes.count
    bytes.append(contentsOf: text)
    values.append(Value(field: field, text: start..<bytes.count, isBare: isBare))
  }

  /// States a field that the writer fills in.
  mutating func state(_ field: Int?, by write: (inout [UInt8]) -> Void) {
    guard let field, !states(field) else { return }
    let start = bytes.count
    write(&bytes)
    values.append(Value(field: field, text: start..<bytes.count, isBare: false))
  }

  /// Whether a field is stated.
  func states(_ field: Int) -> Bool {
    values.contains { $0.field == field }
  }

  /// The text of a field; nil when it is not stated.
  func text(of field: Int) -> ArraySlice<UInt8>? {
    values.first { $0.field == field }.map { bytes[$0.text] }
  }

  /// Writes the row as a line of JSON.
  public func writeJSON(_ fields: MadeUpFields, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (place, value) in inOrder.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: fields.keys[value.field])
      if !value.isBare { output.append(UInt8(ascii: "\"")) }
      output.append(contentsOf: bytes[value.text])
      if !value.isBare { output.append(UInt8(ascii: "\"")) }
    }
    output.append(UInt8(ascii: "}"))
    output.append(UInt8(ascii: "\n"))
  }

  /// Writes the row as a line of CSV, a cell for every field.
  public func writeCSV(_ fields: MadeUpFields, into output: inout [UInt8]) {
    var place = 0
    for value in inOrder {
      while place < value.field {
        output.append(UInt8(ascii: ","))
        place += 1
      }
      output.append(contentsOf: bytes[value.text])
    }
    while place < fields.names.count - 1 {
      output.append(UInt8(ascii: ","))
      place += 1
    }
    output.append(UInt8(ascii: "\n"))
  }

  private var inOrder: [Value] { values.sorted { $0.field < $1.field } }
}
