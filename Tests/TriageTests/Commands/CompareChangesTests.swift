import TestSupport
import Testing

@testable import triage

/// Changes of rules that lower a child without any rule being worded otherwise, or that could: each
/// must show.
@Suite struct CompareChangesTests {
  private static let document = "rules/front_door/2018/document.md"

  /// A front door, with its rules as they were in `rules/old`.
  private func door(_ door: FrontDoor = FrontDoor()) -> FrontDoor {
    runShell("cp -r '\(door.folder.path)/rules/front_door' '\(door.folder.path)/rules/old'")
    return door
  }

  private func replace(_ old: String, _ new: String, _ door: FrontDoor, in file: String = document)
  {
    let parts = (door.folder.text(file) ?? "").split(
      separator: old, omittingEmptySubsequences: false)
    #expect(parts.count > 1, "\(old)")
    door.folder.write(file, parts.joined(separator: new))
  }

  private static let period = "in force 2018-07-01 to 2023-12-14"
  private static let compare = "compare rules/old rules/front_door"

  /// Adds an edition for the days after the first, in which an injury means less.
  private func addEdition(_ door: FrontDoor, isLower: Bool = true) {
    replace(Self.period, "in force 2018-07-01 to 2021-05-03", door)
    let new = "rules/front_door/2021"
    runShell("cp -r '\(door.folder.path)/rules/front_door/2018' '\(door.folder.path)/\(new)'")
    let file = new + "/document.md"
    replace("edition \"2018\"", "edition \"2021\"", door, in: file)
    replace("to 2021-05-03", "to 2023-12-14", door, in: file)
    replace("2018-07-01", "2021-05-04", door, in: file)
    guard isLower else { return }
    replace("injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment", door, in: file)
    replace("strategy_meeting, red by", "assessment, amber by", door, in: file)
  }

