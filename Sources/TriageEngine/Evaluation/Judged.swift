/// What a condition is, twice: as it stands, and as it counts for the bounds of the decision.
///
/// The two differ in two places only, and both are about what is *taken* to be so: `is known` on an
/// unknown fact is no as it stands, and a fact that raises concern can be read as no from silence
/// alone (`silence means no, because "…"`). For the bounds both are unknown, so that neither can
/// make a decision look settled.
///
/// INVARIANT: where `bound` is known, `now` is the same.
public struct Judged: Hashable, Sendable {
  /// As it stands: what establishes rules.
  public var now: Truth
  /// For the bounds: what says how far the decision may rise and fall.
  public var bound: Truth

  /// A condition judged so in both ways.
  public init(now: Truth, bound: Truth) {
    self.now = now
    self.bound = bound
  }

  /// The same in both ways.
  public init(_ truth: Truth) {
    self.init(now: truth, bound: truth)
  }

  /// The opposite.
  public var negated: Judged {
    Judged(now: now.negated, bound: bound.negated)
  }

  /// Both of two conditions.
  public func and(_ other: Judged) -> Judged {
    Judged(now: now.and(other.now), bound: bound.and(other.bound))
  }

  /// Either of two conditions.
  public func or(_ other: Judged) -> Judged {
    Judged(now: now.or(other.now), bound: bound.or(other.bound))
  }
}
