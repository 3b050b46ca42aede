public import ThresholdDSL

/// What made-up contacts are to be like.
public struct GenerationSettings: Sendable {
  /// How many rows.
  public var count: Int
  /// What chance starts from: the same seed makes the same contacts.
  public var seed: UInt64
  /// The days on which contacts are received, both included.
  public var days: ClosedRange<CivilDate>
  /// The share of decisions within one working day, in ten-thousandths: one for each month from
  /// January, or one for all.
  public var inTime: [Int]
  /// The share of human decisions that differ from what the rules recommend, in ten-thousandths.
  public var disagreement: Int

  /// The most rows that may be asked for.
  public static let mostRows = 1_000_000_000
  /// The most days that contacts may be spread over.
  public static let mostDays = 36_600

  /// So many rows from a seed, with the usual shares.
  public init(
    count: Int, seed: UInt64, days: ClosedRange<CivilDate>,
    inTime: [Int]? = nil, disagreement: Int? = nil
  ) {
    self.count = count
    self.seed = seed
    self.days = days
    self.inTime = inTime ?? [Aims.inTime.share]
    self.disagreement = disagreement ?? Aims.disagreement.share
  }

  /// The days on which contacts to a rule book are received when nobody says: the year of the
  /// published figures where the book covers it, else the first year, or what there is of it.
  public static func usualDays(_ book: RuleBook) -> ClosedRange<CivilDate>? {
    guard let first = book.editions.first?.firstDay, let last = book.editions.last else {
      return nil
    }
    let end = last.lastDay ?? .latest
    if let start = CivilDate(year: 2023, month: 4, day: 1),
      let finish = CivilDate(year: 2024, month: 3, day: 31), first <= start, finish <= end
    {
      return start...finish
    }
    let year = CivilDate(year: max(London.firstYear, first.components.year), month: 1, day: 1)
    let start = max(first, year ?? first)
    return start <= end ? start...min(end, start.adding(days: 364)) : nil
  }

  /// The share of decisions in time for a month, 1 to 12.
  func inTime(inMonth month: Int) -> Int {
    inTime.count == 12 ? inTime[month - 1] : inTime.first ?? Aims.inTime.share
  }
}
