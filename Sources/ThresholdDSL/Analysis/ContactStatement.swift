/// What a contact states of the facts of an edition, as far as conditions can ask about it.
public struct ContactStatement: Sendable {
  /// What is stated of each fact, by its index.
  public var values: [Value]
  /// The day on which the contact was received.
  public var received: CivilDate
  /// Whether it has a field that nothing declares.
  public var hasUndeclaredField: Bool

  /// What is stated of one fact.
  public enum Value: Hashable, Sendable {
    /// Nothing: silence, whatever the rule book reads it as.
    case nothing
    /// That it is unknown, or something that cannot be read.
    case unknown
    /// Yes or no.
    case yesNo(Bool)
    /// Of the declared values those with these indices.
    case values([Int])
    /// A number.
    case number(Quantity)
    /// A day, or a time on it.
    case day(CivilDate)
    /// A stated length of life, in completed units.
    case age(Age)
    /// Born on one of these days.
    case born(ClosedRange<CivilDate>)
    /// Not born yet.
    case unborn
    /// So many counted from earlier contacts; without a most there may be any number more.
    case counted(least: Int, most: Int?, lacks: Witness.History.Lack)
  }

  /// A contact.
  public init(values: [Value], received: CivilDate, hasUndeclaredField: Bool) {
    self.values = values
    self.received = received
    self.hasUndeclaredField = hasUndeclaredField
  }
}

extension StatementSpace {
  /// What must hold of the inputs of one fact for a contact to state this of it.
  ///
  /// INVARIANT: every input of the fact is named, so that nothing is left open of what is stated.
  mutating func inputs(
    ofFact place: Int, stating value: ContactStatement.Value, on received: CivilDate
  ) -> [Literal] {
    if case .day(let day) = value { pin(place, to: day) }
    let fact = facts[place]
    var holding: Set<Literal> = []
    switch (fact.shape, value) {
    case (_, .unknown): holding.insert(fact.unknown)
    case (.yesNo(let yes, let no), .yesNo(let isYes)): holding.insert(isYes ? yes : no)
    case (.yesNo(let yes, let no), .counted(let least, _, .nothing)):
      holding.insert(least > 0 ? yes : no)
    case (.yesNo, .counted(_, _, .certainty)): holding.insert(fact.unknown)
    case (.oneOf, .values(let stated)): holding.formUnion(literals(stated, of: fact))
    case (.anyOf(let known), .values(let stated)):
      holding.formUnion([known] + literals(stated, of: fact))
    case (.number(let known), .number(let number)):
      holding.insert(known)
      for (cut, literal) in fact.numberCuts where cut.isReached(by: number.millionths) {
        holding.insert(literal)
      }
    case (.counted(let exact, let between), .counted(let least, let most, let lacks)):
      switch lacks {
      case .nothing: holding.insert(exact)
      case .reach: holding.insert(fact.incomplete)
      case .certainty: holding.insert(between)
      }
      // That there are none or more is nothing known, unless there is a most.
      let isSomething = least > 0 || most != nil
      for cut in fact.countCuts {
        if least >= cut.count, isSomething { holding.insert(cut.certainly) }
        if most ?? .max >= cut.count { holding.insert(cut.possibly) }
      }
    case (.day(let known), .day(let day)):
      holding.insert(known)
      for (test, literal) in dayTests where test.later == place && test.earlier == nil {
        if Int(day.dayNumber) >= test.atLeast { holding.insert(literal) }
      }
    case (.age(let months, let days), .age(let age)):
      let isMonths = age.unit.isCalendarMonths
      holding.insert(isMonths ? months : days)
      let (least, size) = (age.count * age.unit.smallerUnits, age.unit.smallerUnits)
      for cut in fact.ageCuts where cut.cut.isMonths == isMonths {
        if least >= cut.cut.count { holding.insert(cut.certainly) }
        if least + size - 1 >= cut.cut.count { holding.insert(cut.possibly) }
      }
    case (.birth(let born, _), .born(let range)):
      holding.insert(born)
      let last = min(range.upperBound, received)
      for cut in fact.ageCuts {
        let unit: AgeUnit = cut.cut.isMonths ? .months : .days
        let least = Lifetime.completed(unit, from: last, on: received)
        let most = Lifetime.completed(unit, from: range.lowerBound, on: received)
        if least >= cut.cut.count { holding.insert(cut.certainly) }
        if most >= cut.cut.count { holding.insert(cut.possibly) }
      }
    case (.birth(_, let expected), .unborn): holding.insert(expected)
    default: break
    }
    let pins = dayTests.filter { $0.test.later == place && $0.test.earlier == nil }.map(\.literal)
    return (fact.inputs + pins).map { holding.contains($0) ? $0 : !$0 }
  }

  /// Makes it a question whether a day is just this one.
  private mutating func pin(_ place: Int, to day: CivilDate) {
    for least in [Int(day.dayNumber), Int(day.dayNumber) + 1] {
      _ = literal(of: DayTest(later: place, earlier: nil, atLeast: least))
    }
  }

  private func literals(_ stated: [Int], of fact: StatedFact) -> [Literal] {
    stated.filter(fact.values.indices.contains).map { fact.values[$0].literal }
  }
}

extension StatedFact {
  /// Every input that says what is stated of it, each once.
  fileprivate var inputs: [Literal] {
    var inputs: [Literal] = []
    let all = literals + ageCuts.flatMap { [$0.certainly, $0.possibly] }
    for literal in all where literal.variable > 0 && !inputs.contains(literal) {
      inputs.append(literal)
    }
    return inputs
  }

  /// That it has a value, with nothing left open about it.
  mutating func isKnownExactly(_ circuit: inout Circuit) -> Literal {
    var parts = [circuit.any(ways.filter { $0 != unknown && $0 != incomplete }), !unknown]
    if case .counted(let exact, _) = shape { parts.append(exact) }
    parts += ageCuts.map { circuit.either(!$0.possibly, $0.certainly) }
    return circuit.all(parts)
  }
}
