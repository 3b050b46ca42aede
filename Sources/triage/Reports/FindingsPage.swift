import ThresholdDSL
import TriageEngine

/// What the auditors found, for people.
struct FindingsPage {
  private let findings: AuditFindings
  private var page = TextPage(isColoured: false)

  /// The whole page.
  static func text(_ findings: AuditFindings) -> String {
    var page = FindingsPage(findings: findings)
    guard let sample = findings.sample else { return "There are no verdicts to report.\n" }
    page.page.paragraph(
      "Audit of dip sample \(sample): \(findings.sampleSize) of "
        + counted(findings.population, "case"))
    page.writeProgress()
    page.writeAgreement()
    page.writeDisagreements()
    return page.page.text
  }

  private init(findings: AuditFindings) {
    self.findings = findings
  }

  private mutating func writeProgress() {
    let total = findings.total
    let given = total.agree + total.disagree + total.cannotTell
    page.paragraph(
      "Verdicts on \(given) of them: \(total.agree) agree, \(total.disagree) disagree, "
        + "\(total.cannotTell) cannot tell")
    if total.open > 0 {
      page.paragraph("\(counted(total.open, "case")) without a verdict that counts", indent: 2)
    }
  }

  private mutating func writeAgreement() {
    page.gap()
    page.paragraph("Agreement, of the cases on which the auditors could tell")
    for stratum in findings.strata { line(visibleText(stratum.name), agreement(stratum)) }
    if findings.strata.count > 1 || findings.missing > 0 {
      line("of those seen", agreement(findings.total, withInterval: findings.isProportional))
    }
    if !findings.isProportional, let weighted = findings.weighted {
      line(
        "of all cases",
        "\(percent(weighted.estimate)), 95% interval \(range(weighted.interval)): each stratum "
          + "counted by its size, because they were not sampled in proportion")
      if weighted.population < findings.population {
        page.paragraph(
          "It speaks for \(weighted.population) of the \(findings.population) cases: of the others "
            + "none has a verdict that counts.", indent: 2)
      }
    }
    page.paragraph(
      "Intervals are Wilson's score intervals. They take the sample for one of endlessly many cases, "
        + "so where much of a stratum was looked at they are wider than they need be.", indent: 2)
  }

  private func agreement(_ stratum: AuditFindings.Stratum, withInterval: Bool = true) -> String {
    let share = stratum.agreement
    guard let estimate = share.estimate, let interval = share.interval else {
      return "no verdict yet, of \(stratum.sampled) sampled out of \(stratum.population)"
    }
    var text = "\(share.part) of \(share.whole), \(percent(estimate))"
    if share.whole >= stratum.population {
      text += ", every case"
    } else if withInterval {
      text += ", 95% interval " + range(interval)
    }
    return text + "; \(stratum.sampled) sampled out of \(stratum.population)"
      + (stratum.cannotTell > 0 ? "; \(stratum.cannotTell) cannot tell" : "")
  }

  private mutating func writeDisagreements() {
    guard !findings.disagreements.isEmpty else { return }
    func isHigher(_ found: AuditFindings.Disagreement) -> Bool { (found.steps ?? 0) > 0 }
    func isLower(_ found: AuditFindings.Disagreement) -> Bool { (found.steps ?? 0) < 0 }
    list("Should have been higher", findings.disagreements.filter(isHigher))
    list("Should have been lower", findings.disagreements.filter(isLower))
    list(
      "Disagree, without saying what it should have been",
      findings.disagreements.filter { $0.steps ?? 0 == 0 })
  }

  private mutating func list(_ title: String, _ cases: [AuditFindings.Disagreement]) {
    guard !cases.isEmpty else { return }
    page.gap()
    page.paragraph("\(title): \(cases.count)")
    for disagreement in cases {
      let decided =
        disagreement.decided.isEmpty
        ? "the outcome is not stated" : "decided " + spaced(disagreement.decided)
      page.label(
        "-",
        "\(visibleText(disagreement.contact)), child \(visibleText(disagreement.child)): \(decided)"
          + (disagreement.auditor.map { ", should have been " + spaced($0) } ?? ""),
        indent: 2, labelWidth: 2)
    }
  }

  private mutating func line(_ label: String, _ words: String) {
    page.label(label, words, indent: 2, labelWidth: 18)
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded())
    // What is not all is never written 100%.
    if tenths == 1_000, share < 1 { return ">99.9%" }
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private func range(_ interval: ShareInterval) -> String {
    "\(percent(interval.lower)) to \(percent(interval.upper))"
  }

  private func spaced(_ name: String) -> String {
    visibleText(name.split(separator: "_").joined(separator: " "))
  }
}
