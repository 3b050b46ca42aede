/// Alignment, and the bytes of the lines.
extension FenceLayout {
  func isRow(_ line: Int) -> Bool {
    lines[line].tokens.contains { tree.tokens[$0].kind == .bar }
  }

  /// Puts the bars of a table's rows under one another.
  mutating func alignTable(_ range: Range<Int>) {
    let rows = range.filter(isRow)
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in cells(row).enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], width(cell))
      }
    }
    for row in rows {
      for (column, cell) in cells(row).dropLast().enumerated() {
        padding[cell.upperBound] = widths[column] - width(cell) + 1
      }
    }
  }

  /// The tokens between the bars of a row.
  private func cells(_ line: Int) -> [Range<Int>] {
    let tokens = lines[line].tokens
    var cells: [Range<Int>] = []
    var start = tokens.lowerBound
    for index in tokens where tree.tokens[index].kind == .bar {
      cells.append(start..<index)
      start = index + 1
    }
    return cells + [start..<tokens.upperBound]
  }

  /// Puts the titles of outcomes that stand line by line under one another.
  mutating func alignOutcomes() {
    var run: [Int] = []
    for line in lines.indices {
      if isOutcome(line) {
        run.append(line)
      } else if lines[line].tokens.isEmpty, lines[line].comment != nil {
        continue
      } else {
        alignOutcomes(run)
        run = []
      }
    }
    alignOutcomes(run)
  }

  /// Whether a line starts as `outcome name "title"`.
  private func isOutcome(_ line: Int) -> Bool {
    guard !isKept[line], let owner = owners[line], lines[line].tokens.count >= 3,
      case .outcome = tree.declarations[owner].kind
    else { return false }
    let kinds = lines[line].tokens.prefix(3).map { tree.tokens[$0].kind }
    return kinds == [.word, .word, .text]
  }

  private mutating func alignOutcomes(_ run: [Int]) {
    let names = run.map { lines[$0].tokens.lowerBound + 1 }
    let widest = names.map { tree.tokens[$0].bytes.count }.max() ?? 0
    for name in names {
      padding[name + 1] = widest - tree.tokens[name].bytes.count + 2
    }
  }

  /// Puts the comments beside lines that follow one another under one another.
  mutating func alignComments() {
    var run: [Int] = []
    for line in lines.indices {
      if !isKept[line], !lines[line].tokens.isEmpty, lines[line].comment != nil {
        run.append(line)
      } else {
        alignComments(run)
        run = []
      }
    }
    alignComments(run)
  }

  private mutating func alignComments(_ run: [Int]) {
    let widths = run.map { indents[$0] + width(lines[$0].tokens) }
    let widest = widths.max() ?? 0
    for (line, width) in zip(run, widths) {
      commentColumns[line] = (widest <= Self.alignedWidth ? widest : width) + 2
    }
  }

  /// The widest line beside which the comments of other lines are aligned.
  private static let alignedWidth = 100

  // MARK: - Text

  /// The fence's text: blank lines at its ends left out, and runs of them made one.
  func joined() -> [UInt8] {
    let bytes = tree.source.bytes
    var text: [UInt8] = []
    var isBlankWanted = false
    for line in lines.indices {
      if lines[line].isBlank, !isKept[line] {
        isBlankWanted = true
        continue
      }
      if isBlankWanted, !text.isEmpty { text += lineBreak }
      isBlankWanted = false
      if isKept[line] {
        text += bytes[lines[line].bytes.lowerBound..<lines[line].end]
      } else {
        addLine(line, to: &text)
        text += lineBreak
      }
    }
    return text
  }

  private func addLine(_ line: Int, to text: inout [UInt8]) {
    add(spaces: indents[line], to: &text)
    for index in lines[line].tokens {
      if index > lines[line].tokens.lowerBound { add(spaces: spaces(before: index), to: &text) }
      text += tree.source.bytes[tree.tokens[index].bytes]
    }
    guard let comment = lines[line].comment else { return }
    if !lines[line].tokens.isEmpty {
      let width = indents[line] + width(lines[line].tokens)
      add(spaces: commentColumns[line] - width, to: &text)
    }
    text += tree.source.bytes[comment]
  }

  private func add(spaces: Int, to text: inout [UInt8]) {
    for _ in 0..<max(0, spaces) { text.append(UInt8(ascii: " ")) }
  }

  /// The spaces between a token and the one before it on its line.
  private func spaces(before index: Int) -> Int {
    if let padded = padding[index] { return padded }
    return standsTight(tree.tokens[index - 1], tree.tokens[index]) ? 0 : 1
  }

  /// The characters that tokens of one line take, the spaces between them included.
  private func width(_ tokens: Range<Int>) -> Int {
    tokens.reduce(0) { sum, index in
      let characters = tree.source.bytes[tree.tokens[index].bytes].count { $0 & 0xC0 != 0x80 }
      return sum + characters + (index > tokens.lowerBound ? spaces(before: index) : 0)
    }
  }

  /// The bytes of a line as it is laid out; 0 for one that is left alone.
  func lineBytes(_ line: Int) -> Int {
    guard !isKept[line] else { return 0 }
    var text: [UInt8] = []
    addLine(line, to: &text)
    return text.count
  }
}

/// Whether a token follows the one before it without a space, in canonical layout.
func standsTight(_ previous: Token, _ token: Token) -> Bool {
  switch (previous.kind, token.kind) {
  case (_, .comma), (_, .colon), (_, .closingBracket), (.openingBracket, _): true
  // Two of these marks would start a comment if they touched.
  case (.slash, .slash), (.dash, .dash): false
  case (.slash, _), (_, .slash), (.time, .dash): true
  case (.dash, .time): !previous.startsLine
  default: false
  }
}
