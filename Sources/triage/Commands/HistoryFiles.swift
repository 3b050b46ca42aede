import ThresholdDSL
import TriageEngine

/// Where earlier contacts are read from.
struct HistoryOptions: Sendable {
  /// Files of contacts, of decisions as `decide` writes them, and ledgers.
  var files: [String] = []
  /// The day from which on the history is complete; nil for its first contact.
  var start: CivilDate?
}

/// The files of earlier contacts that are named beside the input, each of which must be there whether
/// or not a rule reads it.
struct HistoryFiles {
  /// Those that are ledgers.
  let ledgers: [String]
  /// The rows of the others; nil where there are none.
  let stream: ContactStream?

  /// Tells the files apart.
  init(_ options: HistoryOptions, _ console: Console) throws(ToolError) {
    var (ledgers, others): ([String], [String]) = ([], [])
    for file in options.files {
      if try isLedger(file, console) { ledgers.append(file) } else { others.append(file) }
    }
    self.ledgers = ledgers
    stream =
      others.isEmpty ? nil : try ContactStream(files: others, format: nil, console)
  }
}

/// Whether a file begins as every ledger does, with the number of its first entry.
func isLedger(_ name: String, _ console: Console) throws(ToolError) -> Bool {
  let path = console.environment.path(name)
  guard name != "-", FileKind(path) == .file else { return false }
  let start = try Descriptor.reading(path, named: name).read(atMost: 64)
  var rest = start[...]
  guard rest.starts(with: "{\"entry\":".utf8) else { return false }
  rest = rest.dropFirst(9).drop { (0x30...0x39).contains($0) }
  return rest.starts(with: ",\"previous\":\"".utf8)
}

/// What the cases of a ledger state, read while the ledger is, for rules that count earlier contacts.
struct LedgerContacts {
  /// What each case stated last, by its number.
  private(set) var stated: [Int: EarlierContact] = [:]
  /// When a case was received by what it stated before, where that was another day.
  private(set) var formerly: [Int: [Moment]] = [:]
  private let reader: EarlierContactReader
  private let jobs: Int

  /// Nothing yet; rows are decoded on so many threads.
  init(_ reader: EarlierContactReader, jobs: Int) {
    self.reader = reader
    self.jobs = jobs
  }

  /// Takes the next entries of the ledger.
  mutating func take(_ entries: [LedgerEntry]) {
    let received = entries.compactMap { entry -> LedgerReceived? in
      guard case .received(let event) = entry.event else { return nil }
      return event
    }
    let reader = reader
    let read = mapped(received, jobs: jobs) { slice in slice.map { reader.earlier($0) } }
    for (event, earlier) in zip(received, read.joined()) {
      let before = stated.updateValue(earlier, forKey: event.subject.number)
      if let before, before.received.date != earlier.received.date {
        formerly[event.subject.number, default: []].append(before.received)
      }
    }
  }
}

/// What was read of earlier contacts, for people.
struct HistoryAccount {
  /// The rows of history files that were rejected.
  var rejected = 0
  /// The rejected rows of ledgers that name no child, and were not put right.
  var nameless = 0
  /// Whether the user says from when on the history is complete.
  var isStated = false
}

/// Reads the earlier contacts that are given beside the input.
struct HistoryReader {
  private let reader: EarlierContactReader
  private let rules: DecidingRules
  private let jobs: Int
  private let console: Console
  /// What is known so far.
  private(set) var history: ContactHistory
  private(set) var account = HistoryAccount()

  /// A reader of what the rules count.
  init(
    _ options: HistoryOptions, _ reader: EarlierContactReader, _ rules: DecidingRules, jobs: Int,
    _ console: Console
  ) {
    self.reader = reader
    self.rules = rules
    self.jobs = jobs
    self.console = console
    history = ContactHistory(reader.plan, from: options.start)
    account.isStated = options.start != nil
  }

