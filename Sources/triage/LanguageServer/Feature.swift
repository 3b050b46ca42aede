import ThresholdDSL
import TriageEngine

/// What an editor can ask of a document: the table of requests that are answered.
enum Feature: String {
  case hover = "textDocument/hover"
  case completion = "textDocument/completion"
  case definition = "textDocument/definition"
  case references = "textDocument/references"
  case highlight = "textDocument/documentHighlight"
  case prepareRename = "textDocument/prepareRename"
  case rename = "textDocument/rename"
  case symbols = "textDocument/documentSymbol"
  case semanticTokens = "textDocument/semanticTokens/full"
  case formatting = "textDocument/formatting"
  case codeAction = "textDocument/codeAction"

  /// The answer for a place.
  func answer(
    _ place: DocumentPlace, _ parameters: JSONValue, _ server: LanguageServer
  ) throws(ResponseError) -> JSON {
    switch self {
    case .hover: return place.hover(server)
    case .completion: return place.completion()
    case .definition: return place.definition()
    case .references:
      return place.references(
        withDeclaration: parameters["context", "includeDeclaration"]?.bool ?? true)
    case .highlight: return place.highlights()
    case .prepareRename: return try place.prepareRename()
    case .rename:
      return try place.rename(to: parameters["newName"]?.string ?? "", server)
    case .symbols: return place.symbols(server.client)
    case .semanticTokens: return place.semanticTokens()
    case .formatting: return place.formatting()
    case .codeAction: return place.codeActions(parameters, server)
    }
  }
}

/// What the client said that it can do.
struct ClientCapabilities {
  var encoding = PositionEncoding.utf16
  /// Whether symbols may be nested.
  var nestsSymbols = false
  /// Whether files can be watched by asking for it.
  var registersWatching = false
  /// Whether hover may be Markdown.
  var readsMarkdown = false

  init() {}

  init(_ capabilities: JSONValue?) {
    let encodings = capabilities?["general", "positionEncodings"]?.array ?? []
    if encodings.contains(where: { $0.string == PositionEncoding.utf8.rawValue }) {
      encoding = .utf8
    }
    let document = capabilities?["textDocument"]
    nestsSymbols =
      document?["documentSymbol", "hierarchicalDocumentSymbolSupport"]?.bool ?? false
    registersWatching =
      capabilities?["workspace", "didChangeWatchedFiles", "dynamicRegistration"]?.bool ?? false
    let formats = document?["hover", "contentFormat"]?.array ?? []
    readsMarkdown = formats.contains { $0.string == "markdown" }
  }
}

extension LanguageServer {
  /// Notes what the client can do and which folders are open; says what the server can.
  mutating func initialize(_ parameters: JSONValue?) -> JSON {
    client = ClientCapabilities(parameters?["capabilities"])
    workspace.setRoots(parameters)
    if let corpus = parameters?["initializationOptions", "corpus"] {
      workspace.corpusPaths =
        corpus.string.map { [$0] } ?? (corpus.array ?? []).compactMap(\.string)
    }
    return [
      "capabilities": [
        "positionEncoding": .string(client.encoding.rawValue),
        "textDocumentSync": [
          "openClose": true, "change": 2, "save": ["includeText": false],
        ],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [" ", ","], "resolveProvider": false],
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
        "semanticTokensProvider": ["legend": SemanticTokens.legend, "full": true],
        "workspace": [
          "workspaceFolders": ["supported": true, "changeNotifications": true]
        ],
      ],
      "serverInfo": ["name": "triage", "version": .string(programVersion)],
    ]
  }
}
