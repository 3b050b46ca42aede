import ThresholdDSL

/// One rule, table, scale, judgement or clock in plain English, as Markdown.
struct RuleWords {
  private let edition: Edition
  private let words: PlainWords

  init(_ edition: Edition, _ words: PlainWords) {
    self.edition = edition
    self.words = words
  }

  /// What a rule comes to, when, where not, and why.
  func rule(_ rule: Rule) -> String {
    var text = "**\(effects(rule).capitalisedStart)** when \(words.condition(rule.condition))."
    for exception in rule.exceptions {
      let clause = exception.clause.map { " (clause \($0))" } ?? ""
      text += " Not where \(words.condition(exception.condition)): \(exception.reason)\(clause)."
    }
    if let reason = rule.reason { text += " Because \(reason)." }
    return text + " *Rule `\(rule.name)`*\n"
  }

  /// What a rule comes to, such as `at least strategy meeting, rated at least red`.
  private func effects(_ rule: Rule) -> String {
    var parts: [String] = []
    if let outcome = rule.outcome {
      parts.append("at least \(edition.outcomes[outcome].title.lowercasedStart)")
    }
    if let rating = rule.rating { parts.append("rated at least \(edition.ratings[rating])") }
    for points in rule.points {
      parts.append(
        "\(counted(points.count, "point")) on the scale “\(edition.scales[points.scale].title)”")
    }
    for action in rule.actions {
      parts.append("also \(edition.actions[action].title.lowercasedStart)")
    }
    return parts.joined(separator: ", ")
  }

  /// A table, a line a row.
  func table(_ name: String) -> String {
    let rows = edition.rules.filter { $0.table == name }.sorted { $0.span < $1.span }
    let reason = rows.first?.reason.map { "\nBecause \($0).\n" } ?? ""
    return "**\(words.spaced(name).capitalisedStart)**\n\n"
      + MarkdownTable(
        ["When", "At least", "Row"],
        rows.map { [words.condition($0.condition), effects($0), "`\($0.name)`"] }
      ).markdown + reason
  }

  /// The points at which a scale reaches each outcome.
  func scale(_ scale: Scale) -> String {
    "**\(scale.title)**: "
      + scale.thresholds.map {
        "\($0.points) points are at least " + edition.outcomes[$0.outcome].title.lowercasedStart
      }.joined(separator: "; ") + ".\n"
  }

  /// What is left to a social worker.
  func judgement(_ judgement: Judgement) -> String {
    let question = judgement.question ?? "The whole of this clause."
    let when = judgement.condition.map { ", where \(words.condition($0))" } ?? ""
    let most = edition.outcomes[judgement.upTo].title.lowercasedStart
    return "**For a social worker to judge**\(when): \(question) (up to \(most))\n"
  }

  /// From when to when a clock runs, and how long.
  func clock(_ clock: Clock) -> String {
    let when = clock.condition.map { ", where \(words.condition($0))" } ?? ""
    return "**\(clock.title ?? words.spaced(clock.name).capitalisedStart)**: "
      + "from \(event(clock.start)) to \(event(clock.end)), \(limit(clock.limit))\(when).\n"
  }

  private func event(_ event: Clock.Event) -> String {
    switch event {
    case .received: "the contact being received"
    case .decided: "the decision"
    case .fact(let index): words.fact(index)
    }
  }

  private func limit(_ limit: Clock.Limit) -> String {
    switch limit {
    case .endOfWorkingDays(let days): "by the end of \(counted(days, "working day"))"
    case .endOfOpenDays(let days): "by the end of \(counted(days, "open day"))"
    case .workingHours(let hours): "within \(counted(hours, "working hour"))"
    case .hours(let hours): "within \(counted(hours, "hour"))"
    }
  }
}
