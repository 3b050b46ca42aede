extension EditionChecker {
  /// Resolves the rows of a table, each a rule of its own.
  mutating func resolve(
    _ syntax: TableSyntax, _ declaration: DeclarationSyntax, _ clause: Clause?
  ) {
    let columns = syntax.columns.map { resolveColumn($0) }
    for row in syntax.rows {
      guard let label = row.label, names.rules[label.text]?.span == label.span else { continue }
      var parts: [Condition] = []
      var isWhole = row.cells.count == columns.count
      for (cell, column) in zip(row.cells, columns) {
        switch (cell.kind, column) {
        case (.any, _): continue
        case (.missing, _), (_, nil): isWhole = false
        case (.parts(let alternatives), let column?):
          let resolved = alternatives.map { resolve($0, in: column) }
          let known = resolved.compactMap(\.self)
          if known.count != alternatives.count { isWhole = false }
          parts.append(known.count == 1 ? known[0] : .anyMergingValues(known))
        }
      }
      guard isWhole else { continue }
      if parts.isEmpty {
        report(
          .rowAlwaysMet, "every cell of `\(label.text)` is `any`, so it is met by every contact",
          at: label.span, hints: [.init("write a value in at least one cell")])
        continue
      }
      let condition = parts.count == 1 ? parts[0] : Condition.all(parts)
      var rule = Rule(
        name: label.text, table: syntax.name?.text, clause: clause, points: [],
        condition: condition, exceptions: [], reason: syntax.reason?.text, actions: [],
        isLater: condition.readsDecision, span: label.span)
      resolveEffects(row.effects, syntax.actions, into: &rule, declaration)
      rules.append(rule)
    }
  }

  /// What a column of a table asks about.
  private enum Column {
    case fact(Int, Identifier)
    case definition(Condition)
  }

  private mutating func resolveColumn(_ name: Identifier) -> Column? {
    var subject = name
    // `child` is the plain heading for the child's age.
    if name.text == "child", names.facts["child"] == nil { subject.text = "child_age" }
    if names.definitions[name.text] != nil {
      return resolve(.name(name), in: .rule).map { .definition($0) }
    }
    return resolveFact(subject, in: .rule).map { .fact($0, subject) }
  }

  private mutating func resolve(_ part: CellSyntax.Part, in column: Column) -> Condition? {
    switch column {
    case .definition(let condition): resolve(part, ofDefinition: condition)
    case .fact(let fact, let name): resolve(part, fact, name)
    }
  }

  private mutating func resolve(
    _ part: CellSyntax.Part, ofDefinition condition: Condition
  ) -> Condition? {
    switch part {
    case .word(let word) where word.text == "yes": return condition
    case .word(let word) where word.text == "no": return .not(condition)
    case .word(let word): return resolve(.name(word), in: .rule)
    case .notWord(let word, _): return resolve(.name(word), in: .rule).map { .not($0) }
    case .compare(_, _, let span), .isKnown(_, let span): return misfit(span)
    case .number(let number): return misfit(number.span)
    }
  }

  private mutating func misfit(_ span: SourceSpan) -> Condition? {
    report(
      .testDoesNotFit, "the column is a define, so its cells are `yes`, `no` or `any`", at: span)
    return nil
  }

  private mutating func resolve(
    _ part: CellSyntax.Part, _ fact: Int, _ column: Identifier
  ) -> Condition? {
    switch part {
    case .word(let word): return resolve(word: word, fact, column)
    case .notWord(let word, _): return resolve(word: word, fact, column).map { .not($0) }
    case .compare(let comparison, let operand, _):
      return resolveComparison(fact, column, comparison, operand)
    case .number(let number): return resolveComparison(fact, column, .equal, .number(number))
    case .isKnown(let negated, _):
      let atom = Condition.atom(.isKnown(fact: fact))
      return negated ? .not(atom) : atom
    }
  }

  /// A word in a cell: a value of the column's fact, or another yes/no fact or define.
  private mutating func resolve(
    word: Identifier, _ fact: Int, _ column: Identifier
  ) -> Condition? {
    switch facts[fact].type {
    case .yesNo where word.text == "yes": return .atom(.isYes(fact: fact))
    case .yesNo where word.text == "no": return .not(.atom(.isYes(fact: fact)))
    case .history(let query) where query.measure == .ever && word.text == "yes":
      return .atom(.isYes(fact: fact))
    case .history(let query) where query.measure == .ever && word.text == "no":
      return .not(.atom(.isYes(fact: fact)))
    case .oneOf(let values):
      if let index = values.firstIndex(of: word.text) {
        return .atom(.isOneOf(fact: fact, values: [index]))
      }
      if !isConditionName(word.text) {
        return resolveValue(word, of: fact, among: values).map {
          .atom(.isOneOf(fact: fact, values: [$0]))
        }
      }
    case .anyOf(let values):
      if let index = values.firstIndex(of: word.text) {
        return .atom(.includes(fact: fact, value: index))
      }
      if !isConditionName(word.text) {
        return resolveValue(word, of: fact, among: values).map {
          .atom(.includes(fact: fact, value: $0))
        }
      }
    default: break
    }
    return resolve(.name(word), in: .rule)
  }

  private func isConditionName(_ name: String) -> Bool {
    names.facts[name] != nil || names.definitions[name] != nil
  }
}
