import TestSupport
import Testing

@testable import triage

/// `triage bench`, by a clock that every look moves on by a second: `decide` looks once.
@Suite struct BenchTests {
  private let door = FrontDoor()

  private func run(_ line: String) -> Transcript {
    let console = TestConsole(folder: door.folder.path)
    let tap = Tap()
    console.elapsed = { tap.next() }
    return console.run(line.split(separator: " ").map(String.init))
  }

  private final class Tap {
    private var time = 0.0

    func next() -> Double {
      time += 1
      return time
    }
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test func `contacts that are made up are decided on one, two and three threads`() {
    let run = run("bench --count 90 --seed 4 --jobs 3 --format jsonl")
    #expect(run.status == .done)
    #expect(run.errors == "")
    let lines = lines(run.output)
    #expect(lines.first?.hasPrefix("{\"measure\":\"run\",\"contacts\":90,\"bytes_in\":") == true)
    let whole = lines.filter { $0.contains("\"measure\":\"whole\"") }
    #expect(whole.count == 3)
    for (jobs, line) in zip([1, 2, 3], whole) {
      #expect(line.contains("\"jobs\":\(jobs),\"quickest_ns\":2000000000,"), "\(line)")
      #expect(line.contains("\"contacts_per_second\":45,"), "\(line)")
    }
    // What is written does not depend on how many threads write it.
    let written = Set(
      whole.compactMap { $0.split(separator: ",").first { $0.contains("bytes_out") } })
    #expect(written.count == 1)
    #expect(written.first != "\"bytes_out\":0")
    let parts = lines.filter { $0.contains("\"measure\":\"part\"") }
    #expect(
      parts.map { $0.split(separator: "\"")[7] }
        == ["read", "look back", "evaluate", "explain", "write"].map { $0[...] })
  }

  @Test func `the contacts of a file are decided as often`() {
    let run = run("bench --jobs 1 contacts.jsonl")
    #expect(run.status == .done)
    let rows = lines(door.run("decide -q contacts.jsonl").output).count
    #expect(run.output.hasPrefix("\(rows) contacts, 0 MB\n"))
    #expect(run.output.contains("\njobs  contacts/s  MB/s in"))
    #expect(run.output.contains("\n   1"))
    #expect(run.output.contains("2.00 2.00\n"))
    #expect(run.output.contains("\nread "))
  }

  @Test func `what cannot be measured is said`() {
    #expect(run("bench -").errors.contains("cannot come from standard input"))
    #expect(run("bench --count 5 contacts.jsonl").errors.contains("files are named"))
    #expect(run("bench --count 0").errors.contains("from 1 to"))
    #expect(run("bench missing.jsonl").errors.contains("missing.jsonl"))
    #expect(run("bench --count 5").status == .done)
  }
}
