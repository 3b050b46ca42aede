extension EditionChecker {
  /// Resolves the answers to warnings, in the order of files and lines.
  mutating func resolveAnswers() -> [WarningAnswer] {
    var answers: [WarningAnswer] = []
    for (declaration, _) in declarations {
      guard case .answer(let syntax) = declaration.kind, !declaration.isBroken,
        let written = syntax.code, let reason = syntax.reason
      else { continue }
      guard let code = DiagnosticCode.named(written.text) else {
        report(
          .unknownWarning, "there is no warning `\(written.text.uppercased())`", at: written.span,
          hints: [.init("write the code that stands behind the warning, such as `T0903`")])
        continue
      }
      guard code.severity == .warning else {
        report(
          .unknownWarning, "`\(code.code)` is an error, and errors are mended, not answered",
          at: written.span, hints: [.init("`triage explain-error \(code.code)` says what to write")]
        )
        continue
      }
      answers.append(
        WarningAnswer(
          code: code, subject: syntax.subject?.text, reason: reason.text, span: written.span))
    }
    return answers
  }
}

// MARK: - Clauses of which nothing is said

extension EditionChecker {
  /// The clauses under which nothing is declared, and that nothing else accounts for.
  var emptyClauses: [Clause] {
    var declared: Set<Int> = []
    for (declaration, clause) in declarations {
      // An answer speaks about the clause; it says nothing of the child.
      if case .answer = declaration.kind { continue }
      if let clause { declared.insert(clause) }
    }
    let cited = Set(rules.flatMap { $0.exceptions.compactMap(\.clause) })
    let numbers = clauses.map(\.number)
    return clauses.enumerated().filter { index, clause in
      !declared.contains(index) && !cited.contains(clause.number)
        && !numbers.contains { $0.hasPrefix(clause.number + ".") }
    }.map(\.element)
  }
}
