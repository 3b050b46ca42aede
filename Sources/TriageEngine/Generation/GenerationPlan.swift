import ThresholdDSL

/// What is made ready once for an edition, so that a row is made by copying bytes.
struct GenerationPlan: Sendable {
  let edition: Edition
  let palette: FactPalette
  let shelf: ScenarioShelf
  let table: FactorTable
  /// For each fact its field; nil for what no contact states.
  let fieldOf: [Int?]
  /// Facts whose yes says that the screening was done.
  let screening: [Int]
  /// Yes/no facts about a concern, a no to which says little.
  let concerns: [Int]
  /// Yes/no facts a yes to which lowers concern.
  let comforts: [Int]
  /// Facts that say nothing of concern by themselves.
  let others: [Int]
  /// Every fact that a contact can state, the screening left out.
  let statable: [Int]
  /// The share of contacts aimed at for each outcome.
  let outcomes: WeightedChoice
  /// The outcome from which a contact counts as a referral.
  let firstReferral: Int

  init(_ edition: Edition, _ fields: MadeUpFields, received: CivilDate) {
    self.edition = edition
    let palette = FactPalette(edition)
    self.palette = palette
    shelf = ScenarioShelf(edition, received: received)
    table = FactorTable(edition)
    fieldOf = edition.facts.map { fact in
      switch fact.reserved {
      case .childAge, .unborn, .received: nil
      default: fields.index(of: fact.name)
      }
    }
    let gates = edition.screeningFacts
    screening = gates
    let free = edition.facts.indices.filter { fact in
      edition.facts[fact].reserved == nil && palette.canState(fact) && !gates.contains(fact)
    }
    statable = free
    concerns = free.filter {
      edition.facts[$0].type == .yesNo && edition.facts[$0].polarity == .raises
    }
    comforts = free.filter {
      edition.facts[$0].type == .yesNo && edition.facts[$0].polarity == .lowers
    }
    others = free.filter { edition.facts[$0].polarity == .neither }
    let shares = Self.shares(edition.outcomes.count)
    outcomes = WeightedChoice(shares.weights)
    firstReferral = shares.firstReferral
  }

  /// The shares of outcomes: the national ones for four, and for another number half as many each
  /// time, the first apart.
  static func shares(_ count: Int) -> (weights: [Int], firstReferral: Int) {
    let referral = Aims.referral.share
    let meeting = Aims.strategyMeeting.share
    let help = Aims.earlyHelp.share
    if count == 4 {
      return ([Aim.whole - help - referral, help, referral - meeting, meeting], 2)
    }
    var weights: [Int] = []
    var left = Aim.whole
    for _ in 0..<max(0, count - 1) {
      weights.append(left * 6 / 10)
      left -= left * 6 / 10
    }
    return (weights + [left], max(1, count / 2))
  }

  /// A known value of a fact, each as likely as the next.
  func anyPick(_ fact: Int, _ chance: inout Chance) -> Pick {
    if case .anyOf(let names) = edition.facts[fact].type {
      let all: UInt64 = names.count >= 64 ? .max : (1 << UInt64(names.count)) - 1
      return .choices(chance.next() & chance.next() & all)
    }
    return chance.pick(palette.picks[fact].filter { $0 != .unknown && $0 != .silence }) ?? .unknown
  }
}
