import TestSupport
import Testing
import TriageEngine

@testable import triage

/// What is answered at a place, marked `¦` in the text of a file, shown as a person would see it.
@Suite struct EditorFeatureTests {
  private static let name = "rules/front_door/2018/cases.md"

  /// Asks about the place marked in rules that stand in a file of their own beside the front door's.
  private func ask(
    _ feature: String, _ rules: String, _ more: [(String, JSON)] = [], fenced: Bool = true
  ) -> (answer: JSONValue?, text: String) {
    let whole = fenced ? "## 8.1 Cases\n\n```threshold\n\(rules)\n```\n" : rules
    let marked = Array(whole.utf8)
    let mark = Array("¦".utf8)
    let place =
      marked.indices.first { marked[$0...].starts(with: mark) } ?? marked.endIndex
    let bytes = Array(marked[..<place]) + Array(marked[place...].dropFirst(mark.count))
    let text = String(decoding: bytes, as: UTF8.self)
    let session = EditorSession(FrontDoor().folder)
    session.initialize(
      capabilities: [
        "textDocument": [
          "hover": ["contentFormat": ["markdown"]],
          "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
        ]
      ])
    session.open(Self.name, text)
    let position = TextPositions(bytes, .utf16).json(place)
    var parameters: JSON = [
      "textDocument": ["uri": .string(session.uri(Self.name))], "position": position,
      "range": ["start": position, "end": position],
    ]
    for (name, value) in more { parameters = parameters.with(name, value) }
    let id = session.request("textDocument/" + feature, parameters)
    session.quit()
    return (session.run().answer(id), text)
  }

  private func result(_ answer: JSONValue?) -> JSONValue? { answer?["result"] }

  private func location(_ value: JSONValue) -> String {
    let file = value["uri"]?.string?.split(separator: "/").last ?? ""
    return file + " " + span(value["range"])
  }

  private func span(_ range: JSONValue?) -> String {
    func place(_ name: String) -> String {
      "\((range?[name, "line"]?.int ?? -2) + 1):\((range?[name, "character"]?.int ?? -2) + 1)"
    }
    return place("start") + "-" + place("end")
  }

  // MARK: Cases

  @Test func `completion offers what fits the place`() {
    let cases = [
      "¦", "ru¦", "rule x: ¦", "rule x: nfa, ¦", "rule x: 2 points on ¦", "rule x: nfa\n  ¦",
      "rule x: nfa\n  when ¦", "rule x: nfa\n  when inj¦", "rule x: nfa\n  when injury and ¦",
      "rule x: nfa\n  when injury ¦", "rule x: nfa\n  when home is ¦",
      "rule x: nfa\n  when home is not ¦", "rule x: nfa\n  when home is one of poor, ¦",
      "rule x: nfa\n  when any of\n    - ¦", "rule x: nfa\n  when outcome is at least ¦",
      "rule x: nfa\n  when rated ¦", "rule x: nfa\n  when injury\n  unless mobile, clause ¦",
      "rule x: nfa\n  when injury\n  also ¦", "rule x: nfa\n  when injury\n  because \"¦\"",
      "rule x: nfa -- ¦", "fact x ¦", "fact x yes/no\n  ¦", "fact x yes/no\n  held by health, ¦",
      "fact x yes/no\n  restricted to ¦", "fact x yes/no\n  silence means no when ¦",
      "fact x one of a, b\n  raises concern when ¦", "define x: ¦", "define x: hungry or ¦",
      "table t\n  row | home | mobile | outcome\n  r | ¦",
      "table t\n  row | home | mobile | outcome\n  r | poor | ¦",
      "table t\n  row | home | mobile | outcome\n  r | poor | yes | ¦", "table t\n  row | ¦",
      "example \"x\"\n  ¦", "example \"x\"\n  home ¦", "example \"x\"\n  injury, ¦",
      "example \"x\"\n  injury\n  expect ¦", "example \"x\"\n  injury\n  expect nfa by ¦",
      "example \"x\"\n  injury\n  expect nfa, asks ¦",
      "example \"x\"\n  injury\n  expect may rise to ¦", "clock c from ¦",
      "scale s \"S\"\n  ¦", "judgement \"What?\"\n  when ¦", "outcome x \"X\", rated ¦",
      "answer ¦", "answer T0903 ¦",
    ]
    var shown = ""
    for text in cases {
      let items = result(ask("completion", text).answer)?["items"]?.array ?? []
      let labels = items.compactMap { $0["label"]?.string }
      let kept = labels.prefix(14).joined(separator: ", ")
      let rest = labels.count > 14 ? " … \(labels.count)" : ""
      shown += text + "\n    -> " + (labels.isEmpty ? "nothing" : kept + rest) + "\n"
    }
    expectSnapshot(shown, "Editor", "completion")
  }

