/// What the rules of an edition come to when they are taken together: proved or refuted exactly, each
/// refutation with a contact that shows it.
///
/// Nothing here decides anything; `check` tells it to a policy lead, once the contacts are decided.
///
/// A question about one rule looks at no more than the rule rests on. What is found is laid over a
/// contact that states nothing else, and only where other rules are met by that as well is everything
/// looked at together.
public struct EditionAnalysis: Sendable {
  /// Warnings with the contacts that show them, in the order found.
  public private(set) var findings: [Finding] = []
  /// How many claims were proved, or shown not to hold.
  public internal(set) var settled = 0
  /// The claims that would have taken more steps than are allowed, each as a question.
  public internal(set) var unproved: [String] = []

  let edition: Edition
  var search: WitnessSearch
  let meaning: EditionMeaning
  let decisions: EditionDecisions
  /// The same contacts with more concern.
  let raised: RaisedConcern
  /// For each rule whether a contact can meet it; nil where that is not known.
  var canBeMet: [Bool?] = []
  /// For each rule that can be met the rules that a contact which meets it meets.
  var metTogether: [Int: [Int]] = [:]
  /// The outcomes that contacts were found to be decided for; the first is one that states nothing.
  var reachedOutcomes: Set<Int> = []
  /// For each rule that says the same as an earlier one that one.
  var same: [Int: Int] = [:]
  /// The contact that was looked at last.
  var values: CircuitValues

  /// Something that should be looked at.
  public struct Finding: Sendable {
    /// The warning.
    public var diagnostic: Diagnostic
    /// The contacts that show it.
    public var shown: [ShownContact] = []
    /// The facts that it is about.
    var facts: Set<Int> = []
    /// The names of these facts.
    public var factNames: [String] = []
  }

  /// Analyses an edition.
  public init(_ edition: Edition) {
    self.init(edition, limits: .usual)
  }

  /// Analyses an edition in so many steps.
  init(_ edition: Edition, limits: ProofLimits) {
    self.edition = edition
    var space = StatementSpace([edition], limits: limits)
    var meaning = EditionMeaning(edition, &space)
    decisions = EditionDecisions(&meaning, &space, unrecognised: space.hasUndeclared)
    self.meaning = meaning
    raised = RaisedConcern(edition, meaning, &space)
    space.linkTests()
    values = CircuitValues(space.circuit)
    search = WitnessSearch(space, days: edition.daysLookedAt)
    checkReading()
    checkWording()
    if edition.rules.count <= limits.rules {
      checkRules()
      checkLevels()
      checkTables()
      checkDirection()
      checkCircumstances()
    } else {
      unproved = [
        "whether each of its \(edition.rules.count) rules can be met and decides",
        "whether more concern lowers an outcome",
      ]
    }
    if !unproved.isEmpty {
      report(
        .leftUnproved,
        "it was left unproved of edition `\(edition.name)` "
          + unproved.prefix(Self.unprovedNamed).joined(separator: "; ")
          + (unproved.count > Self.unprovedNamed
            ? "; and \(unproved.count - Self.unprovedNamed) more claims" : ""),
        about: nil, at: nil)
    }
  }

  /// How many of the claims that were left unproved are named.
  private static let unprovedNamed = 10

  mutating func report(
    _ code: DiagnosticCode, _ message: String, about subject: String?, at span: SourceSpan?,
    related: [Diagnostic.Label] = [], hint: String? = nil, shown: [ShownContact] = [],
    facts: Set<Int> = []
  ) {
    var diagnostic = Diagnostic(
      code, message, at: span, related: related, hints: hint.map { [.init($0)] } ?? [])
    diagnostic.subject = subject
    findings.append(
      Finding(
        diagnostic: diagnostic, shown: shown, facts: facts,
        factNames: facts.sorted().map { edition.facts[$0].name }))
  }

  // MARK: Questions

  /// Whether a contact can be so; nil where that is left unproved.
  mutating func isPossible(_ conditions: [Literal], _ question: String) -> Bool? {
    switch ask(conditions, question) {
    case .possible: true
    case .impossible: false
    case .undecided: nil
    }
  }

  /// Whether a contact can be so, counted as a claim that is settled or left unproved.
  mutating func ask(_ conditions: [Literal], _ question: String) -> WitnessSearch.Possibility {
    let answer = search.ask(conditions)
    if case .undecided = answer { unproved.append(question) } else { settled += 1 }
    return answer
  }

