public import ThresholdDSL

/// Encodes decisions under one edition as JSON Lines: keys always in the same order, no locale.
public struct DecisionEncoder: Sendable {
  /// The version of the format.
  public static let format = 1

  /// The edition that the decisions were made under.
  public let edition: Edition
  /// The digest of the edition, such as `sha256:…`.
  public let rules: String
  /// The digest of the calendar; nil when none was used.
  public let calendar: String?

  /// An encoder of decisions made under an edition, with the digests to cite.
  public init(edition: Edition, rules: String, calendar: String?) {
    self.edition = edition
    self.rules = rules
    self.calendar = calendar
  }

  /// One decision as one line of JSON, with its newline.
  public func line(_ decision: Decision) -> [UInt8] {
    var json = JSONWriter()
    json.object { write(decision, &$0) }
    json.newline()
    return json.bytes
  }

  private func write(_ decision: Decision, _ json: inout JSONWriter) {
    json.key("format")
    json.number(Self.format)
    member("contact", decision.contact, &json)
    member("child", decision.child, &json)
    member("received", MomentText.text(decision.received), &json)
    member("edition", edition.name, &json)
    member("outcome", outcome(decision.outcome.established), &json)
    member("certainty", decision.outcome.certainty.rawValue, &json)
    member("could_rise_to", outcome(decision.outcome.couldRiseTo), &json)
    member("could_fall_to", outcome(decision.outcome.couldFallTo), &json)
    member("rating", rating(decision.rating.established), &json)
    member("rating_could_rise_to", rating(decision.rating.couldRiseTo), &json)
    scores("scores", decision.scores, &json)
    scores("scores_could_reach", decision.scoresCouldReach, &json)
    write(decision.scales, &json)
    json.key("because")
    json.array(decision.because) { write($1, &$0) }
    json.key("also_met")
    json.array(decision.alsoMet) { json, met in
      json.object { writeRule(met.rule, met.outcome, &$0) }
    }
    json.key("ask")
    json.array(decision.asks) { write($1, &$0) }
    json.key("also")
    json.array(decision.actions) { $0.string($1) }
    json.key("clocks")
    json.object { json in
      for clock in decision.clocks { write(clock, &json) }
    }
    json.key("read_from_silence")
    json.number(decision.readFromSilence)
    json.key("notes")
    json.array(decision.notes) { write($1, &$0) }
    member("human", decision.human?.rawValue, &json)
    member("rules", rules, &json)
    member("calendar", calendar, &json)
  }

  private func member(_ name: String, _ text: String?, _ json: inout JSONWriter) {
    json.key(name)
    json.string(text)
  }

  private func outcome(_ index: Int?) -> String? { index.map { edition.outcomes[$0].name } }

  private func rating(_ index: Int?) -> String? { index.map { edition.ratings[$0] } }

  private func scores(_ name: String, _ scores: [Int], _ json: inout JSONWriter) {
    json.key(name)
    json.object { json in
      for (outcome, score) in zip(edition.outcomes, scores) {
        json.key(outcome.name)
        json.number(score)
      }
    }
  }

  private func write(_ scales: [Decision.ScaleScore], _ json: inout JSONWriter) {
    json.key("scales")
    json.object { json in
      for scale in scales {
        json.key(edition.scales[scale.scale].name)
        json.object { json in
          json.key("points")
          json.number(scale.points)
          json.key("could_reach")
          json.number(scale.couldReach)
        }
      }
    }
  }

  // MARK: Reasons

  private func writeRule(_ index: Int, _ outcome: Int?, _ json: inout JSONWriter) {
    member("rule", edition.rules[index].name, &json)
    member("clause", edition.rules[index].clause?.number, &json)
    member("outcome", self.outcome(outcome), &json)
  }

