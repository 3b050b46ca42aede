/// An exact share of whole numbers, rounded only where it is shown.
public struct Ratio: Hashable, Sendable {
  /// What is counted.
  public let numerator: Int128
  /// What it is counted of; above 0.
  public let denominator: Int128

  /// So much of so much; nil when that is nothing.
  public init?(_ numerator: Int128, of denominator: Int128) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// So many of so many; nil when there are none.
  public init?(_ numerator: Int, of denominator: Int) {
    self.init(Int128(numerator), of: Int128(denominator))
  }

  /// The ratio with so many decimal places, halves rounded away from nothing: `0.613`, `-0.050`.
  public func decimal(places: Int) -> String {
    let scale = (0..<places).reduce(Int128(1)) { product, _ in product * 10 }
    let size = numerator < 0 ? -numerator : numerator
    let rounded = (size * scale * 2 + denominator) / (denominator * 2)
    let digits = String(rounded)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let sign = numerator < 0 && rounded > 0 ? "-" : ""
    let point = padded.dropLast(places)
    return sign + point + (places > 0 ? "." + padded.suffix(places) : "")
  }

  /// The ratio in per cent, rounded down, so that 100 means all: `97.6`.
  public var percent: String {
    let tenths = numerator * 1000 / denominator
    return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)")
  }

  /// Whether it is less than so many per cent.
  public func isBelow(percent: Ratio) -> Bool {
    numerator * 100 * percent.denominator < percent.numerator * denominator
  }
}
