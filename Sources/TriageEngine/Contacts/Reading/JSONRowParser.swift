/// Reads one line of JSON Lines as a row.
struct JSONRowParser: Sendable {
  private var names = NameSet()

  /// Reads the object that a range of a buffer holds.
  mutating func parse(_ buffer: [UInt8], in range: Range<Int>, at place: RowPlace) -> ReadRow {
    var scanner = JSONScanner(buffer, in: range)
    guard scanner.next() == UInt8(ascii: "{") else {
      return .rejected(notAnObject(scanner, range, place))
    }
    scanner.position += 1
    var row = PartialRow(buffer: buffer, start: range.lowerBound)
    do throws(JSONError) {
      try readFields(&scanner, into: &row)
      try scanner.finish()
      return .row(
        RawRow(
          place: place, fields: row.fields, buffer: buffer, range: range, replaced: row.replaced))
    } catch {
      return .rejected(rejection(error, row, range, place))
    }
  }

  /// What has been read of a row.
  private struct PartialRow {
    let buffer: [UInt8]
    let start: Int
    var fields: [RawField] = []
    var replaced: [UInt8] = []
    /// The name whose value is being read.
    var current: RawText?

    func bytes(_ text: RawText) -> ArraySlice<UInt8> {
      text.home == .replaced ? replaced[text.range] : buffer[text.range]
    }
  }

  private mutating func readFields(
    _ scanner: inout JSONScanner, into row: inout PartialRow
  ) throws(JSONError) {
    names.removeAll()
    if scanner.next() == UInt8(ascii: "}") {
      scanner.position += 1
      return
    }
    row.fields.reserveCapacity(32)
    repeat {
      let text = try scanner.readName()
      let start = text.range.lowerBound - 1
      let name = keep(text, of: scanner, in: &row)
      let hash = FieldName.hash(
        name.home == .replaced ? row.replaced : row.buffer, in: name.range)
      guard row.fields.count < ContactLimits.fields else {
        throw JSONError(.tooManyMembers, at: start)
      }
      try scanner.readColon()
      row.current = name
      guard names.insert(name, hash, row.fields, row.buffer, row.replaced) else {
        throw JSONError(.duplicateName, at: start)
      }
      guard let first = scanner.next() else { throw scanner.noValue() }
      let column = scanner.position - row.start + 1
      let value = try readValue(first, &scanner, &row)
      row.fields.append(
        RawField(name: name, hash: hash, value: value, column: column))
      row.current = nil
    } while try scanner.continues(until: UInt8(ascii: "}"))
  }

  private func readValue(
    _ first: UInt8, _ scanner: inout JSONScanner, _ row: inout PartialRow
  ) throws(JSONError) -> RawValue {
    switch first {
    case UInt8(ascii: "\""):
      return .string(keep(try scanner.readText(), of: scanner, in: &row))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(RawText(try scanner.readNumber()))
    case UInt8(ascii: "["):
      let start = scanner.position
      try scanner.skipArray(depth: ContactLimits.jsonDepth - 2)
      return .array(RawText(start..<scanner.position))
    case UInt8(ascii: "{"):
      _ = try scanner.readValue(depth: ContactLimits.jsonDepth - 1)
      return .object
    case _ where isWordByte(first):
      return try scanner.readWord().map { .bool($0) } ?? .null
    default: throw scanner.noValue()
    }
  }

  private func keep(
    _ text: JSONScanner.Text, of scanner: JSONScanner, in row: inout PartialRow
  ) -> RawText {
    guard text.hasEscapes else { return RawText(text.range) }
    let start = row.replaced.count
    scanner.appendText(text, to: &row.replaced)
    return RawText(start..<row.replaced.count, in: .replaced)
  }
}

extension JSONRowParser {
  private func rejection(
    _ error: JSONError, _ row: PartialRow, _ range: Range<Int>, _ place: RowPlace
  ) -> Rejection {
    let field = row.current.map { FieldName.shown(row.bytes($0)) }
    let code: RejectionCode
    var reason = error.message
    switch error.problem {
    case .notUTF8: code = .notUTF8
    case .duplicateName:
      code = .duplicateField
      reason =
        "the same name stands twice, capitals, spaces and hyphens set aside; "
        + "which value is meant cannot be told"
    case .tooDeep: code = .tooDeep
    case .tooManyMembers: code = .tooManyFields
    case .unexpectedEnd:
      code = .notJSON
      reason = "not JSON: \(reason); write each contact as one object on one line"
    default:
      code = .notJSON
      reason = "not JSON: \(reason)"
    }
    return Rejection(
      code, at: place, column: error.offset - range.lowerBound + 1, field: field, reason: reason,
      raw: Array(row.buffer[range]), identity: identity(row, range, place))
  }

  /// Who a row is about that could be read up to a mistake; an id that stands twice tells nothing.
  private func identity(_ row: PartialRow, _ range: Range<Int>, _ place: RowPlace) -> RowIdentity {
    var fields = row.fields
    if let current = row.current {
      fields.removeAll { FieldName.areEqual(row.bytes($0.name), row.bytes(current)) }
    }
    return RowIdentity(
      RawRow(
        place: place, fields: fields, buffer: row.buffer, range: range, replaced: row.replaced))
  }

  private func notAnObject(
    _ scanner: JSONScanner, _ range: Range<Int>, _ place: RowPlace
  ) -> Rejection {
    Rejection(
      .notAnObject, at: place, column: scanner.position - range.lowerBound + 1,
      reason: "each line is one JSON object in curly brackets", raw: Array(scanner.bytes[range]))
  }
}

extension JSONScanner {
  /// Passes over a list, at whose bracket it stands; brackets inside may nest `depth` deep.
  mutating func skipArray(depth: Int) throws(JSONError) {
    if depth < 0 { throw JSONError(.tooDeep, at: position) }
    position += 1
    if next() == UInt8(ascii: "]") {
      position += 1
      return
    }
    repeat {
      switch next() {
      case UInt8(ascii: "\""): _ = try readText()
      case UInt8(ascii: "["): try skipArray(depth: depth - 1)
      default: _ = try readValue(depth: depth)
      }
    } while try continues(until: UInt8(ascii: "]"))
  }
}