  /// Whether a contact can be so, of which most of the conditions hold by themselves: each of `wide` is
  /// looked at only once a contact is found of which it does not hold.
  mutating func ask(
    _ conditions: [Literal], andWide wide: [Literal], _ question: String
  ) -> WitnessSearch.Possibility {
    let answer = askUncounted(conditions, andWide: wide)
    if case .undecided = answer { unproved.append(question) } else { settled += 1 }
    return answer
  }

  /// The same, as a step on the way to another answer.
  mutating func askUncounted(
    _ conditions: [Literal], andWide wide: [Literal]
  ) -> WitnessSearch.Possibility {
    let parts = wide.flatMap { search.space.circuit.conjuncts(of: $0) }
    var looked = conditions
    for _ in 0..<Self.mostRounds {
      let answer = search.ask(looked)
      guard case .possible(let model) = answer else { return answer }
      look(at: model)
      let violated = parts.filter { !values.isTrue($0) }
      if violated.isEmpty { return answer }
      looked += violated
    }
    let answer = search.ask(conditions + parts)
    if case .possible(let model) = answer { look(at: model) }
    return answer
  }

  /// How often conditions are added before all of them are looked at.
  private static let mostRounds = 40

  /// Looks at the contact that was found, with nothing else stated.
  mutating func look(at model: StatementModel) {
    values.take(model.trueInputs, search.space.circuit)
  }

  /// The smallest contact that is so, with what is claimed of it; none where it is not found.
  mutating func shown(
    _ title: String, _ conditions: [Literal], _ claims: [ShownContact.Claim]
  ) -> [ShownContact] {
    guard case .witness(let witness, _) = search.find(conditions) else { return [] }
    return [ShownContact(title: title, witness: witness, claims: claims)]
  }

  // MARK: Facts

  /// The facts that a condition reads, itself and through definitions.
  func readFacts(_ condition: Condition) -> Set<Int> {
    switch condition {
    case .atom(let atom): Set(atom.facts)
    case .definition(let index): readFacts(edition.definitions[index].condition)
    case .not(let inner): readFacts(inner)
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      parts.reduce(into: []) { $0.formUnion(readFacts($1)) }
    }
  }

  /// The facts that a rule rests on, with those by which silence about them is read.
  func factsBehind(_ index: Int) -> Set<Int> {
    let rule = edition.rules[index]
    var facts = readFacts(rule.condition)
    for exception in rule.exceptions { facts.formUnion(readFacts(exception.condition)) }
    return withSilence(facts)
  }

  func withSilence(_ facts: Set<Int>) -> Set<Int> {
    var (facts, waiting) = (facts, facts.sorted())
    while let fact = waiting.popLast() {
      guard case .noWhen(let gate, let unless) = edition.facts[fact].silence else { continue }
      for other in [gate, unless].compactMap(\.self) where facts.insert(other).inserted {
        waiting.append(other)
      }
    }
    return facts
  }
}

/// A contact that shows something about an edition, and what must be so when it is decided.
public struct ShownContact: Sendable {
  /// What it shows, in a few words.
  public var title: String
  /// What it states.
  public var witness: Witness
  /// What is claimed of the decision on it.
  public var claims: [Claim]

  /// Something that is claimed of a decision.
  public enum Claim: Sendable, Hashable {
    /// The rule with this index is met.
    case meets(rule: Int)
    /// The rule with this index is not met.
    case misses(rule: Int)
    /// The rule with this index is not met, or not settled.
    case doesNotMeet(rule: Int)
    /// The outcome is at least this one.
    case reaches(outcome: Int)
    /// The outcome is lower than this one.
    case staysBelow(outcome: Int)
    /// The outcome could rise to this one.
    case couldRise(to: Int)
    /// The outcome could not rise so far.
    case couldNotRise(to: Int)
  }
}

extension StatementSpace {
  /// Links what is compared of one day or age, so that whoever looks at one comparison looks at all of
  /// them: what a contact states answers all of them.
  fileprivate mutating func linkTests() {
    for fact in facts {
      for cut in fact.ageCuts {
        for known in fact.shapeLiterals {
          circuit.require([known, !known, cut.certainly])
          circuit.require([known, !known, cut.possibly])
        }
      }
    }
    for (test, literal) in dayTests {
      for place in [test.later, test.earlier].compactMap(\.self) {
        guard case .day(let known) = facts[place].shape, known != .yes else { continue }
        circuit.require([known, !known, literal])
      }
    }
  }
}
