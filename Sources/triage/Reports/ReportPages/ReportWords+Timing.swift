import ThresholdDSL
import TriageEngine

// MARK: - Who is waiting, and how long decisions take

extension ReportWords {
  /// The undecided, by name.
  func waiting() -> ReportSection {
    var blocks: [ReportBlock] = [
      .table(
        names(
          report.overdue, "overdue", "Undecided and overdue, longest first",
          "Nobody is waiting past the time that a decision was due."))
    ]
    if !report.undecidedTimeUnknown.isEmpty {
      blocks.append(
        .table(
          names(
            report.undecidedTimeUnknown, "undecided_time_unknown",
            "Undecided, and it cannot be told whether they are overdue", "")))
    }
    if report.rejected > 0 {
      blocks.append(
        .words(
          "\(counted(report.rejected, "row was", "rows were")) rejected and not put right. "
            + "\(report.rejected == 1 ? "It counts" : "They count") as received and undecided: "
            + "somebody got in touch about a child."))
    }
    return ReportSection(name: "waiting", title: "Waiting for a decision", blocks: blocks)
  }

  private func names(
    _ cases: [ActivityReport.OverdueCase], _ name: String, _ caption: String, _ empty: String
  ) -> ReportTable {
    ReportTable(
      name: name, caption: caption, corner: "Contact",
      columns: [
        ReportTable.Column(title: "Child", name: "child", isWords: true),
        ReportTable.Column(title: "Received", name: "received", isWords: true),
        ReportTable.Column(title: "Decision due", name: "due", isWords: true),
      ],
      rows: cases.map { found in
        ReportTable.Row(
          title: found.contact + (found.isRejected ? " (rejected row)" : ""), name: found.contact,
          cells: [
            .words(found.child ?? "not known"),
            .words(
              Self.stamp(found.received), value: found.received.map { MomentText.text($0) } ?? ""),
            .words(
              found.due.map(Self.stamp) ?? "not known",
              value: found.due.map { MomentText.text($0) } ?? ""),
          ])
      }, emptyWords: empty)
  }

  /// Decided within one working day.
  func timeliness() -> ReportSection {
    let own = report.conventions.first { $0.convention == report.convention }
    var blocks: [ReportBlock] = [
      .words(
        countedBy + " The percentage is of everything decided or overdue whose times are known; "
          + "what is not due yet is left out."),
      .table(verdicts(first: report.timeliness, last: own?.last ?? report.timeliness)),
    ]
    if showsConventions { blocks.append(.table(conventions())) }
    blocks.append(.table(hours()))
    return ReportSection(
      name: "timeliness", title: "Decided within one working day", blocks: blocks)
  }

  private var countedBy: String {
    let convention = report.convention
    if convention == .ruleBook {
      return "Counted by the clock of the rule book from receipt to decision."
    }
    return "Counted by: \(lowered(convention.title)); the clock starts at \(convention.start)."
  }

  private func verdicts(first: TimelinessTally, last: TimelinessTally) -> ReportTable {
    func row(_ title: String, _ name: String, _ value: (TimelinessTally) -> ReportCell)
      -> ReportTable.Row
    {
      ReportTable.Row(
        title: title, name: name,
        cells: [value(first), value(report.withinThreeDays), value(last)])
    }
    let apart = "Time not known"
    return ReportTable(
      name: "timeliness", caption: "Rows received in the period, by when they were decided",
      corner: "Rows",
      columns: [
        ReportTable.Column(title: "First decision, one day", name: "first_decision"),
        ReportTable.Column(title: "First decision, three days", name: "first_decision_three_days"),
        ReportTable.Column(title: "Last decision, one day", name: "last_decision"),
      ],
      rows: [
        row("Decided in time", "in_time") { .part($0.share) },
        row("Decided late", "late") { .part(Share($0.late, of: $0.share.whole)) },
        row("Undecided and overdue", "overdue") { .part(Share($0.overdue, of: $0.share.whole)) },
        row("Undecided, not due yet", "not_yet_due") { .count($0.notYetDue) },
        row(apart + ": in time at any hour", "time_unknown_in_time") {
          .count($0.timeUnknown.inTime)
        },
        row(apart + ": late at any hour", "time_unknown_late") { .count($0.timeUnknown.late) },
        row(apart + ": not due yet at any hour", "time_unknown_not_yet_due") {
          .count($0.timeUnknown.notYetDue)
        },
        row(apart + ": cannot be told", "time_unknown_undetermined") {
          .count($0.timeUnknown.undetermined)
        },
        row("All rows", "total") { .count($0.total) },
      ], emptyWords: "")
  }

  private func conventions() -> ReportTable {
    let tallies = report.conventions
    return ReportTable(
      name: "conventions",
      caption: "The same rows by every convention: decided in time, of those decided or overdue",
      corner: "Convention",
      columns: [
        ReportTable.Column(title: "Clock starts at", name: "start", isWords: true),
        ReportTable.Column(title: "First decision", name: "first_decision"),
        ReportTable.Column(title: "Last decision", name: "last_decision"),
        ReportTable.Column(title: "If unknown times are all late, or all in time", name: "bounds"),
      ],
      rows: tallies.map { tally in
        let bounds = tally.first.bounds
        let (least, most) = (bounds.least.percentage ?? "–", bounds.most.percentage ?? "–")
        return ReportTable.Row(
          title: tally.convention.title, name: tally.convention.name,
          cells: [
            .words(tally.convention.start), .share(tally.first.share), .share(tally.last.share),
            .words(least == most ? least : "\(least) to \(most)"),
          ])
      }, emptyWords: "",
      chart: .bars(
        title: "Decided in time, by convention",
        bars: tallies.map { tally in
          ReportChart.Bar(
            label: "\(tally.convention.title): \(tally.convention.start)",
            length: Double(tally.first.share.tenthsOfPercent ?? 0),
            words: tally.first.share.percentage ?? "none to count")
        }, full: 1_000))
  }

