import ThresholdDSL

extension ActivityReport {
  /// The report on some cases.
  ///
  /// `editions` holds what each edition measures with, by the index that cases name; `conventions` are
  /// shown side by side.
  public init(
    _ cases: [MeasuredCase], outcomes: [String], editions: [TimingRules], period: ReportPeriod,
    convention: TimingConvention = .ruleBook,
    conventions: [TimingConvention] = TimingConvention.all()
  ) {
    let received = cases.filter { $0.received.map { $0.earliest <= period.asOf } ?? true }
    let rows = Self.sorted(received.filter { period.covers($0.received) }, asOf: period.asOf)
    let bench = TimingBench(editions: editions, asOf: period.asOf)

    self.outcomes = outcomes
    self.period = period
    self.convention = convention
    self.rows = rows.count
    contacts = Set(rows.map(\.contact)).count
    children = Set(rows.compactMap(\.child)).count
    rowsWithoutChild = rows.count { $0.child == nil }
    rejected = rows.count { $0.isRejected }
    outsidePeriod = received.count - rows.count
    notYetReceived = cases.count - received.count

    (lastOutcomes, changes) = Self.outcomeCounts(rows, outcomes)

    let verdicts = rows.map { bench.verdict($0, $0.decisions.first, by: convention) }
    timeliness = Self.tally(verdicts)
    withinThreeDays = Self.tally(
      rows.map { bench.verdict($0, $0.decisions.first, by: convention, days: 3) })
    self.conventions = conventions.map { convention in
      ConventionTally(
        convention: convention,
        first: Self.tally(rows.map { bench.verdict($0, $0.decisions.first, by: convention) }),
        last: Self.tally(rows.map { bench.verdict($0, $0.decisions.last, by: convention) }))
    }
    overdue = Self.undecided(rows, verdicts) { $0.status == .overdue }
    undecidedTimeUnknown = Self.undecided(rows, verdicts) { $0.status == .unknown }
    openSeconds = rows.compactMap { bench.openSeconds($0) }
    var arrivals = Arrivals()
    for row in rows { arrivals.add(row.received, bench.rules(of: row)?.calendar) }
    self.arrivals = arrivals

    repeats = RepeatContacts(rows)
    var agreement = Agreement(outcomes: outcomes)
    for row in rows { agreement.add(row) }
    self.agreement = agreement
    clocks = ClockTally.all(rows)
    weeks = TimeSeries(.week, of: verdicts, in: period)
    months = TimeSeries(.month, of: verdicts, in: period)
    cuts = OutcomeCut.Characteristic.allCases.map {
      OutcomeCut($0, rows, outcomes: outcomes)
    }
    values = Self.valueTallies(rows)
  }

  /// The cases by time received, contact and child, without what has not happened yet.
  private static func sorted(_ cases: [MeasuredCase], asOf: Instant) -> [MeasuredCase] {
    cases.map { measured in
      var measured = measured
      measured.decisions.removeAll { $0.at.map { $0.earliest > asOf } ?? false }
      return measured
    }.sorted { left, right in
      let (first, second) = (left.received?.earliest, right.received?.earliest)
      if first != second { return (first?.seconds ?? .max) < (second?.seconds ?? .max) }
      if left.contact != right.contact {
        return left.contact.utf8.lexicographicallyPrecedes(right.contact.utf8)
      }
      return (left.child ?? "").utf8.lexicographicallyPrecedes((right.child ?? "").utf8)
    }
  }

  private static func outcomeCounts(
    _ rows: [MeasuredCase], _ outcomes: [String]
  ) -> (last: [Int], changes: [[Int]]) {
    var last = Array(repeating: 0, count: columnCount(outcomes))
    var changes = (0...outcomes.count).map { _ in
      Array(repeating: 0, count: outcomes.count + 1)
    }
    for row in rows {
      let column = column(of: row.decisions.last, among: outcomes)
      last[column] += 1
      if column <= outcomes.count {
        changes[self.column(of: row.decisions.first, among: outcomes)][column] += 1
      }
    }
    return (last, changes)
  }

  private static func tally(_ verdicts: [CaseVerdict]) -> TimelinessTally {
    verdicts.reduce(into: TimelinessTally()) { $0.add($1.status, isKnown: $1.isKnown) }
  }

  /// The undecided rows whose verdict is wanted, those due first at the head.
  private static func undecided(
    _ rows: [MeasuredCase], _ verdicts: [CaseVerdict], _ isWanted: (CaseVerdict) -> Bool
  ) -> [OverdueCase] {
    let found = zip(rows, verdicts).filter { $0.decisions.isEmpty && isWanted($1) }
    let named = found.map { row, verdict in
      OverdueCase(
        contact: row.contact, child: row.child, received: row.received, due: verdict.due,
        isRejected: row.isRejected)
    }
    // The rows are in order of receipt, which rows due at one time keep.
    return named.enumerated().sorted { left, right in
      let (first, second) = (left.element.due?.seconds ?? .max, right.element.due?.seconds ?? .max)
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
  }

  private static func valueTallies(_ rows: [MeasuredCase]) -> [ValueTally] {
    [
      ValueTally("source", rows, \.source), ValueTally("channel", rows, \.channel),
      ValueTally("sex", rows, \.sex), ValueTally("ethnicity", rows, \.ethnicity),
      ValueTally("date_of_birth", rows) { row in
        row.age == .notKnown ? .notStated : .known(row.age.rawValue)
      },
    ]
  }
}

/// Judges cases by conventions, each under its edition.
struct TimingBench {
  let editions: [TimingRules]
  let asOf: Instant

  /// What a case's edition measures with.
  func rules(of measured: MeasuredCase) -> TimingRules? {
    measured.edition.flatMap { editions.indices.contains($0) ? editions[$0] : nil }
  }

  /// Whether a decision on a case, or the lack of one, was in time.
  func verdict(
    _ measured: MeasuredCase, _ decision: MeasuredCase.Decision?,
    by convention: TimingConvention, days: Int = 1
  ) -> CaseVerdict {
    guard let received = measured.received, let rules = rules(of: measured) else {
      return CaseVerdict(received: measured.received, status: .unknown, isKnown: false)
    }
    let event: ClockEvent = decision.map { $0.at.map { .happened($0) } ?? .unknown } ?? .notStated
    let (status, due) = rules.judge(
      received: received, decided: event, by: convention, days: days, asOf: asOf)
    let isDated = received.precision == .dateOnly || decision?.at?.precision == .dateOnly
    return CaseVerdict(received: received, status: status, due: due, isKnown: !isDated)
  }

  /// The open seconds from receipt to the first decision; nil where they are not known to the second.
  func openSeconds(_ measured: MeasuredCase) -> Int? {
    guard let received = measured.received, received.precision == .exact,
      let decided = measured.decisions.first?.at, decided.precision == .exact,
      received.earliest <= decided.earliest
    else { return nil }
    return rules(of: measured)?.calendar?.openSeconds(
      from: received.earliest, to: decided.earliest)
  }
}
