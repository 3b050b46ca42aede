import TestSupport
import Testing
import TriageEngine

@testable import triage

/// What `test` shows and does, at a small front door.
@Suite struct TestCommandTests {
  private static let expected = """
    {"contact": "C-1", "child": "P-1", "outcome": "strategy_meeting", "certainty": "firm", \
    "rating": "red", "rules": ["injury_not_mobile"], "ask": [], "also": ["medical"], \
    "clocks": {"decision": {"status": "met"}}, "why": "A bruised baby who cannot move."}
    {"contact": "C-1", "child": "P-2", "outcome": "early_help", "rules": ["often_hungry"]}
    {"contact": "C-2", "child": "P-3", "outcome": "early_help", "certainty": "may_rise"}
    {"contact": "C-3", "child": null, "outcome": "nfa", "certainty": "may_rise"}
    {"contact": "C-4", "child": "P-5", "acceptable": ["nfa"]}
    {"contact": "C-5", "child": "P-6", "outcome": "assessment"}

    """

  /// A front door with a corpus: its contacts and what is expected of them.
  private func door(expected: String = expected) -> FrontDoor {
    let door = FrontDoor()
    door.folder.write("corpus/week.jsonl", FrontDoor.contacts)
    door.folder.write("corpus/week.expected.jsonl", expected)
    return door
  }

  private func change(_ door: FrontDoor, _ old: String, _ new: String) {
    let file = "rules/front_door/2018/document.md"
    let parts = (door.folder.text(file) ?? "").split(separator: old, maxSplits: 1)
    door.folder.write(file, parts.joined(separator: new))
  }

  private func shown(_ door: FrontDoor, _ lines: [String], input: String = "") -> String {
    let text = lines.map { door.run($0, input: input).shown }.joined(separator: "\n")
    return text.split(separator: door.folder.path, omittingEmptySubsequences: false)
      .joined(separator: "FOLDER")
  }

  @Test func `a corpus that is as expected passes`() {
    let door = door()
    expectSnapshot(
      shown(door, ["test", "test --quiet corpus/week.jsonl", "test --tap corpus"]), "Test",
      "passed")
  }

  @Test func `a rule whose outcome is changed by hand fails the test and names the contacts`() {
    let door = door()
    change(door, "injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment")
    let run = door.run("test --quiet")
    #expect(run.status == .found)
    #expect(run.output.contains("LOWERED: 1 decision is lower than expected"))
    #expect(run.output.contains("C-1, child P-1"))
    expectSnapshot(
      shown(door, ["test -q", "test --tap", "test --github -q", "test --format jsonl"]), "Test",
      "lowered")
    let junit = door.run("test -q --junit result.xml")
    #expect(junit.status == .found)
    expectSnapshot(door.folder.text("result.xml") ?? "", "Test", "junit")
  }

  @Test func `every rule taken out at a time is noticed`() {
    // Each rule of the front door that decides one of the contacts, or an example.
    for rule in ["injury_not_mobile", "injury_seen", "known_to_police", "often_hungry"] {
      let door = door()
      for file in ["document.md", "neglect.md"] {
        let path = "rules/front_door/2018/" + file
        let text = door.folder.text(path) ?? ""
        let start = "rule \(rule):"
        guard let range = text.split(separator: "\n\n").first(where: { $0.contains(start) }) else {
          continue
        }
        // Never met any more, and everything else the same.
        let closed = range.split(separator: "\n").map { line in
          line.hasPrefix("  when ") ? "  when home is good and home is dangerous" : String(line)
        }.joined(separator: "\n")
        door.folder.write(
          path, text.split(separator: range, maxSplits: 1).joined(separator: closed))
      }
      #expect(door.run("test --quiet").status == .found, "\(rule)")
    }
  }