  private func hours() -> ReportTable {
    let seconds = report.openSeconds
    let rows: [(String, String, Int)] = [
      ("Median", "median", 50), ("90th percentile", "percentile_90", 90),
      ("Longest", "longest", 100),
    ]
    return ReportTable(
      name: "working_hours", caption: "Working hours from receipt to the first decision",
      corner: "Measure",
      columns: [
        ReportTable.Column(title: "Working hours", name: "hours"),
        ReportTable.Column(title: "Decisions", name: "decisions"),
      ],
      rows: rows.compactMap { title, name, percent in
        Percentile.of(seconds, percent).map {
          ReportTable.Row(
            title: title, name: name,
            cells: [.number(Double($0) / 3_600), .count(seconds.count)])
        }
      }, emptyWords: "No decision has both its times, so no hours can be counted.")
  }

  /// Week by week, or month by month.
  func series(_ series: TimeSeries, _ length: TimeSpan.Length) -> ReportSection {
    let isWeek = length == .week
    let name = isWeek ? "weeks" : "months"
    let labels = series.spans.map { isWeek ? PlainWords.date($0.first) : Self.month($0.first) }
    let shareSignals = series.shareSignals
    let countSignals = series.countSignals
    let table = ReportTable(
      name: name,
      caption: "Rows received and decided in time, "
        + (isWeek ? "week by week" : "month by month"),
      corner: isWeek ? "Week beginning" : "Month",
      columns: [
        ReportTable.Column(title: "Received", name: "received"),
        ReportTable.Column(title: "Decided in time", name: "in_time"),
        ReportTable.Column(title: "What stands out", name: "signal", isWords: true),
      ],
      rows: series.spans.indices.map { index in
        let tally = series.tallies[index]
        return ReportTable.Row(
          title: labels[index], name: "\(series.spans[index].first)",
          cells: [
            .count(tally.total), .share(tally.share),
            .words(
              remarks(series, index, shareSignals[index], countSignals[index])),
          ])
      }, emptyWords: "The period holds no whole \(isWeek ? "week" : "month").",
      chart: .run(
        ReportChart.RunChart(
          title: "Decided within one working day, per cent",
          points: series.spans.indices.map { index in
            let tenths = series.tallies[index].share.tenthsOfPercent
            return ReportChart.Point(
              label: labels[index], mark: Self.mark(series.spans[index]),
              value: tenths.map { Double($0) / 10 }, isWhole: series.spans[index].isWhole,
              signal: shareSignals[index])
          }, limits: series.shareLimits, top: 100, unit: "%")))
    var blocks: [ReportBlock] = [.table(table)]
    blocks.append(.words(limitWords(series, isWeek)))
    return ReportSection(
      name: name, title: isWeek ? "Week by week" : "Month by month", blocks: blocks)
  }

  private func limitWords(_ series: TimeSeries, _ isWeek: Bool) -> String {
    guard let share = series.shareLimits, let count = series.countLimits else {
      return "Limits are worked out from \(ControlLimits.fewestPoints) whole "
        + "\(isWeek ? "weeks" : "months") or more, and there are fewer."
    }
    func range(_ limits: ControlLimits, _ unit: String) -> String {
      "\(decimal(limits.lower, places: 1))\(unit) to \(decimal(limits.upper, places: 1))\(unit), "
        + "mean \(decimal(limits.mean, places: 1))\(unit)"
    }
    return "Limits: decided in time \(range(share, "%")); rows received \(range(count, "")). "
      + "A steady process stays inside them (mean and 2.66 mean moving ranges either way); parts of "
      + "\(isWeek ? "weeks" : "months") are shown and not counted in them."
  }

  private func remarks(
    _ series: TimeSeries, _ index: Int, _ share: ControlLimits.Signal?,
    _ count: ControlLimits.Signal?
  ) -> String {
    let (span, tally) = (series.spans[index], series.tallies[index])
    var parts: [String] = []
    if !span.isWhole { parts.append("part only") }
    if tally.notYetDue > 0 { parts.append("\(grouped(tally.notYetDue)) not due yet") }
    let percentage = Double(tally.share.tenthsOfPercent ?? 0) / 10
    parts += remark("timeliness", share, percentage, series.shareLimits)
    parts += remark("numbers", count, Double(tally.total), series.countLimits)
    return parts.joined(separator: "; ")
  }

  private func remark(
    _ measure: String, _ signal: ControlLimits.Signal?, _ value: Double, _ limits: ControlLimits?
  ) -> [String] {
    switch signal {
    case .below: ["\(measure) below limits"]
    case .above: ["\(measure) above limits"]
    case .run:
      [
        "\(measure) in a run " + (value < limits?.mean ?? 0 ? "below" : "above") + " the mean"
      ]
    case nil: []
    }
  }

  /// A week or month in few letters, such as `3 May 2021` or `May 2021`.
  static func mark(_ span: TimeSpan) -> String {
    let words = PlainWords.date(span.first).split(separator: " ")
    guard words.count == 3 else { return "\(span.first)" }
    let day = span.length == .week ? words[0] + " " : ""
    return day + words[1].prefix(3) + " " + words[2]
  }

  /// A month, such as `May 2021`.
  static func month(_ date: CivilDate) -> String {
    PlainWords.date(date).split(separator: " ").dropFirst().joined(separator: " ")
  }
}
