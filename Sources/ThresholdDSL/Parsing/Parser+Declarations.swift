extension Parser {
  /// Reads one declaration up to `end`; `quietly` says nothing of text that is none.
  mutating func declaration(quietly: Bool) -> DeclarationSyntax.Kind {
    let first = index
    let token = tokens[first]
    if token.column > 0, token.keyword.startsDeclaration {
      let span = span(at: first)
      var blank = SourceSpan(file: file, start: span.start, end: span.start)
      while blank.start > 0, isBlank(bytes[blank.start - 1]) { blank.start -= 1 }
      reportIndentation(
        at: span, hint: "take away the spaces before `\(token.keyword.rawValue)`",
        replace: blank, with: "")
    }
    var keyword = token.keyword
    if !keyword.startsDeclaration {
      keyword = meantDeclaration(quietly: quietly)
      if keyword == .other {
        index = end
        return .unknown
      }
    }
    index += 1
    let kind = body(of: keyword)
    if index < end { leftover() }
    return kind
  }

  private mutating func body(of keyword: Keyword) -> DeclarationSyntax.Kind {
    switch keyword {
    case .language: .language(number("the version of the language"))
    case .edition: .edition(edition())
    case .outcome: .outcome(outcome())
    case .rating: .rating(names("a rating"))
    case .fact: .fact(fact())
    case .define: .define(define())
    case .rule: .rule(rule())
    case .table: .table(table())
    case .scale: .scale(scale())
    case .judgement: .judgement(judgement())
    case .action: action()
    case .ignored: .ignoredField(ignoredField())
    case .hours: .hours(hours())
    case .closed: .closed(closed())
    case .out: .outOfHours(outOfHours(afterOut: true))
    case .clock: .clock(clock())
    case .answer: .answer(answer())
    default: .example(readsExamples ? example() : exampleNotRead())
    }
  }

  private mutating func exampleNotRead() -> ExampleSyntax {
    index = end
    return ExampleSyntax()
  }

  /// The declaration that a misspelt word was meant to start; it is reported.
  private mutating func meantDeclaration(quietly: Bool) -> Keyword {
    let token = tokens[index]
    let word = token.kind == .word ? identifier(at: index).text : ""
    let nearest = nearestNames(to: word, among: Keyword.declarationWords)
    if quietly, nearest.isEmpty {
      failQuietly()
      return .other
    }
    if token.kind == .dash || token.keyword.startsLine {
      failStray(word)
      return .other
    }
    var hints = nearest.prefix(1).map { right in
      Diagnostic.Hint(
        "write `\(right)`", replacement: .init(span: span(at: index), text: right))
    }
    if hints.isEmpty {
      hints = [
        .init(
          "start with one of \(Keyword.declarationWords.joined(separator: ", ")); text for people "
            + "stands outside the fence, or after `--`")
      ]
    }
    fail(
      .unknownDeclaration,
      word.isEmpty
        ? "a declaration starts with a word of the language"
        : "no declaration starts with `\(word)`", at: span(at: index), hints: hints)
    guard nearest.count == 1, let right = nearest.first else { return .other }
    return KeywordTable.shared.keyword(Array(right.utf8))
  }

  private mutating func failStray(_ word: String) {
    let shown = word.isEmpty ? written(span(at: index)) : word
    fail(
      .unknownDeclaration, "`\(shown)` stands inside a declaration, and none has started",
      at: span(at: index), hint: "write the declaration's first line above it, in the same fence")
  }

  // MARK: What is left over

  /// Reads a line that starts with a word of the declaration; a word that is none is reported.
  mutating func unknownLine(of declaration: String, lines: [String]) {
    defer { skipLine() }
    guard isAtLineStart, kind == .word else { return leftover() }
    if [.if, .then, .else, .end, .and, .or, .not, .row].contains(keyword) { return leftover() }
    let word = identifier(at: index).text
    let span = span(at: index)
    let nearest = nearestNames(
      to: word, among: lines.map { $0.split(separator: " ").first.map(String.init) ?? $0 })
    var hints = nearest.prefix(1).map { right in
      Diagnostic.Hint("write `\(right)`", replacement: .init(span: span, text: right))
    }
    if hints.isEmpty {
      hints = [.init("its lines start with \(lines.joined(separator: ", "))")]
    }
    fail(.unknownLine, "no line of \(declaration) starts with `\(word)`", at: span, hints: hints)
  }

  /// Reports what stands where nothing more is read.
  mutating func leftover() {
    guard index < end else { return }
    let span = span(at: index)
    switch (kind, keyword) {
    case (.closingBracket, _):
      fail(
        .bracket, "this bracket closes none that was opened", at: span, hint: "delete the bracket",
        replace: deletion(of: span), with: "")
    case (_, .then):
      fail(
        .otherLanguage, "nothing like `then` follows a condition", at: span,
        hint: "write what a rule establishes after its name: `rule name: assessment`")
    case (_, .else):
      fail(
        .otherLanguage, "there is no `else`: every rule is judged on its own", at: span,
        hint: "write another rule for the other case")
    case (_, .if):
      fail(
        .otherLanguage, "a condition starts with `when`, not with `if`", at: span,
        hint: "write `when`", replace: span, with: "when")
    case (_, .end):
      fail(
        .otherLanguage, "nothing marks the end of a declaration", at: span, hint: "delete `end`",
        replace: deletion(of: span), with: "")
    case (.dash, _) where isAtLineStart:
      fail(
        .bullets, "bullets stand under `all of`, `any of`, `none of` or `at least 2 of`", at: span,
        hint: "write one of these at the end of the line above")
    case (.comma, _):
      fail(
        .leftover, "nothing more is listed here after a comma", at: span,
        hint: "write `and` or `or` between two conditions")
    case (.bar, _), (.doubleBar, _):
      fail(
        .leftover, "bars stand only in the rows of a table", at: span,
        hint: "start the table's heading with `row |`")
    case (.dash, _):
      fail(
        .leftover, "nothing more is read here, but a dash stands", at: span,
        hint: "a comment starts with two dashes: `--`", replace: span, with: "--")
    case (.word, _) where index > 0 && tokens[index - 1].kind == .word && !tokens[index].startsLine:
      failJoined(span)
    default:
      fail(
        .leftover, "the line should end before this", at: span,
        hint: "delete it, or put it in a comment after `--`")
    }
  }

  private mutating func failJoined(_ span: SourceSpan) {
    let before = tokens[index - 1]
    let joined = identifier(at: index - 1).text + "_" + identifier(at: index).text
    let both = SourceSpan(file: file, start: before.start, end: span.end)
    guard before.keyword == .other || tokens[index].keyword == .other else {
      return fail(
        .leftover, "the line should end before `\(written(span))`", at: span,
        hint: "delete it, or write it on a line of its own")
    }
    fail(
      .joinedWords, "two names stand side by side", at: both,
      hints: [
        .init(
          "the words of one name are joined by underscores: write `\(joined)`",
          replacement: .init(span: both, text: joined)),
        .init("two conditions are joined by `and` or `or`"),
      ])
  }

  /// Reports a line that a declaration has already.
  mutating func failTwice(_ word: String, at span: SourceSpan, hint: String) {
    fail(.writtenTwice, "`\(word)` is written once in a declaration", at: span, hint: hint)
  }

  /// Reads the colon after a name.
  mutating func colon(after what: String) {
    if take(.colon) { return }
    if kind == .word, !isAtLineStart, kind(ahead: 1) == .colon, isOnLine(ahead: 1) {
      failJoined(span(at: index))
      index += 2
      return
    }
    let place = place(before: index)
    fail(
      .colon, "a colon follows \(what)", at: isAtLineStart ? place : here,
      hint: "write `:` after \(what)", replace: place, with: ":")
  }

  // MARK: Small declarations

  private mutating func edition() -> EditionSyntax {
    var edition = EditionSyntax()
    edition.name = text("the name of the edition")
    while index < end {
      let start = index
      switch keyword {
      case .title:
        index += 1
        if edition.title != nil { failTwice("title", at: span(at: start), hint: "delete one") }
        edition.title = text("the title")
      case .follows:
        index += 1
        if edition.follows != nil { failTwice("follows", at: span(at: start), hint: "delete one") }
        edition.follows = text("the guidance followed")
      case .calendar:
        index += 1
        if edition.calendar != nil {
          failTwice("calendar", at: span(at: start), hint: "delete one")
        }
        edition.calendar = name("a calendar")
      case .in:
        inForce(&edition)
      default:
        unknownLine(of: "an edition", lines: ["title", "in force", "follows", "calendar"])
      }
    }
    return edition
  }

  private mutating func inForce(_ edition: inout EditionSyntax) {
    let start = index
    index += 1
    _ = take(.force)
    if edition.firstDay != nil { failTwice("in force", at: span(at: start), hint: "delete one") }
    let isOpen = take(.from)
    edition.firstDay = date("the first day in force")
    if take(.to) {
      edition.lastDay = date("the last day in force")
    } else if !isOpen, edition.firstDay != nil {
      let place = place(before: start + 2)
      fail(
        .editionDates, "`in force` is followed by two dates, or by `from` and one", at: here,
        hint: "write `in force from 2023-12-15` for an edition that has no end yet",
        replace: place, with: " from")
    }
  }

  private mutating func outcome() -> OutcomeSyntax {
    var outcome = OutcomeSyntax()
    outcome.name = name("an outcome")
    if kind == .text { outcome.title = text("the title") }
    let hasComma = take(.comma)
    if take(.rated) {
      outcome.rating = name("a rating")
    } else if hasComma {
      fail(
        .leftover, "only `rated` and a rating follow an outcome's title", at: here,
        hint: "write `, rated green`, or delete the comma")
    }
    return outcome
  }

  private mutating func define() -> DefineSyntax {
    let name = name("a define")
    colon(after: "the name of a define")
    return DefineSyntax(name: name, condition: condition())
  }

  private mutating func scale() -> ScaleSyntax {
    var scale = ScaleSyntax()
    scale.name = name("a scale")
    if kind == .text { scale.title = text("the title") }
    while index < end {
      let start = index
      if let outcome = name("an outcome"), let points = threshold() {
        scale.thresholds.append((outcome, points))
      }
      if index < end, !isAtLineStart || index == start {
        leftover()
        skipLine()
      }
    }
    return scale
  }

  private mutating func threshold() -> NumberSyntax? {
    guard take(.at) else {
      fail(
        .scaleLine, "a line of a scale says at how many points an outcome is reached", at: here,
        hint: "write it so: `assessment at 5 points`")
      return nil
    }
    guard let number = number("the number of points") else { return nil }
    if !take(.points), !take(.point) {
      fail(
        .scaleLine, "the word `points` follows their number", at: here, hint: "write `points`",
        replace: place(before: index), with: " points")
    }
    return number
  }

  private mutating func judgement() -> JudgementSyntax {
    var judgement = JudgementSyntax()
    if kind == .text { judgement.question = text("the question") }
    while index < end {
      let start = index
      _ = take(.comma)
      if take(.when) {
        if judgement.condition != nil {
          failTwice("when", at: span(at: start), hint: "join the two with `and`")
        }
        judgement.condition = condition()
      } else if keyword == .up {
        index += 1
        _ = take(.to)
        judgement.upTo = name("an outcome")
      } else {
        unknownLine(of: "a judgement", lines: ["when", "up to"])
      }
    }
    return judgement
  }

  private mutating func action() -> DeclarationSyntax.Kind {
    let name = name("an action")
    let title = kind == .text ? text("the title") : nil
    return .action(name, title: title)
  }

  private mutating func answer() -> AnswerSyntax {
    var answer = AnswerSyntax()
    answer.code = name("the code of a warning")
    if kind == .word, !isAtLineStart, keyword != .because {
      answer.subject = name("what the warning is about")
    }
    let start = index
    while index < end {
      _ = take(.comma)
      if keyword == .because {
        reasonLine(&answer.reason)
      } else {
        unknownLine(of: "an answer", lines: ["because"])
      }
    }
    if answer.reason == nil, start == index {
      fail(
        .missingBecause, "an answer to a warning says why",
        at: answer.code?.span ?? span(at: start - 1), hint: "write `because \"…\"` below it")
    }
    return answer
  }

  private mutating func ignoredField() -> [Identifier] {
    if !take(.field) {
      fail(
        .leftover, "`field` follows `ignored`", at: here, hint: "write `ignored field`",
        replace: place(before: index), with: " field")
    }
    var fields: [Identifier] = []
    repeat {
      if kind == .text {
        fields.append(Identifier(textValue(at: index), span: span(at: index)))
        index += 1
      } else if kind == .word {
        // The files' columns are named by others, so any word may be one.
        fields.append(identifier(at: index))
        index += 1
      } else {
        fail(
          .nameExpected, "a field is written here, but \(found)", at: here,
          hint: "write the column's name, in quotes if it has spaces: `\"Post Code\"`")
      }
    } while take(.comma)
    return fields
  }
}
