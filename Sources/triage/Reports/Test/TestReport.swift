import ThresholdDSL
import TriageEngine

/// What a test run came to, for every form that it is reported in.
struct TestReport {
  let results: TestResults
  let rules: TestedRules?
  let options: TestOptions
  /// The rows that were rejected, those of the history with them.
  let rejected: Int
  /// The minimums that are not reached, each in one phrase.
  let shortfalls: [String]

  init(_ results: TestResults, _ rules: TestedRules?, _ options: TestOptions, rejected: Int) {
    self.results = results
    self.rules = rules
    self.options = options
    self.rejected = rejected
    shortfalls = Self.shortfalls(results, rules, options)
  }

  /// Whether everything is as wanted.
  var isGood: Bool {
    results.differences == 0 && results.unread.isEmpty && shortfalls.isEmpty
      && failedExamples.isEmpty && rejected == 0
  }

  /// Ends the run where a minimum is wanted of an outcome that there is not: a misspelt one would never
  /// be missed.
  static func refuseUnknownOutcomes(
    _ options: TestOptions, among outcomes: [String]
  ) throws(ToolError) {
    guard !outcomes.isEmpty else { return }
    for (outcome, _) in options.minimumRecalls where !outcomes.contains(outcome) {
      let near = nearestNames(to: outcome, among: outcomes).first
      throw .usage(
        "`--minimum-recall` names no outcome with `\(visibleText(outcome))`",
        hint: near.map { "did you mean `\($0)`?" }
          ?? "there is " + outcomes.map { "`\($0)`" }.joined(separator: ", "), command: .test)
    }
  }

  /// The examples of the rule book that are decided otherwise than they expect.
  var failedExamples: [Diagnostic] { rules?.examples.diagnostics ?? [] }

  /// Of every rule and atomic condition in the editions that are tested being seen yes and being
  /// seen no, how many the written tests and the examples have seen.
  static func goals(_ rules: TestedRules) -> Ratio? {
    var (reached, all) = (0, 0)
    for coverage in rules.written where coverage.contacts > 0 {
      reached += coverage.goals.reached
      all += coverage.goals.all
    }
    return Ratio(reached, of: all)
  }

  private static func shortfalls(
    _ results: TestResults, _ rules: TestedRules?, _ options: TestOptions
  ) -> [String] {
    // A run that tests nothing must not pass: the pipe before it may have broken.
    var found = results.files.filter { $0.contacts + $0.rejected == 0 }.map { file in
      "there is no contact in \(visibleText(file.name)), so nothing is tested there"
    }
    found += results.unexpected.map { name in
      "nothing is expected of the contacts in \(visibleText(name)), so they are not tested"
    }
    if let minimum = options.minimumCoverage {
      if let share = rules.flatMap(goals) {
        if share.isBelow(percent: minimum) {
          found.append(
            "coverage is \(share.percent)%, and at least \(minimum.decimalShown)% is wanted")
        }
      } else {
        found.append("there is no coverage, since no contact is decided under the rules")
      }
    }
    for (outcome, minimum) in options.minimumRecalls {
      let agreement = results.agreement
      if let recall = agreement.recall(of: outcome) {
        if recall.isBelow(percent: minimum) {
          found.append(
            "recall of `\(outcome)` is \(recall.percent)%, and at least "
              + "\(minimum.decimalShown)% is wanted")
        }
      } else {
        found.append(
          "recall of `\(outcome)` cannot be told: no contact says that a person decided it")
      }
    }
    return found
  }

  /// The findings that are kept, lowered first.
  var findings: [TestFinding] {
    TestFinding.Kind.allCases.flatMap { results[$0].list }
  }

  /// Where an example of the rule book stands.
  func place(_ diagnostic: Diagnostic) -> (file: String, line: Int)? {
    guard let span = diagnostic.span, let sources = rules?.loaded.sources,
      sources.indices.contains(span.file)
    else { return nil }
    let source = sources[span.file]
    return (source.name, LineTable(source.bytes).line(at: span.start))
  }
}

extension TestFinding.Kind {
  /// The kind as a heading, with a number: `LOWERED: 2 decisions are lower than expected`.
  func heading(_ kept: TestResults.Kept) -> String {
    let verb = kept.count == 1 ? "is" : "are"
    let text =
      switch self {
      case .lowered: "LOWERED: \(counted(kept.count, "decision")) \(verb) lower than expected"
      case .raised: "Raised: \(counted(kept.count, "decision")) \(verb) higher than expected"
      case .changed:
        "Changed: \(counted(kept.count, "decision")) \(verb) not as expected in another way"
      case .mistake: "Mistakes: \(counted(kept.count, "line")) cannot be compared"
      }
    return text + (kept.accepted > 0 ? " (\(kept.accepted) accepted)" : "")
  }
}

extension TestResults.UnreadField {
  /// What is wrong, in one phrase.
  var message: String {
    let field = "`\(visibleText(name))`"
    if isDeclared {
      return "no rule reads the fact \(field), which \(counted(rows, "row")) "
        + (rows == 1 ? "states" : "state")
    }
    return "no rule reads the field \(field), which \(counted(rows, "row")) "
      + (rows == 1 ? "states" : "state")
      + (nearest.map { "; did you mean `\($0)`?" } ?? "")
  }
}

extension Ratio {
  /// A per cent as it was asked for: `97.5`.
  var decimalShown: String {
    var text = decimal(places: 6)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
