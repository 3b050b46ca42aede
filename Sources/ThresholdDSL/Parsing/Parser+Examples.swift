extension Parser {
  /// Reads an example after its keyword.
  mutating func example() -> ExampleSyntax {
    var example = ExampleSyntax()
    example.title = text("the title of an example")
    if example.title == nil, !isAtLineStart { skipLine() }
    while index < end {
      let column = isAtLineStart ? Int(tokens[index].column) : 255
      if take(.expect) {
        expectations(&example.expectations, column: column)
      } else if keyword == .earlier, keyword(ahead: 1) == .contact {
        index += 2
        var fields: [ExampleFieldSyntax] = []
        self.fields(&fields, column: column)
        example.earlier.append(fields)
      } else {
        fields(&example.fields, column: column)
      }
    }
    return example
  }

  /// Whether a statement that began at a column goes on: after a comma, or on a line further in.
  private mutating func goesOn(column: Int) -> Bool {
    if take(.comma) {
      if index < end, !(isAtLineStart && keyword == .expect) { return true }
      fail(
        .badList, "a comma stands between two statements, not after the last",
        at: span(at: index - 1), hint: "delete the comma", replace: span(at: index - 1), with: "")
      return false
    }
    guard index < end else { return false }
    if isAtLineStart {
      return Int(tokens[index].column) > column && keyword != .expect && keyword != .earlier
    }
    return false
  }

  // MARK: Facts

  private mutating func fields(_ fields: inout [ExampleFieldSyntax], column: Int) {
    repeat {
      guard let field = field() else {
        skipLine()
        return
      }
      fields.append(field)
    } while goesOn(column: column)
    if index < end, !isAtLineStart {
      leftoverField()
      skipLine()
    }
  }

  private mutating func leftoverField() {
    let span = span(at: index)
    fail(
      .exampleFact, "the facts of an example are kept apart by commas", at: span,
      hint: "write a comma before `\(written(span))`", replace: place(before: index), with: ",")
  }

  private mutating func field() -> ExampleFieldSyntax? {
    let start = index
    if take(.not) {
      guard let name = name("a yes/no fact") else { return nil }
      return ExampleFieldSyntax(name: name, value: .yesNo(false), span: span(from: start))
    }
    guard let name = name("a fact") else { return nil }
    if !isAtLineStart {
      let sign = keyword == .is || kind == .colon
      if sign {
        fail(
          .exampleFact, "a fact of an example is stated as its name and its value", at: here,
          hint: "delete `\(keyword == .is ? "is" : ":")`", replace: deletion(of: here), with: "")
        index += 1
      }
      if [.less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual].contains(kind) {
        fail(
          .exampleFact, "an example states one value, not a comparison", at: here,
          hint: "write the value itself: `\(name.text) 3`")
        return nil
      }
    }
    guard let value = exampleValue() else { return nil }
    return ExampleFieldSyntax(name: name, value: value, span: span(from: start))
  }

  private mutating func exampleValue() -> ExampleValueSyntax? {
    guard !isAtLineStart else { return .yesNo(true) }
    switch kind {
    case .comma:
      return .yesNo(true)
    case .number:
      guard let number = number("a value") else { return nil }
      guard !isAtLineStart, let unit = keyword.ageUnit else { return .number(number) }
      index += 1
      return .age(number, unit)
    case .date:
      guard let (date, _) = date("a date") else { return nil }
      guard kind == .time, !isAtLineStart else { return .date(date) }
      return time("a time").map { .dateAndTime(date, minutes: $0) }
    case .text:
      return text("a value").map { .text($0) }
    case .code:
      index += 1
      let span = span(at: index - 1)
      return .text(StringSyntax(written(span), span: span))
    case .word:
      return exampleWords()
    default:
      fail(
        .exampleFact, "the value of a fact is written here, but \(found)", at: here,
        hint: "write a value, or nothing where the fact is yes")
      return nil
    }
  }

  private mutating func exampleWords() -> ExampleValueSyntax? {
    switch keyword {
    case .unknown:
      index += 1
      return .unknown
    case .yes, .no:
      index += 1
      return .yesNo(tokens[index - 1].keyword == .yes)
    case .none:
      index += 1
      return .words([])
    case .true, .false:
      return value().map { operand in
        if case .word(let word) = operand { .yesNo(word.text == "yes") } else { .unknown }
      }
    default:
      break
    }
    var words: [Identifier] = []
    repeat {
      guard let word = name("a value") else { return nil }
      words.append(word)
    } while !isAtLineStart && take(.and)
    return .words(words)
  }

  // MARK: Expectations

  private mutating func expectations(_ list: inout [ExpectationSyntax], column: Int) {
    repeat {
      let start = index
      repeat {
        guard expectation(&list) else {
          if index < end { skipLine() }
          return
        }
      } while index < end && !isAtLineStart && kind != .comma && keyword == .by
      if index == start { return }
    } while goesOn(column: column)
    if index < end, !isAtLineStart {
      let span = span(at: index)
      fail(
        .expectation, "what is expected is kept apart by commas", at: span,
        hint: "write a comma before `\(written(span))`", replace: place(before: index), with: ",")
      skipLine()
    }
  }

  /// Reads one thing that is expected; false when it is none.
  private mutating func expectation(_ list: inout [ExpectationSyntax]) -> Bool {
    switch keyword {
    case .firm:
      index += 1
      list.append(.firm)
    case .provisional:
      index += 1
      list.append(.provisional)
    case .may:
      return mayExpectation(&list)
    case .by:
      return named("a rule", &list) { .by($0) }
    case .meets:
      return named("a rule", &list) { .meets($0) }
    case .misses:
      return named("a rule", &list) { .misses($0) }
    case .undetermined:
      return named("a rule", &list) { .undetermined($0) }
    case .asks:
      return named("a fact", &list) { .asks($0) }
    case .also:
      return named("an action", &list) { .also($0) }
    case .clock:
      return clockExpectation(&list)
    default:
      guard let level = name("an outcome or a rating") else { return false }
      list.append(.level(level))
    }
    return true
  }

  private mutating func mayExpectation(_ list: inout [ExpectationSyntax]) -> Bool {
    index += 1
    guard keyword == .rise || keyword == .fall else {
      fail(
        .expectation, "`may` is followed by `rise to` or `fall to` and an outcome", at: here,
        hint: "write it so: `may rise to assessment`")
      return false
    }
    let rises = keyword == .rise
    index += 1
    expect(.to, "`rise` and `fall` are followed by `to`")
    guard let outcome = name("an outcome") else { return false }
    list.append(rises ? .mayRise(outcome) : .mayFall(outcome))
    return true
  }

  private mutating func named(
    _ what: String, _ list: inout [ExpectationSyntax],
    _ make: (Identifier) -> ExpectationSyntax
  ) -> Bool {
    index += 1
    repeat {
      guard let name = name(what) else { return false }
      list.append(make(name))
    } while take(.and)
    return true
  }

  private mutating func clockExpectation(_ list: inout [ExpectationSyntax]) -> Bool {
    index += 1
    guard let clock = name("a clock") else { return false }
    guard take(.due) else {
      guard !isAtLineStart, let status = name("`due`, or what the clock is") else {
        fail(
          .expectation, "`clock` and its name are followed by `due` and a time, or by `met`",
          at: here, hint: "write it so: `clock \(clock.text) due 2021-05-05 17:00`")
        return false
      }
      list.append(.clockStatus(clock, status))
      return true
    }
    guard let (date, _) = date("when the clock is due"),
      let minutes = time("the time when the clock is due")
    else { return false }
    list.append(.clockDue(clock, date, minutes: minutes))
    return true
  }
}
