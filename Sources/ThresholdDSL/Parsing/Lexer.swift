/// Cuts the fences of one file into tokens, and repairs what people paste from elsewhere.
///
/// A curly quote, an upper-case name or another language's operator gets one message and becomes
/// the token that was meant, so that the parser goes on as if it had been written right.
///
/// INVARIANT: `position` only grows, and every turn of the loop in ``scan(_:)`` moves it.
struct Lexer: ~Copyable {
  let bytes: [UInt8]
  let file: Int
  let isUTF8: Bool
  /// The tokens of all fences scanned so far.
  private(set) var tokens: [Token] = []
  /// What is wrong, in the order found.
  private(set) var diagnostics = DiagnosticList()

  /// The next byte to read.
  var position = 0
  /// The end of the fence.
  private(set) var limit = 0
  private let keywords = KeywordTable.shared
  private var lineStart = 0
  private(set) var isAtLineStart = true
  private var column = 0
  private var hasReportedTab = false
  /// Whether a square bracket is open; the one that closes it is the same mistake.
  var isInSquareBracket = false
  private var hasReportedSpace = false
  /// Whether examples are cut into tokens too, or passed over after their first word.
  private let readsExamples: Bool

  init(_ source: SourceText, file: Int, isUTF8: Bool, readsExamples: Bool = true) {
    bytes = source.bytes
    self.readsExamples = readsExamples
    self.file = file
    self.isUTF8 = isUTF8
    tokens.reserveCapacity(bytes.count / 12)
  }

  /// Cuts one fence, and returns the indices of its tokens.
  mutating func scan(_ fence: Range<Int>) -> Range<Int> {
    let first = tokens.count
    position = fence.lowerBound
    limit = fence.upperBound
    hasReportedTab = false
    hasReportedSpace = false
    startLine()
    while position < limit {
      let byte = bytes[position]
      switch byte {
      case 0x20:
        position += 1
        column += 1
      case 0x61...0x7A:
        word()
      case 0x0A, 0x0D:
        endLine()
      case 0x30...0x39:
        number(from: position)
      case 0x22:
        text()
      case 0x2D:
        dash()
      default:
        mark(byte)
      }
    }
    checkLineLength()
    return first..<tokens.count
  }

  // MARK: Lines

  private mutating func endLine() {
    checkLineLength()
    position += 1
    startLine()
  }

  private mutating func startLine() {
    lineStart = position
    isAtLineStart = true
    isInSquareBracket = false
    column = 0
    if position < limit, Self.isConflictMark(bytes[position]) { conflict() }
  }

  private mutating func checkLineLength() {
    guard position - lineStart > Limits.lineBytes else { return }
    report(
      .lineTooLong, "a line of a rule has at most \(Limits.lineBytes) bytes",
      lineStart + Limits.lineBytes..<position, hint: "go on in an indented line below")
  }

  /// Moves to the end of the line.
  mutating func skipLine() {
    while position < limit, !isLineEnd(bytes[position]) { position += 1 }
  }

  // MARK: Tokens

  /// Adds a token that ends where the lexer is.
  mutating func add(_ kind: Token.Kind, from start: Int, keyword: Keyword = .other) {
    tokens.append(
      Token(
        kind, start..<position, keyword: keyword, startsLine: isAtLineStart,
        column: isAtLineStart ? column : 0))
    isAtLineStart = false
  }

  /// Reads a mark of that length.
  mutating func add(_ kind: Token.Kind, length: Int, keyword: Keyword = .other) {
    let start = position
    position += length
    add(kind, from: start, keyword: keyword)
  }

  /// The token before the place, if it is on the same line.
  var previous: Token? { isAtLineStart ? nil : tokens.last }

  /// The byte so many places on, or 0 at the end of the fence.
  func byte(ahead count: Int) -> UInt8 {
    position + count < limit ? bytes[position + count] : 0
  }

  private mutating func word() {
    let start = position
    if previous?.keyword == .clause { return clauseNumber() }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var shift: UInt64 = 0
    var next: UInt8 = 0
    while position < limit {
      next = bytes[position]
      guard isLowerCase(next) || next == 0x5F || isDigit(next) else { break }
      if shift < 64 {
        low |= UInt64(next) << shift
      } else if shift < 128 {
        high |= UInt64(next) << (shift - 64)
      }
      shift += 8
      position += 1
      next = 0
    }
    if isUpperCase(next) || next >= 0x80 || next == 0x2D, isOddWordByte(at: position) {
      position = start
      return oddWord()
    }
    let keyword = shift <= 128 ? keywords.keyword(low: low, high: high) : .other
    let startsExample = keyword == .example && isAtLineStart && column == 0
    add(.word, from: start, keyword: keyword)
    if startsExample, !readsExamples { skipExample() }
  }

  /// Moves to the end of the last line before one that may start a declaration: one at the margin, or
  /// one that starts with anything but a word of examples, since a rule indented by mistake is a rule.
  private mutating func skipExample() {
    repeat {
      skipLine()
      lineStart = position
      var next = position
      while next < limit, isLineEnd(bytes[next]) { next += 1 }
      var first = next
      while first < limit, isBlank(bytes[first]) { first += 1 }
      guard first > next, first < limit, isLowerCase(bytes[first]) else { return }
      let word = bytes[first..<limit].prefix { isLowerCase($0) }
      if keywords.keyword(word).startsDeclaration { return }
      position = first
    } while true
  }

