/// Reads JSON (RFC 8259) strictly, byte by byte: the one scanner under documents and contacts.
///
/// It stands at a byte of `bytes` and each method reads one thing from there. Nothing is decoded
/// until asked for: text is passed over (and validated), and unescaped by ``appendText``.
struct JSONScanner {
  /// The input.
  let bytes: [UInt8]
  /// The byte to read next.
  var position: Int
  /// The byte after the last one to read.
  let end: Int

  /// Text as passed over: the bytes between its quotes.
  struct Text {
    /// The bytes between the quotes.
    var range: Range<Int>
    /// Whether a back-slash stands among them.
    var hasEscapes: Bool
  }

  /// A scanner at the start of a range of bytes.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// The next byte after white space, which is passed over; nil at the end.
  mutating func next() -> UInt8? {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  /// Passes over white space to the end of the input.
  mutating func finish() throws(JSONError) {
    if next() != nil { throw JSONError(.trailingText, at: position) }
  }

  /// What separates the elements of an array or the members of an object.
  ///
  /// True when another element follows; false when the bracket closes.
  mutating func continues(until bracket: UInt8) throws(JSONError) -> Bool {
    switch next() {
    case UInt8(ascii: ","):
      let comma = position
      position += 1
      if next() == bracket { throw JSONError(.trailingComma, at: comma) }
      return true
    case bracket:
      position += 1
      return false
    case nil: throw JSONError(.unexpectedEnd, at: end)
    default: throw JSONError(.commaWanted, at: position)
    }
  }

  /// Passes over the colon after a name.
  mutating func readColon() throws(JSONError) {
    guard let byte = next() else { throw JSONError(.unexpectedEnd, at: end) }
    guard byte == UInt8(ascii: ":") else { throw JSONError(.colonWanted, at: position) }
    position += 1
  }

  /// Passes over the name of a member.
  mutating func readName() throws(JSONError) -> Text {
    guard let byte = next() else { throw JSONError(.unexpectedEnd, at: end) }
    guard byte == UInt8(ascii: "\"") else {
      throw JSONError(startsWrongQuotes ? .wrongQuotes : .nameWanted, at: position)
    }
    return try readText()
  }
}

extension JSONScanner {
  /// Passes over text, from its opening quote, at which it stands, to after its closing quote.
  mutating func readText() throws(JSONError) -> Text {
    var index = position + 1
    let start = index
    var hasEscapes = false
    while true {
      index = ByteSearch.endOfPlainText(bytes.span, from: index, before: end)
      guard index < end else { break }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index + 1
        return Text(range: start..<index, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index += try lengthOfEscape(at: index)
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter, at: index)
      } else {
        let length = lengthOfUTF8Sequence(bytes, at: index, before: end)
        if length == 0 { throw JSONError(.notUTF8, at: index) }
        index += length
      }
    }
    throw JSONError(.unexpectedEnd, at: end)
  }

  /// The length of the escape whose back-slash stands at an index; both halves of a pair count.
  private func lengthOfEscape(at index: Int) throws(JSONError) -> Int {
    guard index + 1 < end else { throw JSONError(.unexpectedEnd, at: end) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"): break
    default: throw JSONError(.badEscape, at: index)
    }
    guard let unit = hexadecimal(at: index + 2) else { throw JSONError(.badEscape, at: index) }
    if unit & 0xF800 != 0xD800 { return 6 }
    guard unit < 0xDC00, index + 7 < end, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u"), let low = hexadecimal(at: index + 8),
      low & 0xFC00 == 0xDC00
    else { throw JSONError(.loneSurrogate, at: index) }
    return 12
  }

  /// The number that four hexadecimal digits at an index write, or nil when they do not.
  private func hexadecimal(at index: Int) -> UInt32? {
    guard index + 4 <= end else { return nil }
    var number: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x57
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x37
      default: return nil
      }
      number = number << 4 | UInt32(digit)
    }
    return number
  }

  /// Appends what a text says, its escapes replaced by what they stand for.
  func appendText(_ text: Text, to output: inout [UInt8]) {
    guard text.hasEscapes else {
      output.append(contentsOf: bytes[text.range])
      return
    }
    var index = text.range.lowerBound
    while index < text.range.upperBound {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        output.append(byte)
        index += 1
        continue
      }
      index += appendEscape(at: index, to: &output)
    }
  }

  /// Appends what the valid escape at an index stands for; its length.
  private func appendEscape(at index: Int, to output: inout [UInt8]) -> Int {
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"):
      let unit = hexadecimal(at: index + 2) ?? 0xFFFD
      guard unit & 0xF800 == 0xD800 else {
        appendUTF8(unit, to: &output)
        return 6
      }
      let low = hexadecimal(at: index + 8) ?? 0xDC00
      appendUTF8(0x1_0000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &output)
      return 12
    case let other: output.append(other)
    }
    return 2
  }
}

extension JSONScanner {
  /// Passes over a number, at whose first byte it stands.
  mutating func readNumber() throws(JSONError) -> Range<Int> {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    try readDigits()
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
      throw JSONError(.badNumber, at: start)
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try readDigits()
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try readDigits()
    }
    // `1.2.3`, `0x1` and `12abc` are numbers gone wrong rather than a missing comma.
    if position < end, bytes[position] == UInt8(ascii: ".") || isWordByte(bytes[position]) {
      throw JSONError(.badNumber, at: start)
    }
    return start..<position
  }

  private mutating func readDigits() throws(JSONError) {
    let start = position
    while position < end, bytes[position] &- 0x30 <= 9 { position += 1 }
    if position == start { throw JSONError(.badNumber, at: min(position, end)) }
  }

  /// Passes over a word without quotes, at whose first byte it stands; nil for `null`.
  mutating func readWord() throws(JSONError) -> Bool? {
    let start = position
    while position < end, isWordByte(bytes[position]) { position += 1 }
    switch position - start {
    case 4 where stands(Self.trueWord, at: start): return true
    case 5 where stands(Self.falseWord, at: start): return false
    case 4 where stands(Self.nullWord, at: start): return nil
    default: break
    }
    throw JSONError(.unknownWord, at: start)
  }

  private static let trueWord = Array("true".utf8)
  private static let falseWord = Array("false".utf8)
  private static let nullWord = Array("null".utf8)

  /// Whether the bytes at an index, of which there are as many, are those of a word.
  @inline(__always)
  private func stands(_ word: [UInt8], at start: Int) -> Bool {
    for index in word.indices where bytes[start + index] != word[index] { return false }
    return true
  }

  /// The error for a byte that starts no value.
  func noValue() -> JSONError {
    if position >= end { return JSONError(.unexpectedEnd, at: end) }
    if startsWrongQuotes { return JSONError(.wrongQuotes, at: position) }
    if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: ".") {
      return JSONError(.badNumber, at: position)
    }
    if bytes[position] >= 0x80, lengthOfUTF8Sequence(bytes, at: position, before: end) == 0 {
      return JSONError(.notUTF8, at: position)
    }
    return JSONError(.valueWanted, at: position)
  }

  /// Whether a quote that JSON does not know stands here: `'`, or a curly or low double one.
  private var startsWrongQuotes: Bool {
    if bytes[position] == UInt8(ascii: "'") { return true }
    // U+2018 to U+201F.
    return position + 2 < end && bytes[position] == 0xE2 && bytes[position + 1] == 0x80
      && (0x98...0x9F).contains(bytes[position + 2])
  }
}

/// Whether a byte is an ASCII letter, digit or underscore.
@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool {
  byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
}
