/// Splits one record of CSV (RFC 4180) into cells.
struct CSVRecordScanner {
  /// The input.
  let bytes: [UInt8]
  /// The byte after the last one at hand.
  let end: Int
  /// Whether nothing follows what is at hand.
  let isLast: Bool
  /// The cells read.
  private(set) var cells: [Cell] = []
  /// The cells whose doubled quotes were halved, one after another.
  private(set) var replaced: [UInt8] = []
  private var hasHighBytes = false

  init(_ bytes: [UInt8], end: Int, isLast: Bool) {
    self.bytes = bytes
    self.end = end
    self.isLast = isLast
  }

  /// A cell.
  struct Cell {
    /// What it says, without its quotes.
    var text: RawText
    /// The offset of its first byte, quotes included.
    var offset: Int
  }

  /// What becomes of a record.
  enum Outcome {
    /// It is read; it ends before `end`, and the next record starts at `next`.
    case read(end: Int, next: Int)
    /// More bytes are wanted.
    case unfinished
    /// It is not CSV: its quotes cannot be trusted, nor where it ends.
    case broken(RejectionCode, offset: Int)
  }

  /// How one cell ends.
  private enum CellEnd {
    case comma(next: Int)
    case record(end: Int, next: Int)
    case unfinished
    case broken(RejectionCode, offset: Int)
  }

  /// Reads the record that starts at an offset.
  mutating func read(from start: Int) -> Outcome {
    var index = start
    while true {
      let isQuoted = index < end && bytes[index] == UInt8(ascii: "\"")
      let cell = isQuoted ? readQuoted(from: index) : readBare(from: index)
      if cells.count > ContactLimits.columns { return .broken(.tooManyFields, offset: index) }
      switch cell {
      case .comma(let next): index = next
      case .record(let end, let next): return .read(end: end, next: next)
      case .unfinished: return .unfinished
      case .broken(let code, let offset): return .broken(code, offset: offset)
      }
    }
  }

  /// The first byte of the record that is not UTF-8, or nil.
  func firstByteNotUTF8(in range: Range<Int>) -> Int? {
    hasHighBytes ? TriageEngine.firstByteNotUTF8(bytes, in: range) : nil
  }

  private mutating func readBare(from start: Int) -> CellEnd {
    var index = start
    var high: UInt8 = 0
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") || byte == 0x0A { break }
      if byte == UInt8(ascii: "\"") { return .broken(.strayQuote, offset: index) }
      if byte == 0 || (byte == 0x0D && index + 1 < end && bytes[index + 1] != 0x0A) {
        return .broken(.controlCharacter, offset: index)
      }
      high |= byte
      index += 1
    }
    if index == end, !isLast { return .unfinished }
    if high >= 0x80 { hasHighBytes = true }
    let endsRecord = index == end || bytes[index] == 0x0A
    let textEnd = endsRecord && index > start && bytes[index - 1] == 0x0D ? index - 1 : index
    if textEnd - start > ContactLimits.cellBytes { return .broken(.cellTooLong, offset: start) }
    cells.append(Cell(text: RawText(start..<textEnd), offset: start))
    if endsRecord { return .record(end: textEnd, next: min(index + 1, end)) }
    return .comma(next: index + 1)
  }

  private mutating func readQuoted(from start: Int) -> CellEnd {
    var index = start + 1
    var hasDoubled = false
    var lineBreaks = 0
    while true {
      if index - start > ContactLimits.cellBytes + 1 { return .broken(.cellTooLong, offset: start) }
      guard index < end else {
        return isLast ? .broken(.unclosedQuote, offset: start) : .unfinished
      }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        if index + 1 == end, !isLast { return .unfinished }
        guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        hasDoubled = true
        index += 1
      } else if byte == 0x0A {
        lineBreaks += 1
        if lineBreaks > ContactLimits.cellLineBreaks {
          return .broken(.cellTooLong, offset: start)
        }
      } else if byte == 0 {
        return .broken(.controlCharacter, offset: index)
      } else if byte >= 0x80 {
        hasHighBytes = true
      }
      index += 1
    }
    let text = start + 1..<index
    cells.append(Cell(text: hasDoubled ? halve(text) : RawText(text), offset: start))
    return endOfQuoted(at: index + 1)
  }

  /// What follows a closing quote.
  private func endOfQuoted(at index: Int) -> CellEnd {
    if index == end { return isLast ? .record(end: end, next: end) : .unfinished }
    switch bytes[index] {
    case UInt8(ascii: ","): return .comma(next: index + 1)
    case 0x0A: return .record(end: index, next: index + 1)
    case 0x0D:
      if index + 1 == end { return isLast ? .record(end: index, next: end) : .unfinished }
      if bytes[index + 1] == 0x0A { return .record(end: index, next: index + 2) }
      return .broken(.controlCharacter, offset: index)
    default: return .broken(.strayQuote, offset: index)
    }
  }

  private mutating func halve(_ range: Range<Int>) -> RawText {
    let start = replaced.count
    var index = range.lowerBound
    while index < range.upperBound {
      replaced.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return RawText(start..<replaced.count, in: .replaced)
  }
}
