import ThresholdDSL

/// A row as a ledger keeps it: everything that its contact is decided on, written in one way.
///
/// Left out are free text (`note`), what the rule book or the user says that no rule reads, empty
/// values, and what a person decided, which is an event of its own. Members stand in the order of
/// their names, declared names are written as declared, and values as they were, so that columns in
/// any order come to the same bytes. Decoding it gives the facts and notes that decoding the row
/// itself gives, those on the decision set aside.
public struct CanonicalRow: Hashable, Sendable {
  /// The row as a JSON object on one line.
  public let bytes: [UInt8]
  /// Its digest.
  public let content: LedgerDigest

  /// The row with those bytes.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    content = LedgerDigest(of: bytes)
  }
}

extension ContactDecoder {
  /// A row as a ledger keeps it when it is decided under an edition, by index.
  public func canonicalRow(_ row: RawRow, edition: Int) -> CanonicalRow {
    var members: [(folded: [UInt8], name: ArraySlice<UInt8>, field: RawField)] = []
    members.reserveCapacity(row.fields.count)
    for field in row.fields {
      if case .silence = StatedValue(field.value, in: row) { continue }
      let written = row.bytes(of: field.name)
      let folded = FieldName.folded(written)
      switch tables[edition].role(of: field, in: row) {
      case .ignored: continue
      case .reserved(let reserved) where reserved.isLeftOutOfLedgerRows: continue
      case .reserved, .fact: members.append((folded, folded[...], field))
      // A note shows the name of a field that nothing declares as it is written.
      case .derived, nil: members.append((folded, written, field))
      }
    }
    members.sort { $0.folded.lexicographicallyPrecedes($1.folded) }
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      row.appendValue(of: member.field, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return CanonicalRow(bytes: bytes)
  }
}

extension ReservedField {
  /// Whether a ledger keeps the field apart from the row, or not at all.
  fileprivate var isLeftOutOfLedgerRows: Bool {
    switch self {
    case .note, .decided, .decidedOutcome, .decidedRating, .decidedBy, .decidedReason: true
    default: false
    }
  }
}

extension RawRow {
  /// Appends a field's value as JSON: text with no more escapes than it needs, all else as written.
  fileprivate func appendValue(of field: RawField, to output: inout [UInt8]) {
    switch field.value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
    case .string(let text): JSONText.append(bytes(of: text), to: &output)
    case .number(let text), .array(let text): output.append(contentsOf: bytes(of: text))
    case .object:
      var scanner = JSONScanner(buffer, in: range)
      let start = range.lowerBound + field.column - 1
      scanner.position = start
      // It was read once, so it can be read again.
      guard (try? scanner.readValue(depth: ContactLimits.jsonDepth - 1)) != nil else {
        output.append(contentsOf: "{}".utf8)
        return
      }
      output.append(contentsOf: buffer[start..<scanner.position])
    }
  }
}
