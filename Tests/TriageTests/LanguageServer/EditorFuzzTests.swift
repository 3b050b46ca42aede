import TestSupport
import Testing
import TriageEngine

@testable import triage

@Suite struct EditorFuzzTests {
  /// What `check` says of the files, in the shape of what an editor is told.
  private func checked(_ folder: TemporaryFolder, _ name: String) -> [String] {
    let console = TestConsole(folder: folder.path)
    let output = console.run(["check", "--format", "jsonl", "rules/front_door"]).output
    return output.split(separator: "\n").compactMap { line -> String? in
      guard let row = try? JSONValue(Array(line.utf8)), row["file"]?.string == name else {
        return nil
      }
      return "\(row["line"]?.int ?? 0) \(row["code"]?.string ?? "") \(row["message"]?.string ?? "")"
    }.sorted()
  }

  private func told(_ diagnostics: [JSONValue]) -> [String] {
    diagnostics.map { item in
      let line = (item["range", "start", "line"]?.int ?? -1) + 1
      let message = item["message"]?.string?.split(separator: "\n").first ?? ""
      return "\(line) \(item["code"]?.string ?? "") \(message)"
    }.sorted()
  }

  private static let pieces = [
    "injury", " and ", "not ", "\n", "  when ", "```\n", "```threshold\n", "\"", "rule x: nfa",
    "fact y yes/no", "😀", "\u{0301}", "(", ",", " is ", "one of ", "## 9 Clause\n", "-- ", "|",
    "hungry", "5", "example \"x\"\n", "\r\n", "\t", "answer T0917\n",
  ]

  @Test func `after any edits an editor is told what check says of the same text`() {
    let seed = testSeed(20)
    var random = SplitMix64(seed: seed)
    let name = "rules/front_door/2018/neglect.md"
    for round in 0..<12 {
      let door = FrontDoor()
      let session = EditorSession(door.folder)
      session.initialize()
      var text = Array(FrontDoor.neglect.unicodeScalars)
      session.open(name, FrontDoor.neglect)
      for version in 2...Int.random(in: 2...5, using: &random) {
        let start = Int.random(in: 0...text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...12, using: &random))
        let piece = random.pick(Self.pieces)
        let old = String(String.UnicodeScalarView(text))
        let positions = TextPositions(Array(old.utf8), .utf16)
        let (from, to) = (bytes(text[..<start]), bytes(text[..<end]))
        session.notify(
          "textDocument/didChange",
          [
            "textDocument": ["uri": .string(session.uri(name)), "version": .int(version)],
            "contentChanges": [
              [
                "range": ["start": positions.json(from), "end": positions.json(to)],
                "text": .string(piece),
              ]
            ],
          ])
        // What an editor cannot name is the inside of a line break: then the change is its own.
        let first = positions.offset(place(positions, from))
        let last = positions.offset(place(positions, to))
        var changed = Array(old.utf8)
        changed.replaceSubrange(first..<max(first, last), with: piece.utf8)
        text = Array(String(decoding: changed, as: UTF8.self).unicodeScalars)
      }
      session.quit()
      let transcript = session.run()
      door.folder.write(name, String(String.UnicodeScalarView(text)))
      #expect(transcript.status == .done)
      #expect(
        told(transcript.diagnostics(session.uri(name))) == checked(door.folder, name),
        "seed \(seed), round \(round)")
    }
  }

  private func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + String($1).utf8.count }
  }

  private func place(_ positions: TextPositions, _ offset: Int) -> JSONValue? {
    try? JSONValue(positions.json(offset).bytes)
  }

  @Test func `whatever bytes come, the server ends and every answer can be read`() {
    let seed = testSeed(21)
    var random = SplitMix64(seed: seed)
    let door = FrontDoor()
    let whole = EditorSession(door.folder)
    var stream: [UInt8] = []
    func add(_ message: JSON) { stream += EditorSession.framed(message.bytes) }
    add(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ["capabilities": [:]]])
    let uri = JSON.string(whole.uri("rules/front_door/2018/neglect.md"))
    add([
      "jsonrpc": "2.0", "method": "textDocument/didOpen",
      "params": [
        "textDocument": ["uri": uri, "version": 1, "text": .string(FrontDoor.neglect)]
      ],
    ])
    for (number, feature) in [
      "hover", "completion", "definition", "references", "documentHighlight", "prepareRename",
      "rename", "documentSymbol", "semanticTokens/full", "formatting", "codeAction",
    ].enumerated() {
      add([
        "jsonrpc": "2.0", "id": .int(number + 2), "method": .string("textDocument/" + feature),
        "params": [
          "textDocument": ["uri": uri],
          "position": ["line": .int(number * 3), "character": .int(number)], "newName": "fed",
          "range": ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]],
        ],
      ])
    }
    for round in 0..<60 {
      var bytes = stream
      if round % 3 == 0 {
        bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
      }
      for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let session = EditorSession(door.folder)
      session.send(bytes: bytes)
      let transcript = session.run()
      #expect(transcript.status != .done, "seed \(seed), round \(round)")
      let shown = transcript.messages.reduce(0) { $0 + EditorSession.framed(JSON($1).bytes).count }
      #expect(shown == transcript.output.count, "seed \(seed), round \(round)")
    }
  }
}
