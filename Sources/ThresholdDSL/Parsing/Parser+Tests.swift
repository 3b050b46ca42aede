/// What a condition asks of one fact.
extension Parser {
  /// Reads what follows the subject of a test; the name alone is a condition too.
  mutating func test(of subject: Identifier, _ start: Int) -> ConditionSyntax {
    let test: TestSyntax?
    switch kind {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      test = comparison(from: start)
    case .notEqual:
      index += 1
      test = value().map { .equals($0, negated: true) }
    case .word:
      switch keyword {
      case .is:
        index += 1
        test = isTest(subject, from: start)
      case .includes:
        index += 1
        test = includes(subject, from: start)
      case .at where keyword(ahead: 1) == .least && !isAtLineStart:
        fail(
          .isExpected, "`is` stands before `at least`", at: here, hint: "write `is at least`",
          replace: place(before: index), with: " is")
        test = atLeast(subject, from: start, negated: false)
      case .not where !isAtLineStart, .known where !isAtLineStart, .unknown where !isAtLineStart:
        if keyword != .unknown {
          fail(
            .isExpected, "`is` stands between a fact and what is said of it", at: here,
            hint: "write `is \(keyword.rawValue)`", replace: place(before: index), with: " is")
        }
        test = isTest(subject, from: start)
      case .in where !isAtLineStart:
        let range = span(at: index)
        index += 1
        fail(
          .alternatives, "several values are listed after `is one of`", at: range,
          hint: "write `\(subject.text) is one of` and the values, with commas between them")
        skipLine()
        return .missing(span: span(from: start))
      default:
        return .name(subject)
      }
    default:
      return .name(subject)
    }
    let whole = span(from: start)
    guard let test else { return .missing(span: whole) }
    return .test(subject: subject, test, span: whole)
  }

  // MARK: Comparisons

