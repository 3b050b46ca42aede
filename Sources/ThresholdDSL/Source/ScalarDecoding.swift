/// One Unicode scalar of a text in UTF-8, or one byte that belongs to none.
struct DecodedScalar {
  /// The scalar; nil for a byte that is not valid UTF-8 here.
  var scalar: Unicode.Scalar?
  /// How many bytes it takes; at least 1.
  var length: Int
}

/// The scalar that starts at `index`, which lies before `end`; text that is not UTF-8 is read byte by
/// byte, so that a message can still point into it.
func decodedScalar(_ bytes: [UInt8], at index: Int, before end: Int) -> DecodedScalar {
  let lead = bytes[index]
  if lead < 0x80 { return DecodedScalar(scalar: Unicode.Scalar(lead), length: 1) }
  let invalid = DecodedScalar(scalar: nil, length: 1)
  let length: Int
  var value: UInt32
  switch lead {
  case 0xC2...0xDF: (length, value) = (2, UInt32(lead & 0x1F))
  case 0xE0...0xEF: (length, value) = (3, UInt32(lead & 0x0F))
  case 0xF0...0xF4: (length, value) = (4, UInt32(lead & 0x07))
  default: return invalid
  }
  guard index + length <= end else { return invalid }
  for next in index + 1..<index + length {
    guard bytes[next] & 0xC0 == 0x80 else { return invalid }
    value = value << 6 | UInt32(bytes[next] & 0x3F)
  }
  // The shortest form is the only valid one; surrogates are refused by the scalar's initialiser.
  guard value >= (length == 3 ? 0x800 : length == 4 ? 0x1_0000 : 0x80),
    let scalar = Unicode.Scalar(value)
  else { return invalid }
  return DecodedScalar(scalar: scalar, length: length)
}
