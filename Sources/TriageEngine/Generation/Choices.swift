import ThresholdDSL

/// Who makes a contact, by when it comes.
struct SourceChoice: Sendable {
  private let inHours: WeightedChoice
  private let outOfHours: WeightedChoice
  private let codes: [WeightedChoice]
  private let channels: [WeightedChoice]

  init() {
    // The shares in and out of hours, which together are the share of each source.
    inHours = WeightedChoice(
      Aims.sources.map { $0.aim.share * (Aim.whole - $0.outOfHours) })
    outOfHours = WeightedChoice(Aims.sources.map { $0.aim.share * $0.outOfHours })
    codes = Aims.sources.map { WeightedChoice($0.weights) }
    channels = Aims.sources.map { WeightedChoice($0.channels) }
  }

  /// A group of sources.
  func pick(isOut: Bool, _ chance: inout Chance) -> Int {
    isOut ? outOfHours.pick(&chance) : inHours.pick(&chance)
  }

  /// Another service that could tell of the same incident.
  func other(than group: Int, _ chance: inout Chance) -> Int {
    let health = Aims.sources.firstIndex { $0.codes.contains("3E") } ?? 0
    let police = Aims.sources.firstIndex { $0.codes.contains("6") } ?? 0
    let schools = Aims.sources.firstIndex { $0.codes.contains("2A") } ?? 0
    return chance.pick([health, police, schools].filter { $0 != group }) ?? group
  }

  /// One of the group's sources, by its code.
  func code(of group: Int, _ chance: inout Chance) -> String {
    let source = Aims.sources[group]
    return source.codes[codes[group].pick(&chance)]
  }

  /// How the group makes contact.
  func channel(of group: Int, _ chance: inout Chance) -> String {
    ReservedFact.channelNames[channels[group].pick(&chance)]
  }
}

/// Which national factors a contact is about.
struct FactorChoice: Sendable {
  private let weights = WeightedChoice(Aims.factors.map(\.aim.share))
  /// The age at which harm outside the home begins to be drawn, in days: ten years.
  private static let streetAge = 3_653
  /// The share of children of that age, in ten-thousandths of those born.
  private static let partOfStreetAge: Int = {
    let old = Aims.ages.filter { $0.firstYear >= 10 }.reduce(0) { $0 + $1.aim.share }
    let all = Aims.ages.reduce(0) { $0 + $1.aim.share }
    return old * Aim.whole / all
  }()

  /// The factors of a contact, in an order in which the first matters most.
  ///
  /// What counts as a referral has each with its national share, those of the home coming together;
  /// anything less is about one factor, or about none of them.
  mutating func draw(
    isReferral: Bool, persisting: Int?, child age: Int, _ chance: inout Chance
  ) -> [Int] {
    guard isReferral else {
      if let persisting, chance.happens(5_000) { return [persisting] }
      return chance.happens(7_000) ? [weights.pick(&chance)] : []
    }
    let together = Aims.togetherness
    let isTroubled = chance.happens(together.partOfHomes)
    let times = isTroubled ? together.timesThere : together.timesElsewhere
    let isOld = age >= Self.streetAge
    var drawn: [Int] = []
    for (place, factor) in Aims.factors.enumerated() {
      var share = factor.aim.share
      switch factor.circle {
      case .home: share = share * times / Aim.whole
      case .street: share = isOld ? share * Aim.whole / Self.partOfStreetAge : 0
      case .child: break
      }
      if chance.happens(share) { drawn.append(place) }
    }
    guard drawn.count > 1 else { return drawn }
    let first = chance.below(drawn.count)
    drawn.swapAt(0, first)
    return drawn
  }
}