  private var comparisonHere: Comparison? {
    switch kind {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  private mutating func comparison(from start: Int) -> TestSyntax? {
    guard let comparison = comparisonHere else { return nil }
    index += 1
    guard let operand = value() else { return nil }
    if comparisonHere != nil {
      let subject = written(span(at: start))
      let sign = written(span(at: index))
      index += 1
      let second = value().map { written($0.span) } ?? "…"
      let right = "\(written(span(start..<start + 2))) \(written(operand.span))"
      failChained(start, "\(right) and \(subject) \(sign) \(second)")
    }
    return .compare(comparison, operand)
  }

  private mutating func failChained(_ start: Int, _ right: String) {
    let whole = span(from: start)
    fail(
      .chainedComparison, "a fact is compared with one value at a time", at: whole,
      hint: "write `\(right)`", replace: whole, with: right)
  }

  /// Reads `1 < x < 5` or `3 <= x`, which put the value first; both are reported.
  mutating func valueFirst() -> ConditionSyntax {
    let start = index
    guard let first = value() else { return .missing(span: span(from: start)) }
    guard let comparison = comparisonHere else {
      fail(
        .conditionExpected, "a condition starts with a fact, not with a value", at: first.span,
        hint: "write the fact before it: `child_age < 1 year`")
      return .missing(span: span(from: start))
    }
    index += 1
    guard kind == .word, let subject = name("a fact") else {
      return .missing(span: span(from: start))
    }
    let turned = "\(subject.text) \(comparison.turned) \(written(first.span))"
    if comparisonHere != nil {
      let sign = written(span(at: index))
      index += 1
      let second = value().map { written($0.span) } ?? "…"
      failChained(start, "\(turned) and \(subject.text) \(sign) \(second)")
    } else {
      let whole = span(from: start)
      fail(
        .chainedComparison, "the fact stands before the value that it is compared with", at: whole,
        hint: "write `\(turned)`", replace: whole, with: turned)
    }
    return .missing(span: span(from: start))
  }

  /// Reads what a fact is compared with.
  mutating func value() -> OperandSyntax? {
    if isAtLineStart, keyword.startsLine || keyword.isReserved {
      fail(
        .valueExpected, "a value is written here, but \(found)", at: here,
        hint: "write a value, a number, or a date such as `2021-05-04`")
      return nil
    }
    switch kind {
    case .number:
      guard let number = number("a number") else { return nil }
      guard !isAtLineStart, let unit = keyword.ageUnit else { return .number(number) }
      index += 1
      return .age(number, unit, span: span(from: index - 2))
    case .date:
      guard let (date, span) = date("a date") else { return nil }
      if kind == .time {
        fail(
          .leftover, "facts are compared with days, not with times of day", at: here,
          hint: "delete the time", replace: deletion(of: here), with: "")
        index += 1
      }
      return .date(date, span: span)
    case .word where keyword == .yes || keyword == .no:
      index += 1
      return .word(identifier(at: index - 1))
    case .word where (keyword == .true || keyword == .false) && !isAtLineStart:
      let right = keyword == .true ? "yes" : "no"
      fail(
        .otherLanguage, "a yes/no fact is `yes` or `no`, not `\(keyword.rawValue)`", at: here,
        hint: "write `\(right)`", replace: here, with: right)
      index += 1
      return .word(Identifier(right, span: span(at: index - 1)))
    case .word:
      return name("a value").map { .word($0) }
    case .text:
      return name("a value").map { .word($0) }
    default:
      fail(
        .valueExpected, "a value is written here, but \(found)", at: here,
        hint: "write a value, a number, or a date such as `2021-05-04`")
      return nil
    }
  }

  // MARK: After `is`

  private mutating func isTest(_ subject: Identifier, from start: Int) -> TestSyntax? {
    let negated = take(.not)
    switch keyword {
    case .known:
      index += 1
      return .isKnown(negated: negated)
    case .unknown:
      failUnknown(subject, negated: negated, from: start)
      return .isKnown(negated: !negated)
    case .one where keyword(ahead: 1) == .of:
      index += 2
      let values = names(
        "a value", stops: [.clause, .because, .up, .for, .out, .when], isInCondition: true)
      checkAlternatives(after: "is one of", from: start)
      return .isOneOf(values, negated: negated)
    case .at where keyword(ahead: 1) == .least:
      return atLeast(subject, from: start, negated: negated)
    default:
      break
    }
    if comparisonHere != nil {
      fail(
        .isExpected, "`is` is not written before a comparison", at: span(at: index - 1),
        hint: "write `\(subject.text) \(written(span(at: index))) …`",
        replace: SourceSpan(
          file: file, start: tokens[index - 1].start, end: tokens[index].start), with: "")
      return comparison(from: start)
    }
    if failComparisonWords(subject) { return nil }
    guard let value = value() else { return nil }
    if kind == .comma, kind(ahead: 1) == .word, isOnLine(ahead: 1) { checkCommas(from: start) }
    return .equals(value, negated: negated)
  }

  private mutating func failUnknown(_ subject: Identifier, negated: Bool, from start: Int) {
    index += 1
    let right = subject.text + (negated ? " is known" : " is not known")
    let whole = span(from: start)
    fail(
      .isExpected, "whether there is a value is asked with `is known` and `is not known`",
      at: whole, hint: "write `\(right)`", replace: whole, with: right)
  }

  /// `more than`, `at most` and the like, which are written as signs.
  private mutating func failComparisonWords(_ subject: Identifier) -> Bool {
    guard kind == .word, index + 1 < end, isOnLine(ahead: 1) else { return false }
    let first = identifier(at: index).text
    let second = written(span(at: index + 1))
    let signs = [
      "more than": ">", "greater than": ">", "older than": ">", "over than": ">",
      "less than": "<", "fewer than": "<", "younger than": "<", "at most": "<=",
    ]
    let sign: String
    var words = 2
    if let both = signs["\(first) \(second)"] {
      sign = both
    } else if first == "over" || first == "above" || first == "under" || first == "below",
      tokens[index + 1].kind == .number
    {
      sign = first == "over" || first == "above" ? ">" : "<"
      words = 1
    } else {
      return false
    }
    let range = SourceSpan(
      file: file, start: tokens[index - 1].start, end: tokens[index + words - 1].end)
    fail(
      .isExpected, "comparisons are written with `<`, `<=`, `>` and `>=`", at: range,
      hint: "write `\(subject.text) \(sign) …`", replace: range, with: sign)
    index += words
    _ = value()
    return true
  }

  private mutating func atLeast(
    _ subject: Identifier, from start: Int, negated: Bool
  ) -> TestSyntax? {
    index += 2
    guard kind == .number else {
      guard let level = name("an outcome or a rating") else { return nil }
      if negated { failNotAtLeast(subject, from: start) }
      return .atLeast(level)
    }
    guard let number = number("a number of days") else { return nil }
    let unit = keyword.ageUnit
    if unit != nil { index += 1 }
    guard keyword == .after || keyword == .before else {
      let whole = span(from: start)
      let right =
        "\(subject.text) >= \(written(number.span))" + (unit.map { " \($0.singular)s" } ?? "")
      fail(
        .isExpected, "a number or an age is compared with `>=`", at: whole,
        hint: "write `\(right)`", replace: whole, with: right)
      return nil
    }
    let isAfter = keyword == .after
    if unit != .days {
      let written = span(at: index - 1)
      fail(
        .valueExpected, "the distance of two dates is counted in days", at: written,
        hint: "write the number of days")
    }
    index += 1
    if negated { failNotAtLeast(subject, from: start) }
    return name("a date").map { .distance(days: number, isAfter: isAfter, $0) }
  }

  private mutating func failNotAtLeast(_ subject: Identifier, from start: Int) {
    fail(
      .isExpected, "`is not` is not written before `at least`", at: span(from: start),
      hint: "write `not (\(subject.text) is at least …)`")
  }

  // MARK: Values joined by `or`

  private mutating func includes(_ subject: Identifier, from start: Int) -> TestSyntax? {
    let isGroup = [.any, .all, .one, .none].contains(keyword) && keyword(ahead: 1) == .of
    if isGroup {
      fail(
        .alternatives, "`includes` is followed by one value", at: span(index..<index + 2),
        hint: "write `\(subject.text) includes …` for each value, joined by `or` or by `and`")
      skipLine()
      return nil
    }
    guard let value = name("a value") else { return nil }
    if kind == .comma, kind(ahead: 1) == .word, isOnLine(ahead: 1), !isPartAfterComma(ahead: 1) {
      fail(
        .alternatives, "`includes` is followed by one value", at: span(at: index),
        hint: "write `\(subject.text) includes …` for each value, joined by `or` or by `and`")
      skipLine()
      return nil
    }
    checkAlternatives(after: "includes", from: start)
    return .includes(value)
  }

  /// Whether a comma before the token so many places on ends the condition.
  private func isPartAfterComma(ahead count: Int) -> Bool {
    [.clause, .because, .up, .for, .out, .when, .also].contains(keyword(ahead: count))
  }

  /// Reports `is poor, dangerous`.
  private mutating func checkCommas(from start: Int) {
    if isPartAfterComma(ahead: 1) { return }
    let isPlace = SourceSpan(
      file: file, start: tokens[start + 1].start, end: tokens[start + 1].end)
    fail(
      .alternatives, "several values are listed after `is one of`", at: span(at: index),
      hint: "write `is one of` before the values", replace: isPlace, with: "is one of")
    while kind == .comma, kind(ahead: 1) == .word { index += 2 }
  }

  /// Reports `is one of poor or dangerous`: after a list, `or` and a bare name could be meant for
  /// another value or for another fact, so a fact stands in brackets there.
  private mutating func checkAlternatives(after words: String, from start: Int) {
    guard keyword == .or, !isAtLineStart, kind(ahead: 1) == .word, isOnLine(ahead: 1) else {
      return
    }
    let next = keyword(ahead: 1)
    guard !next.isReserved, !isTest(ahead: 2) else { return }
    let name = identifier(at: index + 1).text
    let subject = written(span(at: start))
    let list = span(from: start)
    let range = SourceSpan(file: file, start: tokens[index - 1].end, end: tokens[index].end)
    let bracketed = SourceSpan(file: file, start: list.start, end: list.end)
    fail(
      .alternatives, "`or \(name)` after `\(words)` could mean a value or another fact",
      at: span(index..<index + 2),
      hints: [
        words == "includes"
          ? .init(
            "write `or \(subject) includes \(name)` if `\(name)` is a value",
            replacement: .init(span: place(before: index + 1), text: " \(subject) includes"))
          : .init(
            "write `, \(name)` if `\(name)` is a value of the list",
            replacement: .init(span: range, text: ",")),
        .init(
          "write `(\(written(bracketed))) or \(name)` if `\(name)` is a fact",
          replacement: .init(span: bracketed, text: "(\(written(bracketed)))")),
      ])
  }

  /// Whether the token so many places on makes a test of the name before it.
  private func isTest(ahead count: Int) -> Bool {
    guard isOnLine(ahead: count) else { return false }
    switch kind(ahead: count) {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual: return true
    default: return keyword(ahead: count) == .is || keyword(ahead: count) == .includes
    }
  }
}

extension Comparison {
  /// The sign that says the same with its sides exchanged.
  fileprivate var turned: String {
    switch self {
    case .less: ">"
    case .lessOrEqual: ">="
    case .greater: "<"
    case .greaterOrEqual: "<="
    case .equal: "is"
    }
  }
}
