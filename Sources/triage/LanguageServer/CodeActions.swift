import ThresholdDSL
import TriageEngine

extension DocumentPlace {
  /// What the diagnostics at the place say to write instead, each as an action.
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
      let item = DiagnosticItem(
        diagnostic, server.addresses, server.client.encoding, book.sources)
      for fix in fixes(of: diagnostic) {
        actions.append([
          "title": .string(fix.title), "kind": "quickfix", "diagnostics": [item.json],
          "isPreferred": .bool(fix.isPreferred), "edit": workspaceEdit([fix.replacement]),
        ])
      }
    }
    return .array(actions)
  }

  /// Something that can be done about a diagnostic.
  private struct Fix {
    var title: String
    var replacement: Diagnostic.Replacement
    /// Whether it is the one thing to do.
    var isPreferred: Bool
  }

  private func fixes(of diagnostic: Diagnostic) -> [Fix] {
    var fixes: [Fix] = []
    let isOnly = diagnostic.hints.count { $0.replacement != nil } == 1
    for hint in diagnostic.hints {
      if let replacement = hint.replacement {
        fixes.append(
          Fix(title: hint.text.capitalisedStart, replacement: replacement, isPreferred: isOnly))
      }
      for choice in hint.choices {
        fixes.append(
          Fix(title: "Write `\(choice.text)`", replacement: choice, isPreferred: false))
      }
    }
    if let example = exampleToAdd(diagnostic) { fixes.append(example) }
    return fixes
  }

  /// The contact that a proof shows, written as an example at the end of the fence.
  private func exampleToAdd(_ diagnostic: Diagnostic) -> Fix? {
    guard diagnostic.details.first?.hasPrefix("example \"") == true, let span = diagnostic.span,
      let fence = tree.regions.first(where: {
        $0.kind == .fence && $0.content.contains(span.start)
      })
    else { return nil }
    let end = fence.content.upperBound
    return Fix(
      title: "Add the contact that shows it as an example",
      replacement: Diagnostic.Replacement(
        span: SourceSpan(file: tree.file, start: end, end: end),
        text: "\n" + diagnostic.details.joined(separator: "\n") + "\n"), isPreferred: false)
  }
}
