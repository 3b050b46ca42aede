extension DiagnosticRenderer {
  /// Every diagnostic as one line of JSON, in order of place, with keys in a fixed order.
  ///
  /// Lines and columns count from 1; `end_line` and `end_column` are those of the place after the
  /// last character. What has no place has null for all of them.
  public func jsonLines(_ diagnostics: [Diagnostic]) -> String {
    var text = ""
    for diagnostic in Self.sorted(diagnostics) {
      let span = placed(diagnostic.span)
      text += "{" + place(span)
      text += ",\"code\":" + quoted(diagnostic.code.code)
      text += ",\"severity\":" + quoted(diagnostic.code.severity.rawValue)
      text += ",\"message\":" + quoted(diagnostic.message)
      text += ",\"clause\":" + (span.flatMap { clause(at: $0) }.map { quoted($0.number) } ?? "null")
      text += ",\"hints\":[" + diagnostic.hints.map(object).joined(separator: ",") + "]"
      text += ",\"related\":[" + diagnostic.related.map(object).joined(separator: ",") + "]"
      if !diagnostic.details.isEmpty {
        text += ",\"details\":[" + diagnostic.details.map(quoted).joined(separator: ",") + "]"
      }
      text += "}\n"
    }
    return text
  }

  private func place(_ span: SourceSpan?) -> String {
    guard let span else {
      return "\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null"
    }
    let start = tables[span.file].position(at: span.start)
    let end = tables[span.file].position(at: span.end)
    return "\"file\":" + quoted(sources[span.file].name)
      + ",\"line\":\(start.line),\"column\":\(start.column)"
      + ",\"end_line\":\(end.line),\"end_column\":\(end.column)"
  }

  private func object(_ hint: Diagnostic.Hint) -> String {
    var text = "{\"text\":" + quoted(hint.text) + ",\"replacement\":"
    if let replacement = hint.replacement {
      text += "{" + place(placed(replacement.span)) + ",\"text\":" + quoted(replacement.text) + "}"
    } else {
      text += "null"
    }
    return text + "}"
  }

  private func object(_ label: Diagnostic.Label) -> String {
    "{" + place(placed(label.span)) + ",\"text\":" + quoted(label.text) + "}"
  }

  private func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
