import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

@Suite struct CanonicalRowTests {
  private static let decoder = ContactDecoder(sampleBook(sampleFacts, ignored: ["surname"]))

  private func canonical(_ line: String, _ format: InputFormat = .jsonLines) -> CanonicalRow? {
    guard case .row(let row)? = ReadFile(line, format).rows.first else { return nil }
    return Self.decoder.canonicalRow(row, edition: 0)
  }

  private func text(_ line: String) -> String? {
    canonical(line).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `a row is kept in one order, without what no rule reads`() {
    #expect(
      text(
        #"{"Injury":"Y", "received":"2021-05-04","contact":"C\u002d1","child":null,"note":"n","#
          + #""surname":"S","decided":"2021-05-05","Decided By":"A","home":" ","#
          + #""Odd One":{"a": [1, "}"]},"concerns":["a", "b"],"missed":1.50}"#)
        == #"{"child":null,"concerns":["a", "b"],"contact":"C-1","injury":"Y","missed":1.50,"#
        + #""Odd One":{"a": [1, "}"]},"received":"2021-05-04"}"#)
  }

  @Test func `made-up rows are decoded as their canonical rows are`() {
    var random = SplitMix64(seed: testSeed(20_260_302))
    var compared = 0
    for _ in 0..<60 {
      var generator = RowGenerator(random: random)
      let files = generator.files(rows: 12)
      random = generator.random
      for row in ReadFile(files.lines, .jsonLines).rows {
        guard case .row(let raw) = row else { continue }
        var tally = FieldTally()
        guard case .contact(let contact, let edition) = Self.decoder.decode(raw, tally: &tally)
        else { continue }
        let kept = Self.decoder.canonicalRow(raw, edition: edition)
        guard case .row(let again)? = ReadFile(kept.bytes, .jsonLines).rows.first,
          case .contact(let second, let index) = Self.decoder.decode(again, tally: &tally)
        else {
          Issue.record("a canonical row cannot be decoded")
          continue
        }
        compared += 1
        #expect(index == edition)
        #expect(second.id == contact.id && second.child == contact.child)
        #expect(second.received == contact.received && second.household == contact.household)
        #expect(second.facts == contact.facts)
        #expect(second.hasUnrecognisedFields == contact.hasUnrecognisedFields)
        #expect(second.human == nil)
        #expect(
          second.notes == contact.notes.filter { !($0.field ?? "").hasPrefix("decided") })
        #expect(Self.decoder.canonicalRow(again, edition: edition) == kept)
      }
    }
    #expect(compared > 100)
  }

  @Test func `what a row states of a decision is taken apart`() throws {
    let line =
      #"{"contact":"C-1","child":"P-1","received":"2021-05-04","decided":"2021-05-05T10:00","#
      + #""decided_outcome":"Early Help","decided_rating":"purple","decided_by":"A","#
      + #""decided_reason":"why"}"#
    guard case .row(let row)? = ReadFile(line, .jsonLines).rows.first else {
      Issue.record("not a row")
      return
    }
    let stated = try #require(Self.decoder.ledgerRow(row, edition: 0).decision)
    #expect(stated.outcome == "early_help" && stated.rating == nil)
    #expect(stated.decided == sampleMoment("2021-05-05T10:00"))
    #expect(stated.by == "A" && stated.reason == "why")
    for fields in [#""decided_by":"A""#, #""decided":"unknown""#, #""decided_outcome":"""#] {
      let line = #"{"contact":"C-1","child":"P-1","received":"2021-05-04",\#(fields)}"#
      guard case .row(let row)? = ReadFile(line, .jsonLines).rows.first else { continue }
      #expect(Self.decoder.ledgerRow(row, edition: 0).decision == nil, "\(fields)")
    }
  }

  @Test func `a rejected row says whom it is about as far as it can be read`() {
    let known = RowIdentity(
      contact: "C-1", child: "P-1", received: sampleMoment("2021-05-04"))
    let start = #"{"contact":"C-1","child":"P-1","received":"2021-05-04","#
    let rows: [(String, RowIdentity)] = [
      (start + #""injury":tru}"#, known), (start + #""injury":1"#, known),
      (start + #""home":"a","home":"b"}"#, known),
      (start + #""child":"P-2"}"#, RowIdentity(contact: "C-1", received: known.received)),
      (
        #"{"contact":"C-1","child":"P-1","received":"then"}"#,
        RowIdentity(contact: "C-1", child: "P-1")
      ),
      (
        #"{"contact":"C-1","received":"2021-05-04"}"#,
        RowIdentity(contact: "C-1", received: known.received)
      ),
      ("{", RowIdentity()),
    ]
    for (line, identity) in rows {
      #expect(DecodedSample(line: line).rejection?.identity == identity, "\(line)")
    }
  }
}
