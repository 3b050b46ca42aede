import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

struct ActivityReportTests {
  private static let outcomes = ["nfa", "early_help", "assessment", "strategy_meeting"]

  private func report(
    _ cases: [MeasuredCase], from: String = "2021-05-01", to: String = "2021-06-30",
    asOf: String = "2021-07-12T09:00:00Z", _ convention: TimingConvention = .ruleBook
  ) throws -> ActivityReport {
    ActivityReport(
      cases, outcomes: Self.outcomes,
      editions: [TimingRules(calendar: try service(), clock: clock(.endOfWorkingDays(1)))],
      period: ReportPeriod(first: try day(from), last: try day(to), asOf: try instant(asOf)),
      convention: convention)
  }

  private func row(
    _ contact: String, _ received: String, decided: [(outcome: String?, at: String?)] = [],
    child: String? = nil
  ) throws -> MeasuredCase {
    var row = MeasuredCase(
      contact: contact, child: child ?? "P-" + contact, received: try moment(received), edition: 0)
    row.decisions = try decided.map {
      MeasuredCase.Decision(outcome: $0.outcome, at: try $0.at.map { try moment($0) })
    }
    return row
  }

  @Test func `a report on nothing divides by nothing`() throws {
    let empty = try report([])
    #expect(empty.rows == 0)
    #expect(empty.timeliness.share.percentage == nil)
    #expect(empty.repeats.repeated?.percentage == nil)
    #expect(empty.agreement.kappa(withUnsettled: true) == nil)
    #expect(empty.cuts.allSatisfy { $0.groups.isEmpty })
    #expect(empty.weeks.shareLimits == nil)
    #expect(Percentile.of(empty.openSeconds, 50) == nil)
  }

  @Test func `first and last decisions are told apart`() throws {
    let found = try report([
      row(
        "C-1", "2021-05-04T10:00",
        decided: [("nfa", "2021-05-04T11:00"), ("assessment", "2021-05-10T09:00")])
    ])
    #expect(found.timeliness.inTime == 1)
    let own = try #require(found.conventions.first)
    #expect(own.first.inTime == 1 && own.last.late == 1)
    #expect(found.lastOutcomes == [0, 0, 1, 0, 0, 0])
    #expect(found.changed == Share(1, of: 1))
    #expect(found.changes[0][2] == 1)
    #expect(found.openSeconds == [3_600])
  }

  @Test func `the undecided are named when they are past due, and only then`() throws {
    let found = try report(
      [
        row("C-late", "2021-05-04T10:00"), row("C-early", "2021-05-03T10:00"),
        row("C-new", "2021-05-06T10:00"), row("C-dated", "2021-05-05"),
        row("C-done", "2021-05-04T10:00", decided: [("nfa", "2021-05-04T12:00")]),
      ], asOf: "2021-05-06T16:30:00Z")
    // Monday 3 May was a bank holiday, so it was due when Tuesday's was not: on Wednesday.
    #expect(found.overdue.map(\.contact) == ["C-early", "C-late"])
    #expect(found.timeliness.notYetDue == 1)
    #expect(found.undecidedTimeUnknown.map(\.contact) == ["C-dated"])
    #expect(found.timeliness.share == Share(1, of: 3))
  }

  @Test func `what happens after the report stands is left out`() throws {
    let found = try report(
      [
        row("C-1", "2021-05-04T10:00", decided: [("nfa", "2021-05-07T12:00")]),
        row("C-2", "2021-05-07T10:00"),
      ], asOf: "2021-05-06T12:00:00Z")
    #expect(found.rows == 1 && found.notYetReceived == 1)
    #expect(found.undecided == 1 && found.overdue.map(\.contact) == ["C-1"])
  }

  @Test func `a rejected row is received and undecided`() throws {
    var rejected = MeasuredCase(
      contact: "day.jsonl:7", received: nil, isRejected: true, edition: nil)
    var found = try report([rejected])
    #expect(found.rows == 1 && found.undecided == 1 && found.rejected == 1)
    #expect(found.undecidedTimeUnknown.map(\.isRejected) == [true])
    rejected.received = try moment("2021-05-04T10:00")
    rejected.edition = 0
    found = try report([rejected])
    #expect(found.overdue.map(\.contact) == ["day.jsonl:7"])
    #expect(found.timeliness.share == Share(0, of: 1))
  }

