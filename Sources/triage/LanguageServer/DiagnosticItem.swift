import ThresholdDSL

/// A diagnostic as an editor shows it beside the text.
struct DiagnosticItem {
  let json: JSON

  /// A diagnostic of the files of a rule book; one without a place stands at the start of its file.
  init(
    _ diagnostic: Diagnostic, _ addresses: [String: String], _ encoding: PositionEncoding,
    _ sources: [SourceText]
  ) {
    let positions = diagnostic.span.map { TextPositions(sources[$0.file].bytes, encoding) }
    self.init(diagnostic, addresses, encoding, sources, positions)
  }

  init(
    _ diagnostic: Diagnostic, _ addresses: [String: String], _ encoding: PositionEncoding,
    _ sources: [SourceText], _ positions: TextPositions?
  ) {
    let range: JSON
    if let positions, let span = diagnostic.span {
      range = positions.json(span.range)
    } else {
      range = TextPositions([], encoding).json(0..<0)
    }
    let related = diagnostic.related.map { label -> JSON in
      let source = sources[label.span.file]
      return [
        "location": [
          "uri": .string(addresses[source.name] ?? DocumentURI.uri(source.name)),
          "range": TextPositions(source.bytes, encoding).json(label.span.range),
        ],
        "message": .string(label.text),
      ]
    }
    let item: JSON = [
      "range": range, "severity": .int(diagnostic.isError ? 1 : 2),
      "code": .string(diagnostic.code.code), "source": "triage",
      "message": .string(Self.message(diagnostic)),
    ]
    json = item.with("relatedInformation", related.isEmpty ? nil : .array(related))
  }

  /// What is wrong, what to write instead, and what lies behind it.
  private static func message(_ diagnostic: Diagnostic) -> String {
    ([diagnostic.message] + diagnostic.hints.map(\.text) + diagnostic.details)
      .joined(separator: "\n")
  }
}
