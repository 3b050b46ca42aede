import ThresholdDSL
import TriageEngine

/// What testing a corpus comes to. Memory is bounded: what is named is kept up to a limit, and the
/// rest is counted.
struct TestResults: Sendable {
  /// The contacts that a report of test cases names when they are as expected.
  static let mostNamed = 100_000

  /// What one file comes to.
  struct File: Sendable {
    var name: String
    var isHistoric: Bool
    var hasExpectations: Bool
    var contacts = 0
    var rejected = 0
    /// The contacts that are decided as expected, otherwise, and otherwise but accepted.
    var asExpected = 0
    var otherwise = 0
    var accepted = 0
    /// The contacts whose expectation has been recorded for the first time.
    var added = 0
    /// The contacts that nothing can be compared with.
    var uncompared = 0
    /// The lines of expectations that no contact was compared with.
    var mistakenLines = 0
  }

  /// A field that the corpus states and no rule reads.
  struct UnreadField: Sendable {
    var file: String
    var name: String
    var rows: Int
    /// What may have been meant; nil for a declared fact that nothing reads.
    var nearest: String?
    var isDeclared: Bool
  }

  /// The findings of a kind.
  struct Kept: Sendable {
    var count = 0
    var accepted = 0
    var list: [TestFinding] = []
  }

  private(set) var findings: [Kept] = TestFinding.Kind.allCases.map { _ in Kept() }
  /// The contacts whose outcome is lower than the first expected, and acceptable.
  private(set) var acceptable = Kept()
  private(set) var missed: [MissedContact] = []
  private(set) var missedCount = 0
  var agreement = HumanAgreement()
  var files: [File] = []
  var unread: [UnreadField] = []
  /// The files of contacts in a folder of which nothing is expected, so that they are not tested.
  var unexpected: [String] = []
  /// The contacts that are as expected, where a report names them.
  var passed: [(file: String, name: String)] = []
  var passedCount = 0
  /// The expectations recorded for contacts that had none.
  var added: Int { files.reduce(0) { $0 + $1.added } }
  /// The accepted expectations that also say why: a person should read that again.
  var acceptedWithWhy = 0

  /// The findings of a kind.
  subscript(kind: TestFinding.Kind) -> Kept {
    findings[TestFinding.Kind.allCases.firstIndex(of: kind) ?? 0]
  }

  /// The findings that are not accepted.
  var differences: Int { findings.reduce(0) { $0 + $1.count - $1.accepted } }

  /// Adds a finding, which may have been accepted.
  mutating func add(_ finding: TestFinding, isAccepted: Bool = false) {
    let index = TestFinding.Kind.allCases.firstIndex(of: finding.kind) ?? 0
    findings[index].count += 1
    if isAccepted {
      findings[index].accepted += 1
      if finding.why != nil { acceptedWithWhy += 1 }
    }
    if findings[index].list.count < finding.kind.most { findings[index].list.append(finding) }
  }

  /// Adds a contact whose outcome is lower than the first expected, and acceptable.
  mutating func add(acceptable finding: TestFinding) {
    acceptable.count += 1
    if acceptable.list.count < finding.kind.most { acceptable.list.append(finding) }
  }

  /// Adds a contact that people decided higher.
  mutating func add(_ contact: MissedContact) {
    missedCount += 1
    if missed.count < MissedContact.most { missed.append(contact) }
  }

  /// Adds a contact that is as expected.
  mutating func addPassed(_ name: String, file: String, isNamed: Bool) {
    passedCount += 1
    if isNamed, passed.count < Self.mostNamed { passed.append((file, name)) }
  }
}

/// What some rows of a file come to, on one thread.
struct TestPart: Sendable {
  /// One row.
  struct Row: Sendable {
    var name: String
    var finding: TestFinding?
    /// That the outcome is lower than the first expected, and acceptable.
    var acceptable: TestFinding?
    var isAccepted = false
    var isAdded = false
    /// Whether something was expected of it, and whether the line that says so cannot be read.
    var isExpected = false
    var isUnreadable = false
    var missed: MissedContact?
    /// The line to record; empty when nothing is recorded.
    var record: [UInt8] = []
  }

  var rows: [Row] = []
  var agreement: HumanAgreement
  /// What the rows have shown of each edition; nil for those that none is decided under.
  var coverage: [Coverage?]
  /// The declared facts that the rows state and nothing reads, by name.
  var unread: [String: Int] = [:]
  /// The fields that nothing declares and that an expectation expects to be asked about, by name:
  /// such a field is misspelt on purpose.
  var answered: [String: Int] = [:]
}
