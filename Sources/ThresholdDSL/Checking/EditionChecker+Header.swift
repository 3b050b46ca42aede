extension EditionChecker {
  /// Checks `language`, `edition` and its lines, and returns the name and days in force.
  mutating func checkHeader() -> CheckedEdition {
    var languages: [SourceSpan] = []
    var editions: [(EditionSyntax, DeclarationSyntax)] = []
    for (declaration, _) in declarations {
      switch declaration.kind {
      case .language(let version):
        languages.append(declaration.span)
        if let version, version.whole != 1 {
          report(
            .languageVersion, "this program reads language 1 alone", at: version.span,
            hints: [.init("write `language 1`, or use the program that goes with the rule book")])
        }
      case .edition(let edition): editions.append((edition, declaration))
      default: break
      }
    }
    checkOnce(languages, "language 1", missing: .noLanguage, twice: .headerTwice)
    checkOnce(
      editions.map(\.1.span), "edition \"…\"", missing: .noEdition, twice: .headerTwice)
    guard let (edition, declaration) = editions.first else { return CheckedEdition() }
    var checked = CheckedEdition()
    checked.name = edition.name.map { ($0.text, $0.span) }
    if declaration.isBroken { return checked }
    let span = edition.name?.span ?? declaration.span
    if let (first, firstSpan) = edition.firstDay {
      let whole = edition.lastDay.map { firstSpan.joined(with: $0.1) } ?? firstSpan
      if let (last, lastSpan) = edition.lastDay, last < first {
        report(
          .inForceBackwards, "the edition ends before it starts", at: lastSpan,
          hints: [.init("write the earlier day first: `in force \(last) to \(first)`")])
      } else {
        checked.days = (first, edition.lastDay?.0, whole)
      }
    } else {
      report(
        .noInForce, "the edition does not say when it is in force", at: span,
        hints: [.init("add a line such as `in force 2018-07-01 to 2023-12-14`")])
    }
    if edition.calendar == nil {
      report(
        .noCalendar, "the edition does not say which calendar of bank holidays it goes by",
        at: span, hints: [.init("add the line `calendar england-and-wales`")])
    }
    return checked
  }

  private mutating func checkOnce(
    _ spans: [SourceSpan], _ what: String, missing: DiagnosticCode, twice: DiagnosticCode
  ) {
    guard let first = spans.first else {
      report(
        missing, "the edition `\(source.folder)` has no `\(what)`",
        at: source.trees.first.map { SourceSpan(file: $0.file, start: 0, end: 0) },
        hints: [.init("write `\(what)` once, in a `threshold` block of one of its files")])
      return
    }
    for span in spans.dropFirst() {
      report(
        twice, "`\(what)` is written once an edition", at: span,
        related: [.init(span: first, text: "it is written here already")],
        hints: [.init("another edition goes in a folder of its own")])
    }
  }

  /// Resolves outcomes and ratings, least first.
  mutating func resolveLevels() {
    var ratingSpans: [SourceSpan] = []
    var outcomeSyntax: [(OutcomeSyntax, DeclarationSyntax)] = []
    for (declaration, _) in declarations {
      switch declaration.kind {
      case .rating(let list):
        ratingSpans.append(declaration.span)
        for name in list where names.ratings[name.text]?.index == nil {
          names.ratings[name.text]?.index = ratings.count
          ratings.append(name.text)
        }
      case .outcome(let outcome): outcomeSyntax.append((outcome, declaration))
      default: break
      }
    }
    for span in ratingSpans.dropFirst() {
      report(
        .levelsApart, "all ratings stand in one line, least first", at: span,
        related: ratingSpans.first.map { [.init(span: $0, text: "the other ratings")] } ?? [])
    }
    checkOutcomesTogether(outcomeSyntax.map(\.1))
    for (syntax, _) in outcomeSyntax {
      guard let name = syntax.name, names.outcomes[name.text]?.index == nil else { continue }
      names.outcomes[name.text]?.index = outcomes.count
      let rating = syntax.rating.flatMap { resolveRating($0) }
      outcomes.append(
        Outcome(
          name: name.text, title: syntax.title?.text ?? name.text, rating: rating,
          span: name.span))
    }
    if outcomes.count < 2, !declarations.contains(where: \.declaration.isBroken) {
      report(
        .tooFewOutcomes, "an edition has at least two outcomes", at: outcomeSyntax.first?.1.span,
        hints: [
          .init("list them least first, such as `outcome nfa \"No further action\"`, one a line")
        ])
    }
    checkLimit(declarationCount, Limits.declarations, "declarations")
    checkLimit(outcomes.count, Limits.outcomes, "outcomes")
    checkLimit(ratings.count, Limits.ratings, "ratings")
  }

  /// Outcomes are ordered by where they stand, so they must stand together.
  private mutating func checkOutcomesTogether(_ declarations: [DeclarationSyntax]) {
    guard let first = declarations.first else { return }
    for other in declarations.dropFirst() where other.span.file != first.span.file {
      report(
        .levelsApart, "all outcomes stand in one file, least first", at: other.span,
        related: [.init(span: first.span, text: "the first outcome")])
      return
    }
  }

  /// The index of a rating, or nil with a report.
  mutating func resolveRating(_ name: Identifier) -> Int? {
    if let entry = names.ratings[name.text] { return entry.index }
    report(
      .unknownLevel, "there is no rating `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.ratings.keys.sorted()))
    return nil
  }

  /// The index of an outcome, or nil with a report.
  mutating func resolveOutcome(_ name: Identifier) -> Int? {
    if let entry = names.outcomes[name.text] { return entry.index }
    report(
      .unknownLevel, "there is no outcome `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.outcomes.keys.sorted()))
    return nil
  }

  mutating func checkLimit(_ count: Int, _ limit: Int, _ what: String) {
    guard count > limit else { return }
    report(
      .tooMany,
      "the edition `\(source.folder)` has \(count) \(what), and at most \(limit) are read",
      at: nil)
  }
}
