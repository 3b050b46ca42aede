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

extension EditionChecker {
  /// Fills ``names`` and reports names that are declared twice.
  mutating func collectNames() {
    for reserved in ReservedFact.allCases {
      names.facts[reserved.rawValue] = .init(span: nil)
    }
    for (declaration, _) in declarations {
      let poisoned = declaration.isBroken
      switch declaration.kind {
      case .fact(let fact):
        declare(fact.name, as: "fact", poisoned, in: \.facts, alsoNot: \.definitions)
      case .define(let define):
        declare(define.name, as: "define", poisoned, in: \.definitions, alsoNot: \.facts)
      case .outcome(let outcome):
        declare(outcome.name, as: "outcome", poisoned, in: \.outcomes, alsoNot: \.ratings)
      case .rating(let list):
        for name in list {
          declare(name, as: "rating", poisoned, in: \.ratings, alsoNot: \.outcomes)
        }
      case .rule(let rule):
        declare(rule.name, as: "rule", poisoned, in: \.rules, alsoNot: \.tables)
      case .table(let table):
        declare(table.name, as: "table", poisoned, in: \.tables, alsoNot: \.rules)
        for row in table.rows {
          declare(row.label, as: "rule or row", poisoned, in: \.rules, alsoNot: \.tables)
        }
      case .scale(let scale):
        declare(scale.name, as: "scale", poisoned, in: \.scales, alsoNot: \.scales)
      case .action(let name, _):
        declare(name, as: "action", poisoned, in: \.actions, alsoNot: \.actions)
      case .clock(let clock):
        declare(clock.name, as: "clock", poisoned, in: \.clocks, alsoNot: \.clocks)
      case .ignoredField(let fields):
        for field in fields { names.ignoredFields.insert(field.text) }
      default: break
      }
    }
    checkIgnoredFields()
  }

  private mutating func declare(
    _ name: Identifier?, as kind: String, _ isPoisoned: Bool,
    in table: WritableKeyPath<DeclaredNames, [String: DeclaredNames.Entry]>,
    alsoNot other: WritableKeyPath<DeclaredNames, [String: DeclaredNames.Entry]>
  ) {
    guard let name else { return }
    let earlier = names[keyPath: table][name.text] ?? names[keyPath: other][name.text]
    if let earlier {
      if ReservedFact(rawValue: name.text) != nil, earlier.span == nil {
        report(
          .reservedName, "`\(name.text)` is always there and is not declared", at: name.span,
          hints: [.init("leave the declaration out; rules may read `\(name.text)` as it is")])
      } else {
        report(
          .declaredTwice, "`\(name.text)` is declared twice", at: name.span,
          related: earlier.span.map { [.init(span: $0, text: "the first declaration")] } ?? [],
          hints: [.init("give this \(kind) a name of its own")])
      }
      return
    }
    if table == \.facts, ReservedFact.reservedFields.contains(name.text) {
      report(
        .reservedName,
        "`\(name.text)` is a field that every contact has, so no fact can have that name",
        at: name.span, hints: [.init("give the fact another name, such as `\(name.text)_stated`")])
    }
    names[keyPath: table][name.text] = .init(span: name.span, isPoisoned: isPoisoned)
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
      return suggestion(for: name.text, among: candidates)
    }
    return [.init("did you mean `\(only)`?", replacement: .init(span: name.span, text: only))]
  }
}
