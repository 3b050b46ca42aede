/// Checks one edition: resolves every name, types every comparison, and builds the model.
///
/// It works in passes over the declarations, so that names may be used before they are declared:
/// collect names, then resolve facts, definitions, rules, clocks and examples. A name whose own
/// declaration is broken is known and quiet: one mistake gives one message.
struct EditionChecker {
  let source: EditionSource
  /// Every declaration that is looked at, in the order of files and lines, with the place of its
  /// clause in ``clauses``.
  let declarations: [(declaration: DeclarationSyntax, clause: Int?)]
  /// How many declarations there are, those not looked at included.
  let declarationCount: Int
  /// Every numbered heading, in the same order.
  let clauses: [Clause]
  var diagnostics: [Diagnostic] = []

  /// The names declared, by kind.
  var names = DeclaredNames()
  /// The facts in the order of ``Edition/facts``.
  var facts: [Fact] = []
  /// The definitions, each after those it uses.
  var definitions: [Definition] = []
  var outcomes: [Outcome] = []
  var ratings: [String] = []
  var scales: [Scale] = []
  var actions: [Action] = []
  var rules: [Rule] = []
  var judgements: [Judgement] = []
  var clocks: [Clock] = []
  var hours = ServiceHours(week: Array(repeating: nil, count: 7), closures: [], outOfHours: nil)
  /// Which facts each definition reads, itself and through others.
  var factsOfDefinition: [Set<Int>] = []
  /// The text of each definition as written, for the passes that need places.
  var definitionSyntax: [(condition: ConditionSyntax, clause: Clause?)] = []

  init(_ source: EditionSource, _ depth: CheckingDepth) {
    self.source = source
    var declarations: [(declaration: DeclarationSyntax, clause: Int?)] = []
    var clauses: [Clause] = []
    declarationCount = source.trees.reduce(0) { $0 + $1.declarations.count }
    declarations.reserveCapacity(declarationCount)
    for tree in source.trees {
      for declaration in tree.declarations {
        if depth == .errors, case .example = declaration.kind { continue }
        declarations.append((declaration, declaration.clause.map { $0 + clauses.count }))
      }
      clauses += tree.clauses
    }
    self.declarations = declarations
    self.clauses = clauses
    self.diagnostics = source.trees.flatMap(\.diagnostics)
  }

  mutating func check(_ depth: CheckingDepth) -> CheckedEdition {
    // What a file declares that was not read is not known: whatever is missing may stand there.
    guard source.trees.allSatisfy(\.isRead) else {
      return CheckedEdition(diagnostics: diagnostics)
    }
    collectNames()
    var checked = checkHeader()
    resolveLevels()
    resolveFacts()
    resolveDefinitions()
    resolveScalesAndActions()
    resolveRules()
    resolveJudgements()
    resolveHours()
    resolveClocks()
    checkMeaning()
    if depth == .everything { checkWarnings() }
    let examples = depth == .everything ? resolveExamples() : []
    let answers = resolveAnswers()
    guard !diagnostics.contains(where: \.isError), let name = checked.name, let days = checked.days
    else { return checked }
    let header = headerSyntax
    checked.edition = Edition(
      name: name.0, title: header?.title?.text ?? name.0, firstDay: days.first, lastDay: days.last,
      follows: header?.follows?.text, calendar: header?.calendar?.text ?? "",
      outcomes: outcomes, ratings: ratings, facts: facts, definitions: definitions, rules: rules,
      scales: scales, judgements: judgements, actions: actions,
      ignoredFields: names.ignoredFields.sorted(), hours: hours, clocks: clocks,
      examples: examples, clauses: clauses,
      canonicalText: canonicalText(of: source.trees))
    checked.edition?.answers = answers
    checked.edition?.emptyClauses = emptyClauses
    return checked
  }

  /// The clause that a declaration stands in.
  func clause(_ index: Int?) -> Clause? { index.map { clauses[$0] } }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan?,
    related: [Diagnostic.Label] = [], hints: [Diagnostic.Hint] = []
  ) {
    diagnostics.append(Diagnostic(code, message, at: span, related: related, hints: hints))
  }

  /// The first `edition` declaration.
  var headerSyntax: EditionSyntax? {
    for (declaration, _) in declarations {
      if case .edition(let edition) = declaration.kind { return edition }
    }
    return nil
  }
}