  @Test func `a new edition is compared with what decides on its days until now`() {
    let door = door()
    addEdition(door)
    let run = door.run(Self.compare)
    #expect(run.status == .found)
    let parts = run.output.split(separator: "edition 2018 → 2021\n")
    #expect(parts.count == 2)
    #expect(parts.first?.contains("received from 2018-07-01 to 2021-05-03") == true)
    #expect(parts.first?.contains("UNCHANGED: no contact is lowered") == true)
    #expect(parts.last?.contains("received from 2021-05-04 to 2023-12-14") == true)
    #expect(parts.last?.contains("LOWERS some contacts, and raises none") == true)
    #expect(parts.last?.contains("LOWERED from strategy_meeting to assessment") == true)
    let lines = door.run(Self.compare + " --format jsonl").output
    #expect(
      lines.contains(
        #"{"old_edition":"2018","new_edition":"2021","from":"2021-05-04","to":"2023-12-14","#
          + #""outcome":"only_lowers""#))
    #expect(lines.contains("\"any_lowered\":true"))
    _ = door.run(Self.compare + " --html page.html")
    let page = door.folder.text("page.html") ?? ""
    #expect(page.contains("Proved: edition 2018 → 2021") && page.contains("proved-2018-2021"))
    let measured = door.run(Self.compare + " --corpus contacts.jsonl").output
    #expect(measured.contains("1 lowered"), "\(measured)")
  }

  @Test func `an edition that only gives way to the same rules changes nothing`() {
    let door = door()
    addEdition(door, isLower: false)
    #expect(door.run(Self.compare + " --fail-on changed").status == .done)
  }

  @Test func `the day on which editions change is no small change`() {
    let door = FrontDoor()
    addEdition(door)
    runShell("cp -r '\(door.folder.path)/rules/front_door' '\(door.folder.path)/rules/old'")
    replace("to 2021-05-03", "to 2020-12-31", door)
    replace(
      "in force 2021-05-04", "in force 2021-01-01", door, in: "rules/front_door/2021/document.md")
    let run = door.run(Self.compare)
    #expect(run.status == .found)
    #expect(run.output.contains("received from 2021-01-01 to 2021-05-03"))
  }

  @Test func `days that no edition of the new rules has any more are worse than lowered`() {
    let door = door()
    replace(Self.period, "in force 2018-07-01 to 2020-12-31", door)
    let run = door.run(Self.compare + " --corpus contacts.jsonl --fail-on lowered")
    #expect(run.status == .found)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains("Contacts received from 2021-01-01 to 2023-12-14 are decided by edition 2018"))
    #expect(text.contains("REJECTED by the new ones"))
    #expect(text.contains("decided no longer 6"), "\(text)")
    #expect(run.errors.contains("rejected:"))
    let lines = door.run(Self.compare + " --corpus contacts.jsonl --format jsonl").output
    #expect(
      lines.contains(
        #"{"kind":"days_of_one_side","old_edition":"2018","new_edition":null,"from":"2021-01-01","#)
    )
    #expect(lines.contains(#""change":"no_longer_decided""#) && lines.contains(#""after":null"#))
    // The other way round nobody is lost.
    let back = door.run("compare rules/front_door rules/old --corpus contacts.jsonl --format jsonl")
    #expect(back.status == .done)
    #expect(back.output.contains(#""newly_decided":6"#), "\(back.output)")
  }

  @Test func `rule books without a day in common are compared all the same`() {
    let door = door()
    replace(Self.period, "in force 2024-01-01 to 2024-12-31", door)
    let run = door.run(Self.compare)
    #expect(run.status == .found)
    #expect(run.output.contains("No day is one on which both have an edition in force"))
  }

  @Test func `a field that is ignored from now on hides a misspelt risk`() {
    let door = door()
    replace("ignored field surname", "ignored field surname, injry", door)
    let run = door.run(Self.compare)
    #expect(run.status == .found)
    #expect(run.output.contains("-- and `injry`, which only the new edition ignores"))
    #expect(run.output.contains("added ignored field injry"))
    let back = door.run("compare rules/front_door rules/old")
    #expect(back.status == .done)
    #expect(back.output.contains("-- and `injry`, which only the old edition ignores"))
  }

  @Test func `an outcome in place of another is not said to be higher or lower`() {
    let door = door()
    replace("assessment", "targeted_help", door)
    replace("assessment", "targeted_help", door, in: "rules/front_door/2018/neglect.md")
    for line in [Self.compare, "compare rules/front_door rules/old"] {
      let run = door.run(line)
      #expect(run.status == .found, "\(line)")
      #expect(run.output.contains("LEFT UNPROVED whether any contact is lowered"))
      #expect(run.output.contains("Which is higher,"))
      #expect(!run.output.contains("NEVER LOWERS"))
      #expect(door.run(line + " --fail-on lowered").status == .done)
    }
    door.folder.write(
      "police.jsonl",
      #"{"contact":"C","child":"P","received":"2021-05-04T10:00","police_intelligence":true,"#
        + #""screening_completed":true}"#)
    let run = door.run(Self.compare + " --corpus police.jsonl --format jsonl")
    #expect(run.output.contains(#""unordered":1"#))
  }

  @Test func `where rules count what was decided the claim is limited in its own words`() {
    let door = door(.countingEarlierContacts())
    replace("injury_seen: early_help", "injury_seen: assessment", door)
    replace("expect early_help, may rise", "expect assessment, may rise", door)
    let run = door.run(Self.compare)
    #expect(run.status == .found)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "NEVER LOWERS a contact whose earlier contacts are decided as before; LEFT UNPROVED"))
    #expect(!text.contains("NEVER LOWERS: "))
    #expect(door.run(Self.compare + " --fail-on lowered").status == .done)
    let lines = door.run(Self.compare + " --format jsonl").output
    #expect(
      lines.contains(#""outcome":"unproved""#) && lines.contains(#"{"outcome":"only_raises""#))
    // Such a contact, lowered because its earlier ones are raised.
    let rows = (1...3).map { number in
      #"{"contact":"C-\#(number)","child":"P","received":"2021-0\#(number)-04T10:00","#
        + (number < 3 ? #""hungry":false,"home":"good","# : "") + #""injury":\#(number < 3),"#
        + #""police_intelligence":false}"#
    }
    replace("decided nfa", "decided early_help", door, in: "rules/front_door/2018/history.md")
    replace("decided nfa", "decided early_help", door, in: "rules/old/2018/history.md")
    door.folder.write("again.jsonl", rows.joined(separator: "\n"))
    let measured = door.run(Self.compare + " --corpus again.jsonl --format jsonl").output
    #expect(measured.contains(#""change":"lowered","contact":"C-3""#), "\(measured)")
    // Where nothing is decided otherwise, neither is what follows from it.
    let same = door.run("compare rules/old rules/old --fail-on changed")
    #expect(same.status == .done && same.output.contains("UNCHANGED: no contact is lowered"))
  }

  @Test func `to settle no further action is to lower`() {
    let door = door()
    replace(
      "silence means no when screening_completed", "silence means unknown", door,
      in: "rules/old/2018/neglect.md")
    door.folder.write(
      "silent.jsonl",
      #"{"contact":"C","child":"P","received":"2021-05-04T10:00","screening_completed":true,"#
        + #""home":"good","police_intelligence":false}"#)
    let run = door.run(Self.compare + " --corpus silent.jsonl")
    #expect(run.status == .found)
    #expect(run.output.contains("SETTLED as nfa, which could have risen to"), "\(run.output)")
    #expect(run.output.contains("SETTLED as this, where it was not"))
    #expect(run.output.contains("C, child P (silent.jsonl:1)"))
    let lines = door.run(Self.compare + " --format jsonl --corpus silent.jsonl").output
    #expect(lines.contains(#""about":"settled","level":"nfa","lowers":"shown""#))
    #expect(lines.contains(#""change":"lowered""#))
  }

  @Test func `what restricted information decides is not told of whom beside the rules`() {
    let door = door()
    replace("known_to_police: assessment", "known_to_police: strategy_meeting", door)
    replace("expect assessment by known_to_police", "expect strategy_meeting", door)
    let line = Self.compare + " --corpus contacts.jsonl"
    for more in ["", " --format jsonl", " --html page.html"] {
      let shown = door.run(line + more).output + (door.folder.text("page.html") ?? "")
      #expect(!shown.contains("C-5") && !shown.contains("P-6"), "\(more)")
      #expect(shown.contains("1"))
      let hub = door.run(line + more + " --audience hub").output
      #expect(hub.contains("C-5") && hub.contains("P-6"), "\(more)")
      runShell("rm -f '\(door.folder.path)/page.html'")
    }
    #expect(door.run(line).output.contains("a contact that restricted information decides"))
  }

  @Test func `a contact that could rise less far is named, and does not pass`() {
    let door = door()
    replace(
      "  held by housing\n", "  silence means no when screening_completed\n  held by housing\n",
      door,
      in: "rules/front_door/2018/neglect.md")
    let row =
      "{\"contact\":\"C-1\",\"child\":\"P-1\",\"received\":\"2021-05-04T10:00\","
      + "\"screening_completed\":true,\"hungry\":true}\n"
    door.folder.write("one.jsonl", row)
    let run = door.run(Self.compare + " --fail-on lowered --corpus one.jsonl --html page.html")
    #expect(run.status == .found, "\(run.shown)")
    #expect(run.output.contains("COULD RISE LESS FAR without being raised"), "\(run.output)")
    #expect(run.output.contains("could rise less far                 1"), "\(run.output)")
    #expect(door.folder.text("page.html")?.contains("Could rise less far") == true)
    let lines = door.run(Self.compare + " --corpus one.jsonl --format jsonl").output
    #expect(lines.contains("\"change\":\"could_rise_less\""))
    #expect(lines.contains("\"about\":\"could_rise_less\",\"level\":null,\"lowers\":\"shown\""))
  }

  @Test func `one changed file is compared in either order`() {
    let door = door()
    let file = "rules/front_door/2018/neglect.md"
    let text = door.folder.text(file) ?? ""
    for draft in ["draft/neglect.md", "draft/other.md", "rules/front_door/2018/draft.md"] {
      door.folder.write(
        draft,
        text.split(separator: "at 2 points", omittingEmptySubsequences: false)
          .joined(separator: "at 3 points"))
      let forth = door.run("compare \(file) \(draft)")
      #expect(forth.status == .found, "\(draft) \(forth.shown)")
      #expect(
        forth.output.contains("+ scale neglect \"Neglect, adding up\" early_help at 3 points"))
      let back = door.run("compare \(draft) \(file)")
      #expect(back.status == .done, "\(draft) \(back.shown)")
      #expect(back.output.contains("- scale neglect \"Neglect, adding up\" early_help at 3 points"))
      runShell("rm '\(door.folder.path)/\(draft)'")
    }
    door.folder.write("draft/neglect.md", text + "\n```threshold\nrule\n```\n")
    let broken = door.run("compare \(file) draft/neglect.md")
    #expect(broken.status == .couldNotRun)
    #expect(broken.errors.contains("draft/neglect.md:"))
    #expect(broken.errors.contains("while the rules in `draft/neglect.md` have errors"))
  }

  @Test func `a pipe is refused and not waited for`() {
    let door = door()
    let path = door.folder.path
    runShell("mkfifo '\(path)/pipe.md' '\(path)/pipe.jsonl'")
    for line in [
      "compare pipe.md rules/front_door/2018/neglect.md",
      "compare rules/front_door/2018/neglect.md pipe.md",
      Self.compare + " --corpus pipe.jsonl",
    ] {
      let run = door.run(line)
      #expect(run.status == .couldNotRun && run.errors.contains("pipe."), "\(run.shown)")
    }
  }

  @Test func `contacts are read once, from any folder`() {
    let door = door()
    door.folder.write("corpus/week.jsonl", FrontDoor.contacts)
    door.folder.write("corpus/week.csv", "contact,child,received\nC-1,P-1,2021-05-04\n")
    runShell("ln -s week.jsonl '\(door.folder.path)/corpus/same.jsonl'")
    let run = door.run(
      Self.compare + " --corpus corpus,corpus/week.jsonl,corpus/../corpus --format jsonl")
    #expect(run.output.contains(#""contacts":6,"rejected":0"#), "\(run.shown)")
    door.folder.makeFolder("none")
    #expect(
      door.run(Self.compare + " --corpus none").errors.contains("there are no contacts under"))
  }

  @Test func `examples of the new rules that fail are counted`() {
    let door = door()
    replace("injury_seen: early_help", "injury_seen: assessment", door)
    let run = door.run(Self.compare + " --html page.html")
    let words = "1 example of the new rules is decided otherwise than expected"
    #expect(run.output.contains(words))
    #expect(door.folder.text("page.html")?.contains(words) == true)
    let lines = door.run(Self.compare + " --format jsonl").output
    #expect(lines.contains(#""failed_examples":1"#))
  }

  @Test func `a name cannot paint the terminal`() {
    let door = door()
    let name = "rules/\u{1B}[31mnew"
    runShell("cp -r '\(door.folder.path)/rules/old' '\(door.folder.path)/\(name)'")
    for line in ["compare rules/old \(name)", "compare \(name) rules/old"] {
      let run = door.run(line)
      #expect(run.status == .done && !run.output.contains("\u{1B}"), "\(run.shown)")
    }
  }

  @Test func `each failure takes in those before it`() {
    let door = door()
    replace("injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment", door)
    for more in ["", " --fail-on lowered", " --fail-on unproved", " --fail-on changed"] {
      #expect(door.run(Self.compare + more).status == .found, "\(more)")
    }
    let help = door.run("help compare").output.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(help.contains("So a lowered contact never passes"))
    for word in ["overdue", "`csv`", "provisional"] { #expect(!help.contains(word), "\(word)") }
  }
}
