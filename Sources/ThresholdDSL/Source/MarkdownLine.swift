/// One line of a Markdown document, and what CommonMark takes it for.
struct MarkdownLine {
  private let bytes: [UInt8]
  /// The first byte.
  let start: Int
  /// The byte after the last one, the line end left out.
  let end: Int
  /// The first byte of the next line.
  let next: Int
  /// The columns of white space at the start.
  let indent: Int
  /// The first byte after that white space.
  private let textStart: Int

  /// The line that starts there; LF, CRLF and CR end a line.
  init(_ bytes: [UInt8], from start: Int) {
    var end = start
    while end < bytes.count, bytes[end] > 0x0D || !isLineEnd(bytes[end]) { end += 1 }
    var next = end
    if next < bytes.count {
      next += bytes[next] == 0x0D && next + 1 < bytes.count && bytes[next + 1] == 0x0A ? 2 : 1
    }
    var indent = 0
    var textStart = start
    while textStart < end, isBlank(bytes[textStart]) {
      indent = bytes[textStart] == 0x09 ? (indent / 4 + 1) * 4 : indent + 1
      textStart += 1
    }
    self.bytes = bytes
    self.start = start
    self.end = end
    self.next = next
    self.indent = indent
    self.textStart = textStart
  }

  /// The line without its line end.
  var content: Range<Int> { start..<end }

  /// The line without white space at either end.
  var trimmed: Range<Int> {
    var end = end
    while end > textStart, isBlank(bytes[end - 1]) { end -= 1 }
    return textStart..<end
  }

  /// Whether there is nothing but white space.
  var isBlankLine: Bool { textStart == end }

  /// Whether it is a comment of the language at the margin.
  var startsDashComment: Bool { bytes[content].starts(with: [0x2D, 0x2D]) }

  /// Whether it starts with seven of a byte, as the marks of a merge conflict do.
  func startsWithSeven(_ byte: UInt8) -> Bool {
    end - start >= 7 && bytes[start..<start + 7].allSatisfy { $0 == byte }
  }

  /// Whether the line contains a text.
  func contains(_ text: StaticString) -> Bool { place(of: text, from: start) != nil }

  /// Whether the line contains a text and, after it, another.
  func contains(_ text: StaticString, then other: StaticString) -> Bool {
    guard let place = place(of: text, from: start) else { return false }
    return self.place(of: other, from: place + text.utf8CodeUnitCount) != nil
  }

  private func place(of text: StaticString, from first: Int) -> Int? {
    let wanted = Array(text.description.utf8)
    guard end - first >= wanted.count else { return nil }
    for place in first...(end - wanted.count)
    where bytes[place..<place + wanted.count].elementsEqual(wanted) {
      return place
    }
    return nil
  }
}

// MARK: Fences

extension MarkdownLine {
  /// What a line that opens a fence opens it with.
  struct FenceMark {
    /// What the fence stands in.
    enum Container { case none, quotation, list, code }
    /// A back-tick or a tilde.
    var character: UInt8
    /// How many of them.
    var count: Int
    /// What stands after them, without white space at either end.
    var info: Range<Int>
    /// What it stands in.
    var container: Container

    /// Whether it looks as a fence of rules does whose word was forgotten.
    var couldLackItsWord: Bool {
      container == .none && info.isEmpty && character == UInt8(ascii: "`") && count == 3
    }
  }

  /// What the word after the marks makes of a fence.
  enum Reading {
    /// A fence of rules.
    case rules
    /// Another fence.
    case other
    /// A fence of rules whose word is misspelt.
    case misspelt(word: Range<Int>)
    /// A fence of rules where none can stand.
    case misplaced
  }

