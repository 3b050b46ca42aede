/// The canonical layout of one fence.
struct FenceLayout {
  let tree: SyntaxTree
  let lines: [FenceLines.Line]
  let lineBreak: [UInt8]
  /// The declaration that each line stands in, from its first line to its last.
  var owners: [Int?]
  /// The lines that are left as they are.
  var isKept: [Bool]
  /// The spaces before each line.
  var indents: [Int]
  /// The spaces before the tokens that are aligned, in place of one.
  var padding: [Int: Int] = [:]
  /// The columns of the comments that stand beside tokens, by line.
  var commentColumns: [Int]

  init(_ tree: SyntaxTree, _ fence: FenceLines) {
    self.tree = tree
    lines = fence.lines
    lineBreak = fence.lineBreak
    owners = Array(repeating: nil, count: lines.count)
    isKept = lines.map { $0.isOdd || !$0.tokens.isEmpty }
    indents = Array(repeating: 0, count: lines.count)
    commentColumns = indents
    findOwners()
  }

  /// The text of the fence in canonical layout.
  func text() -> [UInt8] {
    var layout = self
    layout.layOut()
    // A line may not grow over the limit on the lines that can be read: what would is left alone.
    // Leaving lines alone only narrows what the others are aligned with, so once is enough.
    let tooLong = lines.indices.filter { layout.lineBytes($0) > Limits.lineBytes }
    if !tooLong.isEmpty {
      layout = self
      for line in tooLong { layout.keep(linesOf: owners[line], and: line) }
      layout.layOut()
    }
    return layout.joined()
  }

  mutating func layOut() {
    for (index, range) in declarationLines() where !isKept[range.lowerBound] {
      indent(range, of: tree.declarations[index])
      if case .table = tree.declarations[index].kind { alignTable(range) }
    }
    alignOutcomes()
    indentComments()
    alignComments()
  }

  // MARK: - Which lines belong to what

  /// Gives every line its declaration; those of declarations without mistakes are laid out.
  mutating func findOwners() {
    guard let start = lines.first?.bytes.lowerBound, let end = lines.last?.end else { return }
    var line = 0
    for (index, declaration) in tree.declarations.enumerated() {
      guard let firstToken = declaration.tokens.first, let lastToken = declaration.tokens.last,
        tree.tokens[firstToken].start >= start, tree.tokens[lastToken].end <= end
      else { continue }
      while line < lines.count, !lines[line].tokens.contains(firstToken) { line += 1 }
      let first = line
      while line < lines.count, !lines[line].tokens.contains(lastToken) { line += 1 }
      guard line < lines.count else { return }
      let isWhole =
        lines[first].tokens.first == firstToken && lines[line].tokens.last == lastToken
      for owned in first...line { owners[owned] = index }
      let range = first..<line + 1
      if isWhole, isUnderstood(declaration), !lines[range].contains(where: \.isOdd) {
        for laid in range { isKept[laid] = false }
      } else {
        for kept in range { isKept[kept] = true }
      }
    }
  }

  func isUnderstood(_ declaration: DeclarationSyntax) -> Bool {
    if case .unknown = declaration.kind { return false }
    return !declaration.isBroken
  }

  mutating func keep(linesOf owner: Int?, and line: Int) {
    isKept[line] = true
    guard let owner else { return }
    for index in lines.indices where owners[index] == owner { isKept[index] = true }
  }

  /// The declarations of the fence with their lines.
  func declarationLines() -> [(index: Int, lines: Range<Int>)] {
    var found: [(index: Int, lines: Range<Int>)] = []
    for (line, owner) in owners.enumerated() {
      guard let owner else { continue }
      if let last = found.last, last.index == owner {
        found[found.count - 1].lines = last.lines.lowerBound..<line + 1
      } else {
        found.append((owner, line..<line + 1))
      }
    }
    return found
  }

  func firstToken(_ line: Int) -> Token? {
    lines[line].tokens.first.map { tree.tokens[$0] }
  }

  // MARK: - Indentation

  /// Indents a declaration: its keyword at the margin, its lines by two, bullets by two a level
  /// under the line that heads them, and what goes on from a line by two more than that line.
  mutating func indent(_ range: Range<Int>, of declaration: DeclarationSyntax) {
    if case .example = declaration.kind { return indentExample(range) }
    var nesting = BulletNesting()
    // What goes on from the first line must not look like a line of its own.
    var onward = Self.hasLines(declaration.kind) ? 4 : 2
    var heading = 0
    for line in range.dropFirst() {
      guard let token = firstToken(line) else { continue }
      if token.kind == .dash {
        indents[line] = heading + 2 * nesting.enter(token.column)
      } else if isOwnLine(line, token, of: declaration.kind) {
        nesting.close()
        indents[line] = 2
        heading = 2
        onward = 4
      } else {
        if token.kind == .comma { nesting.close() }
        if nesting.depth > 0 {
          indents[line] = heading + 2 * nesting.depth + 2
        } else {
          indents[line] = onward
          heading = onward
        }
      }
    }
  }

  func isOwnLine(_ line: Int, _ token: Token, of kind: DeclarationSyntax.Kind) -> Bool {
    switch kind {
    case .table: isRow(line) || BulletNesting.ends(at: token)
    case .scale: true
    default: BulletNesting.ends(at: token) && token.kind != .comma
    }
  }

  /// Whether declarations of a kind have lines of their own.
  static func hasLines(_ kind: DeclarationSyntax.Kind) -> Bool {
    switch kind {
    case .edition, .fact, .rule, .table, .answer: true
    default: false
    }
  }

  /// Indents an example: each statement by two, and what goes on from one by four. A line goes on
  /// after a comma, or when it stands further in than the statement; both stay so.
  mutating func indentExample(_ range: Range<Int>) {
    var statement = UInt8.max
    var endsWithComma = false
    for line in range {
      guard let token = firstToken(line) else { continue }
      defer { endsWithComma = lines[line].tokens.last.map { tree.tokens[$0].kind } == .comma }
      if line == range.lowerBound { continue }
      let isNew = token.keyword == .expect || token.keyword == .earlier
      if endsWithComma || token.kind == .comma || token.column > statement && !isNew {
        indents[line] = 4
      } else {
        statement = token.column
        indents[line] = 2
      }
    }
  }

  /// Indents a comment of its own like the line that it is about: the next one of its declaration.
  /// Above another declaration it stands at the margin, unless the author indented it under one.
  mutating func indentComments() {
    let first = lines.firstIndex { !$0.tokens.isEmpty } ?? lines.count
    var next: Int?
    for line in lines.indices.reversed() {
      guard lines[line].tokens.isEmpty else {
        next = line
        continue
      }
      guard let comment = lines[line].comment, !isKept[line] else { continue }
      if let owner = owners[line], let next, owners[next] == owner {
        indents[line] = indents[next]
      } else {
        indents[line] = comment.lowerBound > lines[line].bytes.lowerBound && line > first ? 2 : 0
      }
    }
  }
}
