extension EditionChecker {
  /// Resolves hours, closures and what is out of hours.
  mutating func resolveHours() {
    var outOfHoursSpan: SourceSpan?
    for (declaration, _) in declarations {
      switch declaration.kind {
      case .hours(let parts): for part in parts { add(part) }
      case .closed(let parts):
        for part in parts { add(part) }
      case .outOfHours(let choice?):
        if let first = outOfHoursSpan {
          report(
            .hoursTwice, "what is out of hours is said once for all clocks", at: declaration.span,
            related: [.init(span: first, text: "it is said here already")],
            hints: [.init("a clock that differs says so in its own line")])
        }
        outOfHoursSpan = outOfHoursSpan ?? declaration.span
        hours.outOfHours = choice
      default: break
      }
    }
    hours.closures.sort {
      ($0.first, $0.last, $0.from ?? -1, $0.until ?? -1)
        < ($1.first, $1.last, $1.from ?? -1, $1.until ?? -1)
    }
  }

  private mutating func add(_ part: HoursSyntax) {
    guard part.opens < part.closes else {
      report(
        .hoursBackwards, "the service closes after it opens, on the same day", at: part.span,
        hints: [.init("write the opening time first: `08:30-17:00`")])
      return
    }
    guard part.firstDay <= part.lastDay else {
      report(
        .hoursBackwards, "days run from Monday to Sunday", at: part.span,
        hints: [.init("write the earlier day of the week first, or the two parts apart")])
      return
    }
    if part.lastDay > 5 {
      report(
        .weekendHours, "a weekend day is never a working day, so these hours count for nothing",
        at: part.span, hints: [.init("give the hours of Monday to Friday alone")])
    }
    for day in part.firstDay...part.lastDay {
      if hours.week[day - 1] != nil {
        report(
          .hoursTwice, "the hours of a day are said once", at: part.span,
          hints: [.init("leave that day out of one of the parts")])
        return
      }
      hours.week[day - 1] = DailyHours(opens: part.opens, closes: part.closes)
    }
  }

  private mutating func add(_ part: ClosureSyntax) {
    let closure = part.closure
    guard closure.first <= closure.last, (closure.from ?? 0) < (closure.until ?? 1_441) else {
      report(
        .hoursBackwards, "a closure ends after it starts", at: part.span,
        hints: [.init("write the earlier day or time first")])
      return
    }
    hours.closures.append(closure)
  }

  /// Resolves clocks, by name.
  mutating func resolveClocks() {
    var declared: [(ClockSyntax, Clause?)] = []
    for (declaration, clause) in declarations {
      guard case .clock(let clock) = declaration.kind, let name = clock.name,
        names.clocks[name.text]?.span == name.span
      else { continue }
      declared.append((clock, self.clause(clause)))
    }
    for (syntax, clause) in declared.sorted(by: {
      ($0.0.name?.text ?? "") < ($1.0.name?.text ?? "")
    }) {
      resolve(syntax, clause)
    }
  }

  private mutating func resolve(_ syntax: ClockSyntax, _ clause: Clause?) {
    let start = syntax.start.flatMap { resolveEvent($0) }
    let end = syntax.end.flatMap { resolveEvent($0) }
    let condition = syntax.condition.flatMap { resolve($0, in: .rule) }
    guard let name = syntax.name, let start, let end, let limit = syntax.limit else { return }
    if syntax.condition != nil, condition == nil { return }
    checkCount(limit, at: syntax.limitSpan ?? name.span)
    if limit.needsHours, hours.week.prefix(5).contains(where: { $0 == nil }) {
      report(
        .noHours, "this clock needs the hours of the service on every day from Monday to Friday",
        at: syntax.limitSpan ?? name.span,
        hints: [.init("say them once: `hours monday to friday 09:00-17:00`")])
    }
    let outOfHours = syntax.outOfHours ?? hours.outOfHours
    if outOfHours == nil {
      report(
        .noOutOfHours, "`\(name.text)` does not say what out of hours counts as", at: name.span,
        hints: [
          .init(
            "say it once for all clocks: `out of hours counts from the next working day`, or "
              + "`from the same day`")
        ])
    }
    names.clocks[name.text]?.index = clocks.count
    clocks.append(
      Clock(
        name: name.text, title: syntax.title?.text, clause: clause, start: start, end: end,
        limit: limit, condition: condition, outOfHours: outOfHours ?? .nextWorkingDay))
  }

  private mutating func checkCount(_ limit: Clock.Limit, at span: SourceSpan) {
    let count =
      switch limit {
      case .endOfWorkingDays(let count), .endOfOpenDays(let count), .workingHours(let count),
        .hours(let count):
        count
      }
    guard count < 1 || count > Limits.clockCount else { return }
    report(
      .wholeNumber, "a clock allows 1 to \(Limits.clockCount) days or hours", at: span)
  }

  private mutating func resolveEvent(_ name: Identifier) -> Clock.Event? {
    switch name.text {
    case "received": return .received
    case "decided": return .decided
    default:
      guard let fact = resolveFact(name, in: .rule) else { return nil }
      switch facts[fact].type {
      case .date, .dateAndTime: return .fact(fact)
      default:
        report(
          .clockEvent, "a clock runs between times, and `\(name.text)` is not a date",
          at: name.span,
          hints: [.init("name `received`, `decided`, or a fact of type `date` or `date and time`")])
        return nil
      }
    }
  }
}

extension Clock.Limit {
  /// Whether it is counted in opening hours or ends at closing time.
  var needsHours: Bool {
    switch self {
    case .endOfWorkingDays, .endOfOpenDays, .workingHours: true
    case .hours: false
    }
  }
}
