/// Where a condition stands, which decides what it may read.
enum ConditionPlace {
  /// `when` or `unless` of a rule, a table cell, or a clock: may read the outcome and the rating.
  case rule
  /// A `define` or `judgement`: reads facts alone.
  case definition
  /// `where` of a history fact: reads facts that contacts state.
  case history
}

extension EditionChecker {
  /// Resolves a condition, or reports why it cannot be and returns nil.
  mutating func resolve(_ syntax: ConditionSyntax, in place: ConditionPlace) -> Condition? {
    switch syntax {
    case .missing: return nil
    case .brackets(let inner, _): return resolve(inner, in: place)
    case .name(let name): return resolve(name: name, in: place)
    case .rated(let name, let span):
      guard mayReadDecision(in: place, at: span) else { return nil }
      return resolveRating(name).map { .atom(.rating(.equals, level: $0)) }
    case .not(let inner, _): return resolve(inner, in: place).map { .not($0) }
    case .chain(let connective, let parts, let span):
      checkParts(parts.count, at: span)
      guard let resolved = resolveAll(parts, in: place) else { return nil }
      return connective == .and ? .all(resolved) : .anyMergingValues(resolved)
    case .group(let kind, let parts, let span):
      checkParts(parts.count, at: span)
      guard let resolved = resolveAll(parts, in: place) else { return nil }
      return group(kind, resolved)
    case .test(let subject, let test, let span):
      if subject.text == "outcome" || subject.text == "rating" {
        guard mayReadDecision(in: place, at: subject.span) else { return nil }
        return resolveLevelTest(subject, test, span)
      }
      return resolveTest(subject, test, in: place)
    }
  }

  private mutating func resolveAll(
    _ parts: [ConditionSyntax], in place: ConditionPlace
  ) -> [Condition]? {
    // Every part is resolved, so that each mistake in them is reported.
    let resolved = parts.map { resolve($0, in: place) }
    let known = resolved.compactMap(\.self)
    return known.count == parts.count && !known.isEmpty ? known : nil
  }

  private mutating func checkParts(_ count: Int, at span: SourceSpan) {
    guard count > Limits.conditionParts else { return }
    report(.tooMany, "a condition has at most \(Limits.conditionParts) parts in a row", at: span)
  }

  private mutating func group(
    _ kind: ConditionSyntax.GroupKind, _ parts: [Condition]
  ) -> Condition? {
    switch kind {
    case .all: return .all(parts)
    case .any: return .anyMergingValues(parts)
    case .none: return .none(parts)
    case .atLeast(let number):
      guard let count = number.whole, count >= 1, count <= parts.count else {
        report(
          .countOutOfRange,
          "`at least \(number.value) of` stands over \(parts.count) parts", at: number.span,
          hints: [.init("write a whole number from 1 to \(parts.count)")])
        return nil
      }
      guard Set(parts).count == parts.count else {
        report(
          .partTwice, "a part stands twice under `at least \(count) of`, and would count twice",
          at: number.span, hints: [.init("leave one of them out")])
        return nil
      }
      return .atLeast(count, parts)
    }
  }

  private mutating func mayReadDecision(in place: ConditionPlace, at span: SourceSpan) -> Bool {
    guard place != .rule else { return true }
    report(
      .decisionNotReadable, "the outcome and the rating can be read by rules and clocks alone",
      at: span, hints: [.init("write this condition in the `when` of a rule")])
    return false
  }

  private mutating func resolve(name: Identifier, in place: ConditionPlace) -> Condition? {
    if let entry = names.definitions[name.text] {
      if place == .history {
        report(
          .notInHistory, "`where` reads facts that contacts state, and no define", at: name.span,
          hints: [.init("write the condition of `\(name.text)` out in full")])
        return nil
      }
      return entry.index.map { .definition($0) }
    }
    guard let fact = resolveFact(name, in: place) else { return nil }
    switch facts[fact].type {
    case .yesNo: return .atom(.isYes(fact: fact))
    case .history(let query) where query.measure == .ever: return .atom(.isYes(fact: fact))
    default:
      report(
        .notYesNo, "`\(name.text)` is not a yes/no fact, so it does not stand alone",
        at: name.span, hints: [.init(example(of: fact))])
      return nil
    }
  }

