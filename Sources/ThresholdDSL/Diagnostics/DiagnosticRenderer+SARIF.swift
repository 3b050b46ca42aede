extension DiagnosticRenderer {
  /// Every diagnostic as a result of a SARIF log, in order of place, with its code.
  public func sarifResults(
    _ diagnostics: [Diagnostic]
  ) -> [(code: DiagnosticCode, result: String)] {
    Self.sorted(diagnostics).map { ($0.code, result($0)) }
  }

  /// A SARIF 2.1.0 log of one run, with the pages of the codes that it has.
  public static func sarif(_ results: [(code: DiagnosticCode, result: String)]) -> String {
    let codes = DiagnosticCode.all.filter { code in results.contains { $0.code == code } }
    let rules = codes.map { code in
      "{\"id\":" + quoted(code.code) + ",\"shortDescription\":" + text(code.title)
        + ",\"help\":" + text(code.help) + ",\"defaultConfiguration\":{\"level\":"
        + quoted(code.severity.rawValue) + "}}"
    }
    return "{\"version\":\"2.1.0\","
      + "\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
      + "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"triage\",\"rules\":["
      + rules.joined(separator: ",") + "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
      + results.map(\.result).joined(separator: ",\n") + "]}]}\n"
  }

  private func result(_ diagnostic: Diagnostic) -> String {
    let message = ([diagnostic.message] + diagnostic.details + diagnostic.hints.map(\.text))
      .joined(separator: "\n")
    var json = "{\"ruleId\":" + Self.quoted(diagnostic.code.code)
    json += ",\"level\":" + Self.quoted(diagnostic.code.severity.rawValue)
    json += ",\"message\":" + Self.text(message)
    if let span = placed(diagnostic.span) { json += ",\"locations\":[" + location(span) + "]" }
    let related = diagnostic.related.compactMap { label in
      placed(label.span).map { location($0, message: label.text) }
    }
    if !related.isEmpty {
      json += ",\"relatedLocations\":[" + related.joined(separator: ",") + "]"
    }
    return json + "}"
  }

  private func location(_ span: SourceSpan, message: String? = nil) -> String {
    let start = tables[span.file].position(at: span.start)
    let end = tables[span.file].position(at: span.end)
    return "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
      + Self.quoted(Self.uri(sources[span.file].name))
      + "},\"region\":{\"startLine\":\(start.line),\"startColumn\":\(start.column)"
      + ",\"endLine\":\(end.line),\"endColumn\":\(end.column)}}"
      + (message.map { ",\"message\":" + Self.text($0) } ?? "") + "}"
  }

  /// A path as a reference by RFC 3986: what may not stand in one is written as its bytes.
  private static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let isPlain =
        isLowerCase(byte | 0x20) || isDigit(byte)
        || [0x2D, 0x2E, 0x2F, 0x5F, 0x7E].contains(byte)
      if isPlain {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return uri
  }

  private static func text(_ text: String) -> String { "{\"text\":" + quoted(text) + "}" }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
