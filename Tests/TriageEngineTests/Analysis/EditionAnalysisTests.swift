import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// What is proved of the rules of an edition together, against deciding every contact of a small
/// vocabulary.
@Suite struct EditionAnalysisTests {
  static let cases = environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? 12
  static let seed = testSeed(20_261_123)

  @Test func `it agrees with deciding every contact`() throws {
    var found: [String: Int] = [:]
    for number in 0..<Self.cases {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      let small = SmallRules(&random)
      let place = "seed \(Self.seed) case \(number)"
      let analysis = EditionAnalysis(small.edition)
      #expect(analysis.unproved.isEmpty, "\(place)")
      let desk = SmallDesk(small.edition)
      let decided = try SmallContacts(small, small).statements.map { try desk.decide($0) }
      var names: [String: Set<String>] = [:]
      for finding in analysis.findings {
        let code = finding.diagnostic.code.code
        found[code, default: 0] += 1
        if let subject = finding.diagnostic.subject { names[code, default: []].insert(subject) }
        for shown in finding.shown {
          #expect(try desk.holds(shown), "\(code) \(finding.diagnostic.message); \(place)")
        }
      }
      check(small, decided, names, place)
      try checkDirection(small, desk, decided, names, place)
    }
    print("found", found.sorted { $0.key < $1.key })
  }

  // MARK: Rules

  private func check(
    _ small: SmallRules, _ decided: [Evaluation], _ names: [String: Set<String>], _ place: String
  ) {
    let edition = small.edition
    var isSaid = Set<String>()
    for (index, rule) in edition.rules.enumerated() {
      func isSaidOf(_ code: String) -> Bool { names[code, default: []].contains(rule.name) }
      let meeting = decided.filter { $0.rules[index].isMet }
      let conditions = decided.map { $0.judged(rule.condition).now }
      let isReached = conditions.contains(.yes)
      #expect((meeting.isEmpty && !isReached) == isSaidOf("T0901"), "T0901 \(rule.name); \(place)")
      #expect((meeting.isEmpty && isReached) == isSaidOf("T0906"), "T0906 \(rule.name); \(place)")
      guard !meeting.isEmpty else { continue }
      #expect(!conditions.contains(.no) == isSaidOf("T0902"), "T0902 \(rule.name); \(place)")
      let isIdle = rule.exceptions.contains { exception in
        !decided.contains {
          $0.judged(rule.condition).now == .yes && $0.judged(exception.condition).now == .yes
        }
      }
      #expect(isIdle == isSaidOf("T0905"), "T0905 \(rule.name); \(place)")
      let earlier = edition.rules[..<index].enumerated().first { other, its in
        rule.outcome == its.outcome && rule.rating == its.rating && rule.points == its.points
          && rule.isLater == its.isLater
          && decided.allSatisfy { $0.rules[other].isMet == $0.rules[index].isMet }
      }
      #expect((earlier != nil) == isSaidOf("T0904"), "T0904 \(rule.name); \(place)")
      if earlier != nil { isSaid.insert(rule.name) }
    }
    for (index, rule) in edition.rules.enumerated()
    where rule.points.isEmpty && !isSaid.contains(rule.name) {
      let meeting = decided.filter { $0.rules[index].isMet }
      guard !meeting.isEmpty else { continue }
      let others = edition.rules.indices.filter {
        $0 != index && !isSaid.contains(edition.rules[$0].name)
      }
      let decides = meeting.contains { evaluation in
        let met = others.filter { evaluation.rules[$0].isMet }
        let points = edition.rules.indices.filter { evaluation.rules[$0].isMet }
          .flatMap { edition.rules[$0].points.map(\.count) }.reduce(0, +)
        let onScale = edition.scales[0].thresholds.filter { points >= $0.points }.map(\.outcome)
        let outcome = (met.compactMap { edition.rules[$0].outcome } + onScale).max() ?? 0
        let established = evaluation.levels.outcome.established
        let rated =
          (met.compactMap { edition.rules[$0].rating }
          + edition.outcomes.prefix(established + 1).compactMap(\.rating)).max() ?? -1
        let isHigher = rule.outcome.map { $0 > outcome } ?? false
        return isHigher || rule.rating.map { $0 > rated } ?? false
      }
      let isSaidHere = names["T0903", default: []].contains(rule.name)
      #expect(!decides == isSaidHere, "T0903 \(rule.name); \(place)")
    }
    for (level, outcome) in edition.outcomes.enumerated() {
      let isDecided = decided.contains { $0.levels.outcome.established == level }
      if isDecided {
        #expect(!names["T0908", default: []].contains(outcome.name), "T0908; \(place)")
      } else {
        let rules = edition.rules.filter { $0.outcome == level }
        let isOnScale = edition.scales[0].thresholds.contains { $0.outcome == level }
        let isTold =
          !rules.isEmpty && !isOnScale
          && rules.allSatisfy {
            names["T0901", default: []].contains($0.name)
              || names["T0906", default: []].contains($0.name)
          }
        let isSaid = names["T0908", default: []].contains(outcome.name)
        #expect(isSaid != isTold, "T0908 \(outcome.name); \(place)")
      }
    }
    let reached = edition.scales[0].thresholds.allSatisfy { threshold in
      decided.contains { evaluation in
        edition.rules.indices.filter { evaluation.rules[$0].isMet }
          .flatMap { edition.rules[$0].points.map(\.count) }.reduce(0, +) >= threshold.points
      }
    }
    #expect(!reached == names["T0907", default: []].contains("sum"), "T0907; \(place)")
  }

