import ThresholdDSL
import TriageEngine

/// A sample as the form of its audit: text for people, or rows with columns to fill in.
struct SampleSheet {
  private let sample: DipSample
  private let rows: [(row: AuditFormRow, account: CaseAccount)]
  private let options: SampleOptions

  init(_ sample: DipSample, _ accounts: [CaseAccount], _ options: SampleOptions) {
    self.sample = sample
    self.options = options
    let byNumber = Dictionary(
      accounts.map { ($0.found.subject.number, $0) }, uniquingKeysWith: { first, _ in first })
    let form = sample.form { sampled in
      let account = byNumber[sampled.number]
      return (account?.outcome, account?.outcomes ?? [])
    }
    rows = form.compactMap { sampled, row in byNumber[sampled.number].map { (row, $0) } }
  }

  /// The form, as the options have it.
  var bytes: [UInt8] {
    switch options.format {
    case .text, .sarif: Array(SamplePage.text(sample, rows, options).utf8)
    case .csv: sheet
    case .jsonl: lines
    }
  }

  /// The columns between those that say which case it is and those that the auditor fills in.
  private static let columns = [
    "received", "edition", "decided", "decided_rating", "decided_by", "decided_role",
    "decided_reason", "agreed_by", "recommended", "certainty", "could_rise_to",
    "recommended_rating", "because", "restricted", "ask",
  ]

  private var sheet: [UInt8] {
    let sheet = CSVSheet(isForExcel: options.isForExcel)
    var bytes = sheet.mark
    bytes += sheet.line(AuditFormRow.columns + Self.columns + AuditFormRow.verdictColumns)
    for (row, account) in rows {
      let blank = AuditFormRow.verdictColumns.map { _ in "" }
      bytes += sheet.line(row.cells + cells(account).map { $0 ?? "" } + blank)
    }
    return bytes
  }

  private var lines: [UInt8] {
    var bytes: [UInt8] = []
    let names = AuditFormRow.columns + Self.columns + AuditFormRow.verdictColumns
    for (row, account) in rows {
      let blank: [String?] = AuditFormRow.verdictColumns.map { _ in "" }
      let cells = row.cells.map { Optional($0) } + self.cells(account) + blank
      for (index, (name, cell)) in zip(names, cells).enumerated() {
        bytes += (index == 0 ? "{\"" : ",\"").utf8
        bytes += name.utf8
        bytes += "\":".utf8
        if let cell { JSONText.append(cell.utf8, to: &bytes) } else { bytes += "null".utf8 }
      }
      bytes += "}\n".utf8
    }
    return bytes
  }

  private func cells(_ account: CaseAccount) -> [String?] {
    let decision = account.decision?.event
    let recommendation = account.recommendation?.event
    let reasons = account.reasons
    return [
      MomentText.text(account.found.received), recommendation?.edition,
      decision?.decided.map { MomentText.text($0) }, decision?.rating, decision?.by,
      decision?.role, reason(account), decision?.agreedBy,
      recommendation?.outcome, recommendation?.certainty, recommendation?.couldRiseTo,
      recommendation?.rating,
      reasons?.because.joined(separator: " | ") ?? "(not shown: the rules are not at hand)",
      reasons?.restricted.joined(separator: "|"), reasons?.asks.joined(separator: " | "),
    ]
  }

  /// Why a person decided so: a reason that is not shown is told from none.
  private func reason(_ account: CaseAccount) -> String? {
    let reason = account.decision?.event.reason
    return account.showsWords ? reason : reason.map { _ in "(kept in the hub)" }
  }
}