  /// The marks that open a fence, in a quotation or a list item too; nil when it opens none.
  var fenceMark: FenceMark? {
    let (first, container) = containerEnd
    guard first < end else { return nil }
    let character = bytes[first]
    guard character == UInt8(ascii: "`") || character == UInt8(ascii: "~") else { return nil }
    var last = first
    while last < end, bytes[last] == character { last += 1 }
    let count = last - first
    guard count >= 3 else { return nil }
    while last < end, isBlank(bytes[last]) { last += 1 }
    let info = last..<max(last, trimmed.upperBound)
    // Back-ticks after back-ticks are code in a line of prose.
    if character == UInt8(ascii: "`"), bytes[info].contains(character) { return nil }
    let mark = FenceMark(
      character: character, count: count, info: info, container: container)
    // Four columns of white space make code of a line, except that rules are missed there.
    if container == .none, indent >= 4 {
      guard case .rules = word(of: mark) else { return nil }
      return FenceMark(character: character, count: count, info: info, container: .code)
    }
    return mark
  }

  /// Whether the line, at the margin, opens a fence with that word.
  func isMarginFence(of word: StaticString) -> Bool {
    guard indent == 0, let mark = fenceMark, mark.container == .none,
      mark.character == UInt8(ascii: "`")
    else { return false }
    if case .rules = self.word(of: mark) { return true }
    return false
  }

  /// What a fence that the line opens is.
  func reading(of mark: FenceMark) -> Reading {
    let reading = word(of: mark)
    guard case .rules = reading else { return reading }
    let isInPlace =
      indent == 0 && mark.container == .none && mark.character == UInt8(ascii: "`")
    return isInPlace ? .rules : .misplaced
  }

  private func word(of mark: FenceMark) -> Reading {
    let word = bytes[mark.info].prefix { !isBlank($0) }
    let wanted = Array("threshold".utf8)
    if word.elementsEqual(wanted) { return .rules }
    let lowered = word.map { isUpperCase($0) ? $0 | 0x20 : $0 }
    if word.count <= 24, editDistance(lowered, wanted, atMost: 2) != nil {
      return .misspelt(word: word.startIndex..<word.endIndex)
    }
    // `{.threshold}` and `rules threshold` mean rules as well.
    let info = bytes[mark.info].map { isUpperCase($0) ? $0 | 0x20 : $0 }
    guard info.count >= wanted.count, info.count <= 60 else { return .other }
    for place in 0...(info.count - wanted.count)
    where info[place..<place + wanted.count].elementsEqual(wanted) {
      return .misspelt(word: mark.info)
    }
    return .other
  }

  /// Whether the line starts with a mark that a fence or a heading starts with: nearly all lines of
  /// rules do not, and need no closer look.
  var couldEndFence: Bool {
    guard textStart < end else { return false }
    let first = bytes[textStart]
    return first == UInt8(ascii: "`") || first == UInt8(ascii: "~") || first == UInt8(ascii: "#")
  }

  /// Whether the line closes a fence.
  func closes(_ mark: FenceMark) -> Bool {
    var first = textStart
    if mark.container == .none {
      guard indent < 4 else { return false }
    } else {
      while first < end, isBlank(bytes[first]) || bytes[first] == UInt8(ascii: ">") { first += 1 }
    }
    var last = first
    while last < end, bytes[last] == mark.character { last += 1 }
    guard last - first >= mark.count else { return false }
    while last < end, isBlank(bytes[last]) { last += 1 }
    return last == end
  }

  /// Where the text starts after the marks of quotations and list items, and which there were.
  private var containerEnd: (Int, FenceMark.Container) {
    var index = textStart
    var container = FenceMark.Container.none
    while index < end {
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        container = .quotation
      } else if let length = listMarkLength(at: index) {
        index += length
        if container == .none { container = .list }
      } else {
        break
      }
      while index < end, isBlank(bytes[index]) { index += 1 }
    }
    return (index, container)
  }

  /// The length of the mark of a list item there, such as `-` or `12.`, with a blank after it.
  private func listMarkLength(at first: Int) -> Int? {
    var index = first
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      index += 1
    case let byte where isDigit(byte):
      while index < end, isDigit(bytes[index]), index - first < 9 { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")")
      else { return nil }
      index += 1
    default:
      return nil
    }
    return index == end || isBlank(bytes[index]) ? index - first : nil
  }
}

