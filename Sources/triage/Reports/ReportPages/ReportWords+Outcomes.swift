import ThresholdDSL
import TriageEngine

// MARK: - What was decided, and against what was recommended

extension ReportWords {
  /// The titles of the columns of tables by outcome, as they stand in the measures.
  private var columnTitles: [String] {
    outcomeTitles + ["Outcome not stated", "Undecided"]
  }

  private var columnNames: [String] {
    report.outcomes + ["outcome_not_stated", "undecided"]
  }

  /// What was decided.
  func outcomes() -> ReportSection {
    let total = report.rows
    let counts = ReportTable(
      name: "outcomes", caption: "Rows by what was decided last", corner: "Outcome",
      columns: [ReportTable.Column(title: "Rows", name: "rows")],
      rows: total == 0
        ? []
        : zip(columnTitles, zip(columnNames, report.lastOutcomes)).map { title, named in
          ReportTable.Row(
            title: title, name: named.0, cells: [.part(Share(named.1, of: total))])
        }, emptyWords: "No row was received in the period.",
      chart: .bars(
        title: "Rows by what was decided last",
        bars: zip(columnTitles, report.lastOutcomes).map { title, count in
          ReportChart.Bar(
            label: title, length: Double(count),
            words: ReportCell.part(Share(count, of: total)).shown)
        }))
    let steps = report.outcomes.indices.dropFirst()
    let conversion = ReportTable(
      name: "conversion",
      caption: "Conversion: decided for an outcome or a higher one, of rows with a stated outcome",
      corner: "At least", columns: [ReportTable.Column(title: "Rows", name: "rows")],
      rows: steps.map { outcome in
        let isReferral = outcome == referral ? " (a referral)" : ""
        return ReportTable.Row(
          title: outcomeTitles[outcome] + isReferral, name: report.outcomes[outcome],
          cells: [.share(report.reaching(outcome))])
      }, emptyWords: "The rule book has one outcome.")
    return ReportSection(
      name: "outcomes", title: "What was decided",
      blocks: [.table(counts), .table(conversion)] + changes())
  }

  /// Decisions that were changed to another outcome later.
  private func changes() -> [ReportBlock] {
    let changed = report.changed
    guard changed.part > 0 else {
      return [.words("No decision was changed to another outcome later.")]
    }
    let titles = outcomeTitles + ["Outcome not stated"]
    let names = report.outcomes + ["outcome_not_stated"]
    return [
      .table(
        ReportTable(
          name: "changes",
          caption: "Decided first (down) and last (across): "
            + "\(ReportCell.share(changed).shown) changed",
          corner: "First decision",
          columns: zip(titles, names).map { ReportTable.Column(title: $0, name: $1) },
          rows: report.changes.indices.map { first in
            ReportTable.Row(
              title: titles[first], name: names[first],
              cells: report.changes[first].map { .count($0) })
          }, emptyWords: ""))
    ]
  }

  /// What people decided against what was recommended.
  func agreement() -> ReportSection {
    let agreement = report.agreement
    let highest = lowered(outcomeTitles.last ?? "")
    var blocks: [ReportBlock] = [
      .table(
        differences(
          agreement.missed, "missed",
          "Missed by the rules: decided for \(highest), recommended for less",
          "No contact decided for \(highest) was recommended for less.")),
      .table(
        differences(
          agreement.notTaken, "not_taken",
          "Recommended for \(highest), decided for less",
          "No contact recommended for \(highest) was decided for less.")),
    ]
    if !agreement.risen.isEmpty {
      blocks.append(
        .table(
          differences(
            agreement.risen, "risen",
            "Recommended for more since the decision, and not decided again", "")))
    }
    guard agreement.total > 0 else {
      blocks.append(.words("No row has both a recommendation and a decision to compare it with."))
      return ReportSection(
        name: "agreement", title: "Recommendations and decisions", blocks: blocks)
    }
    blocks.append(.table(byOutcome()))
    blocks.append(.table(matrix()))
    blocks.append(.words(agreementWords()))
    return ReportSection(name: "agreement", title: "Recommendations and decisions", blocks: blocks)
  }

  private func differences(
    _ found: [Agreement.Difference], _ name: String, _ caption: String, _ empty: String
  ) -> ReportTable {
    ReportTable(
      name: name, caption: caption, corner: "Contact",
      columns: [
        ReportTable.Column(title: "Child", name: "child", isWords: true),
        ReportTable.Column(title: "Recommended", name: "recommended", isWords: true),
        ReportTable.Column(title: "Decided first", name: "decided", isWords: true),
      ],
      rows: found.map { difference in
        let isUnsettled = difference.recommended == 0 && !difference.isSettled
        return ReportTable.Row(
          title: difference.contact,
          cells: [
            .words(difference.child ?? "not known"),
            .words(
              outcomeTitles[difference.recommended] + (isUnsettled ? ", not settled" : ""),
              value: report.outcomes[difference.recommended]
                + (isUnsettled ? " (not settled)" : "")),
            .words(outcomeTitles[difference.decided], value: report.outcomes[difference.decided]),
          ])
      }, emptyWords: empty)
  }

