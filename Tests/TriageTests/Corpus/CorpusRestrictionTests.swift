import TestSupport
import Testing
import ThresholdDSL
import TriageEngine

@testable import triage

/// What the partners are shown of the corpus gives away nothing that is restricted.
@Suite struct CorpusRestrictionTests {
  private static let book = checked(editions: ruleBookFiles(Corpus.rules)).result.book

  /// The words that would give something away: of restricted facts the name and the question, and of
  /// the rules that read one, itself or through a definition, the name and the reason.
  private func telling() throws -> [String] {
    var words: Set<String> = []
    for edition in try #require(Self.book).editions {
      for fact in edition.facts where fact.restrictedTo != nil {
        words.insert(fact.name)
        if let question = fact.question { words.insert(question) }
      }
      for rule in edition.rules where readsRestricted(rule, edition) {
        words.insert(rule.name)
        if let reason = rule.reason { words.insert(reason) }
      }
    }
    return words.sorted()
  }

  private func readsRestricted(_ rule: Rule, _ edition: Edition) -> Bool {
    func reads(_ condition: Condition) -> Bool {
      switch condition {
      case .atom(let atom): atom.facts.contains { edition.facts[$0].restrictedTo != nil }
      case .definition(let index): reads(edition.definitions[index].condition)
      case .not(let inner): reads(inner)
      case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
        parts.contains(where: reads)
      }
    }
    return ([rule.condition] + rule.exceptions.map(\.condition)).contains(where: reads)
  }

  @Test func `the partners are shown no restricted fact, question, rule or reason`() throws {
    let words = try telling()
    #expect(words.count >= 20)
    for format in ["jsonl", "csv", "text"] {
      let transcript = Corpus.decided("contacts.jsonl", for: .partner, format: format)
      let shown = transcript.outputBytes + Array(transcript.errors.utf8)
      #expect(words.filter(shown.holds) == [], "\(format)")
    }
    // The same words do stand in what the hub sees, so this test can fail.
    #expect(words.count(where: Corpus.hub.outputBytes.holds) >= 8)
  }

  @Test func `a restricted decision explained to partners names only the agency`() throws {
    let words = try telling()
    let restricted = try restrictedContacts()
    #expect(restricted.count >= 4)
    for contact in restricted {
      let transcript = TestConsole().run([
        "explain", Corpus.contacts, "--rules", Corpus.rules, "--contact", contact,
      ])
      #expect(transcript.status == .done, "\(transcript.errors)")
      let shown = transcript.outputBytes + Array(transcript.errors.utf8)
      #expect(words.filter(shown.holds) == [], "\(contact)")
      #expect(shown.holds("police") || shown.holds("health"), "\(contact)")
    }
  }

  @Test func `no list of questions names another agency's restricted fact, question or rule`()
    throws
  {
    let editions = try #require(Self.book).editions
    func lists(_ options: String...) -> [UInt8] {
      let transcript = TestConsole().run(
        ["gaps", Corpus.contacts, "--rules", Corpus.rules] + options)
      #expect(transcript.status == .done, "\(transcript.errors)")
      return transcript.outputBytes + Array(transcript.errors.utf8)
    }
    let words = try telling()
    for format in OutputFormat.words where format != "sarif" {
      #expect(words.filter(lists("--format", format).holds) == [], "\(format)")
    }
    let rows = Corpus.lines(lists("--audience", "hub", "--format", "jsonl", "--quiet"))
    var compared = 0
    for agency in Set(editions.flatMap(GapFinder.agencies)).sorted() {
      let own = Set(
        editions.flatMap(\.facts).filter { $0.restrictedTo == agency }
          .flatMap { [$0.name, $0.question ?? ""] })
      for row in rows where row.holds("\"list\":\"agency\",\"agency\":\"\(agency)\"") {
        #expect(words.filter { !own.contains($0) && row.holds($0) } == [], "\(agency)")
        compared += 1
      }
    }
    #expect(compared > 20)
  }

  /// The contacts that state a restricted fact.
  private func restrictedContacts() throws -> [String] {
    let facts = try #require(Self.book).editions.flatMap(\.facts).filter { $0.restrictedTo != nil }
    return try Corpus.rows("contacts.jsonl").filter { row in
      facts.contains { row[$0.name] != nil }
    }.compactMap { $0.text("contact") }
  }

  @Test func `an action shown to partners is one of a rule they are shown`() throws {
    let editions = try #require(Self.book).editions
    let decided = Corpus.partner.outputBytes
    var hidden = 0
    for decision in try Corpus.lines(decided).map({ try JSONValue($0) }) {
      let edition = try #require(editions.first { $0.name == decision.text("edition") })
      let met = Set(
        (decision.list("because") + decision.list("also_met")).compactMap { $0.text("rule") })
      let actions = edition.rules.filter { met.contains($0.name) }.flatMap(\.actions)
        .map { edition.actions[$0].name }
      for action in decision.list("also").compactMap(\.string) {
        if action == "hub_action_required" {
          hidden += 1
        } else {
          #expect(actions.contains(action), "\(decision.text("contact") ?? "") \(action)")
        }
      }
    }
    #expect(hidden >= 1)
  }

  @Test func `partners see the same record whatever the restricted value, where all else agrees`()
    throws
  {
    let restricted = Set(
      try #require(Self.book).editions.flatMap(\.facts).filter { $0.restrictedTo != nil }
        .map(\.name))
    let rows = Corpus.lines(try #require(readFile(Corpus.contacts))).filter { line in
      (try? JSONValue(line))?.members?.contains { restricted.contains($0.name) } == true
    }
    #expect(rows.count >= 4)
    var seen: [String: [UInt8]] = [:]
    var alike = 0
    for value in ["true", "false", "null", "\"not a value\""] {
      let changed = rows.map { row in
        restricted.sorted().reduce(String(decoding: row, as: UTF8.self)) { text, name in
          replaced(name, by: value, in: text)
        }
      }
      let lines = changed.map { Array($0.utf8) }
      let records = Corpus.lines(Corpus.decided(lines: lines, for: .partner).outputBytes)
      #expect(records.count == rows.count)
      for bytes in records {
        let known = try whatPartnersMayTell(JSONValue(bytes))
        if let other = seen[known] {
          #expect(bytes == other, "\(known)")
          alike += 1
        }
        seen[known] = bytes
      }
    }
    #expect(alike >= rows.count)
  }

  /// What partners may tell apart: the outcome, the rating, their bounds, and the agencies.
  private func whatPartnersMayTell(_ record: JSONValue) -> String {
    let names = [
      "contact", "child", "outcome", "could_rise_to", "could_fall_to", "rating",
      "rating_could_rise_to",
    ]
    let agencies = (record.list("because") + record.list("ask")).compactMap {
      $0.text("restricted")
    }
    let actions = record.list("also").compactMap(\.string).filter { $0 == "hub_action_required" }
    return (names.map { record.text($0) ?? "none" } + agencies + actions).joined(separator: " ")
  }

  /// The line with another value of one field, which is written `"name": value`.
  private func replaced(_ name: String, by value: String, in line: String) -> String {
    let parts = line.split(separator: "\"\(name)\": ", maxSplits: 1)
    guard parts.count == 2, let end = parts[1].firstIndex(where: { $0 == "," || $0 == "}" })
    else { return line }
    return parts[0] + "\"\(name)\": \(value)" + parts[1][end...]
  }
}
