import TestSupport
import Testing
import TriageEngine

@testable import triage

@Suite struct DecideTests {
  @Test func `standard input and a file give the same bytes, however the input arrives`() {
    let door = FrontDoor()
    let expected = door.run("contacts.jsonl")
    #expect(expected.status == .done)
    #expect(expected.output.split(separator: "\n").count == 6)
    for block in [1, 7, 64, 1_000, Int.max] {
      let piped = door.run("", input: FrontDoor.contacts, block: block)
      #expect(piped.output == expected.output, "\(block)")
      #expect(piped.errors == expected.errors, "\(block)")
      #expect(door.run("decide -", input: FrontDoor.contacts, block: block).output == piped.output)
    }
    #expect(door.run("contacts.jsonl --rules rules/front_door/2018").output == expected.output)
  }

  @Test func `any number of jobs gives the same bytes`() {
    let door = FrontDoor()
    var random = SplitMix64(seed: testSeed(20_210_504))
    var rows = ""
    for number in 0..<160 {
      let fact = random.pick(["injury", "hungry", "mobile", "injry", "police_intelligence"])
      let value = random.pick(["true", "false", "null", "\"perhaps\""])
      let child = random.oneIn(10) ? "unknown" : "P-\(number % 90)"
      rows +=
        random.oneIn(20)
        ? "{\"contact\":\n"
        : "{\"contact\":\"C-\(number / 3)\",\"child\":\"\(child)\","
          + "\"received\":\"2021-05-04T10:00\",\"\(fact)\":\(value),"
          + "\"other_child\":\"P-\((number + 1) % 90)\"}\n"
    }
    for format in OutputFormat.words where format != "sarif" {
      let one = door.run("--jobs 1 --format \(format)", input: rows)
      #expect(one.status == .rejectedRows)
      for jobs in [2, 8] {
        let many = door.run("--jobs \(jobs) --format \(format)", input: rows)
        #expect(many.output == one.output, "\(format) \(jobs)")
        #expect(many.errors == one.errors, "\(format) \(jobs)")
      }
    }
  }

  @Test func `CSV and JSON Lines that say the same are decided the same`() {
    let door = FrontDoor()
    let lines = """
      {"contact":"C-1","child":"P-1","received":"2021-05-04T10:00","injury":true,"home":"poor"}
      {"contact":"C-2","child":null,"received":"2021-05-04","mobile":"no"}
      """
    let sheet = """
      contact,child,received,injury,home,mobile
      C-1,P-1,2021-05-04T10:00,yes,poor,
      C-2,unknown,2021-05-04,,,no
      """
    let (left, right) = (door.run("", input: lines), door.run("", input: sheet))
    #expect(left.output == right.output)
    #expect(left.output.split(separator: "\n").count == 2)
  }

  @Test func `rule files may be renamed and their order changed`() {
    let door = FrontDoor()
    let before = door.run("contacts.jsonl").output
    let edition = door.folder.path + "/rules/front_door/2018"
    runShell("mv '\(edition)/document.md' '\(edition)/z.md'")
    #expect(door.run("contacts.jsonl").output == before)
  }

  @Test func `the status says what was found`() {
    let door = FrontDoor()
    let rows = [
      ("--fail-on late", ExitStatus.found), ("--fail-on provisional", .found),
      ("--fail-on rejected", .done), ("", .done), ("--fail-on late,rejected", .found),
      ("--fail-on overdue --as-of 2021-05-30T12:00", .found),
      ("--fail-on overdue --as-of 2021-05-04T18:00", .done),
    ]
    for (options, status) in rows {
      #expect(door.run("\(options) contacts.jsonl").status == status, "\(options)")
    }
    let broken = FrontDoor.contacts + "{\n"
    for options in ["", "--fail-on late", "--fail-on rejected"] {
      #expect(door.run(options, input: broken).status == .rejectedRows, "\(options)")
    }
  }

