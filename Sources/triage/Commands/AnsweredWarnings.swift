import ThresholdDSL

/// What is left of the warnings about a rule book once its document has answered some.
struct AnsweredWarnings {
  /// What is shown, answers that answer nothing with it.
  private(set) var diagnostics: [Diagnostic] = []
  /// How many warnings were answered.
  private(set) var count = 0

  private let book: RuleBook
  private let sources: [SourceText]

  /// Takes out of what was found what is answered; `isWhole` says whether every claim was settled, for
  /// only then is an answer that answers nothing known not to be needed.
  init(_ found: [Diagnostic], _ book: RuleBook, _ sources: [SourceText], isWhole: Bool) {
    self.book = book
    self.sources = sources
    let answers = book.editions.flatMap(\.answers)
    var isNeeded = answers.map { _ in false }
    for diagnostic in found {
      let fitting = answers.indices.filter { fits(answers[$0], diagnostic) }
      for place in fitting { isNeeded[place] = true }
      if fitting.isEmpty { diagnostics.append(diagnostic) } else { count += 1 }
    }
    for (answer, isNeeded) in zip(answers, isNeeded) where !isNeeded {
      guard isWhole || answer.code.code < "T0900" else { continue }
      let about = answer.subject.map { " about `\($0)`" } ?? " under this clause"
      diagnostics.append(
        Diagnostic(
          .answerNotNeeded, "there is no warning \(answer.code.code)\(about) to answer",
          at: answer.span,
          hints: [.init("leave the answer out, or name what the warning is about")]))
    }
  }

  private func fits(_ answer: WarningAnswer, _ diagnostic: Diagnostic) -> Bool {
    guard answer.code == diagnostic.code, !diagnostic.isError else { return false }
    guard let span = diagnostic.span else { return answer.subject == nil }
    guard folder(answer.span) == folder(span) else { return false }
    if let subject = answer.subject { return subject == diagnostic.subject }
    return clause(answer.span) == clause(span)
  }

  /// The edition that a place belongs to, by its folder.
  private func folder(_ span: SourceSpan) -> String {
    splitPath(sources[span.file].name).folder
  }

  /// The clause that a place stands in.
  private func clause(_ span: SourceSpan) -> Clause? {
    book.editions.flatMap(\.clauses)
      .filter { $0.span.file == span.file && $0.span.start <= span.start }
      .max { $0.span.start < $1.span.start }
  }
}
