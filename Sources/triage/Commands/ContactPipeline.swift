import ThresholdDSL
import TriageEngine

/// The contacts of a run, block by block and in input order: rows are read, decoded on threads, told
/// their history, and passed by their neighbours. Every command that decides contacts reads them
/// through this.
struct ContactPipeline {
  /// What a block of rows comes to.
  struct Block {
    /// The contacts that can be decided, in the order of their rows.
    var contacts: [DecodedContact] = []
    /// The rows that cannot.
    var rejected: [Rejection] = []
  }

  /// The rows.
  private(set) var stream: ContactStream
  /// The fields so far that nothing declares.
  private(set) var fields = FieldTally()
  private let rules: DecidingRules
  private let jobs: Int
  private var neighbours = RowNeighbours()
  private var hasEnded = false
  /// Nil where no rule counts earlier contacts.
  private var queue: HistoryQueue?
  private let reader: EarlierContactReader?
  /// What was read of earlier contacts before the first row.
  let account: HistoryAccount
  /// The rejected rows of which no child can be read.
  private(set) var nameless = 0
  /// The rejected rows that came after contacts that would have counted them had been decided.
  private(set) var lateRejected = 0
  /// Whether a decision among the contacts ends the run.
  private let refusesDecisions: Bool

  /// The contacts of a stream, decoded on so many threads; the history is read first, and with it what
  /// a ledger has that is open for writing.
  init(
    _ stream: ContactStream, _ rules: DecidingRules, _ options: HistoryOptions,
    ledger: DecideLedger? = nil, jobs: Int, refusesDecisions: Bool = false, _ console: Console
  ) throws(ToolError) {
    self.stream = stream
    self.refusesDecisions = refusesDecisions
    self.rules = rules
    self.jobs = jobs
    let files = try HistoryFiles(options, console)
    guard let reader = rules.earlierContactReader else {
      (queue, reader, account) = (nil, nil, HistoryAccount())
      return
    }
    var history = HistoryReader(options, reader, rules, jobs: jobs, console)
    try history.read(files, and: ledger)
    self.reader = reader
    account = history.account
    queue = HistoryQueue(history.history, from: .input, jobs: jobs)
  }

  /// Since when earlier contacts are counted; nil where no rule counts any, or there are none.
  var historyStart: Instant? { queue?.history.start }

  /// What the next rows come to; nil when there are no more.
  mutating func next() throws(ToolError) -> Block? {
    guard !hasEnded else { return nil }
    guard let rows = try stream.unread() else {
      hasEnded = true
      var block = Block()
      takeReady(isEnd: true, into: &block)
      block.contacts += neighbours.finish()
      return block
    }
    var block = try decoded(rows)
    block.contacts += neighbours.pause()
    return block
  }

  private mutating func decoded(_ rows: [UnreadRow]) throws(ToolError) -> Block {
    let (decoder, reader, refusesDecisions) = (rules.decoder, reader, refusesDecisions)
    let parts = mapped(rows, jobs: jobs) { slice in
      var part = DecodedPart()
      var lines = LineReader()
      part.rows.reserveCapacity(slice.count)
      for row in slice {
        switch lines.read(row) {
        case .row(let row):
          if refusesDecisions, NamedDecision.isRecord(row) {
            part.decision = row.place
            return part
          }
          part.rows.append(ReadContact(row, decoder, reader, &part.tally))
        case .rejected(let rejection): part.rows.append(ReadContact(rejection))
        }
      }
      return part
    }
    if let place = parts.lazy.compactMap(\.decision).first {
      throw .environment(
        "\(visibleText(stream.name(ofFile: place.file))):\(place.line): a decision stands "
          + "among the contacts",
        hint: "give contacts and decisions to runs of their own")
    }
    var block = Block()
    for part in parts {
      fields.add(part.tally)
      for row in part.rows { try take(row, into: &block) }
    }
    takeReady(isEnd: false, into: &block)
    return block
  }

  /// Takes the rows that need not wait for later ones any more.
  private mutating func takeReady(isEnd: Bool, into block: inout Block) {
    let rules = rules
    guard let ready = queue?.ready(isEnd: isEnd, rules) else { return }
    for row in ready { block.contacts += neighbours.take(row) }
  }

  private mutating func take(_ read: ReadContact, into block: inout Block) throws(ToolError) {
    do throws(LateContact) {
      switch read.decoded {
      case .contact(let contact, let edition)?:
        let row = DecodedContact(contact: contact, edition: edition)
        if let earlier = read.earlier {
          try queue?.take(row, earlier)
        } else {
          block.contacts += neighbours.take(row)
        }
      case .rejected(let rejection)?:
        block.rejected.append(rejection)
        if let earlier = read.earlier { try queue?.add(earlier) }
        if let rejected = read.rejected {
          if queue?.take(rejected) == false { lateRejected += 1 }
        } else if read.earlier == nil {
          nameless += 1
        }
      case nil: break
      }
    } catch {
      throw .late(error, read.place, in: stream)
    }
  }
}

/// What one thread makes of its rows.
private struct DecodedPart: Sendable {
  var rows: [ReadContact] = []
  var tally = FieldTally()
  /// The first record of a decision, where none may stand; nothing after it is read.
  var decision: RowPlace?
}

/// A row as read, and what later ones must know of it.
struct ReadContact: Sendable {
  /// Nil for the record of a decision.
  var decoded: DecodedRow?
  var earlier: EarlierContact?
  var rejected: RejectedContact?
}

extension ReadContact {
  /// A row that cannot be read whole: where its child can, its contacts may be one more.
  init(_ rejection: Rejection) {
    decoded = .rejected(rejection)
    rejected = RejectedContact(rejection.identity)
  }

  /// Reads a row; `reader` is nil where no history is kept.
  init(
    _ row: RawRow, _ decoder: ContactDecoder, _ reader: EarlierContactReader?,
    _ tally: inout FieldTally
  ) {
    let decoded = decoder.decode(row, tally: &tally)
    self.decoded = decoded
    guard let reader else { return }
    switch decoded {
    case .contact(let contact, let edition):
      earlier = reader.earlier(contact, edition: edition, row: row)
    case .rejected(let rejection):
      if rejection.code == .outsideEditions { earlier = reader.outsideEditions(row) }
      if earlier == nil { rejected = reader.rejected(row) }
    }
  }

  fileprivate var place: RowPlace {
    switch decoded {
    case .contact(let contact, _)?: contact.place
    case .rejected(let rejection)?: rejection.place
    case nil: RowPlace(file: 0, line: 1)
    }
  }
}

extension ToolError {
  /// A row that stands too far behind the rows that would have counted it.
  fileprivate static func late(
    _ late: LateContact, _ place: RowPlace, in stream: ContactStream
  ) -> ToolError {
    let row = visibleText(stream.name(ofFile: place.file)) + ":\(place.line): "
    let sort = "sort the rows by `received`, earliest first"
    switch late.reason {
    case .laterDecided:
      return .environment(
        row + "a later contact of the same child or household was decided more than "
          + "\(HistoryQueue.mostHeld / 2) rows before, and would have counted this one", hint: sort)
    case .start:
      return .environment(
        row + "this contact is earlier than the first, from which on the history was taken to be "
          + "complete",
        hint: sort + ", or say from when on the history is complete: `--history-from DATE`")
    case .forgotten:
      return .environment(
        row + "this contact is so much earlier than the rows before it that what it would count is "
          + "no longer held in memory", hint: sort)
    }
  }
}
