extension Parser {
  /// Reads `hours` after its keyword.
  mutating func hours() -> [HoursSyntax] {
    var hours: [HoursSyntax] = []
    repeat {
      guard let part = hoursPart() else { return hours }
      hours.append(part)
    } while take(.comma)
    return hours
  }

  private mutating func hoursPart() -> HoursSyntax? {
    let start = index
    guard let first = weekday() else { return nil }
    var last = first
    if take(.to) {
      guard let day = weekday() else { return nil }
      last = day
    }
    guard let opens = time("the time of opening") else { return nil }
    if !take(.dash) {
      fail(
        .hours, "the time of closing follows after a dash", at: here,
        hint: "write it so: `08:30-17:00`",
        replace: keyword == .to ? here : place(before: index), with: "-")
      if !take(.to) { return nil }
    }
    guard let closes = time("the time of closing") else { return nil }
    return HoursSyntax(
      firstDay: first, lastDay: last, opens: opens, closes: closes, span: span(from: start))
  }

  private mutating func weekday() -> Int? {
    if let day = keyword.weekday {
      index += 1
      return day
    }
    let word = kind == .word ? identifier(at: index).text : ""
    let days = Keyword.allCases.filter { $0.weekday != nil }.map(\.rawValue)
    let meant = days.filter { word.utf8.count >= 2 && $0.hasPrefix(word) }
    let right = meant.first ?? nearestNames(to: word, among: days).first
    fail(
      .hours, "a day of the week is written here, but \(found)", at: here,
      hints: [
        right.map {
          .init("write `\($0)`", replacement: .init(span: here, text: $0))
        } ?? .init("write it so: `monday to thursday 08:30-17:00, friday 08:30-16:30`")
      ])
    return nil
  }

  /// Reads `closed` after its keyword.
  mutating func closed() -> [ClosureSyntax] {
    var closures: [ClosureSyntax] = []
    repeat {
      let start = index
      guard let (first, _) = date("a day on which the service is closed") else { return closures }
      var closure = Closure(first: first, last: first)
      if take(.to) {
        guard let (last, _) = date("the last day of closing") else { return closures }
        closure.last = last
      }
      if take(.from) { closure.from = time("the time from which it is closed") }
      if take(.until) { closure.until = time("the time until which it is closed") }
      closures.append(ClosureSyntax(closure: closure, span: span(from: start)))
    } while take(.comma)
    return closures
  }

  /// Reads `out of hours counts from …`, or what follows its first word.
  mutating func outOfHours(afterOut: Bool) -> OutOfHours? {
    if !afterOut { index += 1 }
    let start = index
    let words: [Keyword] = [.of, .hours, .counts, .from, .the]
    for word in words where !take(word) {
      failOutOfHours(start)
      return nil
    }
    if keyword == .next, keyword(ahead: 1) == .working, keyword(ahead: 2) == .day {
      index += 3
      return .nextWorkingDay
    }
    if keyword == .same, keyword(ahead: 1) == .day {
      index += 2
      return .sameDay
    }
    failOutOfHours(start)
    return nil
  }

  private mutating func failOutOfHours(_ start: Int) {
    fail(
      .hours,
      "what arrives out of hours counts from the next working day or from the same day",
      at: index > start || !isAtLineStart ? here : place(before: index),
      hint: "write `out of hours counts from the next working day`, or `… from the same day`")
    skipLine()
  }

  /// Reads a clock after its keyword.
  mutating func clock() -> ClockSyntax {
    var clock = ClockSyntax()
    clock.name = name("a clock")
    if kind == .text { clock.title = text("the title") }
    expect(.from, "a clock says what it runs from and to")
    clock.start = name("what starts the clock")
    expect(.to, "a clock says what it runs from and to")
    clock.end = name("what stops the clock")
    colon(after: "the two ends of a clock")
    let limitStart = index
    clock.limit = clockLimit()
    if clock.limit != nil { clock.limitSpan = span(from: limitStart) }
    while index < end {
      let start = index
      _ = take(.comma)
      if keyword == .when {
        index += 1
        if clock.condition != nil {
          failTwice("when", at: span(at: index - 1), hint: "join the two with `and`")
        }
        clock.condition = condition()
      } else if keyword == .out {
        clock.outOfHours = outOfHours(afterOut: false)
      } else {
        if index > start {
          fail(
            .clock, "only `when` and `out of hours counts from …` follow the limit of a clock",
            at: here, hint: "write `, when` and a condition, or delete the comma")
        }
        leftover()
        skipLine()
      }
    }
    return clock
  }

  private mutating func clockLimit() -> Clock.Limit? {
    let start = index
    let isEnd = keyword == .end && keyword(ahead: 1) == .of
    if isEnd { index += 2 }
    guard let number = number("how long the clock allows") else { return nil }
    guard let count = number.whole, (1...Limits.clockCount).contains(count) else {
      fail(
        .clock, "a clock allows from 1 to \(Limits.clockCount) days or hours", at: number.span,
        hint: "write a whole number in that range")
      skipClockWords()
      return nil
    }
    let words = (keyword, keyword(ahead: 1))
    switch words {
    case (.working, .day), (.working, .days), (.open, .day), (.open, .days):
      let isWorking = keyword == .working
      index += 2
      if !isEnd {
        fail(
          .clock, "a limit in days ends at closing time: `end of` stands before it",
          at: span(from: start), hint: "write `end of \(written(span(from: start)))`",
          replace: place(atStartOf: start), with: "end of ")
      }
      return isWorking ? .endOfWorkingDays(count) : .endOfOpenDays(count)
    case (.working, .hour) where !isEnd, (.working, .hours) where !isEnd:
      index += 2
      return .workingHours(count)
    case (.hour, _) where !isEnd, (.hours, _) where !isEnd:
      index += 1
      return .hours(count)
    default:
      skipClockWords()
      let range = span(from: start)
      fail(
        .clock,
        "the limit of a clock is `end of 1 working day`, `end of 1 open day`, `4 working hours` "
          + "or `72 hours`", at: range, hint: "write the limit in one of these ways")
      return nil
    }
  }

  private mutating func skipClockWords() {
    while [.working, .open, .day, .days, .hour, .hours, .week, .weeks, .month, .months, .of]
      .contains(keyword), !isAtLineStart
    { index += 1 }
  }

  /// The place right before a token.
  private func place(atStartOf token: Int) -> SourceSpan {
    let offset = tokens[token].start
    return SourceSpan(file: file, start: offset, end: offset)
  }
}
