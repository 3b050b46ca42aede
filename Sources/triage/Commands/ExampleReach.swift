import ThresholdDSL
import TriageEngine

/// Which rules the examples of a rule book meet, and which they just miss.
struct ExampleReach {
  /// One for each rule that no example meets, or none misses; one for an edition without examples.
  private(set) var diagnostics: [Diagnostic] = []

  /// The rules that some examples met, and those that some missed on purpose.
  private struct Reached: Sendable {
    var met: Set<Int> = []
    var missed: Set<Int> = []
  }

  /// Decides the examples of every edition, under the edition that they stand in.
  init(_ rules: DecidingRules) {
    for (index, edition) in rules.book.editions.enumerated() {
      guard !edition.examples.isEmpty else {
        diagnostics.append(
          Diagnostic(
            .noExampleMeets, "edition `\(edition.name)` has no examples",
            at: edition.rules.first?.span,
            hints: [.init("write one that meets each rule, and one that just misses it")]))
        continue
      }
      let (decider, decoder) = (rules.desk(index).decider, rules.decoder)
      let parts = mapped(edition.examples, jobs: processorCount()) { slice in
        slice.map { Self.reached($0, edition, index, decider, decoder) }
      }.flatMap { $0 }
      let met = parts.reduce(into: Set<Int>()) { $0.formUnion($1.met) }
      let missed = parts.reduce(into: Set<Int>()) { $0.formUnion($1.missed) }
      for (place, rule) in edition.rules.enumerated() {
        if !met.contains(place) {
          report(.noExampleMeets, "no example meets `\(rule.name)`", rule)
        } else if !missed.contains(place) {
          report(.noExampleMisses, "no example just misses `\(rule.name)`", rule)
        }
      }
    }
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ rule: Rule) {
    var diagnostic = Diagnostic(
      code, message, at: rule.span,
      hints: [
        .init(
          code == .noExampleMeets
            ? "write an example that expects `meets \(rule.name)`"
            : "write an example that expects `misses \(rule.name)`")
      ])
    diagnostic.subject = rule.name
    diagnostics.append(diagnostic)
  }

  private static func reached(
    _ example: Example, _ edition: Edition, _ index: Int, _ decider: Decider,
    _ decoder: ContactDecoder
  ) -> Reached {
    guard
      case .success(let contact) = decoder.decodeWithHistory(example, edition: index, decider)
    else { return Reached() }
    let evaluation = decider.evaluate(contact)
    var reached = Reached()
    for (place, rule) in edition.rules.enumerated() {
      if evaluation.rules[place].isMet {
        reached.met.insert(place)
      } else if example.clause == rule.clause {
        reached.missed.insert(place)
      }
    }
    for case .misses(let rule) in example.expectations { reached.missed.insert(rule) }
    return reached
  }
}
