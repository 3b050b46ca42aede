/// A seeded generator of random bits (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014), so that a failing case can be made again from its printed seed.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that always gives the same bits for the same seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `count` times on average.
  public mutating func oneIn(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &self) == 0
  }

  /// One of the elements; the collection is not empty.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}

/// The seed of a test run: `TRIAGE_SEED` when set, else the one given, so that CI repeats itself.
public func testSeed(_ usual: UInt64) -> UInt64 {
  environmentVariable("TRIAGE_SEED").flatMap { UInt64($0) } ?? usual
}
