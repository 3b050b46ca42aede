import ThresholdDSL
import TriageEngine

/// A file of the corpus while it is tested, with its expectations and the file that they are recorded
/// in anew.
struct TestedFile {
  let corpus: CorpusFile
  /// What the file comes to.
  var result: TestResults.File
  private var expectations: ExpectationFile?
  private var recorded: ReplacedFile?
  private var output: OutputBuffer?

  init(_ corpus: CorpusFile, isAccepting: Bool, _ environment: Environment) throws(ToolError) {
    self.corpus = corpus
    result = TestResults.File(
      name: corpus.contacts == "-" ? "standard input" : corpus.contacts,
      isHistoric: corpus.isHistoric, hasExpectations: corpus.expected != nil)
    guard let expected = corpus.expected else { return }
    let isNew = isAccepting && FileKind(environment.path(expected)) == .missing
    if !isNew { expectations = try ExpectationFile(expected, environment) }
    guard isAccepting else { return }
    let file = try ReplacedFile(environment.path(expected), named: expected)
    recorded = file
    output = OutputBuffer(file)
  }

  /// What the file of contacts is called.
  var name: String { result.name }

  /// The line that is about a contact's child.
  mutating func expected(_ contact: String, _ child: String?) throws(ToolError) -> ExpectationRow? {
    try expectations?.take(contact: contact, child: child)
  }

  /// Whether the line about a contact's child cannot be read, which is told of the line.
  func isUnreadable(_ contact: String, _ child: String?) -> Bool {
    expectations?.isUnreadable(contact: contact, child: child) ?? false
  }

  /// Records a line, where lines are recorded.
  func record(_ line: [UInt8]) throws(ToolError) {
    guard let output, !line.isEmpty else { return }
    output.bytes += line
    output.bytes.append(0x0A)
    try output.drain()
  }

  /// Ends the file: what is wrong with its expectations. They are recorded only when every line of
  /// them could be read; a line without a contact is kept.
  mutating func finish() throws(ToolError) -> [TestFinding] {
    guard var expectations, let expected = corpus.expected else {
      try output?.flush()
      try recorded?.finish()
      return []
    }
    var findings: [TestFinding] = []
    for row in try expectations.leftOver() {
      let reason =
        result.rejected > 0
        ? "; it may be among the rejected rows, of which there are \(result.rejected)" : ""
      findings.append(
        TestFinding(
          kind: .mistake, file: expected, line: row.line, contact: row.expected.contact,
          child: row.expected.child,
          message: "nothing in `\(name)` is about this contact and child" + reason))
      try record(row.bytes)
    }
    for mistake in expectations.mistakes {
      findings.append(
        TestFinding(kind: .mistake, file: expected, line: mistake.line, message: mistake.message))
    }
    findings.sort { $0.line < $1.line }
    result.mistakenLines = findings.count
    if expectations.mistakes.isEmpty {
      try output?.flush()
      try recorded?.finish()
    }
    self.expectations = nil
    return findings
  }
}