  @Test func `prose is let be`() {
    let prose = "## 9 Prose\n\nrule ¦\n\n```threshold\nrule x: nfa\n  when injury\n```\n"
    for feature in ["completion", "hover", "definition", "references"] {
      let answer = ask(feature, prose, fenced: false).answer
      #expect(answer?["result"]?.content == .null, "\(feature)")
    }
  }

  @Test func `hover says what a name stands for`() {
    let cases = [
      "rule x¦: nfa, red\n  when injury and not mobile\n  because \"why not\"",
      "rule x: assessment\n  when in¦jury", "rule x: assessment\n  when home is po¦or",
      "rule x: assess¦ment\n  when injury", "rule x: assessment, re¦d\n  when injury",
      "define f¦ed: not hungry\nrule x: assessment\n  when fed",
      "rule x: 2 points on negl¦ect\n  when injury",
      "rule x: assessment\n  when child_a¦ge < 1 year",
      "rule x: assessment\n  when injury\n  unless mobile, clause 4.2¦.1, because \"b\"",
      "rule x: assessment\n  when injury\n  also med¦ical",
      "fact x yes/no\n  raises concern\n  held by pol¦ice\nrule y: assessment\n  when x",
      "table t¦\n  because \"b\"\n  row | home | mobile | outcome\n  r | poor | yes | assessment",
      "example \"x\"\n  injury\n  expect early_help by injury_s¦een",
      "rule x: assessment\n  wh¦en injury", "rule x: assessment\n  when injury and nothin¦g",
      "rule x: assessment\n  when in¦jury and nothing",
    ]
    var shown = ""
    for text in cases {
      let contents = result(ask("hover", text).answer)?["contents", "value"]?.string
      shown +=
        text + "\n    -> "
        + (contents ?? "nothing").split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n       ") + "\n\n"
    }
    expectSnapshot(shown, "Editor", "hover")
  }

  @Test func `names lead to their declarations and their uses`() {
    let cases = [
      "rule x: nfa\n  when injury and hun¦gry", "rule x: nfa\n  when home is po¦or",
      "rule x: nfa\n  when injury\n  unless mobile, clause 4.2¦.1, because \"b\"",
      "rule x: str¦ategy_meeting\n  when injury", "rule x: 1 points on neg¦lect\n  when injury",
      "fact x yes/no\n  raises concern\n  held by hou¦sing",
      "rule x: nfa\n  when unbo¦rn", "rule x: nfa\n  when no¦thing",
      "table t\n  row | ho¦me | outcome\n  r | poor | nfa",
      "table t\n  row | home | outcome\n  r | danger¦ous | nfa",
    ]
    var shown = ""
    for text in cases {
      let declared = result(ask("definition", text).answer)?.array?.map(location) ?? []
      let used = result(ask("references", text).answer)?.array?.map(location) ?? []
      shown +=
        text + "\n    declared: " + declared.joined(separator: "; ") + "\n    used: "
        + used.joined(separator: "; ") + "\n"
    }
    expectSnapshot(shown, "Editor", "names")
  }

