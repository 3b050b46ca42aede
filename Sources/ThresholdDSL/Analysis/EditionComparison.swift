/// What a change of rules can do to the decision on a contact, proved over everything that contacts
/// can state.
///
/// For each level it says whether any contact reaches it under the old edition and not under the new
/// one, or the other way round: a contact that shows it, a proof that there is none, or, where that
/// would have taken more steps than are allowed, that it was left unproved.
public struct EditionComparison: Sendable {
  /// What is said of each outcome, the highest first.
  public private(set) var outcomes: [LevelClaim] = []
  /// What is said of each rating, the highest first.
  public private(set) var ratings: [LevelClaim] = []
  /// What is said of how far the outcome could rise, the highest outcome first: where a contact could
  /// rise no longer, something that was asked about is asked no more.
  public private(set) var couldRise: [LevelClaim] = []
  /// Levels that only the old edition has: each counts as just above the next lower one.
  public private(set) var onlyOldLevels: [String] = []
  /// Levels that only the new edition has.
  public private(set) var onlyNewLevels: [String] = []
  /// Whether the two editions list their levels in different orders, so that nothing is said of them.
  public private(set) var isReordered = false
  /// Facts that only the old edition has: a contact that states one is new to the new edition.
  public private(set) var onlyOld: [String] = []
  /// Facts that only the new edition has.
  public private(set) var onlyNew: [String] = []
  /// Facts of one name that are not of one kind, and are compared as if they were two.
  public private(set) var apart: [String] = []
  /// How many facts contacts can state.
  public private(set) var factCount = 0
  /// The days on which the contacts are received: those of the new edition.
  public let days: ClosedRange<CivilDate>

  /// What is said of one level, and of those above it.
  public struct LevelClaim: Sendable {
    /// The name of the outcome or rating.
    public var level: String
    /// Whether any contact ceases to reach it.
    public var lowers: Finding
    /// Whether any contact comes to reach it.
    public var raises: Finding
  }

  /// What comes of looking for a contact.
  public enum Finding: Sendable {
    /// There is none.
    case never
    /// There is one.
    case shown(Witness)
    /// Nothing was proved.
    case unproved
  }

  /// What a claim, or several together, come to.
  public enum Direction: String, Sendable {
    /// No contact is decided otherwise.
    case unchanged
    /// Some contacts are raised, and none is lowered.
    case onlyRaises = "only_raises"
    /// Some contacts are lowered, and none is raised.
    case onlyLowers = "only_lowers"
    /// Some are raised and some are lowered.
    case both
    /// Some are lowered; whether any is raised was left unproved.
    case lowers
    /// None is lowered; whether any is raised was left unproved.
    case neverLowers = "never_lowers"
    /// None is raised; whether any is lowered was left unproved.
    case neverRaises = "never_raises"
    /// It was left unproved whether any contact is lowered.
    case unproved
  }

  /// The days that are looked at, where the edition has no end or a later one: fifty years.
  static let mostDays = 18_262

  /// Compares two editions, each as if it were in force while the new one is.
  public init(from old: Edition, to new: Edition) {
    self.init(from: old, to: new, limits: .usual)
  }

  /// Compares two editions in so many steps.
  init(from old: Edition, to new: Edition, limits: ProofLimits) {
    days = new.daysLookedAt
    matchFacts(old, new)
    var space = StatementSpace([old, new], limits: limits)
    space.couple(apart)
    factCount = space.facts.count
    let before = Self.decisions(of: old, beside: new, &space)
    let after = Self.decisions(of: new, beside: old, &space)
    let apartNames = Set(apart)
    let unstated = space.facts.filter { apartNames.contains($0.name) && !$0.isHistory }
      .flatMap(\.ways).map { !$0 }
    var search = ClaimSearch(
      search: WitnessSearch(space, days: days), unstatedApart: unstated)
    let (oldNames, newNames) = (old.outcomes.map(\.name), new.outcomes.map(\.name))
    outcomes = search.claims(
      oldNames, newNames, before.outcomes.established, after.outcomes.established)
    couldRise = search.claims(oldNames, newNames, before.outcomes.rise, after.outcomes.rise)
    ratings = search.claims(
      old.ratings, new.ratings, before.ratings.established, after.ratings.established)
    isReordered = search.isReordered
    onlyOldLevels =
      Self.difference(oldNames, newNames) + Self.difference(old.ratings, new.ratings)
    onlyNewLevels =
      Self.difference(newNames, oldNames) + Self.difference(new.ratings, old.ratings)
  }

  /// What the claims about the outcome come to.
  public var direction: Direction { Self.direction(of: outcomes) }

  /// What claims come to together.
  public static func direction(of claims: [LevelClaim]) -> Direction {
    let lowers = claims.contains { $0.lowers.isShown }
    let raises = claims.contains { $0.raises.isShown }
    let neverLowers = claims.allSatisfy { $0.lowers.isNever }
    let neverRaises = claims.allSatisfy { $0.raises.isNever }
    switch (lowers, raises) {
    case (true, true): return .both
    case (true, false): return neverRaises ? .onlyLowers : .lowers
    case (false, _) where neverLowers:
      return raises ? .onlyRaises : neverRaises ? .unchanged : .neverLowers
    case (false, _): return neverRaises ? .neverRaises : .unproved
    }
  }

