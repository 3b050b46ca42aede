import ThresholdDSL
import TriageEngine

extension DocumentPlace {
  /// The replacements that the diagnostics at the place name, each as an action.
  func codeActions(_ parameters: JSONValue, _ server: LanguageServer) -> JSON {
    if let only = parameters["context", "only"]?.array,
      !only.contains(where: { $0.string == "quickfix" || $0.string == "" })
    {
      return []
    }
    guard let book, let range = parameters["range"] else { return [] }
    let start = positions.offset(range["start"])
    let end = max(start, positions.offset(range["end"]))
    var actions: [JSON] = []
    for diagnostic in server.workspace.diagnostics(of: book) {
      guard let span = diagnostic.span, span.file == tree.file, span.start <= end,
        span.end >= start
      else { continue }
      let fixes = diagnostic.hints.filter { $0.replacement != nil }
      for hint in fixes {
        guard let replacement = hint.replacement else { continue }
        let action: JSON = [
          "title": .string(hint.text.capitalisedStart), "kind": "quickfix",
          "diagnostics": [
            DiagnosticItem(diagnostic, server.addresses, server.client.encoding, book.sources).json
          ],
          "isPreferred": .bool(fixes.count == 1), "edit": workspaceEdit([replacement]),
        ]
        actions.append(action)
      }
    }
    return .array(actions)
  }
}
