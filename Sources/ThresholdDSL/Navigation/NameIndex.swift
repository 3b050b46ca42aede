/// Every name written in the files of an edition, and what each stands for.
///
/// It is drawn from the syntax trees alone, so it is there while the rules are being written: a
/// declaration with a mistake in it gives the names that could be read. Where the checker resolves a
/// name, this resolves it alike.
///
/// INVARIANT: `occurrences` is sorted by place, and no two overlap.
public struct NameIndex: Sendable {
  /// The names, by place.
  public private(set) var occurrences: [NameOccurrence] = []
  /// The declared facts and those always there, each with its values.
  var facts: [String: FactKind] = [:]
  /// The names of defines.
  var definitions: Set<String> = []
  /// The names of outcomes.
  var outcomes: Set<String> = []
  /// The names of ratings.
  var ratings: Set<String> = []
  /// The names of rules and rows.
  var rules: Set<String> = []
  /// The names of tables.
  var tables: Set<String> = []
  /// The names of scales.
  var scales: Set<String> = []

  /// What a fact's type means for the words beside it.
  enum FactKind: Hashable, Sendable {
    /// One value of a list.
    case oneOf([String])
    /// Several values of a list.
    case anyOf([String])
    /// Yes or no, `ever had outcome` included.
    case yesNo
    /// A number, counts of contacts included.
    case number
    /// A day, with or without a time.
    case date
    /// A length of life.
    case age

    /// The values that have names.
    var values: [String] {
      switch self {
      case .oneOf(let values), .anyOf(let values): values
      case .yesNo, .number, .date, .age: []
      }
    }
  }

  /// The names in the files of one edition.
  public init(_ trees: [SyntaxTree]) {
    for reserved in ReservedFact.allCases {
      facts[reserved.rawValue] = FactKind(reserved.fact.type)
    }
    for tree in trees {
      for declaration in tree.declarations { collect(declaration) }
    }
    for tree in trees {
      for clause in tree.clauses { add(clause, in: tree) }
      for declaration in tree.declarations { walk(declaration) }
    }
    occurrences.sort { $0.span < $1.span }
  }

  mutating func add(_ name: DeclaredName, _ span: SourceSpan, isDeclaration: Bool = false) {
    occurrences.append(NameOccurrence(name, at: span, isDeclaration: isDeclaration))
  }

  private mutating func collect(_ declaration: DeclarationSyntax) {
    switch declaration.kind {
    case .fact(let fact):
      guard let name = fact.name, facts[name.text] == nil else { return }
      facts[name.text] = fact.type.map { FactKind($0) } ?? .yesNo
    case .define(let define): insert(define.name, into: \.definitions)
    case .outcome(let outcome): insert(outcome.name, into: \.outcomes)
    case .rating(let names): for name in names { ratings.insert(name.text) }
    case .rule(let rule): insert(rule.name, into: \.rules)
    case .table(let table):
      insert(table.name, into: \.tables)
      for row in table.rows { insert(row.label, into: \.rules) }
    case .scale(let scale): insert(scale.name, into: \.scales)
    default: break
    }
  }

  private mutating func insert(
    _ name: Identifier?, into names: WritableKeyPath<NameIndex, Set<String>>
  ) {
    if let name { self[keyPath: names].insert(name.text) }
  }

  private mutating func add(_ clause: Clause, in tree: SyntaxTree) {
    // The number is the first thing in the heading that reads so.
    let number = Array(clause.number.utf8)
    let line = tree.source.bytes[clause.span.range.clamped(to: 0..<tree.source.bytes.count)]
    guard line.count >= number.count,
      let start = (line.startIndex...line.endIndex - number.count).first(where: {
        line[$0..<$0 + number.count].elementsEqual(number)
      })
    else { return }
    add(
      DeclaredName(.clause, clause.number),
      SourceSpan(file: tree.file, start: start, end: start + number.count), isDeclaration: true)
  }
}

extension NameIndex {
  /// The name written at a place, which may be the place right after it.
  public func occurrence(file: Int, offset: Int) -> NameOccurrence? {
    let wanted = SourceSpan(file: file, start: offset, end: .max)
    var low = 0
    var high = occurrences.count
    while low < high {
      let middle = (low + high) / 2
      if occurrences[middle].span <= wanted { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let found = occurrences[low - 1]
    return found.span.file == file && found.span.end >= offset ? found : nil
  }

  /// Where a name is declared, by place; of a broken edition there may be several.
  public func declarations(of name: DeclaredName) -> [NameOccurrence] {
    occurrences.filter { $0.isDeclaration && $0.name == name }
  }

  /// Where a name is written, by place.
  public func occurrences(of name: DeclaredName) -> [NameOccurrence] {
    occurrences.filter { $0.name == name }
  }

  /// The names of a kind, each once, sorted.
  public func names(_ kind: DeclaredName.Kind) -> [String] {
    Set(occurrences.lazy.filter { $0.name.kind == kind }.map(\.name.text)).sorted()
  }

  /// The names of a kind that are declared, each once, in the order in which they are declared.
  public func declaredNames(_ kind: DeclaredName.Kind) -> [String] {
    var seen: Set<String> = []
    return occurrences.filter { $0.isDeclaration && $0.name.kind == kind }.map(\.name.text)
      .filter { seen.insert($0).inserted }
  }

  /// The names of the values of a fact, in their order; empty for one that has none.
  public func values(ofFact name: String) -> [String] { facts[name]?.values ?? [] }
}

extension NameIndex.FactKind {
  init(_ type: FactTypeSyntax) {
    switch type {
    case .yesNo: self = .yesNo
    case .oneOf(let values): self = .oneOf(values.map(\.text))
    case .anyOf(let values): self = .anyOf(values.map(\.text))
    case .number: self = .number
    case .date, .dateAndTime: self = .date
    case .age: self = .age
    case .history(let query): self = query.measure == .ever ? .yesNo : .number
    }
  }

  init(_ type: FactType) {
    switch type {
    case .yesNo: self = .yesNo
    case .oneOf(let values): self = .oneOf(values)
    case .anyOf(let values): self = .anyOf(values)
    case .number: self = .number
    case .date, .dateAndTime: self = .date
    case .age: self = .age
    case .history(let query): self = query.measure == .ever ? .yesNo : .number
    }
  }
}