  @Test func `what cannot be compared is told with file and line`() {
    let door = door(
      expected: """
        {"contact":"C-1","child":"P-1","outcom":"strategy_meeting"}
        {"contact":"C-1","child":"P-2","outcome":"earlyhelp","rules":["often_hungri"]}
        {"contact":"C-2","child":"P-3","certainty":"sure","clocks":{"decison":{"status":"met"}}}
        {"contact":"C-2","child":"P-3","outcome":"nfa"}

        {"contact":"C-9","child":"P-9","outcome":"nfa"}
        {"contact":"C-4","child":"P-5","rating":"blue","also":["medcal"]}
        """)
    expectSnapshot(shown(door, ["test -q"]), "Test", "mistakes")
  }

  @Test func `a corpus that cannot be read ends with 2, and rejected rows with 3`() {
    let door = door()
    door.folder.write("broken.jsonl", FrontDoor.contacts)
    door.folder.write("broken.expected.jsonl", "{\"contact\":\"C-1\",\n")
    door.folder.write("half.jsonl", "{\"contact\":\"C-1\"}\n" + FrontDoor.contacts)
    door.folder.write("lonely/week.expected.jsonl", Self.expected)
    door.folder.makeFolder("empty")
    expectSnapshot(
      shown(
        door,
        [
          "test broken.jsonl", "test half.jsonl -q", "test lonely", "test empty", "test nowhere",
          "test - --accept", "test --accept-lowered because", "test --tap --github",
          "test --minimum-recall strategy_meeting", "test --minimum-coverage 101",
          "test corpus contacts.jsonl --expected x.jsonl", "test corpus --output corpus/week.jsonl",
        ]), "Test", "errors")
    #expect(door.folder.text("corpus/week.jsonl") == FrontDoor.contacts)
  }

