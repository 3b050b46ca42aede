import TestSupport
import Testing

@testable import triage

/// What a change of rules does: proved, stated and measured.
@Suite struct CompareTests {
  /// A front door with its rules as they were in `old`, and some changes made to those of now.
  private func door(_ changes: (from: String, to: String)...) -> FrontDoor {
    let door = FrontDoor()
    runShell("cp -r '\(door.folder.path)/rules/front_door' '\(door.folder.path)/rules/old'")
    for change in changes { replace(change.from, change.to, door) }
    return door
  }

  private func replace(_ old: String, _ new: String, _ door: FrontDoor) {
    for name in ["document.md", "neglect.md"] {
      let path = "rules/front_door/2018/" + name
      let parts = (door.folder.text(path) ?? "").split(
        separator: old, omittingEmptySubsequences: false)
      if parts.count > 1 { door.folder.write(path, parts.joined(separator: new)) }
    }
  }

  private func expectTranscripts(
    _ name: String, _ door: FrontDoor, _ lines: [String], variables: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let shown = lines.map { door.run($0, variables: variables).shown }.joined(separator: "\n")
      .split(separator: door.folder.path, omittingEmptySubsequences: false)
      .joined(separator: "FOLDER")
    expectSnapshot(shown, "Transcripts", "compare-" + name, sourceLocation: sourceLocation)
  }

  private static let higherThreshold = (
    from: "early_help at 2 points", to: "early_help at 3 points"
  )
  private static let noBirthMark = (
    from: "  unless birth_mark, clause 4.2.1, because \"a recorded birth mark is not an injury\"\n",
    to: ""
  )

  @Test func `a change that lowers names the contacts and shows one`() {
    let door = door(Self.higherThreshold)
    expectTranscripts(
      "lowers", door,
      [
        "compare rules/old rules/front_door --corpus contacts.jsonl",
        "compare rules/old/2018 rules/front_door/2018 --corpus contacts.jsonl --format jsonl",
        "compare --fail-on unproved -o /dev/null rules/old rules/front_door",
      ])
  }

  @Test func `a change that only raises is proved never to lower`() {
    expectTranscripts(
      "raises", door(Self.noBirthMark),
      [
        "compare rules/old rules/front_door",
        "compare --fail-on changed rules/old rules/front_door -o changes",
        "compare rules/old/2018/document.md rules/front_door/2018/document.md --format jsonl",
      ])
  }

  @Test func `what decides nothing changes nothing`() {
    let door = door(
      (from: "# How the front door decides\n", to: "# Another title\n\nMore prose.\n"),
      (from: "when injury and not mobile", to: "when not mobile and injury"))
    expectTranscripts("unchanged", door, ["compare rules/old rules/front_door --fail-on changed"])
  }

  @Test func `facts, outcomes and kinds that only one edition has are told apart`() {
    let door = door(
      (from: "one of good, poor, dangerous", to: "one of good, poor, dirty, dangerous"),
      (from: "fact hungry yes/no", to: "fact hungry number"),
      (from: "when hungry\n", to: "when hungry >= 2\n"),
      (from: "  hungry, home poor\n", to: "  hungry 3, home poor\n"),
      (from: "outcome assessment ", to: "outcome urgent_help \"Urgent help\"\noutcome assessment "),
      (
        from: "fact birth_mark yes/no",
        to: "fact bruises count of contacts within 3 months decided assessment or above\n\n"
          + "rule bruised_before: early_help\n  when bruises >= 2\n"
          + "  because \"it was assessed before\"\n\nfact birth_mark yes/no"
      ),
      (from: "birth_mark", to: "mark_at_birth"))
    expectTranscripts("vocabulary", door, ["compare rules/old rules/front_door"])
  }

  @Test func `every example shown can be pasted, its earlier contacts with it`() {
    let door = door(
      (
        from: "fact birth_mark yes/no",
        to: """
        fact bruises count of contacts within 3 months decided assessment or above, for household
        fact asked count of contacts within 12 months from gp, school where injury or often_away
          silence means no when screening_completed
        fact often_away yes/no
          neither
        fact quiet days since the last contact
        fact met_before ever had outcome strategy_meeting within 2 years
        rule bruised_before: early_help
          when bruises >= 2 and asked <= 1
          because "it was assessed before"
        rule asked_about: assessment
          when asked >= 3 and bruises is 1
          because "it was asked about before"
        rule met_again: strategy_meeting
          when met_before and bruises < 1
          because "it was met about before"

        fact birth_mark yes/no
        """
      ))
    let run = door.run(
      "compare --fail-on lowered rules/old rules/front_door -o compared.txt")
    #expect(run.status == .found)
    var pasted = ["", "## 9.9 Pasted", "", "```threshold"]
    var isExample = false
    for line in (door.folder.text("compared.txt") ?? "").split(separator: "\n") {
      let text = line.dropFirst(4)
      if text.hasPrefix("example ") { isExample = true }
      guard isExample else { continue }
      pasted.append(String(text))
      if text.hasPrefix("  expect") { isExample = false }
    }
    let path = "rules/front_door/2018/document.md"
    door.folder.write(
      path, (door.folder.text(path) ?? "") + pasted.joined(separator: "\n") + "\n```\n")
    expectSnapshot(pasted.joined(separator: "\n") + "\n", "Transcripts", "compare-pasted")
    let checked = door.run("check -q rules/front_door")
    #expect(checked.status == .done, "\(checked.shown)")
    #expect(pasted.count { $0.contains("earlier contact") } >= 3)
  }

