extension Lexer {
  /// Reads text in straight double quotes.
  mutating func text() {
    let start = position
    position += 1
    var curly: Range<Int>?
    while position < limit, !isLineEnd(bytes[position]) {
      switch bytes[position] {
      case 0x22:
        position += 1
        return add(.text, from: start)
      case 0x5C:
        escape()
      case 0xE2 where isCurlyDouble(at: position):
        if curly == nil { curly = position..<position + 3 }
        position += 3
      default:
        position += 1
      }
    }
    if let curly {
      // Word turned the closing quote.
      position = curly.upperBound
      report(
        .wrongQuotes, "text stands in straight double quotes", curly,
        hint: "write `\"`", replacement: "\"")
      return add(.text, from: start)
    }
    trimTextEnd(start)
    report(
      .badText, "text that starts with `\"` ends with `\"` on the same line", start..<position,
      hint: "write `\"` where the text ends; text does not go on over lines")
    add(.text, from: start)
  }

  private mutating func trimTextEnd(_ start: Int) {
    while position > start + 1, isBlank(bytes[position - 1]) { position -= 1 }
  }

  private mutating func escape() {
    let next = byte(ahead: 1)
    if next == 0x22 || next == 0x5C {
      position += 2
      return
    }
    report(
      .badText, "in text `\\` stands only before `\"` and `\\`", position..<position + 1,
      hint: "write `\\\\` for a backslash", replacement: "\\\\")
    position += 1
  }

  /// Whether there is a curly double quote: U+201C to U+201F, of which `"` was made.
  func isCurlyDouble(at place: Int) -> Bool {
    place + 2 < limit && bytes[place] == 0xE2 && bytes[place + 1] == 0x80
      && (0x9C...0x9F).contains(bytes[place + 2])
  }

  /// Reads text that starts with a curly double quote and ends with any double quote.
  mutating func curlyText() {
    let start = position
    position += 3
    while position < limit, !isLineEnd(bytes[position]) {
      if bytes[position] == 0x22 || isCurlyDouble(at: position) {
        position += bytes[position] == 0x22 ? 1 : 3
        return reportCurlyText(start..<position)
      }
      position += 1
    }
    trimTextEnd(start)
    report(
      .wrongQuotes, "text stands in straight double quotes, on one line", start..<position,
      hint: "write `\"` before and after the text")
    add(.text, from: start)
  }

  private mutating func reportCurlyText(_ range: Range<Int>) {
    let closing = bytes[range.upperBound - 1] == 0x22 ? 1 : 3
    let inner = bytes[range.lowerBound + 3..<range.upperBound - closing]
    let right = "\"" + String(decoding: inner, as: UTF8.self) + "\""
    report(
      .wrongQuotes, "text stands in straight double quotes, not in curly ones", range,
      hint: "write the quotes straight", replacement: right)
    add(.text, from: range.lowerBound)
  }

  /// Reads text in single quotes, straight or curly; an apostrophe in a word is a mark of its own.
  mutating func singleQuoted(length: Int) {
    let start = position
    let isInWord = previous.map { $0.end == start && $0.kind == .word } == true
    var end = position + length
    while end < limit, !isLineEnd(bytes[end]), singleQuoteLength(at: end) == nil { end += 1 }
    guard !isInWord, let closing = end < limit ? singleQuoteLength(at: end) : nil else {
      position += length
      while position < limit, isNameByte(bytes[position]) { position += 1 }
      return report(
        .strayMark, "an apostrophe has no meaning in a rule", start..<start + length,
        hint: "put text in double quotes, and leave apostrophes out of names")
    }
    let right = "\"" + String(decoding: bytes[start + length..<end], as: UTF8.self) + "\""
    position = end + closing
    report(
      .wrongQuotes, "text stands in double quotes, not in single ones", start..<position,
      hint: "write double quotes", replacement: right)
    add(.text, from: start)
  }

  private func singleQuoteLength(at place: Int) -> Int? {
    if bytes[place] == 0x27 { return 1 }
    return place + 2 < limit && bytes[place] == 0xE2 && bytes[place + 1] == 0x80
      && (bytes[place + 2] == 0x98 || bytes[place + 2] == 0x99) ? 3 : nil
  }
}

/// The text between the quotes of a token, whatever quotes they are, with escapes replaced.
func textBetweenQuotes(_ written: ArraySlice<UInt8>) -> String {
  guard let first = written.first else { return "" }
  var inner = written.dropFirst(first < 0x80 ? 1 : 3)
  if let last = inner.last {
    if last == 0x22 && first != 0x27 || last == 0x27 && first == 0x27 {
      inner = inner.dropLast()
    } else if inner.suffix(3).starts(with: [0xE2, 0x80]) {
      inner = inner.dropLast(3)
    }
  }
  guard inner.contains(0x5C) else { return String(decoding: inner, as: UTF8.self) }
  var text: [UInt8] = []
  var isEscaped = false
  for byte in inner {
    if byte == 0x5C, !isEscaped {
      isEscaped = true
      continue
    }
    if isEscaped, byte != 0x22, byte != 0x5C { text.append(0x5C) }
    text.append(byte)
    isEscaped = false
  }
  if isEscaped { text.append(0x5C) }
  return String(decoding: text, as: UTF8.self)
}
