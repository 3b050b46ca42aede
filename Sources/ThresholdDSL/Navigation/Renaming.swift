/// A name written anew in every file of an edition, or why it cannot be.
public struct Renaming: Sendable {
  /// Why a name stays as it is, in one phrase without a full stop.
  public struct Refusal: Error, Hashable, Sendable {
    /// The phrase.
    public let message: String
  }

  /// What to write where, by place.
  public let replacements: [Diagnostic.Replacement]

  /// The replacements that rename what a name stands for.
  ///
  /// Nothing is renamed while a declaration cannot be read, since it may use the name; and nothing
  /// that would make any name of the edition mean something else.
  public init(
    _ name: DeclaredName, to new: String, in index: NameIndex, _ trees: [SyntaxTree]
  ) throws(Refusal) {
    try Self.refuseUnnamable(name, in: index)
    try Self.refuseWord(new)
    if new == name.text {
      replacements = []
      return
    }
    try Self.refuseBroken(trees)
    try index.refuseTaken(new, for: name)
    let replacements = index.occurrences(of: name).map {
      Diagnostic.Replacement(span: $0.span, text: new)
    }
    try Self.refuseOtherMeaning(name, new, index, trees, replacements)
    self.replacements = replacements
  }

  /// Refuses what is not the user's to name.
  public static func refuseUnnamable(
    _ name: DeclaredName, in index: NameIndex
  ) throws(Refusal) {
    switch name.kind {
    case .clause:
      throw Refusal(message: "the number of a clause is part of the prose, and is changed by hand")
    case .agency: return
    case .fact where ReservedFact(rawValue: name.text) != nil:
      throw Refusal(message: "`\(name.text)` is always there and cannot be renamed")
    case .value where name.owner.map { ReservedFact(rawValue: $0) != nil } == true:
      throw Refusal(message: "the values of `\(name.owner ?? "")` are fixed and cannot be renamed")
    default:
      guard !index.declarations(of: name).isEmpty else {
        throw Refusal(message: "`\(name.text)` is declared nowhere in this edition")
      }
    }
  }

  private static func refuseWord(_ new: String) throws(Refusal) {
    let bytes = Array(new.utf8)
    guard let first = bytes.first, isLowerCase(first),
      bytes.allSatisfy({ isLowerCase($0) || isDigit($0) || $0 == UInt8(ascii: "_") })
    else {
      throw Refusal(
        message: "a name is small letters, digits and underscores, and starts with a letter")
    }
    guard KeywordTable.shared.keyword(bytes) == .other else {
      throw Refusal(message: "`\(new)` is a word of the language: add a word to it")
    }
  }

  private static func refuseBroken(_ trees: [SyntaxTree]) throws(Refusal) {
    for tree in trees {
      let broken = tree.declarations.first { declaration in
        if case .unknown = declaration.kind { return true }
        return declaration.isBroken
      }
      guard tree.isRead, broken == nil else {
        let line = broken.map { ":\(LineTable(tree.source.bytes).line(at: $0.span.start))" } ?? ""
        throw Refusal(
          message: "`\(tree.source.name)\(line)` has a mistake in it and may use the name: "
            + "mend it first")
      }
    }
  }

  /// Reads the changed files, and refuses a change after which any name stands for something else.
  private static func refuseOtherMeaning(
    _ name: DeclaredName, _ new: String, _ index: NameIndex, _ trees: [SyntaxTree],
    _ replacements: [Diagnostic.Replacement]
  ) throws(Refusal) {
    let changed = trees.map { tree -> SyntaxTree in
      let ours = replacements.filter { $0.span.file == tree.file }
      if ours.isEmpty { return tree }
      let bytes = tree.source.bytes.replacing(ours)
      return SyntaxTree(
        parsing: SourceText(name: tree.source.name, bytes: bytes), file: tree.file)
    }
    let after = NameIndex(changed).occurrences.map { ($0.name, $0.isDeclaration) }
    let before = index.occurrences.map { ($0.name.renamed(name, to: new), $0.isDeclaration) }
    let isBroken = changed.contains { $0.declarations.contains(where: \.isBroken) }
    guard !isBroken, after.count == before.count,
      zip(after, before).allSatisfy({ $0 == $1 })
    else {
      throw Refusal(message: "with the name `\(new)` the rules would say something else")
    }
  }
}

extension DeclaredName {
  /// The name after another was renamed.
  fileprivate func renamed(_ old: DeclaredName, to new: String) -> DeclaredName {
    if self == old { return DeclaredName(kind, new, of: owner) }
    // The values of a fact belong to it by its name.
    if kind == .value, old.kind == .fact || old.kind == .define, owner == old.text {
      return DeclaredName(kind, text, of: new)
    }
    return self
  }
}

extension NameIndex {
  /// Refuses a name that something of the same sort has already.
  fileprivate func refuseTaken(
    _ new: String, for name: DeclaredName
  ) throws(Renaming.Refusal) {
    if name.kind == .fact || name.kind == .define, ReservedFact.reservedFields.contains(new) {
      throw Renaming.Refusal(message: "`\(new)` is a field that every contact has")
    }
    let rivals: [DeclaredName.Kind] =
      switch name.kind {
      case .fact, .define: [.fact, .define]
      case .outcome, .rating: [.outcome, .rating]
      case .rule, .table: [.rule, .table]
      default: [name.kind]
      }
    for kind in rivals {
      let rival = DeclaredName(kind, new, of: name.owner)
      guard isTaken(rival) else { continue }
      let what = kind == .rule ? "rule or row" : kind.rawValue
      throw Renaming.Refusal(message: "there is \(article(what)) \(what) `\(new)` already")
    }
  }

  private func isTaken(_ name: DeclaredName) -> Bool {
    if name.kind == .fact, facts[name.text] != nil { return true }
    return occurrences.contains { $0.name == name }
  }

  private func article(_ word: String) -> String {
    "aeiou".utf8.contains(word.utf8.first ?? 0) ? "an" : "a"
  }
}

extension [UInt8] {
  /// The bytes with spans replaced; the replacements are of one file and do not overlap.
  public func replacing(_ replacements: [Diagnostic.Replacement]) -> [UInt8] {
    var bytes: [UInt8] = []
    var position = 0
    for replacement in replacements.sorted(by: { $0.span < $1.span })
    where replacement.span.start >= position && replacement.span.end <= count {
      bytes += self[position..<replacement.span.start]
      bytes += Array(replacement.text.utf8)
      position = Swift.max(position, replacement.span.end)
    }
    return bytes + self[position...]
  }
}