  /// How a fact of this type is asked about.
  private func example(of fact: Int) -> String {
    let name = facts[fact].name
    switch facts[fact].type {
    case .oneOf(let values): return "say which value: `\(name) is \(values.first ?? "…")`"
    case .anyOf(let values): return "say which value: `\(name) includes \(values.first ?? "…")`"
    case .number, .history: return "compare it: `\(name) >= 3`"
    case .age: return "compare it: `\(name) < 1 year`"
    case .date, .dateAndTime:
      return "compare it with a date: `\(name) is at least 28 days before received`"
    case .yesNo: return "write `\(name)` or `not \(name)`"
    }
  }

  /// The index of a fact that may be read here, or nil with a report.
  mutating func resolveFact(_ name: Identifier, in place: ConditionPlace) -> Int? {
    if let entry = names.facts[name.text] {
      guard let index = entry.index, !entry.isPoisoned else { return nil }
      if place == .history, case .history = facts[index].type {
        report(
          .notInHistory, "`where` reads facts that contacts state, and no history", at: name.span)
        return nil
      }
      return index
    }
    if ReservedFact.reservedFields.contains(name.text) {
      report(
        .notReadable, "no rule may read `\(name.text)`", at: name.span,
        hints: [
          .init(
            name.text.hasPrefix("date_of_birth") || name.text == "expected_date_of_birth"
              ? "read `child_age` or `unborn` instead"
              : "rules read declared facts; this field is carried for people and for records")
        ])
      return nil
    }
    reportUnknown(name)
    return nil
  }

  private mutating func reportUnknown(_ name: Identifier) {
    var hints = suggestion(for: name, among: names.conditionNames)
    if names.outcomes[name.text] != nil {
      hints = [.init("to read the outcome, write `outcome is at least \(name.text)`")]
    } else if names.ratings[name.text] != nil {
      hints = [.init("to read the rating, write `rating is \(name.text)`")]
    } else if hints.isEmpty, let owner = facts.first(where: { hasValue($0, name.text) }) {
      let verb = if case .anyOf = owner.type { "includes" } else { "is" }
      hints = [
        .init(
          "`\(name.text)` is a value of `\(owner.name)`: write "
            + "`\(owner.name) \(verb) \(name.text)`")
      ]
    } else if hints.isEmpty {
      hints = [.init("declare it: `fact \(name.text) yes/no`")]
    }
    report(.unknownName, "there is no fact or define `\(name.text)`", at: name.span, hints: hints)
  }

  private func hasValue(_ fact: Fact, _ value: String) -> Bool {
    switch fact.type {
    case .oneOf(let values), .anyOf(let values): values.contains(value)
    default: false
    }
  }

  /// Resolves `outcome is at least X`, `outcome is X`, `rating is X` and their opposites.
  private mutating func resolveLevelTest(
    _ subject: Identifier, _ test: TestSyntax, _ span: SourceSpan
  ) -> Condition? {
    let isOutcome = subject.text == "outcome"
    func atom(_ test: LevelTest, _ level: Int) -> Condition {
      .atom(isOutcome ? .outcome(test, level: level) : .rating(test, level: level))
    }
    switch test {
    case .atLeast(let name):
      return (isOutcome ? resolveOutcome(name) : resolveRating(name)).map { atom(.atLeast, $0) }
    case .equals(.word(let name), let negated):
      guard let level = isOutcome ? resolveOutcome(name) : resolveRating(name) else { return nil }
      return negated ? .not(atom(.equals, level)) : atom(.equals, level)
    case .isOneOf(let list, let negated):
      let levels = list.compactMap { isOutcome ? resolveOutcome($0) : resolveRating($0) }
      guard levels.count == list.count else { return nil }
      let any = Condition.any(levels.map { atom(.equals, $0) })
      return negated ? .not(any) : any
    default:
      report(
        .testDoesNotFit, "the \(subject.text) is compared with a name", at: span,
        hints: [
          .init(
            isOutcome ? "write `outcome is at least assessment`" : "write `rating is red`")
        ])
      return nil
    }
  }
}

extension Condition {
  /// `any` of the parts; values of one fact asked about one by one are asked about together.
  static func anyMergingValues(_ parts: [Condition]) -> Condition {
    guard case .atom(.isOneOf(let fact, _))? = parts.first else { return .any(parts) }
    var merged: Set<Int> = []
    for part in parts {
      guard case .atom(.isOneOf(fact, let values)) = part else { return .any(parts) }
      merged.formUnion(values)
    }
    return .atom(.isOneOf(fact: fact, values: merged.sorted()))
  }
}
