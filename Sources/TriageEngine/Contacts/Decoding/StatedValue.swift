import ThresholdDSL

/// What a field's value says before its type is asked for.
enum StatedValue {
  /// Nothing: an empty cell, `""` or white space.
  case silence
  /// That it is unknown: `null`, `unknown`, `not asked` or `not known`.
  case unknown
  /// `true` or `false`, as JSON writes them.
  case bool(Bool)
  /// Text or a number, without the white space around it.
  case text(ArraySlice<UInt8>, isNumber: Bool)
  /// A list, as JSON writes it.
  case list(ArraySlice<UInt8>)
  /// An object.
  case object

  /// What a value of a row says.
  init(_ value: RawValue, in row: RawRow) {
    switch value {
    case .null: self = .unknown
    case .bool(let bool): self = .bool(bool)
    case .number(let text): self = .text(row.bytes(of: text), isNumber: true)
    case .string(let text): self = Self.reading(row.bytes(of: text))
    case .array(let text): self = .list(row.bytes(of: text))
    case .object: self = .object
    }
  }

  private static func reading(_ bytes: ArraySlice<UInt8>) -> StatedValue {
    let text = trimmed(bytes)
    if text.isEmpty { return .silence }
    return isUnknown(text) ? .unknown : .text(text, isNumber: false)
  }

  /// Whether text states that something is unknown, whatever its capitals.
  static func isUnknown(_ text: ArraySlice<UInt8>) -> Bool {
    switch text.count {
    case 4: text.says("null")
    case 7: text.says("unknown")
    case 9: text.says("not_asked") || text.says("not_known")
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the text is a name, capitals, spaces and hyphens set aside.
  func says(_ name: String) -> Bool {
    guard count == name.utf8.count else { return false }
    let (mine, its) = (span, name.utf8.span)
    for index in mine.indices where FieldName.folded(mine[index]) != its[index] { return false }
    return true
  }

  /// The text without a letter and bracket before it, as in `b) No` or `p1) 5D: LA services`.
  var withoutLetter: ArraySlice<UInt8> {
    let bracket = prefix(3).firstIndex(of: UInt8(ascii: ")"))
    guard let bracket, bracket > startIndex, let first, (first | 0x20) &- 0x61 < 26 else {
      return self
    }
    return trimmed(self[(bracket + 1)...])
  }
}

/// What a value is read as, once its type is asked for.
enum Reading<Value> {
  /// Nothing is stated.
  case silence
  /// It is stated to be unknown.
  case unknown
  /// It has a value.
  case value(Value)
  /// It cannot be read; what to write instead.
  case unreadable(String)

  /// The reading with its value changed.
  func map<Other>(_ change: (Value) -> Other) -> Reading<Other> {
    switch self {
    case .silence: .silence
    case .unknown: .unknown
    case .value(let value): .value(change(value))
    case .unreadable(let advice): .unreadable(advice)
    }
  }
}
