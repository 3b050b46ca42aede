import ThresholdDSL

/// Reads a ledger from chunks of its bytes, strictly: each entry must follow from the one before.
///
/// Feed it chunks of any size with ``read(_:)``; each call returns the entries that are complete.
/// The first flaw ends the reading: what follows it speaks for nothing. ``finish()`` tells of a last
/// line that is not finished. Memory does not grow with the ledger.
public struct LedgerReader: Sendable {
  /// The end of what has been read and found sound.
  public private(set) var head = LedgerHead.empty
  /// The bytes of the entries read and found sound, line breaks included.
  public private(set) var soundBytes = 0
  /// The bytes of the line that is not complete.
  private var pending: [UInt8] = []
  private let keepsDecisions: Bool

  /// A reader at the start of a ledger; decisions take most of a ledger's bytes, and need not be kept.
  public init(keepsDecisions: Bool = true) {
    self.keepsDecisions = keepsDecisions
  }

  /// Takes the next bytes; the entries that they complete. Entries before a flaw are handed over with
  /// it.
  public mutating func read(_ chunk: [UInt8]) -> LedgerPart {
    let buffer = pending.isEmpty ? chunk : pending + chunk
    var searched = pending.count
    pending = []
    var part = LedgerPart()
    var start = 0
    while let lineBreak = lineBreak(buffer, from: max(start, searched)) {
      searched = 0
      do {
        part.entries.append(try entry(buffer, start..<lineBreak))
      } catch {
        part.flaw = error
        return part
      }
      start = lineBreak + 1
    }
    pending = start == 0 ? buffer : Array(buffer[start...])
    if pending.count > LedgerLimits.lineBytes {
      part.flaw = flaw(.notAnEntry, "the line is longer than any entry")
    }
    return part
  }

  /// Takes the end of the file; what is wrong with it.
  public func finish() -> LedgerFlaw? {
    pending.isEmpty
      ? nil : flaw(.torn, "the last line is not finished: writing it was broken off")
  }

  /// Forgets the bytes of a last line that is not finished.
  mutating func dropUnfinishedLine() {
    pending = []
  }

  /// Goes on behind lines that the caller has written itself.
  mutating func advance(to head: LedgerHead, _ count: Int) {
    self.head = head
    soundBytes += count
  }

  private func lineBreak(_ buffer: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < buffer.count {
      if buffer[index] == 0x0A { return index }
      index += 1
    }
    return nil
  }

  private func flaw(_ problem: LedgerFlaw.Problem, _ message: String) -> LedgerFlaw {
    LedgerFlaw(problem, line: head.count + 1, message)
  }

  private mutating func entry(
    _ buffer: [UInt8], _ line: Range<Int>
  ) throws(LedgerFlaw) -> LedgerEntry {
    let tail = line.upperBound - LedgerEncoder.tailCount
    guard tail > line.lowerBound, hasTail(buffer, at: tail) else {
      throw flaw(.notAnEntry, "the line is not an entry of a ledger")
    }
    guard says(CheckSum.of(buffer.span.extracting(line.lowerBound..<tail)), buffer, at: tail + 10)
    else { throw flaw(.changed, "the line was changed: it does not give its own `check`") }
    var parser = LedgerLineParser(
      buffer, in: line.lowerBound..<tail, keepsDecisions: keepsDecisions)
    let entry: LedgerEntry
    do throws(LedgerLineParser.NotAnEntry) {
      let start = try parser.readStart()
      let event = try parser.readEvent()
      entry = LedgerEntry(
        number: start.number, previous: start.previous, recorded: start.recorded, event: event,
        digest: LedgerDigest(of: buffer.span.extracting(line)))
    } catch {
      throw flaw(.notAnEntry, "the line is not an entry of a ledger")
    }
    guard entry.number == head.count + 1 else {
      throw flaw(
        .outOfPlace,
        "entry \(head.count + 1) should stand here, and entry \(entry.number) does: "
          + "entries were removed, added or reordered")
    }
    guard entry.previous == head.digest else {
      throw flaw(
        .brokenChain,
        head.count == 0
          ? "the first entry follows another that is not there"
          : "`previous` is not the digest of entry \(head.count): one of the two was changed")
    }
    head = LedgerHead(count: entry.number, digest: entry.digest)
    soundBytes += line.count + 1
    return entry
  }

  /// Whether the line ends as every entry does, its sum set aside.
  private func hasTail(_ buffer: [UInt8], at start: Int) -> Bool {
    buffer[start..<start + 10].elementsEqual(",\"check\":\"".utf8)
      && buffer[start + 18..<start + 20].elementsEqual("\"}".utf8)
  }

  /// Whether a sum is written at an index.
  private func says(_ sum: UInt32, _ buffer: [UInt8], at start: Int) -> Bool {
    (0..<8).allSatisfy { index in
      let digit = UInt8(truncatingIfNeeded: sum >> UInt32(28 - 4 * index)) & 15
      return buffer[start + index] == (digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}

/// What a chunk of a ledger holds.
public struct LedgerPart: Sendable {
  /// The entries, in order.
  public var entries: [LedgerEntry] = []
  /// What is wrong after them.
  public var flaw: LedgerFlaw?
}
