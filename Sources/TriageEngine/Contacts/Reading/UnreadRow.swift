/// A row as a reader finds it: a line of JSON Lines need not be looked into to find the next.
public enum UnreadRow: Sendable {
  /// A line of JSON Lines.
  case line(UnreadLine)
  /// A row that has been read.
  case row(RawRow)
  /// A row that cannot be.
  case rejected(Rejection)
}

/// A line of JSON Lines that has not been looked into.
public struct UnreadLine: Sendable {
  let buffer: [UInt8]
  let range: Range<Int>
  let place: RowPlace
}

/// Reads lines that were left unread. What it keeps from line to line changes nothing that is read,
/// so each thread has one of its own.
public struct LineReader: Sendable {
  private var parser = JSONRowParser()

  /// A reader of lines.
  public init() {}

  /// Reads a row.
  public mutating func read(_ row: UnreadRow) -> ReadRow {
    switch row {
    case .line(let line): parser.parse(line.buffer, in: line.range, at: line.place)
    case .row(let row): .row(row)
    case .rejected(let rejection): .rejected(rejection)
    }
  }
}
