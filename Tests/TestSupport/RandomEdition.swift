public import ThresholdDSL

/// Makes editions that check clean in everything that deciding depends on, from a seed.
///
/// Restricted facts have names, questions and values that no other fact has, so that a test can look
/// for them in a record: each contains `secret`.
public struct RandomEdition {
  /// The random bits.
  public var random: SplitMix64
  /// Whether facts that raise concern only ever raise: each stands in conditions as it points.
  public var isMonotone: Bool
  /// Whether there are more facts, rules, scales and questions of each kind.
  public var isLarge = false

  private var facts: [Fact] = []
  private var definitions: [Definition] = []
  private var outcomes = 0
  private var ratings = 0

  /// A maker of editions.
  public init(_ random: SplitMix64, isMonotone: Bool = false) {
    self.random = random
    self.isMonotone = isMonotone
  }

  /// The next edition.
  public mutating func next() -> Edition {
    outcomes = Int.random(in: 2...5, using: &random)
    ratings = random.oneIn(3) ? 0 : 3
    makeFacts()
    definitions = []
    for index in 0..<Int.random(in: 0...(isLarge ? 9 : 3), using: &random) {
      let definition = Definition(
        name: "define_\(index)", condition: condition(depth: 2), clause: clause())
      definitions.append(definition)
    }
    let scales = (0..<Int.random(in: 0...(isLarge ? 4 : 2), using: &random)).map {
      scale("scale_\($0)")
    }
    let actions = ["act", "bring", "call"].map { Action(name: $0, title: $0) }
    let rules = (0..<Int.random(in: 1...(isLarge ? 60 : 12), using: &random)).map {
      rule($0, scales.count)
    }
    let judgements = (0..<Int.random(in: 0...(isLarge ? 4 : 1), using: &random)).map { index in
      Judgement(
        clause: clause(), question: random.oneIn(4) ? nil : "Is judgement \(index) called for?",
        condition: random.oneIn(5) ? nil : condition(depth: 1),
        upTo: Int.random(in: 1..<outcomes, using: &random))
    }
    return Edition(
      name: "random", firstDay: .earliest,
      outcomes: (0..<outcomes).map { outcome in
        Outcome(
          name: "outcome_\(outcome)", title: "Outcome \(outcome)",
          rating: ratings > 0 && random.oneIn(2) ? min(outcome, ratings - 1) : nil)
      },
      ratings: (0..<ratings).map { "rating_\($0)" }, facts: facts, definitions: definitions,
      rules: rules, scales: scales,
      // A clause that is only marked has no condition.
      judgements: judgements.map {
        $0.question == nil ? Judgement(clause: $0.clause, question: nil, upTo: $0.upTo) : $0
      }, actions: actions, clocks: clocks())
  }

  // MARK: Facts

  private mutating func makeFacts() {
    facts = ReservedFact.allCases.map(\.fact)
    let screening = facts.count
    facts.append(Fact(name: "screening", type: .yesNo, question: "Was it screened?"))
    for index in 0..<Int.random(in: 2...(isLarge ? 30 : 9), using: &random) {
      let isRestricted = random.oneIn(4)
      let name = (isRestricted ? "secret_" : "fact_") + "\(index)"
      let values = ["a", "b", "c"].map { (isRestricted ? "secret_value_" : "value_") + $0 }
      let types: [FactType] = [
        .yesNo, .yesNo, .yesNo, .yesNo, .oneOf(values), .anyOf(values), .number, .date,
        .dateAndTime, .age, .history(HistoryQuery(measure: .count)),
      ]
      var fact = Fact(
        name: name, type: random.pick(types), question: "Is there \(name)?",
        polarity: random.pick([.raises, .raises, .lowers, .neither]), heldBy: ["health"],
        restrictedTo: isRestricted ? random.pick(["police", "probation"]) : nil)
      if canBeSilentlyNo(fact) {
        let others = facts.indices.filter { facts[$0].type == .yesNo && $0 > screening }
        let plain = others.filter {
          if case .noWhen(_, _?) = facts[$0].silence { false } else { true }
        }
        fact.silence = random.pick([
          .unknown, .noWhen(fact: screening, unless: nil), .noWhen(fact: screening, unless: nil),
          .noWhen(fact: screening, unless: plain.last),
          .noWhen(fact: random.oneIn(4) ? others.last ?? screening : screening, unless: nil),
          .no(because: "it would be seen"),
        ])
      }
      facts.append(fact)
    }
  }

  /// Whether silence can mean no for a fact, as the checker has it.
  private func canBeSilentlyNo(_ fact: Fact) -> Bool {
    switch fact.type {
    case .yesNo, .anyOf: true
    case .number, .oneOf: fact.polarity == .raises
    default: false
    }
  }

  // MARK: Conditions

  private mutating func condition(depth: Int, asYes: Bool = true) -> Condition {
    if depth == 0 || random.oneIn(3) { return atom(asYes) }
    let count = Int.random(in: 1...3, using: &random)
    switch Int.random(in: 0..<(isMonotone ? 4 : 7), using: &random) {
    case 0, 1: return .all((0..<count).map { _ in condition(depth: depth - 1, asYes: asYes) })
    case 2: return .any((0..<count).map { _ in condition(depth: depth - 1, asYes: asYes) })
    case 3:
      return .atLeast(
        Int.random(in: 1...count, using: &random),
        (0..<count).map { _ in condition(depth: depth - 1, asYes: asYes) })
    case 4: return .not(condition(depth: depth - 1, asYes: !asYes))
    case 5: return .none((0..<count).map { _ in condition(depth: depth - 1, asYes: !asYes) })
    default:
      guard let index = definitions.indices.randomElement(using: &random) else {
        return atom(asYes)
      }
      return .definition(index)
    }
  }

