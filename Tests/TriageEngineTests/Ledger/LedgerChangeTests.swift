import TestSupport
import Testing

@testable import TriageEngine

/// Whatever is done to the bytes of a ledger is found, and the first bad line named.
@Suite struct LedgerChangeTests {
  /// With this variable set, a ledger of 1,000 entries, and every value of every byte of the first.
  private static let isLong = environmentVariable("TRIAGE_LONG_TESTS") == "1"

  private static func ledger(entries: Int) -> SampleLedger {
    var ledger = SampleLedger.ofEverything
    var number = 0
    while ledger.entries.count < entries {
      number += 1
      ledger.addCase("C-\(number)", child: number % 7 == 0 ? nil : "P-\(number)")
    }
    return ledger
  }

  @Test func `every change of one byte is found in the line it is in`() {
    let ledger = Self.ledger(entries: Self.isLong ? 1_000 : 24)
    let lines = ledger.bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    var reader = LedgerReader()
    var changes = 0
    var expected = 0
    for (number, line) in lines.enumerated() {
      let values = Self.isLong && number < 24 ? Array(UInt8(1)...255) : [0x01, 0x20, 0x80]
      expected += line.count * values.count
      let after = number + 1 < lines.count ? lines[number + 1] : []
      for index in line.indices {
        for value in values {
          var changed = line
          changed[index] ^= value
          // A copy of the reader stands before the line; a lost line break shows in the next one.
          var copy = reader
          var flaw = copy.read(changed).flaw
          if flaw == nil, index == line.count - 1 { flaw = copy.read(after).flaw ?? copy.finish() }
          changes += 1
          if flaw?.line != number + 1 {
            Issue.record("line \(number + 1), byte \(index), change \(value) is not found")
          }
        }
      }
      #expect(reader.read(line).flaw == nil)
    }
    #expect(changes == expected)
    #expect(lines.reduce(0) { $0 + $1.count } == ledger.bytes.count)
  }

  @Test func `every line removed, doubled, moved or put in is found`() {
    let ledger = Self.ledger(entries: 40)
    let lines = ledger.bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    #expect(ReadLedger(Array(lines.joined())).flaw == nil)
    var other = SampleLedger()
    other.addCase("C-9")
    let foreign = other.bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    for index in lines.indices {
      var removed = lines
      removed.remove(at: index)
      // What is cut off the end cannot be told without a receipt.
      let isLast = index == lines.count - 1
      #expect(
        ReadLedger(Array(removed.joined())).flaw?.line == (isLast ? nil : index + 1), "\(index)")
      var doubled = lines
      doubled.insert(lines[index], at: index)
      #expect(ReadLedger(Array(doubled.joined())).flaw?.line == index + 2, "\(index)")
      if !isLast {
        var swapped = lines
        swapped.swapAt(index, index + 1)
        #expect(ReadLedger(Array(swapped.joined())).flaw?.line == index + 1, "\(index)")
      }
      for line in foreign.dropFirst() + [[0x0A], Array("{}\n".utf8)] where line != lines[index] {
        var added = lines
        added.insert(line, at: index)
        #expect(ReadLedger(Array(added.joined())).flaw?.line == index + 1, "\(index)")
      }
    }
  }

  @Test func `an entry written anew, its sum with it, breaks the chain behind it`() throws {
    let ledger = Self.ledger(entries: 12)
    var lines = ledger.bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    var forged: [UInt8] = []
    let entry = ledger.entries[4]
    _ = LedgerEncoder.append(
      entry.event, at: Instant(seconds: 1_700_000_000),
      after: LedgerHead(count: entry.number - 1, digest: entry.previous), to: &forged)
    lines[4] = forged
    let flaw = try #require(ReadLedger(Array(lines.joined())).flaw)
    #expect(flaw.line == 6)
    #expect(flaw.problem == .brokenChain)
    #expect(flaw.message.contains("entry 5"))
  }

  @Test func `an end written anew is no flaw, and only a receipt tells`() {
    let ledger = Self.ledger(entries: 12)
    var anew = SampleLedger()
    for entry in ledger.entries.prefix(9) { anew.add(entry.event) }
    anew.addCase("C-77")
    let read = ReadLedger(anew.bytes)
    #expect(read.flaw == nil)
    #expect(!read.entries.contains { $0.digest == ledger.head.digest })
    #expect(read.entries.contains { $0.digest == ledger.entries[8].digest })
  }

  @Test func `a last line that is not finished is torn, wherever it is cut`() {
    let ledger = Self.ledger(entries: 3)
    let lines = ledger.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let lastStart = ledger.bytes.count - lines[lines.count - 2].count - 1
    for end in lastStart + 1..<ledger.bytes.count {
      let flaw = ReadLedger(Array(ledger.bytes[..<end])).flaw
      #expect(flaw?.problem == .torn, "\(end)")
      #expect(flaw?.line == ledger.entries.count, "\(end)")
    }
    #expect(ReadLedger(Array(ledger.bytes[..<lastStart])).flaw == nil)
  }

  @Test func `a line beyond the limit is not read into memory`() {
    var reader = LedgerReader()
    let chunk = [UInt8](repeating: 0x20, count: LedgerLimits.lineBytes / 4)
    var flaw: LedgerFlaw?
    for _ in 0..<4 { flaw = reader.read(chunk).flaw }
    #expect(flaw == nil)
    #expect(reader.read([0x20]).flaw?.problem == .notAnEntry)
  }
}
