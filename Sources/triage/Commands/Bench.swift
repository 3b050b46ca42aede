import ThresholdDSL
import TriageEngine

/// `triage bench [FILE…]`
func bench(_ options: BenchOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var run = try BenchRun(options, console)
  try console.print(BenchReport(try run.measure(), options.format).text())
  return .done
}

/// What was measured.
struct BenchResult {
  /// The whole road, on so many threads.
  struct Whole {
    var jobs: Int
    /// The quickest and the slowest round, in nanoseconds.
    var quickest: Int
    var slowest: Int
    var bytesOut: Int
    /// Nil where the system does not say.
    var peakMemory: Int?
  }

  /// One part of the road, on one thread.
  struct Part {
    var name: String
    /// Of all contacts, in nanoseconds.
    var time: Int
  }

  var contacts: Int
  var bytesIn: Int
  /// The bytes of made-up contacts, which are held while others are measured.
  var bytesHeld: Int
  var rules: Int
  var facts: Int
  /// To read, check and compile the rules, in nanoseconds.
  var loading: Int
  var whole: [Whole]
  var parts: [Part]
}

/// One run of `bench`.
struct BenchRun {
  /// How often the whole road is measured on so many threads.
  static let rounds = 3

  private let options: BenchOptions
  private let console: Console
  private let rules: DecidingRules
  private let loading: Int
  /// Made-up contacts; empty where files are named.
  private var contacts: [UInt8] = []

  init(_ options: BenchOptions, _ console: Console) throws(ToolError) {
    self.options = options
    self.console = console
    let start = console.elapsed()
    rules = try DecidingRules(Self.deciding(options, console), console)
    for index in rules.editionsInUse { _ = CompiledEdition(rules.desk(index).decider) }
    loading = Self.nanoseconds(from: start, to: console.elapsed())
    guard options.files.isEmpty else { return }
    let days = GenerationSettings.usualDays(rules.book)
    guard let days else { throw .environment("the rule book is never in force") }
    var generator = ContactGenerator(
      rules.book, calendars: rules.book.editions.indices.map { rules.desk($0).decider.calendar },
      settings: GenerationSettings(count: options.count, seed: options.seed, days: days))
    let fields = generator.fields
    while let row = generator.next() { row.writeJSON(fields, into: &contacts) }
  }

  private static func deciding(
    _ options: BenchOptions, _ console: Console, _ more: [String] = []
  ) throws(ToolError) -> DecidingOptions {
    try decide(options, console, more).deciding
  }

  /// The options of `decide` that decide the same contacts.
  private static func decide(
    _ options: BenchOptions, _ console: Console, _ more: [String]
  ) throws(ToolError) -> DecideOptions {
    var line = ["decide", "--quiet", "--format", "jsonl", "--audience", options.audience.rawValue]
    if let rules = options.rules { line += ["--rules", rules] }
    if let edition = options.edition { line += ["--edition", edition] }
    line += more + ["--"] + (options.files.isEmpty ? ["-"] : options.files)
    return try DecideOptions(ParsedArguments(line), console)
  }

  private static func nanoseconds(from start: Double, to end: Double) -> Int {
    Int(max(0, end - start) * 1e9)
  }

  mutating func measure() throws(ToolError) -> BenchResult {
    var result = BenchResult(
      contacts: 0, bytesIn: 0, bytesHeld: contacts.count, rules: 0, facts: 0, loading: loading,
      whole: [], parts: [])
    let edition = rules.book.editions[rules.editionsInUse.last ?? 0]
    result.rules = edition.rules.count
    result.facts = edition.facts.count { $0.reserved == nil }
    try measureParts(&result)
    var jobs = 1
    while jobs <= options.jobs {
      result.whole.append(try measureWhole(jobs))
      jobs = jobs < options.jobs ? min(jobs * 2, options.jobs) : jobs + 1
    }
    return result
  }

  // MARK: The whole road

  private func measureWhole(_ jobs: Int) throws(ToolError) -> BenchResult.Whole {
    var times: [Int] = []
    let sink = CountingSink()
    PeakMemory.reset()
    for _ in 0..<Self.rounds {
      var inner = console
      inner.input = HeldBytes(contacts)
      inner.output = sink
      sink.count = 0
      let start = console.elapsed()
      _ = try triage.decide(
        Self.decide(options, inner, ["--jobs", String(jobs)]), inner)
      times.append(Self.nanoseconds(from: start, to: console.elapsed()))
    }
    return BenchResult.Whole(
      jobs: jobs, quickest: times.min() ?? 0, slowest: times.max() ?? 0, bytesOut: sink.count,
      peakMemory: PeakMemory.bytes)
  }

  // MARK: The parts

  private mutating func measureParts(_ result: inout BenchResult) throws(ToolError) {
    var inner = console
    let input = HeldBytes(contacts)
    inner.input = input
    let reading = try measureReading(inner, &result)
    inner.input = HeldBytes(contacts)
    var pipeline = try ContactPipeline(
      ContactStream(Self.deciding(options, inner), inner), rules, HistoryOptions(files: []),
      jobs: 1, inner)
    var (pulling, evaluating, explaining, writing) = (0, 0, 0, 0)
    var bytes: [UInt8] = []
    var last = console.elapsed()
    func lap() -> Int {
      let now = console.elapsed()
      defer { last = now }
      return Self.nanoseconds(from: last, to: now)
    }
    while let block = try pipeline.next() {
      pulling += lap()
      _ = rules.outcomes(block.contacts[...])
      evaluating += lap()
      var decided: [(decision: Decision, desk: EditionDesk)] = []
      rules.decide(block.contacts[...], for: options.audience.audience, asOf: nil) {
        decided.append(($0, $1))
      }
      explaining += lap()
      for (decision, desk) in decided { desk.encoder.append(decision, to: &bytes) }
      bytes.removeAll(keepingCapacity: true)
      writing += lap()
    }
    result.parts = [
      BenchResult.Part(name: "read", time: reading),
      BenchResult.Part(name: "look back", time: max(0, pulling - reading)),
      BenchResult.Part(name: "evaluate", time: evaluating),
      BenchResult.Part(name: "explain", time: max(0, explaining - evaluating)),
      BenchResult.Part(name: "write", time: writing),
    ]
  }

  /// To read rows and their values, on their own.
  private func measureReading(
    _ inner: Console, _ result: inout BenchResult
  ) throws(ToolError) -> Int {
    var stream = try ContactStream(Self.deciding(options, inner), inner)
    var tally = FieldTally()
    let start = console.elapsed()
    while let rows = try stream.rows() {
      for case .row(let row) in rows {
        _ = rules.decoder.decode(row, tally: &tally)
        result.contacts += 1
        result.bytesIn += row.raw.count + 1
      }
    }
    return Self.nanoseconds(from: start, to: console.elapsed())
  }
}

/// Bytes in memory, read as if they came from a pipe.
private final class HeldBytes: ByteSource {
  private let bytes: [UInt8]
  private var start = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(atMost count: Int) throws(ToolError) -> [UInt8] {
    let end = min(bytes.count, start + count)
    defer { start = end }
    return Array(bytes[start..<end])
  }
}

/// Counts bytes and throws them away.
private final class CountingSink: ByteSink {
  var count = 0

  func write(_ bytes: ArraySlice<UInt8>) throws(ToolError) { count += bytes.count }
}
