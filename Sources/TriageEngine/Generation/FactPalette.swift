import ThresholdDSL

/// The values worth stating for each fact of an edition: those on and beside every limit that its
/// conditions compare with, and every declared value.
struct FactPalette: Sendable {
  /// The facts.
  let facts: [Fact]
  /// For each fact the values it may be given; empty where it cannot be stated, and for `any of`
  /// facts, whose values are chosen one by one.
  private(set) var picks: [[Pick]]
  /// The index of `child_age`, which stands for `unborn` too, since both come from the birth.
  let birth: Int
  /// The index of `unborn`.
  let unborn: Int

  /// The palette of an edition, for contacts received on a day.
  init(_ edition: Edition) {
    facts = edition.facts
    birth = edition.facts.firstIndex { $0.reserved == .childAge } ?? 0
    unborn = edition.facts.firstIndex { $0.reserved == .unborn } ?? 0
    picks = edition.facts.map(Self.declaredPicks)
    for atom in edition.atoms { addLimits(of: atom) }
    picks[birth] += Self.usualAges + [.unborn]
    picks[unborn] = []
    for fact in facts.indices where !picks[fact].isEmpty {
      picks[fact].append(.unknown)
      var seen: Set<Pick> = []
      picks[fact] = picks[fact].filter { seen.insert($0).inserted }
    }
  }

  /// The fact whose value decides about a fact: the birth for `unborn`.
  func variable(_ fact: Int) -> Int { fact == unborn ? birth : fact }

  /// Whether a contact can state a fact.
  func canState(_ fact: Int) -> Bool {
    if case .anyOf = facts[fact].type { return true }
    return !picks[fact].isEmpty
  }

  /// Ages inside the bands that rules usually part.
  private static let usualAges: [Pick] = [
    Age(count: 7, unit: .years), Age(count: 10, unit: .days), Age(count: 5, unit: .months),
    Age(count: 3, unit: .years), Age(count: 12, unit: .years), Age(count: 15, unit: .years),
    Age(count: 17, unit: .years),
  ].map { .born(completing: $0, shift: -20) }

  private static func declaredPicks(_ fact: Fact) -> [Pick] {
    switch fact.type {
    case .yesNo: fact.reserved == .unborn ? [] : [.yesNo(true), .yesNo(false)]
    case .oneOf(let names):
      names.indices.map { .choice($0) } + (fact.silence == .unknown ? [] : [.silence])
    case .anyOf, .history: []
    case .number: numbers(around: 1_000_000)
    case .date: [.daysAfter(-30), .daysAfter(14)]
    case .dateAndTime: fact.reserved == .received ? [] : [.daysAfter(3), .daysAfter(-10)]
    case .age:
      fact.reserved == .childAge
        ? [] : [.age(Age(count: 30, unit: .years)), .age(Age(count: 15, unit: .years))]
    }
  }

  /// A limit, and one below and above it; nothing below 0.
  private static func numbers(around millionths: Int64) -> [Pick] {
    [Int64(0), -1_000_000, 1_000_000].compactMap { step in
      let (sum, overflow) = millionths.addingReportingOverflow(step)
      return overflow || sum < 0 ? nil : Quantity(millionths: sum).map { .number($0) }
    }
  }

  private mutating func addLimits(of atom: Atom) {
    switch atom {
    case .number(let fact, _, let limit):
      if case .history = facts[fact].type { return }
      picks[fact] += Self.numbers(around: limit.millionths)
    case .age(let fact, _, let limit):
      picks[fact] += fact == birth ? Self.births(around: limit) : Self.ages(around: limit)
    case .date(let fact, _, let limit) where facts[fact].reserved == nil:
      picks[fact] += [0, -1, 1].map { .day(limit.adding(days: $0)) }
    case .daysApart(let later, let earlier, let days):
      // The earlier day is one of those that every date has.
      for fact in [later, earlier] where facts[fact].reserved == nil {
        picks[fact].append(.daysAfter(-30))
      }
      if facts[later].reserved == nil {
        picks[later] += [0, -1, 1].flatMap { shift in
          [.daysAfter(days - 30 + shift), .daysAfter(days + shift)]
        }
      } else if facts[earlier].reserved == nil {
        picks[earlier] += [0, -1, 1].map { .daysAfter(-days + $0) }
      }
    case .isYes, .isOneOf, .includes, .date, .isKnown, .outcome, .rating: break
    }
  }

  /// Children whose birthday is on the day received, the day after it and the day before it.
  static func births(around limit: Age) -> [Pick] {
    [0, 1, -1].map { .born(completing: limit, shift: $0) }
  }

  private static func ages(around limit: Age) -> [Pick] {
    [0, -1, 1].map { limit.count + $0 }.filter { $0 >= 0 && $0 <= Limits.ageCount }
      .map { .age(Age(count: $0, unit: limit.unit)) }
  }
}

extension Edition {
  /// Every atom of every condition, in order, repeats included.
  var atoms: [Atom] {
    let conditions =
      definitions.map(\.condition)
      + rules.flatMap { [$0.condition] + $0.exceptions.map(\.condition) }
      + judgements.compactMap(\.condition) + clocks.compactMap(\.condition)
    return conditions.flatMap(\.atoms)
  }
}

extension Condition {
  /// Its atoms, in the order written; definitions are not looked into.
  var atoms: [Atom] {
    switch self {
    case .atom(let atom): [atom]
    case .definition: []
    case .not(let inner): inner.atoms
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      parts.flatMap(\.atoms)
    }
  }
}
