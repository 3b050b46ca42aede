public import ThresholdDSL

/// Parses and checks one edition given as files of Markdown.
public func checked(_ files: [(name: String, text: String)]) -> (
  result: CheckedRuleBook, sources: [SourceText], clauses: [Clause]
) {
  checked(editions: [(folder: "2018-07", files: files)])
}

/// Parses and checks the editions of a rule book, each given as files of Markdown.
public func checked(
  editions: [(folder: String, files: [(name: String, text: String)])]
) -> (result: CheckedRuleBook, sources: [SourceText], clauses: [Clause]) {
  var sources: [SourceText] = []
  var parsed: [EditionSource] = []
  for (folder, files) in editions {
    var trees: [SyntaxTree] = []
    for (name, text) in files {
      let source = SourceText(name: name, bytes: Array(text.utf8))
      trees.append(SyntaxTree(parsing: source, file: sources.count))
      sources.append(source)
    }
    parsed.append(EditionSource(folder: folder, trees: trees))
  }
  let result = RuleBook.checking(name: "test", editions: parsed)
  return (result, sources, parsed.flatMap(\.trees).flatMap(\.clauses))
}

/// The bytes of a rule book's folder: each edition's folder with its files, sorted.
public func ruleBookFiles(
  _ folder: String
) -> [(folder: String, files: [(name: String, text: String)])] {
  namesInFolder(folder).compactMap { edition in
    let path = folder + "/" + edition
    let names = namesInFolder(path).filter { $0.hasSuffix(".md") }
    guard !names.isEmpty else { return nil }
    let files = names.compactMap { name in
      readFile(path + "/" + name).map {
        (name: edition + "/" + name, text: String(decoding: $0, as: UTF8.self))
      }
    }
    return (folder: edition, files: files)
  }
}
