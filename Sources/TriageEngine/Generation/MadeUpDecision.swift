import ThresholdDSL

/// What a person decided of a made-up row.
public struct MadeUpDecision: Hashable, Sendable {
  /// When.
  public let time: Instant
  /// An index into the edition's outcomes.
  public let outcome: Int
  /// An index into the edition's ratings.
  public let rating: Int?
  /// The number of the person.
  let worker: Int
  /// Why, where it is not what the rules recommend.
  let reason: String?

  /// The decision as a contact states it.
  public var human: HumanDecision {
    HumanDecision(decided: Moment(at: time), outcome: outcome, rating: rating)
  }
}

extension MadeUpRow {
  /// States what a person decided, under the editions of the rule book.
  public mutating func state(
    _ decision: MadeUpDecision, _ fields: MadeUpFields, _ decider: Decider
  ) {
    let edition = decider.edition
    state(fields.index(of: "decided_outcome"), edition.outcomes[decision.outcome].name.utf8)
    if let rating = decision.rating {
      state(fields.index(of: "decided_rating"), edition.ratings[rating].utf8)
    }
    state(fields.index(of: "decided_by"), "W-\(decision.worker)".utf8)
    if let reason = decision.reason { state(fields.index(of: "decided_reason"), reason.utf8) }
    state(fields.index(of: "decided")) { MomentText.write(decision.time, into: &$0) }
  }

  /// The row as a reader of JSON Lines has it; nil when it cannot be read.
  public func read(_ fields: MadeUpFields) -> RawRow? {
    var line: [UInt8] = []
    writeJSON(fields, into: &line)
    var parser = JSONRowParser()
    guard
      case .row(let row) = parser.parse(
        line, in: 0..<line.count - 1, at: RowPlace(file: 0, line: 1))
    else { return nil }
    return row
  }
}
