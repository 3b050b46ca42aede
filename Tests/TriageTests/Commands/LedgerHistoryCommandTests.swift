import TestSupport
import Testing
import TriageEngine

@testable import triage

/// A ledger as the history of later contacts.
@Suite struct LedgerHistoryCommandTests {
  private let quiet = "-q -f jsonl"
  /// A day in September 2021.
  private static let later = Instant(seconds: 1_631_000_000)

  private func ledger(_ door: FrontDoor, _ name: String = "ledger.jsonl") -> String {
    door.folder.text(name) ?? ""
  }

  /// A row of child P-1 received at ten on a day.
  private func row(_ contact: String, _ day: String, _ more: String = "") -> String {
    "{\"contact\":\"\(contact)\",\"child\":\"P-1\",\"received\":\"\(day)T10:00\""
      + ",\"screening_completed\":true" + (more.isEmpty ? "" : "," + more) + "}\n"
  }

  /// Rows as they come, a day after the other; where each day begins.
  private func days(
    _ random: inout SplitMix64, _ count: Int
  ) -> (rows: [String], starts: [Int]) {
    let day = { (row: String) in row.split(separator: "received\":\"")[1].prefix(10) }
    let rows = FrontDoor.repeatedContacts(&random, count).sorted { day($0) < day($1) }
    return (rows, rows.indices.filter { $0 == 0 || day(rows[$0]) != day(rows[$0 - 1]) })
  }

  private func outcome(_ run: Transcript) -> String {
    let line = run.output.split(separator: "\n").last ?? ""
    return line.split(separator: "\"outcome\":\"").dropFirst().first.map {
      String($0.prefix { $0 != "\"" })
    } ?? "none: \(run.errors)"
  }

