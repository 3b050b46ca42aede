extension ValueReader {
  /// Reads an id: text, or a whole number.
  ///
  /// INVARIANT: ids that look the same are the same. Spaces of any kind around an id and characters
  /// that show nothing, such as those a spreadsheet or a web page leaves behind, are no part of it:
  /// they would make another child of the same one, whose earlier contacts nobody would count.
  static func id(_ stated: StatedValue) -> Reading<String> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, let isNumber):
      // No CSV could say it again, so a case with such an id could not be audited.
      if text.contains(0) { return .unreadable("an id has no NUL character") }
      let isWhole = !text.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
      if !isNumber || isWhole { return id(text) }
    case .bool, .list, .object: break
    }
    return .unreadable("an id is text or a whole number")
  }

  private static func id(_ text: ArraySlice<UInt8>) -> Reading<String> {
    if text.allSatisfy({ $0 < 0x80 }) {
      return isNoID(text) ? .unknown : .value(String(decoding: text, as: UTF8.self))
    }
    let seen = String(decoding: text, as: UTF8.self).unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint
    }.map(plain)
    var bytes: [UInt8] = []
    for scalar in seen { appendUTF8(scalar.value, to: &bytes) }
    let known = trimmed(bytes[...])
    if known.isEmpty { return .silence }
    return StatedValue.isUnknown(known) || isNoID(known)
      ? .unknown : .value(String(decoding: known, as: UTF8.self))
  }

  /// A character as it looks: a space for any space, a hyphen for any hyphen or dash, and the letters,
  /// digits and signs that are as wide as they are high as usual ones.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "-"
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x80... where scalar.properties.isWhitespace: " "
    default: scalar
    }
  }

  /// Reads what several rows share, an incident or a household: an id, but not what stands in for
  /// none, which would make one of all the rows that have none.
  static func sharedID(_ stated: StatedValue) -> Reading<String> {
    let reading = id(stated)
    guard case .value(let id) = reading else { return reading }
    let isNone =
      id.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
      || id.utf8.count == 2 && Array(id.utf8)[...].says("no")
    return isNone ? .unknown : reading
  }

  /// Whether text stands where an id would, and is none: `N/A`, `none`, `TBC`, or signs alone.
  private static func isNoID(_ text: ArraySlice<UInt8>) -> Bool {
    // None of them has a digit, and nearly every id has.
    if text.count > 14 || text.contains(where: { $0 &- 0x30 < 10 }) { return false }
    return placeholders.contains { text.says($0) }
      || !text.contains { $0 >= 0x80 || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
  }

  private static let placeholders = [
    "n/a", "na", "n.a.", "none", "nil", "not_applicable", "not_stated", "not_recorded", "tbc",
    "tba", "to_follow", "n/k", "nk", "unk", "pending", "awaiting", "awaited", "no_name", "blank",
    "not_yet_known",
  ]
}
