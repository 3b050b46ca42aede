public import ThresholdDSL

/// A proved way to another outcome, decided once more to be sure.
public struct MissedWay: Sendable {
  /// The facts that would be otherwise, by index.
  public var facts: [Int]
  /// The contact as it would be.
  public var contact: Contact
  /// What it would be decided for.
  public var outcome: Int
  /// The rule that would then be met, where it was asked for.
  public var rule: Int?
}

/// The least that would have to be known or stated otherwise for another outcome.
public struct MissedWays: Sendable {
  /// The ways that differ in as few facts as can be.
  public var ways: [MissedWay]
  /// How many facts each of them changes; what is counted of earlier contacts is one.
  public var count: Int
  /// Whether there are more of as few.
  public var hasMore: Bool
}

extension Decider {
  /// The nearest miss of a contact that was decoded against the edition, by changing facts of which
  /// `mayChange` is true, by one of these rules where they are named; nil where it was left unproved.
  /// See ``NearestMiss``.
  public func nearestMiss(
    of contact: Contact, _ direction: NearestMiss.Direction, through rules: [Int]? = nil,
    decoder: ContactDecoder, index: Int, mayChange: (Int) -> Bool
  ) -> MissedWays? {
    func outcome(_ contact: Contact) -> Int { decide(contact, for: .hub).outcome.established }
    let decided = outcome(contact)
    let miss = NearestMiss(
      stated(contact), in: edition, decided: decided, direction, through: rules,
      mayChange: mayChange)
    guard miss.isProved, let original = miss.original,
      case .success(let same) = decoder.decode(original, edition: index), outcome(same) == decided
    else { return nil }
    var ways: [MissedWay] = []
    for way in miss.ways {
      guard case .success(let other) = decoder.decode(way.witness, edition: index) else {
        return nil
      }
      let reached = outcome(other)
      guard direction == .higher ? reached > decided : reached < decided else { return nil }
      ways.append(MissedWay(facts: way.facts, contact: other, outcome: reached, rule: way.rule))
    }
    return MissedWays(ways: ways, count: miss.count, hasMore: miss.hasMore)
  }

  private func stated(_ contact: Contact) -> ContactStatement {
    let values = edition.facts.indices.map { fact in
      Self.stated(contact.facts[fact], edition.facts[fact])
    }
    return ContactStatement(
      values: values, received: contact.received.date,
      hasUndeclaredField: contact.hasUnrecognisedFields)
  }

  private static func stated(_ state: FactState, _ fact: Fact) -> ContactStatement.Value {
    let isHistory = if case .history = fact.type { true } else { false }
    switch state {
    case .known(let value, .statement): return stated(value, fact)
    case .known(.number(let number), .silence) where isHistory:
      return .counted(least: Int(number.millionths / 1_000_000), most: nil, lacks: .reach)
    case .known(_, .silence), .unknown(.silence): return .nothing
    case .unknown(.silenceUntil):
      return isHistory ? .counted(least: 0, most: nil, lacks: .reach) : .nothing
    case .unknown(.statement), .unknown(.unreadable): return .unknown
    case .unknown(.noHistory): return .counted(least: 0, most: nil, lacks: .certainty)
    case .between(let range, let because):
      let lacks: Witness.History.Lack =
        if case .silenceUntil = because { .reach } else { .certainty }
      return .counted(least: Int(range.least), most: range.most.map { Int($0) }, lacks: lacks)
    }
  }

  private static func stated(_ value: FactValue, _ fact: Fact) -> ContactStatement.Value {
    switch value {
    case .yesNo(let isYes):
      if fact.reserved == .unborn { return isYes ? .unborn : .nothing }
      return .yesNo(isYes)
    case .choice(let choice): return .values([choice])
    case .choices(let choices):
      return .values((0..<64).filter { choices & (1 << UInt64($0)) != 0 })
    case .number(let number):
      guard case .history = fact.type else { return .number(number) }
      let count = Int(number.millionths / 1_000_000)
      return .counted(least: count, most: count, lacks: .nothing)
    case .never: return .counted(least: .max, most: .max, lacks: .nothing)
    case .date(let day): return .day(day)
    case .moment(let moment): return .day(moment.date)
    case .age(let age): return .age(age)
    case .life(let born, _): return .born(born)
    case .noneOfTheValues, .between: return .nothing
    }
  }
}
