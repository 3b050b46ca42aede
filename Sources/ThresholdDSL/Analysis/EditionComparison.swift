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
  /// Whether a contact whose outcome could have been more than the first one is settled as the first
  /// one now: a child of whom something was still to be asked is asked about no more.
  public private(set) var settles = Finding.never
  /// Whether a contact could rise less far without being raised: one that is raised may well be asked less.
  public private(set) var risesLess = Finding.never
  /// Levels that only the old edition has: each counts as just above the next lower one.
  public private(set) var onlyOldLevels: [String] = []
  /// Levels that only the new edition has.
  public private(set) var onlyNewLevels: [String] = []
  /// Levels that only the old edition has and levels that only the new one has, side by side between
  /// the same two of both: which of them is higher nothing says.
  public private(set) var unordered: [UnorderedLevels] = []
  /// Whether the two editions list their levels in different orders, so that nothing is said of them.
  public private(set) var isReordered = false
  /// Facts that only the old edition has: a contact that states one is new to the new edition.
  public private(set) var onlyOld: [String] = []
  /// Facts that only the new edition has.
  public private(set) var onlyNew: [String] = []
  /// Fields that only the old edition ignores and the new one does not know.
  public private(set) var onlyOldIgnored: [String] = []
  /// Fields that only the new edition ignores and the old one does not know.
  public private(set) var onlyNewIgnored: [String] = []
  /// Facts of one name that are not of one kind, and are compared as if they were two.
  public private(set) var apart: [String] = []
  /// How many facts contacts can state.
  public private(set) var factCount = 0
  /// The days on which the contacts are received.
  public let days: ClosedRange<CivilDate>

  /// Levels that stand in the same place, and of which nothing says which is higher.
  public struct UnorderedLevels: Hashable, Sendable {
    /// Those that only the old edition has.
    public var old: [String]
    /// Those that only the new edition has.
    public var new: [String]
  }

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

  /// Compares two editions over contacts received on some days, or, where none are named, each as if
  /// it were in force while the new one is.
  public init(from old: Edition, to new: Edition, on days: ClosedRange<CivilDate>? = nil) {
    self.init(from: old, to: new, on: days, limits: .usual)
  }

  /// Compares two editions in so many steps.
  init(
    from old: Edition, to new: Edition, on days: ClosedRange<CivilDate>? = nil,
    limits: ProofLimits
  ) {
    self.days = days ?? new.daysLookedAt
    matchFacts(old, new)
    onlyOldIgnored = old.ignoredFields(unknownTo: new)
    onlyNewIgnored = new.ignoredFields(unknownTo: old)
    var space = StatementSpace([old, new], limits: limits)
    space.couple(apart)
    factCount = space.facts.count
    let before = Self.decisions(of: old, beside: new, &space)
    let after = Self.decisions(of: new, beside: old, &space)
    let apartNames = Set(apart)
    let unstated = space.facts.filter { apartNames.contains($0.name) && !$0.isHistory }
      .flatMap(\.ways).map { !$0 }
    var search = ClaimSearch(
      search: WitnessSearch(space, days: self.days), unstatedApart: unstated)
    let (oldNames, newNames) = (old.outcomes.map(\.name), new.outcomes.map(\.name))
    outcomes = search.claims(
      oldNames, newNames, before.outcomes.established, after.outcomes.established)
    couldRise = search.claims(oldNames, newNames, before.outcomes.rise, after.outcomes.rise)
    risesLess = search.risesLess(oldNames, newNames, before.outcomes, after.outcomes)
    ratings = search.claims(
      old.ratings, new.ratings, before.ratings.established, after.ratings.established)
    if oldNames.count > 1, newNames.count > 1 {
      settles = search.settles(before.outcomes.rise[1], after.outcomes.rise[1])
    }
    isReordered = search.isReordered
    unordered = search.unordered
    onlyOldLevels =
      Self.difference(oldNames, newNames) + Self.difference(old.ratings, new.ratings)
    onlyNewLevels =
      Self.difference(newNames, oldNames) + Self.difference(new.ratings, old.ratings)
  }

  /// What the claims about the outcome come to; settling it as the first one lowers it.
  public var direction: Direction { Self.direction(of: outcomes, settles: settles) }

  /// What claims come to together.
  public static func direction(of claims: [LevelClaim], settles: Finding = .never) -> Direction {
    let lowers = claims.contains { $0.lowers.isShown } || settles.isShown
    let raises = claims.contains { $0.raises.isShown }
    let neverLowers = claims.allSatisfy { $0.lowers.isNever } && settles.isNever
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
    for field in other.ignoredFields(unknownTo: edition) {
      if let literal = space.ignored(field) { unrecognised.append(literal) }
    }
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

extension Fact {
  /// Whether it is counted from earlier contacts.
  var isHistory: Bool {
    if case .history = type { true } else { false }
  }
}

extension Edition {
  /// The fields that it ignores, and that another edition neither ignores nor has as a field.
  func ignoredFields(unknownTo other: Edition) -> [String] {
    let known = Set(other.facts.filter { !$0.isHistory }.map(\.name) + other.ignoredFields)
    return ignoredFields.filter { !known.contains($0) }
  }

  /// The days on which contacts are looked at that are received while it is in force.
  var daysLookedAt: ClosedRange<CivilDate> {
    let last = firstDay.adding(days: EditionComparison.mostDays)
    return firstDay...min(lastDay ?? last, last)
  }
}
