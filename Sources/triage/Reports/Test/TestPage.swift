import ThresholdDSL
import TriageEngine

/// The report of a test run for people: what is not as expected, lowered first; agreement with
/// people; what has been seen of the rules; and the verdict.
struct TestPage {
  private let report: TestReport
  private let isColoured: Bool

  /// The clauses and gaps that are shown in text; the JSON Lines have them all.
  static let clausesShown = 15
  static let gapsShown = 8

  init(_ report: TestReport, isColoured: Bool) {
    self.report = report
    self.isColoured = isColoured
  }

  /// Writes the report.
  func write(to output: OutputBuffer) throws(ToolError) {
    for kind in TestFinding.Kind.allCases {
      let kept = report.results[kind]
      guard kept.count > 0 else { continue }
      var page = TextPage(isColoured: isColoured)
      page.paragraph(kind.heading(kept), kind == .lowered ? .alarm : .caution)
      page.gap()
      try output.add(page.text)
      for finding in kept.list { try output.add(text(of: finding)) }
      if kept.count > kept.list.count {
        try output.add("and \(kept.count - kept.list.count) more\n\n")
      }
    }
    try output.add(acceptable + examples + unread)
    if !report.options.deciding.isQuiet {
      try output.add(agreement)
      try output.add(TestCoverageText(report).text)
    }
    try output.add(verdict)
  }

  // MARK: Findings

  private func text(of finding: TestFinding) -> String {
    var page = TextPage(isColoured: isColoured)
    page.paragraph(
      finding.place + (finding.whom.map { ": " + $0 } ?? ""), hanging: 2, .strong)
    if let message = finding.message { page.paragraph(visibleText(message), indent: 2) }
    for difference in finding.differences {
      let note = difference.note.map { " (\(visibleText($0)))" } ?? ""
      let words = visibleText(difference.expected) + " -> " + visibleText(difference.actual) + note
      page.label(visibleText(difference.aspect), words, indent: 2, labelWidth: 10)
    }
    for (number, reason) in finding.was.enumerated() {
      page.label(number == 0 ? "was" : "and", visibleText(reason), indent: 2, labelWidth: 10)
    }
    for (number, reason) in finding.now.enumerated() {
      page.label(number == 0 ? "now" : "and", visibleText(reason), indent: 2, labelWidth: 10)
    }
    if let why = finding.why {
      page.label("expected", "\"" + visibleText(why) + "\"", indent: 2, labelWidth: 10)
    }
    let conditions = finding.rules.flatMap { $0.lines(indent: 4) }.map { $0 + "\n" }
    return page.text + conditions.joined() + "\n"
  }

  private var acceptable: String {
    let kept = report.results.acceptable
    guard kept.count > 0 else { return "" }
    var page = TextPage(isColoured: isColoured)
    page.paragraph(
      "Lower and acceptable: \(counted(kept.count, "decision")) "
        + "\(kept.count == 1 ? "is" : "are") lower than expected first, and said to do as well",
      .caution)
    page.gap()
    for finding in kept.list {
      page.paragraph(
        finding.place + (finding.whom.map { ": " + $0 } ?? "") + ": "
          + visibleText(finding.summary), indent: 2, hanging: 2)
    }
    if kept.count > kept.list.count {
      page.paragraph("and \(kept.count - kept.list.count) more", indent: 2)
    }
    page.gap()
    return page.text
  }

  private var examples: String {
    guard let rules = report.rules, !report.failedExamples.isEmpty else { return "" }
    return "Examples: \(counted(report.failedExamples.count, "example")) of the rule book "
      + "\(report.failedExamples.count == 1 ? "is" : "are") decided otherwise\n\n"
      + rules.loaded.renderer(isColoured: isColoured).text(report.failedExamples) + "\n"
  }

  private var unread: String {
    let fields = report.results.unread
    guard !fields.isEmpty else { return "" }
    var page = TextPage(isColoured: isColoured)
    page.paragraph("Unread: the corpus states what no rule reads", .caution)
    page.gap()
    for field in fields {
      page.paragraph(visibleText(field.file) + ": " + field.message, hanging: 2)
    }
    page.paragraph("Where that is as it should be, say so: --ignore FIELD,…", hanging: 2)
    page.gap()
    return page.text
  }

  // MARK: Agreement

  private var agreement: String {
    let agreement = report.results.agreement
    var text = ""
    if agreement.count > 0 {
      text += "Agreement with \(counted(agreement.count, "human decision"))\n\n"
      text += matrix(agreement) + "\n"
      if let share = agreement.agreement {
        text += "  the same in \(share.percent)%"
        text += agreement.kappa.map { ", kappa " + $0.decimal(places: 3) } ?? ""
        text += "\n\n"
      }
    }
    if agreement.recordedCount > agreement.count { text += recorded(agreement) + "\n" }
    text += missed
    return text + byClause(agreement)
  }

  private func matrix(_ agreement: HumanAgreement) -> String {
    let columns = agreement.recommendations
    var table = TestTable(
      ["person \\ recommended"] + columns.map(Self.name) + ["recall"])
    for human in agreement.outcomes {
      let cells = columns.map { String(agreement.count(human: human, recommended: $0)) }
      let recall = agreement.recall(of: human).map { $0.percent + "%" } ?? "-"
      table.add([human] + cells + [recall])
    }
    return table.lines(indent: 2).map { $0 + "\n" }.joined()
  }

  /// A recommendation as a heading; one that is not settled says so.
  static func name(_ recommendation: HumanAgreement.Recommendation) -> String {
    recommendation.outcome + (recommendation.isUnsettled ? " (not settled)" : "")
  }

