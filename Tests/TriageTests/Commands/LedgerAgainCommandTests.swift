import TestSupport
import Testing
import TriageEngine

@testable import triage

/// Contacts that come to a ledger again, in another form, or beside rows that cannot be read: none of
/// that may lower what is decided unsaid.
@Suite struct LedgerAgainCommandTests {
  private static let options = "--history-from 2018-01-01 -q -f jsonl"

  /// A row of child P-1 received at ten on a day.
  private func row(_ contact: String, _ day: String, _ more: String = "") -> String {
    "{\"contact\":\"\(contact)\",\"child\":\"P-1\",\"received\":\"\(day)T10:00\""
      + ",\"screening_completed\":true" + (more.isEmpty ? "" : "," + more) + "}\n"
  }

  /// The line of the contact that looks back on the others, decided in one run with them.
  private func lookBack(_ rows: String, _ door: FrontDoor) -> String {
    let run = door.run(Self.options, input: rows + row("C-9", "2021-05-04"))
    return run.output.split(separator: "\n").last { $0.contains("\"C-9\"") }.map(String.init)
      ?? run.errors
  }

  @Test func `an old row told again neither replaces what stands nor passes unsaid`() {
    let door = FrontDoor.countingEarlierContacts()
    let (low, high) = (row("C-1", "2021-05-04"), row("C-1", "2021-05-04", "\"injury\":true"))
    for file in [low, high] { _ = door.run("--ledger l.jsonl \(Self.options)", input: file) }
    let again = door.run("--ledger l.jsonl \(Self.options)", input: low)
    #expect(again.errors.contains("triage: warning: a contact came again"), "\(again.errors)")
    #expect(again.errors.contains("`C-1`"))
    let before = door.folder.text("l.jsonl")
    #expect(door.run("--ledger l.jsonl \(Self.options)", input: low + high).errors == "")
    #expect(door.folder.text("l.jsonl") == before)
    #expect(door.run("verify --ledger l.jsonl").status == .done)
  }

  @Test func `an id used again for another day is said, and may be one contact more`() {
    let door = FrontDoor.countingEarlierContacts()
    for day in ["2021-01-04", "2021-02-04"] {
      let run = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", day))
      #expect(run.errors.contains("received on another day") == (day == "2021-02-04"))
    }
    let run = door.run("--ledger l.jsonl \(Self.options)", input: row("C-9", "2021-05-04"))
    #expect(run.output.contains("N0114"), "\(run.output)")
    // In one input as well.
    let once = lookBack(row("C-1", "2021-01-04") + row("C-1", "2021-02-04"), door)
    #expect(once.contains("N0114"))
    #expect(!lookBack(row("C-1", "2021-01-04") + row("C-1", "2021-01-04"), door).contains("N0114"))
  }

  @Test func `a row that is broken behind its child may be a contact in its own run`() {
    let door = FrontDoor.countingEarlierContacts()
    let start = "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-02-04T10:00\""
    for end in [",\"inj", ",\"injury\":1,\"injury\":2}", ",}", "}{}"] {
      #expect(lookBack(start + end + "\n", door).contains("N0114"), "\(end)")
    }
    #expect(!lookBack(start.replacing("P-1", with: "P-2") + "\n", door).contains("N0114"))
  }

  @Test func `contacts of the very same time may each have come first`() {
    let door = FrontDoor.countingEarlierContacts()
    #expect(lookBack(row("C-8", "2021-05-04"), door).contains("N0114"))
    #expect(!lookBack(row("C-8", "2021-05-05"), door).contains("N0114"))
  }

  @Test func `what stands for no incident does not make one of many contacts`() {
    let door = FrontDoor.countingEarlierContacts()
    func rows(_ incident: String) -> String {
      (1...3).map { row("C-\($0)", "2021-0\($0)-04", "\"incident\":\"\(incident)\"") }.joined()
    }
    let bare = lookBack((1...3).map { row("C-\($0)", "2021-0\($0)-04") }.joined(), door)
    for incident in ["N/A", "none", "-", "0", "TBC"] {
      #expect(lookBack(rows(incident), door) == bare, "\(incident)")
    }
    #expect(lookBack(rows("I-1"), door) != bare)
  }