  /// What an edition decides; a field that only the other one declares is one that it does not know.
  private static func decisions(
    of edition: Edition, beside other: Edition, _ space: inout StatementSpace
  ) -> LevelConditions {
    var meaning = EditionMeaning(edition, &space)
    // A fact that is counted from earlier contacts is no field, whatever its name.
    let known = Set(edition.facts.filter { !$0.isHistory }.map(\.name) + edition.ignoredFields)
    var unrecognised = [space.hasUndeclared]
    for fact in other.facts where !fact.isHistory && !known.contains(fact.name) {
      unrecognised += space.facts[space.place(of: fact, in: other)].ways
    }
    let isUnrecognised = space.circuit.any(unrecognised)
    return EditionDecisions(&meaning, &space, unrecognised: isUnrecognised).levels
  }

  private mutating func matchFacts(_ old: Edition, _ new: Edition) {
    let (oldNames, newNames) = (old.facts.map(\.name), new.facts.map(\.name))
    onlyOld = Self.difference(oldNames, newNames)
    onlyNew = Self.difference(newNames, oldNames)
    for fact in new.facts {
      guard let other = old.facts.first(where: { $0.name == fact.name }) else { continue }
      if StatementSpace.isApart(other, in: old, fact, in: new) { apart.append(fact.name) }
    }
  }

  private static func difference(_ names: [String], _ others: [String]) -> [String] {
    let others = Set(others)
    return names.filter { !others.contains($0) }
  }
}

extension EditionComparison.Finding {
  /// The contact that shows it.
  public var witness: Witness? {
    if case .shown(let witness) = self { witness } else { nil }
  }

  /// Whether a contact shows it.
  public var isShown: Bool { witness != nil }

  /// Whether it was proved that there is none.
  public var isNever: Bool {
    if case .never = self { true } else { false }
  }

  /// Whether it is settled, one way or the other.
  public var isProved: Bool {
    if case .unproved = self { false } else { true }
  }
}

/// Looks for contacts that refute claims about levels.
private struct ClaimSearch {
  var search: WitnessSearch
  /// That no fact is stated which the two editions read in different ways.
  let unstatedApart: [Literal]
  /// Whether levels that both editions have stand in another order.
  private(set) var isReordered = false

  init(search: WitnessSearch, unstatedApart: [Literal]) {
    self.search = search
    self.unstatedApart = unstatedApart
  }

  /// A claim for each level, the highest first.
  mutating func claims(
    _ old: [String], _ new: [String], _ before: [Literal], _ after: [Literal]
  ) -> [EditionComparison.LevelClaim] {
    let ranks = old.indices.map { LevelMove.rank($0, of: old, among: new) }
    guard ranks == ranks.sorted() else {
      isReordered = true
      return new.reversed().map { .init(level: $0, lowers: .unproved, raises: .unproved) }
    }
    var claims: [(rank: Int, claim: EditionComparison.LevelClaim)] = []
    for (level, name) in new.enumerated().reversed() {
      let own = ranks.firstIndex { $0 >= 2 * level }.map { before[$0] } ?? .no
      // Every contact reaches the first outcome. In a circuit cut short nothing is to be trusted.
      if own == .yes, after[level] == .yes, !search.space.circuit.isTooLarge { continue }
      // None is lowered from a level that there was not.
      let isNew = !old.contains(name)
      claims.append(
        (
          2 * level,
          .init(
            level: name, lowers: isNew ? .never : finding([own, !after[level]]),
            raises: finding([!own, after[level]])
          )
        ))
    }
    for (level, name) in old.enumerated().reversed() where !new.contains(name) {
      // The level of the new edition that stands next above it.
      let next = (ranks[level] + 1) / 2
      claims.append(
        (
          ranks[level],
          .init(level: name, lowers: finding([before[level], !after[next]]), raises: .never)
        ))
    }
    // Old levels of one rank stay in their order, the highest first.
    return claims.enumerated().sorted {
      ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset)
    }.map(\.element.claim)
  }

  /// Where facts are read in two ways, more can be stated here than in any file: that there is no such
  /// contact is proved all the same, and one that is shown states none of those facts.
  private mutating func finding(_ conditions: [Literal]) -> EditionComparison.Finding {
    switch search.find(conditions + unstatedApart) {
    case .witness(let witness, _): return .shown(witness)
    case .undecided: return .unproved
    case .none:
      let isNever = unstatedApart.isEmpty || search.isPossible(conditions) == false
      return isNever ? .never : .unproved
    }
  }
}

extension Fact {
  /// Whether it is counted from earlier contacts.
  var isHistory: Bool {
    if case .history = type { true } else { false }
  }
}

extension Edition {
  /// The days on which contacts are looked at that are received while it is in force.
  var daysLookedAt: ClosedRange<CivilDate> {
    let last = firstDay.adding(days: EditionComparison.mostDays)
    return firstDay...min(lastDay ?? last, last)
  }
}
