import TestSupport
import Testing
import ThresholdDSL

@testable import triage

/// What `check` says of rules taken together: `Cases/analysis/CODE-name.md` is one more file of the small
/// edition in `base.md`, or an edition of its own, with one fault planted; `absent-CODE-name.md` is its
/// like without the fault.
@Suite struct AnalysisCaseTests {
  static let folder = packageFolder + "/Tests/TriageTests/Cases/analysis/"
  static let names = namesInFolder(folder).filter { $0.hasSuffix(".md") && $0 != "base.md" }

  /// A folder with the edition that a case makes.
  private func door(_ name: String) -> FrontDoor {
    let door = FrontDoor()
    let text = String(decoding: readFile(Self.folder + name) ?? [], as: UTF8.self)
    let isWhole = text.contains("language 1")
    if !isWhole {
      door.folder.write("rules/small/2018-07/base.md", readFile(Self.folder + "base.md") ?? [])
    }
    door.folder.write("rules/small/2018-07/case.md", text)
    return door
  }

  /// The codes of what `check` says, in order.
  private func codes(_ door: FrontDoor) -> [String] {
    door.run("check --quiet --format jsonl rules/small").shown.split(separator: "\n").compactMap {
      $0.split(separator: "\"code\":\"").dropFirst().first.map { String($0.prefix(5)) }
    }
  }

  @Test func `the small edition that the cases add to has no fault`() {
    let door = FrontDoor()
    door.folder.write("rules/small/2018-07/base.md", readFile(Self.folder + "base.md") ?? [])
    expectSnapshot(door.run("check rules/small").shown, "Analysis", "base")
  }

  @Test func `a planted fault is found once, and nothing else is said`() {
    for name in Self.names where !name.hasPrefix("absent-") {
      let door = door(name)
      #expect(codes(door) == [String(name.prefix(5))], "\(name)")
      expectSnapshot(
        door.run("check --quiet rules/small").shown, "Analysis", String(name.dropLast(3)))
    }
  }

  @Test func `where the fault is absent nothing is said`() {
    for name in Self.names where name.hasPrefix("absent-") {
      let run = door(name).run("check --quiet rules/small")
      #expect(run.status == .done && run.output == "", "\(name)\n\(run.shown)")
    }
  }

  @Test func `every contact shown can be pasted as an example, and is decided so`() {
    var pasted = 0
    for name in Self.names where !name.hasPrefix("absent-") {
      let door = door(name)
      var examples: [String] = []
      var isExample = false
      for line in door.run("check --quiet rules/small").shown.split(separator: "\n") {
        let text = String(line.dropFirst(3))
        if text.hasPrefix("example ") { isExample = true }
        guard isExample else { continue }
        examples.append(text)
        if text.hasPrefix("  expect ") {
          isExample = false
          pasted += 1
        }
      }
      guard !examples.isEmpty else { continue }
      let path = "rules/small/2018-07/case.md"
      door.folder.write(
        path,
        (door.folder.text(path) ?? "") + "\n## 9.9 Pasted\n\n```threshold\n"
          + examples.joined(separator: "\n") + "\n```\n")
      let run = door.run("check --quiet rules/small")
      #expect(run.status == .done, "\(name)\n\(run.shown)")
    }
    #expect(pasted > 20)
  }

  @Test func `every code of the analysis has a case, and one without it`() {
    let planted = Set(Self.names.map { String($0.prefix(5)) })
    let absent = Set(
      Self.names.filter { $0.hasPrefix("absent-") }.map { String($0.dropFirst(7).prefix(5)) })
    for code in DiagnosticCode.all.map(\.code) where code.hasPrefix("T09") {
      // What is left unproved takes a rule book too large for a case: EditionAnalysisTests.
      if code == "T0914" { continue }
      #expect(planted.contains(code), "\(code)")
      // Its like without the fault is that of the code beside it.
      #expect(absent.contains(code) || ["T0916", "T0919"].contains(code), "\(code)")
    }
  }

  @Test func `the messages can be had for a program and for an editor`() {
    let door = door("T0903-inside-another.md")
    expectSnapshot(
      ["jsonl", "sarif"].map { door.run("check --format \($0) rules/small").shown }.joined(),
      "Analysis", "formats")
    let none = FrontDoor().run("check --quiet --format sarif").shown
    #expect(none.contains("\"results\":["))
  }
}
