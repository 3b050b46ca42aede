extension EditionChecker {
  /// Resolves scales and actions, by name.
  mutating func resolveScalesAndActions() {
    var scaleSyntax: [(ScaleSyntax, Clause?)] = []
    var actionSyntax: [(Identifier, StringSyntax?)] = []
    for (declaration, clause) in declarations {
      switch declaration.kind {
      case .scale(let scale)
      where scale.name.map { names.scales[$0.text]?.span == $0.span } ?? false:
        scaleSyntax.append((scale, self.clause(clause)))
      case .action(let name?, let title) where names.actions[name.text]?.span == name.span:
        actionSyntax.append((name, title))
      default: break
      }
    }
    for (syntax, clause) in scaleSyntax.sorted(by: {
      ($0.0.name?.text ?? "") < ($1.0.name?.text ?? "")
    }) {
      guard let name = syntax.name else { continue }
      names.scales[name.text]?.index = scales.count
      scales.append(
        Scale(
          name: name.text, title: syntax.title?.text ?? name.text, clause: clause,
          thresholds: thresholds(of: syntax, name), span: name.span))
    }
    for (name, title) in actionSyntax.sorted(by: { $0.0.text < $1.0.text }) {
      names.actions[name.text]?.index = actions.count
      actions.append(Action(name: name.text, title: title?.text ?? name.text))
    }
  }

  private mutating func thresholds(of syntax: ScaleSyntax, _ name: Identifier) -> [Scale.Threshold]
  {
    var thresholds: [(Scale.Threshold, Identifier)] = []
    for (level, number) in syntax.thresholds {
      guard let outcome = resolveOutcome(level), let points = pointCount(number) else { continue }
      if outcome == 0 {
        report(
          .raisesNothing, "`\(level.text)` is decided when nothing is established", at: level.span,
          hints: [.init("give the points at which a higher outcome is reached")])
        continue
      }
      thresholds.append((Scale.Threshold(outcome: outcome, points: points), level))
    }
    thresholds.sort { ($0.0.points, $0.0.outcome) < ($1.0.points, $1.0.outcome) }
    for ((lower, _), (higher, span)) in zip(thresholds, thresholds.dropFirst())
    where higher.outcome <= lower.outcome {
      report(
        .thresholdsNotRising, "more points reach a higher outcome", at: span.span,
        hints: [.init("give each outcome more points than the one below it")])
    }
    return thresholds.map(\.0)
  }

  /// Resolves rules and table rows, by clause and then name.
  mutating func resolveRules() {
    for (declaration, clause) in declarations {
      switch declaration.kind {
      case .rule(let syntax): resolve(syntax, declaration, self.clause(clause))
      case .table(let syntax): resolve(syntax, declaration, self.clause(clause))
      default: break
      }
    }
    checkLimit(rules.count, Limits.rules, "rules")
    rules = ClauseNumber.order(rules) { ($0.clause, $0.name) }.map { rules[$0] }
    for (index, rule) in rules.enumerated() { names.rules[rule.name]?.index = index }
  }

  private mutating func resolve(
    _ syntax: RuleSyntax, _ declaration: DeclarationSyntax, _ clause: Clause?
  ) {
    guard let name = syntax.name, names.rules[name.text]?.span == name.span else { return }
    checkHasClause(clause, name)
    let condition = syntax.condition.flatMap { resolve($0, in: .rule) }
    var exceptions: [RuleException] = []
    for exception in syntax.exceptions {
      let resolved = resolve(exception.condition, in: .rule)
      checkClauseExists(exception.clause)
      guard let resolved, let reason = exception.reason else { continue }
      exceptions.append(
        RuleException(condition: resolved, clause: exception.clause?.text, reason: reason.text))
    }
    guard let condition else {
      resolveEffects(syntax.effects, syntax.actions, into: nil)
      return
    }
    var rule = Rule(
      name: name.text, table: nil, clause: clause, points: [], condition: condition,
      exceptions: exceptions, reason: syntax.reason?.text, actions: [],
      isLater: condition.readsDecision || exceptions.contains { $0.condition.readsDecision },
      span: name.span)
    resolveEffects(syntax.effects, syntax.actions, into: &rule, declaration)
    rules.append(rule)
  }

  private mutating func checkHasClause(_ clause: Clause?, _ name: Identifier) {
    guard clause == nil else { return }
    report(
      .noClause, "`\(name.text)` stands under no numbered heading, so it cites no clause",
      at: name.span,
      hints: [.init("put it under a heading that starts with a number, such as `## 4.2 …`")])
  }

  private mutating func checkClauseExists(_ number: Identifier?) {
    guard let number else { return }
    guard !clauses.contains(where: { $0.number == number.text }) else { return }
    report(
      .unknownClause, "no heading of this edition has the number \(number.text)", at: number.span,
      hints: suggestion(for: number.text, among: clauses.map(\.number)))
  }

  /// Resolves effects to report their mistakes alone.
  private mutating func resolveEffects(
    _ effects: [EffectSyntax], _ actions: [Identifier], into rule: Rule?
  ) {
    for effect in effects {
      switch effect {
      case .level(let name)
      where names.outcomes[name.text] == nil && names.ratings[name.text] == nil:
        reportUnknownLevel(name)
      case .level: break
      case .points(let number, let scale):
        _ = pointCount(number)
        _ = resolveScale(scale)
      case .action(let name): _ = resolveAction(name)
      }
    }
    for name in actions { _ = resolveAction(name) }
  }

  private mutating func reportUnknownLevel(_ name: Identifier) {
    var hints = suggestion(for: name, among: names.levelNames)
    if names.actions[name.text] != nil {
      hints = [.init("an action is written `also \(name.text)`")]
    }
    if names.scales[name.text] != nil {
      hints = [.init("points on a scale are written `2 points on \(name.text)`")]
    }
    if hints.isEmpty, !outcomes.isEmpty {
      hints = [
        .init("the outcomes are " + alternatives(outcomes.map { "`\($0.name)`" }, joinedBy: "and"))
      ]
    }
    report(
      .unknownLevel, "there is no outcome or rating `\(name.text)`", at: name.span, hints: hints)
  }

  mutating func resolveEffects(
    _ effects: [EffectSyntax], _ actions: [Identifier], into rule: inout Rule,
    _ declaration: DeclarationSyntax
  ) {
    for effect in effects {
      switch effect {
      case .level(let name): addLevel(name, to: &rule)
      case .points(let number, let scale):
        guard let count = pointCount(number), let index = resolveScale(scale) else { continue }
        if rule.isLater {
          report(
            .laterPoints, "a rule that reads the outcome or the rating adds no points",
            at: number.span.joined(with: scale.span),
            hints: [
              .init(
                "points are counted before the outcome is known; establish an outcome or a rating")
            ])
        } else if rule.points.contains(where: { $0.scale == index }) {
          report(.levelTwice, "a rule adds points to a scale once", at: scale.span)
        } else {
          rule.points.append(Points(scale: index, count: count))
        }
      case .action(let name): if let index = resolveAction(name) { rule.actions.append(index) }
      }
    }
    for name in actions { if let index = resolveAction(name) { rule.actions.append(index) } }
    rule.actions = Array(Set(rule.actions)).sorted()
    rule.points.sort { $0.scale < $1.scale }
    if effects.isEmpty, actions.isEmpty, !declaration.isBroken {
      report(
        .raisesNothing, "`\(rule.name)` establishes nothing", at: rule.span,
        hints: [.init("after the colon write an outcome, a rating, points or `also` an action")])
    }
  }

  private mutating func addLevel(_ name: Identifier, to rule: inout Rule) {
    if let entry = names.outcomes[name.text] {
      guard let index = entry.index else { return }
      if index == 0 {
        report(
          .raisesNothing, "`\(name.text)` is decided when nothing is established, so no rule does",
          at: name.span,
          hints: [.init("rules only raise; leave the rule out, or mark the clause `judgement`")])
      }
      if rule.outcome != nil {
        report(.levelTwice, "a rule establishes one outcome", at: name.span)
      }
      rule.outcome = max(index, rule.outcome ?? 0)
    } else if let entry = names.ratings[name.text] {
      guard let index = entry.index else { return }
      if rule.rating != nil {
        report(.levelTwice, "a rule establishes one rating", at: name.span)
      }
      rule.rating = max(index, rule.rating ?? 0)
    } else {
      reportUnknownLevel(name)
    }
  }

  private mutating func pointCount(_ number: NumberSyntax) -> Int? {
    if let whole = number.whole, whole >= 1, whole <= Limits.points { return whole }
    report(
      .wholeNumber, "points are a whole number from 1 to \(Limits.points)", at: number.span)
    return nil
  }

  private mutating func resolveScale(_ name: Identifier) -> Int? {
    if let entry = names.scales[name.text] { return entry.index }
    report(
      .unknownScale, "there is no scale `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.scales.keys.sorted()))
    return nil
  }

  mutating func resolveAction(_ name: Identifier) -> Int? {
    if let entry = names.actions[name.text] { return entry.index }
    report(
      .unknownAction, "there is no action `\(name.text)`", at: name.span,
      hints: suggestion(for: name, among: names.actions.keys.sorted()))
    return nil
  }

  /// Resolves judgements, by clause and then question.
  mutating func resolveJudgements() {
    for (declaration, clause) in declarations {
      guard case .judgement(let syntax) = declaration.kind else { continue }
      let upTo = syntax.upTo.flatMap { resolveOutcome($0) }
      let condition = syntax.condition.flatMap { resolve($0, in: .definition) }
      if syntax.condition != nil, condition == nil { continue }
      judgements.append(
        Judgement(
          clause: self.clause(clause), question: syntax.question?.text, condition: condition,
          upTo: upTo ?? max(0, outcomes.count - 1)))
    }
    judgements = ClauseNumber.order(judgements) { ($0.clause, $0.question ?? "") }
      .map { judgements[$0] }
  }
}