  @Test func `renaming changes every file or says why not`() {
    let rule = "rule x: nfa\n  when injury and hun¦gry"
    let cases = [
      (rule, "famished"), (rule, "injury"), (rule, "when"), (rule, "Not a name"), (rule, ""),
      (rule, "note"), (rule, "hungry"), (rule, "unborn"),
      ("rule x: nfa\n  when home is po¦or", "unfit"),
      ("rule x: nfa\n  when home is po¦or", "good"),
      ("rule x: nfa\n  when unbo¦rn", "coming"), ("rule x: nfa\n  when no¦thing", "some"),
      ("rule x: nf¦a\n  when injury", "closed_here"), ("rule x: nf¦a\n  when injury", "red"),
      ("rule x: nfa\n  when channel is em¦ail", "mail"),
      ("rule x¦: nfa\n  when injury", "poor_home"),
      ("rule x: nfa\n  when injury\n  unless mobile, clause 4.2¦.1, because \"b\"", "9"),
      ("rule x: nfa\n  when injury and and\nrule y: nfa\n  when hun¦gry", "famished"),
      ("fact x yes/no\n  raises concern\n  held by hou¦sing\nrule y: nfa\n  when x", "homes"),
      ("fact x yes/no\n  raises concern\n  held by hou¦sing\nrule y: nfa\n  when x", "police"),
      (
        "fact sort one of ill, hurt\n  neither\ntable t\n  row | sort | outcome\n"
          + "  r | hurt or hungry | nfa\n  s | i¦ll | nfa", "hungry"
      ),
    ]
    var shown = ""
    for (text, new) in cases {
      let answer = ask("rename", text, [("newName", .string(new))]).answer
      shown += text + "  => " + new + "\n"
      for member in answer?["result", "changes"]?.members ?? [] {
        let file = member.name.split(separator: "/").last ?? ""
        shown +=
          "    \(file): "
          + (member.value.array ?? []).map { span($0["range"]) }.joined(separator: "; ") + "\n"
      }
      if let refusal = answer?["error", "message"]?.string {
        // The name of the folder is another in every run.
        let words = refusal.split(separator: "/rules/", maxSplits: 1)
        shown += "    refused: " + (words.count == 2 ? "`FOLDER/\(words[1])" : refusal) + "\n"
      }
    }
    expectSnapshot(shown, "Editor", "renaming")
  }

  @Test func `the outline is a tree of clauses`() {
    let text = """
      fact loose yes/no
        neither
      ```

      ### 8.1.1 Inner

      ```threshold
      rule inner: nfa
        when loose
      table t
        row | home | outcome
        r | poor | nfa
      ```

      ## 8.2 Next

      ```threshold
      judgement "What now?"
      """
    func lines(_ items: [JSONValue], _ indent: String) -> String {
      items.map { item in
        let name = item["name"]?.string ?? ""
        let detail = item["detail"]?.string.map { " (\($0))" } ?? ""
        return "\(indent)\(name)\(detail) \(span(item["range"])) \(span(item["selectionRange"]))\n"
          + lines(item["children"]?.array ?? [], indent + "  ")
      }.joined()
    }
    let answer = ask("documentSymbol", text).answer
    expectSnapshot(lines(result(answer)?.array ?? [], ""), "Editor", "outline")
  }

  @Test func `words are coloured by what they are`() throws {
    let rules = """
      -- "é😀" comes first
      fact cold yes/no  -- a comment
        asks "é😀?"
        raises concern
        held by health
      rule cold_home: early_help, red
        when cold and home is one of poor, dangerous
        unless mobile, clause 4.2.1, because "b"
      """
    let (answer, text) = ask("semanticTokens/full", rules)
    let data = try #require(result(answer)?["data"]?.array).compactMap(\.int)
    let positions = TextPositions(Array(text.utf8), .utf16)
    var (line, character) = (0, 0)
    var shown = ""
    for place in stride(from: 0, to: data.count, by: 5) {
      character = data[place] == 0 ? character + data[place + 1] : data[place + 1]
      line += data[place]
      let start = positions.offset(line: line, character: character)
      let end = positions.offset(line: line, character: character + data[place + 2])
      let word = String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
      let kind = SemanticTokens.types[data[place + 3]]
      shown += "\(line + 1) \(kind)\(data[place + 4] == 1 ? " declaration" : ""): \(word)\n"
    }
    expectSnapshot(shown, "Editor", "colours")
  }

