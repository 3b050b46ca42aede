extension Lexer {
  /// Whether a byte belongs to a word although no right name has it.
  func isOddWordByte(at place: Int) -> Bool {
    guard place < limit else { return false }
    let byte = bytes[place]
    if isUpperCase(byte) { return true }
    if byte == UInt8(ascii: "-") {
      guard place + 1 < limit else { return false }
      let next = bytes[place + 1]
      return isLowerCase(next) || isUpperCase(next)
    }
    guard byte >= 0x80, let (scalar, _) = decodeScalar(bytes, at: place) else { return false }
    if let plain = fullWidthASCII(scalar) { return isNameByte(plain) || isUpperCase(plain) }
    return scalar.properties.isAlphabetic
  }

  /// Reads a word with upper-case or foreign letters, hyphens, or an underscore or full-width
  /// character at its start.
  mutating func oddWord() {
    if previous?.keyword == .clause, bytes[position] < 0x80 { return clauseNumber() }
    let start = position
    while position < limit {
      let byte = bytes[position]
      if isNameByte(byte) {
        position += 1
      } else if isOddWordByte(at: position) {
        position += byte < 0x80 ? 1 : decodeScalar(bytes, at: position)?.length ?? 1
      } else {
        break
      }
    }
    let repaired = repairedName(bytes[start..<position])
    let keyword = KeywordTable.shared.keyword(repaired)
    let isCalendar =
      previous?.keyword == .calendar
      && bytes[start..<position].allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "-") }
    let isCode = previous?.keyword == .answer && isDiagnosticCode(bytes[start..<position])
    if !isCalendar, !isCode {
      reportName(start..<position, repaired: repaired, keyword: keyword)
    }
    add(.word, from: start, keyword: isCalendar ? .other : keyword)
  }

  private mutating func reportName(
    _ range: Range<Int>, repaired: [UInt8], keyword: Keyword
  ) {
    let written = String(decoding: bytes[range], as: UTF8.self)
    let right = String(decoding: repaired, as: UTF8.self)
    guard repaired.allSatisfy({ isNameByte($0) }), repaired.first.map(isLowerCase) == true else {
      let isLetterFirst = repaired.first.map(isLowerCase) == true
      report(
        .badName,
        isLetterFirst
          ? "names are made of the letters a to z, digits and underscores"
          : "a name starts with a letter a to z", range,
        hint: "spell `\(written)` with letters a to z, digits and underscores")
      return
    }
    if bytes[range].contains(where: { $0 >= 0x80 }) {
      report(
        .badName, "names are written with the ordinary letters a to z", range,
        hint: "write `\(right)`", replacement: right)
    } else if keyword != .other {
      report(
        .badName, "the words of the language are written in small letters", range,
        hint: "write `\(right)`", replacement: right)
    } else if bytes[range].contains(UInt8(ascii: "-")) {
      report(
        .badName, "the words of a name are joined by underscores, not by hyphens", range,
        hint: "write `\(right)`", replacement: right)
    } else {
      report(
        .badName, "names are written in small letters", range, hint: "write `\(right)`",
        replacement: right)
    }
  }
}

/// Whether this is the code of a message, such as `T0903`.
private func isDiagnosticCode(_ bytes: ArraySlice<UInt8>) -> Bool {
  bytes.count == 5 && bytes.first == UInt8(ascii: "T") && bytes.dropFirst().allSatisfy(isDigit)
}

/// Whether the byte may stand in a name.
@inline(__always) func isNameByte(_ byte: UInt8) -> Bool {
  isLowerCase(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}

/// The name that was meant: small letters for capitals, underscores for hyphens, and ordinary
/// characters for full-width ones.
func repairedName(_ written: ArraySlice<UInt8>) -> [UInt8] {
  var repaired: [UInt8] = []
  let bytes = Array(written)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 {
      repaired.append(
        isUpperCase(byte) ? byte | 0x20 : byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte)
      index += 1
    } else if let (scalar, length) = decodeScalar(bytes, at: index) {
      if let plain = fullWidthASCII(scalar) {
        repaired.append(isUpperCase(plain) ? plain | 0x20 : plain)
      } else {
        repaired += bytes[index..<index + length]
      }
      index += length
    } else {
      repaired.append(byte)
      index += 1
    }
  }
  return repaired
}

/// The ASCII character that a full-width one stands for, or nil.
func fullWidthASCII(_ scalar: Unicode.Scalar) -> UInt8? {
  (0xFF01...0xFF5E).contains(scalar.value) ? UInt8(scalar.value - 0xFEE0) : nil
}

/// The character there and how many bytes it takes, or nil when they are not UTF-8.
func decodeScalar(_ bytes: [UInt8], at place: Int) -> (scalar: Unicode.Scalar, length: Int)? {
  let first = bytes[place]
  let length =
    switch first {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  guard length > 0, place + length <= bytes.count else { return nil }
  if length == 1 { return (Unicode.Scalar(first), 1) }
  var value = UInt32(first) & (0x7F >> UInt32(length))
  for byte in bytes[place + 1..<place + length] {
    guard byte & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
  guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, length)
}
