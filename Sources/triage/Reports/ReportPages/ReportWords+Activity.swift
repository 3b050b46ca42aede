import ThresholdDSL
import TriageEngine

// MARK: - Clocks, repeats, arrivals, fields, and how all is counted

extension ReportWords {
  /// The clocks of the rule book.
  func clocks() -> ReportSection {
    let clocks = report.clocks
    return ReportSection(
      name: "clocks", title: "Every clock of the rule book",
      blocks: [
        .words(
          "Each clock over the rows to which it applies: ratings, strategy discussions, "
            + "assessments, conferences and the rest, where their times are known. The percentage "
            + "is of everything done or overdue. A clock knows of rejected rows nothing, and a row "
            + "without a time counts where it is the same at any hour: so what it says of decisions "
            + "can differ a little from the headline."),
        .table(
          ReportTable(
            name: "clocks", caption: "What the clocks say", corner: "Clock",
            columns: [
              ReportTable.Column(title: "Done in time", name: "met"),
              ReportTable.Column(title: "Done late", name: "missed"),
              ReportTable.Column(title: "Overdue", name: "overdue"),
              ReportTable.Column(title: "Not due yet", name: "running"),
              ReportTable.Column(title: "Not started", name: "not_started"),
              ReportTable.Column(title: "Not known", name: "unknown"),
            ],
            rows: clocks.map { clock in
              ReportTable.Row(
                title: clockTitles[clock.name] ?? clock.name, name: clock.name,
                cells: [.part(clock.share)]
                  + [.missed, .overdue, .running, .notStarted, .unknown].map {
                    .count(clock.count($0))
                  })
            }, emptyWords: "No clock of the rule book applies to these rows.",
            chart: .bars(
              title: "Done in time, by clock",
              bars: clocks.map { clock in
                ReportChart.Bar(
                  label: clockTitles[clock.name] ?? clock.name,
                  length: Double(clock.share.tenthsOfPercent ?? 0),
                  words: ReportCell.share(clock.share).shown)
              }, full: 1_000))),
      ])
  }

  /// Children with several contacts.
  func repeats() -> ReportSection {
    let repeats = report.repeats
    let titles = (1...RepeatContacts.most).map { number in
      number == RepeatContacts.most ? "\(number) or more" : String(number)
    }
    var words =
      "Notices of one incident count as one contact. "
      + (repeats.repeated.map { said($0, "children") + " had two contacts or more in the period." }
        ?? "How many children had two contacts or more is withheld.")
    if repeats.shown.contains(nil) {
      words +=
        " Counts from 1 to \(SuppressedTable.threshold) are withheld, as [c], with another beside them."
    }
    if repeats.updates > 0 {
      words +=
        " \(counted(repeats.updates, "row")) with news of an open case "
        + "\(repeats.updates == 1 ? "is" : "are") left out."
    }
    if repeats.rowsWithoutChild > 0 {
      words +=
        " \(counted(repeats.rowsWithoutChild, "row is about a child", "rows are about children"))"
        + " not known, who may be any of these."
    }
    return ReportSection(
      name: "repeats", title: "Repeat contacts",
      blocks: [
        .table(
          ReportTable(
            name: "repeats", caption: "Children by their contacts in the period",
            corner: "Contacts", columns: [ReportTable.Column(title: "Children", name: "children")],
            rows: repeats.total == 0
              ? []
              : zip(titles, repeats.shown).map { title, count in
                ReportTable.Row(
                  title: title,
                  cells: [count.map { .part(Share($0, of: repeats.total)) } ?? .withheld])
              }, emptyWords: "No contact is about a child who is known.",
            chart: .bars(
              title: "Children by their contacts in the period",
              bars: zip(titles, repeats.shown).map { title, count in
                ReportChart.Bar(
                  label: title + (title == "1" ? " contact" : " contacts"),
                  length: Double(count ?? 0),
                  words: count.map { ReportCell.part(Share($0, of: repeats.total)).shown }
                    ?? "withheld")
              }))), .words(words),
      ])
  }

