/// Finds bytes eight at a time: most of what is read is passed over.
enum ByteSearch {
  /// The offset of the first line feed at or after an offset, or nil.
  static func lineFeed(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index &+ 8 <= bytes.count {
      let found = zeros(word(bytes, index) ^ repeated(0x0A))
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count {
      if bytes[index] == 0x0A { return index }
      index &+= 1
    }
    return nil
  }

  /// The offset of the first byte at or after an offset that is no plain text inside JSON quotes: a
  /// quote, a back-slash, a control character or one beyond ASCII; `end` when there is none before.
  @inline(__always)
  static func endOfPlainText(_ bytes: Span<UInt8>, from start: Int, before end: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = word(bytes, index)
      // The lowest bit that any of them sets marks a byte that is meant; those above may not.
      let controls = (word &- repeated(0x20)) & ~word & highBits
      let found =
        zeros(word ^ repeated(UInt8(ascii: "\""))) | zeros(word ^ repeated(UInt8(ascii: "\\")))
        | controls | word & highBits
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 || byte >= 0x80 {
        return index
      }
      index &+= 1
    }
    return end
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// The high bit of the lowest byte that is zero, and maybe of some above it.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- repeated(1)) & ~word & highBits
  }

  /// Eight bytes, the first lowest: one load, since the bounds of the eight are checked at once.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    let eight = bytes.extracting(start..<start &+ 8)
    return UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16
      | UInt64(eight[3]) << 24 | UInt64(eight[4]) << 32 | UInt64(eight[5]) << 40
      | UInt64(eight[6]) << 48 | UInt64(eight[7]) << 56
  }
}
