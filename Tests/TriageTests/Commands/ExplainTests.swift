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

  @Test func `the family is told in everyday words, and not who made the contact`() {
    let door = FrontDoor()
    let row = Self.row("\"injury\":true,\"mobile\":false")
    let run = door.run("explain --audience family", input: row)
    expectSnapshot(run.shown, "Transcripts", "explain-family")
    for hidden in ["P-7", "1A", "source", "police", "intelligence", "injury_not_mobile"] {
      #expect(!run.output.contains(hidden), "\(hidden)")
    }
    let decided = Self.row(
      "\"injury\":true,\"mobile\":false,\"decided\":\"2021-05-05T11:00\","
        + "\"decided_outcome\":\"early_help\"")
    let other = door.run("explain --audience family", input: decided).output
    #expect(other.contains("A social worker decided: Early help"))
    #expect(other.contains("please ask the social worker for the reason"))
    #expect(!other.contains("an injury to a child who cannot move"))
  }

  @Test func `nothing is told to the family where restricted information decides`() {
    let door = FrontDoor()
    for facts in ["", ",\"injury\":true", ",\"injury\":true,\"mobile\":false"] {
      let known = Self.row("\"police_intelligence\":true" + facts)
      let run = door.run("explain --audience family --html page.html -o account.txt", input: known)
      #expect(run.status == .couldNotRun, "\(facts)")
      #expect(!run.errors.contains("police") && !run.errors.contains("intelligence"))
      #expect(door.folder.text("account.txt") == nil && door.folder.text("page.html") == nil)
      // What is restricted and decides nothing leaves no trace.
      let accounts = ["false", "null", "\"perhaps\""].map { value in
        let row = Self.row("\"police_intelligence\":\(value),\"hungry\":true" + facts)
        return door.run("explain --audience family", input: row).output
      }
      #expect(Set(accounts).count == 1 && accounts[0].contains("Reference C-7"), "\(accounts)")
    }
  }

  @Test func `what cannot be meant is refused`() {
    let door = FrontDoor()
    for line in [
      "explain --audience family --format jsonl contacts.jsonl --contact C-2",
      "explain contacts.jsonl --contact C-2 --html -",
      "explain contacts.jsonl --contact C-2 --html contacts.jsonl",
      "explain contacts.jsonl --contact C-2 --html a -o a",
      "decide --audience family contacts.jsonl", "gaps --audience family contacts.jsonl",
    ] {
      #expect(door.run(line).status == .couldNotRun, "\(line)")
    }
    #expect(door.folder.text("contacts.jsonl") == FrontDoor.contacts)
  }
}
