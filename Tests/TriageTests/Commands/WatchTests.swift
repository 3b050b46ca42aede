import TestSupport
import Testing

@testable import triage

/// What each save of a rule book does.
@Suite struct WatchTests {
  private static let neglect = "rules/front_door/2018/neglect.md"

  /// Watches a front door; after each step, files are looked at until they stand still.
  private func watch(_ line: String, _ steps: [(FrontDoor) -> Void]) -> Transcript {
    let door = FrontDoor()
    let console = TestConsole(folder: door.folder.path)
    var waits = 0
    console.pause = { _ in
      let (step, look) = (waits / 3, waits % 3)
      waits += 1
      guard step < steps.count else { return false }
      if look == 0 { steps[step](door) }
      return true
    }
    return console.run(line.split(separator: " ").map(String.init))
  }

  private func replacing(_ old: String, _ new: String) -> (FrontDoor) -> Void {
    { door in
      let text = door.folder.text(Self.neglect) ?? ""
      #expect(text.contains(old), "\(old)")
      door.folder.write(Self.neglect, text.replacing(old, with: new))
    }
  }

  @Test func `each save is checked, and compared with the last that had no errors`() {
    let run = watch(
      "watch --corpus contacts.jsonl",
      [
        { _ in },
        replacing("early_help at 2 points", "early_help at 3 points"),
        replacing("early_help at 3 points", "early_help at 3 pints"),
        replacing("early_help at 3 pints", "early_help at 4 points"),
        replacing("assessment at 4 points", "assessment at 5 points"),
        replacing("early_help at 4 points", "early_help at 2 points"),
        replacing("assessment at 5 points", "assessment at 4 points"),
        { $0.folder.write("contacts.jsonl", "") },
      ])
    #expect(run.status == .done)
    expectSnapshot(run.output, "Transcripts", "watch")
  }

  @Test func `nothing is said while nothing is saved, and half a save is waited for`() {
    var writes = 0
    let run = watch(
      "watch",
      [
        { _ in }, { _ in },
        { door in
          writes += 1
          door.folder.write(Self.neglect, FrontDoor.neglect + "\nMore prose.\n")
        },
      ])
    #expect(writes == 1)
    #expect(run.output.split(separator: "== saved").count == 2, "\(run.output)")
    #expect(run.output.contains("nothing that decides has changed"))
  }

  @Test func `rules that go away and come back are told of, and nothing ends`() {
    let folder = "rules/front_door/2018"
    let run = watch(
      "watch rules/front_door",
      [
        { runShell("mv '\($0.folder.path)/\(folder)' '\($0.folder.path)/away'") },
        { runShell("mv '\($0.folder.path)/away' '\($0.folder.path)/\(folder)'") },
      ])
    #expect(run.status == .done)
    #expect(run.output.contains("the rules are compared when they can be read"), "\(run.output)")
    #expect(run.output.hasSuffix("nothing that decides has changed\n"), "\(run.output)")
  }

  @Test func `what cannot be watched is refused`() {
    for line in [
      "watch nowhere", "watch rules --rules rules", "watch a b", "watch --corpus -",
      "watch --audience family", "watch --corpus nowhere.jsonl", "watch --head 4",
    ] {
      #expect(watch(line, []).status == .couldNotRun, "\(line)")
    }
  }
}