  private func byOutcome() -> ReportTable {
    let agreement = report.agreement
    return ReportTable(
      name: "agreement", caption: "Agreement by outcome", corner: "Outcome",
      columns: [
        ReportTable.Column(title: "Of those decided for it, recommended too", name: "recall"),
        ReportTable.Column(title: "Of those recommended for it, decided too", name: "precision"),
      ],
      // The gravest first: what must not be missed.
      rows: report.outcomes.indices.reversed().map { outcome in
        ReportTable.Row(
          title: outcomeTitles[outcome], name: report.outcomes[outcome],
          cells: [.share(agreement.recall(outcome)), .share(agreement.precision(outcome))])
      }, emptyWords: "")
  }

  private func matrix() -> ReportTable {
    let agreement = report.agreement
    let first = outcomeTitles.first ?? ""
    let columns = outcomeTitles + [first + ", not settled"]
    let names = report.outcomes + [(report.outcomes.first ?? "") + "_not_settled"]
    return ReportTable(
      name: "decided_recommended", caption: "Decided first (down) and recommended (across)",
      corner: "Decided",
      columns: zip(columns, names).map { ReportTable.Column(title: $0, name: $1) }
        + [ReportTable.Column(title: "All", name: "total")],
      rows: report.outcomes.indices.map { decided in
        let counts = agreement.counts[decided]
        return ReportTable.Row(
          title: outcomeTitles[decided], name: report.outcomes[decided],
          cells: (counts + [counts.reduce(0, +)]).map { .count($0) })
      }, emptyWords: "")
  }

  private func agreementWords() -> String {
    let agreement = report.agreement
    let first = lowered(outcomeTitles.first ?? "")
    func kappa(_ withUnsettled: Bool) -> String {
      agreement.kappa(withUnsettled: withUnsettled).map {
        "\(decimal($0.value, places: 2)) over \(grouped($0.cases))"
      } ?? "cannot be worked out, as chance alone would explain it"
    }
    return "The first decision was the one recommended in \(said(agreement.agreed)), higher in "
      + "\(said(agreement.raised)), lower in \(said(agreement.lowered)); in "
      + "\(said(agreement.settledByPeople)) people settled on \(first) where the rules had left it "
      + "open. Cohen's kappa: \(kappa(true)); on settled recommendations alone: \(kappa(false)). "
      + "It is 1 for full agreement and 0 for what chance brings. Not compared: "
      + "\(counted(report.agreement.notCompared, "row"))."
  }

  private func said(_ share: Share) -> String {
    "\(share.percentage ?? "none") (\(grouped(share.part)) of \(grouped(share.whole)))"
  }

  /// Outcomes by source, age and so on.
  func cuts() -> ReportSection {
    let hasUnstated = report.lastOutcomes[report.outcomes.count] > 0
    let shown = columnTitles.indices.filter { $0 != report.outcomes.count || hasUnstated }
    let tables = report.cuts.map { cut -> ReportBlock in
      let total = report.outcomes.count + 2
      let isEmpty = cut.table.isWithheld.allSatisfy { $0.allSatisfy { $0 } }
      return .table(
        ReportTable(
          name: "by_" + cut.characteristic.rawValue,
          caption: "Rows by \(lowered(cut.characteristic.title)) and what was decided last",
          corner: cut.characteristic.title,
          columns: shown.map {
            ReportTable.Column(title: columnTitles[$0], name: columnNames[$0])
          } + [ReportTable.Column(title: "All", name: "total")],
          rows: (isEmpty ? 0..<0 : cut.groups.indices).map { group in
            ReportTable.Row(
              title: cut.groups[group],
              cells: shown.map { cell(cut.table, group, $0, total) }
                + [cut.table.shown(group, total).map { .count($0) } ?? .withheld])
          },
          emptyWords: report.rows == 0
            ? "No row was received in the period."
            : "There are too few rows to show them by \(lowered(cut.characteristic.title)).",
          chart: cut.characteristic == .source ? bars(cut) : nil))
    }
    return ReportSection(
      name: "characteristics", title: "Outcomes by source and by who the children are",
      blocks: [
        .words(
          "Counts from 1 to \(SuppressedTable.threshold) are withheld, as [c], with others beside "
            + "them, so that no total gives them away. A difference between groups is a question to "
            + "ask, not an answer.")
      ] + tables)
  }

  private func cell(
    _ table: SuppressedTable, _ group: Int, _ column: Int, _ total: Int
  ) -> ReportCell {
    guard let count = table.shown(group, column) else { return .withheld }
    return table.shown(group, total).map { .part(Share(count, of: $0)) } ?? .count(count)
  }

  private func bars(_ cut: OutcomeCut) -> ReportChart {
    let total = report.outcomes.count + 2
    return .bars(
      title: "Rows by \(lowered(cut.characteristic.title))",
      bars: cut.groups.indices.map { group in
        let count = cut.table.shown(group, total)
        return ReportChart.Bar(
          label: cut.groups[group], length: Double(count ?? 0),
          words: count.map { ReportCell.part(Share($0, of: report.rows)).shown } ?? "withheld")
      })
  }
}
