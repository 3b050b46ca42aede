import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// A ledger as the program keeps it, in memory: rows and decisions go in, bytes come out.
struct LedgerDesk {
  let decoder: ContactDecoder
  let recommender: LedgerRecommender
  let edition: Edition
  var book = LedgerBook()
  var bytes: [UInt8] = []
  var now = Instant(seconds: 1_760_000_000)

  init(_ rules: String = sampleRules, _ options: DecodingOptions? = nil) throws {
    let cases = try DecisionCases(rules)
    decoder = ContactDecoder(cases.book, options: DecodingOptions(keepsLedgerRows: true))
    edition = cases.decider.edition
    let encoder = DecisionEncoder(
      edition: edition, rules: "sha256:" + SHA256.hex(of: edition.canonicalText), calendar: nil)
    recommender = LedgerRecommender(decoder, edition: 0, cases.decider, encoder)
  }

  /// The same ledger, read anew by another run.
  func reopened(takesRows: Bool = true) -> LedgerDesk {
    var copy = self
    copy.book = LedgerBook(takesRows: takesRows)
    #expect(copy.book.read(bytes).flaw == nil)
    #expect(copy.book.head == book.head)
    return copy
  }

  /// Adds the rows of a run; how many entries that adds.
  @discardableResult
  mutating func decide(_ lines: String..., file: Int = 0) -> Int {
    let before = book.added
    now = Instant(seconds: now.seconds + 60)
    for row in ReadFile(lines.joined(separator: "\n"), .jsonLines).rows {
      var tally = FieldTally()
      var decoded: DecodedRow
      switch row {
      case .row(let raw): decoded = decoder.decode(raw, tally: &tally)
      case .rejected(let rejection): decoded = .rejected(rejection)
      }
      switch decoded {
      case .rejected(let rejection):
        book.add(
          LedgerRejected(rejection, file: "contacts.jsonl"), file: file, at: now, to: &bytes)
      case .contact(var contact, _):
        contact.place.file = file
        guard
          let decided = recommender.decidedRow(contact, history: LedgerHistory(contact, edition))
        else {
          Issue.record("a row is not decided")
          continue
        }
        book.add(decided, at: now, to: &bytes)
      }
    }
    book.finish(at: now, to: &bytes)
    return book.added - before
  }

  /// Records a decision; the message when it is refused.
  mutating func record(_ fields: String) -> RecordRefusal? {
    now = Instant(seconds: now.seconds + 60)
    guard case .row(let row)? = ReadFile("{\(fields)}", .jsonLines).rows.first else {
      Issue.record("not a decision: \(fields)")
      return nil
    }
    do throws(RecordRefusal) {
      _ = try book.add(DecisionToRecord(row), at: now, to: &bytes)
      return nil
    } catch {
      return error
    }
  }

  /// The cases, read from the bytes.
  var cases: LedgerCases {
    let read = ReadLedger(bytes)
    #expect(read.flaw == nil)
    return read.cases
  }

  /// The first flaw that an audit finds.
  func audit(_ recommenders: [LedgerRecommender]) -> (flaw: LedgerFlaw?, audit: LedgerAudit) {
    var audit = LedgerAudit(recommenders)
    for entry in ReadLedger(bytes).entries {
      do throws(LedgerFlaw) {
        if let flaw = try audit.check(entry)?.flaw { return (flaw, audit) }
      } catch {
        return (error, audit)
      }
    }
    return (nil, audit)
  }

  /// A row of a contact about a child.
  static func row(_ contact: String, _ child: String, _ fields: String = "") -> String {
    #"{"contact":"\#(contact)","child":"\#(child)","received":"2021-05-04T15:42""#
      + (fields.isEmpty ? "}" : ",\(fields)}")
  }
}
