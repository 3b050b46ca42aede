import TestSupport
import Testing
import TriageEngine

@testable import triage

/// The conversation itself: its order, its errors, its end.
@Suite struct EditorProtocolTests {
  private func session() -> EditorSession { EditorSession(FrontDoor().folder) }

  @Test func `an editor begins, asks, and ends`() {
    let session = session()
    session.initialize(capabilities: ["general": ["positionEncodings": ["utf-8", "utf-16"]]])
    session.quit()
    expectSnapshot(session.run().shown, "Editor", "beginning")
  }

  @Test func `nothing is answered before initialize or after shutdown`() {
    let session = session()
    let early = session.request("textDocument/hover", [:])
    session.notify("textDocument/didOpen", [:])
    session.initialize()
    let twice = session.request("initialize", [:])
    let unknown = session.request("textDocument/nothing", [:])
    let nameless = session.request("textDocument/hover", [:])
    let closed = session.request("textDocument/hover", ["textDocument": ["uri": "file:///x.md"]])
    session.notify("$/nothing", [:])
    session.request("shutdown")
    let late = session.request("textDocument/hover", [:])
    session.notify("exit", .null)
    let transcript = session.run()
    func code(_ id: Int) -> Int? { transcript.answer(id)?["error", "code"]?.int }
    #expect(code(early) == -32002)
    #expect(code(twice) == -32600)
    #expect(code(unknown) == -32601)
    #expect(code(nameless) == -32602)
    #expect(code(closed) == nil)
    #expect(transcript.answer(closed)?["result"] != nil)
    #expect(code(late) == -32600)
    #expect(transcript.status == .done)
    #expect(transcript.errors.isEmpty)
  }

  @Test func `an editor that goes without a word leaves status 1`() {
    let silent = session()
    #expect(silent.run().status == .found)
    let hasty = session()
    hasty.initialize()
    hasty.notify("exit", .null)
    #expect(hasty.run().status == .found)
    let lost = session()
    lost.initialize()
    lost.request("shutdown")
    #expect(lost.run().status == .found)
  }

  @Test func `a message that is no JSON is answered, and the next is read`() {
    let session = session()
    session.initialize()
    session.send(bytes: EditorSession.framed(Array("{\"jsonrpc\":".utf8)))
    session.send(bytes: EditorSession.framed(Array("[1]".utf8)))
    session.quit()
    let transcript = session.run()
    let codes = transcript.messages.compactMap { $0["error", "code"]?.int }
    #expect(codes == [-32700, -32600])
    #expect(transcript.status == .done)
  }

  @Test func `broken headers end the conversation with a message`() {
    let headers = [
      "Content-Length: x\r\n\r\n", "Content-Length 5\r\n\r\n", "Content-Type: x\r\n\r\n",
      "Content-Length: \(MessageReader.messageBytes + 1)\r\n\r\n", "Content-Length: -1\r\n\r\n",
      "Content-Length: 10\r\n\r\n{}",
      "Content-Length: 2", String(repeating: "x", count: MessageReader.headerBytes + 1),
    ]
    var shown = ""
    for header in headers {
      let session = session()
      session.send(bytes: Array(header.utf8))
      let transcript = session.run()
      #expect(transcript.status == .couldNotRun, "\(header.prefix(40))")
      shown += header.prefix(40).replacing("\r\n", with: "/") + "\n" + transcript.errors
    }
    expectSnapshot(shown, "Editor", "broken headers")
  }

  @Test func `a message may come in pieces, and headers in any case`() {
    let session = session()
    let body = Array(#"{"jsonrpc":"2.0","id":7,"method":"initialize","params":{}}"#.utf8)
    let bytes = Array("content-type: x\r\nCONTENT-LENGTH:  \(body.count)\r\n\r\n".utf8) + body
    for byte in bytes { session.send(bytes: [byte]) }
    #expect(session.run().answer(7)?["result", "capabilities"] != nil)
  }

  @Test func `a request that waits can be taken back`() {
    let session = session()
    session.initialize()
    let messages: [JSON] = [
      ["jsonrpc": "2.0", "id": "slow", "method": "textDocument/hover", "params": [:]],
      ["jsonrpc": "2.0", "id": "kept", "method": "textDocument/nothing"],
      ["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": "slow"]],
    ]
    session.send(bytes: messages.flatMap { EditorSession.framed($0.bytes) })
    session.quit()
    let transcript = session.run()
    let answers = transcript.messages.filter { $0["id"]?.string != nil }
    #expect(answers.compactMap { $0["id"]?.string } == ["slow", "kept"])
    #expect(answers.compactMap { $0["error", "code"]?.int } == [-32800, -32601])
  }
}

/// Places in text as editors count them.
@Suite struct TextPositionsTests {
  private let text = Array("a😀b\r\né\rx\n".utf8)

  @Test func `places go out and come back in both encodings`() {
    for encoding in [PositionEncoding.utf8, .utf16] {
      let positions = TextPositions(text, encoding)
      for offset in 0...text.count where offset == text.count || text[offset] & 0xC0 != 0x80 {
        // A place inside a line break is the end of the line.
        if offset > 0, offset < text.count, text[offset - 1] == 0x0D, text[offset] == 0x0A {
          continue
        }
        let (line, character) = positions.position(of: offset)
        #expect(positions.offset(line: line, character: character) == offset, "\(offset)")
      }
    }
    #expect(TextPositions(text, .utf16).position(of: 5) == (0, 3))
    #expect(TextPositions(text, .utf8).position(of: 5) == (0, 5))
  }

  @Test func `places outside the text are its nearest places`() {
    let positions = TextPositions(text, .utf16)
    #expect(positions.offset(line: -1, character: 3) == 0)
    #expect(positions.offset(line: 0, character: 2) == 1)
    #expect(positions.offset(line: 0, character: 99) == 6)
    #expect(positions.offset(line: 1, character: 99) == 10)
    #expect(positions.offset(line: 3, character: 0) == text.count)
    #expect(positions.offset(line: 99, character: 0) == text.count)
    #expect(TextPositions(text, .utf8).offset(line: 0, character: 3) == 1)
  }

  @Test func `addresses of files are paths and back`() {
    for path in ["/a b/c%d/é😀.md", "/x/y-z_~.md", "/"] {
      #expect(DocumentURI.path(DocumentURI.uri(path)) == path)
    }
    #expect(DocumentURI.path("FILE://localhost/a%20b") == "/a b")
    #expect(DocumentURI.path("file://elsewhere/a") == nil)
    #expect(DocumentURI.path("untitled:Untitled-1") == nil)
    #expect(DocumentURI.path("file:///a%00b") == nil)
  }
}
