import TestSupport
import Testing

@testable import TriageEngine

struct ByteSearchTests {
  /// Bytes on both sides of every limit that is looked for.
  private static let telling: [UInt8] = [
    0x00, 0x09, 0x0A, 0x0B, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0x8A, 0xA2,
    0xDC, 0xFF,
  ]

  /// Mostly letters, and now and then a byte that tells.
  private static func bytes(_ generator: inout SplitMix64) -> [UInt8] {
    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      Int.random(in: 0..<6, using: &generator) == 0
        ? telling[Int.random(in: 0..<telling.count, using: &generator)] : UInt8(ascii: "a")
    }
  }

  @Test func `eight bytes at a time find what one at a time finds`() {
    let seed: UInt64 = 20_261_121
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let bytes = Self.bytes(&generator)
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let end = Int.random(in: start...bytes.count, using: &generator)
      let lineFeed = bytes.indices.dropFirst(start).first { bytes[$0] == 0x0A }
      let plainEnd =
        (start..<end).first {
          bytes[$0] < 0x20 || bytes[$0] >= 0x80 || bytes[$0] == UInt8(ascii: "\"")
            || bytes[$0] == UInt8(ascii: "\\")
        } ?? end
      let foundFeed = ByteSearch.lineFeed(bytes.span, from: start)
      let foundEnd = ByteSearch.endOfPlainText(bytes.span, from: start, before: end)
      #expect(foundFeed == lineFeed, "\(bytes) from \(start)")
      #expect(foundEnd == plainEnd, "\(bytes) from \(start) before \(end)")
    }
  }
}
