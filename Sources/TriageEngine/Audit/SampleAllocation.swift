/// How the size of a sample is shared out among its strata.
public enum SampleAllocation: String, Hashable, Sendable, CaseIterable {
  /// As many of each stratum, which says most about the small ones.
  case equal
  /// In proportion to their sizes, so that the sample looks like what it is drawn from.
  case proportional

  /// How many cases of each stratum are drawn, given how many it has.
  ///
  /// INVARIANT: the shares add up to `count`, or to all the cases where there are fewer, and none is
  /// more than its stratum has.
  public func shares(of count: Int, populations: [Int]) -> [Int] {
    let total = populations.reduce(0, +)
    guard count < total else { return populations }
    return switch self {
    case .equal: Self.equalShares(of: count, populations)
    case .proportional: Self.proportionalShares(of: count, populations, total)
    }
  }

  /// Each stratum has the same share; one that is smaller gives all it has, and the rest is shared
  /// out among the others. What cannot be divided evenly goes to the largest.
  private static func equalShares(of count: Int, _ populations: [Int]) -> [Int] {
    var shares = populations.map { _ in 0 }
    var open = Array(populations.indices)
    var left = count
    while !open.isEmpty {
      let share = left / open.count
      let small = open.filter { populations[$0] <= share }
      if small.isEmpty {
        for index in open { shares[index] = share }
        let over = left - share * open.count
        let largest = open.sorted { (populations[$1], $0) < (populations[$0], $1) }
        for index in largest.prefix(over) { shares[index] += 1 }
        return shares
      }
      for index in small {
        shares[index] = populations[index]
        left -= populations[index]
      }
      open.removeAll { populations[$0] <= share }
    }
    return shares
  }

  /// The method of largest remainders (Hamilton's): each stratum has the whole part of its quota, and
  /// what is left goes to the largest fractions, of equal ones to the larger stratum.
  private static func proportionalShares(
    of count: Int, _ populations: [Int], _ total: Int
  ) -> [Int] {
    var shares = populations.map { count * $0 / total }
    let fractions = populations.map { count * $0 % total }
    let over = count - shares.reduce(0, +)
    let order = populations.indices.sorted {
      (fractions[$1], populations[$1], $0) < (fractions[$0], populations[$0], $1)
    }
    for index in order.prefix(over) { shares[index] += 1 }
    return shares
  }
}