  private func write(_ reason: Decision.Reason, _ json: inout JSONWriter) {
    json.object { json in
      switch reason {
      case .restricted(let agency, let outcome):
        member("restricted", agency, &json)
        member("outcome", self.outcome(outcome), &json)
      case .rule(let reason):
        let rule = edition.rules[reason.rule]
        writeRule(reason.rule, reason.outcome, &json)
        member("reason", rule.reason, &json)
        json.key("facts")
        json.object { json in
          for stated in reason.facts {
            json.key(edition.facts[stated.fact].name)
            write(stated.value, edition.facts[stated.fact].type, &json)
          }
        }
        if let rating = rule.rating { member("rating", self.rating(rating), &json) }
        if !rule.points.isEmpty { write(rule.points, &json) }
      }
    }
  }

  private func write(_ points: [Points], _ json: inout JSONWriter) {
    json.key("points")
    json.object { json in
      for added in points.sorted(by: { name(of: $0) < name(of: $1) }) {
        json.key(name(of: added))
        json.number(added.count)
      }
    }
  }

  private func name(of points: Points) -> String { edition.scales[points.scale].name }

  private func write(_ value: FactValue, _ type: FactType, _ json: inout JSONWriter) {
    switch value {
    case .yesNo(let isYes): json.raw(isYes ? "true" : "false")
    case .number(let number): json.raw(number.description)
    case .choices: json.array(value.names(type)) { $0.string($1) }
    case .choice, .noneOfTheValues, .date, .moment, .age, .life, .never, .between:
      json.string(value.words(type))
    }
  }

  // MARK: Asks, clocks and notes

  private func write(_ ask: Decision.Ask, _ json: inout JSONWriter) {
    json.object { json in
      if case .restricted(let agency) = ask.subject {
        member("restricted", agency, &json)
      } else {
        let words = AskWords(ask, edition)
        member("fact", words.fact, &json)
        if let field = words.field { member("field", field, &json) }
        member("question", words.question, &json)
        json.key("held_by")
        json.array(words.heldBy) { $0.string($1) }
        member("clause", ask.clause, &json)
      }
      member("could_rise_to", outcome(ask.couldRiseTo), &json)
      member("could_lower_to", outcome(ask.couldLowerTo), &json)
      if let level = ask.ratingCouldRiseTo {
        member("rating_could_rise_to", rating(level), &json)
      }
    }
  }

  private func write(_ clock: ClockReading, _ json: inout JSONWriter) {
    json.key(clock.name)
    json.object { json in
      member("from", clock.from.map { MomentText.text($0) }, &json)
      member("day_0", clock.dayZero?.description, &json)
      member("due", clock.due.map { MomentText.text($0) }, &json)
      member("at", clock.at.map { MomentText.text($0) }, &json)
      json.key("working_days")
      json.number(clock.workingDays)
      member("status", clock.status.rawValue, &json)
    }
  }

  private func write(_ note: Note, _ json: inout JSONWriter) {
    json.object { json in
      member("code", note.code.rawValue, &json)
      member("field", note.field, &json)
      member("text", note.text, &json)
    }
  }
}

/// An ask in words: the question, and who can answer it.
public struct AskWords: Hashable, Sendable {
  /// The fact asked about; nil for a judgement, a field or restricted information.
  public var fact: String?
  /// The field that is not recognised.
  public var field: String?
  /// The question to put.
  public var question: String
  /// The agencies that hold the answer.
  public var heldBy: [String]

  /// The words of an ask under an edition.
  public init(_ ask: Decision.Ask, _ edition: Edition) {
    switch ask.subject {
    case .fact(let index):
      let fact = edition.facts[index]
      self.fact = fact.name
      question = fact.question ?? fact.name
      heldBy = fact.heldBy
    case .judgement(let index):
      let judgement = edition.judgements[index]
      question = judgement.question ?? judgement.clause?.title ?? ""
      heldBy = []
    case .field(let field):
      self.field = field
      question = "Which fact does the field `\(field)` stand for?"
      heldBy = []
    case .restricted(let agency):
      question = "Does \(agency) hold restricted information about this child?"
      heldBy = [agency]
    }
  }
}
