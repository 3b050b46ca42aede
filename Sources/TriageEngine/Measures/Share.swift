/// A part of a whole, as a percentage that never hides how many it is of.
public struct Share: Hashable, Sendable {
  /// The part.
  public let part: Int
  /// The whole.
  public let whole: Int

  /// So many of so many.
  public init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// Tenths of a per cent, a half rounded up; nil of nothing.
  public var tenthsOfPercent: Int? {
    whole > 0 ? (part * 2_000 + whole) / (2 * whole) : nil
  }

  /// The percentage with at most one decimal, such as `85%` or `84.6%`; nil of nothing.
  ///
  /// What is not none is never written `0%`, and what is not all never `100%`.
  public var percentage: String? {
    guard let tenths = tenthsOfPercent else { return nil }
    if tenths == 0, part > 0 { return "<0.1%" }
    if tenths == 1_000, part < whole { return ">99.9%" }
    let decimal = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
    return "\(tenths / 10)\(decimal)%"
  }

  /// The percentage as a number with one decimal, such as `84.6`, for programs; nil of nothing.
  public var percentageNumber: String? {
    tenthsOfPercent.map { "\($0 / 10).\($0 % 10)" }
  }
}

extension Share {
  /// Parts and wholes added up.
  public static func + (left: Share, right: Share) -> Share {
    Share(left.part + right.part, of: left.whole + right.whole)
  }
}
