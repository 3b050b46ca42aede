/// The text that an edition's digest is taken of: each declaration that decides, as its tokens in
/// canonical spacing, after the number of its clause, one a line and sorted by bytes.
///
/// Prose, comments, examples, answers to warnings, layout, and the order of files, declarations and table rows do not
/// change it; whatever else is written does. Outcomes are listed from least to most, so all of them
/// stand in one line, in their order.
///
/// It is worked out each time a rule book is read, so it walks the tokens and makes no strings.
public func canonicalText(of trees: [SyntaxTree]) -> [UInt8] {
  var text = CanonicalText()
  for tree in trees {
    for declaration in tree.declarations { text.add(declaration, of: tree) }
  }
  return text.sorted()
}

private struct CanonicalText {
  /// The entries, one after another.
  private var bytes: [UInt8] = []
  /// Where each entry stands.
  private var entries: [Range<Int>] = []
  /// The outcomes in their order.
  private var outcomes: [UInt8] = []

  private static let space = UInt8(ascii: " ")
  private static let newline = UInt8(ascii: "\n")

  mutating func add(_ declaration: DeclarationSyntax, of tree: SyntaxTree) {
    switch declaration.kind {
    case .example, .answer, .unknown: return
    case .outcome:
      Self.addClause(of: declaration, in: tree, to: &outcomes)
      Self.addTokens(declaration.tokens, of: tree, to: &outcomes)
    case .table: addTable(declaration, of: tree)
    default:
      let start = bytes.count
      Self.addClause(of: declaration, in: tree, to: &bytes)
      Self.addTokens(declaration.tokens, of: tree, to: &bytes)
      entries.append(start..<bytes.count)
    }
  }

  /// A table as one entry for what stands above its rows, and one for each row.
  private mutating func addTable(_ declaration: DeclarationSyntax, of tree: SyntaxTree) {
    let tokens = tree.tokens
    var head: [UInt8] = []
    Self.addClause(of: declaration, in: tree, to: &head)
    let name = declaration.tokens.prefix(2)
    var hasHeader = false
    var line = declaration.tokens.lowerBound
    while line < declaration.tokens.upperBound {
      var next = line + 1
      var isRow = tokens[line].kind == .bar
      while next < declaration.tokens.upperBound, !tokens[next].startsLine {
        if tokens[next].kind == .bar { isRow = true }
        next += 1
      }
      if isRow, hasHeader {
        let start = bytes.count
        Self.addClause(of: declaration, in: tree, to: &bytes)
        Self.addTokens(name, of: tree, to: &bytes)
        Self.addTokens(line..<next, of: tree, to: &bytes)
        entries.append(start..<bytes.count)
      } else {
        if isRow { hasHeader = true }
        Self.addTokens(line..<next, of: tree, to: &head)
      }
      line = next
    }
    let start = bytes.count
    bytes += head
    entries.append(start..<bytes.count)
  }

  private static func addClause(
    of declaration: DeclarationSyntax, in tree: SyntaxTree, to text: inout [UInt8]
  ) {
    if let clause = declaration.clause { text.append(contentsOf: tree.clauses[clause].number.utf8) }
  }

  /// The tokens after a space, spaced as ``Formatter`` spaces them. A bullet is written once for
  /// each level of its nesting, which layout carries and which decides what the parts of a group are.
  /// INVARIANT: static, so that the text it appends to is held by nobody else and is not copied.
  private static func addTokens(_ range: Range<Int>, of tree: SyntaxTree, to text: inout [UInt8]) {
    guard let first = range.first else { return }
    let bytes = tree.source.bytes
    var nesting = BulletNesting()
    text.append(space)
    // Tokens that stand in the file as they should here are copied in one go.
    var run = tree.tokens[first].bytes
    var previous = tree.tokens[first]
    for index in range.dropFirst() {
      let token = tree.tokens[index]
      let isTight = standsTight(previous, token)
      previous = token
      if token.startsLine {
        if token.kind == .dash {
          text.append(contentsOf: bytes[run])
          text.append(space)
          for _ in 1..<nesting.enter(token.column) { text.append(UInt8(ascii: "-")) }
          run = token.bytes
          continue
        }
        if BulletNesting.ends(at: token) { nesting.close() }
      }
      let isNext =
        isTight
        ? token.start == run.upperBound
        : token.start == run.upperBound + 1 && bytes[run.upperBound] == space
      if isNext {
        run = run.lowerBound..<token.end
      } else {
        text.append(contentsOf: bytes[run])
        if !isTight { text.append(space) }
        run = token.bytes
      }
    }
    text.append(contentsOf: bytes[run])
  }

  /// The entries in the order of their bytes, each ended by a line break.
  mutating func sorted() -> [UInt8] {
    if !outcomes.isEmpty {
      entries.append(bytes.count..<bytes.count + outcomes.count)
      bytes += outcomes
    }
    entries.sort { Self.precedes($0, $1, in: bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + entries.count)
    for entry in entries {
      text.append(contentsOf: bytes[entry])
      text.append(Self.newline)
    }
    return text
  }

  /// Whether one entry comes before another: by bytes, a shorter one before those it begins.
  private static func precedes(_ left: Range<Int>, _ right: Range<Int>, in bytes: [UInt8]) -> Bool {
    var index = left.lowerBound
    var other = right.lowerBound
    while index < left.upperBound, other < right.upperBound {
      if bytes[index] != bytes[other] { return bytes[index] < bytes[other] }
      index += 1
      other += 1
    }
    return left.count < right.count
  }
}
