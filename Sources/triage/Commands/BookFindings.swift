import ThresholdDSL
import TriageEngine

/// What the examples and the proofs of one edition come to.
struct EditionFindings: Sendable {
  /// What examples show.
  let examples: [Diagnostic]
  /// What is proved.
  let analysed: AnalysedEdition

  /// Decides the examples of the edition of a rule book of one, and proves what its rules come to.
  init(_ deciding: DecidingRules) {
    examples =
      ExampleResults(deciding, onlyFile: nil).diagnostics + ExampleReach(deciding).diagnostics
    analysed = AnalysedEdition(deciding, edition: 0)
  }
}

/// All that is found of a rule book without errors: what the checker, the examples and the proofs say,
/// less what is told better by another and what the document answers.
struct BookFindings: Sendable {
  /// What is to be shown.
  let diagnostics: [Diagnostic]
  /// How many claims about the rules were settled.
  let settled: Int
  /// How many warnings the document answers.
  let answered: Int

  init(
    _ found: [Diagnostic], _ analysed: [AnalysedEdition], _ book: RuleBook,
    _ sources: [SourceText]
  ) throws(ToolError) {
    var found = found
    for edition in analysed {
      if let fault = edition.fault {
        throw .environment(
          "a proof does not hold when its contact is decided, which is a fault of this program: "
            + fault, hint: "please report it, with the rule book")
      }
      found = edition.superseding(found)
    }
    settled = analysed.reduce(0) { $0 + $1.settled }
    let answers = AnsweredWarnings(
      found, book, sources, isWhole: analysed.allSatisfy(\.isWhole))
    answered = answers.count
    diagnostics = answers.diagnostics
  }
}
