/// Counts for 64 contacts at once, bit by bit: plane N holds bit N of every contact's count.
struct BitCounter: Sendable {
  private(set) var planes: [UInt64]

  /// A counter of so many bits, at nothing.
  init(bits: Int) {
    planes = Array(repeating: 0, count: bits)
  }

  /// Counts nothing any more.
  mutating func clear() {
    for bit in planes.indices { planes[bit] = 0 }
  }

  /// Adds so much for some of the contacts.
  mutating func add(_ count: Int, _ contacts: UInt64) {
    for bit in planes.indices where count >> bit & 1 != 0 {
      var carry = contacts
      var place = bit
      while carry != 0, place < planes.count {
        (planes[place], carry) = (planes[place] ^ carry, planes[place] & carry)
        place += 1
      }
    }
  }

  /// The contacts whose count is at least so much.
  func isAtLeast(_ least: Int) -> UInt64 {
    if least <= 0 { return ~0 }
    if least >> planes.count != 0 { return 0 }
    var above: UInt64 = 0
    var equal: UInt64 = ~0
    for bit in planes.indices.reversed() {
      if least >> bit & 1 == 0 {
        above |= equal & planes[bit]
        equal &= ~planes[bit]
      } else {
        equal &= planes[bit]
      }
    }
    return above | equal
  }

  /// The count of one contact.
  func count(_ lane: Int) -> Int {
    var count = 0
    for bit in planes.indices { count |= Int(planes[bit] >> UInt64(lane) & 1) << bit }
    return count
  }
}

/// The points of 64 contacts on a scale.
struct PointPlanes: Sendable {
  var secure: BitCounter
  var established: BitCounter
  var couldReach: BitCounter

  init(bits: Int) {
    secure = BitCounter(bits: bits)
    established = secure
    couldReach = secure
  }

  mutating func clear() {
    secure.clear()
    established.clear()
    couldReach.clear()
  }
}

/// A counter of up to nine bits, which holds the parts of any condition, for what stands and for the
/// bounds at once.
struct WideCounter {
  /// As many as the parts of one condition need.
  static let bits = 9

  private var planes: [9 of SIMD2<UInt64>] = [9 of SIMD2<UInt64>](repeating: .zero)

  /// Adds one for some of the contacts, in a counter that needs so many bits.
  mutating func add(_ contacts: SIMD2<UInt64>, _ bits: Int) {
    var carry = contacts
    for bit in 0..<bits {
      (planes[bit], carry) = (planes[bit] ^ carry, planes[bit] & carry)
    }
  }

  /// The contacts whose count is at least so much.
  func isAtLeast(_ least: Int, _ bits: Int) -> SIMD2<UInt64> {
    if least <= 0 { return Truths.everybody }
    if least >> bits != 0 { return .zero }
    var above = SIMD2<UInt64>.zero
    var equal = Truths.everybody
    for bit in (0..<bits).reversed() {
      if least >> bit & 1 == 0 {
        above |= equal & planes[bit]
        equal &= ~planes[bit]
      } else {
        equal &= planes[bit]
      }
    }
    return above | equal
  }
}