  // MARK: Direction

  /// No contact of which one thing more is said decides lower, unless that is told.
  private func checkDirection(
    _ small: SmallRules, _ desk: SmallDesk, _ decided: [Evaluation],
    _ names: [String: Set<String>], _ place: String
  ) throws {
    // A value that nothing asks about is told by itself, and its fact looked at no more.
    guard names["T0909", default: []].isEmpty, names["T0912", default: []].isEmpty else { return }
    let statements = SmallContacts(small, small).statements
    let worse = [
      "a": ["no": "yes"], "b": ["no": "yes"], "home": ["good": "poor"],
      "times": ["0": "2", "2": "5"],
    ]
    for (place2, statement) in statements.enumerated() {
      for (field, stated) in statement.fields.enumerated() {
        guard case .text(let text) = stated.value, let more = worse[stated.name]?[text] else {
          continue
        }
        var raised = statement
        raised.fields[field].value = .text(more)
        let (before, after) = (
          decided[place2].levels.outcome, try desk.decide(raised).levels.outcome
        )
        if after.established < before.established {
          #expect(
            after.couldRiseTo >= before.established && !names["T0925", default: []].isEmpty,
            "\(statement.fields.map(\.exampleText)) \(stated.name); \(place)")
        }
      }
    }
  }

  @Test func `what would take too many steps is left unproved and named`() {
    var random = SplitMix64(seed: Self.seed)
    let small = SmallRules(&random)
    for limits in [ProofLimits(nodes: 30), ProofLimits(rules: 1), ProofLimits(lemmas: 0)] {
      let analysis = EditionAnalysis(small.edition, limits: limits)
      #expect(!analysis.unproved.isEmpty)
      let said = analysis.findings.filter { $0.diagnostic.code.code == "T0914" }
      #expect(said.count == 1)
      #expect(said.first?.diagnostic.message.contains("whether") == true)
      // Nothing else is claimed on the strength of what was not proved.
      let exact = EditionAnalysis(small.edition).findings.map(\.diagnostic.message)
      for finding in analysis.findings where finding.diagnostic.code.code != "T0914" {
        #expect(exact.contains(finding.diagnostic.message), "\(finding.diagnostic.message)")
      }
    }
  }

  @Test func `the same edition is analysed in the same way`() {
    var random = SplitMix64(seed: Self.seed)
    let small = SmallRules(&random)
    func said() -> [String] {
      EditionAnalysis(small.edition).findings.map {
        "\($0.diagnostic.message) \($0.shown.map(\.witness))"
      }
    }
    #expect(said() == said())
  }

  @Test func `a longer sentence of longer words asks for an older reader`() {
    #expect(ReadingAge.of("A bruise is a mark on the skin of a child.") < 10)
    #expect(ReadingAge.of("A short one") == 0)
    #expect(
      ReadingAge.of(
        "multidisciplinary considerations necessitate comprehensive reconsideration of accommodation "
          + "arrangements throughout") > 18)
  }
}

/// Decides contacts by one edition.
private struct SmallDesk {
  let edition: Edition
  private let decoder: ContactDecoder

  init(_ edition: Edition) {
    self.edition = edition
    decoder = ContactDecoder(
      RuleBook(name: "small", editions: [edition]), options: DecodingOptions(edition: 0))
  }

  func decide(_ statement: SmallContacts.Statement) throws -> Evaluation {
    var witness = Witness(
      fields: statement.fields, history: statement.earlier.map { [$0.six] } ?? [],
      received: SmallRules.received)
    witness.undeclared = statement.undeclared
    return try decide(witness)
  }

  func decide(_ witness: Witness) throws -> Evaluation {
    let contact = try decoder.decode(witness, edition: 0).get()
    return ReferenceEvaluator.evaluate(
      edition, contact.facts.states, hasUnrecognisedFields: contact.hasUnrecognisedFields)
  }

  /// Whether a contact shows what is claimed of it.
  func holds(_ shown: ShownContact) throws -> Bool {
    let evaluation = try decide(shown.witness)
    let outcome = evaluation.levels.outcome
    return shown.claims.allSatisfy { claim in
      switch claim {
      case .meets(let rule): evaluation.rules[rule].isMet
      case .misses(let rule): evaluation.rules[rule] == .notMet
      case .doesNotMeet(let rule): !evaluation.rules[rule].isMet
      case .reaches(let level): outcome.established >= level
      case .staysBelow(let level): outcome.established < level
      case .couldRise(let level): outcome.couldRiseTo >= level
      case .couldNotRise(let level): outcome.couldRiseTo < level
      }
    }
  }
}
