/// What people decided against what was recommended: each case compared stands in exactly one cell.
///
/// A recommendation of the first outcome that something unknown could still raise is not settled: it has
/// a column of its own and never counts as that outcome.
public struct Agreement: Sendable {
  /// The names of the outcomes, least first.
  public let outcomes: [String]
  /// The cases, by the outcome decided and the outcome recommended; the last column holds the
  /// recommendations of the first outcome that are not settled.
  public private(set) var counts: [[Int]]
  /// Decided for the highest outcome, and recommended for less: what the rules would have missed.
  public private(set) var missed: [Difference] = []
  /// Recommended for the highest outcome, and decided for less.
  public private(set) var notTaken: [Difference] = []
  /// Recommended since for more than a person decided, and not decided again.
  public private(set) var risen: [Difference] = []
  /// Cases without a decision, a recommendation, or an outcome that the rules know.
  public private(set) var notCompared = 0

  /// A case in which the two differ.
  public struct Difference: Hashable, Sendable {
    /// The contact's id.
    public var contact: String
    /// The child's id; nil when unknown.
    public var child: String?
    /// The outcome decided.
    public var decided: Int
    /// The outcome recommended.
    public var recommended: Int
    /// Whether the recommendation was settled.
    public var isSettled: Bool
  }

  /// Nothing compared yet.
  public init(outcomes: [String]) {
    self.outcomes = outcomes
    counts = outcomes.map { _ in Array(repeating: 0, count: outcomes.count + 1) }
  }

  /// The index of the column of recommendations that are not settled.
  public var unsettled: Int { outcomes.count }

  /// Compares one case: its first decision with what was recommended when it was made.
  public mutating func add(_ measured: MeasuredCase) {
    guard let recommendation = measured.recommendation, let decision = measured.decisions.first,
      let recommended = outcomes.firstIndex(of: recommendation.outcome),
      let decided = decision.outcome.flatMap({ outcomes.firstIndex(of: $0) })
    else {
      notCompared += 1
      return
    }
    let isUnsettled = recommended == 0 && !recommendation.isSettled
    counts[decided][isUnsettled ? unsettled : recommended] += 1
    let difference = Difference(
      contact: measured.contact, child: measured.child, decided: decided, recommended: recommended,
      isSettled: recommendation.isSettled)
    let highest = outcomes.count - 1
    if decided == highest, recommended < highest { missed.append(difference) }
    if recommended == highest, decided < highest { notTaken.append(difference) }
    if let now = measured.recommendedNow.flatMap({ outcomes.firstIndex(of: $0) }),
      let last = measured.decisions.last?.outcome.flatMap({ outcomes.firstIndex(of: $0) }),
      now > last, now > recommended
    {
      risen.append(
        Difference(
          contact: measured.contact, child: measured.child, decided: last, recommended: now,
          isSettled: true))
    }
  }

  /// The cases compared.
  public var total: Int { counts.joined().reduce(0, +) }

  /// Decided as recommended, of the cases compared.
  public var agreed: Share {
    Share(outcomes.indices.reduce(0) { $0 + counts[$1][$1] }, of: total)
  }

  /// Decided above what was recommended; from an unsettled recommendation, anything above the first.
  public var raised: Share {
    count { decided, recommended in decided > (recommended == unsettled ? 0 : recommended) }
  }

  /// Decided below what was recommended.
  public var lowered: Share {
    count { decided, recommended in recommended != unsettled && decided < recommended }
  }

  /// Decided for the first outcome where that was recommended and not settled.
  public var settledByPeople: Share {
    count { decided, recommended in recommended == unsettled && decided == 0 }
  }

  private func count(_ isWanted: (Int, Int) -> Bool) -> Share {
    var part = 0
    for decided in outcomes.indices {
      for recommended in 0...unsettled where isWanted(decided, recommended) {
        part += counts[decided][recommended]
      }
    }
    return Share(part, of: total)
  }

  /// Of the cases decided for an outcome, those for which it was recommended too.
  public func recall(_ outcome: Int) -> Share {
    Share(counts[outcome][outcome], of: counts[outcome].reduce(0, +))
  }

  /// Of the cases for which an outcome was recommended, those decided for it too.
  public func precision(_ outcome: Int) -> Share {
    Share(counts[outcome][outcome], of: counts.reduce(0) { $0 + $1[outcome] })
  }
}

extension Agreement {
  /// Cohen's kappa: how far people and rules agree beyond what chance alone would bring.
  ///
  /// It is 1 for full agreement, 0 for no more than chance, and nil where there is nothing to compare
  /// or everybody chose one outcome, so that chance alone explains it all. `withUnsettled` counts an
  /// unsettled recommendation as a judgement of its own, with which no decision agrees; without it such
  /// cases are left out.
  public func kappa(withUnsettled: Bool) -> (value: Double, cases: Int)? {
    let size = outcomes.count + (withUnsettled ? 1 : 0)
    let cells = counts.map { Array($0.prefix(size)) }
    let cases = cells.joined().reduce(0, +)
    guard cases > 0 else { return nil }
    let agreed = outcomes.indices.reduce(0) { $0 + cells[$1][$1] }
    // In whole numbers up to the last step, so that "everybody chose one" is told exactly.
    let byChance = outcomes.indices.reduce(0) { sum, outcome in
      sum + cells[outcome].reduce(0, +) * cells.reduce(0) { $0 + $1[outcome] }
    }
    let square = cases * cases
    guard byChance < square else { return nil }
    return (Double(agreed * cases - byChance) / Double(square - byChance), cases)
  }
}
