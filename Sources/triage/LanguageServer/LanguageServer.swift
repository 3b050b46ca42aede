import ThresholdDSL
import TriageEngine

/// A language server for rule books: reads the messages of an editor one by one and answers them.
///
/// Whatever an editor sends, every request has one answer, and a document is what the editor last said
/// that it is.
struct LanguageServer {
  /// How far the conversation has come.
  enum Phase {
    /// Nothing but `initialize` and `exit` means anything yet.
    case new
    case running
    /// Nothing but `exit` means anything any more.
    case shutDown
  }

  let console: Console
  private var messages: MessageReader
  /// The messages that have come and wait for their turn.
  private var queue: [JSONValue] = []
  private var phase = Phase.new
  private var hasExited = false
  /// When the last change came, by the clock of the console.
  private var lastChange = 0.0
  var client = ClientCapabilities()
  var documents = OpenDocuments()
  var workspace: RuleWorkspace

  /// The seconds without a change after which proofs are begun.
  static let quietSeconds = 0.3
  /// The milliseconds between two looks at proofs that are being worked out.
  static let proofInterval = 20

  init(_ console: Console, _ options: LSPOptions) {
    self.console = console
    messages = MessageReader(console.input)
    workspace = RuleWorkspace(RuleFolderReader(environment: console.environment))
    workspace.corpusPaths = options.corpus
  }

  /// Talks with the editor until it is done.
  mutating func run() throws(ToolError) -> ExitStatus {
    while !hasExited {
      try receive()
      if queue.isEmpty, !messages.isOpen { break }
      guard !queue.isEmpty else {
        try work()
        continue
      }
      try handle(queue.removeFirst())
    }
    return phase == .shutDown && hasExited ? .done : .found
  }

  // MARK: Waiting

  /// Takes in every message that has come, and waits for one when there is nothing else to do.
  private mutating func receive() throws(ToolError) {
    while true {
      while let bytes = try messages.message() { try take(bytes) }
      guard messages.isOpen else { return }
      let wait = queue.isEmpty ? idleMilliseconds : 0
      if let source = console.input as? any WaitingSource {
        guard try source.isReady(within: wait) else { return }
      } else if !queue.isEmpty || workspace.hasWork {
        // A source that cannot be asked is read when everything has been answered.
        return
      }
      try messages.read()
    }
  }

  /// How long to wait for the editor: not at all while something is due; nil for ever.
  private var idleMilliseconds: Int? {
    if workspace.isStale { return 0 }
    if workspace.proofs.isBusy { return Self.proofInterval }
    guard workspace.hasWork else { return nil }
    let left = Self.quietSeconds - (console.elapsed() - lastChange)
    return max(0, Int((left * 1000).rounded(.up)))
  }

  /// Does what is due while the editor says nothing.
  private mutating func work() throws(ToolError) {
    refresh()
    if console.input is any WaitingSource {
      if let result = workspace.proofs.take() {
        workspace.finish(result, time: console.elapsed())
      }
      if console.elapsed() - lastChange >= Self.quietSeconds { workspace.startProofs() }
    } else {
      workspace.prove(time: console.elapsed())
    }
    if workspace.hasNews { try publish() }
  }

  /// Brings the rules up to what stands in the editor.
  mutating func refresh() {
    if workspace.isStale { workspace.refresh(documents.all) }
  }

  // MARK: Messages

  /// Puts a message in its place in the queue.
  private mutating func take(_ bytes: [UInt8]) throws(ToolError) {
    let message: JSONValue
    do throws(JSONError) {
      message = try JSONValue(bytes)
    } catch {
      try send(error: ResponseError(.parseError, "the message is no JSON"), to: .null)
      if phase == .running {
        try show("a message could not be read; open the files again", isError: true)
      }
      return
    }
    if message["method"]?.string == "$/cancelRequest" {
      let cancelled = message["params", "id"].map { JSON($0) }
      let place = queue.firstIndex { $0["id"].map { JSON($0) } == cancelled && cancelled != nil }
      if let place {
        let id = queue.remove(at: place)["id"].map { JSON($0) } ?? .null
        try send(error: ResponseError(.requestCancelled, "the request was cancelled"), to: id)
      }
      return
    }
    queue.append(message)
  }

