import TestSupport
import Testing
import TriageEngine

@testable import triage

/// `decide --ledger`, `record` and `verify` as a front door uses them.
@Suite struct LedgerCommandTests {
  private static let decision = "--outcome strategy_meeting --by A --role manager"

  private func ledger(_ door: FrontDoor) -> String { door.folder.text("ledger.jsonl") ?? "" }

  @Test func `deciding, recording and verifying show what they did`() {
    let door = FrontDoor()
    door.folder.write(
      "decisions.csv",
      "contact,child,outcome,by,role,reason,decided\n"
        + "C-2,P-3,early_help,B,manager,,2021-05-05T09:00\nC-9,P-9,nfa,B,manager,,\n"
        + "C-4,P-5,early_help,B,manager,,2021-05-05T09:30\n")
    let lines = [
      "--ledger ledger.jsonl -o out.jsonl contacts.jsonl",
      "--ledger ledger.jsonl -o out.jsonl contacts.jsonl",
      "verify --ledger ledger.jsonl",
      "record --ledger ledger.jsonl --contact C-1 --child P-2 --outcome nfa --by A --role manager",
      "record --ledger ledger.jsonl --contact C-3 --child unknown --outcome nfa --by A "
        + "--role manager",
      "record --ledger ledger.jsonl decisions.csv",
      "verify --ledger ledger.jsonl",
      "verify --ledger ledger.jsonl --rules rules/none",
      "verify --ledger ledger.jsonl --head sha256:"
        + String(repeating: "0", count: 63) + "1",
      "verify --ledger contacts.jsonl", "verify --ledger none.jsonl", "verify",
      "record --ledger none.jsonl --contact C-1", "record --ledger ledger.jsonl",
      "verify --ledger ledger.jsonl --head x",
    ]
    let shown = lines.map { door.run($0).shown }.joined(separator: "\n")
    expectSnapshot(shown, "Transcripts", "ledger")
    expectSnapshot(ledger(door), "Transcripts", "ledger-entries")
  }

