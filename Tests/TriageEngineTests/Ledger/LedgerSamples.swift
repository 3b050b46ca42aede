import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// A ledger made up for a test, and the entries in it.
struct SampleLedger {
  var bytes: [UInt8] = []
  var entries: [LedgerEntry] = []

  var head: LedgerHead {
    entries.last.map { LedgerHead(count: $0.number, digest: $0.digest) } ?? .empty
  }

  /// Adds an event a minute after the one before.
  mutating func add(_ event: LedgerEvent) {
    let recorded = Instant(seconds: 1_760_000_000 + 60 * Int64(entries.count))
    entries.append(LedgerEncoder.append(event, at: recorded, after: head, to: &bytes))
  }

  /// Adds a contact that was received, recommended on and decided.
  mutating func addCase(_ name: String, child: String? = "P-1", decides: Bool = true) {
    let subject = LedgerSubject(number: head.count + 1, contact: name, child: child)
    let written = child.map { "\"\($0)\"" } ?? "null"
    let row = Array(
      "{\"child\":\(written),\"contact\":\"\(name)\",\"received\":\"2025-10-09T10:00\"}".utf8)
    let content = LedgerDigest(of: row)
    add(
      .received(
        LedgerReceived(
          subject: subject, received: sampleMoment("2025-10-09T10:00"), content: content,
          row: row)))
    add(.recommended(Self.recommended(subject, content)))
    guard decides else { return }
    add(
      .decided(
        LedgerDecided(
          subject: subject, outcome: "nfa", decided: sampleMoment("2025-10-08"),
          by: "A \"nother\"\n", reason: "né à Zürich", recommendation: head.count,
          source: .record, lacking: [.secondPerson])))
  }

  static func recommended(
    _ subject: LedgerSubject, _ content: LedgerDigest, outcome: String = "early_help",
    supersedes: Int? = nil
  ) -> LedgerRecommended {
    LedgerRecommended(
      subject: subject, content: content, edition: "2018-07", outcome: outcome,
      certainty: "firm", couldRiseTo: outcome, couldFallTo: outcome, rating: nil,
      ratingCouldRiseTo: nil, outcomes: ["nfa", "early_help"], ratings: [],
      rules: "sha256:0", calendar: nil, history: Array("{}".utf8), supersedes: supersedes,
      decision: Array("{\"contact\":\"}\\\"{\"}".utf8))
  }

  /// A ledger with every kind of event.
  static var ofEverything: SampleLedger {
    var ledger = SampleLedger()
    ledger.addCase("C-1")
    ledger.addCase("C-2", child: nil, decides: false)
    ledger.add(
      .rejected(
        LedgerRejected(
          identity: RowIdentity(contact: "C-3", child: "P-9", received: sampleMoment("2025-10-09")),
          content: LedgerDigest(of: [1, 2, 3]), file: "a\tb.jsonl", line: 7, field: "received",
          code: "R0206", reason: "write a day")))
    ledger.add(
      .rejected(
        LedgerRejected(
          identity: RowIdentity(), content: .zero, file: "b.csv", line: 9, field: nil,
          code: "R0103", reason: "not JSON")))
    ledger.addCase("C-3", child: "P-9", decides: false)
    ledger.add(
      .decided(
        LedgerDecided(
          subject: LedgerSubject(number: 1, contact: "C-1", child: "P-1"), outcome: nil,
          decided: nil, by: nil, source: .contacts, lacking: [.outcome, .time, .person],
          supersedes: 3)))
    return ledger
  }
}

/// What reading a ledger gives.
struct ReadLedger {
  var entries: [LedgerEntry] = []
  var cases = LedgerCases(keeping: .everything)
  var flaw: LedgerFlaw?

  init(_ bytes: [UInt8], chunk: Int = .max) {
    var reader = LedgerReader()
    var start = 0
    while start < bytes.count, flaw == nil {
      let end = min(bytes.count, start.addingReportingOverflow(chunk).partialValue)
      let part = reader.read(Array(bytes[start..<(chunk == .max ? bytes.count : end)]))
      entries += part.entries
      flaw = part.flaw
      start = chunk == .max ? bytes.count : end
    }
    for entry in entries {
      do throws(LedgerFlaw) {
        try cases.add(entry)
      } catch {
        flaw = error
        return
      }
    }
    flaw = flaw ?? reader.finish()
  }
}
