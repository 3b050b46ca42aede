// The walk over declarations that finds every name, each by the rules that the checker resolves it by.

extension NameIndex {
  mutating func walk(_ declaration: DeclarationSyntax) {
    switch declaration.kind {
    case .fact(let fact): walk(fact)
    case .define(let define):
      declare(.define, define.name)
      walk(define.condition)
    case .outcome(let outcome):
      declare(.outcome, outcome.name)
      use(.rating, outcome.rating)
    case .rating(let names): for name in names { declare(.rating, name) }
    case .rule(let rule): walk(rule)
    case .table(let table): walk(table)
    case .scale(let scale):
      declare(.scale, scale.name)
      for threshold in scale.thresholds { use(.outcome, threshold.outcome) }
    case .judgement(let judgement):
      if let condition = judgement.condition { walk(condition) }
      use(.outcome, judgement.upTo)
    case .action(let name, _): declare(.action, name)
    case .clock(let clock): walk(clock)
    case .example(let example): walk(example)
    case .answer(let answer):
      if let subject = answer.subject { use(kindOfSubject(subject.text), subject) }
    case .language, .edition, .ignoredField, .hours, .closed, .outOfHours, .unknown: break
    }
  }

  private mutating func declare(
    _ kind: DeclaredName.Kind, _ name: Identifier?, of owner: String? = nil
  ) {
    guard let name else { return }
    add(DeclaredName(kind, name.text, of: owner), name.span, isDeclaration: true)
  }

  private mutating func use(
    _ kind: DeclaredName.Kind, _ name: Identifier?, of owner: String? = nil
  ) {
    guard let name else { return }
    add(DeclaredName(kind, name.text, of: owner), name.span)
  }

  /// What an answer to a warning is about.
  private func kindOfSubject(_ name: String) -> DeclaredName.Kind {
    if rules.contains(name) { return .rule }
    if tables.contains(name) { return .table }
    if facts[name] != nil { return .fact }
    if definitions.contains(name) { return .define }
    if scales.contains(name) { return .scale }
    return outcomes.contains(name) ? .outcome : .rule
  }

  /// A fact or a define, as a condition reads it.
  private mutating func useInCondition(_ name: Identifier) {
    use(facts[name.text] == nil && definitions.contains(name.text) ? .define : .fact, name)
  }

  /// An outcome or a rating.
  private mutating func useLevel(_ name: Identifier) {
    use(!outcomes.contains(name.text) && ratings.contains(name.text) ? .rating : .outcome, name)
  }

  // MARK: Facts and clocks

  private mutating func walk(_ fact: FactSyntax) {
    declare(.fact, fact.name)
    let owner = fact.name?.text
    switch fact.type {
    case .oneOf(let values), .anyOf(let values):
      for value in values { declare(.value, value, of: owner) }
    case .history(let history):
      use(.outcome, history.decided)
      for source in history.sources {
        use(.value, source, of: ReservedFact.source.rawValue)
      }
      if let condition = history.condition { walk(condition) }
    default: break
    }
    for polarity in fact.polarities {
      for value in polarity.values { use(.value, value, of: owner) }
    }
    if case .noWhen(let gate, let unless) = fact.silence {
      use(.fact, gate)
      use(.fact, unless)
    }
    for agency in fact.heldBy { use(.agency, agency) }
    use(.agency, fact.restrictedTo)
  }

  private mutating func walk(_ clock: ClockSyntax) {
    declare(.clock, clock.name)
    for event in [clock.start, clock.end] {
      // `decided` is a moment that every contact has, and no fact.
      if let event, event.text != "decided" { use(.fact, event) }
    }
    if let condition = clock.condition { walk(condition) }
  }

  // MARK: Rules and tables

  private mutating func walk(_ rule: RuleSyntax) {
    declare(.rule, rule.name)
    walk(rule.effects)
    if let condition = rule.condition { walk(condition) }
    for exception in rule.exceptions {
      walk(exception.condition)
      use(.clause, exception.clause)
    }
    for action in rule.actions { use(.action, action) }
  }

