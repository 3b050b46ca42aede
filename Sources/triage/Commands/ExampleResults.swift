import ThresholdDSL
import TriageEngine

/// What the examples of a rule book come to when they are decided by it.
struct ExampleResults {
  /// How many examples there are.
  private(set) var count = 0
  /// How many are decided as they expect.
  private(set) var passed = 0
  /// One for each of the others, in the order of the book.
  private(set) var diagnostics: [Diagnostic] = []
  /// What the examples have shown of each edition, where that is looked at.
  private(set) var coverage: [Coverage] = []

  /// No examples.
  init() {}

  /// What an example comes to.
  private struct Result: Sendable {
    var diagnostic: Diagnostic?
    var seen: (evaluation: Evaluation, decision: Decision)?
  }

  /// Decides the examples of every edition, or of one file, under the edition that they stand in;
  /// with maps of the editions it says what they have shown.
  init(_ rules: DecidingRules, onlyFile file: Int?, maps: [CoverageMap] = []) {
    for (index, edition) in rules.book.editions.enumerated() {
      let examples = edition.examples.filter { file == nil || $0.span.file == file }
      let (decider, decoder) = (rules.desk(index).decider, rules.decoder)
      let map = maps.indices.contains(index) ? maps[index] : nil
      let parts = mapped(examples, jobs: processorCount()) { slice in
        var diagnostics: [Diagnostic] = []
        var coverage = map.map { Coverage($0) }
        for example in slice {
          let result = Self.result(example, edition: index, decider, decoder)
          if let diagnostic = result.diagnostic { diagnostics.append(diagnostic) }
          if let map, let (evaluation, decision) = result.seen {
            coverage?.add(evaluation, decision, map)
          }
        }
        return (diagnostics: diagnostics, coverage: coverage)
      }
      count += examples.count
      diagnostics += parts.flatMap(\.diagnostics)
      guard let map else { continue }
      coverage.append(
        parts.reduce(into: Coverage(map)) { sum, part in
          if let part = part.coverage { sum.add(part) }
        })
    }
    passed = count - diagnostics.count
  }

  /// What an example comes to.
  private static func result(
    _ example: Example, edition: Int, _ decider: Decider, _ decoder: ContactDecoder
  ) -> Result {
    switch decoder.decodeWithHistory(example, edition: edition, decider) {
    case .success(let contact):
      let outcome = ExampleOutcome(example, contact, decider)
      return Result(
        diagnostic: outcome.diagnostic, seen: (outcome.evaluation, outcome.decision))
    case .failure(let rejection):
      return Result(
        diagnostic: Diagnostic(
          .exampleFails, "the example is no contact: \(rejection.reason)", at: example.span))
    }
  }
}

/// One example beside what is decided of it.
private struct ExampleOutcome {
  private let example: Example
  private let edition: Edition
  let decision: Decision
  let evaluation: Evaluation

  /// The rules that are pointed at beside a failed example.
  private static let rulesShown = 3

  init(_ example: Example, _ contact: Contact, _ decider: Decider) {
    self.example = example
    edition = decider.edition
    // The examples are the rule book's own, so nothing in them is withheld.
    (decision, evaluation) = decider.decideWithEvaluation(contact)
  }

  /// What is wrong; nil when everything expected is so.
  var diagnostic: Diagnostic? {
    let failures = example.expectations.compactMap(failure)
    guard let first = failures.first else { return nil }
    var hints = failures.dropFirst().map { Diagnostic.Hint("also " + $0) }
    hints.append(Diagnostic.Hint(decided))
    var diagnostic = Diagnostic(
      .exampleFails, first, at: example.span, related: related, hints: hints)
    diagnostic.details = accounts.flatMap { $0.lines(indent: 0) }
    return diagnostic
  }

  /// What is expected and what is so instead; nil when they agree.
  private func failure(_ expectation: Expectation) -> String? {
    let bounds = decision.outcome
    switch expectation {
    case .outcome(let level):
      return level == bounds.established
        ? nil : "expected \(outcome(level)), decided \(outcome(bounds.established))"
    case .rating(let level):
      return level == decision.rating.established
        ? nil
        : "expected rating \(rating(level)), decided "
          + (decision.rating.established.map(rating) ?? "no rating")
    case .firm:
      return bounds.certainty == .firm ? nil : "expected a firm decision, and it is provisional"
    case .provisional:
      return bounds.certainty == .firm ? "expected a provisional decision, and it is firm" : nil
    case .mayRise(let level):
      return level == bounds.couldRiseTo
        ? nil
        : "expected that it may rise to \(outcome(level)), and it may rise to "
          + outcome(bounds.couldRiseTo)
    case .mayFall(let level):
      return level == bounds.couldFallTo
        ? nil
        : "expected that it may fall to \(outcome(level)), and it may fall to "
          + outcome(bounds.couldFallTo)
    case .by, .meets, .misses, .undetermined: return ruleFailure(expectation)
    case .asks(let fact):
      return decision.asks.contains { $0.subject == .fact(fact) }
        ? nil : "expected that it asks `\(edition.facts[fact].name)`, and it does not"
    case .action(let action):
      return decision.actions.contains(edition.actions[action].name)
        ? nil : "expected the action `\(edition.actions[action].name)`, and it is not called for"
    case .clockDue, .clockStatus: return clockFailure(expectation)
    }
  }

