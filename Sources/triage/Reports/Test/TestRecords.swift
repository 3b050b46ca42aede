import ThresholdDSL
import TriageEngine

/// The report of a test run as JSON Lines: one object a finding, then what was counted, then the
/// verdict. Keys stand in one order.
struct TestRecords {
  private let report: TestReport

  init(_ report: TestReport) {
    self.report = report
  }

  /// Writes the report.
  func write(to output: OutputBuffer) throws(ToolError) {
    for finding in report.findings { try add(output) { write(finding, &$0) } }
    for finding in report.results.acceptable.list {
      try add(output) { write(finding, as: "lower_acceptable", &$0) }
    }
    for diagnostic in report.failedExamples { try add(output) { write(diagnostic, &$0) } }
    for field in report.results.unread {
      try add(output) { json in
        text("kind", "unread_field", &json)
        text("file", field.file, &json)
        text("field", field.name, &json)
        number("rows", field.rows, &json)
        text("did_you_mean", field.nearest, &json)
      }
    }
    for contact in report.results.missed { try add(output) { write(contact, &$0) } }
    try writeAgreement(output)
    try writeCoverage(output)
    try add(output, writeSummary)
  }

  private func add(
    _ output: OutputBuffer, _ body: (inout JSONWriter) -> Void
  ) throws(ToolError) {
    var json = JSONWriter()
    json.object(body)
    json.newline()
    output.bytes += json.bytes
    try output.drain()
  }

  private func text(_ name: String, _ text: String?, _ json: inout JSONWriter) {
    json.key(name)
    json.string(text)
  }

  private func number(_ name: String, _ number: Int?, _ json: inout JSONWriter) {
    json.key(name)
    json.number(number)
  }

  private func texts(_ name: String, _ texts: [String], _ json: inout JSONWriter) {
    json.key(name)
    json.array(texts) { $0.string($1) }
  }

  // MARK: Findings

  private func write(
    _ finding: TestFinding, as kind: String? = nil, _ json: inout JSONWriter
  ) {
    text("kind", kind ?? finding.kind.rawValue, &json)
    text("file", finding.file, &json)
    number("line", finding.line, &json)
    text("contact", finding.contact, &json)
    text("child", finding.child, &json)
    json.key("differences")
    json.array(finding.differences) { json, difference in
      json.object { json in
        text("aspect", difference.aspect, &json)
        text("expected", difference.expected, &json)
        text("decided", difference.actual, &json)
        text("note", difference.note, &json)
      }
    }
    texts("was", finding.was, &json)
    texts("now", finding.now, &json)
    text("why", finding.why, &json)
    json.key("rules")
    json.array(finding.rules) { json, rule in
      json.object { json in
        text("rule", rule.rule, &json)
        text("clause", rule.clause, &json)
        text("standing", rule.standing, &json)
        texts("conditions", Array(rule.lines(indent: 0).dropFirst()), &json)
      }
    }
    text("message", finding.message, &json)
  }

