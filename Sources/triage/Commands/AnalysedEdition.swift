import ThresholdDSL
import TriageEngine

/// What was proved of an edition, each contact that shows something decided by it.
struct AnalysedEdition: Sendable {
  /// How many claims were proved, or shown not to hold.
  let settled: Int
  /// Whether every claim was settled.
  let isWhole: Bool
  /// The warnings, their contacts beneath them.
  private(set) var diagnostics: [Diagnostic] = []
  /// A contact that is not decided as was proved: nothing that was proved is then to be trusted.
  private(set) var fault: String?

  /// The facts of which more concern lowers an outcome.
  private var loweringFacts: Set<String> = []
  /// The rules that no example can meet, or none can miss.
  private var unreachedRules: Set<String> = []
  private let edition: Edition
  private let decider: Decider
  private let decoder: ContactDecoder
  private let index: Int

  /// Analyses an edition of a rule book and decides what shows something.
  init(_ rules: DecidingRules, edition index: Int) {
    self.index = index
    edition = rules.book.editions[index]
    decider = rules.desk(index).decider
    decoder = ContactDecoder(rules.book, options: DecodingOptions(edition: index))
    let analysis = EditionAnalysis(edition)
    settled = analysis.settled
    isWhole = analysis.unproved.isEmpty
    for finding in analysis.findings {
      var diagnostic = finding.diagnostic
      for shown in finding.shown {
        guard let lines = lines(shown) else {
          fault = diagnostic.message
          return
        }
        diagnostic.details += lines
      }
      diagnostics.append(diagnostic)
      switch diagnostic.code {
      case .concernLowers, .tableGap, .unmentionedValue:
        loweringFacts.formUnion(finding.factNames)
      case .neverMet, .alwaysTrue, .exceptionAlwaysApplies:
        if let rule = diagnostic.subject { unreachedRules.insert(rule) }
      default: break
      }
    }
  }

  /// What was found before, without what is now known exactly: that a test may lower the outcome, where
  /// it is shown that it does, and that no example meets or misses a rule, where none can.
  func superseding(_ found: [Diagnostic]) -> [Diagnostic] {
    found.filter { !isTold($0) } + diagnostics
  }

  private func isTold(_ warning: Diagnostic) -> Bool {
    guard let place = warning.span, let subject = warning.subject,
      edition.clauses.contains(where: { $0.span.file == place.file })
    else { return false }
    switch warning.code {
    case .moreRiskLowers: return loweringFacts.contains(subject)
    case .noExampleMeets, .noExampleMisses: return unreachedRules.contains(subject)
    default: return false
    }
  }

  /// A contact as an example that can be pasted; nil where it is not decided as is claimed.
  private func lines(_ shown: ShownContact) -> [String]? {
    guard case .success(let contact) = decoder.decode(shown.witness, edition: index),
      holds(shown.claims, contact)
    else { return nil }
    let stated = StatedWitness(shown.witness, [edition]) { example in
      guard case .success(let other) = decoder.decodeWithHistory(example, edition: index, decider)
      else { return false }
      return holds(shown.claims, other)
    }
    let decision = decider.decide(contact, for: .hub)
    var lines = ["example \"\(shown.title)\""]
    lines += stated.lines(inForceFrom: edition.firstDay).map { "  " + $0 }
    if lines.count == 1 { lines.append("  received \(edition.firstDay) 12:00") }
    if shown.witness.undeclared != nil { lines.append("  -- and a field that nothing declares") }
    for counted in stated.unstated {
      lines.append("  -- with earlier contacts for which `\(counted.fact)` is \(counted.words)")
    }
    let expected =
      [edition.outcomes[decision.outcome.established].name]
      + shown.claims.prefix(Self.claimsShown).compactMap(words)
    lines.append("  expect " + expected.joined(separator: ", "))
    return lines
  }

  /// The claims that an example expects; a table can have many rows that are all missed.
  private static let claimsShown = 4

  /// Whether everything that is claimed is so.
  private func holds(_ claims: [ShownContact.Claim], _ contact: Contact) -> Bool {
    let (decision, evaluation) = decider.decideWithEvaluation(contact)
    return claims.allSatisfy { claim in
      switch claim {
      case .meets(let rule): evaluation.rules[rule].isMet
      case .misses(let rule): evaluation.rules[rule] == .notMet
      case .doesNotMeet(let rule): !evaluation.rules[rule].isMet
      case .reaches(let level): decision.outcome.established >= level
      case .staysBelow(let level): decision.outcome.established < level
      case .couldRise(let level): decision.outcome.couldRiseTo >= level
      case .couldNotRise(let level): decision.outcome.couldRiseTo < level
      }
    }
  }

  /// A claim as an example expects it; the outcome is expected of every one.
  private func words(_ claim: ShownContact.Claim) -> String? {
    switch claim {
    case .meets(let rule): "meets \(edition.rules[rule].name)"
    case .misses(let rule): "misses \(edition.rules[rule].name)"
    case .doesNotMeet, .reaches, .staysBelow, .couldRise, .couldNotRise: nil
    }
  }
}
