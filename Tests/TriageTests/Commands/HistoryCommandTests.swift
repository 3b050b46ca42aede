import TestSupport
import Testing

@testable import triage

@Suite struct HistoryCommandTests {
  /// A front door whose rules count earlier contacts.
  private func door() -> FrontDoor { .countingEarlierContacts() }

  @Test func `a rejected row stands beside a good one of the same contact`() {
    let door = door()
    let good =
      "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-05-04T10:00\","
      + "\"injury\":true,\"mobile\":false}\n"
    let bad = "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"04/05/2021\"}\n"
    let later =
      "{\"contact\":\"C-2\",\"child\":\"P-1\",\"received\":\"2021-09-04T10:00\"}\n"
    let options = "--history-from 2018-07-01 --quiet --format jsonl"
    for rows in [good + bad, bad + good] {
      let run = door.run(options, input: rows + later)
      let last = run.output.split(separator: "\n").last ?? ""
      // What the rejected row would have been decided is not known, so how many were nfa is not.
      #expect(last.contains("\"fact\":\"earlier_nfa\""), "\(run.output)")
    }
    let run = door.run(options, input: good + later)
    #expect(!run.output.contains("\"fact\":\"earlier_nfa\""), "\(run.output)")
  }

  @Test func `the order of rows and the number of jobs change no decision`() {
    let door = door()
    let seed = testSeed(20_260_402)
    var random = SplitMix64(seed: seed)
    let rows = FrontDoor.repeatedContacts(&random, 120)
    let options = "--history-from 2020-01-01 --quiet --format jsonl --jobs"
    let expected = door.run("\(options) 1", input: rows.joined(separator: "\n"))
    #expect(expected.status == .done)
    let lines = expected.output.split(separator: "\n")
    #expect(Set(lines.map { $0.contains("nothing_done_twice") }).count == 2, "seed \(seed)")
    for jobs in [1, 2, 8] {
      let order = rows.indices.shuffled(using: &random)
      let shuffled = order.map { rows[$0] }.joined(separator: "\n")
      let found = door.run("\(options) \(jobs)", input: shuffled).output.split(separator: "\n")
      #expect(found == order.map { lines[$0] }, "seed \(seed), \(jobs) jobs")
    }
  }

  private let before = """
    {"contact":"C-1","child":"P-1","received":"2021-01-04T10:00","screening_completed":true}
    {"contact":"C-2","child":"P-1","received":"2021-02-04T10:00","screening_completed":true}
    """
  private let now =
    #"{"contact":"C-9","child":"P-1","received":"2021-05-04T10:00","screening_completed":true}"#

  private func outcome(_ transcript: Transcript) -> String {
    let line = transcript.output.split(separator: "\n").last ?? ""
    return line.split(separator: "\"outcome\":\"").dropFirst().first.map {
      String($0.prefix { $0 != "\"" })
    } ?? "none"
  }

  @Test func `earlier contacts come from the input, from files of contacts and from decisions`() {
    let door = door()
    door.folder.write("before.jsonl", before)
    door.folder.write(
      "before.csv",
      "contact,child,received,screening_completed\nC-1,P-1,2021-01-04T10:00,yes\n"
        + "C-2,P-1,2021-02-04T10:00,yes\n")
    let from = "--history-from 2020-01-01 -q -f jsonl"
    #expect(outcome(door.run("\(from)", input: now)) == "nfa")
    #expect(outcome(door.run("\(from)", input: before + "\n" + now)) == "assessment")
    door.folder.write("decided.jsonl", door.run("\(from)", input: before).output)
    for file in ["before.jsonl", "before.csv", "decided.jsonl", "before.jsonl,decided.jsonl"] {
      let found = door.run("\(from) --history \(file)", input: now)
      #expect(outcome(found) == "assessment", "\(file): \(found.errors)")
    }
    // Given twice, each contact counts once.
    door.folder.write("one.jsonl", String(before.split(separator: "\n")[0]))
    let again = door.run(
      "\(from) --history one.jsonl", input: String(before.split(separator: "\n")[0]) + "\n" + now)
    #expect(outcome(again) == "nfa")
  }

  @Test func `a history that does not reach back far enough never settles a no further action`() {
    let door = door()
    let row = now
    let cut = door.run("-q -f jsonl", input: row)
    #expect(cut.output.contains(#""outcome":"nfa","certainty":"may_rise""#))
    #expect(cut.output.contains(#""fact":"earlier_contacts""#))
    let whole = door.run("-q -f jsonl --history-from 2020-05-04", input: row)
    #expect(!whole.output.contains("earlier_contacts"), "\(whole.output)")
  }

  @Test func `explain counts as decide does`() {
    let door = door()
    door.folder.write("before.jsonl", before)
    let shown = door.run("explain --history before.jsonl --history-from 2020-01-01", input: now)
    #expect(shown.output.contains("nothing was done twice"), "\(shown.output)\(shown.errors)")
  }

  @Test func `a history with a row that is about nobody known is refused`() {
    let door = door()
    door.folder.write("broken.jsonl", before + "\n{\"contact\":")
    let found = door.run("-q -f jsonl --history broken.jsonl", input: now)
    #expect(found.status == .couldNotRun)
    #expect(found.errors.contains("broken.jsonl:3"))
    #expect(found.output.isEmpty)
    door.folder.write("rejected.jsonl", before + #"\#n{"contact":"C-3","child":"P-1"}"#)
    let counted = door.run("-q -f jsonl --history rejected.jsonl", input: now)
    #expect(counted.status == .rejectedRows)
    #expect(counted.output.contains("N0114"), "\(counted.output)")
    for command in ["gaps", "explain"] {
      let run = door.run("\(command) --history rejected.jsonl", input: now)
      #expect(run.status == .rejectedRows, "\(command): \(run.errors)")
    }
    let summary = door.run("--history rejected.jsonl -f jsonl", input: now)
    #expect(summary.errors.contains("1 row of the history rejected"), "\(summary.errors)")
  }

  @Test func `a row too far behind ends the run and says how to sort`() {
    let door = door()
    var rows = [now]
    for number in 0..<HistoryQueue.mostHeld {
      rows.append(
        "{\"contact\":\"D-\(number)\",\"child\":\"D-\(number)\",\"received\":\"2021-05-04T10:00\"}")
    }
    let late = rows + before.split(separator: "\n").map(String.init)
    let refused = door.run(
      "-q -f jsonl --history-from 2020-01-01", input: late.joined(separator: "\n"))
    #expect(refused.status == .couldNotRun)
    #expect(refused.errors.contains("sort the rows by `received`"), "\(refused.errors)")
    #expect(!refused.errors.contains("P-1"))
    let inTime = before + "\n" + rows.joined(separator: "\n")
    #expect(door.run("-q -f jsonl --history-from 2020-01-01", input: inTime).status == .done)
  }
}