  private func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    let place = report.place(diagnostic)
    text("kind", "example", &json)
    text("file", place?.file, &json)
    number("line", place?.line, &json)
    text("message", diagnostic.message, &json)
    texts("conditions", diagnostic.details, &json)
  }

  private func write(_ contact: MissedContact, _ json: inout JSONWriter) {
    text("kind", "missed", &json)
    text("file", contact.file, &json)
    number("line", contact.line, &json)
    text("contact", contact.decision.contact, &json)
    text("child", contact.decision.child, &json)
    text("human", contact.human, &json)
    text("outcome", contact.decision.outcome, &json)
    text("certainty", contact.decision.certainty, &json)
    text("could_rise_to", contact.decision.couldRiseTo, &json)
    texts("ask", contact.decision.asks, &json)
  }

  // MARK: Agreement

  private func writeAgreement(_ output: OutputBuffer) throws(ToolError) {
    let agreement = report.results.agreement
    for human in agreement.outcomes where agreement.count > 0 {
      try add(output) { json in
        text("kind", "agreement", &json)
        text("human", human, &json)
        json.key("recommended")
        json.object { json in
          for column in agreement.recommendations {
            number(
              TestPage.name(column), agreement.count(human: human, recommended: column), &json)
          }
        }
        json.key("recall_percent")
        json.raw(agreement.recall(of: human)?.percent ?? "null")
      }
    }
    if agreement.recordedCount > agreement.count {
      let kinds: [Decision.HumanComparison] = [.same, .withinBounds, .higher, .lower]
      for kind in kinds {
        try add(output) { json in
          text("kind", "recorded_agreement", &json)
          text("human", kind.rawValue, &json)
          json.key("recommended")
          json.object { json in
            for column in agreement.recommendations {
              number(TestPage.name(column), agreement.count(recorded: kind, column), &json)
            }
          }
        }
      }
    }
    for row in agreement.byClause {
      try add(output) { json in
        text("kind", "clause_agreement", &json)
        text("clause", row.clause, &json)
        number("contacts", row.contacts, &json)
        number("same", row.same, &json)
        number("human_higher", row.humanHigher, &json)
        number("human_lower", row.humanLower, &json)
      }
    }
  }

  // MARK: Coverage

  private func writeCoverage(_ output: OutputBuffer) throws(ToolError) {
    guard let rules = report.rules else { return }
    for (index, map) in rules.maps.enumerated() {
      let (written, historic) = (rules.written[index], rules.historic[index])
      guard written.contacts + historic.contacts > 0 else { continue }
      for item in CoverageItem.all(map) {
        try add(output) { json in
          text("kind", "coverage", &json)
          text("edition", map.edition.name, &json)
          text("item", item.kind.rawValue, &json)
          text("name", item.label(map), &json)
          text("clause", item.clause(map), &json)
          write("written", item.count(in: written), item.kind, &json)
          write("historic", item.count(in: historic), item.kind, &json)
        }
      }
    }
  }

  private func write(
    _ name: String, _ count: Coverage.Count, _ kind: CoverageItem.Kind, _ json: inout JSONWriter
  ) {
    json.key(name)
    json.object { json in
      number("yes", count.yes, &json)
      number("no", count.no, &json)
      number("unknown", count.unknown, &json)
      // A question left to judgement decides nothing.
      number("decisive", kind == .question ? nil : count.decisive, &json)
    }
  }

  // MARK: Verdict

  private func writeSummary(_ json: inout JSONWriter) {
    let results = report.results
    text("kind", "summary", &json)
    json.key("passed")
    json.raw(report.isGood ? "true" : "false")
    number("contacts", results.files.reduce(0) { $0 + $1.contacts }, &json)
    number("as_expected", results.passedCount, &json)
    number("not_compared", results.files.reduce(0) { $0 + $1.uncompared }, &json)
    number("rejected", report.rejected, &json)
    for kind in TestFinding.Kind.allCases { number(kind.rawValue, results[kind].count, &json) }
    json.key("accepted")
    json.object { json in
      for kind in TestFinding.Kind.allCases {
        number(kind.rawValue, results[kind].accepted, &json)
      }
      number("added", results.added, &json)
    }
    number("lower_acceptable", results.acceptable.count, &json)
    number("missed", results.missedCount, &json)
    number("examples", report.rules?.examples.count, &json)
    number("examples_passed", report.rules?.examples.passed, &json)
    let agreement = results.agreement
    number("human_decisions", agreement.count, &json)
    json.key("agreement_percent")
    json.raw(agreement.agreement?.percent ?? "null")
    json.key("kappa")
    json.raw(agreement.kappa?.decimal(places: 3) ?? "null")
    json.key("coverage_percent")
    json.raw(report.rules.flatMap { TestReport.goals($0) }?.percent ?? "null")
    texts("shortfalls", report.shortfalls, &json)
  }
}
