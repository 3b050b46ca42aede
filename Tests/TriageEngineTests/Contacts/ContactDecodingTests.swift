import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct ContactDecodingTests {
  @Test func `a row becomes a contact`() throws {
    let sample = DecodedSample(
      #""household":"H 1","other_child":77,"incident":"I-9","note":{"any":[1]},"ethnicity":[2],"#
        + #""decided_by":"x","decided_reason":3,"decided":"2021-05-05T11:02","#
        + #""decided_outcome":"Strategy Meeting","decided_rating":"RED""#)
    let contact = try #require(sample.contact)
    #expect(contact.id == "C-1" && contact.child == "P-1")
    #expect(contact.received == sampleMoment("2021-05-04T15:42"))
    #expect(sample["received"] == "2021-05-04T15:42:00+01:00")
    #expect(contact.household == "H 1" && contact.otherChild == "77" && contact.incident == "I-9")
    #expect(
      contact.human
        == HumanDecision(decided: sampleMoment("2021-05-05T11:02"), outcome: 2, rating: 1))
    #expect(contact.notes.isEmpty && !contact.hasUnrecognisedFields)
    #expect(contact.place == RowPlace(file: 0, line: 1))
    #expect(contact.facts.count == sample.facts.count)
    #expect(sample["earlier_contacts"] == "no history")
    #expect(sample["injury"] == "silence")
  }

  @Test func `ids keep their text, without the spaces around it`() {
    func ids(_ contact: String, _ child: String) -> String {
      let sample = DecodedSample(
        line: "{\"contact\":\(contact),\"child\":\(child),\"received\":\"2021-05-04\"}")
      return sample.rejection.map { describe($0) }
        ?? "\(sample.contact?.id ?? "") \(sample.contact?.child ?? "nobody")"
    }
    #expect(ids(#""0012""#, #""é\t1""#) == "0012 é\t1")
    #expect(ids("12", "-3") == "12 -3")
    #expect(
      ids("123456789012345678901234567890", #"" P-1 ""#) == "123456789012345678901234567890 P-1")
    #expect(ids("1", "null") == "1 nobody")
    #expect(ids("1", #""Unknown""#) == "1 nobody")
    #expect(ids("1", #""not asked""#) == "1 nobody")
    #expect(ids("null", "1") == "1:12 R0201 contact")
    #expect(ids(#"" ""#, "1") == "1:12 R0201 contact")
    #expect(ids(#""unknown""#, "1") == "1:12 R0201 contact")
    #expect(ids("1.5", "1") == "1:12 R0202 contact")
    #expect(ids("1e3", "1") == "1:12 R0202 contact")
    #expect(ids("true", "1") == "1:12 R0202 contact")
    #expect(ids("[1]", "1") == "1:12 R0202 contact")
    #expect(ids("1", #""""#) == "1:22 R0203 child")
    #expect(ids(#""C\u0000""#, "1") == "1:12 R0202 contact")
    // What cannot be seen is no part of an id, and what stands for none is none.
    for hidden in ["\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2060}", "\u{202F}", "\u{AD}", "\u{3000}"] {
      #expect(ids("\"C-1\(hidden)\"", "\"\(hidden) P-1\(hidden)\"") == "C-1 P-1")
    }
    #expect(ids(#""C-1""#, "\"P\u{A0}1\"") == "C-1 P 1")
    #expect(ids(#""C-1""#, "\"P-\u{200B}1\"") == "C-1 P-1")
    #expect(ids("\"\u{A0}\"", "1") == "1:12 R0201 contact")
    for none in ["N/A", "n/a", "none", "TBC", "-", "--", "?", "Not recorded", "\u{A0}N/A"] {
      #expect(ids(#""C-1""#, "\"\(none)\"") == "C-1 nobody", "\(none)")
      #expect(ids("\"\(none)\"", "1") == "1:12 R0201 contact", "\(none)")
    }
    #expect(ids("0", "0") == "0 0")
    #expect(ids("1", #""P\u0000""#) == "1:22 R0204 child")
    #expect(ids("1", "{}") == "1:22 R0204 child")
    #expect(ids("1", "false") == "1:22 R0204 child")
    #expect(DecodedSample(line: "{}").rejection.map { describe($0) } == "1 R0201 contact")
    #expect(
      DecodedSample(line: #"{"contact":1}"#).rejection.map { describe($0) } == "1 R0203 child")
  }

  @Test func `a row without a usable time received is rejected with what to write`() {
    func rejection(_ received: String) -> (String, String) {
      let line = "{\"contact\":1,\"child\":1\(received.isEmpty ? "" : ",\"received\":\(received)")}"
      let rejection = DecodedSample(line: line).rejection
      return (rejection?.code.rawValue ?? "", rejection?.reason ?? "")
    }
    for (text, code, reason) in [
      ("", "R0205", "2021-05-04T15:42"), (#""""#, "R0205", "empty"), ("null", "R0205", "unknown"),
      (#""04/05/2021""#, "R0206", "write the year first"), ("44320", "R0206", "year first"),
      (#""2021-02-30""#, "R0206", "no such day"), (#""2021-05-04T24:00""#, "R0206", "no clock"),
      (#""2021-03-28T01:30""#, "R0207", "offset"), ("true", "R0206", "year first"),
      (#""2018-06-30T23:59""#, "R0208", "before 2018-07-01"),
    ] {
      let (found, why) = rejection(text)
      #expect(found == code && why.contains(reason), "\(text): \(why)")
    }
    #expect(rejection(#""2018-07-01""#).0 == "")
    #expect(rejection(#""2018-06-30T23:00:00Z""#).0 == "")
  }

  @Test func `the edition in force when it was received is the one`() {
    let two = RuleBook(
      name: "two",
      editions: [
        sampleEdition(
          [Fact(name: "a", type: .yesNo)], name: "one", from: "2018-07-01", to: "2019-12-31"),
        sampleEdition(
          [Fact(name: "b", type: .yesNo)], name: "two", from: "2020-01-01", to: "2020-12-31"),
      ])
    func decoded(_ received: String, _ options: DecodingOptions = .init()) -> String {
      var tally = FieldTally()
      let line = "{\"contact\":1,\"child\":1,\"received\":\"\(received)\",\"a\":true}"
      guard case .row(let row) = ReadFile(line, .jsonLines).rows[0] else { return "" }
      switch ContactDecoder(two, options: options).decode(row, tally: &tally) {
      case .contact(let contact, let edition):
        return "\(edition) \(contact.facts.count) \(contact.hasUnrecognisedFields)"
      case .rejected(let rejection): return rejection.reason
      }
    }
    #expect(decoded("2019-12-31") == "0 9 false")
    #expect(decoded("2020-01-01") == "1 9 true")
    #expect(decoded("2019-12-31T23:30:00-01:00") == "1 9 true")
    #expect(decoded("2020-01-01", DecodingOptions(edition: 0)) == "0 9 false")
    #expect(
      decoded("2021-01-01")
        == "the contact was received after 2020-12-31, the last day of the last edition, two")
    #expect(
      decoded("2018-06-30")
        == "the contact was received before 2018-07-01, the first day of the first edition, one")
  }

  @Test func `a time received that is not exact is noted`() {
    func notes(_ received: String) -> [String] {
      DecodedSample(line: "{\"contact\":1,\"child\":1,\"received\":\"\(received)\"}").notes
    }
    #expect(notes("2021-05-04") == ["N0110 received"])
    #expect(notes("2021-10-31T01:30") == ["N0109 received"])
    #expect(notes("2021-10-31T01:30+01:00") == [])
  }

  @Test func `a human decision that cannot be read leaves a note and what can be`() throws {
    let none = DecodedSample(#""decided":"","decided_outcome":null"#)
    #expect(none.contact?.human == nil && none.notes.isEmpty)
    let some = DecodedSample(#""decided":"5/5/21","decided_outcome":"nfa","decided_rating":"blue""#)
    #expect(some.contact?.human == HumanDecision(outcome: 0))
    #expect(some.notes == ["N0102 decided", "N0102 decided_rating"])
  }

  @Test func `ids of other things that cannot be read leave a note`() {
    let sample = DecodedSample(#""household":[1],"incident":1.5,"other_child":null"#)
    #expect(sample.notes == ["N0102 household", "N0102 incident"])
    #expect(sample.contact?.household == nil && sample.contact?.otherChild == nil)
  }

  @Test func `a field that nothing declares does not vanish`() throws {
    let ignoring = sampleBook(sampleFacts, ignored: ["surname", "Post Code"])
    let sample = DecodedSample(
      #""injry":true,"colour":0,"surname":"x","post-code":"y","Shoe size":4,"empty":" ","x":[]"#,
      ignoring, DecodingOptions(ignoredFields: ["shoe_size"]))
    let contact = try #require(sample.contact)
    #expect(contact.hasUnrecognisedFields)
    #expect(sample.notes == ["N0101 colour", "N0101 injry", "N0101 x"])
    #expect(contact.notes[1].text == "no rule reads this field; did you mean `injury`?")
    #expect(
      sample.tally.entries == [
        .init(name: "injry", rows: 1, nearest: ["injury"]),
        .init(name: "colour", rows: 1, nearest: []), .init(name: "x", rows: 1, nearest: []),
      ])
    #expect(sample["injury"] == "silence")
    let stated = DecodedSample(#""injry":null"#)
    #expect(stated.contact?.hasUnrecognisedFields == true)
    let silent = DecodedSample(#""injry":"""#)
    #expect(silent.contact?.hasUnrecognisedFields == false && silent.tally.entries.isEmpty)
  }

  @Test func `a fact that is worked out cannot be stated`() {
    let sample = DecodedSample(#""child_age":"3 years","unborn":true,"earlier_contacts":4"#)
    #expect(sample.notes == ["N0101 child_age", "N0101 earlier_contacts", "N0101 unborn"])
    #expect(sample["child_age"] == "silence" && sample["unborn"] == "silence")
    #expect(sample["earlier_contacts"] == "no history")
    #expect(sample.contact?.notes[0].text == "it is worked out from `date_of_birth`")
    #expect(sample.tally.entries.first?.advice == "it is worked out from `date_of_birth`")
    #expect(sample.contact?.hasUnrecognisedFields == true)
  }

  @Test func `no one can ignore a fact away`() {
    let sample = DecodedSample(
      #""injury":true"#, sampleBook(sampleFacts),
      DecodingOptions(ignoredFields: ["injury", "Injury"]))
    #expect(sample["injury"] == "yes")
  }

  @Test func `names are read as spreadsheets write them`() {
    let sample = DecodedSample(#""INJURY":1,"Carer Age":3,"date of-birth":"2020-01-01""#)
    #expect(sample["injury"] == "yes" && sample["carer_age"] == "3 years")
    #expect(sample["child_age"] == "2020-01-01...2020-01-01 on 2021-05-04")
    let twice = DecodedSample(#""injury":1,"Injury":0"#)
    #expect(twice.rejection.map { describe($0) } == "1:73 R0104 Injury")
  }

  @Test func `strict rejects what is otherwise noted`() {
    let strict = DecodingOptions(isStrict: true)
    func rejection(_ fields: String) -> String? {
      DecodedSample(fields, sampleBook(sampleFacts), strict).rejection.map { describe($0) }
    }
    #expect(rejection(#""injry":true"#) == "1:70 R0301 injry")
    #expect(rejection(#""injury":"maybe""#) == "1:71 R0302 injury")
    #expect(rejection(#""date_of_birth":"1/2/12""#) == "1:78 R0302 date_of_birth")
    #expect(rejection(#""household":[]"#) == "1:74 R0302 household")
    #expect(rejection(#""injury":"unknown","x":"""#) == nil)
    #expect(rejection(#""date_of_birth":"2022-01-01""#) == nil)
  }

  @Test func `long names are shown cut short`() {
    let name = String(repeating: "é", count: 80)
    let sample = DecodedSample("\"\(name)\":1")
    #expect(sample.contact?.notes.first?.field == String(repeating: "é", count: 50) + "…")
  }

  @Test func `so many names are counted and no more`() {
    let line = "{" + (0..<12_000).map { "\"f\($0)\":1" }.joined(separator: ",") + ","
    let row = #""contact":1,"child":1,"received":"2021-05-04"}"#
    guard case .row(let row) = ReadFile(line + row, .jsonLines).rows[0] else { return }
    var tally = FieldTally()
    let decoder = ContactDecoder(RuleBook(name: "few", editions: [sampleEdition([])]))
    for _ in 0..<2 { _ = decoder.decode(row, tally: &tally) }
    #expect(tally.entries.count == ContactLimits.talliedFields)
    #expect(tally.entries.allSatisfy { $0.rows == 2 })
    #expect(tally.others == 4_000)
    let half = tally
    tally.add(half)
    #expect(tally.entries.count == ContactLimits.talliedFields && tally.others == 8_000)
  }

  @Test func `tallies of parts add up to the tally of the whole`() {
    let names = ["a1", "b1", "injry", "B1", "a1", "c1", "INJRY"]
    let decoder = ContactDecoder(sampleBook(sampleFacts))
    func tally(_ names: ArraySlice<String>) -> FieldTally {
      var tally = FieldTally()
      for name in names {
        let line = "{\"contact\":1,\"child\":1,\"received\":\"2021-05-04\",\"\(name)\":1}"
        guard case .row(let row) = ReadFile(line, .jsonLines).rows[0] else { continue }
        _ = decoder.decode(row, tally: &tally)
      }
      return tally
    }
    let whole = tally(names[...]).entries
    #expect(whole.map(\.name) == ["a1", "b1", "injry", "c1"])
    #expect(whole.map(\.rows) == [2, 2, 2, 1])
    for cut in 0...names.count {
      var sum = tally(names[..<cut])
      sum.add(tally(names[cut...]))
      #expect(sum.entries == whole)
    }
  }
}
