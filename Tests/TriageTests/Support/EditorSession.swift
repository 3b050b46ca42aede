import TestSupport
import TriageEngine

@testable import triage

/// A conversation with the language server, each message in a read of its own.
final class EditorSession {
  private final class Input: ByteSource {
    var reads: [[UInt8]] = []
    /// What happens right before so many reads from the end.
    var actions: [Int: () -> Void] = [:]

    func read(atMost count: Int) -> [UInt8] {
      guard let first = reads.first else { return [] }
      actions.removeValue(forKey: reads.count)?()
      if first.count <= count {
        reads.removeFirst()
        return first
      }
      reads[0] = Array(first[count...])
      return Array(first[..<count])
    }
  }

  private final class Output: ByteSink {
    var bytes: [UInt8] = []
    func write(_ new: ArraySlice<UInt8>) { bytes += new }
  }

  let folder: TemporaryFolder
  private let input = Input()
  private var requests = 0
  /// What happens before messages, by how many were sent before.
  private var actions: [Int: () -> Void] = [:]

  init(_ folder: TemporaryFolder) { self.folder = folder }

  /// The address of a file of the folder.
  func uri(_ name: String) -> String { DocumentURI.uri(folder.path + "/" + name) }

  /// Sends bytes as they are.
  func send(bytes: [UInt8]) { input.reads.append(bytes) }

  /// Does something when everything sent so far has been answered, before the next message is read.
  func act(_ action: @escaping () -> Void) { actions[input.reads.count] = action }

  /// Sends a message.
  func send(_ message: JSON) { send(bytes: Self.framed(message.bytes)) }

  /// Bytes as a message.
  static func framed(_ body: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  /// Sends a request, and gives its number.
  @discardableResult
  func request(_ method: String, _ parameters: JSON = .null) -> Int {
    requests += 1
    send([
      "jsonrpc": "2.0", "id": .int(requests), "method": .string(method), "params": parameters,
    ])
    return requests
  }

  /// Sends a notice.
  func notify(_ method: String, _ parameters: JSON) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Begins as an editor does.
  func initialize(root: String = "", capabilities: JSON = [:]) {
    request(
      "initialize",
      [
        "processId": .null, "rootUri": .string(DocumentURI.uri(folder.path + root)),
        "capabilities": capabilities,
      ])
    notify("initialized", [:])
  }

  /// Opens a file of the folder with a text.
  func open(_ name: String, _ text: String, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri(name)), "languageId": "markdown", "version": .int(version),
          "text": .string(text),
        ]
      ])
  }

  /// Ends as an editor does.
  func quit() {
    request("shutdown")
    notify("exit", .null)
  }

  /// Runs the server on what was sent.
  func run() -> EditorTranscript {
    let (output, errors) = (Output(), Output())
    for (sent, action) in actions { input.actions[input.reads.count - sent] = action }
    let console = Console(
      input: input, output: output, errors: errors, terminal: Terminal(),
      environment: Environment { _ in nil }, elapsed: { 0 }, now: { Instant(seconds: 0) })
    let status = runTriage(["lsp"], console)
    return EditorTranscript(
      status: status, output: output.bytes,
      errors: String(decoding: errors.bytes, as: UTF8.self), folder: folder.path)
  }
}

/// What the server said.
struct EditorTranscript {
  var status: ExitStatus
  var output: [UInt8]
  var errors: String
  var folder: String

  /// The messages, in order.
  var messages: [JSONValue] {
    var messages: [JSONValue] = []
    var rest = output[...]
    let mark = Array("\r\n\r\n".utf8)
    while let end = rest.indices.first(where: { rest[$0...].starts(with: mark) }) {
      let digits = rest[rest.startIndex..<end].dropFirst("Content-Length: ".utf8.count)
      guard let length = Int(String(decoding: digits, as: UTF8.self)),
        let message = try? JSONValue(Array(rest[(end + 4)...].prefix(length)))
      else { break }
      messages.append(message)
      rest = rest[(end + 4)...].dropFirst(length)
    }
    return messages
  }

  /// The answer to a request.
  func answer(_ id: Int) -> JSONValue? {
    messages.first { $0["id"]?.int == id && $0["method"] == nil }
  }

  /// The last diagnostics of each file, by address.
  func diagnostics(_ uri: String) -> [JSONValue] {
    messages.last {
      $0["method"]?.string == "textDocument/publishDiagnostics"
        && $0["params", "uri"]?.string == uri
    }?["params", "diagnostics"]?.array ?? []
  }

  /// Every message on a line of its own, with the folder named `FOLDER`.
  var shown: String {
    let lines = messages.map { String(decoding: JSON($0).bytes, as: UTF8.self) }
    return lines.map { $0.replacing(folder, with: "FOLDER") + "\n" }.joined()
      + (errors.isEmpty ? "" : "--- standard error\n" + errors)
      + "--- status \(status.rawValue)\n"
  }
}
