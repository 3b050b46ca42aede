import ThresholdDSL
import TriageEngine

/// A test run as a list of named cases, for the forms that programs of continuous integration read.
struct TestCase {
  /// The file that it belongs to, or what else it is about.
  var suite: String
  var name: String
  /// What is wrong; nil when it passes.
  var failure: Failure?

  /// Why a case fails.
  struct Failure {
    var kind: String
    var message: String
    var lines: [String]
  }
}

extension TestReport {
  /// Every case: what is wrong first, lowered decisions before all, then what is as expected.
  var cases: [TestCase] {
    var cases = findings.map { finding in
      TestCase(
        suite: finding.file,
        name: [finding.whom, "line \(finding.line)"].compactMap { $0 }.joined(separator: ", "),
        failure: isAccepted(finding)
          ? nil
          : TestCase.Failure(
            kind: finding.kind.rawValue, message: finding.summary, lines: lines(of: finding)))
    }
    for kind in TestFinding.Kind.allCases {
      let hidden = results[kind].count - results[kind].list.count
      guard hidden > 0 else { continue }
      let message = "\(hidden) more \(kind.rawValue), which are not named"
      cases.append(
        TestCase(
          suite: "corpus", name: message,
          failure: TestCase.Failure(kind: kind.rawValue, message: message, lines: [])))
    }
    cases += failedExamples.map { diagnostic in
      let place = place(diagnostic)
      return TestCase(
        suite: place?.file ?? "examples", name: "example, line \(place?.line ?? 0)",
        failure: TestCase.Failure(
          kind: "example", message: diagnostic.message, lines: diagnostic.details))
    }
    cases += results.unread.map { field in
      TestCase(
        suite: field.file, name: "field " + field.name,
        failure: TestCase.Failure(kind: "unread_field", message: field.message, lines: []))
    }
    cases += shortfalls.map { shortfall in
      TestCase(
        suite: "minimums", name: shortfall,
        failure: TestCase.Failure(kind: "minimum", message: shortfall, lines: []))
    }
    if rejected > 0 {
      let message = "\(counted(rejected, "row")) rejected"
      cases.append(
        TestCase(
          suite: "corpus", name: message,
          failure: TestCase.Failure(kind: "rejected", message: message, lines: [])))
    }
    cases += results.passed.map { TestCase(suite: $0.file, name: $0.name) }
    let hidden = results.passedCount - results.passed.count
    if hidden > 0 {
      cases.append(TestCase(suite: "corpus", name: "\(hidden) more contacts as expected"))
    }
    if let examples = rules?.examples, examples.passed > 0 {
      cases.append(
        TestCase(suite: "examples", name: counted(examples.passed, "example") + " passed"))
    }
    return cases
  }

  /// Whether a finding has been recorded as expected.
  private func isAccepted(_ finding: TestFinding) -> Bool {
    guard options.isAccepting, finding.kind != .mistake else { return false }
    return finding.kind != .lowered || options.loweredReason != nil
  }

  private func lines(of finding: TestFinding) -> [String] {
    var lines = [finding.place]
    lines += finding.differences.map { difference in
      "\(difference.aspect): \(difference.expected) -> \(difference.actual)"
        + (difference.note.map { " (\($0))" } ?? "")
    }
    lines += finding.was.map { "was: " + $0 } + finding.now.map { "now: " + $0 }
    if let why = finding.why { lines.append("expected: \"\(why)\"") }
    return lines + finding.rules.flatMap { $0.lines(indent: 0) }
  }
}

/// A test run as JUnit XML.
struct TestXML {
  private let report: TestReport

  init(_ report: TestReport) {
    self.report = report
  }