  @Test func `rules are compared with those of a revision`() {
    let door = FrontDoor()
    let git = "git -C '\(door.folder.path)' -c user.name=T -c user.email=t@example.org"
    #expect(
      runShell(
        "(\(git) init -q && \(git) add rules && \(git) commit -q -m First && \(git) tag first"
          + ") > /dev/null 2>&1") == 0)
    replace(Self.higherThreshold.from, Self.higherThreshold.to, door)
    expectTranscripts(
      "revision", door,
      [
        "compare --old-revision first rules/front_door",
        "compare --old-revision HEAD rules/front_door/2018 -q --format jsonl -o now.jsonl",
        "compare --old-revision first", "compare --old-revision -x rules/front_door",
        "compare --old-revision first rules/front_door/2018/neglect.md",
        "compare --old-revision first rules/old rules/new",
      ], variables: ["PATH": environmentVariable("PATH") ?? "", "HOME": door.folder.path])
    // What `git` itself says of it goes to standard error, in its own words.
    let unknown = runProcess(
      "$TRIAGE compare --old-revision none rules/front_door", in: door.folder)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("`git` does not give `rules/front_door` at `none`"))
    let without = runProcess(
      "PATH= $TRIAGE compare --old-revision first rules/front_door", in: door.folder)
    #expect(without.status == 2)
    #expect(without.errors.contains("cannot run `git`"))
  }

  @Test func `rows that one side cannot decide are rejected by both`() {
    let door = door((from: "in force 2018-07-01", to: "in force 2021-05-05"))
    door.folder.write("more.jsonl", FrontDoor.contacts + "{broken\n")
    replace("\"2018\"\n", "\"2021\"\n", door)
    runShell("cp -r '\(door.folder.path)/rules/old/2018' '\(door.folder.path)/rules/old/2021'")
    let path = "rules/old/2021/document.md"
    let parts = (door.folder.text(path) ?? "").split(separator: "edition \"2018\"")
    door.folder.write(path, parts.joined(separator: "edition \"2021\""))
    runShell("rm -r '\(door.folder.path)/rules/old/2018'")
    runShell("cd '\(door.folder.path)/rules/front_door' && mv 2018 2021")
    expectTranscripts(
      "rejected", door, ["compare rules/old rules/front_door --corpus more.jsonl -q --format jsonl"]
    )
  }

  @Test func `what cannot be compared is one message`() {
    let door = door()
    door.folder.write("wrong/2018/a.md", "# 1 One\n\n```threshold\nlanguage 1\n```\n")
    runShell("cp -r '\(door.folder.path)/rules/old' '\(door.folder.path)/rules/other'")
    let path = "rules/other/2018/document.md"
    let parts = (door.folder.text(path) ?? "").split(separator: "edition \"2018\"")
    door.folder.write(path, parts.joined(separator: "edition \"2019\""))
    runShell("cp -r '\(door.folder.path)/rules/old/2018' '\(door.folder.path)/rules/other/2018b'")
    expectTranscripts(
      "errors", door,
      [
        "compare", "compare rules/old", "compare rules/old rules/front_door third",
        "compare rules/old none", "compare wrong rules/old",
        "compare rules/old/2018/neglect.md rules/old",
        "compare rules/old contacts.jsonl", "compare rules/old rules/old --corpus -",
        "compare rules/old rules/old --html -",
        "compare rules/old rules/old --corpus none.jsonl",
        "compare rules/old rules/old --html none/page.html",
        "compare rules/old rules/old --html a -o a",
        "compare rules/old rules/old --corpus contacts.jsonl -o contacts.jsonl",
        "compare rules/old rules/old --html rules/old/2018/neglect.md",
        "compare rules/old rules/old --fail-on late",
      ])
  }

  @Test func `the page says the same, escaped, and needs nothing else`() throws {
    let door = door(
      Self.higherThreshold,
      (
        from: "\"hunger wears a child down\"",
        to: "\"hunger <script>alert('&')</script> wears a child down\""
      ))
    let run = door.run(
      "compare rules/old rules/front_door --corpus contacts.jsonl --html page.html -q")
    #expect(run.status == .found)
    let page = try #require(door.folder.text("page.html"))
    #expect(page.hasPrefix("<!doctype html>") || page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    for word in ["http:", "https:", "url(", "@import", "<link", "<iframe", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    func count(_ text: String) -> Int { page.split(separator: text).count - 1 }
    #expect(count("<table>") == count("<caption id=") && count("<table>") > 5)
    #expect(page.contains("C-1, child P-2"))
    #expect(page.contains("early_help at 3 points"))
    #expect(page.contains("<pre>example"))
    if let file = environmentVariable("TRIAGE_COMPARE_PAGE") { writeFile(file, Array(page.utf8)) }
  }
}