  @Test func `later contacts that an earlier one would have changed are named`() {
    let door = FrontDoor.countingEarlierContacts()
    _ = door.run("--ledger l.jsonl \(Self.options)", input: row("C-5", "2021-05-04"))
    let late = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", "2021-04-04"))
    #expect(late.errors.contains("before an earlier row of the same child was known: `C-5`"))
    let again = door.run("--ledger l.jsonl \(Self.options)", input: row("C-5", "2021-05-04"))
    #expect(again.errors == "")
  }

  @Test func `the receipt of an empty ledger proves nothing of another`() {
    let door = FrontDoor.countingEarlierContacts()
    let zeros = "--head sha256:" + String(repeating: "0", count: 64)
    _ = door.run("--ledger l.jsonl \(Self.options)", input: "")
    #expect(door.run("verify --ledger l.jsonl \(zeros)").status == .done)
    _ = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", "2021-05-04"))
    let run = door.run("verify --ledger l.jsonl \(zeros)")
    #expect(run.status == .found)
    #expect(run.output.contains("proves nothing of this one"))
  }

  @Test func `a history without contacts is told of`() {
    let door = FrontDoor.countingEarlierContacts()
    door.folder.write("empty.jsonl", "")
    door.folder.write("header.csv", "contact,child,received\n")
    door.folder.write("one.jsonl", row("C-1", "2021-01-04"))
    let run = door.run(
      "\(Self.options) --history one.jsonl,empty.jsonl,header.csv", input: row("C-9", "2021-05-04"))
    #expect(run.errors.contains("the history `empty.jsonl` has no contacts"))
    #expect(run.errors.contains("the history `header.csv` has no contacts"))
    #expect(!run.errors.contains("one.jsonl"))
  }

  @Test func `no ledger is made for results that have nowhere to go`() {
    let door = FrontDoor.countingEarlierContacts()
    let run = door.run("--ledger l.jsonl -o nowhere/out", input: row("C-1", "2021-05-04"))
    #expect(run.status == .couldNotRun)
    #expect(door.folder.text("l.jsonl") == nil)
  }

  @Test func `a broken row of CSV counts for its child as far as it can be read`() {
    let door = FrontDoor.countingEarlierContacts()
    let header = "contact,child,received,screening_completed,note\n"
    let last = "C-9,P-1,2021-05-04T10:00,Y,\n"
    for broken in ["fell, badly", "a \"stray\" quote", "\"not closed", "a\u{0}b"] {
      let run = door.run(
        Self.options, input: header + "C-1,P-1,2021-02-04T10:00,Y,\(broken)\n" + last)
      #expect(run.output.contains("N0114"), "\(broken): \(run.output)")
      #expect(run.status == .rejectedRows)
    }
    // Where cells may stand in other columns, nobody is guessed, and the summary says so.
    let moved =
      "note,contact,child,received\na,b,C-1,P-1,2021-02-04T10:00\n,C-9,P-1,2021-05-04T10:00\n"
    let run = door.run("--history-from 2018-01-01 -f jsonl", input: moved)
    #expect(!run.output.contains("N0114"))
    #expect(run.errors.contains("1 rejected row of the input names no child that can be read"))
  }

