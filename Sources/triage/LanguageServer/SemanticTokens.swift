import ThresholdDSL

/// The words of a document by what they are, as the protocol numbers them.
enum SemanticTokens {
  /// The kinds of token, in the order of their numbers.
  static let types = [
    "keyword", "string", "number", "comment", "variable", "macro", "enumMember", "function",
    "class", "event", "property", "namespace",
  ]

  /// What the numbers mean.
  static var legend: JSON {
    ["tokenTypes": .array(types.map { .string($0) }), "tokenModifiers": ["declaration"]]
  }

  /// The number of a kind.
  static func type(_ kind: HighlightedWord.Kind) -> Int {
    switch kind {
    case .keyword: 0
    case .text: 1
    case .number, .name(.clause, _): 2
    case .comment: 3
    case .name(.fact, _): 4
    case .name(.define, _): 5
    case .name(.outcome, _), .name(.rating, _), .name(.value, _): 6
    case .name(.rule, _): 7
    case .name(.table, _), .name(.scale, _): 8
    case .name(.action, _): 9
    case .name(.clock, _): 10
    case .name(.agency, _): 11
    }
  }

  /// The bits of what else is so of a kind.
  static func modifiers(_ kind: HighlightedWord.Kind) -> Int {
    if case .name(_, isDeclaration: true) = kind { 1 } else { 0 }
  }
}

extension DocumentPlace {
  /// Every word of the fences, each five numbers from the one before.
  func semanticTokens() -> JSON {
    let words = tree.highlightedWords(edition?.index ?? NameIndex([tree]))
    var data: [JSON] = []
    data.reserveCapacity(words.count * 5)
    var last = (line: 0, character: 0)
    for word in words {
      let (line, character) = positions.position(of: word.bytes.lowerBound)
      data.append(.int(line - last.line))
      data.append(.int(line == last.line ? character - last.character : character))
      data.append(.int(positions.length(of: word.bytes)))
      data.append(.int(SemanticTokens.type(word.kind)))
      data.append(.int(SemanticTokens.modifiers(word.kind)))
      last = (line, character)
    }
    return ["data": .array(data)]
  }
}
