import ThresholdDSL
import TriageEngine

/// A file as it stands in the editor.
struct OpenDocument {
  /// The address by which the client names it.
  var uri: String
  /// Its path; nil of a document that is no file.
  var path: String?
  /// The version that the client counts.
  var version: Int
  var bytes: [UInt8]
}

/// The files that are open in the editor, with what has been typed into them.
struct OpenDocuments {
  private var documents: [String: OpenDocument] = [:]

  /// The open documents, by address.
  var all: [OpenDocument] { documents.values.sorted { $0.uri < $1.uri } }

  /// The document at an address.
  subscript(uri: String) -> OpenDocument? { documents[uri] }

  /// Opens the document of `textDocument/didOpen`.
  mutating func open(_ parameters: JSONValue) -> OpenDocument? {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string,
      let text = item["text"]?.string
    else { return nil }
    let document = OpenDocument(
      uri: uri, path: DocumentURI.path(uri), version: item["version"]?.int ?? 0,
      bytes: Array(text.utf8))
    documents[uri] = document
    return document
  }

  /// Makes the changes of `textDocument/didChange`, in their order.
  mutating func change(_ parameters: JSONValue, _ encoding: PositionEncoding) -> OpenDocument? {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string,
      var document = documents[uri]
    else { return nil }
    for change in parameters["contentChanges"]?.array ?? [] {
      guard let text = change["text"]?.string else { continue }
      guard let range = change["range"] else {
        document.bytes = Array(text.utf8)
        continue
      }
      let positions = TextPositions(document.bytes, encoding)
      let start = positions.offset(range["start"])
      let end = max(start, positions.offset(range["end"]))
      document.bytes.replaceSubrange(start..<end, with: text.utf8)
    }
    document.version = item["version"]?.int ?? document.version + 1
    documents[uri] = document
    return document
  }

  /// Closes the document of `textDocument/didClose`.
  mutating func close(_ parameters: JSONValue) -> OpenDocument? {
    parameters["textDocument", "uri"]?.string.flatMap { documents.removeValue(forKey: $0) }
  }
}

extension TextPositions {
  /// The offset of a position as a client writes it.
  func offset(_ position: JSONValue?) -> Int {
    offset(line: position?["line"]?.int ?? 0, character: position?["character"]?.int ?? 0)
  }
}
