import ThresholdDSL
import TriageEngine

/// How often the contacts of a corpus met each rule of a rule book.
///
/// They are decided beside the proofs, each time that a changed rule book has no errors: a count is of the
/// last such state, and hover says how long ago that was and whether the rules have changed since.
struct CorpusCounts: Sendable {
  /// What the contacts decided under one edition came to.
  struct OfEdition: Sendable {
    var contacts = 0
    /// The contacts that met each rule, by its name.
    var met: [String: Int] = [:]
  }

  /// For each edition, by its name.
  private(set) var editions: [String: OfEdition] = [:]
  /// The rows that cannot be decided.
  private(set) var rejected = 0

  /// Decides the contacts of files and folders, each under the edition in force.
  init(_ paths: [String], _ rules: DecidingRules, _ environment: Environment) throws(ToolError) {
    let console = Console.silent(environment)
    let finder = CorpusFinder(environment: environment)
    var files: [String] = []
    for path in paths { files += try finder.contacts(at: path) }
    for edition in rules.book.editions { editions[edition.name] = OfEdition() }
    for file in files {
      var pipeline = try ContactPipeline(
        ContactStream(files: [file], format: nil, console), rules, HistoryOptions(), jobs: 1,
        refusesDecisions: true, console)
      while let block = try pipeline.next() {
        rejected += block.rejected.count
        for contact in block.contacts { add(contact, rules) }
      }
    }
  }

  private mutating func add(_ contact: DecodedContact, _ rules: DecidingRules) {
    let edition = rules.book.editions[contact.edition]
    let evaluation = rules.desk(contact.edition).decider.evaluate(contact.contact)
    editions[edition.name]?.contacts += 1
    for (rule, status) in zip(edition.rules, evaluation.rules) where status.isMet {
      editions[edition.name]?.met[rule.name, default: 0] += 1
    }
  }

  /// How often a rule was met, in words.
  func text(ofRule rule: String, edition: String) -> String? {
    guard let counts = editions[edition] else { return nil }
    let contacts = counted(counts.contacts, "contact")
    return "Met by \(counts.met[rule] ?? 0) of \(contacts) of the corpus decided under this edition"
  }
}

/// What was counted of a corpus, and when.
struct DatedCorpusCounts {
  /// The counts, or why there are none.
  var counts: Result<CorpusCounts, ToolError>
  /// The states of the editions that were counted.
  var stamps: [Int]
  /// The seconds on the console's clock.
  var countedAt: Double

  /// How often a rule was met, and how old that is.
  func text(ofRule rule: String, edition: String, stamps now: [Int], time: Double) -> String? {
    switch counts {
    case .failure(let error):
      return "*The corpus is not counted: \(error.message).*"
    case .success(let counts):
      guard let text = counts.text(ofRule: rule, edition: edition) else { return nil }
      let rules =
        stamps == now ? "under the rules as they stand" : "before the latest changes to the rules"
      return "\(text), counted \(Self.age(time - countedAt)), \(rules)."
    }
  }

  private static func age(_ seconds: Double) -> String {
    switch Int(seconds) / 60 {
    case ..<1: "just now"
    case let minutes where minutes < 120: counted(minutes, "minute") + " ago"
    case let minutes: counted(minutes / 60, "hour") + " ago"
    }
  }
}

extension Console {
  /// A console on which nothing is read or said, for work on another thread.
  fileprivate static func silent(_ environment: Environment) -> Console {
    Console(
      input: Silence(), output: Silence(), errors: Silence(), terminal: Terminal(),
      environment: environment, elapsed: { 0 }, now: { Instant(seconds: 0) })
  }
}

/// Neither bytes to read nor a place for bytes.
private struct Silence: ByteSource, ByteSink {
  func read(atMost count: Int) -> [UInt8] { [] }
  func write(_ bytes: ArraySlice<UInt8>) {}
}
