/// Where the lines of a file start, so that a byte offset can be shown as a line and a column.
///
/// Lines end with LF, CRLF or CR. Lines and columns count from 1. A column counts Unicode scalars; a
/// byte that is not UTF-8 counts as one, and a byte-order mark at the start of the file as none.
public struct LineTable: Sendable {
  private let bytes: [UInt8]
  /// The offset of each line's first byte.
  ///
  /// INVARIANT: never empty, strictly rising, and the first is 0.
  private let starts: [Int]

  /// The lines of a file.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r") {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
  }

  /// How many lines there are; a file that ends with a line break has an empty last line.
  public var count: Int { starts.count }

  /// The line that the byte at `offset` stands on; offsets outside the file count as its ends.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    // The line starts at or before the offset, and the one after it does not.
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and column of the byte at `offset`; a place in a line break counts as the line's end.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let content = content(ofLine: line)
    let end = min(offset, content.upperBound)
    var column = 1
    var index = content.lowerBound
    while index < end {
      index += decodeScalar(bytes, at: index)?.length ?? 1
      if index <= end { column += 1 }
    }
    return (line, column)
  }

  /// The bytes of a line without its line break and without a byte-order mark; empty for a line that
  /// is not there.
  public func content(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    var start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    if line < starts.count {
      if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    return start..<end
  }
}
