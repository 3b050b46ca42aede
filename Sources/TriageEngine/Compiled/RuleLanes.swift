/// For each contact of a block the rules of which something is so: what the planes say, turned on its
/// side, so that nobody looks at every rule for every contact.
struct RuleLanes: Sendable {
  private let words: Int
  /// By view, contact and 64 positions.
  private var bits: [UInt64]

  init(rules: Int) {
    words = (rules + 63) / 64
    bits = Array(repeating: 0, count: View.allCases.count * Planes.lanes * words)
  }

  /// Takes what the planes from a place on say of every rule, in a view.
  mutating func turn(_ view: View, rules: Int, _ plane: (_ position: Int) -> UInt64) {
    for word in 0..<words {
      var square = [64 of UInt64](repeating: 0)
      var any: UInt64 = 0
      for position in word * 64..<min(rules, word * 64 + 64) {
        square[position - word * 64] = plane(position)
        any |= square[position - word * 64]
      }
      // Of few rules it is so for anybody.
      if any != 0 { Self.transpose(&square) }
      for lane in 0..<Planes.lanes { bits[start(view, lane) + word] = square[lane] }
    }
  }

  /// The rules of a contact, in order.
  func rules(_ view: View, _ lane: Int) -> RuleBits {
    RuleBits(bits, start(view, lane), words)
  }

  /// The rules of a contact here or there, in order.
  func rules(_ view: View, _ lane: Int, or other: RuleLanes) -> RuleBits {
    RuleBits(bits, start(view, lane), words, or: other.bits)
  }

  private func start(_ view: View, _ lane: Int) -> Int {
    (view.rawValue * Planes.lanes + lane) * words
  }

  /// Turns a square of bits on its side, halves of halves at a time.
  private static func transpose(_ square: inout [64 of UInt64]) {
    var half = 32
    var mask: UInt64 = 0xFFFF_FFFF
    while half > 0 {
      var row = 0
      while row < 64 {
        let moved = (square[row] >> UInt64(half) ^ square[row + half]) & mask
        square[row] ^= moved << UInt64(half)
        square[row + half] ^= moved
        row = (row + half + 1) & ~half
      }
      half /= 2
      mask ^= mask << UInt64(half)
    }
  }
}

/// The positions of rules, one a bit.
struct RuleBits: Sequence, IteratorProtocol {
  private let bits: [UInt64]
  private let others: [UInt64]?
  private var place: Int
  private let end: Int
  private var first: Int
  private var rest: UInt64 = 0

  fileprivate init(_ bits: [UInt64], _ start: Int, _ words: Int, or others: [UInt64]? = nil) {
    self.bits = bits
    self.others = others
    place = start
    end = start + words
    first = -64
  }

  mutating func next() -> Int? {
    while rest == 0 {
      guard place < end else { return nil }
      rest = bits[place]
      if let others { rest |= others[place] }
      place += 1
      first += 64
    }
    let bit = rest.trailingZeroBitCount
    rest &= rest &- 1
    return first + bit
  }
}
