import ThresholdDSL

/// What a client counts the characters of a line in.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}

/// The lines of a text, so that a place in it can be told to a client and back.
///
/// Lines end with LF, CR LF or CR; lines and characters count from 0. What lies outside the text counts
/// as its end, and what lies beyond a line as the end of the line.
struct TextPositions {
  private let bytes: [UInt8]
  private let encoding: PositionEncoding
  /// The offset of each line's first byte.
  private let starts: [Int]

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isReturn = byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      if byte == 0x0A || isReturn { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// The line and the character of an offset.
  func position(of offset: Int) -> (line: Int, character: Int) {
    let offset = max(0, min(offset, bytes.count))
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low, length(of: starts[low]..<offset))
  }

  /// How many units a run of bytes is long.
  func length(of range: Range<Int>) -> Int {
    encoding == .utf8 ? range.count : bytes[range].reduce(0) { $0 + Self.units($1) }
  }

  /// The offset of a line and a character.
  func offset(line: Int, character: Int) -> Int {
    guard line >= 0, line < starts.count else { return line < 0 ? 0 : bytes.count }
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > starts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    var offset = starts[line]
    if encoding == .utf8 {
      offset = min(end, offset + max(0, min(character, end - offset)))
      while offset > starts[line], offset < bytes.count, bytes[offset] & 0xC0 == 0x80 {
        offset -= 1
      }
      return offset
    }
    var left = character
    while offset < end, left > 0 {
      left -= Self.units(bytes[offset])
      // A place inside a pair of surrogates is the place before it.
      if left < 0 { break }
      offset += 1
      while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The UTF-16 units of the character that starts with a byte; 0 for the bytes after the first.
  private static func units(_ byte: UInt8) -> Int {
    byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
  }

  /// A position as a client reads it.
  func json(_ offset: Int) -> JSON {
    let (line, character) = position(of: offset)
    return ["line": .int(line), "character": .int(character)]
  }

  /// A range as a client reads it.
  func json(_ range: Range<Int>) -> JSON {
    ["start": json(range.lowerBound), "end": json(range.upperBound)]
  }
}