  private mutating func atom(_ asYes: Bool) -> Condition {
    let fact = Int.random(in: 0..<facts.count, using: &random)
    if isMonotone { return monotoneAtom(fact) }
    if random.oneIn(8) { return .atom(.isKnown(fact: fact)) }
    return plainAtom(fact)
  }

  /// A test that is more likely yes the more there is to worry about.
  private mutating func monotoneAtom(_ fact: Int) -> Condition {
    guard facts[fact].type == .yesNo, facts[fact].reserved == nil else {
      return .atom(.isYes(fact: random.pick(facts.indices.filter { facts[$0].type == .yesNo })))
    }
    return facts[fact].polarity == .lowers
      ? .not(.atom(.isYes(fact: fact))) : .atom(.isYes(fact: fact))
  }

  private mutating func plainAtom(_ fact: Int) -> Condition {
    switch facts[fact].type {
    case .yesNo: return .atom(.isYes(fact: fact))
    case .oneOf: return .atom(.isOneOf(fact: fact, values: random.oneIn(2) ? [1, 2] : [0]))
    case .anyOf:
      return .atom(.includes(fact: fact, value: Int.random(in: 0...2, using: &random)))
    case .number, .history:
      guard let two else { return .atom(.isKnown(fact: fact)) }
      return .atom(.number(fact: fact, random.pick(comparisons), two))
    case .age:
      return .atom(.age(fact: fact, random.pick(comparisons), Age(count: 2, unit: .years)))
    case .date, .dateAndTime:
      let other = facts.indices.filter { facts[$0].type == .date || facts[$0].type == .dateAndTime }
      if random.oneIn(2) {
        return .atom(
          .daysApart(
            later: fact, earlier: random.pick(Array(other)),
            atLeast: Int.random(in: 0...3, using: &random)))
      }
      return .atom(.date(fact: fact, random.pick(comparisons), tomorrow))
    }
  }

  private let two = Quantity(decimal: Array("2".utf8))
  private let tomorrow = CivilDate(dayNumber: 18_752) ?? .latest
  private let comparisons: [Comparison] = [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal]

  // MARK: Rules

  private mutating func rule(_ index: Int, _ scales: Int) -> Rule {
    let isLater = random.oneIn(6)
    var rule = Rule(
      name: "rule_\(index)", clause: clause(), condition: condition(depth: 3), reason: "because",
      isLater: isLater, span: SourceSpan(file: 0, start: 0, end: 0))
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where ratings > 0: rule.rating = Int.random(in: 0..<ratings, using: &random)
    case 1, 2:
      if scales > 0, !isLater {
        rule.points = (0..<scales).filter { _ in random.oneIn(2) }.map {
          Points(scale: $0, count: Int.random(in: 1...3, using: &random))
        }
      }
    case 3: rule.actions = [Int.random(in: 0...2, using: &random)]
    default: break
    }
    if rule.points.isEmpty || random.oneIn(4) {
      rule.outcome = Int.random(in: 1..<outcomes, using: &random)
    }
    if random.oneIn(4) {
      rule.exceptions = [
        RuleException(
          condition: isMonotone ? neutral() : condition(depth: 1), clause: "9.1",
          reason: "an exception")
      ]
    }
    if isLater { rule.condition = .all([level(), condition(depth: 1)]) }
    return rule
  }

  private mutating func neutral() -> Condition {
    .atom(.isYes(fact: facts.firstIndex { $0.reserved == .openCase } ?? 0))
  }

  private mutating func level() -> Condition {
    if ratings > 0, random.oneIn(2) {
      return .atom(
        .rating(
          isMonotone ? .atLeast : random.pick([.atLeast, .equals]),
          level: Int.random(in: 0..<ratings, using: &random)))
    }
    return .atom(
      .outcome(
        isMonotone ? .atLeast : random.pick([.atLeast, .equals]),
        level: Int.random(in: 0..<outcomes, using: &random)))
  }

  private mutating func scale(_ name: String) -> Scale {
    var points = 0
    let thresholds = (1..<outcomes).filter { _ in random.oneIn(2) }.map { outcome in
      points += Int.random(in: 1...3, using: &random)
      return Scale.Threshold(outcome: outcome, points: points)
    }
    return Scale(name: name, title: name, clause: clause(), thresholds: thresholds)
  }

  private mutating func clocks() -> [Clock] {
    let times = facts.indices.filter { facts[$0].type == .date || facts[$0].type == .dateAndTime }
    return (0..<Int.random(in: 0...2, using: &random)).map { index in
      Clock(
        name: "clock_\(index)", start: random.oneIn(2) ? .received : .fact(random.pick(times)),
        end: random.oneIn(2) ? .decided : .fact(random.pick(times)), limit: .hours(24),
        condition: random.pick([nil, level(), condition(depth: 1)]), outOfHours: .sameDay)
    }
  }

  private mutating func clause() -> Clause? {
    if random.oneIn(10) { return nil }
    let number = random.pick(["1", "4.2", "4.10", "5.3", "A.1"])
    return Clause(number: number, title: "Clause", span: SourceSpan(file: 0, start: 0, end: 0))
  }
}