  /// Reads files, and before them what a ledger has that is open for writing.
  ///
  /// A row of which not even the child can be read ends the run: whoever it is about would be
  /// counted short.
  mutating func read(
    _ files: HistoryFiles, and open: DecideLedger?
  ) throws(ToolError) {
    for name in files.ledgers where open?.isAt(name, console) != true { try readLedger(name) }
    if let open { account.nameless += open.addCases(to: &history) }
    if let stream = files.stream { try read(stream) }
  }

  private mutating func readLedger(_ name: String) throws(ToolError) {
    var contacts = LedgerContacts(reader, jobs: jobs)
    let (cases, _) = try LedgerStream.cases(of: name, keeping: .neither, console) {
      contacts.take($0)
    }
    if cases.cases.isEmpty, cases.rejections.isEmpty { warnOfEmpty(name) }
    account.nameless += history.add(
      cases, stating: contacts.stated, formerly: contacts.formerly)
  }

  private mutating func read(_ stream: ContactStream) throws(ToolError) {
    var stream = stream
    var queue = HistoryQueue(history, from: .beside, jobs: jobs)
    var isEmpty = [Bool](repeating: true, count: stream.files.count)
    while let rows = try stream.rows() {
      for row in rows { isEmpty[row.place.file] = false }
      try refuseEntries(rows, stream)
      let (decoder, reader) = (rules.decoder, reader)
      let parts = mapped(rows, jobs: jobs) { slice in
        slice.map { row -> ReadContact in
          var tally = FieldTally()
          switch row {
          case .rejected(let rejection): return ReadContact(rejection)
          case .row(let row):
            if reader.isRecord(row), let record = reader.record(row) {
              return ReadContact(decoded: nil, earlier: record)
            }
            return ReadContact(row, decoder, reader, &tally)
          }
        }
      }
      for read in parts.joined() { try take(read, &queue, stream) }
      _ = queue.ready(isEnd: false, rules)
    }
    _ = queue.ready(isEnd: true, rules)
    history = queue.history
    for (index, _) in isEmpty.enumerated().filter(\.element) {
      warnOfEmpty(stream.name(ofFile: index))
    }
  }

  /// Says that a file has no earlier contact: most likely another was meant.
  private func warnOfEmpty(_ name: String) {
    console.report(
      "triage: warning: the history `\(visibleText(name))` has no contacts in it\n")
  }

  /// Entries of a ledger that is not whole, or that comes through a pipe, read as contacts would be a
  /// history without what its contacts state.
  private func refuseEntries(_ rows: [ReadRow], _ stream: ContactStream) throws(ToolError) {
    for case .row(let row) in rows where reader.isLedgerEntry(row) {
      throw .environment(
        "`\(stream.name(ofFile: row.place.file))` has entries of a ledger, and is no whole ledger",
        hint: "name the ledger itself as it was written; see `triage help verify`")
    }
  }

  private mutating func take(
    _ read: ReadContact, _ queue: inout HistoryQueue, _ stream: ContactStream
  ) throws(ToolError) {
    var isLate = false
    do throws(LateContact) {
      switch (read.decoded, read.earlier) {
      case (.contact(let contact, let edition)?, let earlier?) where reader.plan.readsDecisions:
        try queue.take(DecodedContact(contact: contact, edition: edition), earlier)
      case (_, let earlier?): try queue.add(earlier)
      case (.rejected(let rejection)?, nil):
        let file = stream.name(ofFile: rejection.place.file)
        console.report(RejectReport.line(rejection, file: file))
        account.rejected += 1
        isLate = read.rejected == nil
        if let rejected = read.rejected { queue.take(rejected) }
      case (_, nil): break
      }
    } catch {
      isLate = true
    }
    if isLate {
      throw .environment(
        "the history has a row whose child cannot be read, so somebody's contacts would be counted "
          + "short", hint: "correct the row, or leave it out")
    }
  }
}
