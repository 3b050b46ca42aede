/// The names of the columns of a CSV file.
struct CSVHeader: Sendable {
  /// The names, one after another.
  let bytes: [UInt8]
  /// Where each name stands in `bytes`.
  let names: [RawText]
  /// The hash of each name.
  let hashes: [UInt32]

  /// The fields without which no row can be decided: a first line without any of them is data.
  private static let known = ["contact", "child", "received"]

  /// The header that a record holds.
  init(
    _ record: CSVRecordScanner, start: Int, at place: RowPlace
  ) throws(InputError) {
    var bytes: [UInt8] = []
    var names: [RawText] = []
    var found: Set<[UInt8]> = []
    for cell in record.cells {
      let source = cell.text.home == .replaced ? record.replaced : record.bytes
      let name = trimmed(source[cell.text.range])
      let column = cell.offset - start + 1
      if name.isEmpty { throw InputError(.columnWithoutName, at: place, column: column) }
      guard found.insert(FieldName.folded(name)).inserted else {
        throw InputError(.columnTwice, at: place, column: column, field: FieldName.shown(name))
      }
      names.append(RawText(bytes.count..<bytes.count + name.count, in: .header))
      bytes.append(contentsOf: name)
    }
    guard Self.known.contains(where: { found.contains(Array($0.utf8)) }) else {
      throw InputError(.noHeader, at: place)
    }
    self.bytes = bytes
    self.names = names
    self.hashes = names.map { [bytes] in FieldName.hash(bytes, in: $0.range) }
  }

  /// The error for a first line whose cells are not separated by commas, or nil.
  static func wrongSeparator(_ line: ArraySlice<UInt8>) -> InputErrorCode? {
    if line.contains(UInt8(ascii: ",")) { return nil }
    if line.contains(UInt8(ascii: ";")) { return .semicolons }
    return line.contains(0x09) ? .tabs : nil
  }
}

/// The bytes without the spaces, tabs and line breaks around them.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var slice = bytes
  while let first = slice.first, isWhiteSpace(first) { slice.removeFirst() }
  while let last = slice.last, isWhiteSpace(last) { slice.removeLast() }
  return slice
}
