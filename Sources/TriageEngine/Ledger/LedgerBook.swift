/// A ledger open for writing: what is in it, and what new rows and decisions add to it.
///
/// It makes bytes and writes none. A call appends the lines of new entries to bytes that the caller
/// writes to the end of the file; what the ledger has already adds nothing.
public struct LedgerBook: Sendable {
  private var reader: LedgerReader
  /// Whether rows may be added, which needs to know what has been recommended before.
  let takesRows: Bool
  /// The cases, without what they state.
  public private(set) var cases = LedgerCases(keeping: .neither)
  /// For each case, what marks the recommendation that it has last.
  private(set) var marks: [LedgerDigest?] = []
  /// How often each rejected row stands in the ledger, and in a file of this run.
  private var rejected: [LedgerDigest: Int] = [:]
  private var rejectedInRun: [RowInRun: Int] = [:]
  /// How often each row about an unknown child stands in a file of this run.
  var unknownInRun: [RowInRun: Int] = [:]
  /// For each case, the row that this run has read last, where the ledger had it before another row.
  var returned: [Int: ReturnedRow] = [:]
  /// What the run should know of the contacts that it has added.
  public internal(set) var findings = LedgerFindings()
  /// The entries that this run has added.
  public private(set) var added = 0

  /// A row by its content, in one file of a run.
  struct RowInRun: Hashable {
    var file: Int
    var content: LedgerDigest
  }

  /// A ledger that nothing has been read of yet; one that only takes people's decisions is read in
  /// two thirds of the time.
  public init(takesRows: Bool = true) {
    self.takesRows = takesRows
    reader = LedgerReader(keepsDecisions: takesRows)
  }

  /// The end of the ledger, with everything added so far.
  public var head: LedgerHead { reader.head }
  /// The bytes of the ledger, with everything added so far.
  public var byteCount: Int { reader.soundBytes }

  /// Takes the next bytes of the file; the entries that they complete, and what is wrong with them.
  public mutating func read(_ chunk: [UInt8]) -> LedgerPart {
    var part = reader.read(chunk)
    for (index, entry) in part.entries.enumerated() {
      do throws(LedgerFlaw) {
        try add(entry)
      } catch {
        part.entries.removeSubrange(index...)
        part.flaw = error
        return part
      }
    }
    return part
  }

  /// Whether the last line read is finished.
  public var endsWithWholeLine: Bool { reader.finish() == nil }

  /// Whether the last line lacks nothing but its line break.
  public var lacksLineBreakAlone: Bool {
    var copy = reader
    let part = copy.read([0x0A])
    return part.flaw == nil && part.entries.count == 1
  }

  /// Forgets the bytes of a last line that is not finished, which the caller has taken away.
  public mutating func dropUnfinishedLine() {
    reader.dropUnfinishedLine()
  }

  private mutating func add(_ entry: LedgerEntry) throws(LedgerFlaw) {
    try cases.add(entry)
    switch entry.event {
    case .received(let event):
      if event.subject.number == entry.number { marks.append(nil) }
    case .recommended(let event):
      if takesRows, let index = cases.index(ofCase: event.subject.number) {
        marks[index] = Self.mark(event)
      }
    case .rejected(let event): rejected[event.content, default: 0] += 1
    case .decided: break
    }
  }

  /// What two recommendations share that are the same.
  static func mark(_ event: LedgerRecommended) -> LedgerDigest {
    var bytes: [UInt8] = []
    event.content.append(to: &bytes)
    bytes += event.history
    bytes += event.decision
    return LedgerDigest(of: bytes)
  }

  /// Appends an event as a line.
  mutating func append(_ event: LedgerEvent, at time: Instant, to bytes: inout [UInt8]) {
    let start = bytes.count
    let entry = LedgerEncoder.append(event, at: time, after: head, to: &bytes)
    reader.advance(to: LedgerHead(count: entry.number, digest: entry.digest), bytes.count - start)
    added += 1
    // INVARIANT: what is added here fits what is there; the reader would find it out otherwise.
    try? add(entry)
  }

  /// Adds a rejected row of one of the files, unless the ledger has it as often as the file so far.
  public mutating func add(
    _ event: LedgerRejected, file: Int, at time: Instant, to bytes: inout [UInt8]
  ) {
    let key = RowInRun(file: file, content: event.content)
    let count = rejectedInRun[key, default: 0] + 1
    rejectedInRun[key] = count
    if count > rejected[event.content, default: 0] {
      if let child = event.identity.child, let received = event.identity.received {
        findings.add(received, of: child)
      }
      append(.rejected(event), at: time, to: &bytes)
    }
  }
}
