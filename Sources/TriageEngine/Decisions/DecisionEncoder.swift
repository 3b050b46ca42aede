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
  private let fragments: DecisionFragments

  /// An encoder of decisions made under an edition, with the digests to cite.
  public init(edition: Edition, rules: String, calendar: String?) {
    self.edition = edition
    self.rules = rules
    self.calendar = calendar
    fragments = DecisionFragments(edition, rules: rules, calendar: calendar)
  }

  /// One decision as one line of JSON, with its newline.
  public func line(_ decision: Decision) -> [UInt8] {
    var bytes: [UInt8] = []
    append(decision, to: &bytes)
    return bytes
  }

  /// Appends a decision as one line of JSON, with its newline.
  public func append(_ decision: Decision, to bytes: inout [UInt8]) {
    // The bytes move into the writer and back, and are never copied.
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    var json = RecordWriter(taken)
    taken = []
    write(decision, &json)
    swap(&bytes, &json.bytes)
  }

  private typealias Piece = RecordWriter.Piece

  private func write(_ decision: Decision, _ json: inout RecordWriter) {
    writeHead(decision, &json)
    json.put(Piece.because)
    for (index, reason) in decision.because.enumerated() {
      json.separate(index)
      write(reason, &json)
    }
    json.put(Piece.alsoMet)
    for (index, met) in decision.alsoMet.enumerated() {
      json.separate(index)
      json.put(fragments.rules[met.rule].name)
      json.put(met.outcome, of: fragments.outcomes)
      json.put(UInt8(ascii: "}"))
    }
    json.put(Piece.ask)
    for (index, ask) in decision.asks.enumerated() {
      json.separate(index)
      write(ask, &json)
    }
    json.put(Piece.also)
    for (index, action) in decision.actions.enumerated() {
      json.separate(index)
      json.put(text: action)
    }
    json.put(Piece.clocks)
    var place = 0
    for (index, clock) in decision.clocks.enumerated() {
      json.separate(index)
      // Clocks stand by name, in a decision as among the fragments.
      while place < fragments.clocks.count, fragments.clocks[place].name != clock.name {
        place += 1
      }
      if place < fragments.clocks.count {
        json.put(fragments.clocks[place].quoted)
      } else {
        json.put(text: clock.name)
      }
      write(clock, &json)
    }
    json.put(Piece.readFromSilence)
    json.put(number: decision.readFromSilence)
    json.put(Piece.notes)
    for (index, note) in decision.notes.enumerated() {
      json.separate(index)
      write(note, &json)
    }
    json.put(Piece.human)
    json.put(text: decision.human?.rawValue)
    json.put(fragments.digests)
  }

  /// Writes who it is about, and the levels with their bounds and scores.
  private func writeHead(_ decision: Decision, _ json: inout RecordWriter) {
    json.put(Piece.start)
    json.put(text: decision.contact)
    json.put(Piece.child)
    json.put(text: decision.child)
    json.put(Piece.received)
    json.put(moment: decision.received)
    json.put(fragments.edition)
    json.put(fragments.outcomes[decision.outcome.established])
    json.put(Piece.certainty)
    json.bytes.append(contentsOf: decision.outcome.certainty.rawValue.utf8)
    json.put(Piece.couldRiseTo)
    json.put(fragments.outcomes[decision.outcome.couldRiseTo])
    json.put(Piece.couldFallTo)
    json.put(fragments.outcomes[decision.outcome.couldFallTo])
    json.put(Piece.rating)
    json.put(decision.rating.established, of: fragments.ratings)
    json.put(Piece.ratingCouldRiseTo)
    json.put(decision.rating.couldRiseTo, of: fragments.ratings)
    json.put(Piece.scores)
    write(decision.scores, &json)
    json.put(Piece.scoresCouldReach)
    write(decision.scoresCouldReach, &json)
    json.put(Piece.scales)
    for (index, scale) in decision.scales.enumerated() {
      json.separate(index)
      json.put(fragments.scales[scale.scale])
      json.put(number: scale.points)
      json.put(Piece.couldReach)
      json.put(number: scale.couldReach)
      json.put(UInt8(ascii: "}"))
    }
  }

  private func write(_ scores: [Int], _ json: inout RecordWriter) {
    for index in 0..<min(scores.count, fragments.scores.count) {
      json.put(fragments.scores[index])
      json.put(number: scores[index])
    }
  }

  // MARK: Reasons

  private func write(_ reason: Decision.Reason, _ json: inout RecordWriter) {
    switch reason {
    case .restricted(let agency, let outcome):
      json.put(Piece.restricted)
      json.put(text: agency)
      json.put(Piece.outcome)
      json.put(outcome, of: fragments.outcomes)
      json.put(UInt8(ascii: "}"))
    case .rule(let reason):
      json.put(fragments.rules[reason.rule].name)
      json.put(reason.outcome, of: fragments.outcomes)
      json.put(fragments.rules[reason.rule].reason)
      for (index, stated) in reason.facts.enumerated() {
        json.separate(index)
        json.put(fragments.facts[stated.fact])
        write(stated.value, stated.fact, &json)
      }
      json.put(fragments.rules[reason.rule].end)
    }
  }

  private func write(_ value: FactValue, _ fact: Int, _ json: inout RecordWriter) {
    switch value {
    case .yesNo(let isYes): json.put(isYes ? Piece.yes : Piece.no)
    case .number(let number): json.bytes.append(contentsOf: number.description.utf8)
    case .choices:
      json.put(UInt8(ascii: "["))
      for (index, name) in value.names(edition.facts[fact].type).enumerated() {
        json.separate(index)
        json.put(text: name)
      }
      json.put(UInt8(ascii: "]"))
    case .choice, .noneOfTheValues, .date, .moment, .age, .life, .never, .between:
      json.put(text: value.words(edition.facts[fact].type))
    }
  }

  // MARK: Asks, clocks and notes

  private func write(_ ask: Decision.Ask, _ json: inout RecordWriter) {
    switch ask.subject {
    case .restricted(let agency):
      json.put(Piece.restricted)
      json.put(text: agency)
    case .fact(let fact):
      json.put(fragments.factAsks[fact])
      json.put(text: ask.clause)
    case .judgement(let judgement):
      json.put(fragments.judgementAsks[judgement])
      json.put(text: ask.clause)
    case .field:
      json.put(DecisionFragments.question(ask.subject, edition))
      json.put(text: ask.clause)
    }
    json.put(Piece.askCouldRiseTo)
    json.put(ask.couldRiseTo, of: fragments.outcomes)
    json.put(Piece.askCouldLowerTo)
    json.put(ask.couldLowerTo, of: fragments.outcomes)
    if let level = ask.ratingCouldRiseTo {
      json.put(Piece.ratingCouldRiseTo)
      json.put(fragments.ratings[level])
    }
    json.put(UInt8(ascii: "}"))
  }

  private func write(_ clock: ClockReading, _ json: inout RecordWriter) {
    if clock.from == nil, clock.dayZero == nil, clock.due == nil {
      json.put(Piece.neverStarted)
    } else {
      json.put(Piece.from)
      json.put(moment: clock.from)
      json.put(Piece.dayZero)
      json.put(day: clock.dayZero)
      json.put(Piece.due)
      json.put(instant: clock.due)
    }
    if clock.at == nil, clock.workingDays == nil {
      json.put(Piece.notStopped)
    } else {
      json.put(Piece.at)
      json.put(moment: clock.at)
      json.put(Piece.workingDays)
      json.put(number: clock.workingDays)
      json.put(Piece.status)
    }
    json.bytes.append(contentsOf: clock.status.rawValue.utf8)
    json.put(Piece.endOfClock)
  }

  private func write(_ note: Note, _ json: inout RecordWriter) {
    json.put(Piece.code)
    json.bytes.append(contentsOf: note.code.rawValue.utf8)
    json.put(Piece.field)
    json.put(text: note.field)
    json.put(Piece.text)
    json.put(text: note.text)
    json.put(UInt8(ascii: "}"))
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
