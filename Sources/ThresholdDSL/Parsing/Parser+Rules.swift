extension Parser {
  /// Reads a rule after its keyword.
  mutating func rule() -> RuleSyntax {
    var rule = RuleSyntax()
    let keywordPlace = index - 1
    rule.name = name("a rule")
    colon(after: "the name of a rule")
    rule.effects = effects()
    var hasWhen = false
    while index < end {
      let start = index
      switch keyword {
      case .when, .if:
        if keyword == .if {
          fail(
            .otherLanguage, "a condition starts with `when`, not with `if`", at: span(at: start),
            hint: "write `when`", replace: span(at: start), with: "when")
        }
        index += 1
        if hasWhen {
          failTwice("when", at: span(at: start), hint: "join the two conditions with `and`")
        }
        hasWhen = true
        rule.condition = condition()
      case .unless:
        rule.exceptions.append(exception())
      case .because:
        reasonLine(&rule.reason)
      case .also:
        index += 1
        rule.actions += names("an action")
      case .other where !hasWhen && isAtLineStart && kind == .word:
        hasWhen = true
        bareCondition(&rule)
      default:
        unknownLine(of: "a rule", lines: Self.ruleLines)
      }
    }
    if !hasWhen {
      fail(
        .missingWhen, "a rule has a line that starts with `when`",
        at: rule.name?.span ?? span(at: keywordPlace),
        hint: "write when the rule is met, on an indented line: `  when injury`")
    }
    return rule
  }

  private static let ruleLines = ["when", "unless", "because", "also"]

  /// Reads a condition that stands on its own line without `when`, or a misspelt line.
  private mutating func bareCondition(_ rule: inout RuleSyntax) {
    guard nearestNames(to: identifier(at: index).text, among: Self.ruleLines).isEmpty else {
      return unknownLine(of: "a rule", lines: Self.ruleLines)
    }
    let place = span(at: index)
    fail(
      .missingWhen, "the condition of a rule starts with `when`", at: place, hint: "write `when`",
      replace: SourceSpan(file: file, start: place.start, end: place.start), with: "when ")
    rule.condition = condition()
  }

  /// Reads what a rule or a row establishes, with commas between.
  mutating func effects() -> [EffectSyntax] {
    var effects: [EffectSyntax] = []
    repeat {
      if kind == .number {
        guard let effect = pointsEffect() else { return effects }
        effects.append(effect)
      } else if take(.also) {
        guard let action = name("an action") else { return effects }
        effects.append(.action(action))
      } else {
        guard let level = name("an outcome or a rating") else { return effects }
        effects.append(.level(level))
      }
      if keyword == .and, !isAtLineStart {
        fail(
          .badList, "what a rule establishes is kept apart by commas", at: here,
          hint: "write a comma instead of `and`",
          replace: SourceSpan(file: file, start: tokens[index - 1].end, end: tokens[index].end),
          with: ",")
        index += 1
        continue
      }
      if !take(.comma) { return effects }
    } while index < end
    return effects
  }

  private mutating func pointsEffect() -> EffectSyntax? {
    guard let number = number("a number of points") else { return nil }
    let start = index - 1
    if !take(.points), !take(.point) {
      fail(
        .scaleLine, "points are given so: `2 points on neglect`", at: span(from: start),
        hint: "write `points` after the number", replace: place(before: index), with: " points")
    }
    guard take(.on) else {
      fail(
        .scaleLine, "points are given so: `2 points on neglect`", at: span(from: start),
        hint: "write `on` and the name of a scale after them")
      return nil
    }
    return name("a scale").map { .points(number, scale: $0) }
  }

  private mutating func exception() -> ExceptionSyntax {
    let start = index
    index += 1
    var exception = ExceptionSyntax(
      condition: condition(), clause: nil, reason: nil, span: span(at: start))
    while true {
      let hasComma = kind == .comma
      if hasComma { index += 1 }
      if hasComma || !isAtLineStart {
        if take(.clause) {
          exception.clause = clauseNumber()
          continue
        }
        if take(.because) {
          exception.reason = text("the reason")
          continue
        }
      }
      if hasComma {
        fail(
          .leftover, "only `clause` and `because` follow the comma of an exception", at: here,
          hint: "write `, clause 4.2.1, because \"…\"`")
      }
      break
    }
    if exception.reason == nil {
      fail(
        .missingBecause, "an exception says why, on its own line", at: exception.span,
        hint: "write `, because \"…\"` after its condition")
    }
    return exception
  }

  private mutating func clauseNumber() -> Identifier? {
    guard kind == .code, !isAtLineStart else {
      fail(
        .valueExpected, "the number of a clause follows `clause`, but \(found)", at: here,
        hint: "write the number of a heading, such as `4.2.1`")
      return nil
    }
    index += 1
    let span = span(at: index - 1)
    return Identifier(written(span), span: span)
  }

  /// Reads `because "…"`, of a rule or a table, which has it once.
  mutating func reasonLine(_ reason: inout StringSyntax?) {
    let start = index
    index += 1
    if reason != nil {
      failTwice("because", at: span(at: start), hint: "make one reason of the two")
    }
    reason = text("the reason")
  }
}
