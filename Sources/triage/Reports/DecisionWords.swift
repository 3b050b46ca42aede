import ThresholdDSL
import TriageEngine

/// What a decision says, phrase by phrase, in plain English: shared by the short block that
/// `decide` prints and the account that `explain` gives.
struct DecisionWords: Sendable {
  let edition: Edition
  let plain: PlainWords

  init(_ edition: Edition) {
    self.edition = edition
    self.plain = PlainWords(edition)
  }
}

// MARK: - Outcome and certainty

extension DecisionWords {
  /// Whether the decision is the lowest outcome and something unknown could still raise it.
  static func isUnsettled(_ decision: Decision) -> Bool {
    decision.outcome.established == 0 && decision.outcome.couldRiseTo > 0
  }

  /// The outcome's title, with its rating; an unsettled lowest outcome says so at once.
  func headline(_ decision: Decision) -> String {
    let title = edition.outcomes[decision.outcome.established].title
    if Self.isUnsettled(decision) { return "NOT SETTLED: " + title + " for now" }
    guard let rating = decision.rating.established else { return title }
    return title + ", rated " + plain.spaced(edition.ratings[rating])
  }

  /// How sure the outcome is.
  func certainty(_ decision: Decision) -> String {
    let bounds = decision.outcome
    let high = edition.outcomes[bounds.couldRiseTo].title
    let low = edition.outcomes[bounds.couldFallTo].title
    return switch bounds.certainty {
    case .firm: "firm: nothing that is unknown could change it"
    case .mayRise: "provisional: it could rise to " + high
    case .mayFall: "provisional: it could fall to " + low
    case .mayRiseOrFall: "provisional: it could rise to \(high), or fall to \(low)"
    }
  }

  /// How far the rating may rise; nil when it may not.
  func ratingCouldRise(_ decision: Decision) -> String? {
    guard let high = decision.rating.couldRiseTo, high > decision.rating.established ?? -1
    else { return nil }
    let name = plain.spaced(edition.ratings[high])
    return decision.rating.established == nil
      ? "it could still be rated " + name : "the rating could rise to " + name
  }

  /// How the human decision compares.
  func comparison(_ human: Decision.HumanComparison) -> String {
    switch human {
    case .same: "the recorded human decision is the same"
    case .withinBounds: "the recorded human decision lies between the bounds"
    case .higher: "the recorded human decision is higher than the rules could reach"
    case .lower: "the recorded human decision is lower than the rules could fall to"
    }
  }
}

// MARK: - Values and times

extension DecisionWords {
  /// A fact and its value, such as `mobile is no`.
  func fact(_ index: Int, _ value: FactValue) -> String {
    plain.fact(index) + " is " + self.value(value, of: index)
  }

  /// A value as a person writes it.
  func value(_ value: FactValue, of fact: Int) -> String {
    switch value {
    case .yesNo(let yes): return yes ? "yes" : "no"
    case .choice(let index): return plain.spaced(names(of: fact)[index])
    case .noneOfTheValues: return "none"
    case .choices(let bits):
      let chosen = names(of: fact).enumerated().filter { bits & (1 << UInt64($0.offset)) != 0 }
      return chosen.isEmpty
        ? "none" : chosen.map { plain.spaced($0.element) }.joined(separator: " and ")
    case .number(let number): return number.description
    case .date(let date): return PlainWords.date(date)
    case .moment(let moment): return Self.time(moment)
    case .age(let age): return PlainWords.age(age)
    case .life, .never, .between: return value.words(edition.facts[fact].type)
    }
  }

  private func names(of fact: Int) -> [String] {
    switch edition.facts[fact].type {
    case .oneOf(let names), .anyOf(let names): names
    default: []
    }
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// A day with its weekday, such as `Tuesday 4 May 2021`.
  static func day(_ date: CivilDate) -> String {
    weekdays[date.weekday - 1] + " " + PlainWords.date(date)
  }

  /// A moment as exactly as it is known, in London time.
  static func time(_ moment: Moment) -> String {
    switch moment.precision {
    case .exact: time(moment.earliest)
    case .ambiguous:
      time(moment.earliest) + " (one of two, as the clocks went back)"
    case .dateOnly: day(moment.date) + " (time not known)"
    }
  }

  /// A moment in London time, such as `Tuesday 4 May 2021 at 15:42`.
  static func time(_ instant: Instant) -> String {
    let local = London.localTime(of: instant)
    let minutes = local.secondOfDay / 60
    return day(local.date) + " at " + twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
  }

  private static func twoDigits(_ number: Int) -> String {
    (number < 10 ? "0" : "") + String(number)
  }
}

// MARK: - Reasons

extension DecisionWords {
  /// A clause with its title, such as `4.2 Injury to a child who cannot yet move`.
  func clause(_ clause: Clause?) -> String {
    clause.map { $0.number + " " + $0.title } ?? "no clause"
  }

