import TestSupport
import Testing
import TriageEngine

@testable import triage

/// Which files are read, and whose mistakes are told when.
@Suite struct EditorWorkspaceTests {
  private static let name = "rules/front_door/2018/neglect.md"
  private static let wrong = FrontDoor.neglect.replacing("when hungry", with: "when hungyr")

  private func codes(_ diagnostics: [JSONValue]) -> [String] {
    diagnostics.compactMap { $0["code"]?.string }
  }

  /// Every notice of what is wrong with a file, in order.
  private func notices(_ transcript: EditorTranscript, _ uri: String) -> [[String]] {
    transcript.messages.filter {
      $0["method"]?.string == "textDocument/publishDiagnostics"
        && $0["params", "uri"]?.string == uri
    }.map { codes($0["params", "diagnostics"]?.array ?? []) }
  }

  @Test func `a mistake typed is told, and taken back when it is closed unsaved`() {
    let session = EditorSession(FrontDoor().folder)
    session.initialize()
    session.open(Self.name, Self.wrong)
    session.notify(
      "textDocument/didClose", ["textDocument": ["uri": .string(session.uri(Self.name))]])
    session.quit()
    let transcript = session.run()
    #expect(notices(transcript, session.uri(Self.name)) == [["T0301"], []])
  }

  @Test func `a mistake in another file of the edition is told of that file`() {
    let session = EditorSession(FrontDoor().folder)
    session.initialize()
    session.open(
      Self.name, FrontDoor.neglect.replacing("fact home one", with: "fact house one"))
    session.quit()
    let transcript = session.run()
    let other = transcript.diagnostics(session.uri("rules/front_door/2018/document.md"))
    #expect(codes(other).contains("T0301"))
    #expect(!transcript.diagnostics(session.uri(Self.name)).isEmpty)
  }

  @Test func `a file changed on the disk is read again when the editor says so`() {
    let door = FrontDoor()
    let session = EditorSession(door.folder)
    session.initialize(
      capabilities: [
        "workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]
      ])
    session.open(Self.name, FrontDoor.neglect)
    session.act { door.folder.write("rules/front_door/2018/document.md", "# 1 Nothing\n") }
    session.notify("workspace/didChangeWatchedFiles", ["changes": []])
    session.quit()
    let transcript = session.run()
    let told = notices(transcript, session.uri(Self.name))
    #expect(told.count == 2 && told.first?.contains("T0301") == false)
    #expect(told.last?.contains("T0301") == true)
    let asked = transcript.messages.filter {
      $0["method"]?.string == "client/registerCapability"
    }
    #expect(asked.count == 1)
  }

  @Test func `Markdown without rules is let be`() {
    let door = FrontDoor()
    door.folder.write("notes/other.md", "# Other\n")
    let session = EditorSession(door.folder)
    session.initialize()
    session.open("notes/readme.md", "# 1 Read me\n\nrule x: nfa\n")
    let symbols = session.request(
      "textDocument/documentSymbol",
      ["textDocument": ["uri": .string(session.uri("notes/readme.md"))]])
    session.quit()
    let transcript = session.run()
    #expect(notices(transcript, session.uri("notes/readme.md")) == [[]])
    #expect(transcript.answer(symbols)?["result"]?.array?.count == 1)
  }

  @Test func `a document that is no file has its outline and its layout`() {
    let session = EditorSession(FrontDoor().folder)
    session.initialize()
    session.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": "untitled:Untitled-1", "version": 1,
          "text": "## 1 A\n```threshold\nrule  x: nfa\n  when y\n```\n",
        ]
      ])
    let document: JSON = ["textDocument": ["uri": "untitled:Untitled-1"]]
    let outline = session.request("textDocument/documentSymbol", document)
    let layout = session.request("textDocument/formatting", document)
    session.quit()
    let transcript = session.run()
    #expect(transcript.answer(outline)?["result"]?.array?.count == 2)
    #expect(transcript.answer(layout)?["result"]?.array?.count == 1)
  }

  @Test func `other editions are read where the folder above is open, and only there`() {
    let later = FrontDoor.document.replacing("2018-07-01 to 2023-12-14", with: "from 2023-01-01")
      .replacing("edition \"2018\"", with: "edition \"2023\"")
    for (root, expected) in [("", ["T0607"]), ("/rules/front_door/2018", [])] {
      let door = FrontDoor()
      door.folder.write("rules/front_door/2023/document.md", later)
      door.folder.write("rules/front_door/2023/neglect.md", FrontDoor.neglect)
      let session = EditorSession(door.folder)
      session.initialize(root: root)
      session.open(Self.name, FrontDoor.neglect)
      session.quit()
      let transcript = session.run()
      let told = codes(
        transcript.diagnostics(session.uri("rules/front_door/2023/document.md")))
      #expect(told == expected, "\(root)")
    }
  }

  @Test func `a calendar that is missing is told where the rules are open`() {
    let door = FrontDoor()
    runShell("rm -r '\(door.folder.path)/rules/calendars'")
    let session = EditorSession(door.folder)
    session.initialize()
    session.open(Self.name, FrontDoor.neglect)
    session.quit()
    let messages = session.run().diagnostics(session.uri(Self.name)).compactMap {
      $0["message"]?.string
    }
    #expect(messages.contains { $0.hasPrefix("there is no calendar `england-and-wales`") })
  }

  @Test func `hover counts the contacts of a corpus that meet a rule, and says how old that is`() {
    let door = FrontDoor()
    let session = EditorSession(door.folder)
    session.request(
      "initialize",
      [
        "rootUri": .string(DocumentURI.uri(door.folder.path)), "capabilities": [:],
        "initializationOptions": ["corpus": "contacts.jsonl"],
      ])
    session.open(Self.name, FrontDoor.neglect)
    let place: JSON = [
      "textDocument": ["uri": .string(session.uri(Self.name))],
      "position": ["line": 18, "character": 8],
    ]
    let before = session.request("textDocument/hover", place)
    session.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(session.uri(Self.name)), "version": 2],
        "contentChanges": [["text": .string(Self.wrong)]],
      ])
    let after = session.request("textDocument/hover", place)
    session.quit()
    let transcript = session.run()
    func text(_ id: Int) -> String {
      transcript.answer(id)?["result", "contents", "value"]?.string ?? ""
    }
    let count =
      "Met by 1 of 6 contacts of the corpus decided under this edition, counted just now, "
    #expect(text(before).contains(count + "under the rules as they stand."), "\(text(before))")
    #expect(
      text(after).contains(count + "before the latest changes to the rules."), "\(text(after))")
  }

  @Test func `a corpus that cannot be read is said on hover and stops nothing`() {
    let door = FrontDoor()
    let session = EditorSession(door.folder)
    session.request(
      "initialize",
      [
        "rootUri": .string(DocumentURI.uri(door.folder.path)), "capabilities": [:],
        "initializationOptions": ["corpus": ["nowhere"]],
      ])
    session.open(Self.name, FrontDoor.neglect)
    let hover = session.request(
      "textDocument/hover",
      [
        "textDocument": ["uri": .string(session.uri(Self.name))],
        "position": ["line": 18, "character": 8],
      ])
    session.quit()
    let transcript = session.run()
    let text = transcript.answer(hover)?["result", "contents", "value"]?.string ?? ""
    #expect(text.contains("The corpus is not counted: cannot read `"), "\(text)")
    #expect(transcript.status == .done)
  }
}