  @Test func `a time made double by the clocks counts where both readings agree`() throws {
    let found = try report(
      [row("C-1", "2021-10-31T01:30", decided: [("nfa", "2021-11-01T09:00")])],
      from: "2021-10-01", to: "2021-10-31", asOf: "2021-12-01T00:00:00Z")
    #expect(found.timeliness.inTime == 1)
    #expect(found.openSeconds.isEmpty)
  }

  @Test func `notices of one incident are one contact, and news of an open case is none`() throws {
    var rows = try ["C-1", "C-2", "C-3", "C-4", "C-5"].map {
      try row($0, "2021-05-04T10:00", child: "P-1")
    }
    rows[1].incident = "I-1"
    rows[2].incident = "I-1"
    rows[3].isUpdate = true
    let found = try report(rows)
    #expect(found.repeats.children == [0, 0, 1, 0, 0])
    #expect(found.repeats.updates == 1)
  }

  @Test func `no small count of children by their contacts is shown, nor follows from the rest`()
    throws
  {
    let seed = testSeed(20_261_123)
    var random = SplitMix64(seed: seed)
    var withheld = 0
    for _ in 0..<60 {
      var rows: [MeasuredCase] = []
      let children = (0..<5).map { _ in random.pick([0, 1, 2, 5, 6, 9, 14]) }
      for (contacts, count) in children.enumerated() {
        for child in 0..<count {
          for contact in 0...contacts {
            rows.append(
              try row(
                "C-\(contacts)-\(child)-\(contact)", "2021-05-04T10:00",
                child: "P-\(contacts)-\(child)"))
          }
        }
      }
      let found = try report(rows).repeats
      #expect(found.children == children)
      let hidden = children.indices.filter { found.shown[$0] == nil }
      withheld += hidden.count
      for (count, shown) in zip(children, found.shown) {
        #expect(shown == nil || shown == count)
        #expect(!(1...SuppressedTable.threshold).contains(count) || shown == nil, "seed \(seed)")
      }
      // What the total leaves over is not one count, and is small only where all is withheld.
      let left = hidden.reduce(0) { $0 + children[$1] }
      #expect(hidden.isEmpty || hidden.count > 1, "\(children), seed \(seed)")
      #expect(left == 0 || left > SuppressedTable.threshold || hidden.count == 5)
      // The children with two contacts or more are the total without those with one.
      #expect((found.repeated == nil) == (found.total > 0 && found.shown[0] == nil))
    }
    #expect(withheld > 20)
  }

  @Test func `weeks begin on Monday, and parts of weeks have no say in the limits`() throws {
    let rows = try (0..<61).map { index in
      try row("C-\(index)", "\(day("2021-05-01").adding(days: index))T10:00")
    }
    let found = try report(rows)
    let weeks = found.weeks.spans
    #expect(weeks.count == 10)
    #expect(weeks.map(\.isWhole) == [false] + Array(repeating: true, count: 8) + [false])
    #expect(weeks.allSatisfy { $0.first.weekday == 1 && $0.last.weekday == 7 })
    #expect(found.weeks.countLimits?.mean == 7)
    #expect(found.months.spans.map(\.isWhole) == [true, true])
    #expect(found.months.countLimits == nil)
  }

  @Test func `arrivals out of hours are told by the hours of the service`() throws {
    let found = try report(
      try [
        "2021-05-04T10:00", "2021-05-04T06:50", "2021-05-07T16:45", "2021-05-08T12:00",
        "2021-05-03T12:00", "2021-05-04", "2021-05-09",
      ].enumerated().map { try row("C-\($0.offset)", $0.element) })
    let counts = Arrivals.Kind.allCases.map { found.arrivals.count($0) }
    #expect(counts == [1, 1, 1, 2, 1, 0, 1])
    #expect(found.arrivals.outOfHours == Share(5, of: 6))
  }