// MARK: Headings and paragraphs

extension MarkdownLine {
  /// The text of a heading that starts with `#`, or nil.
  var atxHeading: Range<Int>? {
    guard indent < 4, textStart < end, bytes[textStart] == UInt8(ascii: "#") else { return nil }
    var first = textStart
    while first < end, bytes[first] == UInt8(ascii: "#") { first += 1 }
    guard first - textStart <= 6, first == end || isBlank(bytes[first]) else { return nil }
    while first < end, isBlank(bytes[first]) { first += 1 }
    var last = max(first, trimmed.upperBound)
    var closing = last
    while closing > first, bytes[closing - 1] == UInt8(ascii: "#") { closing -= 1 }
    if closing == first || isBlank(bytes[closing - 1]) {
      while closing > first, isBlank(bytes[closing - 1]) { closing -= 1 }
      last = closing
    }
    return first..<last
  }

  /// Whether it is a heading even in a fence of rules, where `# …` may be meant as a comment.
  var isPlainlyHeading: Bool {
    guard indent == 0, let heading = atxHeading else { return false }
    return bytes[start..<end].starts(with: [0x23, 0x23]) || clauseHeading(bytes[heading]) != nil
  }

  /// Whether it underlines the paragraph above it as a heading.
  var isSetextUnderline: Bool {
    guard indent < 4, textStart < end else { return false }
    let mark = bytes[textStart]
    return (mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-"))
      && bytes[trimmed].allSatisfy { $0 == mark }
  }

  /// Whether it is a line across the page: three or more of `*`, `-` or `_`.
  var isThematicBreak: Bool {
    guard indent < 4, textStart < end else { return false }
    let mark = bytes[textStart]
    guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_"),
      bytes[trimmed].allSatisfy({ $0 == mark || isBlank($0) })
    else { return false }
    return bytes[trimmed].count { $0 == mark } >= 3
  }

  /// Whether it starts an HTML comment.
  var startsComment: Bool {
    indent < 4 && bytes[textStart..<end].starts(with: Array("<!--".utf8))
  }

  /// Whether it starts a quotation or a list item.
  var startsContainer: Bool {
    guard indent < 4 else { return false }
    return containerEnd.0 > textStart
  }

  /// Whether it is a line of a quotation.
  var isQuoted: Bool { indent < 4 && textStart < end && bytes[textStart] == UInt8(ascii: ">") }

  /// The length of `rule name:`, `define name:` or `fact name yes/no` at the margin, or nil.
  var ruleLikeLength: Int? {
    guard indent == 0, start < end, isLowerCase(bytes[start]) else { return nil }
    let keyword = KeywordTable.shared.keyword(bytes[start..<end].prefix { isLowerCase($0) })
    guard keyword == .rule || keyword == .fact || keyword == .define else { return nil }
    var index = start + keyword.rawValue.utf8.count
    guard index < end, isBlank(bytes[index]) else { return nil }
    while index < end, isBlank(bytes[index]) { index += 1 }
    let name = index
    while index < end,
      isLowerCase(bytes[index]) || isDigit(bytes[index]) || bytes[index] == UInt8(ascii: "_")
    {
      index += 1
    }
    guard index > name else { return nil }
    let nameEnd = index
    while index < end, isBlank(bytes[index]) { index += 1 }
    if keyword != .fact { return index < end && bytes[index] == 0x3A ? nameEnd - start : nil }
    let types = ["yes/no", "one of ", "any of ", "count of contacts"]
    let rest = bytes[index..<end]
    return index > nameEnd && types.contains { rest.starts(with: Array($0.utf8)) }
      ? nameEnd - start : nil
  }
}