  /// What a rule establishes, such as `Early help, rated green, 2 points on neglect`.
  func effects(_ rule: Rule) -> String {
    var parts: [String] = []
    if let outcome = rule.outcome { parts.append(edition.outcomes[outcome].title) }
    if let rating = rule.rating { parts.append("rated " + plain.spaced(edition.ratings[rating])) }
    for points in rule.points {
      let scale = edition.scales[points.scale].title
      parts.append(counted(points.count, "point") + " on \(scale)")
    }
    parts += rule.actions.map { edition.actions[$0].title }
    return parts.joined(separator: ", ")
  }

  /// What an answer could do, such as `could raise the outcome to Strategy meeting`.
  func consequence(_ ask: Decision.Ask) -> String {
    var raised: [String] = []
    if let high = ask.couldRiseTo {
      raised.append("the outcome to " + edition.outcomes[high].title)
    }
    if let rating = ask.ratingCouldRiseTo {
      raised.append("the rating to " + plain.spaced(edition.ratings[rating]))
    }
    var parts = raised.isEmpty ? [] : ["could raise " + raised.joined(separator: " and ")]
    if let low = ask.couldLowerTo {
      parts.append("could lower the outcome to " + edition.outcomes[low].title)
    }
    return parts.joined(separator: ", or ")
  }

  /// What to ask.
  func question(_ subject: Decision.Ask.Subject) -> String {
    switch subject {
    case .fact(let index):
      edition.facts[index].question ?? "Is it known: " + plain.fact(index) + "?"
    case .judgement(let index):
      edition.judgements[index].question
        ?? "For judgement: " + clause(edition.judgements[index].clause)
    case .field(let name):
      "Is the field `\(visibleText(name))` a fact under another name?"
    case .restricted(let agency):
      "Restricted information: ask the hub to speak to " + plain.spaced(agency) + "."
    }
  }

  /// Whom to ask; nil when the rule book does not say.
  func holders(_ subject: Decision.Ask.Subject) -> String? {
    switch subject {
    case .fact(let index):
      let holders = edition.facts[index].heldBy.map { plain.spaced($0) }
      return holders.isEmpty ? nil : holders.joined(separator: ", ")
    case .judgement: return "social worker"
    case .field, .restricted: return nil
    }
  }

  /// A clock's reading, such as `due Wednesday 5 May 2021 at 17:00; met after 1 working day`.
  func clock(_ reading: ClockReading) -> String {
    var parts: [String] = []
    if let due = reading.due { parts.append("due " + Self.time(due)) }
    if let at = reading.at { parts.append("done " + Self.time(at)) }
    switch reading.status {
    case .met: parts.append("met")
    case .missed: parts.append("MISSED")
    case .open: parts.append("not finished")
    case .running: parts.append("not finished, and in time so far")
    case .overdue: parts.append("OVERDUE")
    case .notStarted: parts.append("not started")
    case .unknown: parts.append("not known: it depends on what is unknown")
    }
    if let days = reading.workingDays, reading.at != nil {
      parts.append(counted(days, "working day"))
    }
    return parts.joined(separator: "; ")
  }

  /// A clock's title.
  func clockTitle(_ name: String) -> String {
    edition.clocks.first { $0.name == name }?.title ?? plain.spaced(name)
  }
}

extension DecisionWords {
  /// An action's title.
  func action(_ name: String) -> String {
    if let action = edition.actions.first(where: { $0.name == name }) { return action.title }
    return name == Decision.hubActionRequired
      ? "Ask the hub: there is more to do, on restricted information" : plain.spaced(name)
  }

  /// A note with its field and code.
  func note(_ note: Note) -> String {
    (note.field.map { "`\(visibleText($0))`: " } ?? "") + visibleText(note.text) + " ["
      + note.code.rawValue + "]"
  }

  /// Whose restricted information was relied on.
  func restricted(_ agency: String, _ outcome: Int?) -> String {
    "restricted information of " + plain.spaced(agency)
      + (outcome.map { ": " + edition.outcomes[$0].title } ?? "")
  }

  /// Points on a scale, such as `Accumulating neglect: 2 points, could reach 4; early help at 2`.
  func scale(_ score: Decision.ScaleScore) -> String {
    let scale = edition.scales[score.scale]
    var text = "\(scale.title): \(counted(score.points, "point"))"
    if score.couldReach > score.points { text += ", could reach \(score.couldReach)" }
    let steps = scale.thresholds.map { "\(edition.outcomes[$0.outcome].title) at \($0.points)" }
    return text + " (" + steps.joined(separator: ", ") + ")"
  }
}
