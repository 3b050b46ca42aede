extension EditionChecker {
  /// Resolves every fact: reserved facts first, then by name.
  mutating func resolveFacts() {
    facts = ReservedFact.allCases.map(\.fact)
    var declared: [(name: String, place: Int)] = []
    for (place, (declaration, _)) in declarations.enumerated() {
      guard case .fact(let fact) = declaration.kind, let name = fact.name,
        names.facts[name.text]?.span == name.span
      else { continue }
      declared.append((name.text, place))
    }
    declared.sort { $0.name < $1.name }
    checkLimit(declared.count, Limits.facts, "facts")
    for (index, fact) in facts.enumerated() { names.facts[fact.name]?.index = index }
    for (_, place) in declared {
      let (declaration, clause) = declarations[place]
      guard case .fact(let syntax) = declaration.kind, let name = syntax.name else { continue }
      names.facts[name.text]?.index = facts.count
      if syntax.type == nil { names.facts[name.text]?.isPoisoned = true }
      facts.append(
        Fact(
          name: name.text, type: factType(syntax.type), question: syntax.question?.text,
          polarity: polarity(of: syntax, isBroken: declaration.isBroken),
          heldBy: syntax.heldBy.map(\.text), restrictedTo: syntax.restrictedTo?.text,
          clause: self.clause(clause), span: name.span))
    }
    // Silence and history refer to other facts, so they are resolved once all are known.
    let hasUnless = Set(
      declared.compactMap { name, place -> String? in
        guard case .fact(let syntax) = declarations[place].declaration.kind,
          case .noWhen(_, _?)? = syntax.silence
        else { return nil }
        return name
      })
    for (name, place) in declared {
      guard case .fact(let syntax) = declarations[place].declaration.kind,
        let index = names.facts[name]?.index
      else { continue }
      facts[index].silence = silence(of: syntax, index: index, hasUnless: hasUnless)
      if case .history(let history)? = syntax.type {
        facts[index].type = .history(resolve(history))
      }
    }
  }

  private mutating func factType(_ syntax: FactTypeSyntax?) -> FactType {
    switch syntax {
    case .yesNo, nil: return .yesNo
    case .oneOf(let values):
      checkValues(values, limit: Limits.values, "one of")
      return .oneOf(values.map(\.text))
    case .anyOf(let values):
      checkValues(values, limit: Limits.setValues, "any of")
      return .anyOf(values.map(\.text))
    case .number: return .number
    case .date: return .date
    case .dateAndTime: return .dateAndTime
    case .age: return .age
    case .history(let history): return .history(HistoryQuery(measure: history.measure))
    }
  }

  private mutating func checkValues(_ values: [Identifier], limit: Int, _ type: String) {
    var seen: Set<String> = []
    for value in values where !seen.insert(value.text).inserted {
      report(
        .valueTwice, "the value `\(value.text)` stands in the list twice", at: value.span,
        hints: [.init("leave one of them out")])
    }
    if values.count > limit, let last = values.last {
      report(
        .tooMany, "a fact that is `\(type)` has at most \(limit) values", at: last.span)
    }
  }

  private mutating func polarity(of syntax: FactSyntax, isBroken: Bool) -> Polarity {
    var isHistory = false
    if case .history(let history)? = syntax.type {
      isHistory = true
      if syntax.polarities.isEmpty { return history.measure == .daysSinceLast ? .lowers : .raises }
    }
    guard let first = syntax.polarities.first else {
      if !isBroken, !isHistory, let name = syntax.name {
        report(
          .noPolarity, "`\(name.text)` does not say which way it points", at: name.span,
          hints: [
            .init(
              "add a line `raises concern`, `lowers concern` or `neither`, so that it can be "
                + "checked that more risk never lowers the outcome")
          ])
      }
      return .neither
    }
    if first.values.isEmpty {
      for other in syntax.polarities.dropFirst() {
        report(
          .polarityTwice, "a fact points one way, or value by value", at: other.span,
          related: [.init(span: first.span, text: "the first of them")],
          hints: [.init("keep one, or name the values: `raises concern when …`")])
      }
      switch first.direction {
      case .raises: return .raises
      case .lowers: return .lowers
      case .neither: return .neither
      }
    }
    return polarityByValue(syntax)
  }

  private mutating func polarityByValue(_ syntax: FactSyntax) -> Polarity {
    let declared: [Identifier]
    switch syntax.type {
    case .oneOf(let values)?, .anyOf(let values)?: declared = values
    default:
      for line in syntax.polarities where !line.values.isEmpty {
        report(
          .polarityTwice, "only a fact with listed values points value by value", at: line.span,
          hints: [.init("write `raises concern`, `lowers concern` or `neither` alone")])
      }
      return .neither
    }
    var raises: [Int] = []
    var lowers: [Int] = []
    for line in syntax.polarities {
      if line.values.isEmpty {
        report(
          .polarityTwice, "a fact points one way, or value by value", at: line.span,
          hints: [.init("name the values: `raises concern when …`; the rest are neither")])
      }
      for value in line.values {
        guard let index = declared.firstIndex(where: { $0.text == value.text }) else {
          report(
            .notAValue, "`\(value.text)` is not a value of `\(syntax.name?.text ?? "")`",
            at: value.span, hints: suggestion(for: value, among: declared.map(\.text)))
          continue
        }
        if raises.contains(index) || lowers.contains(index) {
          report(.polarityTwice, "the value `\(value.text)` points one way", at: value.span)
        }
        if line.direction == .raises { raises.append(index) }
        if line.direction == .lowers { lowers.append(index) }
      }
    }
    return .byValue(raises: raises.sorted(), lowers: lowers.sorted())
  }

  private mutating func silence(
    of syntax: FactSyntax, index: Int, hasUnless: Set<String>
  ) -> Silence {
    switch syntax.silence {
    case nil, .unknown: return .unknown
    case .noWhen(let gate, let unless):
      guard checkSilenceType(of: index, at: gate.span), let gateIndex = silenceGate(gate, of: index)
      else { return .unknown }
      guard let unless else { return .noWhen(fact: gateIndex, unless: nil) }
      guard let unlessIndex = silenceGate(unless, of: index) else { return .unknown }
      if unlessIndex == gateIndex || hasUnless.contains(unless.text) {
        report(
          .silenceGate, "`unless` names a yes/no fact whose own silence hangs on no other fact",
          at: unless.span,
          hints: [.init("name the question that makes this one a real one, such as `goes_missing`")]
        )
        return .unknown
      }
      return .noWhen(fact: gateIndex, unless: unlessIndex)
    case .no(let because, let span):
      guard checkSilenceType(of: index, at: span) else { return .unknown }
      return because.map { .no(because: $0.text) } ?? .unknown
    }
  }

  /// The yes/no fact that silence hangs on, or nil with a report.
  private mutating func silenceGate(_ gate: Identifier, of index: Int) -> Int? {
    guard let entry = names.facts[gate.text] else {
      report(
        .unknownName, "there is no fact `\(gate.text)`", at: gate.span,
        hints: suggestion(for: gate, among: names.facts.keys.sorted()))
      return nil
    }
    guard let gateIndex = entry.index, !entry.isPoisoned else { return nil }
    guard facts[gateIndex].type == .yesNo, gateIndex != index else {
      report(
        .silenceGate, "silence hangs on another yes/no fact", at: gate.span,
        hints: [.init("name the fact that says somebody went through the questions")])
      return nil
    }
    return gateIndex
  }

  private mutating func checkSilenceType(of index: Int, at span: SourceSpan) -> Bool {
    switch facts[index].type {
    case .yesNo, .anyOf: return true
    case .number, .oneOf:
      // None, or none of the values, is the least concern only where more is more concern.
      switch facts[index].polarity {
      case .raises: return true
      case .byValue(let raises, let lowers) where !raises.isEmpty && lowers.isEmpty: return true
      default: break
      }
      report(
        .silenceType,
        "`\(facts[index].name)` does not raise concern, so silence cannot mean none of it",
        at: span, hints: [.init("leave the line out: what is not stated is unknown")])
      return false
    case .history(let query) where query.measure != .daysSinceLast: return true
    default:
      report(
        .silenceType, "silence cannot mean no for a date, an age or days since a contact", at: span,
        hints: [
          .init("leave the line out: what is not stated of `\(facts[index].name)` is unknown")
        ])
      return false
    }
  }

  private mutating func resolve(_ syntax: HistorySyntax) -> HistoryQuery {
    var query = HistoryQuery(measure: syntax.measure)
    if let (count, unit) = syntax.window {
      if let whole = count.whole, whole > 0, whole <= Limits.ageCount {
        query.window = Age(count: whole, unit: unit)
      } else {
        report(
          .wholeNumber, "a window is a whole number from 1 to \(Limits.ageCount)", at: count.span)
      }
    }
    query.decided = syntax.decided.flatMap { resolveOutcome($0) }
    query.decidedOrAbove = syntax.orAbove
    query.forHousehold = syntax.forHousehold
    for name in syntax.sources {
      if let index = ReservedFact.sourceNames.firstIndex(of: name.text) {
        query.sources.append(index)
      } else {
        report(
          .notAValue, "`\(name.text)` is not a source of contacts", at: name.span,
          hints: suggestion(for: name, among: ReservedFact.sourceNames))
      }
    }
    query.sources.sort()
    query.condition = syntax.condition.flatMap { resolve($0, in: .history) }
    return query
  }
}