  private func ruleFailure(_ expectation: Expectation) -> String? {
    switch expectation {
    case .by(let rule):
      return decidingRules.contains(rule)
        ? nil : "expected by `\(edition.rules[rule].name)`, which \(standing(rule))"
    case .meets(let rule):
      return evaluation.rules[rule].isMet
        ? nil : "expected that it meets `\(edition.rules[rule].name)`, which \(standing(rule))"
    case .misses(let rule):
      return evaluation.rules[rule] == .notMet
        ? nil : "expected that it misses `\(edition.rules[rule].name)`, which \(standing(rule))"
    case .undetermined(let rule):
      return evaluation.rules[rule] == .undetermined
        ? nil
        : "expected that `\(edition.rules[rule].name)` is undetermined, and it \(standing(rule))"
    default: return nil
    }
  }

  private func standing(_ rule: Int) -> String {
    RuleAccount.standing(evaluation.rules[rule], decides: decidingRules.contains(rule))
  }

  private func clockFailure(_ expectation: Expectation) -> String? {
    switch expectation {
    case .clockDue(let clock, let expected):
      let due = reading(clock)?.due
      if let due, Self.agree(due, expected) { return nil }
      return
        "expected clock `\(edition.clocks[clock].name)` due \(spaced(expected)), and it is due "
        + (due.map { spaced(MomentText.text($0)) } ?? "at no time")
    case .clockStatus(let clock, let expected):
      let status = reading(clock)?.status.rawValue ?? "not running"
      return status == expected
        ? nil : "expected clock `\(edition.clocks[clock].name)` \(expected), and it is \(status)"
    default: return nil
    }
  }

  private func reading(_ clock: Int) -> ClockReading? {
    decision.clocks.first { $0.name == edition.clocks[clock].name }
  }

  /// Whether a time is the one expected, which is written in London time without an offset.
  private static func agree(_ due: Instant, _ expected: String) -> Bool {
    let bytes = Array(expected.utf8)
    guard case .success(let moment) = MomentText.read(bytes.span) else { return false }
    return due == moment.earliest || due == moment.latest
  }

  /// A time to the minute as the language writes it, with a space between day and time.
  private func spaced(_ time: String) -> String {
    let bytes = time.utf8.prefix(16).map { $0 == UInt8(ascii: "T") ? 0x20 : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: What was decided instead

  private var decidingRules: [Int] {
    decision.because.compactMap { reason in
      if case .rule(let reason) = reason { reason.rule } else { nil }
    }
  }

  private var decided: String {
    var text = "decided " + outcome(decision.outcome.established)
    if let level = decision.rating.established { text += ", " + rating(level) }
    switch decision.outcome.certainty {
    case .firm: text += ", firm"
    case .mayRise, .mayRiseOrFall, .mayFall:
      text +=
        ", provisional: from \(outcome(decision.outcome.couldFallTo)) to "
        + outcome(decision.outcome.couldRiseTo)
    }
    let names = decidingRules.map { "`\(edition.rules[$0].name)`" }
    return text + (names.isEmpty ? "; no rule is met" : "; by " + names.joined(separator: ", "))
  }

  /// The rules that decide, and those that were expected to.
  private var related: [Diagnostic.Label] {
    var labels = decidingRules.prefix(Self.rulesShown).map {
      Diagnostic.Label(span: edition.rules[$0].span, text: "this rule decides")
    }
    for case .by(let rule) in example.expectations where !decidingRules.contains(rule) {
      labels.append(.init(span: edition.rules[rule].span, text: "this rule " + standing(rule)))
    }
    return labels
  }

  /// The conditions of the rules that were expected to stand otherwise, then of those that decide.
  private var accounts: [RuleAccount] {
    var rules: [Int] = []
    for expectation in example.expectations where ruleFailure(expectation) != nil {
      switch expectation {
      case .by(let rule), .meets(let rule), .misses(let rule), .undetermined(let rule):
        if !rules.contains(rule) { rules.append(rule) }
      default: break
      }
    }
    rules += decidingRules.filter { !rules.contains($0) }
    return rules.prefix(Self.rulesShown).map { rule in
      RuleAccount(rule, evaluation, edition, decides: decidingRules.contains(rule))
    }
  }

  private func outcome(_ level: Int) -> String { "`\(edition.outcomes[level].name)`" }

  private func rating(_ level: Int) -> String { "`\(edition.ratings[level])`" }
}
