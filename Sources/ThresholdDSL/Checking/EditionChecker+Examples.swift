extension EditionChecker {
  /// Resolves examples, in the order of files and lines.
  mutating func resolveExamples() -> [Example] {
    var examples: [Example] = []
    for (declaration, clause) in declarations {
      guard case .example(let syntax) = declaration.kind, !declaration.isBroken,
        let title = syntax.title
      else { continue }
      let fields = syntax.fields.compactMap { resolve($0) }
      let earlier = syntax.earlier.map { line in line.compactMap { resolve($0) } }
      checkFieldsOnce(syntax.fields)
      let expectations = syntax.expectations.compactMap { resolve($0) }
      if syntax.expectations.isEmpty {
        report(
          .nothingExpected, "the example expects nothing", at: title.span,
          hints: [.init("add a line such as `expect \(outcomes.last?.name ?? "assessment")`")])
      }
      examples.append(
        Example(
          title: title.text, clause: self.clause(clause), fields: fields, earlier: earlier,
          expectations: expectations, span: title.span))
    }
    return examples
  }

  private mutating func checkFieldsOnce(_ fields: [ExampleFieldSyntax]) {
    var seen: Set<String> = []
    for field in fields where !seen.insert(field.name.text).inserted {
      report(
        .fieldTwice, "the example states `\(field.name.text)` twice", at: field.name.span,
        hints: [.init("leave one of them out")])
    }
  }

  private mutating func resolve(_ field: ExampleFieldSyntax) -> ExampleField? {
    let name = field.name.text
    // A word after `decided` is the outcome decided; a time is when.
    if name == "decided", case .words(let words) = field.value, let word = words.first {
      guard resolveOutcome(word) != nil else { return nil }
      return ExampleField(name: "decided_outcome", value: .text(word.text), span: field.span)
    }
    if let entry = names.facts[name] {
      guard let index = entry.index, !entry.isPoisoned else { return nil }
      return resolve(field, of: index)
    }
    guard ReservedFact.reservedFields.contains(name) else {
      var hints = suggestion(for: field.name, among: names.facts.keys.sorted())
      if names.definitions[name] != nil {
        hints = [.init("`\(name)` is a define; state the facts that it reads")]
      }
      report(.unknownName, "there is no fact `\(name)`", at: field.name.span, hints: hints)
      return nil
    }
    return resolveReserved(field)
  }

  private mutating func resolve(_ field: ExampleFieldSyntax, of fact: Int) -> ExampleField? {
    let name = field.name.text
    func stated(_ value: ExampleValue) -> ExampleField {
      ExampleField(name: name, value: value, span: field.span)
    }
    switch (facts[fact].type, field.value) {
    case (_, .unknown): return stated(.unknown)
    case (.yesNo, .yesNo(let isYes)): return stated(.text(isYes ? "yes" : "no"))
    case (.oneOf(let values), .words(let words)) where words.count == 1:
      return resolveValue(words[0], of: fact, among: values) == nil
        ? nil : stated(.text(words[0].text))
    case (.anyOf(let values), .words(let words)):
      if words.count == 1, words[0].text == "none", !values.contains("none") {
        return stated(.list([]))
      }
      let known = words.filter { resolveValue($0, of: fact, among: values) != nil }
      return known.count == words.count ? stated(.list(words.map(\.text))) : nil
    case (.number, .number(let number)): return stated(.text(number.value.description))
    case (.date, .date(let date)), (.dateAndTime, .date(let date)):
      return stated(.text(date.description))
    case (.dateAndTime, .dateAndTime(let date, let minutes)):
      return stated(.text(dateAndTime(date, minutes)))
    case (.age, .age(let count, let unit)):
      guard let whole = count.whole, whole <= Limits.ageCount else { break }
      return stated(.age(Age(count: whole, unit: unit)))
    case (.oneOf, .text(let text)) where facts[fact].reserved != nil:
      return stated(.text(text.text))
    case (.history, _):
      report(
        .exampleValue, "`\(name)` is counted from earlier contacts and cannot be stated",
        at: field.span,
        hints: [.init("state the earlier contacts: `earlier contact received 2021-01-04 10:00`")])
      return nil
    default: break
    }
    report(
      .exampleValue, "the value does not fit `\(name)`", at: field.span,
      hints: [.init(statementHint(of: facts[fact]))])
    return nil
  }

  private mutating func resolveReserved(_ field: ExampleFieldSyntax) -> ExampleField? {
    let name = field.name.text
    let value: ExampleValue
    switch field.value {
    case .unknown: value = .unknown
    case .yesNo(let isYes): value = .text(isYes ? "yes" : "no")
    case .words(let words): value = .text(words.map(\.text).joined(separator: " "))
    case .number(let number): value = .text(number.value.description)
    case .date(let date): value = .text(date.description)
    case .dateAndTime(let date, let minutes): value = .text(dateAndTime(date, minutes))
    case .text(let text): value = .text(text.text)
    case .age(let count, let unit):
      report(
        .exampleValue, "the value does not fit `\(name)`", at: field.span,
        hints: [.init("state an age as `child_age \(count.value) \(unit.plural)`")])
      return nil
    }
    switch (name, field.value) {
    case ("date_of_birth", .date), ("expected_date_of_birth", .date), ("decided", .date),
      ("decided", .dateAndTime), ("date_of_birth", .unknown), ("expected_date_of_birth", .unknown):
      break
    case ("date_of_birth", _), ("expected_date_of_birth", _), ("decided", _):
      report(
        .exampleValue, "`\(name)` is a date", at: field.span,
        hints: [.init("write it as `\(name) 2021-05-04`")])
      return nil
    default: break
    }
    return ExampleField(name: name, value: value, span: field.span)
  }

  private func dateAndTime(_ date: CivilDate, _ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date)T\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private func statementHint(of fact: Fact) -> String {
    switch fact.type {
    case .yesNo:
      "write `\(fact.name)` for yes, `not \(fact.name)` for no, or `\(fact.name) unknown`"
    case .oneOf(let values): "write `\(fact.name) \(values.first ?? "…")`"
    case .anyOf(let values): "write `\(fact.name) \(values.prefix(2).joined(separator: " and "))`"
    case .number: "write `\(fact.name) 3`"
    case .date: "write `\(fact.name) 2021-05-04`"
    case .dateAndTime: "write `\(fact.name) 2021-05-04 10:00`"
    case .age: "write `\(fact.name) 8 months`"
    case .history: "leave it out"
    }
  }

  private mutating func resolve(_ syntax: ExpectationSyntax) -> Expectation? {
    switch syntax {
    case .level(let name):
      if let entry = names.outcomes[name.text] { return entry.index.map { .outcome($0) } }
      if let entry = names.ratings[name.text] { return entry.index.map { .rating($0) } }
      report(
        .unknownLevel, "there is no outcome or rating `\(name.text)`", at: name.span,
        hints: suggestion(for: name, among: names.levelNames))
      return nil
    case .firm: return .firm
    case .provisional: return .provisional
    case .mayRise(let name): return resolveOutcome(name).map { .mayRise(to: $0) }
    case .mayFall(let name): return resolveOutcome(name).map { .mayFall(to: $0) }
    case .by(let name): return resolveRule(name).map { .by(rule: $0) }
    case .meets(let name): return resolveRule(name).map { .meets(rule: $0) }
    case .misses(let name): return resolveRule(name).map { .misses(rule: $0) }
    case .undetermined(let name): return resolveRule(name).map { .undetermined(rule: $0) }
    case .asks(let name): return resolveFact(name, in: .rule).map { .asks(fact: $0) }
    case .also(let name): return resolveAction(name).map { .action($0) }
    case .clockDue(let name, let date, let minutes):
      let due = dateAndTime(date, minutes)
      return resolveClock(name).map { .clockDue(clock: $0, due) }
    case .clockStatus(let name, let status):
      guard clockStatuses.contains(status.text) else {
        report(
          .notAValue, "`\(status.text)` is not a verdict of a clock", at: status.span,
          hints: suggestion(for: status, among: clockStatuses))
        return nil
      }
      return resolveClock(name).map { .clockStatus(clock: $0, status.text) }
    }
  }

  private mutating func resolveRule(_ name: Identifier) -> Int? {
    if let entry = names.rules[name.text] { return entry.index }
    report(
      .unknownRule, "there is no rule `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.rules.keys.sorted()))
    return nil
  }

  private mutating func resolveClock(_ name: Identifier) -> Int? {
    if let entry = names.clocks[name.text] { return entry.index }
    report(
      .unknownClock, "there is no clock `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.clocks.keys.sorted()))
    return nil
  }
}

/// The verdicts of a clock, as the engine writes them.
private let clockStatuses = [
  "met", "missed", "not_started", "open", "overdue", "running", "unknown",
]
