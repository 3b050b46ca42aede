/// The length of the well-formed UTF-8 sequence (Unicode 16, table 3-7) that starts at an index, or
/// 0 when none does.
@inline(__always)
func lengthOfUTF8Sequence(_ bytes: [UInt8], at index: Int, before end: Int) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch first {
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  case 0xF1...0xF3: length = 4
  default: return 0
  }
  guard index + length <= end, second.contains(bytes[index + 1]) else { return 0 }
  var next = index + 2
  while next < index + length {
    guard bytes[next] & 0xC0 == 0x80 else { return 0 }
    next += 1
  }
  return length
}

/// The offset of the first byte of a range that is not part of well-formed UTF-8, or nil.
func firstByteNotUTF8(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
  var index = range.lowerBound
  while index < range.upperBound {
    let length = lengthOfUTF8Sequence(bytes, at: index, before: range.upperBound)
    if length == 0 { return index }
    index += length
  }
  return nil
}

/// Appends a Unicode scalar value as UTF-8.
func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  switch scalar {
  case 0..<0x80: bytes.append(UInt8(scalar))
  case 0x80..<0x800:
    bytes.append(UInt8(0xC0 | scalar >> 6))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  case 0x800..<0x1_0000:
    bytes.append(UInt8(0xE0 | scalar >> 12))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  default:
    bytes.append(UInt8(0xF0 | scalar >> 18 & 0x07))
    bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  }
}
