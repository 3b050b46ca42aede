/// The names that an edition declares, by kind, each with the place of its declaration.
///
/// Dictionaries are for look-up alone; whatever is listed is taken from sorted arrays.
struct DeclaredNames {
  /// Where a name is declared, and whether the declaration could be read whole.
  struct Entry {
    var span: SourceSpan?
    /// Set when a diagnostic already says what is wrong with it: uses of the name stay quiet.
    var isPoisoned = false
    /// Its index in the model, once there is one.
    var index: Int?
  }

  var facts: [String: Entry] = [:]
  var definitions: [String: Entry] = [:]
  var outcomes: [String: Entry] = [:]
  var ratings: [String: Entry] = [:]
  var rules: [String: Entry] = [:]
  var tables: [String: Entry] = [:]
  var scales: [String: Entry] = [:]
  var actions: [String: Entry] = [:]
  var clocks: [String: Entry] = [:]
  var ignoredFields: Set<String> = []

  /// The names of facts and definitions, sorted, for suggestions.
  var conditionNames: [String] { (Array(facts.keys) + Array(definitions.keys)).sorted() }
  /// The names of outcomes and ratings, sorted.
  var levelNames: [String] { (Array(outcomes.keys) + Array(ratings.keys)).sorted() }
}

extension [String: DeclaredNames.Entry] {
  /// Adds a name; where it is there already, or among the others, returns the entry that has it.
  fileprivate mutating func declare(
    _ name: Identifier?, _ isPoisoned: Bool, alsoNot others: Self = [:]
  ) -> DeclaredNames.Entry? {
    guard let name else { return nil }
    if let earlier = self[name.text] ?? (others.isEmpty ? nil : others[name.text]) {
      return earlier
    }
    self[name.text] = DeclaredNames.Entry(span: name.span, isPoisoned: isPoisoned)
    return nil
  }
}

extension EditionChecker {
  /// Fills ``names`` and reports names that are declared twice.
  mutating func collectNames() {
    for reserved in ReservedFact.allCases {
      names.facts[reserved.rawValue] = .init(span: nil)
    }
    names.facts.reserveCapacity(declarations.count)
    names.rules.reserveCapacity(declarations.count)
    for (declaration, _) in declarations { collectNames(of: declaration) }
    checkIgnoredFields()
  }

  private mutating func collectNames(of declaration: DeclarationSyntax) {
    let broken = declaration.isBroken
    switch declaration.kind {
    case .fact(let fact):
      report(names.facts.declare(fact.name, broken, alsoNot: names.definitions), fact.name, "fact")
      checkIsNoField(fact.name)
    case .define(let define):
      report(
        names.definitions.declare(define.name, broken, alsoNot: names.facts), define.name, "define")
    case .outcome(let outcome):
      report(
        names.outcomes.declare(outcome.name, broken, alsoNot: names.ratings), outcome.name,
        "outcome")
    case .rating(let list):
      for name in list {
        report(names.ratings.declare(name, broken, alsoNot: names.outcomes), name, "rating")
      }
    case .rule(let rule):
      report(names.rules.declare(rule.name, broken, alsoNot: names.tables), rule.name, "rule")
    case .table(let table):
      report(names.tables.declare(table.name, broken, alsoNot: names.rules), table.name, "table")
      for row in table.rows {
        let earlier = names.rules.declare(row.label, broken, alsoNot: names.tables)
        report(earlier, row.label, "rule or row")
      }
    case .scale(let scale):
      report(names.scales.declare(scale.name, broken), scale.name, "scale")
    case .action(let name, _): report(names.actions.declare(name, broken), name, "action")
    case .clock(let clock):
      report(names.clocks.declare(clock.name, broken), clock.name, "clock")
    case .ignoredField(let fields):
      for field in fields { names.ignoredFields.insert(field.text) }
    default: break
    }
  }

  /// Reports a name that an earlier declaration has already.
  private mutating func report(
    _ earlier: DeclaredNames.Entry?, _ name: Identifier?, _ kind: String
  ) {
    guard let earlier, let name else { return }
    guard let span = earlier.span else {
      report(
        .reservedName, "`\(name.text)` is always there and is not declared", at: name.span,
        hints: [.init("leave the declaration out; rules may read `\(name.text)` as it is")])
      return
    }
    report(
      .declaredTwice, "`\(name.text)` is declared twice", at: name.span,
      related: [.init(span: span, text: "the first declaration")],
      hints: [.init("give this \(kind) a name of its own")])
  }

  /// Reports a fact with the name of a field that every contact has.
  private mutating func checkIsNoField(_ name: Identifier?) {
    guard let name, names.facts[name.text]?.span == name.span,
      ReservedFact.reservedFields.contains(name.text)
    else { return }
    report(
      .reservedName,
      "`\(name.text)` is a field that every contact has, so no fact can have that name",
      at: name.span, hints: [.init("give the fact another name, such as `\(name.text)_stated`")])
  }

  private mutating func checkIgnoredFields() {
    for (declaration, _) in declarations {
      guard case .ignoredField(let fields) = declaration.kind else { continue }
      for field in fields where isRead(field.text) {
        report(
          .ignoredFact, "`\(field.text)` is read by the rules, so it cannot be ignored",
          at: field.span,
          related: names.facts[field.text]?.span.map {
            [.init(span: $0, text: "it is declared as a fact here")]
          } ?? [])
      }
    }
  }

  private func isRead(_ field: String) -> Bool {
    names.facts[field] != nil || ReservedFact.reservedFields.contains(field)
  }

  /// The hint that names what is nearest, or no hint.
  func suggestion(for name: String, among candidates: [String]) -> [Diagnostic.Hint] {
    let near = nearestNames(to: name, among: candidates)
    guard !near.isEmpty else { return [] }
    return [.init("did you mean " + alternatives(near.map { "`\($0)`" }) + "?")]
  }

  /// The hint that names what is nearest, with the replacement where there is just one.
  func suggestion(for name: Identifier, among candidates: [String]) -> [Diagnostic.Hint] {
    let near = nearestNames(to: name.text, among: candidates)
    guard let only = near.first, near.count == 1 else {
      var hints = suggestion(for: name.text, among: candidates)
      for index in hints.indices {
        hints[index].choices = near.map { .init(span: name.span, text: $0) }
      }
      return hints
    }
    return [.init("did you mean `\(only)`?", replacement: .init(span: name.span, text: only))]
  }
}
