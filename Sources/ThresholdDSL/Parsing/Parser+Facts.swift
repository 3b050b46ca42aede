extension Parser {
  /// Reads a fact after its keyword.
  mutating func fact() -> FactSyntax {
    var fact = FactSyntax()
    fact.name = name("a fact")
    _ = take(.colon)
    fact.type = factType()
    while index < end { factLine(&fact) }
    return fact
  }

  private static let lines = [
    "asks", "raises concern", "lowers concern", "neither", "silence means", "held by",
    "restricted to",
  ]

  private mutating func factLine(_ fact: inout FactSyntax) {
    let start = index
    switch keyword {
    case .asks:
      index += 1
      if fact.question != nil { failTwice("asks", at: span(at: start), hint: "keep one question") }
      fact.question = text("the question")
    case .raises:
      fact.polarities.append(polarity(.raises))
    case .lowers:
      fact.polarities.append(polarity(.lowers))
    case .neither:
      index += 1
      fact.polarities.append(
        PolaritySyntax(direction: .neither, values: [], span: span(from: start)))
    case .silence:
      if fact.silence != nil { failTwice("silence", at: span(at: start), hint: "keep one of them") }
      fact.silence = silence()
    case .held:
      index += 1
      expect(.by, "`held` is followed by `by` and the agencies")
      if !fact.heldBy.isEmpty {
        failTwice("held by", at: span(at: start), hint: "list all agencies in one line")
      }
      fact.heldBy += names("an agency")
    case .restricted:
      index += 1
      expect(.to, "`restricted` is followed by `to` and an agency")
      if fact.restrictedTo != nil {
        failTwice("restricted to", at: span(at: start), hint: "keep one agency")
      }
      fact.restrictedTo = name("an agency")
    default:
      unknownLine(of: "a fact", lines: Self.lines)
    }
  }

  /// Passes over a word that has to come next.
  mutating func expect(_ wanted: Keyword, _ message: String) {
    if take(wanted) { return }
    fail(
      .leftover, message, at: here, hint: "write `\(wanted.rawValue)`",
      replace: place(before: index), with: " " + wanted.rawValue)
  }

  private mutating func polarity(_ direction: PolaritySyntax.Direction) -> PolaritySyntax {
    let start = index
    index += 1
    expect(.concern, "`raises` and `lowers` are followed by `concern`")
    let values = take(.when) ? names("a value") : []
    return PolaritySyntax(direction: direction, values: values, span: span(from: start))
  }

  private mutating func silence() -> SilenceSyntax? {
    let start = index
    index += 1
    expect(.means, "`silence` is followed by `means`")
    if take(.unknown) { return .unknown }
    guard take(.no) else {
      fail(
        .silence, "silence means `unknown`, or `no`", at: here,
        hint: "write `silence means unknown`, or `silence means no when screening_completed`")
      return nil
    }
    let meaning = span(from: start)
    if take(.when) {
      guard let gate = name("a yes/no fact") else { return nil }
      let hasComma = take(.comma)
      if take(.unless) { return .noWhen(gate, unless: name("a yes/no fact")) }
      if hasComma {
        fail(
          .silence, "`unless` and another yes/no fact follow the comma", at: here,
          hint: "write `silence means no when screening_completed, unless goes_missing`")
      }
      return .noWhen(gate, unless: nil)
    }
    let hasComma = take(.comma)
    if take(.because) { return .no(because: text("the reason"), span: meaning) }
    if hasComma {
      fail(
        .silence, "`because` and a reason follow the comma", at: here,
        hint: "write `silence means no, because \"…\"`")
    }
    return .no(because: nil, span: meaning)
  }

  // MARK: Types

  private mutating func factType() -> FactTypeSyntax? {
    switch keyword {
    case .yes where kind(ahead: 1) == .slash:
      return yesNo()
    case .one where keyword(ahead: 1) == .of:
      index += 2
      return .oneOf(names("a value"))
    case .any where keyword(ahead: 1) == .of:
      index += 2
      return .anyOf(names("a value"))
    case .number:
      index += 1
      return .number
    case .date:
      index += 1
      guard take(.and) else { return .date }
      expect(.time, "`date and` is followed by `time`")
      return .dateAndTime
    case .age:
      index += 1
      return .age
    case .count, .ever, .days:
      return history().map { .history($0) }
    default:
      failType()
      return nil
    }
  }

  private mutating func yesNo() -> FactTypeSyntax? {
    let start = index
    index += 2
    guard take(.no) else {
      fail(.factType, "the type is written `yes/no`", at: here, hint: "write `yes/no`")
      return nil
    }
    if kind == .slash {
      index += 1
      if !isAtLineStart { index += 1 }
      fail(
        .factType, "every fact may be unknown, so its type does not say so", at: span(from: start),
        hint: "write `yes/no`", replace: span(from: start), with: "yes/no")
    }
    return .yesNo
  }

  private mutating func failType() {
    let types = ["yes/no", "one of", "any of", "number", "date", "date and time", "age"]
    let word = kind == .word ? identifier(at: index).text : ""
    let meant: String? =
      switch word {
      case "yesno", "yes_no", "boolean", "bool", "flag", "yes", "tick": "yes/no"
      case "integer", "int", "decimal", "numeric": "number"
      case "datetime", "timestamp", "date_time", "time": "date and time"
      case "choice", "enum", "one": "one of"
      case "set", "list", "several", "any": "any of"
      default: nearestNames(to: word, among: types).first
      }
    let span = here
    var hints: [Diagnostic.Hint] = [
      .init(
        "the types are \(types.joined(separator: ", ")), count of contacts within 12 months, ever "
          + "had outcome, days since the last contact")
    ]
    if let meant {
      hints = [.init("write `\(meant)`", replacement: .init(span: span, text: meant))]
    }
    if word == "text" || word == "string" || kind == .text {
      hints = [.init("rules read no free text: list the values after `one of`")]
    }
    fail(
      .factType,
      isAtLineStart
        ? "the type of a fact follows its name" : "`\(written(span))` is no type of a fact",
      at: span, hints: hints)
    if !isAtLineStart { skipLine() }
  }

  private mutating func history() -> HistorySyntax? {
    let start = index
    var history: HistorySyntax
    switch (keyword, keyword(ahead: 1), keyword(ahead: 2)) {
    case (.count, .of, .contacts):
      history = HistorySyntax(measure: .count)
      index += 3
    case (.ever, .had, .outcome):
      history = HistorySyntax(measure: .ever)
      index += 3
      history.decided = name("an outcome")
      history.orAbove = orAbove()
    case (.days, .since, .the) where keyword(ahead: 3) == .last && keyword(ahead: 4) == .contact:
      history = HistorySyntax(measure: .daysSinceLast)
      index += 5
    default:
      fail(
        .factType,
        "the questions about earlier contacts are `count of contacts`, `ever had outcome` and "
          + "`days since the last contact`", at: span(at: start),
        hint: "write it so: `count of contacts within 12 months`")
      skipLine()
      return nil
    }
    while historyPart(&history) {}
    return history
  }

  private mutating func orAbove() -> Bool {
    guard keyword == .or, keyword(ahead: 1) == .above else { return false }
    index += 2
    return true
  }

  /// Reads one part of a question about earlier contacts; false when none comes next.
  private mutating func historyPart(_ history: inout HistorySyntax) -> Bool {
    let hasComma = kind == .comma
    if hasComma { index += 1 }
    switch keyword {
    case .within:
      index += 1
      guard let number = number("a length of time") else { return false }
      guard let unit = keyword.ageUnit else {
        fail(
          .valueExpected, "a length of time has a unit", at: here,
          hint: "write `days`, `weeks`, `months` or `years` after the number")
        return false
      }
      index += 1
      history.window = (number, unit)
    case .decided:
      index += 1
      history.decided = name("an outcome")
      history.orAbove = orAbove()
    case .from:
      index += 1
      history.sources = names("a source", stops: [.for, .where, .within, .decided])
    case .where:
      index += 1
      history.condition = condition()
    case .for:
      index += 1
      expect(.household, "`for` is followed by `household`")
      history.forHousehold = true
    default:
      if hasComma {
        fail(
          .factType, "only `for household` follows the comma", at: here,
          hint: "write `, for household`, or delete the comma")
      }
      return false
    }
    return true
  }
}