  private func said(_ share: Share, _ things: String) -> String {
    guard let percentage = share.percentage else { return "No \(things)" }
    return "\(grouped(share.part)) of \(grouped(share.whole)) \(things) (\(percentage))"
  }

  /// When contacts arrive.
  func arrivals() -> ReportSection {
    let arrivals = report.arrivals
    let kinds = Arrivals.Kind.allCases.filter { arrivals.count($0) > 0 }
    return ReportSection(
      name: "arrivals", title: "When contacts arrive",
      blocks: [
        .table(
          ReportTable(
            name: "arrivals", caption: "Rows by when they arrived, against the service's hours",
            corner: "Arrived", columns: [ReportTable.Column(title: "Rows", name: "rows")],
            rows: kinds.map { kind in
              ReportTable.Row(
                title: kind.title, cells: [.part(Share(arrivals.count(kind), of: arrivals.total))])
            }, emptyWords: "No row was received in the period.",
            chart: .bars(
              title: "Rows by when they arrived",
              bars: kinds.map { kind in
                ReportChart.Bar(
                  label: kind.title, length: Double(arrivals.count(kind)),
                  words: ReportCell.part(Share(arrivals.count(kind), of: arrivals.total)).shown)
              })))
      ])
  }

  /// How well fields were filled in.
  func values() -> ReportSection {
    var blocks: [ReportBlock] = [
      .table(
        ReportTable(
          name: "values", caption: "How fields were filled in", corner: "Field",
          columns: [
            ReportTable.Column(title: "Read", name: "read"),
            ReportTable.Column(title: "Stated as unknown", name: "unknown"),
            ReportTable.Column(title: "Not stated", name: "not_stated"),
            ReportTable.Column(title: "Not recognised", name: "not_recognised"),
          ],
          rows: report.rows == 0
            ? []
            : report.values.map { tally in
              let counts = [tally.known, tally.unknown, tally.notStated, tally.unreadable]
              return ReportTable.Row(
                title: tally.field, cells: counts.map { .part(Share($0, of: tally.total)) })
            }, emptyWords: "No row was received in the period."))
    ]
    let labels = report.values.flatMap { tally in tally.labels.map { (tally.field, $0) } }
    if report.values.contains(where: { $0.unreadable > 0 }) {
      blocks.append(
        .table(
          ReportTable(
            name: "labels",
            caption: "Values not recognised that stand in more than "
              + "\(SuppressedTable.threshold) rows",
            corner: "Field",
            columns: [
              ReportTable.Column(title: "Value", name: "value", isWords: true),
              ReportTable.Column(title: "Rows", name: "rows"),
            ],
            rows: labels.map { field, label in
              ReportTable.Row(
                title: field, name: field + ": " + label.text,
                cells: [.words(label.text), .count(label.rows)])
            },
            emptyWords: "Each value that is not recognised stands in few rows, and may be about a "
              + "child: see the notes of the decisions.")))
    }
    return ReportSection(
      name: "values", title: "Values unknown and not recognised", blocks: blocks)
  }

  /// How all is counted.
  func method() -> ReportSection {
    ReportSection(
      name: "method", title: "How these figures are counted",
      blocks: [
        "A row is one child's part of a contact: a contact about three children is three rows, each "
          + "with its own decision. Percentages are of rows unless they say otherwise, and never "
          + "without the number that they are of.",
        "The time to a decision ends at the first decision; a later one does not undo it. Outcomes "
          + "are those decided last. What was recommended is what stood when the first decision was "
          + "made.",
        "The report stands as at the time it names: what was received or decided later is left out. "
          + "A date without a time is never given one: such rows are counted apart.",
        "Percentiles are interpolated between the two nearest values. The limits of a run are its "
          + "mean and 2.66 mean moving ranges either way; a point outside them, or "
          + "\(ControlLimits.longRun) in a row on one side of the mean, is worth asking about.",
      ].map { .words($0) })
  }
}
