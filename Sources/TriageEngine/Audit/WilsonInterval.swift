/// A share of cases, with the interval in which the share of all the cases may be expected to lie.
public struct SampledShare: Hashable, Sendable {
  /// The cases of which something holds.
  public var part: Int
  /// The cases looked at.
  public var whole: Int

  /// The standard normal deviate that leaves two and a half per cent on either side.
  public static let deviate95 = 1.959963984540054

  /// So many of so many.
  public init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// The share among the cases looked at; nil when there are none.
  public var estimate: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// The 95% confidence interval by Wilson's score method; nil when no case was looked at.
  ///
  /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
  /// the American Statistical Association 22 (1927), 209–212. Without a continuity correction. Unlike
  /// the usual interval it stays within 0 and 1 and does not shrink to nothing when all agree. It takes
  /// the cases for a sample of endlessly many: where much of a stratum was looked at, it is wider than
  /// it need be, which errs on the side of doubt.
  public var interval: ShareInterval? { interval(deviate: Self.deviate95) }

  func interval(deviate: Double) -> ShareInterval? {
    guard let estimate else { return nil }
    let count = Double(whole)
    let square = deviate * deviate
    let centre = (estimate + square / (2 * count)) / (1 + square / count)
    let spread =
      deviate / (1 + square / count)
      * (estimate * (1 - estimate) / count + square / (4 * count * count)).squareRoot()
    // Rounding may put an end of the interval just outside; where all agree the end is exact.
    return ShareInterval(
      lower: part == 0 ? 0 : max(0, centre - spread),
      upper: part == whole ? 1 : min(1, centre + spread))
  }
}

/// An interval of shares.
public struct ShareInterval: Hashable, Sendable {
  /// The lower end, 0 to 1.
  public var lower: Double
  /// The upper end, 0 to 1.
  public var upper: Double

  /// An interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}

/// The share in a whole population, estimated from samples of its strata.
///
/// Each stratum counts by how many cases it has, not by how many were looked at, so that a stratum
/// sampled heavily does not speak for the others.
public struct WeightedShare: Hashable, Sendable {
  /// The estimate.
  public var estimate: Double
  /// Its 95% confidence interval.
  public var interval: ShareInterval
  /// The cases of the strata that the estimate speaks for.
  public var population: Int

  /// What the samples of some strata say of all their cases; nil when no case was looked at.
  ///
  /// The interval is the stratified Wilson interval with weights by population: X. Yan and X. G. Su,
  /// "Stratified Wilson and Newcombe confidence intervals for multiple binomial proportions",
  /// Statistics in Biopharmaceutical Research 2 (2010), 329–335. A stratum of which every case was
  /// looked at adds no doubt; one of which none was is left out of `population`.
  public init?(_ strata: [(share: SampledShare, population: Int)]) {
    let seen = strata.filter { $0.share.whole > 0 && $0.population > 0 }
    let total = seen.reduce(0) { $0 + $1.population }
    guard total > 0 else { return nil }
    let parts = seen.map { stratum in
      let rate = Double(stratum.share.part) / Double(stratum.share.whole)
      let isComplete = stratum.share.whole >= stratum.population
      return (
        share: stratum.share, rate: rate, weight: Double(stratum.population) / Double(total),
        variance: isComplete ? 0 : rate * (1 - rate) / Double(stratum.share.whole),
        isComplete: isComplete
      )
    }
    let spread = parts.reduce(0) { $0 + $1.weight * $1.variance.squareRoot() }
    let square = parts.reduce(0) { $0 + $1.weight * $1.weight * $1.variance }
    let deviate =
      spread > 0
      ? SampledShare.deviate95 * square.squareRoot() / spread : SampledShare.deviate95
    var lower = 0.0
    var upper = 0.0
    for part in parts {
      let own = part.isComplete ? nil : part.share.interval(deviate: deviate)
      lower += part.weight * (own?.lower ?? part.rate)
      upper += part.weight * (own?.upper ?? part.rate)
    }
    estimate = parts.reduce(0) { $0 + $1.weight * $1.rate }
    interval = ShareInterval(lower: max(0, lower), upper: min(1, upper))
    population = total
  }
}