  @Test func `rows in are rows decided and rows rejected, in the summary and in the files`() {
    let door = FrontDoor()
    door.folder.write("bad.jsonl", FrontDoor.contacts + "{\"contact\":\"C-9\"}\n\u{0}\n")
    let run = door.run("bad.jsonl -o out.jsonl --rejects rejected.jsonl")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("8 rows read: 6 decided, 2 rejected\n"))
    #expect(door.folder.text("out.jsonl")?.split(separator: "\n").count == 6)
    let rejected = door.folder.text("rejected.jsonl") ?? ""
    #expect(rejected.split(separator: "\n").count == 2)
    #expect(rejected.contains("\"raw\":\"{\\\"contact\\\":\\\"C-9\\\"}\""))
  }

  @Test func `no message repeats what a row says`() {
    let door = FrontDoor()
    let secret = "Wilhelmina"
    let rows = """
      {"contact":"C-1","child":"P-1","received":"\(secret)"}
      {"contact":"C-1","child":"P-1","received":"2021-05-04","injury":"\(secret)","note":"\(secret)"}
      {"contact":"C-1","child":"P-1","received":"2021-05-04","surname":"\(secret)","home":"\(secret)"}
      {"contact":"C-1","child":"P-1","received":"2021-05-04","date_of_birth":"\(secret)",\
      "sex":"\(secret)","source":"\(secret)","decided":"\(secret)","decided_outcome":"\(secret)"}
      {"contact":"C-1","child":["\(secret)"],"received":"2021-05-04"}
      \(secret)
      {"contact":"C-1","child":"P-1","received":"2021-05-04","\(secret)
      {"contact":"C-1","child":"P-1","received":"2021-05-04","injury":"\(secret)
      """
    for options in ["", "--strict", "--format text", "--format csv", "--audience hub"] {
      let run = door.run(options, input: rows)
      #expect(run.status == .rejectedRows)
      #expect(!run.errors.contains(secret), "\(options)")
      #expect(!run.output.contains(secret), "\(options)")
    }
  }

  @Test func `the old output stays when a run fails`() {
    let door = FrontDoor()
    door.folder.write("out.jsonl", "old")
    #expect(door.run("-o out.jsonl contacts.jsonl none.jsonl").status == .couldNotRun)
    #expect(door.folder.text("out.jsonl") == "old")
    door.folder.write("list.json", "[1]")
    #expect(door.run("-o out.jsonl contacts.jsonl list.json").status == .couldNotRun)
    #expect(door.folder.text("out.jsonl") == "old")
    #expect(!door.folder.names.contains { $0.hasPrefix(".") })
  }

  @Test func `decisions and rejected rows are not written to one file under two names`() {
    let door = FrontDoor()
    for _ in 0..<2 {
      let refused = door.run("-o both.jsonl --rejects ./both.jsonl contacts.jsonl")
      #expect(refused.status == .couldNotRun)
      #expect(refused.errors.contains("name the same file"))
      #expect(door.folder.text("both.jsonl") ?? "old" == "old")
      door.folder.write("both.jsonl", "old")
    }
  }

  @Test func `a file of contacts is never written over`() {
    let door = FrontDoor()
    runShell("cd '\(door.folder.path)' && ln -s contacts.jsonl link.jsonl")
    for options in [
      "-o contacts.jsonl", "--rejects contacts.jsonl", "-o ./contacts.jsonl",
      "--rejects link.jsonl",
    ] {
      let refused = door.run("\(options) contacts.jsonl")
      #expect(refused.status == .couldNotRun, "\(options)")
      #expect(refused.errors.contains("names a file of contacts, `contacts.jsonl`"), "\(options)")
      #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts, "\(options)")
    }
    let piped = runProcess("$TRIAGE - -o contacts.jsonl < contacts.jsonl", in: door.folder)
    #expect(piped.status == ExitStatus.couldNotRun.rawValue)
    #expect(piped.errors.contains("names a file of contacts, `standard input`"))
    #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts)
    let explained = door.run("explain contacts.jsonl --contact C-1 -o contacts.jsonl")
    #expect(explained.status == .couldNotRun)
    #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts)
  }

  @Test func `colour follows the option, then NO_COLOR and TERM, then the terminal`() {
    let door = FrontDoor()
    let terminal = Terminal(outputIsTerminal: true)
    func isColoured(_ line: String, _ variables: [String: String] = [:], _ terminal: Terminal)
      -> Bool
    {
      door.run(line + " --format text -q contacts.jsonl", terminal: terminal, variables: variables)
        .output.contains("\u{1B}[")
    }
    #expect(isColoured("", [:], terminal))
    #expect(!isColoured("", [:], Terminal()))
    #expect(!isColoured("", ["NO_COLOR": "1"], terminal))
    #expect(isColoured("", ["NO_COLOR": ""], terminal))
    #expect(!isColoured("", ["TERM": "dumb"], terminal))
    #expect(isColoured("--color always", ["NO_COLOR": "1"], Terminal()))
    #expect(!isColoured("--color never", [:], terminal))
    #expect(!isColoured("-o out.txt", [:], terminal))
    #expect(door.folder.text("out.txt")?.contains("\u{1B}") == false)
  }

  @Test func `nothing written for partners names what is restricted`() {
    let door = FrontDoor()
    let others = [
      "", ",\"injury\":true", ",\"injury\":true,\"mobile\":false", ",\"home\":\"poor\"",
    ]
    for value in ["true", "false", "null", "\"perhaps\"", "[1]"] {
      for other in others {
        let row =
          "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-05-04T10:00\","
          + "\"police_intelligence\":\(value)\(other)}\n"
        for line in ["--format jsonl", "--format csv", "--format text", "explain"] {
          let shown = door.run(line, input: row).output
          #expect(!shown.isEmpty)
          for secret in ["intelligence", "known_to_police", "known to police", "the police know"] {
            #expect(!shown.contains(secret), "\(line) \(value)\(other)")
          }
        }
        let hub = door.run("explain --audience hub", input: row).output
        #expect(hub.contains("police intelligence"), "\(value)\(other)")
      }
    }
  }

  @Test func `progress is shown on a terminal, after a second, and taken away`() throws {
    let door = FrontDoor()
    func errors(_ line: String, _ terminal: Terminal, secondsARead: Double) -> String {
      final class Tap: ByteSource, ByteSink {
        var bytes: [UInt8] = []
        var rows = FrontDoor.contacts.split(separator: "\n").map { Array("\($0)\n".utf8) }
        var time = 0.0
        var step = 0.0
        func read(atMost count: Int) -> [UInt8] {
          time += step
          return rows.isEmpty ? [] : rows.removeFirst()
        }
        func write(_ new: ArraySlice<UInt8>) { bytes += new }
      }
      let tap = Tap()
      tap.step = secondsARead
      let console = Console(
        input: tap, output: Tap(), errors: tap, terminal: terminal,
        environment: Environment(folder: door.folder.path) { _ in nil }, elapsed: { tap.time },
        now: { Instant(seconds: 0) })
      _ = runTriage(line.split(separator: " ").map(String.init), console)
      return String(decoding: tap.bytes, as: UTF8.self)
    }
    let terminal = Terminal(errorsIsTerminal: true)
    let slow = errors("decide", terminal, secondsARead: 0.5)
    #expect(slow.contains("\r3 rows read"))
    #expect(slow.contains("\r\u{1B}[K6 rows read: 6 decided"))
    #expect(!errors("decide", terminal, secondsARead: 0.01).contains("\r"))
    #expect(!errors("decide", Terminal(), secondsARead: 0.5).contains("\r"))
    #expect(errors("decide --quiet", terminal, secondsARead: 0.5).isEmpty)
    #expect(!errors("decide --format text", terminal, secondsARead: 0.5).contains("\r"))
  }

  @Test func `an id cannot move the cursor of a terminal`() {
    let door = FrontDoor()
    let row = "{\"contact\":\"C\\u001b[2J\",\"child\":\"P\\u0007\",\"received\":\"2021-05-04\"}\n"
    for line in ["--format text", "explain"] {
      let run = door.run(line, input: row)
      #expect(run.status == .done)
      #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{7}"), "\(line)")
    }
  }
}