  @Test func `a field that no rule reads fails the test until it is ignored`() {
    let door = door(expected: "")
    let row = #"{"contact":"C-1","child":"P-1","received":"2021-05-04","injry":"Y","extra":1}"#
    let asks = #"{"contact":"C-1","child":"P-1","ask":["injry"]}"#
    door.folder.write("corpus/week.jsonl", row + "\n")
    door.folder.write("corpus/week.expected.jsonl", asks + "\n")
    // A field that is expected to be asked about is misspelt on purpose; the other is not.
    expectSnapshot(shown(door, ["test -q", "test -q --ignore extra"]), "Test", "unread")
    change(
      door, "ignored field surname",
      "ignored field surname\nfact idle yes/no\n  asks \"?\"\n  neither\n")
    door.folder.write(
      "corpus/week.jsonl",
      #"{"contact":"C-1","child":"P-1","received":"2021-05-04","idle":"no"}"# + "\n")
    door.folder.write(
      "corpus/week.expected.jsonl",
      #"{"contact":"C-1","child":"P-1","outcome":"nfa"}"# + "\n")
    let run = door.run("test -q")
    #expect(run.status == .found)
    #expect(run.output.contains("no rule reads the fact `idle`, which 1 row states"))
    #expect(door.run("test -q --ignore idle").status == .done)
  }

  @Test func `accepting records what is decided, and a lowered decision only with a reason`() {
    let door = door()
    let file = "corpus/week.expected.jsonl"
    change(door, "injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment")
    change(door, "injury_seen: early_help", "injury_seen: assessment")
    change(
      door, "example \"a bruised baby\"\n  injury, not mobile\n  expect strategy_meeting, red",
      "example \"a bruised baby\"\n  injury, not mobile\n  expect assessment, amber")
    change(door, "expect early_help, may rise to strategy_meeting", "expect assessment")
    change(door, ", asks mobile", "")
    door.folder.write(
      "corpus/week.jsonl",
      FrontDoor.contacts + #"{"contact":"C-6","child":"P-7","received":"2021-05-06T09:00"}"# + "\n")
    var text = shown(door, ["test -q --accept"]) + "--- " + file + "\n"
    text += door.folder.text(file) ?? ""
    // The lowered one is still what it was.
    #expect(door.folder.text(file)?.contains("\"outcome\": \"strategy_meeting\"") == true)
    text += "\n" + shown(door, ["test -q", "test -q --accept --accept-lowered agreed"])
    text += "--- " + file + "\n" + (door.folder.text(file) ?? "")
    expectSnapshot(text, "Test", "accept")
    #expect(door.run("test -q").status == .done)
    #expect(door.folder.names.contains("corpus"))
    #expect(namesInFolder(door.folder.path + "/corpus") == ["week.expected.jsonl", "week.jsonl"])
  }

  @Test func `accepting what is expected already changes no byte`() {
    let door = door()
    #expect(door.run("test -q --accept").status == .done)
    #expect(door.folder.text("corpus/week.expected.jsonl") == Self.expected)
  }

  @Test func `nothing is recorded over lines that cannot be read`() {
    let expected = "{\"contact\":\"C-1\",\"child\":\"P-1\",\"outcom\":\"nfa\"}\n"
    let door = door(expected: expected)
    #expect(door.run("test -q --accept").status == .found)
    #expect(door.folder.text("corpus/week.expected.jsonl") == expected)
  }

  @Test func `agreement with people is counted, and what is missed is named`() {
    let door = door()
    door.folder.write(
      "historic/week.jsonl",
      """
      {"contact":"C-1","child":"P-1","received":"2021-05-04","injury":"Y","mobile":"N",\
      "birth_mark":"N","decided_outcome":"strategy_meeting"}
      {"contact":"C-2","child":"P-2","received":"2021-05-04","injury":"Y",\
      "decided_outcome":"strategy_meeting"}
      {"contact":"C-3","child":"P-3","received":"2021-05-04","decided_outcome":"nfa"}
      {"contact":"C-4","child":"P-4","received":"2021-05-04","decided_outcome":"strategy_meeting"}
      {"contact":"C-5","child":"P-5","received":"2021-05-04","screening_completed":"Y",\
      "home":"good","birth_mark":"N","police_intelligence":"N","decided_outcome":"nfa"}
      {"contact":"C-6","child":"P-6","received":"2021-05-04","screening_completed":"Y",\
      "hungry":"Y","decided_outcome":"nfa"}

      """)
    expectSnapshot(
      shown(
        door,
        [
          "test historic/week.jsonl --minimum-recall strategy_meeting=100,early_help=1",
          "test historic/week.jsonl -q --minimum-recall strategy_meeting=33.3 "
            + "--minimum-recall strategy=1",
          "test corpus -q --minimum-coverage 100",
        ]), "Test", "agreement")
  }

  @Test func `decisions are counted as they pass, without being decided again`() {
    let door = door()
    let decisions = door.run("decide contacts.jsonl --audience hub --quiet").output
    door.folder.write("expected.jsonl", Self.expected)
    door.folder.write("week.jsonl", decisions)
    door.folder.write("week.expected.jsonl", Self.expected)
    expectSnapshot(
      shown(
        door,
        [
          "test -", "test - --expected expected.jsonl -q", "test week.jsonl -q",
          "test - --minimum-coverage 1 -q",
        ], input: decisions), "Test", "decisions")
    let joined = decisions + #"{"contact":"C-7","child":"P-7","received":"2021-05-04"}"# + "\n"
    let run = door.run("test - -q", input: joined)
    #expect(run.status == .rejectedRows)
    #expect(run.errors.contains("standard input:7: rejected:"))
  }

  @Test func `neither the order of rows nor the number of jobs changes what is counted`() throws {
    let door = door()
    let rows = FrontDoor.contacts.split(separator: "\n").map { $0 + "\n" }
    let lines = Self.expected.split(separator: "\n").map { $0 + "\n" }
    func summary(_ line: String) -> [String] {
      door.run(line).output.split(separator: "\n").filter { $0.contains("\"kind\":\"coverage\"") }
        .map(String.init)
    }
    let expected = summary("test --format jsonl --jobs 1")
    #expect(expected.count > 20)
    #expect(summary("test --format jsonl --jobs 8") == expected)
    for round in 0..<4 {
      let seed = testSeed(61) &+ UInt64(round)
      var random = SplitMix64(seed: seed)
      // The rows of one contact stand together.
      let tail = Array(rows[2...]).shuffled(using: &random)
      door.folder.write("corpus/week.jsonl", (tail + rows[..<2].reversed()).joined())
      door.folder.write("corpus/week.expected.jsonl", lines.shuffled(using: &random).joined())
      let run = door.run("test -q")
      #expect(run.status == .done, "seed \(seed): \(run.output)")
      #expect(summary("test --format jsonl --jobs 3") == expected, "seed \(seed)")
    }
  }

  @Test func `what is not named is counted`() {
    #expect(TestFinding.Kind.lowered.most == 10_000)
    #expect(TestFinding.Kind.mistake.most == 1_000)
    var results = TestResults()
    for line in 1...1_002 {
      results.add(TestFinding(kind: .changed, file: "f", line: line))
    }
    for line in 1...10_001 { results.add(TestFinding(kind: .lowered, file: "f", line: line)) }
    for _ in 0..<(TestResults.mostNamed + 5) { results.addPassed("c", file: "f", isNamed: true) }
    #expect(results[.changed].count == 1_002 && results[.changed].list.count == 1_000)
    #expect(results[.lowered].count == 10_001 && results[.lowered].list.count == 10_000)
    #expect(results.passed.count == TestResults.mostNamed)
    #expect(results.passedCount == TestResults.mostNamed + 5)
  }

  @Test func `an annotation shows no value of a contact`() {
    let door = door()
    change(door, "injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment")
    let lines = door.run("test -q --github").output.split(separator: "\n").filter {
      $0.hasPrefix("::")
    }
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(!line.contains("mobile: no") && !line.contains("injury: yes"), "\(line)")
    }
  }

  @Test func `a run that tests nothing fails`() {
    let door = door()
    let run = door.run("test --quiet --minimum-recall strategy_meeting=100 -", input: "")
    #expect(run.status == .found)
    #expect(
      run.output.contains("there is no contact in standard input, so nothing is tested there"))
    #expect(!run.output.contains("there is no outcome"))
    let json = door.run("test --format jsonl -", input: "\n\n").output
    #expect(json.contains("\"passed\":false,\"contacts\":0"))
    #expect(door.run("test --tap -").output.contains("not ok"))
    // A file that is empty beside one that is not.
    door.folder.write("corpus/none.jsonl", "")
    door.folder.write("corpus/none.expected.jsonl", "")
    let both = door.run("test --quiet")
    #expect(both.status == .found)
    #expect(both.output.contains("there is no contact in corpus/none.jsonl"))
  }

  @Test func `each contact of a file is counted once, and each line compared with none`() {
    let door = door(
      expected: Self.expected + """
        {"contact": "C-4", "child": "P-5", "outcome": "nfa"}
        {"contact": "C-9", "child": "P-9", "outcome": "nfa"}
        {"contact": "C-7", "child": "P-7"}

        """)
    door.folder.write(
      "corpus/week.jsonl",
      FrontDoor.contacts + """
        {"contact":"C-4","child":"P-5","received":"2021-05-05T09:00","screening_completed":"yes"}
        {"contact":"C-7","child":"P-7","received":"2021-05-05T09:00"}
        {"contact":"C-8","child":"P-8","received":"2021-05-05T09:00"}

        """)
    change(door, "injury_not_mobile: strategy_meeting", "injury_not_mobile: assessment")
    let output = door.run("test --quiet").output
    #expect(
      output.contains(
        "week.jsonl: 9 contacts, 5 as expected, 1 not, 3 compared with nothing; "
          + "3 lines of expectations compared with no contact\n"), "\(output)")
  }

