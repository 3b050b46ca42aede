import TestSupport
import Testing

@testable import triage

/// `triage generate`, from its command line to its bytes.
@Suite struct GenerateTests {
  private let door = FrontDoor()

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  @Test func `what is made is decided without a rejected row, a note or a field nobody knows`() {
    let made = door.run("generate --count 200 --seed 3")
    #expect(made.status == .done)
    #expect(made.errors == "")
    #expect(lines(made.output).count == 200)
    // Strictly, a value that cannot be read and a field that nothing declares reject their row.
    let decided = door.run("decide --strict", input: made.output)
    #expect(decided.status == .done)
    #expect(lines(decided.output).count == 200)
    #expect(!decided.output.contains("N0101"))
    #expect(!decided.output.contains("N0102"))
    #expect(decided.output.contains("\"human\":\"same\""))
  }

  @Test func `the same seed makes the same bytes on any number of threads, another seed others`() {
    let line = "generate --count 300 --seed 3"
    let made = door.run(line + " --jobs 1").output
    #expect(door.run(line + " --jobs 3").output == made)
    #expect(door.run("generate --count 300 --seed 4").output != made)
  }

  @Test func `without decisions the contacts are the same`() {
    let line = "generate --count 120 --seed 3"
    let with = lines(door.run(line).output)
    let without = lines(door.run(line + " --without-decisions").output)
    #expect(with.count == without.count)
    for (full, bare) in zip(with, without) {
      #expect(!bare.contains("\"decided"))
      let parts = full.split(separator: "\"decided", omittingEmptySubsequences: false)
      #expect(bare.hasPrefix(parts.first ?? ""), "\(full)")
    }
  }

  @Test func `CSV says what JSON Lines says`() {
    let line = "generate --count 150 --seed 9 --format "
    let json = door.run("decide -q", input: door.run(line + "jsonl").output).output
    let csv = door.run("decide -q --input-format csv", input: door.run(line + "csv").output).output
    #expect(json == csv)
  }

  @Test func `contacts are received on the days asked for, in order, decided as often in time`() {
    let made = door.run(
      "generate --count 250 --seed 2 --from 2021-05-03 --to 2021-05-28 --decided-in-time 0")
    var before = ""
    for line in lines(made.output) {
      let parts = line.split(separator: "\"received\":\"")
      let day = String(parts.last?.prefix(10) ?? "")
      #expect(before <= day && "2021-05-03" <= day && day <= "2021-05-28")
      before = day
    }
    let late = door.run("decide --fail-on late", input: made.output)
    #expect(late.status == .found)
    #expect(!late.output.contains("\"status\":\"met\""))
  }

  @Test func `people disagree as often as they are told to`() {
    let line = "generate --count 100 --seed 5 --disagreement "
    #expect(!door.run(line + "0").output.contains("decided_reason"))
    for row in lines(door.run(line + "100").output) {
      #expect(row.contains("\"decided\":") == row.contains("\"decided_reason\":"))
    }
  }

  @Test func `edge cases are decided strictly, and name their rule, comparison and side`() {
    let made = door.run("generate --edge-cases")
    #expect(made.status == .done)
    let decided = door.run("decide --strict -q", input: made.output)
    #expect(decided.status == .done)
    #expect(lines(decided.output).count == lines(made.output).count)
    var ids: Set<Substring> = []
    for line in lines(made.output) {
      let id = line.split(separator: "\"").dropFirst(3).first ?? ""
      #expect(id.hasPrefix("E-") && ids.insert(id).inserted, "\(id)")
    }
    for id in [
      "E-injury_not_mobile-1-yes", "E-injury_not_mobile-2-unknown", "E-poor_home-1-is_poor",
      "E-clock-decision-friday_before_closing-at_due",
    ] {
      #expect(ids.contains(Substring(id)), "\(id)")
    }
    // Decided at the due time is in time, and a second later is not.
    let due = lines(decided.output).filter { $0.contains("E-clock-decision-friday") }
    #expect(due.count { $0.contains("at_due") && $0.contains("\"status\":\"met\"") } == 5)
    #expect(due.count { $0.contains("after_due") && $0.contains("\"status\":\"missed\"") } == 5)
    #expect(door.run("generate --edge-cases").output == made.output)
  }

  @Test func `what cannot be made is said`() {
    let shown = [
      "generate", "generate --count 10", "generate --count many --seed 1",
      "generate --count 1 --seed -1",
      "generate --count 1 --seed 1 --from 2021-05-04 --to 2021-05-03",
      "generate --count 1 --seed 1 --from 2017-01-01",
      "generate --count 1 --seed 1 --from 4.5.2021",
      "generate --count 1 --seed 1 --decided-in-time 80,90",
      "generate --count 1 --seed 1 --disagreement 101",
      "generate --count 1 --seed 1 --edition 2018", "generate --edge-cases --count 3",
      "generate --edge-cases --edition 2019", "generate --format text --count 1 --seed 1",
    ].map { door.run($0).shown }.joined(separator: "\n")
    expectSnapshot(shown, "Transcripts", "generate-errors")
  }
}
