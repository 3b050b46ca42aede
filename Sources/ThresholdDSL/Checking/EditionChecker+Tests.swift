extension EditionChecker {
  /// Resolves a test of a fact, or reports why it does not fit the fact's type.
  mutating func resolveTest(
    _ subject: Identifier, _ test: TestSyntax, in place: ConditionPlace
  ) -> Condition? {
    if names.definitions[subject.text] != nil {
      return resolveTestOfDefinition(subject, test, in: place)
    }
    guard let fact = resolveFact(subject, in: place) else { return nil }
    switch test {
    case .isKnown(let negated):
      let atom = Condition.atom(.isKnown(fact: fact))
      return negated ? .not(atom) : atom
    case .equals(let operand, let negated):
      return resolveEquals(fact, subject, operand).map { negated ? .not($0) : $0 }
    case .isOneOf(let list, let negated):
      return resolveOneOf(fact, subject, list).map { negated ? .not($0) : $0 }
    case .includes(let value):
      guard case .anyOf(let values) = facts[fact].type else {
        return doesNotFit(fact, subject, "`includes` asks about an `any of` fact")
      }
      return resolveValue(value, of: fact, among: values)
        .map { .atom(.includes(fact: fact, value: $0)) }
    case .compare(let comparison, let operand):
      return resolveComparison(fact, subject, comparison, operand)
    case .distance(let days, let isAfter, let other):
      return resolveDistance(fact, subject, days, isAfter, other, in: place)
    case .atLeast(let level):
      report(
        .testDoesNotFit, "`is at least` with a name compares the outcome or the rating",
        at: subject.span.joined(with: level.span), hints: [.init(atLeastHint(of: fact, level))])
      return nil
    }
  }

  private mutating func resolveTestOfDefinition(
    _ subject: Identifier, _ test: TestSyntax, in place: ConditionPlace
  ) -> Condition? {
    guard let condition = resolve(.name(subject), in: place) else { return nil }
    switch test {
    case .equals(.word(let word), let negated) where word.text == "yes" || word.text == "no":
      return (word.text == "yes") != negated ? condition : .not(condition)
    default:
      report(
        .testDoesNotFit, "`\(subject.text)` is a define, which is yes or no", at: subject.span,
        hints: [.init("write `\(subject.text)` or `not \(subject.text)`")])
      return nil
    }
  }

  private mutating func resolveEquals(
    _ fact: Int, _ subject: Identifier, _ operand: OperandSyntax
  ) -> Condition? {
    switch (facts[fact].type, operand) {
    case (.yesNo, .word(let word)) where word.text == "yes" || word.text == "no":
      let atom = Condition.atom(.isYes(fact: fact))
      return word.text == "yes" ? atom : .not(atom)
    case (.history(let query), .word(let word))
    where query.measure == .ever && (word.text == "yes" || word.text == "no"):
      let atom = Condition.atom(.isYes(fact: fact))
      return word.text == "yes" ? atom : .not(atom)
    case (.oneOf(let values), .word(let word)):
      return resolveValue(word, of: fact, among: values)
        .map { .atom(.isOneOf(fact: fact, values: [$0])) }
    case (.anyOf(let values), .word(let word)):
      report(
        .testDoesNotFit, "`\(subject.text)` can have several values at once", at: operand.span,
        hints: [
          .init(
            "write `\(subject.text) includes \(word.text)`",
            replacement: values.contains(word.text)
              ? .init(
                span: subject.span.joined(with: operand.span),
                text: "\(subject.text) includes \(word.text)") : nil)
        ])
      return nil
    default: return resolveComparison(fact, subject, .equal, operand)
    }
  }

  private mutating func resolveOneOf(
    _ fact: Int, _ subject: Identifier, _ list: [Identifier]
  ) -> Condition? {
    guard case .oneOf(let values) = facts[fact].type else {
      return doesNotFit(fact, subject, "`is one of` asks about a `one of` fact")
    }
    let indices = list.map { resolveValue($0, of: fact, among: values) }
    let known = indices.compactMap(\.self)
    guard known.count == list.count, !known.isEmpty else { return nil }
    return .atom(.isOneOf(fact: fact, values: Array(Set(known)).sorted()))
  }

  mutating func resolveValue(
    _ value: Identifier, of fact: Int, among values: [String]
  ) -> Int? {
    if let index = values.firstIndex(of: value.text) { return index }
    var hints = suggestion(for: value, among: values)
    if value.text == "unknown" {
      hints = [.init("to ask whether it is known, write `\(facts[fact].name) is not known`")]
    } else if hints.isEmpty {
      hints = [.init("its values are \(alternatives(values.map { "`\($0)`" }, joinedBy: "and"))")]
    }
    report(
      .notAValue, "`\(value.text)` is not a value of `\(facts[fact].name)`", at: value.span,
      hints: hints)
    return nil
  }

  mutating func resolveComparison(
    _ fact: Int, _ subject: Identifier, _ comparison: Comparison, _ operand: OperandSyntax
  ) -> Condition? {
    switch (facts[fact].type, operand) {
    case (.number, .number(let number)):
      return .atom(.number(fact: fact, comparison, number.value))
    case (.history(let query), .number(let number)) where query.measure != .ever:
      return .atom(.number(fact: fact, comparison, number.value))
    case (.age, .age(let count, let unit, _)):
      guard let whole = count.whole, whole <= Limits.ageCount else {
        report(
          .wholeNumber, "an age is a whole number of completed \(unit.plural)", at: count.span,
          hints: [.init("write the smaller unit, such as `18 months` for a year and a half")])
        return nil
      }
      return .atom(.age(fact: fact, comparison, Age(count: whole, unit: unit)))
    case (.age, .number(let number)):
      report(
        .ageUnit, "an age has a unit", at: number.span,
        hints: [
          .init(
            "write `\(years(number))`, or the number in `months`, `weeks` or `days`",
            replacement: .init(span: number.span, text: years(number)))
        ])
      return nil
    case (.date, .date(let date, _)), (.dateAndTime, .date(let date, _)):
      return .atom(.date(fact: fact, comparison, date))
    default:
      return doesNotFit(fact, subject, "`\(subject.text)` cannot be compared so", at: operand.span)
    }
  }

  /// For an ordered list of values, those from the one named up.
  private func atLeastHint(of fact: Int, _ level: Identifier) -> String {
    guard case .oneOf(let values) = facts[fact].type,
      let first = values.firstIndex(of: level.text)
    else { return comparisonHint(of: fact) }
    return "name the values: `\(facts[fact].name) is one of "
      + values[first...].joined(separator: ", ") + "`"
  }

  private func years(_ number: NumberSyntax) -> String {
    number.whole == 1 ? "1 year" : "\(number.value) years"
  }

  private mutating func resolveDistance(
    _ fact: Int, _ subject: Identifier, _ days: NumberSyntax, _ isAfter: Bool,
    _ other: Identifier, in place: ConditionPlace
  ) -> Condition? {
    guard let otherFact = resolveFact(other, in: place) else { return nil }
    for (index, name) in [(fact, subject), (otherFact, other)]
    where facts[index].type != .date && facts[index].type != .dateAndTime {
      report(
        .notADate, "days are counted between two dates, and `\(name.text)` is not a date",
        at: name.span)
      return nil
    }
    guard let count = days.whole, count <= Limits.ageCount else {
      report(
        .wholeNumber, "days are a whole number up to \(Limits.ageCount)", at: days.span)
      return nil
    }
    return .atom(
      .daysApart(
        later: isAfter ? fact : otherFact, earlier: isAfter ? otherFact : fact, atLeast: count))
  }

  private mutating func doesNotFit(
    _ fact: Int, _ subject: Identifier, _ message: String, at span: SourceSpan? = nil
  ) -> Condition? {
    report(
      .testDoesNotFit, message, at: span ?? subject.span, hints: [.init(comparisonHint(of: fact))])
    return nil
  }

  /// How a fact may be tested, for hints.
  private func comparisonHint(of fact: Int) -> String {
    let name = facts[fact].name
    switch facts[fact].type {
    case .yesNo: return "`\(name)` is a yes/no fact: write `\(name)` or `not \(name)`"
    case .oneOf(let values):
      return "`\(name)` is one of several names: write `\(name) is \(values.first ?? "…")`"
    case .anyOf(let values):
      return "`\(name)` can have several values: write `\(name) includes \(values.first ?? "…")`"
    case .number: return "`\(name)` is a number: write `\(name) >= 3`"
    case .date, .dateAndTime:
      return "`\(name)` is a date: write `\(name) is at least 28 days before received`"
    case .age: return "`\(name)` is an age: write `\(name) < 1 year`"
    case .history(let query):
      return query.measure == .ever
        ? "`\(name)` is yes or no: write `\(name)` or `not \(name)`"
        : "`\(name)` is a number: write `\(name) >= 3`"
    }
  }
}
