import ThresholdDSL
import TriageEngine

/// What is proved of one edition and the one that takes its place, each contact that shows something
/// decided by both.
struct ProvedChanges: Sendable {
  /// A contact that shows something.
  struct Shown: Sendable {
    /// What it shows: each level that one edition reaches and the other does not.
    var claims: [(kind: Kind, level: String)]
    var witness: Witness
    /// The contact as a line of a contact file.
    var line: String
    var old: Decision
    var new: Decision

    func shows(_ kind: Kind) -> Bool { claims.contains { $0.kind == kind } }

    /// Whether the outcome or the rating is lowered.
    var isLowered: Bool { shows(.lowered) || shows(.ratingLowered) }
  }

  /// What a contact shows.
  enum Kind: String, Sendable, CaseIterable {
    case lowered
    case raised
    case ratingLowered = "rating_lowered"
    case ratingRaised = "rating_raised"
    case couldRiseLowered = "could_rise_lowered"
    case couldRiseRaised = "could_rise_raised"
  }

  let old: Edition
  let new: Edition
  let comparison: EditionComparison
  let changes: [StatedChange]
  /// The contacts, what was lowered first.
  private(set) var shown: [Shown] = []

  /// Compares a pair of editions; a contact that the evaluator decides otherwise than was proved ends
  /// the run, for then nothing that was proved is to be trusted.
  init(_ rules: ComparedRules, _ pair: ComparedRules.Pair, _ audience: Audience) throws(ToolError) {
    old = rules.old.book.editions[pair.old]
    new = rules.new.book.editions[pair.new]
    changes = StatedChange.changes(from: old, to: new)
    comparison = EditionComparison(from: old, to: new)
    let confirming = Confirming(
      rules: rules, pair: pair, old: old, new: new, audience: audience)
    let claims: [(Kind, Kind, [EditionComparison.LevelClaim])] = [
      (.lowered, .raised, comparison.outcomes),
      (.ratingLowered, .ratingRaised, comparison.ratings),
      (.couldRiseLowered, .couldRiseRaised, comparison.couldRise),
    ]
    for (lowers, raises, claims) in claims {
      for claim in claims {
        if let witness = claim.lowers.witness {
          add(try confirming.shown(witness, lowers, claim.level))
        }
      }
      for claim in claims {
        if let witness = claim.raises.witness {
          add(try confirming.shown(witness, raises, claim.level))
        }
      }
    }
  }

  /// One contact can show several things, and is shown once.
  private mutating func add(_ one: Shown) {
    if let place = shown.firstIndex(where: { $0.witness == one.witness }) {
      shown[place].claims += one.claims
    } else {
      shown.append(one)
    }
  }

  /// Whether everything that is claimed is proved or shown.
  var isWhole: Bool {
    (comparison.outcomes + comparison.ratings + comparison.couldRise).allSatisfy {
      $0.lowers.isProved && $0.raises.isProved
    }
  }
}

/// Decides by both editions what the solver has found.
private struct Confirming {
  let rules: ComparedRules
  let pair: ComparedRules.Pair
  let old: Edition
  let new: Edition
  let audience: Audience

  func shown(
    _ witness: Witness, _ kind: ProvedChanges.Kind, _ level: String
  ) throws(ToolError) -> ProvedChanges.Shown {
    let (old, oldHub) = try decisions(witness, rules.old, pair.old)
    let (new, newHub) = try decisions(witness, rules.new, pair.new)
    let move = kind.move(oldHub, self.old, newHub, self.new)
    guard move.direction == (kind.isLowering ? -1 : 1) else {
      throw .environment(
        "a proof about `\(level)` does not hold when its contact is decided, which is a fault of "
          + "this program", hint: "please report it, with the two rule books")
    }
    let decoder = rules.new.deciding.decoder
    let line = decoder.line(exampleFields: witness.statedFields, edition: pair.new)
    return ProvedChanges.Shown(
      claims: [(kind, level)], witness: witness, line: String(decoding: line, as: UTF8.self),
      old: old, new: new)
  }

  /// What is decided for the audience, and for the hub.
  private func decisions(
    _ witness: Witness, _ side: ComparedRules.Side, _ edition: Int
  ) throws(ToolError) -> (Decision, Decision) {
    let decoder = ContactDecoder(side.book, options: DecodingOptions(edition: edition))
    guard case .success(let contact) = decoder.decode(witness, edition: edition) else {
      throw .environment(
        "a contact that was found cannot be read, which is a fault of this program")
    }
    let decider = side.deciding.desk(edition).decider
    return (decider.decide(contact, for: audience), decider.decide(contact, for: .hub))
  }
}

extension ProvedChanges.Kind {
  /// Which way what it is about moves from one decision to another.
  fileprivate func move(
    _ before: Decision, _ old: Edition, _ after: Decision, _ new: Edition
  ) -> LevelMove {
    let (oldNames, newNames) = (old.outcomes.map(\.name), new.outcomes.map(\.name))
    return switch self {
    case .lowered, .raised:
      LevelMove(
        from: before.outcome.established, of: oldNames, to: after.outcome.established,
        of: newNames)
    case .couldRiseLowered, .couldRiseRaised:
      LevelMove(
        from: before.outcome.couldRiseTo, of: oldNames, to: after.outcome.couldRiseTo,
        of: newNames)
    case .ratingLowered, .ratingRaised:
      LevelMove(
        from: before.rating.established, of: old.ratings, to: after.rating.established,
        of: new.ratings)
    }
  }

  /// Whether the old edition reaches the level and the new one does not.
  var isLowering: Bool {
    switch self {
    case .lowered, .ratingLowered, .couldRiseLowered: true
    case .raised, .ratingRaised, .couldRiseRaised: false
    }
  }
}