  private mutating func walk(_ effects: [EffectSyntax]) {
    for effect in effects {
      switch effect {
      case .level(let name): useLevel(name)
      case .points(_, let scale): use(.scale, scale)
      case .action(let name): use(.action, name)
      }
    }
  }

  private mutating func walk(_ table: TableSyntax) {
    declare(.table, table.name)
    for action in table.actions { use(.action, action) }
    for column in table.columns {
      if column.text == "child", facts["child"] == nil {
        add(DeclaredName(.fact, ReservedFact.childAge.rawValue), column.span)
      } else {
        useInCondition(column)
      }
    }
    for row in table.rows {
      declare(.rule, row.label)
      for (cell, column) in zip(row.cells, table.columns) {
        guard case .parts(let parts) = cell.kind else { continue }
        for part in parts { walk(part, column: column.text) }
      }
      walk(row.effects)
    }
  }

  /// A word in a cell is a value of the column's fact, else another fact or define.
  private mutating func walk(_ part: CellSyntax.Part, column: String) {
    switch part {
    case .word(let word), .notWord(let word, _):
      guard !isAnswer(word) else { return }
      let values = facts[column]?.values ?? []
      let isCondition = facts[word.text] != nil || definitions.contains(word.text)
      if values.contains(word.text) || !values.isEmpty && !isCondition {
        use(.value, word, of: column)
      } else {
        useInCondition(word)
      }
    case .compare, .number, .isKnown: break
    }
  }

  private func isAnswer(_ word: Identifier) -> Bool { word.text == "yes" || word.text == "no" }

  // MARK: Conditions

  private mutating func walk(_ condition: ConditionSyntax) {
    switch condition {
    case .name(let name): useInCondition(name)
    case .test(let subject, let test, _): walk(test, of: subject)
    case .rated(let name, _): use(.rating, name)
    case .not(let inner, _), .brackets(let inner, _): walk(inner)
    case .chain(_, let parts, _), .group(_, let parts, _): for part in parts { walk(part) }
    case .missing: break
    }
  }

  private mutating func walk(_ test: TestSyntax, of subject: Identifier) {
    let level: DeclaredName.Kind? =
      switch subject.text {
      case "outcome": .outcome
      case "rating": .rating
      default: nil
      }
    if level == nil { useInCondition(subject) }
    func kind(_ word: Identifier) -> DeclaredName {
      DeclaredName(level ?? .value, word.text, of: level == nil ? subject.text : nil)
    }
    switch test {
    case .equals(.word(let word), _): if !isAnswer(word) { add(kind(word), word.span) }
    case .isOneOf(let words, _): for word in words { add(kind(word), word.span) }
    case .includes(let word), .atLeast(let word): add(kind(word), word.span)
    case .distance(_, _, let other): useInCondition(other)
    case .equals, .compare, .isKnown: break
    }
  }

  // MARK: Examples

  private mutating func walk(_ example: ExampleSyntax) {
    for field in example.fields + example.earlier.flatMap({ $0 }) { walk(field) }
    for expectation in example.expectations { walk(expectation) }
  }

  private mutating func walk(_ field: ExampleFieldSyntax) {
    let name = field.name.text
    var words: [Identifier] = []
    if case .words(let written) = field.value { words = written }
    switch name {
    case "decided", "decided_outcome": for word in words { use(.outcome, word) }
    case "decided_rating": for word in words { use(.rating, word) }
    case _ where facts[name] == nil && ReservedFact.reservedFields.contains(name): break
    default:
      useInCondition(field.name)
      let values = facts[name]?.values ?? []
      for word in words where word.text != "none" || values.contains("none") {
        use(.value, word, of: name)
      }
    }
  }

  private mutating func walk(_ expectation: ExpectationSyntax) {
    switch expectation {
    case .level(let name): useLevel(name)
    case .firm, .provisional: break
    case .mayRise(let name), .mayFall(let name): use(.outcome, name)
    case .by(let name), .meets(let name), .misses(let name), .undetermined(let name):
      use(.rule, name)
    case .asks(let name): use(.fact, name)
    case .also(let name): use(.action, name)
    case .clockDue(let name, _, _), .clockStatus(let name, _): use(.clock, name)
    }
  }
}