  /// The number of a clause, after `clause`: `4.2`, `A.3`.
  mutating func clauseNumber() {
    let start = position
    while position < limit {
      let byte = bytes[position]
      let isDot = byte == 0x2E && position + 1 < limit && isDigit(bytes[position + 1])
      guard isDigit(byte) || isDot || isLowerCase(byte) || isUpperCase(byte) else { break }
      position += 1
    }
    add(.code, from: start)
  }

  private mutating func dash() {
    if byte(ahead: 1) == 0x2D {
      skipLine()
    } else if isDigit(byte(ahead: 1)), isBeforeNegativeNumber {
      let start = position
      position += 1
      number(from: start)
    } else {
      add(.dash, length: 1)
    }
  }

  /// Whether a number may come next, so that a dash is its sign.
  private var isBeforeNegativeNumber: Bool {
    guard let previous else { return false }
    switch previous.kind {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual, .bar, .doubleBar: return true
    case .word: return previous.end < position
    default: return false
    }
  }

  private mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ":"): add(.colon, length: 1)
    case UInt8(ascii: ","): add(.comma, length: 1)
    case UInt8(ascii: "("): add(.openingBracket, length: 1)
    case UInt8(ascii: ")"): add(.closingBracket, length: 1)
    case UInt8(ascii: "<"): less()
    case UInt8(ascii: ">"):
      self.byte(ahead: 1) == 0x3D ? add(.greaterOrEqual, length: 2) : add(.greater, length: 1)
    case UInt8(ascii: "|"): bars()
    case UInt8(ascii: "/"): slash()
    case 0x09: tab()
    case 0x0C, 0x00...0x08, 0x0B, 0x0E...0x1F, 0x7F: position += 1
    default: pasted(byte)
    }
  }

  private mutating func less() {
    switch byte(ahead: 1) {
    case UInt8(ascii: "="): add(.lessOrEqual, length: 2)
    case UInt8(ascii: ">"): operatorPasted(.notEqual, length: 2, instead: "is not")
    default: add(.less, length: 1)
    }
  }

  private mutating func bars() {
    // In a table two bars enclose an empty cell; the parser knows whether this is one.
    byte(ahead: 1) == 0x7C ? add(.doubleBar, length: 2) : add(.bar, length: 1)
  }

  private mutating func slash() {
    if byte(ahead: 1) == 0x2F || byte(ahead: 1) == 0x2A {
      commentPasted(length: 2)
    } else {
      add(.slash, length: 1)
    }
  }

  private mutating func tab() {
    if !hasReportedTab {
      hasReportedTab = true
      report(
        .wrongSpace, "rules are indented and spaced with spaces, not with tabs",
        position..<position + 1, hint: "write two spaces instead of the tab", replacement: "  ")
    }
    position += 1
    column = (column / 4 + 1) * 4
  }

  /// A space that only looks like one; the first of a fence is reported.
  mutating func oddSpace(length: Int, name: String, replacement: String) {
    if !hasReportedSpace {
      hasReportedSpace = true
      report(
        .wrongSpace, "words are kept apart by ordinary spaces, and this is a \(name)",
        position..<position + length,
        hint: replacement.isEmpty ? "delete it" : "write a space instead",
        replacement: replacement)
    }
    position += length
    column += replacement.utf8.count
  }

  // MARK: Merge conflicts

  private static func isConflictMark(_ byte: UInt8) -> Bool {
    byte == 0x3C || byte == 0x3D || byte == 0x3E || byte == 0x7C
  }

  private func isConflictLine(_ mark: UInt8) -> Bool {
    guard position + 7 <= limit else { return false }
    return bytes[position..<position + 7].allSatisfy { $0 == mark }
  }

  /// Reports a conflict once, keeps its first version, and passes over the second.
  private mutating func conflict() {
    let start = position
    if isConflictLine(0x3C) {
      skipLine()
      addDiagnostic(mergeConflict(at: span(start..<position)))
    } else if isConflictLine(0x3D) || isConflictLine(0x7C) {
      while position < limit {
        skipLine()
        if position < limit { position += 1 }
        if isConflictLine(0x3E) { break }
      }
      skipLine()
    } else if isConflictLine(0x3E) {
      skipLine()
    }
  }

  // MARK: Diagnostics

  func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(file: file, start: range.lowerBound, end: range.upperBound)
  }

  mutating func addDiagnostic(_ diagnostic: Diagnostic) {
    diagnostics.add(diagnostic)
  }

  /// Reports a mistake with one hint, and with the text to write instead if there is one.
  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, hint: String,
    replacement: String? = nil
  ) {
    let span = span(range)
    diagnostics.add(
      Diagnostic(
        code, message, at: span,
        hints: [.init(hint, replacement: replacement.map { .init(span: span, text: $0) })]))
  }
}