  @Test func `layout changes the lines that need it, and nothing in a broken file`() throws {
    let untidy = "rule  x:   nfa\n    when injury\n\n\n\nrule y: nfa\n  when mobile"
    let (answer, text) = ask("formatting", untidy)
    let edit = try #require(result(answer)?.array?.first)
    let bytes = Array(text.utf8)
    let positions = TextPositions(bytes, .utf16)
    let start = positions.offset(edit["range", "start"])
    let end = positions.offset(edit["range", "end"])
    #expect(start > 0 && end < bytes.count)
    let changed =
      bytes[..<start] + Array((edit["newText"]?.string ?? "").utf8) + bytes[end...]
    #expect(
      String(decoding: changed, as: UTF8.self)
        == "## 8.1 Cases\n\n```threshold\nrule x: nfa\n  when injury\n\nrule y: nfa\n  when mobile\n```\n"
    )
    #expect(result(ask("formatting", untidy + " and and").answer)?.array?.isEmpty == true)
    let tidy = "rule x: nfa\n  when injury"
    #expect(result(ask("formatting", tidy).answer)?.array?.isEmpty == true)
  }

  @Test func `a message that names a replacement has a quick fix`() throws {
    let (answer, _) = ask("codeAction", "rule x: nfa\n  when injury and hungr¦yy")
    let action = try #require(result(answer)?.array?.first)
    #expect(result(answer)?.array?.count == 1)
    #expect(action["title"]?.string == "Did you mean `hungry`?")
    #expect(action["isPreferred"]?.bool == true)
    let edits = action["edit", "changes"]?.members?.first?.value.array ?? []
    #expect(edits.map { span($0["range"]) } == ["5:19-5:26"])
    #expect(edits.first?["newText"]?.string == "hungry")
    #expect(action["diagnostics"]?.array?.first?["code"]?.string == "T0301")
    let elsewhere = ask("codeAction", "rule ¦x: nfa\n  when injury and hungryy").answer
    #expect(result(elsewhere)?.array?.isEmpty == true)
    let other = ask(
      "codeAction", "rule x: nfa\n  when injury and hungr¦yy",
      [("context", ["only": ["refactor"]])]
    ).answer
    #expect(result(other)?.array?.isEmpty == true)
  }

  @Test func `a message that names several replacements has a quick fix for each`() {
    let rules =
      "fact cold yes/no\n  raises concern\nfact bold yes/no\n  raises concern\n"
      + "rule x: assessment\n  when gol¦d"
    let actions = result(ask("codeAction", rules).answer)?.array ?? []
    #expect(actions.compactMap { $0["title"]?.string } == ["Write `bold`", "Write `cold`"])
    #expect(actions.allSatisfy { $0["isPreferred"]?.bool == false })
  }

  @Test func `a contact that a proof shows can be added as an example`() throws {
    let rules = """
      rule x¦: strategy_meeting
        when hungry
        unless injury, because "b"
        because "b"
      """
    let (answer, text) = ask("codeAction", rules)
    let adding = (result(answer)?.array ?? []).filter {
      $0["title"]?.string == "Add the contact that shows it as an example"
    }
    let action = try #require(adding.first)
    let edit = try #require(action["edit", "changes"]?.members?.first?.value.array?.first)
    #expect(
      edit["range", "start", "line"]?.int == text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).count - 2)
    #expect(edit["newText"]?.string?.hasPrefix("\nexample \"") == true)
  }
}
