import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// An edition whose history facts are declared so, each read by a rule.
func historyBook(_ facts: [String], extra: String = "") -> RuleBook {
  var text = """
    # 1 Test

    ```threshold
    language 1
    edition "2018"
      title "Test"
      in force from 2018-01-01
      follows "Guidance"
      calendar england-and-wales

    outcome nfa              "No further action"
    outcome early_help       "Early help"
    outcome assessment       "Assessment"
    outcome strategy_meeting "Strategy meeting"

    fact screened yes/no
      neither
    fact injury yes/no
      raises concern
    fact hungry yes/no
      raises concern
    \(extra)

    """
  for (number, fact) in facts.enumerated() {
    let name = fact.split(separator: " ").first ?? ""
    let condition = fact.contains("ever had") ? "\(name)" : "\(name) >= 1"
    text += """
      fact \(fact)
      rule reads_\(number): early_help
        when \(condition)
        because "a test reads it"

      """
  }
  text += "rule hurt: strategy_meeting\n  when injury\n  because \"test\"\n"
  text += "rule fed: assessment\n  when hungry\n  because \"test\"\n```\n"
  let result = checked([(name: "a.md", text: text)]).result
  #expect(result.diagnostics.filter(\.isError).map(\.message) == [])
  return result.book ?? RuleBook(name: "none", editions: [])
}

/// Rows of a history and the contact that looks back on them, all as lines of JSON without braces.
struct HistorySample {
  let book: RuleBook
  let plan: HistoryPlan
  var history: ContactHistory
  let decoder: ContactDecoder
  let reader: EarlierContactReader

  init(_ book: RuleBook, from start: String? = nil) {
    self.book = book
    plan = HistoryPlan(book.editions)
    history = ContactHistory(plan, from: start.map(sampleDay))
    decoder = ContactDecoder(book)
    reader = EarlierContactReader(plan, decoder)
  }

  /// Decodes a row of which `contact`, `child` and `received` may be left out.
  func row(_ fields: String) -> RawRow? {
    var line = fields
    for (name, usual) in [
      ("contact", "C-0"), ("child", "P-1"), ("received", "2021-05-04T10:00"),
    ] where !fields.contains("\"\(name)\":") {
      line += (line.isEmpty ? "" : ",") + "\"\(name)\":\"\(usual)\""
    }
    let bytes = Array("{\(line)}".utf8)
    var parser = JSONRowParser()
    guard
      case .row(let row) = parser.parse(bytes, in: 0..<bytes.count, at: RowPlace(file: 0, line: 1))
    else {
      Issue.record("not a row: \(line)")
      return nil
    }
    return row
  }

  /// Adds a row to the history, with what is recommended of it by the rules.
  mutating func add(_ fields: String, from origin: HistoryOrigin = .beside) throws {
    guard let row = row(fields) else { return }
    if reader.isRecord(row), let record = reader.record(row) {
      try history.add(record, from: origin)
      return
    }
    var tally = FieldTally()
    switch decoder.decode(row, tally: &tally) {
    case .rejected: if let rejected = reader.rejected(row) { history.add(rejected) }
    case .contact(let contact, let edition):
      let earlier = reader.earlier(contact, edition: edition, row: row)
      let serial = try history.add(earlier, from: origin)
      var filled = contact
      history.fillIn(&filled, edition: edition)
      let evaluation = Decider(book.editions[edition], calendar: nil).evaluate(filled)
      let outcome = evaluation.levels.outcome.established
      history.recommend(book.editions[edition].outcomes[outcome].name, for: serial)
    }
  }

  /// What the history facts of a contact are, in the order declared by name, as text.
  func facts(_ fields: String = "") -> [String] {
    guard let contact = contact(fields) else { return ["no contact"] }
    let edition = book.editions[0]
    return plan.questions[0].map {
      describe(contact.facts[$0.fact], edition.facts[$0.fact])
    }
  }

  /// A contact with its history.
  func contact(_ fields: String = "") -> Contact? {
    guard let row = row(fields) else { return nil }
    var tally = FieldTally()
    guard case .contact(var contact, let edition) = decoder.decode(row, tally: &tally) else {
      Issue.record("rejected: \(fields)")
      return nil
    }
    history.fillIn(&contact, edition: edition)
    return contact
  }
}

/// What one question answers to one contact, with rows before it and a history from 2018.
func answer(
  _ question: String, _ rows: [String], _ contact: String = "", from start: String? = "2018-01-01"
) -> String {
  var sample = HistorySample(historyBook(["asked " + question]), from: start)
  for row in rows {
    do { try sample.add(row) } catch { Issue.record("\(error)") }
  }
  return sample.facts(contact).joined(separator: "; ")
}

/// A row of a contact received at a time.
func earlier(_ contact: String, _ received: String, _ more: String = "") -> String {
  "\"contact\":\"\(contact)\",\"received\":\"\(received)\"" + (more.isEmpty ? "" : "," + more)
}
