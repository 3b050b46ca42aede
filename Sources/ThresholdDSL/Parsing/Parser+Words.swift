/// Names, numbers, texts and lists.
extension Parser {
  /// The name that a token is, repaired if it was written with capitals or hyphens.
  func identifier(at place: Int) -> Identifier {
    let token = tokens[place]
    let written = bytes[token.bytes]
    let isCalendar = place > 0 && tokens[place - 1].keyword == .calendar
    if token.kind == .word, !isCalendar, !written.allSatisfy({ isNameByte($0) }) {
      // An operator such as `&&` was read as the word that it stands for.
      let text =
        token.keyword == .other
        ? String(decoding: repairedName(written), as: UTF8.self) : token.keyword.rawValue
      return Identifier(text, span: span(at: place))
    }
    return Identifier(String(decoding: written, as: UTF8.self), span: span(at: place))
  }

  /// Reads a name; `what` says what it names, such as `a fact`.
  mutating func name(_ what: String) -> Identifier? {
    switch kind {
    case .word where !keyword.isReserved && !(isAtLineStart && keyword.startsLine):
      index += 1
      return identifier(at: index - 1)
    case .word where !isAtLineStart:
      failReserved(what)
      index += 1
      return nil
    case .text where !isAtLineStart:
      let text = textValue(at: index)
      let isName =
        text.utf8.allSatisfy(isNameByte) && text.utf8.first.map(isLowerCase) == true
      let span = span(at: index)
      fail(
        .nameExpected, "names stand without quotes", at: span,
        hints: [
          .init(
            isName ? "write `\(text)`" : "write \(what) as a name, such as `child_present`",
            replacement: isName ? .init(span: span, text: text) : nil)
        ])
      index += 1
      return isName ? Identifier(text, span: span) : nil
    case .code where !isAtLineStart, .number where !isAtLineStart:
      fail(
        .nameExpected, "a name starts with a letter", at: here,
        hint: "write \(what) as a name: small letters, digits and underscores")
      index += 1
      return nil
    default:
      fail(
        .nameExpected, "\(what) is named here, but \(found)", at: here,
        hint: "write the name of \(what)")
      return nil
    }
  }

  private mutating func failReserved(_ what: String) {
    let word = keyword.rawValue
    let hint =
      switch keyword {
      case .unknown where what == "a value":
        "leave `unknown` out of the values: every fact may be unknown"
      case .none where what == "a value":
        "leave `none` out of the values: none of them may be stated of any fact of this type"
      default: "choose another name, or add a word to it"
      }
    fail(
      .reservedWord, "`\(word)` is a word of the language and cannot name \(what)", at: here,
      hint: hint)
  }

  /// Reads text in quotes.
  mutating func text(_ what: String) -> StringSyntax? {
    guard kind == .text else {
      fail(
        .textExpected, "\(what) is text in double quotes, but \(found)", at: here,
        hints: [
          .init("write \(what) in straight double quotes", replacement: restOfLineInQuotes())
        ])
      return nil
    }
    index += 1
    return StringSyntax(textValue(at: index - 1), span: span(at: index - 1))
  }

  /// The rest of the line as text, if it is nothing but words.
  private func restOfLineInQuotes() -> Diagnostic.Replacement? {
    guard !isAtLineStart else { return nil }
    var last = index
    while last < end, last == index || !tokens[last].startsLine {
      if tokens[last].kind != .word && tokens[last].kind != .number { return nil }
      last += 1
    }
    let span = span(index..<last)
    return .init(span: span, text: "\"" + written(span) + "\"")
  }

  /// The text that a token stands for.
  func textValue(at place: Int) -> String { textBetweenQuotes(bytes[tokens[place].bytes]) }

  /// Reads a number.
  mutating func number(_ what: String) -> NumberSyntax? {
    guard kind == .number else {
      failNumber(what)
      return nil
    }
    let span = span(at: index)
    guard let value = numberValue(at: index) else {
      fail(
        .valueExpected,
        "a number has at most twelve digits before the point and six after it", at: span,
        hint: "write a shorter number")
      index += 1
      return nil
    }
    index += 1
    return NumberSyntax(value, span: span)
  }

