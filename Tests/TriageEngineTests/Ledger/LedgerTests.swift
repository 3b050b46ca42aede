import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

@Suite struct LedgerTests {
  @Test func `the sum of the published test vector is the published one`() {
    #expect(CheckSum.of(Array("123456789".utf8).span) == 0xCBF4_3926)
    #expect(CheckSum.of([UInt8]().span) == 0)
  }

  @Test func `a digest reads back, and nothing else is a digest`() {
    let digest = LedgerDigest(of: Array("abc".utf8))
    #expect(
      digest.text
        == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(LedgerDigest(digest.text) == digest)
    let wrong = [
      "", String(digest.text.dropLast()), digest.text + "0",
      "SHA256" + String(digest.text.dropFirst(6)), String(digest.text.dropLast()) + "D",
    ]
    for text in wrong { #expect(LedgerDigest(text) == nil, "\(text)") }
  }

  @Test func `entries read back as they were written, in chunks of any size`() {
    let ledger = SampleLedger.ofEverything
    for chunk in [1, 2, 7, 64, 1_000, Int.max] {
      let read = ReadLedger(ledger.bytes, chunk: chunk)
      #expect(read.flaw == nil, "\(chunk)")
      #expect(read.entries == ledger.entries, "\(chunk)")
    }
  }

  @Test func `the digest of an entry is that of its line`() {
    let ledger = SampleLedger.ofEverything
    let lines = ledger.bytes.split(separator: 0x0A)
    for (line, entry) in zip(lines, ledger.entries) {
      #expect(entry.digest.text == "sha256:" + SHA256.hex(of: Array(line)))
    }
  }

  @Test func `cases hold every statement, recommendation and decision`() throws {
    let read = ReadLedger(SampleLedger.ofEverything.bytes)
    let cases = read.cases
    #expect(cases.cases.map(\.contact) == ["C-1", "C-2", "C-3"])
    #expect(cases.cases.map(\.child) == ["P-1", nil, "P-9"])
    let first = try #require(cases.cases.first)
    #expect(first.decisions.map(\.entry) == [3, 10])
    #expect(first.firstDecision?.event.outcome == "nfa")
    #expect(first.lastDecision?.event.outcome == nil)
    #expect(first.recommendation(entry: 2)?.event.outcome == "early_help")
    #expect(first.recommendation?.event.decision.isEmpty == false)
    let row = try #require(first.statement.rawRow)
    #expect(row.fields.map { row.string($0.name) } == ["child", "contact", "received"])
    #expect(cases.rejections.map(\.putRightBy) == [8, nil])
    #expect(cases.indices(ofContact: "C-2") == [1])
    #expect(cases.index(ofCase: 8) == 2)
  }

  @Test func `two children whose id is unknown are two cases`() {
    var ledger = SampleLedger()
    ledger.addCase("C-1", child: nil)
    ledger.addCase("C-1", child: nil)
    let read = ReadLedger(ledger.bytes)
    #expect(read.flaw == nil)
    #expect(read.cases.indices(ofContact: "C-1") == [0, 1])
    #expect(read.cases.cases.map(\.decisions.count) == [1, 1])
  }

  @Test func `what does not fit the entries before it is a contradiction`() {
    let subject = LedgerSubject(number: 1, contact: "C-1", child: "P-1")
    let events: [LedgerEvent] = [
      .recommended(SampleLedger.recommended(subject, .zero, supersedes: 2)),
      .recommended(SampleLedger.recommended(subject, LedgerDigest(of: [1]))),
      .decided(
        LedgerDecided(
          subject: subject, outcome: "nfa", decided: nil, by: nil, source: .record)),
      .decided(
        LedgerDecided(
          subject: subject, outcome: "nfa", decided: nil, by: nil, recommendation: 1,
          source: .record, supersedes: 3)),
      .decided(
        LedgerDecided(
          subject: LedgerSubject(number: 1, contact: "C-1", child: "P-2"), outcome: "nfa",
          decided: nil, by: nil, source: .record)),
      .received(
        LedgerReceived(
          subject: LedgerSubject(number: 2, contact: "C-1", child: "P-1"),
          received: sampleMoment("2025-10-09"), content: .zero, row: [])),
    ]
    for event in events {
      var ledger = SampleLedger()
      ledger.addCase("C-1")
      ledger.add(event)
      let flaw = ReadLedger(ledger.bytes).flaw
      #expect(flaw?.line == 4)
      #expect(flaw?.problem == .contradiction || flaw?.problem == .notAnEntry)
    }
  }
}