  private mutating func handle(_ message: JSONValue) throws(ToolError) {
    let id = message["id"].map { JSON($0) }
    guard let method = message["method"]?.string else {
      // An answer to a request of ours needs no answer.
      if message["result"] == nil && message["error"] == nil {
        try send(
          error: ResponseError(.invalidRequest, "the message has no method"), to: id ?? .null)
      }
      return
    }
    let parameters = message["params"]
    guard let id else {
      try notice(method, parameters)
      return
    }
    let result: Result<JSON, ResponseError>
    do throws(ResponseError) {
      result = .success(try answer(method, parameters))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let value): try send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let error): try send(error: error, to: id)
    }
  }

  private mutating func notice(_ method: String, _ parameters: JSONValue?) throws(ToolError) {
    if method == "exit" {
      hasExited = true
      return
    }
    guard phase == .running else { return }
    switch method {
    case "initialized":
      try registerWatching()
      return
    case "textDocument/didOpen":
      if parameters.flatMap({ documents.open($0) }) != nil { workspace.look() }
    case "textDocument/didChange":
      _ = parameters.flatMap { documents.change($0, client.encoding) }
    case "textDocument/didClose":
      _ = parameters.flatMap { documents.close($0) }
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": workspace.look()
    case "workspace/didChangeWorkspaceFolders":
      workspace.changeRoots(parameters?["event"])
    default: return
    }
    workspace.isStale = true
    lastChange = console.elapsed()
  }

  private mutating func answer(
    _ method: String, _ parameters: JSONValue?
  ) throws(ResponseError) -> JSON {
    switch phase {
    case .new:
      guard method == "initialize" else {
        throw ResponseError(.notInitialized, "`initialize` comes first")
      }
      phase = .running
      return initialize(parameters)
    case .running: break
    case .shutDown: throw ResponseError(.invalidRequest, "the server has been shut down")
    }
    if method == "shutdown" {
      phase = .shutDown
      return .null
    }
    guard let feature = Feature(rawValue: method) else {
      throw method == "initialize"
        ? ResponseError(.invalidRequest, "`initialize` comes once")
        : ResponseError(.methodNotFound, "there is no method `\(method)`")
    }
    guard let uri = parameters?["textDocument", "uri"]?.string, let parameters else {
      throw ResponseError(.invalidParams, "the request names no document")
    }
    refresh()
    guard let place = DocumentPlace(uri, parameters["position"], self) else { return .null }
    return try feature.answer(place, parameters, self)
  }

  // MARK: Sending

  func send(_ message: JSON) throws(ToolError) {
    let bytes = message.bytes
    try console.output.write(
      Array("Content-Length: \(bytes.count)\r\n\r\n".utf8)[...] + bytes[...])
  }

  private func send(error: ResponseError, to id: JSON) throws(ToolError) {
    try send([
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .int(error.code.rawValue), "message": .string(error.message)],
    ])
  }

  /// Shows the user a message.
  private func show(_ text: String, isError: Bool) throws(ToolError) {
    try send([
      "jsonrpc": "2.0", "method": "window/showMessage",
      "params": ["type": .int(isError ? 1 : 2), "message": .string(text)],
    ])
  }

  /// Tells the editor what is wrong, where that is not what it was told last.
  private mutating func publish() throws(ToolError) {
    for notice in workspace.unpublished(documents.all, client) {
      try send([
        "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": notice,
      ])
    }
  }

  /// Asks the editor to tell when a rule file changes on the disk.
  private func registerWatching() throws(ToolError) {
    guard client.registersWatching else { return }
    try send([
      "jsonrpc": "2.0", "id": "watch", "method": "client/registerCapability",
      "params": [
        "registrations": [
          [
            "id": "watch", "method": "workspace/didChangeWatchedFiles",
            "registerOptions": ["watchers": [["globPattern": "**/*.md"]]],
          ]
        ]
      ],
    ])
  }
}

/// Bytes that can be waited for.
protocol WaitingSource: ByteSource {
  /// Whether bytes, or their end, are there within so many milliseconds; nil waits for ever.
  func isReady(within milliseconds: Int?) throws(ToolError) -> Bool
}

/// Why a request is answered with an error.
struct ResponseError: Error, Equatable {
  /// The codes of JSON-RPC and of the language server protocol.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }

  var code: Code
  /// One phrase for the user.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
