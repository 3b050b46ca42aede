import ThresholdDSL
import TriageEngine

/// Where earlier contacts are read from.
struct HistoryOptions: Sendable {
  /// Files of contacts, or of decisions as `decide` writes them.
  var files: [String] = []
  /// The day from which on the history is complete; nil for its first row.
  var start: CivilDate?
}

/// Reads the earlier contacts that are given beside the input.
struct HistoryFiles {
  private let options: HistoryOptions
  /// Nil when no files are named.
  private let stream: ContactStream?
  private let reader: EarlierContactReader
  private let rules: DecidingRules
  private let jobs: Int
  private let console: Console

  /// The files that the options name, each of which must be there whether or not a rule reads it.
  static func opened(
    _ options: HistoryOptions, _ console: Console
  ) throws(ToolError) -> ContactStream? {
    if options.files.isEmpty { return nil }
    return try ContactStream(files: options.files, format: nil, console)
  }

  /// What is in opened files.
  init(
    _ stream: ContactStream?, _ options: HistoryOptions, _ reader: EarlierContactReader,
    _ rules: DecidingRules, jobs: Int,
    _ console: Console
  ) {
    self.stream = stream
    self.options = options
    self.reader = reader
    self.rules = rules
    self.jobs = jobs
    self.console = console
  }

  /// The history that they hold.
  ///
  /// A row of which not even the child can be read ends the run: whoever it is about would be
  /// counted short.
  consuming func read() throws(ToolError) -> ContactHistory {
    let history = ContactHistory(reader.plan, from: options.start)
    guard var stream else { return history }
    var queue = HistoryQueue(history, isInput: false, jobs: jobs)
    while let rows = try stream.rows() {
      try refuseLedger(rows, stream)
      let (decoder, reader) = (rules.decoder, reader)
      let parts = mapped(rows, jobs: jobs) { slice in
        slice.map { row -> ReadContact in
          var tally = FieldTally()
          switch row {
          case .rejected(let rejection): return ReadContact(decoded: .rejected(rejection))
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
    return queue.history
  }

  /// A ledger read as contacts would be a history without what its contacts state.
  private func refuseLedger(_ rows: [ReadRow], _ stream: ContactStream) throws(ToolError) {
    for case .row(let row) in rows where reader.isLedgerEntry(row) {
      throw .environment(
        "`\(stream.name(ofFile: row.place.file))` is a ledger, and a ledger is not read as history",
        hint: "name the contact files that were decided, or the decisions that `decide` wrote")
    }
  }

  private func take(
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
