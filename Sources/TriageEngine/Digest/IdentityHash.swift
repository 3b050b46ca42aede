/// A number that is equal for equal ids, and for others hardly ever: FNV-1a (Fowler, Noll and Vo),
/// then mixed. It stands for ids where there are too many to keep, and for nothing secret.
public struct IdentityHash: Hashable, Sendable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of no ids.
  public init() {}

  /// The hash of an id.
  public init(_ id: String) {
    add(id)
  }

  /// Adds an id; where one ends and the next begins counts.
  public mutating func add(_ id: String) {
    for byte in id.utf8 { add(byte) }
    // No id has this byte, which is in no UTF-8.
    add(0xFF)
  }

  /// Adds a number.
  public mutating func add(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The number.
  public var value: UInt64 {
    var mixed = hash
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