  @Test func `what one row of a contact says and another does not stays in doubt`() {
    let door = FrontDoor.countingEarlierContacts()
    let (update, news) = (
      row("C-1", "2021-02-04", "\"open_case\":true"), row("C-1", "2021-02-04")
    )
    let now = row("C-9", "2021-05-04")
    // A history file, and a ledger, that know more than the input says.
    door.folder.write("before.jsonl", news)
    #expect(
      door.run("\(Self.options) --history before.jsonl", input: update + now).output
        .contains("N0114"))
    _ = door.run("--ledger l.jsonl \(Self.options)", input: news)
    #expect(
      door.run("--ledger l.jsonl \(Self.options)", input: update + now).output.contains("N0114"))
    door.folder.write("other-day.jsonl", row("C-1", "2021-01-04"))
    #expect(
      door.run("\(Self.options) --history other-day.jsonl", input: news + now).output
        .contains("N0114"))
  }

  @Test func `decisions in CSV are history as those in JSON Lines are`() {
    let door = FrontDoor.countingEarlierContacts()
    let before = row("C-1", "2021-02-04", "\"injury\":true")
    var shown: [String] = []
    for format in ["jsonl", "csv"] {
      _ = door.run("-q -f \(format) -o before.\(format)", input: before)
      let run = door.run(
        "\(Self.options) --history before.\(format)", input: row("C-9", "2021-05-04"))
      #expect(run.status == .done, "\(run.errors)")
      shown.append(run.output)
    }
    #expect(shown[0] == shown[1])
  }

  @Test func `a good row that stood beside a rejected one does not put it right`() {
    let door = FrontDoor.countingEarlierContacts()
    let good = row("C-1", "2021-01-04", "\"open_case\":true")
    let bad = good.replacing("2021-01-04T10:00", with: "2021-01-05T99:00")
    _ = door.run("--ledger l.jsonl \(Self.options)", input: good + bad)
    let run = door.run("--ledger l.jsonl \(Self.options)", input: good + row("C-9", "2021-05-04"))
    #expect(run.output.contains("N0114"))
  }

  @Test func `a last line that has lost its line break is ended and not taken away`() {
    let door = FrontDoor.countingEarlierContacts()
    _ = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", "2021-05-04"))
    let whole = door.folder.text("l.jsonl") ?? ""
    door.folder.write("l.jsonl", String(whole.dropLast()))
    let run = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", "2021-05-04"))
    #expect(run.errors.contains("had lost its line break"))
    #expect(door.folder.text("l.jsonl") == whole)
    #expect(door.folder.text("l.jsonl.torn") == nil)
  }

  @Test func `what falls on the same facts, and what rises above a decision, is named`() {
    let door = FrontDoor.countingEarlierContacts()
    let (quiet, hurt) = (row("C-1", "2021-05-04"), row("C-1", "2021-05-04", "\"injury\":true"))
    _ = door.run("--ledger l.jsonl \(Self.options)", input: quiet)
    let person = "--by A --role manager --outcome nfa --decided 2021-05-04T12:00"
    let record = door.run("record --ledger l.jsonl --contact C-1 --child P-1 \(person)")
    #expect(record.status == .done, "\(record.errors)")
    let risen = door.run("--ledger l.jsonl \(Self.options)", input: hurt)
    #expect(risen.errors.contains("recommended more now than a person has decided: `C-1`"))
    let report = door.run("report --ledger l.jsonl --as-of 2021-05-06T09:00")
    #expect(report.output.contains("Recommended for more since the decision"), "\(report.output)")

    let three = (2...4).map { row("C-\($0)", "2021-0\($0)-10") }.joined()
    door.folder.write("before.jsonl", three)
    let now = row("C-9", "2021-05-04")
    _ = door.run("--ledger m.jsonl \(Self.options) --history before.jsonl", input: now)
    let less = door.run("--ledger m.jsonl \(Self.options)", input: now)
    #expect(less.errors.contains("recommended less than before on the same facts: `C-9`"))
  }

  @Test func `an earlier row that counts now names the later contacts`() {
    let door = FrontDoor.countingEarlierContacts()
    let update = row("C-1", "2021-02-04", "\"open_case\":true")
    _ = door.run("--ledger l.jsonl \(Self.options)", input: update + row("C-9", "2021-05-04"))
    let corrected = door.run("--ledger l.jsonl \(Self.options)", input: row("C-1", "2021-02-04"))
    #expect(corrected.errors.contains("before an earlier row of the same child was known: `C-9`"))
  }
}
