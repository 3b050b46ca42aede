/// Percentiles of whole numbers, by linear interpolation between the two nearest.
///
/// It is the definition that spreadsheets call inclusive and numpy calls `linear`: the smallest value
/// is the 0th percentile, the largest the 100th, and the others divide the way between evenly.
public enum Percentile {
  /// The percentile of some values, a half rounded up; nil of no values.
  public static func of(_ values: [Int], _ percent: Int) -> Int? {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return nil }
    let place = last * min(100, max(0, percent))
    let (lower, rest) = (place / 100, place % 100)
    let low = sorted[lower]
    let high = sorted[min(lower + 1, last)]
    return low + ((high - low) * rest * 2 + 100) / 200
  }
}