  private func recorded(_ agreement: HumanAgreement) -> String {
    let columns = agreement.recommendations
    let kinds: [(Decision.HumanComparison, String)] = [
      (.same, "the same"), (.withinBounds, "within the bounds"), (.higher, "higher"),
      (.lower, "lower"),
    ]
    var table = TestTable(["person \\ recommended"] + columns.map(Self.name))
    for (kind, name) in kinds {
      table.add([name] + columns.map { String(agreement.count(recorded: kind, $0)) })
    }
    return "What \(counted(agreement.recordedCount, "person", "people")) decided, beside the "
      + "recommendation on record\n\n"
      + table.lines(indent: 2).map { $0 + "\n" }.joined()
  }

  private var missed: String {
    let results = report.results
    guard results.missedCount > 0 else { return "" }
    var page = TextPage(isColoured: isColoured)
    page.paragraph(
      "Missed: \(counted(results.missedCount, "contact")) that a person decided higher than "
        + "recommended, for the highest outcome or above all bounds", .alarm)
    page.gap()
    for contact in results.missed {
      let decision = contact.decision
      let name = contactName(decision.contact, decision.child)
      let settled = decision.isUnsettled ? ", not settled" : ""
      let rise =
        decision.couldRiseTo == decision.outcome
        ? ""
        : "; it could rise to \(decision.couldRiseTo), and asks "
          + (decision.asks.first.map { "`\(visibleText($0))`" } ?? "nothing")
      page.paragraph(
        "\(visibleText(contact.file)):\(contact.line): \(name): \(contact.human ?? "higher"), "
          + "recommended \(decision.outcome)\(settled)\(rise)", indent: 2, hanging: 2)
    }
    if results.missedCount > results.missed.count {
      page.paragraph("and \(results.missedCount - results.missed.count) more", indent: 2)
    }
    page.gap()
    return page.text
  }

  private func byClause(_ agreement: HumanAgreement) -> String {
    let rows = agreement.byClause.filter { $0.humanHigher + $0.humanLower > 0 }
    guard !rows.isEmpty else { return "" }
    let sorted = rows.enumerated().sorted { left, right in
      let numbers = (
        left.element.humanHigher + left.element.humanLower,
        right.element.humanHigher + right.element.humanLower
      )
      return numbers.0 != numbers.1 ? numbers.0 > numbers.1 : left.offset < right.offset
    }.map(\.element)
    var table = TestTable(["clause", "contacts", "same", "person higher", "person lower"])
    for row in sorted.prefix(Self.clausesShown) {
      table.add(
        [
          row.clause ?? "no rule", String(row.contacts), String(row.same),
          String(row.humanHigher), String(row.humanLower),
        ])
    }
    var text = "Where people and rules differ, by deciding clause\n\n"
    text += table.lines(indent: 2).map { $0 + "\n" }.joined()
    if rows.count > Self.clausesShown {
      text += "  and \(counted(rows.count - Self.clausesShown, "clause")) more\n"
    }
    return text + "\n"
  }

  // MARK: Verdict

  private var verdict: String {
    let results = report.results
    var text = ""
    for file in results.files {
      text += visibleText(file.name) + ": " + counted(file.contacts, "contact")
      if file.isHistoric { text += ", historic" }
      if file.hasExpectations { text += ", \(file.asExpected) as expected" }
      if file.otherwise > 0 { text += ", \(file.otherwise) not" }
      if file.accepted > 0 { text += ", \(file.accepted) accepted" }
      if file.added > 0 { text += ", \(file.added) added" }
      if file.uncompared > 0 { text += ", \(file.uncompared) compared with nothing" }
      if file.rejected > 0 { text += "; \(counted(file.rejected, "row")) rejected" }
      if file.mistakenLines > 0 {
        text +=
          "; \(counted(file.mistakenLines, "line")) of expectations compared with no contact"
      }
      text += "\n"
    }
    if let rules = report.rules {
      text +=
        "\(rules.examples.passed) of \(counted(rules.examples.count, "example")) of the rule "
        + "book passed\n"
    }
    for shortfall in report.shortfalls { text += shortfall + "\n" }
    text += accepted
    var page = TextPage(isColoured: isColoured)
    let verdict = report.isGood ? "passed" : "FAILED"
    if report.rejected > 0 {
      page.paragraph(
        verdict + ", and \(counted(report.rejected, "row")) rejected: nothing is said of those",
        .alarm)
    } else {
      page.paragraph(verdict, report.isGood ? .strong : .alarm)
    }
    return text + page.text
  }

  private var accepted: String {
    guard report.options.isAccepting else { return "" }
    let results = report.results
    var parts = TestFinding.Kind.allCases.compactMap { kind -> String? in
      let number = results[kind].accepted
      return number > 0 ? "\(number) \(kind.rawValue)" : nil
    }
    if results.added > 0 { parts.append("\(results.added) added") }
    var text = "accepted: " + (parts.isEmpty ? "nothing" : parts.joined(separator: ", ")) + "\n"
    let lowered = results[.lowered]
    if lowered.count > lowered.accepted {
      text +=
        "not accepted: \(lowered.count - lowered.accepted) lowered; "
        + "accept them with --accept-lowered REASON\n"
    }
    if results.acceptedWithWhy > 0 {
      text +=
        "\(counted(results.acceptedWithWhy, "accepted line")) also "
        + "\(results.acceptedWithWhy == 1 ? "says" : "say") why: read that again\n"
    }
    return text
  }
}

/// A number of things whose noun takes no `s`.
private func counted(_ number: Int, _ one: String, _ many: String) -> String {
  "\(number) \(number == 1 ? one : many)"
}
