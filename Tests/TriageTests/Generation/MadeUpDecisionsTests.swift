import TestSupport
import Testing

@testable import triage

/// What people decide of made-up contacts, beside what `decide` recommends of them.
@Suite struct MadeUpDecisionsTests {
  private func door() -> FrontDoor { .countingEarlierContacts() }

  private func generated(_ door: FrontDoor, _ options: String) -> String {
    let days = "--from 2021-01-01 --to 2021-12-31"
    return door.run("generate --count 3000 --seed 11 \(days) \(options)").output
  }

  /// How often each comparison with what a person decided stands in decisions.
  private func compared(_ decisions: String) -> [String: Int] {
    decisions.split(separator: "\n").reduce(into: [:]) { counts, line in
      let parts = line.split(separator: "\"human\":", maxSplits: 1)
      let word = parts.count == 2 ? parts[1].prefix { $0 != "," && $0 != "}" } : "missing"
      counts[String(word), default: 0] += 1
    }
  }

  @Test func `people who agree decide just what is recommended with all earlier contacts`() {
    let door = door()
    let rows = generated(door, "--disagreement 0")
    let decided = door.run("--quiet --format jsonl", input: rows)
    let counts = compared(decided.output)
    #expect(Set(counts.keys) == ["\"same\"", "null"], "\(counts)")
    #expect(counts["\"same\"", default: 0] > 2_500)
    // The file has what makes that hard: rules that count decisions, and days without a time.
    #expect(decided.output.contains("\"nothing_done_twice\""))
    #expect(decided.output.contains("\"household_again\""))
    let days = rows.split(separator: "\n").count { row in
      row.split(separator: "\"received\":\"").last?.prefix { $0 != "\"" }.utf8.count == 10
    }
    #expect(days > 50)
    // What a rule that counts decisions sees depends on them.
    let alone = door.run(
      "--quiet --format jsonl", input: generated(door, "--without-decisions"))
    #expect(compared(alone.output) == ["null": 3_000])
  }

  @Test func `people differ as often as they are asked to`() {
    let door = door()
    let decided = door.run(
      "--quiet --format jsonl", input: generated(door, "--disagreement 20"))
    let counts = compared(decided.output)
    let differing = counts.reduce(0) { sum, entry in
      ["\"same\"", "null"].contains(entry.key) ? sum : sum + entry.value
    }
    #expect((500...650).contains(differing), "\(counts)")
  }

  @Test func `the number of jobs changes no decision`() {
    let door = door()
    #expect(generated(door, "--jobs 1") == generated(door, "--jobs 4"))
  }
}
