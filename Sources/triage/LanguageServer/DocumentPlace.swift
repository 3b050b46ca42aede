import ThresholdDSL
import TriageEngine

/// A place in a document that is asked about, with all that is known around it.
struct DocumentPlace {
  /// The address of the document.
  let uri: String
  /// The document as it stands in the editor.
  let tree: SyntaxTree
  /// The edition that it is part of; nil of Markdown without rules.
  let edition: EditionState?
  /// The rule book of the edition.
  let book: RuleBookState?
  let positions: TextPositions
  /// The place asked about; the start of the document where none is.
  let offset: Int
  private let encoding: PositionEncoding
  private let addresses: [String: String]

  /// The place; nil in a document that is not open.
  init?(_ uri: String, _ position: JSONValue?, _ server: LanguageServer) {
    guard let document = server.documents[uri] else { return nil }
    self.uri = uri
    encoding = server.client.encoding
    addresses = server.addresses
    let found = document.path.flatMap { server.workspace.place(of: $0) }
    book = found?.book
    edition = found?.edition
    tree =
      found?.tree
      ?? SyntaxTree(parsing: SourceText(name: uri, bytes: document.bytes), file: 0)
    positions = TextPositions(document.bytes, encoding)
    offset = positions.offset(position)
  }

  /// The name at the place.
  var occurrence: NameOccurrence? {
    edition?.index.occurrence(file: tree.file, offset: offset)
  }

  /// A span of any file of the book as a location.
  func location(_ span: SourceSpan) -> JSON? {
    guard let source = book?.sources[span.file] else { return nil }
    return [
      "uri": .string(address(source.name)),
      "range": TextPositions(source.bytes, encoding).json(span.range),
    ]
  }

  /// Spans as locations, in their order; each file's lines are found once.
  func locations(_ spans: [SourceSpan]) -> JSON {
    var known: (file: Int, positions: TextPositions, uri: String)?
    var locations: [JSON] = []
    for span in spans {
      if known?.file != span.file, let source = book?.sources[span.file] {
        known = (span.file, TextPositions(source.bytes, encoding), address(source.name))
      }
      guard let known else { continue }
      locations.append(["uri": .string(known.uri), "range": known.positions.json(span.range)])
    }
    return .array(locations)
  }

  /// The edit of a workspace that makes replacements.
  func workspaceEdit(_ replacements: [Diagnostic.Replacement]) -> JSON {
    var changes: [JSON.Member] = []
    let files = Set(replacements.map(\.span.file)).sorted()
    for file in files {
      guard let source = book?.sources[file] ?? (file == tree.file ? tree.source : nil) else {
        continue
      }
      let positions = TextPositions(source.bytes, encoding)
      let edits = replacements.filter { $0.span.file == file }.map { replacement -> JSON in
        ["range": positions.json(replacement.span.range), "newText": .string(replacement.text)]
      }
      changes.append(.init(name: address(source.name), value: .array(edits)))
    }
    return ["changes": .object(changes)]
  }

  private func address(_ path: String) -> String {
    addresses[path] ?? DocumentURI.uri(path)
  }
}

extension LanguageServer {
  /// The addresses that the client gave, by path.
  var addresses: [String: String] {
    Dictionary(
      documents.all.compactMap { document in document.path.map { ($0, document.uri) } },
      uniquingKeysWith: { first, _ in first })
  }
}