@Suite struct RowNeighboursTests {
  @Test func `a repeated row is noted however far away, within one file`() {
    let door = FrontDoor()
    let row = "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-05-04\"}\n"
    let other = "{\"contact\":\"C-2\",\"child\":\"P-1\",\"received\":\"2021-05-04\"}\n"
    door.folder.write("a.jsonl", row + other)
    door.folder.write("b.jsonl", row + other + row)
    let lines = door.run("a.jsonl b.jsonl").output.split(separator: "\n")
    #expect(lines.map { $0.contains("N0105") } == [false, false, false, false, true])
  }

  @Test func `the other child's row may stand before or after, in any block`() {
    let door = FrontDoor()
    func row(_ contact: String, _ child: String, _ other: String? = nil) -> String {
      "{\"contact\":\"\(contact)\",\"child\":\"\(child)\",\"received\":\"2021-05-04\""
        + (other.map { ",\"other_child\":\"\($0)\"" } ?? "") + "}\n"
    }
    let rows =
      row("C-1", "P-1", "P-2") + row("C-1", "P-2") + row("C-2", "P-3") + row("C-2", "P-4", "P-3")
      + row("C-3", "P-5", "P-6") + row("C-4", "P-6") + row("C-5", "P-7", "P-8")
    for block in [10, 90, 100, Int.max] {
      let lines = door.run("", input: rows, block: block).output.split(separator: "\n")
      #expect(
        lines.map { $0.contains("N0106") } == [false, false, false, false, true, false, true],
        "\(block)")
    }
  }

  @Test func `rows that wait for another are bounded`() {
    let door = FrontDoor()
    var rows = ""
    for number in 0...RowNeighbours.mostWaiting {
      rows += "{\"contact\":\"C\",\"child\":\"P-\(number)\",\"received\":\"2021-05-04\","
      rows += "\"other_child\":\"P-0\"}\n"
    }
    let lines = door.run("", input: rows).output.split(separator: "\n")
    #expect(lines.count == RowNeighbours.mostWaiting + 1)
    // The last row starts anew, and no longer knows the first.
    #expect(lines.filter { $0.contains("N0106") }.count == 1)
  }
}