  private mutating func failNumber(_ what: String) {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    if kind == .word, let place = words.firstIndex(of: written(span(at: index))) {
      fail(
        .valueExpected, "numbers are written in digits", at: here, hint: "write `\(place + 1)`",
        replace: here, with: String(place + 1))
      index += 1
    } else {
      fail(
        .valueExpected, "\(what) is written here, but \(found)", at: here,
        hint: "write a number in digits")
    }
  }

  private func numberValue(at place: Int) -> Quantity? {
    let written = bytes[tokens[place].bytes]
    if written.count <= 9, written.allSatisfy(isDigit) {
      return Quantity(written.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    var plain: [UInt8] = []
    for scalar in String(decoding: written, as: UTF8.self).unicodeScalars where scalar != "," {
      plain.append(fullWidthASCII(scalar) ?? UInt8(clamping: scalar.value))
    }
    // A policy lead may write `007` without harm.
    let isNegative = plain.first == UInt8(ascii: "-")
    var digits = plain.dropFirst(isNegative ? 1 : 0)
    while digits.count > 1, digits.first == 0x30, digits.dropFirst().first.map(isDigit) == true {
      digits = digits.dropFirst()
    }
    return Quantity(decimal: (isNegative ? [UInt8(ascii: "-")] : []) + digits)
  }

  /// Reads a date.
  mutating func date(_ what: String) -> (CivilDate, SourceSpan)? {
    guard kind == .date else {
      fail(
        .valueExpected, "\(what) is a date, but \(found)", at: here,
        hint: "write a date as year, month and day: `2021-05-04`")
      return nil
    }
    index += 1
    let span = span(at: index - 1)
    guard let date = dateValue(at: index - 1) else {
      // The lexer has said that there is no such day.
      failQuietly()
      return nil
    }
    return (date, span)
  }

  private func dateValue(at place: Int) -> CivilDate? {
    let written = bytes[tokens[place].bytes]
    if let date = dateWrittenDayFirst(written) { return date }
    let parts = written.split(separator: UInt8(ascii: "-"))
    guard parts.count == 3 else { return nil }
    return CivilDate(
      year: partOfDate(parts[0]), month: partOfDate(parts[1]), day: partOfDate(parts[2]))
  }

  /// Reads a time of day, in minutes after midnight.
  mutating func time(_ what: String) -> Int? {
    guard kind == .time else {
      fail(
        .valueExpected, "\(what) is a time, but \(found)", at: here,
        hint: "write a time with two digits of hour and two of minute: `08:30`")
      return nil
    }
    index += 1
    let written = bytes[tokens[index - 1].bytes]
    let parts = written.split { !isDigit($0) }
    guard parts.count >= 2 else { return nil }
    var hour = partOfDate(parts[0])
    if written.last.map({ $0 | 0x20 }) == UInt8(ascii: "m"), hour < 12,
      written.contains(where: { $0 | 0x20 == UInt8(ascii: "p") })
    {
      hour += 12
    }
    return min(24 * 60, hour * 60 + partOfDate(parts[1]))
  }

  /// Reads names with commas between them; a comma before one of `stops` is not read.
  ///
  /// In a condition `and` and `or` go on with the next part; elsewhere they are meant for a comma.
  mutating func names(
    _ what: String, stops: [Keyword] = [], isInCondition: Bool = false
  ) -> [Identifier] {
    var names: [Identifier] = []
    while true {
      let before = index
      guard let name = name(what) else {
        if index == before { return names }
        if kind != .comma { return names }
        index += 1
        continue
      }
      names.append(name)
      guard index < end else { return names }
      if kind == .comma {
        if stops.contains(keyword(ahead: 1)) { return names }
        index += 1
        if index >= end || isAtLineStart && keyword.startsLine {
          fail(
            .badList, "a comma stands between two names, not after the last",
            at: span(at: index - 1),
            hint: "delete the comma, or write another name after it", replace: span(at: index - 1),
            with: "")
          return names
        }
      } else if keyword == .or || keyword == .and, !isInCondition, !isAtLineStart,
        kind(ahead: 1) == .word
      {
        fail(
          .badList, "the names of a list are kept apart by commas", at: here,
          hint: "write a comma instead of `\(keyword.rawValue)`",
          replace: SourceSpan(file: file, start: tokens[index - 1].end, end: tokens[index].end),
          with: ",")
        index += 1
      } else {
        return names
      }
    }
  }
}
