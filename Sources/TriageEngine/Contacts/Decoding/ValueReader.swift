import ThresholdDSL

/// Reads values as the types of facts.
enum ValueReader {
  /// Reads a value as a fact's type; a history fact has none.
  static func read(_ stated: StatedValue, as type: FactType) -> Reading<FactValue> {
    switch type {
    case .yesNo: yesNo(stated).map { .yesNo($0) }
    case .oneOf(let names): choice(stated, among: names).map { .choice($0) }
    case .anyOf(let names): choices(stated, among: names).map { .choices($0) }
    case .number: number(stated).map { .number($0) }
    case .date: date(stated).map { .date($0) }
    case .dateAndTime: moment(stated).map { .moment($0) }
    case .age: age(stated).map { .age($0) }
    case .history: .unreadable("it is counted from earlier contacts")
    }
  }

  /// Reads true and false, yes and no, Y and N, 1 and 0; also `a) Yes`.
  static func yesNo(_ stated: StatedValue) -> Reading<Bool> {
    let advice = "write yes, no or unknown"
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .bool(let bool): return .value(bool)
    case .list, .object: return .unreadable(advice)
    case .text(let written, _):
      let text = written.withoutLetter
      switch text.count {
      case 1:
        if text.says("y") || text.says("1") { return .value(true) }
        if text.says("n") || text.says("0") { return .value(false) }
      case 2: if text.says("no") { return .value(false) }
      case 3:
        // Programs write 1 and 0 as 1.0 and 0.0 when a column has gaps.
        if text.says("yes") || text.says("1.0") { return .value(true) }
        if text.says("0.0") { return .value(false) }
      case 4: if text.says("true") { return .value(true) }
      case 5: if text.says("false") { return .value(false) }
      default: if StatedValue.isUnknown(text) { return .unknown }
      }
      return .unreadable(advice)
    }
  }

  /// Reads one of the names.
  static func choice(_ stated: StatedValue, among names: [String]) -> Reading<Int> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, _):
      if let index = names.firstIndex(where: { text.says($0) }) { return .value(index) }
    case .bool, .list, .object: break
    }
    return .unreadable("write one of \(listed(names))")
  }

  /// Reads a number.
  static func number(_ stated: StatedValue) -> Reading<Quantity> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, _):
      // A count below nought is somebody's sign for "not known".
      if let number = Quantity(decimal: text) {
        return number.millionths >= 0
          ? .value(number) : .unreadable("write a number of 0 or more, or `unknown`")
      }
    case .bool, .list, .object: break
    }
    return .unreadable("write a number such as 3 or 2.5, without commas or units")
  }

  /// Reads a day.
  static func date(_ stated: StatedValue) -> Reading<CivilDate> {
    dated(stated) { DateText.read($0) }
  }

  /// Reads a day, a month or a year.
  static func days(_ stated: StatedValue) -> Reading<ClosedRange<CivilDate>> {
    dated(stated) { DateText.readRange($0) }
  }

  /// Reads a moment.
  static func moment(_ stated: StatedValue) -> Reading<Moment> {
    dated(stated) { MomentText.read($0) }
  }

  private static func dated<Value>(
    _ stated: StatedValue, _ read: (Span<UInt8>) -> Result<Value, DateProblem>
  ) -> Reading<Value> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, _):
      switch read(text.span) {
      case .success(let value): return .value(value)
      case .failure(let problem): return .unreadable(problem.explanation)
      }
    case .bool, .list, .object: return .unreadable(DateProblem.notADate.explanation)
    }
  }

  /// Names for a message: all of them, or the first of many.
  private static func listed(_ names: [String]) -> String {
    names.count <= 12
      ? names.joined(separator: ", ")
      : names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
  }
}

extension ValueReader {
  /// Reads several of the names: a list, or text joined by `|`, `;` or `,`; `none` for none.
  ///
  /// One name that cannot be read makes the whole unreadable: what it was meant to say is not known.
  static func choices(_ stated: StatedValue, among names: [String]) -> Reading<UInt64> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, _):
      let parts = text.split { $0 == 0x7C || $0 == 0x3B || $0 == 0x2C }.map { trimmed($0) }
      return set(of: parts.filter { !$0.isEmpty }, wasEmpty: false, among: names)
    case .list(let bytes):
      guard let parts = texts(ofList: bytes) else { break }
      return set(of: parts.filter { !$0.isEmpty }, wasEmpty: parts.isEmpty, among: names)
    case .bool, .object: break
    }
    return .unreadable(adviceOnChoices(names))
  }

  private static func set(
    of parts: [ArraySlice<UInt8>], wasEmpty: Bool, among names: [String]
  ) -> Reading<UInt64> {
    // `[]` says none; `[""]` and `|` say nothing.
    if parts.isEmpty { return wasEmpty ? .value(0) : .silence }
    var set: UInt64 = 0
    var hasUnknown = false
    for part in parts {
      if let index = names.firstIndex(where: { part.says($0) }) {
        set |= 1 << UInt64(index)
      } else if part.says("none"), parts.count == 1 {
        return .value(0)
      } else if StatedValue.isUnknown(part) {
        hasUnknown = true
      } else {
        return .unreadable(adviceOnChoices(names))
      }
    }
    return hasUnknown ? .unknown : .value(set)
  }

  /// The texts of a list as JSON writes it; nil when one is neither text nor `null`.
  private static func texts(ofList bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    let list = Array(bytes)
    guard let elements = (try? JSONValue(list))?.array else { return nil }
    var texts: [ArraySlice<UInt8>] = []
    for element in elements {
      switch element.content {
      case .string(let text): texts.append(trimmed(Array(text.utf8)[...]))
      case .null: texts.append(Array("null".utf8)[...])
      case .bool, .number, .array, .object: return nil
      }
    }
    return texts
  }

  private static func adviceOnChoices(_ names: [String]) -> String {
    "write a list of these, joined by |, or none: \(listed(names))"
  }

  /// Reads a length of life: `8 months`, `3 years`, or a number of years.
  static func age(_ stated: StatedValue) -> Reading<Age> {
    switch stated {
    case .silence: return .silence
    case .unknown: return .unknown
    case .text(let text, _):
      if let age = age(text) { return .value(age) }
    case .bool, .list, .object: break
    }
    return .unreadable("write an age such as 8 months or 3 years; a number alone means years")
  }

  private static func age(_ text: ArraySlice<UInt8>) -> Age? {
    let digits = text.prefix { $0 &- 0x30 <= 9 }
    guard (1...9).contains(digits.count) else { return nil }
    let count = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard count <= Limits.ageCount else { return nil }
    let unit = trimmed(text[digits.endIndex...])
    if unit.isEmpty { return Age(count: count, unit: .years) }
    for candidate in AgeUnit.allCases
    where unit.says(candidate.singular) || unit.says(candidate.singular + "s") {
      return Age(count: count, unit: candidate)
    }
    return nil
  }
}