  @Test func `a receipt is the digest of the last line, and an earlier one holds too`() throws {
    let door = FrontDoor()
    #expect(door.run("--ledger ledger.jsonl -o out contacts.jsonl").status == .done)
    let lines = ledger(door).split(separator: "\n")
    for (index, line) in lines.enumerated() {
      let digest = SHA256.hex(of: Array(line.utf8))
      let run = door.run("verify --ledger ledger.jsonl --head \(digest)")
      #expect(run.status == .done)
      #expect(run.output.contains("is that of entry \(index + 1)"))
      #expect(run.output.contains("\(lines.count - index - 1) entr"))
    }
    // What is cut off the end is seen by the receipt alone.
    let receipt = try #require(
      door.run("record --ledger ledger.jsonl --contact C-2 --child P-3 --reason r \(Self.decision)")
        .output.split(separator: "\n").last?.split(separator: " ").dropFirst().first)
    door.folder.write("ledger.jsonl", lines.joined(separator: "\n") + "\n")
    #expect(door.run("verify --ledger ledger.jsonl").status == .done)
    #expect(door.run("verify --ledger ledger.jsonl --head \(receipt)").status == .found)
  }

  @Test func `a changed ledger is named, and nothing is added to it`() {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    let whole = ledger(door)
    door.folder.write("ledger.jsonl", whole.replacing("P-3", with: "P-4"))
    let run = door.run("verify --ledger ledger.jsonl")
    #expect(run.status == .found)
    #expect(run.output.hasPrefix("ledger.jsonl:"))
    let before = ledger(door)
    #expect(door.run("--ledger ledger.jsonl -o out contacts.jsonl").status == .couldNotRun)
    let record = door.run(
      "record --ledger ledger.jsonl --contact C-2 --child P-3 --reason r \(Self.decision)")
    #expect(record.status == .couldNotRun && record.output.isEmpty)
    #expect(ledger(door) == before)
  }

  @Test func `recommendations made by other rules are counted, and wrong ones are found`() {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    let rules = "rules/front_door/2018/neglect.md"
    door.folder.write(rules, FrontDoor.neglect.replacing("2 points on", with: "3 points on"))
    let run = door.run("verify --ledger ledger.jsonl")
    #expect(run.status == .done)
    #expect(run.output.contains("6 recommendations not derived"))
    #expect(run.output.contains("0 recommendations derived"))
    // The same rows under the changed rules are revised recommendations.
    #expect(
      door.run("--ledger ledger.jsonl -o out contacts.jsonl").errors.contains("6 entries added"))
    door.folder.write(rules, FrontDoor.neglect)
    #expect(
      door.run("verify --ledger ledger.jsonl").output.contains("6 recommendations not derived"))
  }

  @Test func `the ledger holds the hub's decision whatever is written, once`() {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out --audience partner contacts.jsonl")
    let partner = ledger(door)
    for options in ["--audience hub", "--as-of 2021-06-01T09:00", "--format csv", "--jobs 1"] {
      let run = door.run("--ledger ledger.jsonl -o out \(options) contacts.jsonl")
      #expect(run.errors.contains("0 entries added"), "\(options)")
    }
    #expect(ledger(door) == partner)
    #expect(partner.contains("\"rule\":\"known_to_police\""))
    #expect(!partner.contains("Hidden"))
  }

  @Test func `what earlier contacts answered is kept, and the proof needs them no more`() {
    let door = FrontDoor()
    runShell(
      "rm -rf '\(door.folder.path)/rules' && cp -r '\(packageFolder)/rules' '\(door.folder.path)'")
    let rows = (1...6).map {
      #"{"contact":"H-\#($0)","child":"P-1","received":"2021-05-0\#($0)T10:00","source":"6"}"#
    }.joined(separator: "\n")
    #expect(door.run("--ledger ledger.jsonl -o out", input: rows).status == .done)
    #expect(ledger(door).contains("\"history\":{\"facts\":{\""))
    let run = door.run("verify --ledger ledger.jsonl")
    #expect(run.status == .done)
    #expect(run.output.contains("6 recommendations derived again"))
    #expect(
      door.run("--ledger ledger.jsonl -o out", input: rows).errors.contains("0 entries added"))
  }

  @Test func `fields ignored on the command line do not hinder the proof`() {
    let door = FrontDoor()
    let row = #"{"contact":"C-1","child":"P-1","received":"2021-05-04T15:42","team":"7"}"#
    #expect(door.run("--ledger ledger.jsonl --ignore team -o out", input: row).status == .done)
    #expect(door.run("verify --ledger ledger.jsonl").output.contains("1 recommendation derived"))
    #expect(!ledger(door).contains("team"))
  }

  @Test func `a ledger is its owner's alone, and never the file of something else`() throws {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    let path = door.folder.path + "/ledger.jsonl"
    #expect(fileMode(path) == 0o600)
    runShell("chmod 644 '\(path)'")
    #expect(door.run("--ledger ledger.jsonl -o out contacts.jsonl").errors.contains("warning"))
    runShell(
      "ln -s ledger.jsonl '\(door.folder.path)/link.jsonl'; mkfifo '\(door.folder.path)/pipe'")
    let lines = [
      "--ledger contacts.jsonl contacts.jsonl", "--ledger out.jsonl -o out.jsonl contacts.jsonl",
      "--ledger r.jsonl --rejects r.jsonl contacts.jsonl", "--ledger link.jsonl contacts.jsonl",
      "--ledger pipe contacts.jsonl", "--ledger rules contacts.jsonl",
      "--ledger none/ledger.jsonl contacts.jsonl",
    ]
    for line in lines {
      let run = door.run(line)
      #expect(run.status == .couldNotRun, "\(line)")
      #expect(run.output.isEmpty, "\(line)")
    }
    #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts)
  }

  @Test func `a last line that was never finished is moved aside`() throws {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    let whole = ledger(door)
    let torn = String(whole.dropLast(100))
    door.folder.write("ledger.jsonl", torn)
    #expect(door.run("verify --ledger ledger.jsonl").status == .found)
    let run = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    #expect(run.status == .done)
    #expect(run.errors.contains("never finished"))
    let aside = try #require(door.folder.text("ledger.jsonl.torn"))
    #expect(torn.hasSuffix(aside.dropLast()))
    #expect(ledger(door) == whole)
    #expect(fileMode(door.folder.path + "/ledger.jsonl.torn") == 0o600)
    #expect(door.run("verify --ledger ledger.jsonl").status == .done)
  }

  @Test func `where there is no room left the ledger stays as it was`() {
    let door = FrontDoor()
    _ = door.run("--ledger ledger.jsonl -o out contacts.jsonl")
    let before = ledger(door)
    let more = (0..<40).map {
      #"{"contact":"D-\#($0)","child":"P-1","received":"2021-05-04T15:42"}"#
    }.joined(separator: "\n")
    door.folder.write("more.jsonl", more)
    let blocks = before.utf8.count / 1_024 + 2
    let run = runProcess(
      "ulimit -f \(blocks); $TRIAGE --ledger ledger.jsonl more.jsonl | cat", in: door.folder)
    #expect(run.status == 2)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("the ledger is as it was"))
    #expect(ledger(door) == before)
    #expect(door.run("--ledger ledger.jsonl -o out more.jsonl").status == .done)
  }

  @Test func `a machine that has lost the time adds nothing`() {
    let door = FrontDoor()
    let console = TestConsole(folder: door.folder.path)
    console.now = Instant(seconds: 0)
    let run = console.run(["--ledger", "ledger.jsonl", "contacts.jsonl"])
    #expect(run.status == .couldNotRun && run.output.isEmpty)
    #expect(run.errors.contains("clock is not set"))
    #expect(ledger(door).isEmpty)
  }

  @Test func `two writers at once both succeed`() {
    let door = FrontDoor()
    for writer in 0..<2 {
      let rows = (0..<300).map {
        #"{"contact":"W\#(writer)-\#($0)","child":"P-1","received":"2021-05-04T15:42"}"#
      }.joined(separator: "\n")
      door.folder.write("w\(writer).jsonl", rows)
    }
    let run = runProcess(
      """
      for writer in 0 1; do
        for part in 1 101 201; do
          sed -n "$part,+99p" w$writer.jsonl |
            $TRIAGE -q --ledger ledger.jsonl -o out$writer || echo failed
        done &
      done
      wait
      $TRIAGE verify --ledger ledger.jsonl
      """, in: door.folder)
    #expect(run.text.contains("1200 entries, the chain is whole"))
    #expect(!run.text.contains("failed"))
    #expect(run.errors.isEmpty)
  }
}
