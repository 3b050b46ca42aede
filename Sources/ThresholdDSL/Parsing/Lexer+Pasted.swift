/// What people paste from Word, from chat and from other languages.
extension Lexer {
  /// Reads something that no right rule has.
  mutating func pasted(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      oddWord()
    case UInt8(ascii: "="):
      equals()
    case UInt8(ascii: "!"):
      self.byte(ahead: 1) == 0x3D
        ? operatorPasted(.notEqual, length: self.byte(ahead: 2) == 0x3D ? 3 : 2, instead: "is not")
        : operatorPasted(.word, length: 1, instead: "not", keyword: .not)
    case UInt8(ascii: "&"):
      operatorPasted(
        .word, length: self.byte(ahead: 1) == byte ? 2 : 1, instead: "and", keyword: .and)
    case UInt8(ascii: "'"):
      singleQuoted(length: 1)
    case UInt8(ascii: "#"):
      commentPasted(length: 1)
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      squareBracket(byte)
    case UInt8(ascii: "*"):
      star()
    case 0x80...0xFF:
      pastedCharacter()
    default:
      stray(byte)
    }
  }

  private mutating func equals() {
    switch byte(ahead: 1) {
    case UInt8(ascii: ">"): operatorPasted(.greaterOrEqual, length: 2, instead: ">=")
    case UInt8(ascii: "<"): operatorPasted(.lessOrEqual, length: 2, instead: "<=")
    case UInt8(ascii: "="):
      operatorPasted(
        .word, length: byte(ahead: 2) == 0x3D ? 3 : 2, instead: "is", keyword: .is)
    default: operatorPasted(.word, length: 1, instead: "is", keyword: .is)
    }
  }

  /// Reports another language's operator, and reads it as ours.
  mutating func operatorPasted(
    _ kind: Token.Kind, length: Int, instead right: String, keyword: Keyword = .other
  ) {
    let range = position..<position + length
    let written = String(decoding: bytes[range], as: UTF8.self)
    let isWord = right.utf8.allSatisfy { isLowerCase($0) || $0 == 0x20 }
    // A word needs spaces around it where a sign does not.
    let before = isWord && position > 0 && !isBlank(bytes[position - 1]) ? " " : ""
    let after = isWord && !isBlank(byte(ahead: length)) ? " " : ""
    report(
      .wrongOperator, "`\(right)` is written for `\(written)`", range, hint: "write `\(right)`",
      replacement: before + right + after)
    add(kind, length: length, keyword: keyword)
  }

  /// Reports another language's comment, and passes over it.
  mutating func commentPasted(length: Int) {
    report(
      .wrongComment, "a comment starts with `--`", position..<position + length,
      hint: "write `--` before the comment", replacement: "--")
    skipLine()
  }

  private mutating func squareBracket(_ byte: UInt8) {
    let isOpening = byte == UInt8(ascii: "[")
    // The bracket that closes it, and any between them, are the same mistake.
    if !isInSquareBracket { reportSquareBracket(isOpening) }
    isInSquareBracket = isOpening
    add(isOpening ? .openingBracket : .closingBracket, length: 1)
  }

  private mutating func reportSquareBracket(_ isOpening: Bool) {
    let mark = position..<position + 1
    guard isOpening else {
      return report(
        .strayMark, "brackets are round", mark, hint: "write `)`", replacement: ")")
    }
    var closing = mark.upperBound
    while closing < limit, !isLineEnd(bytes[closing]), bytes[closing] != UInt8(ascii: "]") {
      closing += 1
    }
    guard closing < limit, bytes[closing] == UInt8(ascii: "]") else {
      return report(.strayMark, "brackets are round", mark, hint: "write `(`", replacement: "(")
    }
    let inner = String(decoding: bytes[mark.upperBound..<closing], as: UTF8.self)
    report(
      .strayMark, "brackets are round", mark.lowerBound..<closing + 1, hint: "write `(` and `)`",
      replacement: "(" + inner + ")")
  }

  private mutating func star() {
    if isAtLineStart, isBlank(byte(ahead: 1)) { return bullet(length: 1, name: "`*`") }
    let start = position
    while position < limit, bytes[position] == UInt8(ascii: "*") { position += 1 }
    guard position - start == 1, isBlank(byte(ahead: 0)) else {
      // The marks after the bold word belong to the same mistake.
      let isClosing = previous.map { $0.end == start } == true
      if !isClosing {
        reportPair(
          start..<position, "words in rules are not made bold or slanted", hint: "delete the stars")
      }
      return
    }
    reportStray(start..<position)
  }

  /// Reads a bullet or comment of another kind.
  mutating func bullet(length: Int, name: String) {
    report(
      .wrongDash, "a bullet is written `-`, and this is \(name)", position..<position + length,
      hint: "write `-`", replacement: "-")
    add(.dash, length: length)
  }

  private mutating func pastedCharacter() {
    guard let (scalar, length) = decodeScalar(bytes, at: position), position + length <= limit
    else {
      // The document has reported bytes that are not UTF-8.
      position += 1
      return
    }
    switch scalar.value {
    case 0x201C...0x201F: curlyText()
    case 0x2018, 0x2019: singleQuoted(length: length)
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029, 0x85:
      oddSpace(
        length: length, name: scalar.value == 0xA0 ? "non-breaking space" : "special space",
        replacement: " ")
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE00...0xFE0F:
      oddSpace(length: length, name: "character that cannot be seen", replacement: "")
    case 0x2010...0x2015, 0x2212: dashCharacter(scalar, length: length)
    case 0x2022, 0x25CF, 0x25AA, 0xB7, 0x25E6, 0x2043: bullet(length: length, name: "`\(scalar)`")
    case 0x2265: operatorPasted(.greaterOrEqual, length: length, instead: ">=")
    case 0x2264: operatorPasted(.lessOrEqual, length: length, instead: "<=")
    case 0x2260: operatorPasted(.notEqual, length: length, instead: "is not")
    case 0xAC: operatorPasted(.word, length: length, instead: "not", keyword: .not)
    case 0x21D2, 0x2192: operatorPasted(.colon, length: length, instead: ":")
    case 0xFF01...0xFF5E: fullWidth(scalar, length: length)
    default:
      if scalar.properties.isAlphabetic {
        oddWord()
      } else {
        position += length
        reportStray(position - length..<position)
      }
    }
  }

  /// A dash that is not a hyphen: a bullet at the start of a line, a dash between times, else `--`.
  private mutating func dashCharacter(_ scalar: Unicode.Scalar, length: Int) {
    if isAtLineStart { return bullet(length: length, name: "the dash `\(scalar)`") }
    let range = position..<position + length
    if isDigit(byte(ahead: length)) || previous?.kind == .time {
      report(
        .wrongDash, "`-` is written for the dash `\(scalar)`", range, hint: "write `-`",
        replacement: "-")
      return add(.dash, length: length)
    }
    report(
      .wrongDash, "a comment starts with `--`, not with the dash `\(scalar)`", range,
      hint: "write `--`", replacement: "--")
    skipLine()
  }

  private mutating func fullWidth(_ scalar: Unicode.Scalar, length: Int) {
    guard let plain = fullWidthASCII(scalar) else { return }
    if isDigit(plain) { return fullWidthNumber() }
    if isNameByte(plain) || isUpperCase(plain) { return oddWord() }
    let text = String(Unicode.Scalar(plain))
    let marks: [(UInt8, Token.Kind)] = [
      (0x3A, .colon), (0x2C, .comma), (0x28, .openingBracket), (0x29, .closingBracket),
      (0x3C, .less), (0x3E, .greater), (0x7C, .bar), (0x2F, .slash), (0x2D, .dash),
    ]
    let range = position..<position + length
    report(
      .strayMark, "`\(text)` is written for `\(scalar)`", range, hint: "write `\(text)`",
      replacement: text)
    if let (_, kind) = marks.first(where: { $0.0 == plain }) {
      add(kind, length: length)
    } else {
      position += length
    }
  }

  private mutating func fullWidthNumber() {
    let start = position
    var plain: [UInt8] = []
    while position < limit, let (scalar, length) = decodeScalar(bytes, at: position),
      let digit = fullWidthASCII(scalar), isDigit(digit)
    {
      plain.append(digit)
      position += length
    }
    let right = String(decoding: plain, as: UTF8.self)
    report(
      .badNumber, "numbers are written with the ordinary digits 0 to 9", start..<position,
      hint: "write `\(right)`", replacement: right)
    add(.number, from: start)
  }

  private mutating func stray(_ byte: UInt8) {
    let start = position
    while position < limit, bytes[position] == byte { position += 1 }
    let range = start..<position
    let isLast = position >= limit || isLineEnd(bytes[position])
    if isLast, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";"), range.count == 1 {
      return report(
        .strayMark, "nothing stands at the end of a line", range,
        hint: "delete the `\(Unicode.Scalar(byte))`", replacement: "")
    }
    if byte == UInt8(ascii: "`") {
      // The back-tick after the word belongs to the same mistake.
      if previous.map({ $0.end == start }) == true { return }
      return reportPair(
        range, "names in rules stand without back-ticks", hint: "delete the back-ticks")
    }
    reportStray(range)
  }

  /// Reports a mark before a word, together with the same mark after it on the line.
  private mutating func reportPair(_ mark: Range<Int>, _ message: String, hint: String) {
    var closing = mark.upperBound
    while closing + mark.count <= limit, !isLineEnd(bytes[closing]) {
      if bytes[closing..<closing + mark.count].elementsEqual(bytes[mark]) {
        let inner = String(decoding: bytes[mark.upperBound..<closing], as: UTF8.self)
        return report(
          .strayMark, message, mark.lowerBound..<closing + mark.count, hint: hint,
          replacement: inner)
      }
      closing += 1
    }
    report(.strayMark, message, mark, hint: hint, replacement: "")
  }

  private mutating func reportStray(_ range: Range<Int>) {
    let written = String(decoding: bytes[range], as: UTF8.self)
    let hint =
      switch written {
      case "+", "*", "%", "^": "rules do no sums: count with `at least 2 of` or with points"
      case "…", "...": "write out what stands for the dots, or delete them"
      case "{", "}": "declarations and groups are shown by indentation, without `{` and `}`"
      case ";": "write each part on a line of its own"
      default: "delete it, or put it in a comment after `--`"
      }
    report(.strayMark, "`\(written)` has no meaning in a rule", range, hint: hint)
  }
}
