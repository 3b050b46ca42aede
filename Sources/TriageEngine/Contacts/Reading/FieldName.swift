/// How the names of fields are compared.
///
/// Names are the ones declared, and spreadsheets write them their own way: capitals count as small
/// letters, spaces and hyphens as underscores. So `Date of Birth` is `date_of_birth`, and two fields
/// that differ in nothing else are one field stated twice.
enum FieldName {
  /// The byte that a byte of a name counts as.
  @inline(__always)
  static func folded(_ byte: UInt8) -> UInt8 {
    if byte &- 0x41 < 26 { return byte | 0x20 }
    return byte == 0x20 || byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte
  }

  /// The name as it counts.
  static func folded(_ name: some Sequence<UInt8>) -> [UInt8] {
    name.map { folded($0) }
  }

  /// A number that is equal for names that count as equal (Fowler, Noll and Vo, FNV-1a).
  @inline(__always)
  static func hash(_ bytes: [UInt8], in range: Range<Int>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    var index = range.lowerBound
    while index < range.upperBound {
      hash = (hash ^ UInt32(folded(bytes[index]))) &* 16_777_619
      index += 1
    }
    return hash ^ hash >> 15
  }

  /// Whether two names count as equal.
  static func areEqual(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { folded($0) == folded($1) }
  }

  /// Whether the names in two ranges count as equal.
  @inline(__always)
  static func areEqual(
    _ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>
  ) -> Bool {
    guard leftRange.count == rightRange.count else { return false }
    let (left, right) = (left.span.extracting(leftRange), right.span.extracting(rightRange))
    for index in left.indices {
      let (mine, its) = (left[index], right[index])
      // Nearly all names are written as they were declared.
      if mine != its, folded(mine) != folded(its) { return false }
    }
    return true
  }

  /// The name as a message shows it: its start, when it is long.
  static func shown(_ name: ArraySlice<UInt8>) -> String {
    let limit = ContactLimits.shownNameBytes
    if name.count <= limit { return String(decoding: name, as: UTF8.self) }
    var end = name.startIndex + limit
    while end > name.startIndex, name[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: name[..<end], as: UTF8.self) + "…"
  }
}
