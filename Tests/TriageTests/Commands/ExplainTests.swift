import TestSupport
import Testing

@testable import triage

/// The account of one decision, for those who read it.
@Suite struct ExplainTests {
  private static func row(_ facts: String) -> String {
    "{\"contact\":\"C-7\",\"child\":\"P-7\",\"received\":\"2021-05-04T15:42\",\"source\":\"1A\""
      + ",\"screening_completed\":true,\(facts)}\n"
  }

  @Test func `the page says what the text says, escaped, and needs nothing else`() throws {
    let door = FrontDoor()
    let row = Self.row("\"injury\":true,\"mobile\":false").split(separator: "C-7")
      .joined(separator: "<b>C-7")
    let run = door.run("explain --audience hub --html page.html", input: row)
    #expect(run.status == .done, "\(run.errors)")
    let page = try #require(door.folder.text("page.html"))
    #expect(page.contains("&lt;b&gt;C-7") && !page.contains("<b>C-7"))
    for words in ["What it hangs on", "an injury to a child who cannot move", "if mobile is yes"] {
      #expect(run.output.contains(words) && page.contains(words), "\(words)")
    }
    for outside in ["<script", "src=", "http:", "https:", "<link", "@import"] {
      #expect(!page.contains(outside), "\(outside)")
    }
    let places = ["<h1", "<h2", "<h3"].map { page.firstRange(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
  }

  @Test func `the words of the clause stand beneath the reason`() {
    let door = FrontDoor()
    let path = "rules/front_door/2018/document.md"
    let heading = "## 4.2 Injury to a child who cannot yet move\n"
    let words = "A **baby** who cannot move\nrarely hurts herself.\n\nSecond paragraph.\n"
    door.folder.write(
      path,
      (door.folder.text(path) ?? "").split(separator: heading, omittingEmptySubsequences: false)
        .joined(separator: heading + "\n" + words))
    let row = Self.row("\"injury\":true,\"mobile\":false")
    let run = door.run("explain --html page.html", input: row)
    #expect(run.output.contains("    | A baby who cannot move rarely hurts herself.\n"))
    #expect(!run.output.contains("Second paragraph."))
    #expect(door.folder.text("page.html")?.contains("<p>Second paragraph.</p>") == true)
  }

  @Test func `what is stated can be taken back, and a rule one short of its number is nearly met`()
  {
    let door = FrontDoor()
    let path = "rules/front_door/2018/neglect.md"
    let silence = "  silence means no when screening_completed\n  held by housing\n"
    door.folder.write(
      path,
      (door.folder.text(path) ?? "").replacing("  held by housing\n", with: silence).replacing(
        "one of good, poor, dangerous", with: "one of poor, dangerous"))
    let run = door.run("explain", input: Self.row("\"home\":\"poor\""))
    #expect(run.output.contains("No further action, if home is none (it is poor)."), "\(run.shown)")
    #expect(run.output.contains("Assessment, if hungry is yes"), "\(run.shown)")
  }

  @Test func `partners see no way that restricted information would open`() {
    let door = FrontDoor()
    for known in ["true", "false", "null"] {
      let row = Self.row("\"injury\":true,\"police_intelligence\":\(known)")
      let run = door.run("explain", input: row)
      #expect(!run.output.contains("police intelligence"), "\(run.output)")
      #expect(run.output.contains("What it hangs on") == (known != "true"), "\(run.output)")
    }
  }

  @Test func `what cannot be meant is refused`() {
    let door = FrontDoor()
    for line in [
      "explain contacts.jsonl --contact C-2 --html -",
      "explain contacts.jsonl --contact C-2 --html contacts.jsonl",
      "explain contacts.jsonl --contact C-2 --html a -o a",
    ] {
      #expect(door.run(line).status == .couldNotRun, "\(line)")
    }
    #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts)
  }
}