  @Test func `an outcome that is lower and acceptable passes and is named`() {
    let door = door(
      expected: Self.expected.replacing(
        "\"outcome\": \"assessment\"}",
        with: "\"outcome\": \"strategy_meeting\", "
          + "\"acceptable\": [\"strategy_meeting\", \"assessment\"]}"))
    let run = door.run("test --quiet --github")
    #expect(run.status == .done)
    #expect(run.output.contains("Lower and acceptable: 1 decision is lower"))
    #expect(run.output.contains("C-5, child P-6: outcome strategy_meeting -> assessment"))
    #expect(run.output.contains("::notice file=corpus/week.expected.jsonl,line=6,"))
    let json = door.run("test --format jsonl").output
    #expect(json.contains("{\"kind\":\"lower_acceptable\",\"file\":"))
    #expect(json.contains("\"lower_acceptable\":1,"))
  }

  @Test func `a decision among contacts is refused`() {
    let door = door()
    let decisions = door.run("--quiet --format jsonl contacts.jsonl").output
    let run = door.run("test -", input: FrontDoor.contacts + decisions)
    #expect(run.status == .couldNotRun)
    #expect(run.shown.contains("standard input:7: a decision stands among the contacts"))
  }

  @Test func `a file of contacts in a folder without expectations is named and fails`() {
    let door = door()
    runShell("rm '\(door.folder.path)/corpus/week.expected.jsonl'")
    door.folder.write(
      "corpus/other.jsonl", #"{"contact":"C-1","child":"P-1","received":"2021-05-04"}"# + "\n")
    door.folder.write(
      "corpus/other.expected.jsonl", #"{"contact":"C-1","child":"P-1","outcome":"nfa"}"# + "\n")
    door.folder.write("corpus/other.csv", "contact,child,received\nC-1,P-1,2021-05-04\n")
    for line in ["test", "test --format jsonl", "test --tap"] {
      let run = door.run(line)
      #expect(run.status == .found, "\(run.shown)")
      #expect(run.output.contains("nothing is expected of the contacts in corpus/week.jsonl"))
      #expect(!run.output.contains("other.csv"))
    }
    // Named by itself it is decided, and counted.
    #expect(door.run("test -q corpus/week.jsonl").status == .done)
  }

  @Test func `a run in which rows are rejected has not passed`() {
    let door = door(expected: "")
    door.folder.write("corpus/week.jsonl", "{broken\n")
    let run = door.run("test --quiet")
    #expect(run.status == .rejectedRows)
    #expect(run.output.contains("FAILED, and 1 row rejected"), "\(run.output)")
    #expect(!run.output.contains("passed, and"))
    #expect(door.run("test --format jsonl").output.contains("\"passed\":false"))
  }

  @Test func `a reason that says nothing is no reason`() {
    let door = door()
    for reason in [" ", "\t "] {
      let console = TestConsole(folder: door.folder.path)
      let run = console.run(["test", "--accept", "--accept-lowered", reason])
      #expect(run.status == .couldNotRun)
      #expect(run.errors.contains("`--accept-lowered` needs a reason"), "\(run.errors)")
    }
  }

  @Test func `a minimum of an outcome that there is not ends the run`() {
    let door = door()
    let run = door.run("test --quiet --minimum-recall strategy_meting=10")
    #expect(run.status == .couldNotRun && run.output.isEmpty)
    #expect(run.errors.contains("did you mean `strategy_meeting`?"), "\(run.errors)")
  }

  @Test func `an outcome that was raised leaves none below it acceptable`() {
    let door = door()
    let file = "corpus/week.expected.jsonl"
    door.folder.write(
      file,
      #"{"contact":"C-2","child":"P-3","outcome":"nfa","acceptable":["nfa"],"certainty":"firm"}"#
        + "\n")
    _ = door.run("test --quiet --accept")
    let raised = door.folder.text(file) ?? ""
    #expect(raised.contains(#""outcome":"early_help","acceptable":["early_help"]"#), "\(raised)")
    // What is acceptable, and lower, does not become what is expected first.
    door.folder.write(
      file,
      #"{"contact":"C-2","child":"P-3","outcome":"assessment","#
        + #""acceptable":["assessment","early_help"],"certainty":"firm"}"# + "\n")
    _ = door.run("test --quiet --accept")
    let kept = door.folder.text(file) ?? ""
    #expect(
      kept.contains(
        #""outcome":"assessment","acceptable":["assessment","early_help"],"certainty":"may_rise""#),
      "\(kept)")
  }
}