  @Test func `every row stands in one cell of every table, in whatever order rows come`() throws {
    let seed = testSeed(0x2E90)
    var random = SplitMix64(seed: seed)
    for round in 0..<40 {
      let cases = try (0..<Int.random(in: 0...300, using: &random)).map { index in
        try randomCase(index, &random)
      }
      let convention = random.pick(TimingConvention.all())
      let found = try report(cases, convention)
      let place: Comment = "seed \(seed), round \(round)"
      #expect(found.rows + found.outsidePeriod + found.notYetReceived == cases.count, place)
      #expect(found.lastOutcomes.reduce(0, +) == found.rows, place)
      #expect(found.changes.joined().reduce(0, +) == found.decided, place)
      #expect(found.timeliness.total == found.rows, place)
      #expect(found.withinThreeDays.total == found.rows, place)
      #expect(found.withinThreeDays.inTime >= found.timeliness.inTime, place)
      #expect(found.conventions.allSatisfy { $0.first.total == found.rows }, place)
      #expect(found.conventions.allSatisfy { $0.last.total == found.rows }, place)
      #expect(found.arrivals.total == found.rows, place)
      #expect(found.agreement.total + found.agreement.notCompared == found.rows, place)
      for series in [found.weeks, found.months] {
        #expect(
          series.tallies.reduce(0) { $0 + $1.total } + series.withoutTime == found.rows, place)
      }
      for cut in found.cuts {
        #expect(cut.table.counts.reduce(0) { $0 + ($1.last ?? 0) } == found.rows, place)
      }
      #expect(found.values.allSatisfy { $0.total == found.rows }, place)
      #expect(describe(try report(cases.shuffled(using: &random), convention)) == describe(found))
    }
  }

  /// Everything that a report says, as text.
  private func describe(_ found: ActivityReport) -> String {
    var text = ""
    for child in Mirror(reflecting: found).children {
      // A dictionary has no order; what it holds is read by its keys.
      if child.label == "arrivals" || child.label == "clocks" { continue }
      text += "\(child.label ?? ""): \(child.value)\n"
    }
    return text + "\(Arrivals.Kind.allCases.map { found.arrivals.count($0) })"
      + "\(found.clocks.map { clock in ClockReading.Status.allCases.map { clock.count($0) } })"
  }

  private func randomCase(_ index: Int, _ random: inout SplitMix64) throws -> MeasuredCase {
    let first = try day("2021-04-20")
    func time(from start: Int, upTo end: Int) throws -> Moment {
      let seconds = Int.random(in: start...end, using: &random)
      let instant = Instant(seconds: Int64(first.dayNumber) * 86_400 + Int64(seconds))
      return random.oneIn(6) ? Moment(on: London.date(of: instant)) : Moment(at: instant)
    }
    var measured = MeasuredCase(
      contact: "C-\(index / 2)", child: random.oneIn(9) ? nil : "P-\(index)-\(index % 7)",
      received: random.oneIn(20) ? nil : try time(from: 0, upTo: 86 * 86_400),
      isRejected: random.oneIn(12), edition: random.oneIn(15) ? nil : 0)
    let start = Int((measured.received?.earliest.seconds ?? 0) % (86 * 86_400))
    for _ in 0..<Int.random(in: 0...2, using: &random) where !measured.isRejected {
      measured.decisions.append(
        MeasuredCase.Decision(
          outcome: random.oneIn(10) ? nil : random.pick(Self.outcomes),
          at: random.oneIn(10) ? nil : try time(from: start / 2, upTo: 90 * 86_400)))
    }
    if !random.oneIn(5) {
      measured.recommendation = MeasuredCase.Recommendation(
        outcome: random.pick(Self.outcomes), isSettled: random.oneIn(2))
    }
    measured.source = random.pick([.known(4), .known(17), .unknown, .notStated, .unreadable("x")])
    measured.age = random.pick(AgeBand.allCases)
    return measured
  }
}
