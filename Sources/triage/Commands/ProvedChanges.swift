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
    /// The contact as an example states it.
    var stated: StatedWitness
    /// The contact as lines of a contact file, its earlier contacts before it.
    var lines: [String]
    var old: Decision
    var new: Decision

    func shows(_ kind: Kind) -> Bool { claims.contains { $0.kind == kind } }

    /// Whether the outcome or the rating is lowered, settled as the first outcome, or could rise less far
    /// without being raised.
    var isLowered: Bool {
      shows(.lowered) || shows(.settled) || shows(.ratingLowered) || shows(.risesLess)
    }
  }

  /// What a contact shows.
  enum Kind: String, Sendable, CaseIterable {
    case lowered
    case raised
    /// The first outcome was not settled, and is now.
    case settled
    /// It could rise less far, and is not raised.
    case risesLess = "could_rise_less"
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
  /// Whether rules count what was decided of earlier contacts, of which some are decided otherwise: what
  /// is proved then says nothing of a contact with such a one before it.
  var isLimited = false

  /// Compares a pair of editions; a contact that the evaluator decides otherwise than was proved ends
  /// the run, for then nothing that was proved is to be trusted.
  init(_ rules: ComparedRules, _ pair: ComparedRules.Pair, _ audience: Audience) throws(ToolError) {
    old = rules.old.book.editions[pair.old]
    new = rules.new.book.editions[pair.new]
    changes = StatedChange.changes(from: old, to: new)
    comparison = EditionComparison(from: old, to: new, on: pair.days)
    let confirming = Confirming(
      rules: rules, pair: pair, old: old, new: new, audience: audience)
    let claims: [(Kind, Kind, [EditionComparison.LevelClaim])] = [
      (.lowered, .raised, comparison.outcomes),
      (.ratingLowered, .ratingRaised, comparison.ratings),
      (.couldRiseLowered, .couldRiseRaised, comparison.couldRise),
    ]
    for (lowers, raises, claims) in claims {
      if lowers == .couldRiseLowered, let witness = comparison.risesLess.witness {
        add(try confirming.shown(witness, .risesLess, new.outcomes[0].name))
      }
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
      if lowers == .lowered, let witness = comparison.settles.witness {
        add(try confirming.shown(witness, .settled, new.outcomes[0].name))
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
    } && comparison.settles.isProved && comparison.risesLess.isProved && !isLimited
  }

  /// Whether a contact is shown that is lowered.
  var isLowered: Bool { shown.contains(where: \.isLowered) }

  /// Whether it was left unproved that none is.
  var isUnproved: Bool {
    let claims = comparison.outcomes + comparison.ratings
    return isLimited || !comparison.settles.isProved || !comparison.risesLess.isProved
      || claims.contains { !$0.lowers.isProved }
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
    guard kind.direction(oldHub, self.old, newHub, self.new) == (kind.isLowering ? -1 : 1) else {
      throw .environment(
        "a proof about `\(level)` does not hold when its contact is decided, which is a fault of "
          + "this program", hint: "please report it, with the two rule books")
    }
    let decoder = rules.new.deciding.decoder
    let stated = StatedWitness(witness, [self.old, self.new]) { example in
      isDecided(example, as: newHub, rules.new, pair.new)
        && isDecided(example, as: oldHub, rules.old, pair.old)
    }
    let rows = stated.earlier.enumerated().map { number, fields in
      Witness.named(fields, "earlier-\(number + 1)")
    }
    let lines = (rows + [stated.witness.statedFields]).map { fields in
      String(decoding: decoder.line(exampleFields: fields, edition: pair.new), as: UTF8.self)
    }
    return ProvedChanges.Shown(
      claims: [(kind, level)], witness: witness, stated: stated, lines: lines, old: old, new: new)
  }

  /// Whether an example with its earlier contacts is decided like the contact that it states.
  private func isDecided(
    _ example: Example, as decision: Decision, _ side: ComparedRules.Side, _ edition: Int
  ) -> Bool {
    let decoder = ContactDecoder(side.book, options: DecodingOptions(edition: edition))
    let decider = side.deciding.desk(edition).decider
    guard case .success(let contact) = decoder.decodeWithHistory(example, edition: edition, decider)
    else { return false }
    let other = decider.decide(contact, for: .hub)
    return other.outcome == decision.outcome && other.rating == decision.rating
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
  fileprivate func direction(
    _ before: Decision, _ old: Edition, _ after: Decision, _ new: Edition
  ) -> Int {
    let (oldNames, newNames) = (old.outcomes.map(\.name), new.outcomes.map(\.name))
    func move(_ level: Int?, _ old: [String], _ newLevel: Int?, _ new: [String]) -> Int {
      LevelMove(from: level, of: old, to: newLevel, of: new).direction
    }
    switch self {
    case .lowered, .raised:
      return move(before.outcome.established, oldNames, after.outcome.established, newNames)
    case .settled:
      return before.outcome.couldRiseTo > 0 && after.outcome.couldRiseTo == 0 ? -1 : 0
    case .risesLess:
      let outcome = move(
        before.outcome.established, oldNames, after.outcome.established, newNames)
      let rise = move(before.outcome.couldRiseTo, oldNames, after.outcome.couldRiseTo, newNames)
      return outcome > 0 ? 0 : rise
    case .couldRiseLowered, .couldRiseRaised:
      return move(before.outcome.couldRiseTo, oldNames, after.outcome.couldRiseTo, newNames)
    case .ratingLowered, .ratingRaised:
      return move(before.rating.established, old.ratings, after.rating.established, new.ratings)
    }
  }

  /// Whether the old edition reaches the level and the new one does not.
  var isLowering: Bool {
    switch self {
    case .lowered, .settled, .risesLess, .ratingLowered, .couldRiseLowered: true
    case .raised, .ratingRaised, .couldRiseRaised: false
    }
  }
}
