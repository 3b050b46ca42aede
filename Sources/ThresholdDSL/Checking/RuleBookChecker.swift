/// The files of one edition, parsed.
public struct EditionSource: Sendable {
  /// The folder's name, for messages about the whole edition.
  public var folder: String
  /// The parsed files; the order means nothing.
  public var trees: [SyntaxTree]

  /// The parsed files of a folder.
  public init(folder: String, trees: [SyntaxTree]) {
    self.folder = folder
    self.trees = trees
  }
}

/// What checking found: the rule book, when it has no errors, and every diagnostic.
public struct CheckedRuleBook: Sendable {
  /// The rule book; nil when there is any error.
  public var book: RuleBook?
  /// Every diagnostic of parsing and checking, by place and code.
  public var diagnostics: [Diagnostic]
}

extension RuleBook {
  /// Checks the parsed editions of a rule book. It never fails: what is wrong is in the result.
  ///
  /// Deciding needs a rule book without errors in any edition, so that a contact of last year is
  /// never decided by a book that is broken for this year.
  public static func checking(
    name: String, editions sources: [EditionSource]
  ) -> CheckedRuleBook {
    checking(name: name, editions: sources.map { $0.checked(.everything) })
  }

  /// Puts together the editions of a rule book that were each checked alone, on one thread or many.
  public static func checking(name: String, editions checked: [CheckedEdition]) -> CheckedRuleBook {
    var diagnostics = checked.flatMap(\.diagnostics)
    if checked.isEmpty {
      diagnostics.append(
        Diagnostic(
          .noEditions, "the rule book `\(name)` has no editions", at: nil,
          hints: [.init("make a folder inside it for each edition, such as `\(name)/2018-07`")]))
    }
    diagnostics += checkDates(of: checked)
    let hasErrors = diagnostics.contains { $0.isError }
    let editions = checked.compactMap(\.edition).sorted { $0.firstDay < $1.firstDay }
    let book = hasErrors ? nil : RuleBook(name: name, editions: editions)
    return CheckedRuleBook(book: book, diagnostics: DiagnosticRenderer.sorted(diagnostics))
  }

  /// Reports editions that overlap, leave a gap or share a name. An edition whose days are not known
  /// may fill any gap.
  private static func checkDates(of checked: [CheckedEdition]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var spans: [String: SourceSpan] = [:]
    for (name, span) in checked.compactMap(\.name) {
      if let first = spans[name] {
        diagnostics.append(
          Diagnostic(
            .editionNameTwice, "two editions are named `\(name)`", at: span,
            related: [.init(span: first, text: "the other one")]))
      }
      spans[name] = spans[name] ?? span
    }
    let dated = checked.compactMap(\.days).sorted { ($0.first, $0.span) < ($1.first, $1.span) }
    for (earlier, later) in zip(dated, dated.dropFirst()) {
      let lastDay = earlier.last ?? .latest
      if later.first <= lastDay {
        diagnostics.append(
          Diagnostic(
            .editionsOverlap,
            "two editions are in force on \(later.first)", at: later.span,
            related: [.init(span: earlier.span, text: "this edition is in force then as well")],
            hints: [
              .init(
                "end the earlier edition the day before: `in force \(earlier.first) to "
                  + "\(later.first.adding(days: -1))`")
            ]))
      } else if dated.count == checked.count, lastDay.adding(days: 1) < later.first {
        diagnostics.append(
          Diagnostic(
            .editionsGap,
            "no edition is in force from \(lastDay.adding(days: 1)) to "
              + "\(later.first.adding(days: -1))", at: later.span,
            related: [.init(span: earlier.span, text: "the edition before ends here")],
            hints: [.init("let this edition start on \(lastDay.adding(days: 1))")]))
      }
    }
    return diagnostics
  }
}

/// How much checking looks for.
public enum CheckingDepth: Sendable {
  /// Errors in what decides, and the warnings that cost nothing: enough to decide by. Examples decide
  /// nothing and are not read.
  case errors
  /// Everything that `check` tells a policy lead.
  case everything
}

extension EditionSource {
  /// Checks the edition alone; ``RuleBook/checking(name:editions:)-([CheckedEdition])`` puts editions
  /// together.
  public func checked(_ depth: CheckingDepth) -> CheckedEdition {
    var checker = EditionChecker(self, depth)
    var checked = checker.check(depth)
    checked.diagnostics = checker.diagnostics
    return checked
  }
}

/// What is known of an edition after checking it alone.
public struct CheckedEdition: Sendable {
  /// The name, with its place.
  var name: (String, SourceSpan)?
  /// The days in force, with their place.
  var days: (first: CivilDate, last: CivilDate?, span: SourceSpan)?
  /// The edition, when it has no errors.
  var edition: Edition?
  /// What was found, in the order found.
  var diagnostics: [Diagnostic] = []
}