  /// Writes the document: a test suite a file, in the order in which the files first appear.
  func write(to output: OutputBuffer) throws(ToolError) {
    let cases = report.cases
    var names: [String] = []
    var suites: [String: [TestCase]] = [:]
    for testCase in cases {
      if suites[testCase.suite] == nil { names.append(testCase.suite) }
      suites[testCase.suite, default: []].append(testCase)
    }
    let failures = cases.count { $0.failure != nil }
    try output.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    try output.add(
      "<testsuites name=\"triage test\" tests=\"\(cases.count)\" failures=\"\(failures)\">\n")
    for name in names {
      let cases = suites[name] ?? []
      try output.add(
        "  <testsuite name=\"\(escaped(name))\" tests=\"\(cases.count)\" "
          + "failures=\"\(cases.count { $0.failure != nil })\">\n")
      for testCase in cases { try output.add(element(testCase)) }
      try output.add("  </testsuite>\n")
    }
    try output.add("</testsuites>\n")
  }

  private func element(_ testCase: TestCase) -> String {
    let start =
      "    <testcase classname=\"\(escaped(testCase.suite))\" name=\"\(escaped(testCase.name))\""
    guard let failure = testCase.failure else { return start + "/>\n" }
    let text = failure.lines.map { escaped($0) + "\n" }.joined()
    return start
      + ">\n      <failure type=\"\(failure.kind)\" message=\"\(escaped(failure.message))\">"
      + text + "</failure>\n    </testcase>\n"
  }

  /// Text without what XML 1.0 cannot hold, and with its marks escaped.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visibleText(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// A test run in the Test Anything Protocol, version 14.
struct TestPoints {
  private let report: TestReport

  init(_ report: TestReport) {
    self.report = report
  }

  /// Writes the test points.
  func write(to output: OutputBuffer) throws(ToolError) {
    let cases = report.cases
    try output.add("TAP version 14\n1..\(cases.count)\n")
    for (index, testCase) in cases.enumerated() {
      let words = escaped(testCase.suite + ": " + testCase.name)
      try output.add("\(testCase.failure == nil ? "ok" : "not ok") \(index + 1) - \(words)\n")
      guard let failure = testCase.failure else { continue }
      try output.add("  ---\n  kind: \(failure.kind)\n  message: \(quoted(failure.message))\n")
      if !failure.lines.isEmpty {
        try output.add("  details:\n")
        for line in failure.lines { try output.add("    - \(quoted(line))\n") }
      }
      try output.add("  ...\n")
    }
  }

  /// A description, in which a number sign would start a directive.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visibleText(text).unicodeScalars {
      if scalar == "\\" || scalar == "#" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Text as YAML reads it: JSON's strings are YAML's.
  private func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(visibleText(text).utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A test run as workflow commands that GitHub shows beside the lines of a change.
///
/// INVARIANT: an annotation names contacts, outcomes and rules, and never a value of a contact:
/// the logs of a workflow travel further than the corpus.
struct TestAnnotations {
  private let report: TestReport

  init(_ report: TestReport) {
    self.report = report
  }

  /// Writes one command a finding.
  func write(to output: OutputBuffer) throws(ToolError) {
    for finding in report.findings {
      let title = finding.kind.rawValue + (finding.whom.map { ": " + $0 } ?? "")
      try output.add(
        command(file: finding.file, line: finding.line, title: title, finding.summary))
    }
    for diagnostic in report.failedExamples {
      let place = report.place(diagnostic)
      try output.add(
        command(
          file: place?.file, line: place?.line, title: "example of the rule book",
          diagnostic.message))
    }
    for finding in report.results.acceptable.list {
      let title = "lower and acceptable" + (finding.whom.map { ": " + $0 } ?? "")
      try output.add(
        command("notice", file: finding.file, line: finding.line, title: title, finding.summary))
    }
    for field in report.results.unread {
      try output.add(
        command(file: field.file, line: nil, title: "unread field", field.message))
    }
    for shortfall in report.shortfalls {
      try output.add(command(file: nil, line: nil, title: "minimum", shortfall))
    }
  }

  private func command(
    _ level: String = "error", file: String?, line: Int?, title: String, _ message: String
  ) -> String {
    var properties: [String] = []
    if let file { properties.append("file=" + escaped(file, isProperty: true)) }
    if let line { properties.append("line=\(line)") }
    properties.append("title=" + escaped(title, isProperty: true))
    return "::\(level) " + properties.joined(separator: ",") + "::"
      + escaped(message, isProperty: false) + "\n"
  }

  private func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in visibleText(text).unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
