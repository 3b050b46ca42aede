/// Reads the rows of one file from chunks of its bytes, in memory that does not grow with the file.
///
/// Feed it chunks of any size with ``read(_:)`` and then call ``finish()``: each call returns the
/// rows that are complete, in order, and any split into chunks gives the same rows. A byte-order
/// mark, CRLF, blank lines and a last line without a line break are read. A row that cannot be read
/// is rejected alone; only an input that is not the format at all throws, and then the reader is
/// not used again.
public struct RowReader: Sendable {
  /// How the file is written.
  public let format: InputFormat
  /// The file, as an index into the list of inputs.
  public let file: Int

  /// The bytes from the start of the row that is not complete.
  var pending: [UInt8] = []
  /// How many bytes of `pending` are known to hold no line break.
  var searched = 0
  /// The line on which `pending` starts, from 1.
  var line = 1
  /// Whether the rest of a line over the limit is being passed over.
  var isSkipping = false
  /// Whether the first bytes have been looked at.
  private var hasOpened = false
  /// Whether a line of JSON Lines that is not blank has been read.
  private var hasContent = false
  /// The header of a CSV file, once read.
  var header: CSVHeader?
  /// Reads the lines that are not left unread.
  private var lines = LineReader()

  /// A reader at the start of a file.
  public init(_ format: InputFormat, file: Int = 0) {
    self.format = format
    self.file = file
  }

  /// Takes the next bytes of the file; the rows that they complete.
  public mutating func read(_ chunk: [UInt8]) throws(InputError) -> [ReadRow] {
    try advance(chunk, isLast: false).map { lines.read($0) }
  }

  /// Takes the end of the file; the rows that it completes.
  public mutating func finish() throws(InputError) -> [ReadRow] {
    try advance([], isLast: true).map { lines.read($0) }
  }

  /// Takes the next bytes of the file; the rows that they complete, each line of JSON Lines left for a
  /// ``LineReader``, so that threads can share the reading.
  public mutating func split(_ chunk: [UInt8]) throws(InputError) -> [UnreadRow] {
    try advance(chunk, isLast: false)
  }

  /// Takes the end of the file; the rows that it completes, as ``split(_:)`` leaves them.
  public mutating func finishSplitting() throws(InputError) -> [UnreadRow] {
    try advance([], isLast: true)
  }

  private mutating func advance(
    _ chunk: [UInt8], isLast: Bool
  ) throws(InputError) -> [UnreadRow] {
    // A chunk that starts a row is read where it is; one that goes on with a row joins it.
    if pending.isEmpty { pending = chunk } else { pending.append(contentsOf: chunk) }
    var start = 0
    if !hasOpened {
      if pending.count < 4, !isLast { return [] }
      hasOpened = true
      start = try open(pending)
    }
    var rows: [UnreadRow] = []
    let buffer = pending
    let rest = try readRows(buffer, from: start, isLast: isLast, into: &rows)
    if rest > 0 { pending = Array(buffer[rest...]) }
    return rows
  }

  /// Reads the rows that are complete; the offset of the first byte that is left for later.
  private mutating func readRows(
    _ buffer: [UInt8], from first: Int, isLast: Bool, into rows: inout [UnreadRow]
  ) throws(InputError) -> Int {
    var start = first
    if isSkipping {
      guard let next = skipLine(buffer, from: start) else { return buffer.count }
      start = next
    }
    while start < buffer.count {
      let found = lineBreak(buffer, from: start + searched)
      searched = 0
      let end = endOfLine(buffer, from: start, before: found ?? buffer.count)
      if end - start > ContactLimits.lineBytes {
        if format == .csv, header == nil { throw InputError(.headerUnreadable, at: place) }
        rows.append(tooLong(buffer, from: start))
        hasContent = true
        isSkipping = true
        guard let next = skipLine(buffer, from: start) else { return buffer.count }
        start = next
        continue
      }
      guard found != nil || isLast else {
        searched = buffer.count - start
        return start
      }
      let line = start..<end
      let next =
        switch format {
        case .jsonLines: try readLine(buffer, line, found, into: &rows)
        case .csv: try readRecord(buffer, line, found, isLast: isLast, into: &rows)
        }
      guard let next else { return start }
      start = next
    }
    return start
  }

  /// Where the next row starts.
  var place: RowPlace { RowPlace(file: file, line: line) }

  /// Looks at the first bytes; the length of the byte-order mark.
  private func open(_ bytes: [UInt8]) throws(InputError) -> Int {
    let place = RowPlace(file: file, line: 1)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(4).contains(0)
    {
      throw InputError(.utf16, at: place)
    }
    // The signatures of ZIP, gzip, old workbooks (OLE) and Zstandard.
    let signatures: [[UInt8]] = [
      [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B], [0xD0, 0xCF, 0x11, 0xE0], [0x28, 0xB5, 0x2F, 0xFD],
    ]
    if signatures.contains(where: { bytes.starts(with: $0) }) {
      throw InputError(.compressed, at: place)
    }
    return 0
  }

  /// The line break at or after an offset, none of the first `searched` bytes being one.
  func lineBreak(_ buffer: [UInt8], from start: Int) -> Int? {
    ByteSearch.lineFeed(buffer.span, from: start)
  }

  /// Where a line ends, its line break not counted: a carriage return before it is part of it.
  func endOfLine(_ buffer: [UInt8], from start: Int, before lineBreak: Int) -> Int {
    lineBreak > start && buffer[lineBreak - 1] == 0x0D ? lineBreak - 1 : lineBreak
  }

  /// Passes over the rest of a line over the limit; nil when it goes on after the buffer.
  mutating func skipLine(_ buffer: [UInt8], from start: Int) -> Int? {
    guard let lineBreak = lineBreak(buffer, from: start) else { return nil }
    isSkipping = false
    line += 1
    return lineBreak + 1
  }

  /// The rejection of a line over the limit, of which only the start is kept.
  func tooLong(_ buffer: [UInt8], from start: Int) -> UnreadRow {
    let limit = ContactLimits.lineBytes
    return .rejected(
      Rejection(
        .lineTooLong, at: RowPlace(file: file, line: line), column: limit + 1,
        reason: "the line is longer than 1 MiB; only its start is kept here",
        raw: Array(buffer[start..<start + limit])))
  }
}

extension RowReader {
  /// Reads a line of JSON Lines; where the next one starts.
  private mutating func readLine(
    _ buffer: [UInt8], _ range: Range<Int>, _ lineBreak: Int?, into rows: inout [UnreadRow]
  ) throws(InputError) -> Int? {
    if let content = range.first(where: { !isWhiteSpace(buffer[$0]) }) {
      if !hasContent, buffer[content] == UInt8(ascii: "[") {
        throw InputError(.jsonArray, at: place, column: content - range.lowerBound + 1)
      }
      hasContent = true
      rows.append(.line(UnreadLine(buffer: buffer, range: range, place: place)))
    }
    line += 1
    return (lineBreak ?? buffer.count - 1) + 1
  }
}
