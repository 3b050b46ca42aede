import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// The contacts of `corpus` are decided as is expected of them.
@Suite struct CorpusTests {
  @Test func `every decision is the one expected`() throws {
    let expectations = try Corpus.rows("contacts.expected.jsonl").map { Expectation($0) }
    let decisions = try Corpus.decisions()
    #expect(decisions.count == expectations.count)
    #expect(decisions.count >= 80)
    let differences = zip(expectations, decisions).flatMap { $0.differences(from: $1) }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `an expectation that does not hold is noticed, whatever it is about`() throws {
    let decisions = try Corpus.decisions()
    let rows = try Corpus.rows("contacts.expected.jsonl")
    let index = try #require(rows.firstIndex { $0["clocks"] != nil && !$0.list("rules").isEmpty })
    let line = Corpus.lines(try #require(readFile(Corpus.folder + "/contacts.expected.jsonl")))[
      index]
    func changed(_ members: String) throws -> [String] {
      // A second member of a name is no JSON, so what is changed is taken out first.
      let name = members.split(separator: "\"").first.map(String.init) ?? ""
      let kept = (try JSONValue(line).members ?? []).filter { $0.name != name }.map {
        "\"\($0.name)\":\(text(of: $0.value))"
      }
      let json = "{" + (kept + [members]).joined(separator: ",") + "}"
      return Expectation(try JSONValue(Array(json.utf8))).differences(from: decisions[index])
    }
    #expect(try changed(#""why":"So it is.""#) == [])
    for wrong in [
      #""contact":"C-0""#, #""child":"P-0""#, #""outcome":"none""#, #""certainty":"sure""#,
      #""rating":"blue""#, #""rules":["no_such_rule"]"#, #""ask":["no_such_fact"]"#,
      #""also":["no_such_action"]"#,
      #""clocks":{"decision":{"status":"late"}}"#,
      #""clocks":{"decision":{"due":"2001-01-01T00:00:00+00:00"}}"#,
      #""clocks":{"no_such_clock":{"status":"met"}}"#, #""clocks":{"decision":{"at":"now"}}"#,
      #""why":"""#, #""whim":"a key that nobody knows""#,
    ] {
      #expect(try changed(wrong).count == 1, "\(wrong)")
    }
  }

  private func text(of value: JSONValue) -> String {
    switch value.content {
    case .null: "null"
    case .bool(let isTrue): "\(isTrue)"
    case .number(let text): text
    case .string(let text): "\"\(text)\""
    case .array(let parts): "[" + parts.map(text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.name)\":\(text(of: $0.value))" }.joined(separator: ",") + "}"
    }
  }

  @Test func `every row says which decision is expected of it, and tells its story`() throws {
    let contacts = try Corpus.rows("contacts.jsonl")
    let expectations = try Corpus.rows("contacts.expected.jsonl")
    func names(_ rows: [JSONValue]) -> [String] {
      rows.map { "\($0.text("contact") ?? "?") \($0.text("child") ?? "?")" }
    }
    #expect(names(contacts) == names(expectations))
    #expect(Set(names(contacts)).count == contacts.count)
    // One row has nothing but its ids and the time received, and so no story.
    #expect(contacts.count { $0["note"] == nil } == 1)
    #expect(contacts.count { $0.members?.count == 3 } == 1)
  }

  @Test func `every outcome is decided firmly and provisionally, under every edition`() throws {
    let decisions = try Corpus.decisions()
    for outcome in ["nfa", "early_help", "assessment", "strategy_meeting"] {
      let decided = decisions.filter { $0.text("outcome") == outcome }
      let firm = decided.count { $0.text("certainty") == "firm" }
      #expect(firm >= 3, "\(outcome)")
      #expect(decided.count - firm >= 3, "\(outcome)")
    }
    for (edition, count) in [("2018-07", 60), ("2023-12", 12), ("2026-03", 8)] {
      #expect(decisions.count { $0.text("edition") == edition } >= count, "\(edition)")
    }
  }

  @Test func `the bruised baby who cannot move is decided by clause 1_1, with its words`() throws {
    let decision = try #require(
      try Corpus.decisions().first { $0.text("contact") == "C-2021-000124" })
    let reason = try #require(decision.list("because").first)
    #expect(reason.text("clause") == "1.1")
    #expect(reason.text("reason")?.contains("cannot move") == true)
    #expect(reason["facts"]?.members?.map(\.name) == ["injury", "mobile"])
    #expect(decision.list("also").compactMap(\.string) == ["child_protection_medical"])
  }

  @Test func `every theme of the domain decides somebody`() throws {
    let rules = try Corpus.decisions().flatMap { $0.list("because") }.compactMap {
      $0.text("rule")
    }
    for theme in "psxhnedcbmolkfr" {
      #expect(
        rules.contains { $0.first == theme && $0.dropFirst().first?.isNumber == true }, "\(theme)")
    }
  }

  @Test func `the table holds the same contacts`() throws {
    let table = CorpusTable(rows: try Corpus.rows("contacts.jsonl"))
    let path = Corpus.folder + "/contacts.csv"
    let stored = readFile(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if stored != table.text, environmentVariable("RECORD_SNAPSHOTS") == "1" {
      writeFile(path, Array(table.text.utf8))
      Issue.record("wrote corpus/contacts.csv")
      return
    }
    #expect(
      stored == table.text,
      "write it anew with RECORD_SNAPSHOTS=1\n\(lineDifference(stored, table.text))")
  }

  @Test(arguments: Audience.allCases)
  func `the table decides the same bytes`(_ audience: Audience) {
    let lines = Corpus.decided(for: audience).outputBytes
    #expect(lines == Corpus.decided("contacts.csv", for: audience).outputBytes)
    #expect(!lines.isEmpty)
  }

  @Test(arguments: Audience.allCases)
  func `the order of contacts changes only the order of decisions`(_ audience: Audience) throws {
    let lines = Corpus.lines(try #require(readFile(Corpus.contacts)))
    let expected = Corpus.lines(Corpus.decided(for: audience).outputBytes)
    #expect(expected.count == lines.count)
    // The rows of one contact stand together, in any order.
    let contacts = try Dictionary(grouping: lines.indices) { index in
      try #require(try JSONValue(lines[index]).text("contact"))
    }.sorted { $0.key < $1.key }.map(\.value)
    for round in 0..<3 {
      let seed = testSeed(31) &+ UInt64(round)
      var random = SplitMix64(seed: seed)
      let order = contacts.shuffled(using: &random).flatMap { $0.shuffled(using: &random) }
      let decided = Corpus.decided(lines: order.map { lines[$0] }, for: audience).outputBytes
      #expect(Corpus.lines(decided) == order.map { expected[$0] }, "seed \(seed)")
    }
  }
}
