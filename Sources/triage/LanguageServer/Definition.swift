import ThresholdDSL

extension DocumentPlace {
  /// Where the name at the place is declared; for an agency, where it is first named.
  func definition() -> JSON {
    guard let occurrence, let index = edition?.index else { return .null }
    var found = index.declarations(of: occurrence.name)
    if found.isEmpty, occurrence.name.kind == .agency {
      found = Array(index.occurrences(of: occurrence.name).prefix(1))
    }
    return locations(found.map(\.span))
  }

  /// Everywhere that the name at the place is written in the edition.
  func references(withDeclaration: Bool) -> JSON {
    guard let occurrence, let index = edition?.index else { return .null }
    let found = index.occurrences(of: occurrence.name).filter {
      withDeclaration || !$0.isDeclaration
    }
    return locations(found.map(\.span))
  }

  /// Everywhere that the name at the place is written in the document.
  func highlights() -> JSON {
    guard let occurrence, let index = edition?.index else { return .null }
    let found = index.occurrences(of: occurrence.name).filter { $0.span.file == tree.file }
    return .array(
      found.map {
        ["range": positions.json($0.span.range), "kind": $0.isDeclaration ? 3 : 2]
      })
  }
}
