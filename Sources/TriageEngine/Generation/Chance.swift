/// Seeded chance: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014), in whole numbers only.
///
/// No floating point and nothing of the machine takes part, so the same seed makes the same
/// contacts, byte for byte, wherever they are made.
struct Chance: Sendable {
  private var state: UInt64

  /// Chance that always falls out the same for the same seed.
  init(seed: UInt64) {
    state = seed
  }

  /// Chance of its own for one purpose or one row, so that what is drawn there moves nothing else.
  init(seed: UInt64, stream: UInt64) {
    var first = Chance(seed: seed ^ (stream &* 0xD1B5_4A32_D192_ED03))
    state = first.next()
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to a bound, itself left out; 0 when the bound is not above 0.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of a range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Whether something happens that happens so often in ten thousand.
  mutating func happens(_ tenThousandths: Int) -> Bool {
    below(Aim.whole) < tenThousandths
  }

  /// One of the elements; nil when there are none.
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}

/// A choice among places, each as likely as its weight.
struct WeightedChoice: Sendable {
  private let upTo: [Int]

  /// A choice by weights, none of them below 0.
  init(_ weights: [Int]) {
    var sum = 0
    upTo = weights.map {
      sum += $0
      return sum
    }
  }

  /// The sum of the weights.
  var total: Int { upTo.last ?? 0 }

  /// A place; 0 when there is no weight at all.
  func pick(_ chance: inout Chance) -> Int {
    let drawn = chance.below(total)
    var low = 0
    var high = upTo.count - 1
    while low < high {
      let middle = (low + high) / 2
      if upTo[middle] <= drawn { low = middle + 1 } else { high = middle }
    }
    return max(0, low)
  }
}
