extension RowReader {
  /// Reads the record that starts with a line; where the next one starts, or nil when more bytes
  /// are wanted.
  mutating func readRecord(
    _ buffer: [UInt8], _ firstLine: Range<Int>, _ lineBreak: Int?, isLast: Bool,
    into rows: inout [UnreadRow]
  ) throws(InputError) -> Int? {
    let nextLine = (lineBreak ?? buffer.count - 1) + 1
    if firstLine.allSatisfy({ isWhiteSpace(buffer[$0]) }) {
      line += 1
      return nextLine
    }
    if header == nil, let code = CSVHeader.wrongSeparator(buffer[firstLine]) {
      throw InputError(code, at: place)
    }
    let start = firstLine.lowerBound
    // A record is looked at no further than this, so the chunks cannot change what is found.
    let bound = start + ContactLimits.lineBytes + 2
    var record = CSVRecordScanner(
      buffer, end: min(buffer.count, bound), isLast: isLast && buffer.count < bound)
    switch record.read(from: start) {
    case .unfinished where buffer.count < bound: return nil
    case .unfinished:
      try refuse(.lineTooLong, bound, record, firstLine, into: &rows)
      return nextLine
    case .broken(let code, let offset):
      try refuse(code, offset, record, firstLine, into: &rows)
      return nextLine
    case .read(let end, _) where end - start > ContactLimits.lineBytes:
      try refuse(.lineTooLong, bound, record, firstLine, into: &rows)
      return nextLine
    case .read(let end, let next):
      let range = start..<end
      try readCells(record, range, into: &rows)
      for index in start..<next where buffer[index] == 0x0A { line += 1 }
      return next
    }
  }

  /// Refuses a record whose quotes cannot be trusted.
  ///
  /// They may have swallowed the rows below: only its first line is rejected, and the lines after it
  /// are read again.
  private mutating func refuse(
    _ code: RejectionCode, _ offset: Int, _ record: CSVRecordScanner, _ firstLine: Range<Int>,
    into rows: inout [UnreadRow]
  ) throws(InputError) {
    let column = offset - firstLine.lowerBound + 1
    guard let header else {
      let isReturn = code == .controlCharacter && record.bytes[offset] == 0x0D
      throw InputError(
        isReturn ? .carriageReturns : .headerUnreadable, at: place, column: column)
    }
    // The cells before the mistake are as good as any.
    let fields = fields(of: record, header, from: firstLine.lowerBound) {
      $0.offset < min(offset, firstLine.upperBound)
    }
    rows.append(
      rejected(
        code, column: column, raw: record.bytes[firstLine],
        RowIdentity(row(fields, record, firstLine, header))))
    line += 1
  }

  private mutating func readCells(
    _ record: CSVRecordScanner, _ range: Range<Int>, into rows: inout [UnreadRow]
  ) throws(InputError) {
    let notUTF8 = record.firstByteNotUTF8(in: range)
    guard let header else {
      if let notUTF8 {
        throw InputError(
          .headerNotUTF8, at: place, column: notUTF8 - range.lowerBound + 1)
      }
      self.header = try CSVHeader(record, start: range.lowerBound, at: place)
      return
    }
    // A spreadsheet writes the empty rows below a table as nothing but commas.
    if record.cells.allSatisfy({ isBlank($0, record) }) { return }
    let raw = record.bytes[range]
    if let notUTF8 {
      rows.append(
        rejected(
          .notUTF8, column: notUTF8 - range.lowerBound + 1, raw: raw,
          identity(record, range, header)))
      return
    }
    guard record.cells.count == header.names.count else {
      rows.append(
        wrongNumber(
          record.cells.count, header.names.count, raw, identity(record, range, header)))
      return
    }
    let fields = fields(of: record, header, from: range.lowerBound) { _ in true }
    rows.append(.row(row(fields, record, range, header)))
  }

  private func fields(
    of record: CSVRecordScanner, _ header: CSVHeader, from start: Int,
    where isWanted: (CSVRecordScanner.Cell) -> Bool
  ) -> [RawField] {
    var fields: [RawField] = []
    fields.reserveCapacity(record.cells.count)
    for (index, cell) in record.cells.prefix(header.names.count).enumerated() where isWanted(cell) {
      fields.append(
        RawField(
          name: header.names[index], hash: header.hashes[index], value: .string(cell.text),
          column: cell.offset - start + 1))
    }
    return fields
  }

  private func row(
    _ fields: [RawField], _ record: CSVRecordScanner, _ range: Range<Int>, _ header: CSVHeader
  ) -> RawRow {
    RawRow(
      place: place, fields: fields, buffer: record.bytes, range: range,
      replaced: record.replaced, header: header.bytes)
  }

  /// Who a record is about that cannot be read whole.
  ///
  /// Where it has more or fewer cells than the header, any cell may stand in another's column; but
  /// none did before a time that stands in the column of `received`.
  private func identity(
    _ record: CSVRecordScanner, _ range: Range<Int>, _ header: CSVHeader
  ) -> RowIdentity {
    let fields = fields(of: record, header, from: range.lowerBound) { cell in
      cell.text.home == .replaced
        || TriageEngine.firstByteNotUTF8(record.bytes, in: cell.text.range) == nil
    }
    let whole = row(fields, record, range, header)
    let found = RowIdentity(whole)
    if record.cells.count == header.names.count { return found }
    guard found.received != nil,
      let last = fields.firstIndex(where: { whole.bytes(of: $0.name).says("received") })
    else { return RowIdentity() }
    return RowIdentity(row(Array(fields[...last]), record, range, header))
  }

  private func isBlank(_ cell: CSVRecordScanner.Cell, _ record: CSVRecordScanner) -> Bool {
    cell.text.home == .buffer && cell.text.range.allSatisfy { isWhiteSpace(record.bytes[$0]) }
  }

  private func wrongNumber(
    _ cells: Int, _ names: Int, _ raw: ArraySlice<UInt8>, _ identity: RowIdentity
  ) -> UnreadRow {
    .rejected(
      Rejection(
        .wrongNumberOfCells, at: place,
        reason: "the row has \(cells) cells and the header \(names) names; "
          + "a value with a comma in it stands in quotes", raw: Array(raw), identity: identity))
  }

  private func rejected(
    _ code: RejectionCode, column: Int, raw: ArraySlice<UInt8>, _ identity: RowIdentity
  ) -> UnreadRow {
    let reason =
      switch code {
      case .notUTF8: "the row is not UTF-8; save the file as CSV UTF-8"
      case .strayQuote:
        "a quote stands where none may; put the cell in quotes and double each quote inside it"
      case .unclosedQuote: "a cell starts with a quote that is never closed"
      case .cellTooLong:
        "a cell is longer than 262,144 bytes or 1,000 lines; a closing quote may be missing"
      case .controlCharacter: "a NUL or a bare carriage return stands in a cell"
      case .tooManyFields: "the row has more than 16,384 cells"
      case .lineTooLong: "the row is longer than 1 MiB; a closing quote may be missing"
      default: code.title
      }
    return .rejected(
      Rejection(
        code, at: place, column: column, reason: reason, raw: Array(raw), identity: identity))
  }
}
