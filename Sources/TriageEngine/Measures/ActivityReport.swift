import ThresholdDSL

/// What the front door did in a period, as things stood at a moment: every measure of a report.
///
/// INVARIANT: each row received in the period stands in exactly one cell of every table, and the order
/// in which cases are given changes nothing.
public struct ActivityReport: Sendable {
  /// The names of the outcomes, least first.
  public let outcomes: [String]
  /// The period.
  public let period: ReportPeriod
  /// How the headline counts a working day.
  public let convention: TimingConvention

  /// The rows received, children of one contact apart.
  public let rows: Int
  /// The contacts, children of one contact together.
  public let contacts: Int
  /// The children who are known by an id.
  public let children: Int
  /// The rows whose child is not known.
  public let rowsWithoutChild: Int
  /// The rows that were rejected, and are undecided.
  public let rejected: Int
  /// The rows received before or after the period.
  public let outsidePeriod: Int
  /// The rows received after the moment at which the report stands.
  public let notYetReceived: Int

  /// The rows by what was decided last: one entry a column (``columnTitles``).
  public let lastOutcomes: [Int]
  /// The rows by what was decided first (rows) and last (columns), the decided ones alone.
  public let changes: [[Int]]

  /// The headline: first decisions.
  public let timeliness: TimelinessTally
  /// First decisions against three working days.
  public let withinThreeDays: TimelinessTally
  /// The same rows by every convention, first and last decisions apart.
  public let conventions: [ConventionTally]
  /// Undecided and past due, longest first.
  public let overdue: [OverdueCase]
  /// Undecided, and it is not known whether they are past due: their times are not.
  public let undecidedTimeUnknown: [OverdueCase]
  /// Open seconds from receipt to the first decision, for rows whose times are both known.
  public let openSeconds: [Int]
  /// When rows arrived.
  public let arrivals: Arrivals

  /// Children with several contacts.
  public let repeats: RepeatContacts
  /// What people decided against what was recommended.
  public let agreement: Agreement
  /// The clocks of the rule book.
  public let clocks: [ClockTally]
  /// Week by week.
  public let weeks: TimeSeries
  /// Month by month.
  public let months: TimeSeries
  /// Outcomes by characteristics.
  public let cuts: [OutcomeCut]
  /// How well fields were filled in.
  public let values: [ValueTally]
}

extension ActivityReport {
  /// Timeliness by one convention.
  public struct ConventionTally: Hashable, Sendable {
    /// The convention.
    public var convention: TimingConvention
    /// First decisions.
    public var first: TimelinessTally
    /// Last decisions.
    public var last: TimelinessTally
  }

  /// A row that nobody has decided.
  public struct OverdueCase: Hashable, Sendable {
    /// The contact's id.
    public var contact: String
    /// The child's id; nil when unknown.
    public var child: String?
    /// When it was received; nil when a rejected row does not say.
    public var received: Moment?
    /// When the decision was due.
    public var due: Instant?
    /// Whether the row was rejected, so that somebody has to put it right first.
    public var isRejected: Bool
  }

  /// The number of columns of tables by outcome.
  static func columnCount(_ outcomes: [String]) -> Int { outcomes.count + 2 }

  /// The column of a decision: its outcome, then "not stated", then "undecided".
  static func column(of decision: MeasuredCase.Decision?, among outcomes: [String]) -> Int {
    guard let decision else { return outcomes.count + 1 }
    return decision.outcome.flatMap { outcomes.firstIndex(of: $0) } ?? outcomes.count
  }

  /// The rows decided by a person.
  public var decided: Int { rows - undecided }

  /// The rows that nobody has decided.
  public var undecided: Int { lastOutcomes[outcomes.count + 1] }

  /// Decided for an outcome or a higher one, of the rows decided for an outcome that the rules know.
  public func reaching(_ outcome: Int) -> Share {
    let known = lastOutcomes.prefix(outcomes.count)
    return Share(known.dropFirst(outcome).reduce(0, +), of: known.reduce(0, +))
  }

  /// The rows whose decision was changed to another outcome later.
  public var changed: Share {
    let all = changes.joined().reduce(0, +)
    let same = changes.indices.reduce(0) { $0 + changes[$1][$1] }
    return Share(all - same, of: all)
  }
}