  @Test func `a day at a time with a ledger decides as all days at once`() {
    let seed = testSeed(20_261_121)
    var random = SplitMix64(seed: seed)
    let (rows, starts) = days(&random, 150)
    let door = FrontDoor.countingEarlierContacts()
    let expected = door.run("\(quiet)", input: rows.joined(separator: "\n")).output
    #expect(Set(expected.split(separator: "\n").map { $0.contains("household_again") }).count == 2)
    var found = ""
    for (start, end) in zip(starts, starts.dropFirst() + [rows.count]) {
      let run = door.run(
        "\(quiet) --ledger ledger.jsonl", input: rows[start..<end].joined(separator: "\n"))
      #expect(run.status == .done, "\(run.errors)")
      found += run.output
    }
    #expect(found == expected, "seed \(seed)")
    // All of them again, in any order, add nothing.
    let before = ledger(door)
    let again = rows.shuffled(using: &random).joined(separator: "\n")
    #expect(
      door.run("--ledger ledger.jsonl -o out", input: again).errors.contains("0 entries added"))
    #expect(ledger(door) == before)
    let proof = door.run("verify --ledger ledger.jsonl")
    #expect(proof.status == .done)
    #expect(proof.output.contains("150 recommendations derived again"))
  }

  @Test func `a ledger is a history as the file that it was made from`() {
    let seed = testSeed(20_261_122)
    var random = SplitMix64(seed: seed)
    let (rows, starts) = days(&random, 120)
    let middle = starts[starts.count * 2 / 3]
    let door = FrontDoor.countingEarlierContacts()
    door.folder.write("before.jsonl", rows[..<middle].joined(separator: "\n"))
    _ = door.run("-q --ledger ledger.jsonl -o out before.jsonl")
    let after = rows[middle...].joined(separator: "\n")
    for command in ["", "explain --contact \(rows[119].split(separator: "\"")[3]) ", "gaps "] {
      let start = command == "" ? quiet : command
      let expected = door.run("\(start) --history before.jsonl", input: after)
      for files in ["ledger.jsonl", "before.jsonl,ledger.jsonl", "ledger.jsonl,ledger.jsonl"] {
        let found = door.run("\(start) --history \(files)", input: after)
        #expect(found.output == expected.output, "\(command)\(files), seed \(seed)")
        #expect(found.status == .done)
      }
    }
    // The ledger that is added to may be named as history too.
    let one = door.run("\(quiet) --ledger ledger.jsonl --history ledger.jsonl", input: after)
    #expect(one.output == door.run("\(quiet) --history before.jsonl", input: after).output)
  }

  @Test func `what a person decided by then counts, as it was last revised by then`() {
    let door = FrontDoor.countingEarlierContacts()
    let options = "--history-from 2019-01-01 \(quiet)"
    let before = row("C-1", "2021-01-04") + row("C-2", "2021-02-04")
    _ = door.run("\(options) --ledger ledger.jsonl -o out", input: before)
    let now = { (day: String) in
      self.outcome(door.run("\(options) --history ledger.jsonl", input: self.row("C-9", day)))
    }
    // Nobody has decided: both were recommended to end in no further action.
    #expect(now("2021-05-04") == "assessment")
    let record =
      "record --ledger ledger.jsonl --contact C-1 --child P-1 --by A --role m --reason r"
    let first = door.run(
      "\(record) --outcome early_help --decided 2021-03-01T09:00", now: Self.later)
    #expect(first.status == .done, "\(first.errors)")
    #expect(now("2021-02-20") == "assessment")
    #expect(now("2021-05-04") == "early_help")
    let second = door.run("\(record) --outcome nfa --decided 2021-06-01T09:00", now: Self.later)
    #expect(second.status == .done, "\(second.errors)")
    #expect(now("2021-05-04") == "early_help")
    #expect(now("2021-07-04") == "assessment")
    // A row of the input does not state what was recorded since; the decision counts all the same.
    let all = before + row("C-9", "2021-05-04")
    #expect(outcome(door.run("\(options) --ledger ledger.jsonl", input: all)) == "early_help")
    door.folder.write("before.jsonl", before)
    let both = door.run(
      "\(options) --history before.jsonl,ledger.jsonl", input: row("C-9", "2021-05-04"))
    #expect(outcome(both) == "early_help")
  }

  @Test func `a rejected row of a ledger may be a contact until it is put right`() {
    let door = FrontDoor.countingEarlierContacts()
    let options = "--history-from 2019-01-01 \(quiet) --history ledger.jsonl"
    let bad = "{\"contact\":\"C-2\",\"child\":\"P-1\",\"received\":\"04/02/2021\"}\n"
    let nameless = "{\"contact\":\"C-3\",\"received\":\"2021-02-05T10:00\"}\n"
    _ = door.run(
      "--ledger ledger.jsonl -o out", input: row("C-1", "2021-01-04") + bad + nameless)
    let now = row("C-9", "2021-05-04")
    #expect(door.run(options, input: now).output.contains("N0114"))
    // The input puts it right while it is decided, and so does the ledger from then on.
    let right = row("C-2", "2021-02-04")
    #expect(!door.run(options, input: right + now).output.contains("N0114"))
    let shown = door.run("--history ledger.jsonl -o out", input: now)
    #expect(shown.errors.contains("1 rejected row of the ledger names no child"))
    let later = door.run("--ledger ledger.jsonl -o out", input: right, now: Self.later)
    #expect(later.status == .done)
    let counted = door.run(options, input: now)
    #expect(!counted.output.contains("N0114"))
    #expect(outcome(counted) == "assessment")
  }

  @Test func `a ledger that is not whole is refused, and one that is torn is told of`() {
    let door = FrontDoor.countingEarlierContacts()
    let before = row("C-1", "2021-01-04") + row("C-2", "2021-02-04")
    _ = door.run("--ledger ledger.jsonl -o out", input: before)
    let whole = ledger(door)
    let lines = whole.split(separator: "\n").map { $0 + "\n" }
    let now = row("C-9", "2021-05-04")
    for broken in [
      whole.replacing("C-1", with: "C-7"), lines[1...].joined(), lines[0] + lines[2...].joined(),
      "\n" + whole, "x" + whole, whole + "x\n", lines[0].dropLast(60) + "\n",
    ] {
      door.folder.write("broken.jsonl", broken)
      let run = door.run("\(quiet) --history broken.jsonl", input: now)
      #expect(run.status == .couldNotRun, "\(broken.prefix(80))")
      #expect(run.output.isEmpty && !run.errors.isEmpty)
      #expect(!run.errors.contains("P-1"))
    }
    let piped = runProcess(
      "cat ledger.jsonl | $TRIAGE -q --history - contacts.jsonl", in: door.folder)
    #expect(piped.status == 2)
    #expect(piped.errors.contains("no whole ledger"))
    door.folder.write("torn.jsonl", whole + lines[0].dropLast(60))
    let torn = door.run("\(quiet) --history torn.jsonl", input: now)
    #expect(torn.errors.contains("is not finished"))
    #expect(torn.output == door.run("\(quiet) --history ledger.jsonl", input: now).output)
  }

  @Test func `rows that other rules cannot read are contacts all the same`() {
    let door = FrontDoor.countingEarlierContacts()
    let more = "\"team\":\"7\""
    _ = door.run(
      "\(quiet) --ledger ledger.jsonl -o out",
      input: row("C-1", "2021-01-04", more) + row("C-2", "2021-02-04", more))
    let options = "--history-from 2019-01-01 --strict \(quiet) --history ledger.jsonl"
    let found = door.run(options, input: row("C-9", "2021-05-04"))
    #expect(outcome(found) == "assessment")
  }

  @Test func `a report starts the clocks that depend on earlier contacts`() {
    let door = FrontDoor.countingEarlierContacts()
    door.folder.write(
      "rules/front_door/2018/review.md",
      """
      ## 7.2 A review of those who come back

      ```threshold
      clock review "Review" from received to decided: end of 5 working days, when earlier_contacts >= 1
      ```
      """)
    let rows = row("C-1", "2021-05-04") + row("C-2", "2021-05-05")
    let made = door.run(
      "\(quiet) --history-from 2019-01-01 --ledger ledger.jsonl -o out", input: rows)
    #expect(made.status == .done, "\(made.errors)")
    let report = door.run("report --ledger ledger.jsonl --as-of 2021-06-01T09:00 --format csv")
    let lines = report.output.split(separator: "\n").filter { $0.contains("review,") }
    // It runs for the second contact alone, and is overdue.
    #expect(lines.contains { $0.contains(",overdue,") && $0.contains(",1") }, "\(lines)")
    #expect(!lines.contains { $0.contains(",unknown,") && $0.contains(",1") }, "\(lines)")
  }

  @Test func `a question about earlier contacts says what is counted so far`() {
    let door = FrontDoor.countingEarlierContacts()
    let first = "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-04-04T10:00\"}"
    door.folder.write("before.jsonl", first)
    let run = door.run("explain --history before.jsonl", input: row("C-9", "2021-05-04"))
    #expect(
      run.output.contains("Counted so far: 1 or more, since the history goes back to"),
      "\(run.output)")
  }

  @Test func `nothing that is read is written over`() {
    let door = FrontDoor.countingEarlierContacts()
    door.folder.write("before.jsonl", row("C-1", "2021-01-04"))
    _ = door.run("-q --ledger ledger.jsonl -o out before.jsonl")
    _ = door.run("-q --ledger other.jsonl -o out before.jsonl")
    let rules = "rules/front_door/2018/history.md"
    let calendar = "rules/calendars/england-and-wales.json"
    let names = ["before.jsonl", "other.jsonl", rules, calendar]
    let before = names.map { door.folder.text($0) }
    let history = "--history before.jsonl,other.jsonl contacts.jsonl"
    for name in names {
      var lines = [
        "--output \(name) \(history)", "--rejects \(name) \(history)",
        "gaps --output \(name) \(history)", "gaps --rejects \(name) \(history)",
        "explain --contact C-1 --output \(name) \(history)",
        "test --output \(name) \(history)", "test --rejects \(name) \(history)",
        "test --junit \(name) \(history)",
      ]
      if name != "other.jsonl" { lines.append("--ledger \(name) \(history)") }
      if name == rules {
        lines += [
          "check --output \(name)", "generate --count 1 --seed 1 --output \(name)",
          "report --ledger ledger.jsonl --as-of 2021-06-01T09:00 --output \(name)",
          "report --ledger ledger.jsonl --as-of 2021-06-01T09:00 --html \(name)",
          "sample --ledger ledger.jsonl --of recommendations --count 1 --seed 1 --output \(name)",
        ]
      }
      for line in lines {
        let run = door.run(line)
        #expect(run.status == .couldNotRun, "\(line)")
        #expect(run.errors.contains("would be lost"), "\(line): \(run.errors)")
        #expect(run.output.isEmpty, "\(line)")
      }
    }
    #expect(names.map { door.folder.text($0) } == before)
  }

  @Test func `the summary says how far back earlier contacts are counted`() {
    let door = FrontDoor.countingEarlierContacts()
    let first = door.run("--ledger ledger.jsonl -o out", input: row("C-1", "2021-01-04"))
    #expect(first.errors.contains("counted back to Monday 4 January 2021, the first"))
    let second = door.run("--ledger ledger.jsonl -o out", input: row("C-2", "2021-02-04"))
    #expect(second.errors.contains("counted back to Monday 4 January 2021, the first"))
    let stated = door.run(
      "--ledger ledger.jsonl --history-from 2020-02-01 -o out", input: row("C-3", "2021-02-05"))
    #expect(stated.errors.contains("back to Saturday 1 February 2020, as `--history-from` says"))
  }
}
