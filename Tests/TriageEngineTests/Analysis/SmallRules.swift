import TestSupport

@testable import ThresholdDSL
@testable import TriageEngine

/// A few rules over a few facts: small enough to decide every contact.
struct SmallRules {
  var edition: Edition
  /// The parts of the vocabulary that rules read.
  let parts: [Part]

  /// A part of the vocabulary.
  enum Part: CaseIterable {
    case a, b, home, times, birth, earlier, carerAge, seen

    /// How much there is to say of it, more or less.
    var size: Int { self == .earlier ? 20 : 5 }
  }

  private static let mostContacts = 150

  static let reserved = ReservedFact.allCases.map(\.fact)
  static let first = reserved.count
  static let screening = first
  static let (a, b, home, times) = (first + 1, first + 2, first + 3, first + 4)
  static let (earlier, carerAge, seen, extra) = (first + 5, first + 6, first + 7, first + 8)
  static let received = CivilDate(year: 2021, month: 5, day: 4) ?? .earliest

  /// A field that the rules do not know, unless they ignore it.
  static let undeclared = "undeclared_field"

  private static let values = ["good", "poor"]

  init(_ random: inout SplitMix64) {
    func silence(_ random: inout SplitMix64) -> Silence {
      random.pick([.unknown, .noWhen(fact: Self.screening, unless: nil), .no(because: "seen")])
    }
    var parts = Part.allCases
    while parts.reduce(1, { $0 * $1.size }) > Self.mostContacts {
      parts.remove(at: Int.random(in: 0..<parts.count, using: &random))
    }
    self.parts = parts
    let window = Age(count: 6, unit: .months)
    let unless = random.oneIn(2) ? Self.a : nil
    edition = Edition(
      name: "small", firstDay: Self.received, lastDay: Self.received,
      outcomes: ["none", "help", "assess", "meet"].enumerated().map { level, name in
        Outcome(name: name, title: name, rating: level > 1 ? level - 2 : nil)
      },
      ratings: ["green", "red"],
      facts: Self.reserved + [
        Fact(name: "screening", type: .yesNo),
        Fact(name: "a", type: .yesNo, polarity: .raises, silence: silence(&random)),
        Fact(
          name: "b", type: .yesNo, polarity: .raises,
          silence: .noWhen(fact: Self.screening, unless: unless)),
        Fact(
          name: "home", type: .oneOf(Self.values), polarity: .raises, silence: silence(&random)),
        Fact(name: "times", type: .number, polarity: .raises, silence: silence(&random)),
        Fact(
          name: "earlier", type: .history(HistoryQuery(measure: .count, window: window)),
          polarity: .raises, silence: silence(&random)),
        Fact(name: "carer_age", type: .age),
        Fact(name: "seen", type: .date),
      ],
      scales: [
        Scale(
          name: "sum", title: "Sum",
          thresholds: [.init(outcome: 1, points: 2), .init(outcome: 2, points: 4)])
      ])
    for index in 0..<Int.random(in: 2...5, using: &random) {
      edition.rules.append(rule("rule_\(index)", &random))
    }
    if random.oneIn(3) {
      edition.judgements.append(
        Judgement(
          question: "Is it?", condition: condition(1, &random),
          upTo: Int.random(in: 1...3, using: &random)))
    }
  }

  // MARK: Changes

  /// Changes one thing, or two.
  mutating func change(_ random: inout SplitMix64) {
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: 0..<edition.rules.count, using: &random)
      switch Int.random(in: 0..<14, using: &random) {
      case 0: edition.rules[place].condition = condition(2, &random)
      case 1:
        if edition.rules[place].outcome != nil {
          edition.rules[place].outcome = Int.random(in: 1...3, using: &random)
        }
      case 2:
        edition.rules[place].exceptions = [
          RuleException(condition: condition(1, &random), reason: "an exception")
        ]
      case 3: edition.rules.append(rule("added", &random))
      case 4:
        edition.facts[random.pick([Self.a, Self.b, Self.times, Self.earlier])].silence = .unknown
      case 5: edition.scales[0].thresholds[0].points = Int.random(in: 1...3, using: &random)
      case 6: edition.rules[place].exceptions = []
      case 7:
        let window = Age(count: 12, unit: .months)
        edition.facts[Self.earlier].type = .history(HistoryQuery(measure: .count, window: window))
      case 8: addFact(&random)
      case 9: edition.outcomes[2].name = "assessment"
      case 10:
        guard case .oneOf = edition.facts[Self.home].type else { break }
        edition.facts[Self.home].type = .oneOf(Self.values + ["bad"])
      case 11: makeHomeYesNo()
      case 12: edition.ignoredFields = [Self.undeclared]
      default: edition.rules[place].rating = random.pick([nil, 0, 1])
      }
    }
  }

  /// A fact that the other edition does not have.
  private mutating func addFact(_ random: inout SplitMix64) {
    guard edition.facts.count == Self.extra else { return }
    edition.facts.append(
      Fact(
        name: "extra", type: .yesNo, polarity: .raises,
        silence: random.pick([.unknown, .no(because: "seen")])))
    var added = rule("extra", &random)
    added.condition = .all([.atom(.isYes(fact: Self.extra)), added.condition])
    edition.rules.append(added)
  }

  /// Makes another kind of fact of one, under the same name.
  private mutating func makeHomeYesNo() {
    edition.facts[Self.home].type = .yesNo
    for place in edition.rules.indices {
      edition.rules[place].condition = edition.rules[place].condition.homeAsYesNo
      for other in edition.rules[place].exceptions.indices {
        let condition = edition.rules[place].exceptions[other].condition.homeAsYesNo
        edition.rules[place].exceptions[other].condition = condition
      }
    }
    for place in edition.judgements.indices {
      edition.judgements[place].condition = edition.judgements[place].condition?.homeAsYesNo
    }
  }

  // MARK: Rules

  private func rule(_ name: String, _ random: inout SplitMix64) -> Rule {
    let isLater = random.oneIn(5)
    var rule = Rule(
      name: name, condition: condition(2, &random), isLater: isLater,
      span: SourceSpan(file: 0, start: 0, end: 0))
    if isLater {
      let test: LevelTest = random.pick([.atLeast, .equals])
      var level = Condition.atom(.outcome(test, level: Int.random(in: 1...2, using: &random)))
      if random.oneIn(4) {
        level = .atom(.rating(test, level: Int.random(in: 0...1, using: &random)))
      }
      rule.condition = .all([random.oneIn(2) ? level : .not(level), rule.condition])
    }
    if !isLater, random.oneIn(3) {
      rule.points = [Points(scale: 0, count: Int.random(in: 1...3, using: &random))]
    } else {
      rule.outcome = Int.random(in: 1...3, using: &random)
      if random.oneIn(4) { rule.rating = Int.random(in: 0...1, using: &random) }
    }
    if random.oneIn(3) {
      rule.exceptions = [RuleException(condition: condition(1, &random), reason: "an exception")]
    }
    return rule
  }

  private func condition(_ depth: Int, _ random: inout SplitMix64) -> Condition {
    if depth > 0, !random.oneIn(3) {
      let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        condition(depth - 1, &random)
      }
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return .any(parts)
      case 1: return .not(parts[0])
      case 2: return .atLeast(Int.random(in: 1...parts.count, using: &random), parts)
      case 3: return .none(parts)
      default: return .all(parts)
      }
    }
    return .atom(atom(random.pick(parts), &random))
  }

  private func atom(_ part: Part, _ random: inout SplitMix64) -> Atom {
    func number(_ fact: Int, _ limit: Int) -> Atom {
      guard let limit = Quantity(limit) else { return .isKnown(fact: fact) }
      let comparisons: [Comparison] = [.less, .greaterOrEqual, .greater, .lessOrEqual, .equal]
      return .number(fact: fact, random.pick(comparisons), limit)
    }
    let comparison: Comparison = random.pick([.less, .greaterOrEqual])
    switch part {
    case .a: return random.oneIn(5) ? .isKnown(fact: Self.a) : .isYes(fact: Self.a)
    case .b: return .isYes(fact: Self.b)
    case .home:
      if case .yesNo = edition.facts[Self.home].type { return .isYes(fact: Self.home) }
      return random.oneIn(5)
        ? .isKnown(fact: Self.home) : .isOneOf(fact: Self.home, values: [random.pick([0, 1])])
    case .times: return number(Self.times, 2)
    case .birth:
      return random.oneIn(3)
        ? .isYes(fact: 1) : .age(fact: 0, comparison, Age(count: 1, unit: .years))
    case .earlier:
      return random.oneIn(6)
        ? .isKnown(fact: Self.earlier) : number(Self.earlier, random.pick([0, 2]))
    case .carerAge:
      let limits = [
        Age(count: 2, unit: .years), Age(count: 18, unit: .months), Age(count: 60, unit: .days),
      ]
      return .age(fact: Self.carerAge, comparison, random.pick(limits))
    case .seen:
      guard random.oneIn(2) else {
        return .date(fact: Self.seen, comparison, Self.received.adding(days: -100))
      }
      let received = Self.reserved.firstIndex { $0.reserved == .received } ?? 0
      return .daysApart(later: received, earlier: Self.seen, atLeast: 14)
    }
  }
}

extension Condition {
  /// The condition with tests of a `one of` home turned into tests of a yes/no one.
  fileprivate var homeAsYesNo: Condition {
    switch self {
    case .atom(.isOneOf(SmallRules.home, _)): .atom(.isYes(fact: SmallRules.home))
    case .atom, .definition: self
    case .not(let inner): .not(inner.homeAsYesNo)
    case .all(let parts): .all(parts.map(\.homeAsYesNo))
    case .any(let parts): .any(parts.map(\.homeAsYesNo))
    case .none(let parts): .none(parts.map(\.homeAsYesNo))
    case .atLeast(let count, let parts): .atLeast(count, parts.map(\.homeAsYesNo))
    }
  }
}

/// Everything that contacts can say of a vocabulary that tells anything apart.
struct SmallContacts {
  /// A contact, as a file states it, and what its earlier contacts come to in each window.
  struct Statement {
    var fields: [ExampleField] = []
    var undeclared: String?
    var earlier: (six: Witness.History, twelve: Witness.History)?
  }

  private(set) var statements = [Statement()]

  /// What contacts can say of what one edition or the other reads.
  init(_ old: SmallRules, _ new: SmallRules) {
    var parts = old.parts
    // Silence about the one hangs on the other.
    if parts.contains(.b), !parts.contains(.a) { parts.append(.a) }
    multiply("screening", [nil, "yes"])
    if old.edition.facts.count != new.edition.facts.count {
      multiply("extra", [nil, "yes", "no", "null"])
    }
    // Where only one ignores the field, there is another that neither does.
    let isIgnoredByOne = old.edition.ignoredFields != new.edition.ignoredFields
    let fields = [SmallRules.undeclared] + (isIgnoredByOne ? ["another_field"] : [])
    statements += fields.flatMap { [statements] field in
      statements.map { statement in
        var statement = statement
        statement.undeclared = field
        return statement
      }
    }
    for part in parts {
      switch part {
      case .a: multiply("a", [nil, "yes", "no", "null"])
      case .b: multiply("b", [nil, "yes", "no", "null"])
      case .home: multiply("home", [nil, "good", "poor", "bad", "yes", "no", "null"])
      case .times: multiply("times", [nil, "0", "2", "5", "null"])
      case .birth:
        let births = ["2021-03-04", "2018-01-01", "2020"]
        statements =
          statements + stating("unborn", ["yes"]) + stating("date_of_birth", births)
      case .carerAge:
        multiply(
          "carer_age",
          [nil, "1 year", "2 years", "17 months", "18 months", "59 days", "60 days", "8 weeks"])
      case .seen:
        let received = SmallRules.received
        let days = [101, 100, 14, 13].map { "\(received.adding(days: -$0))" }
        multiply("seen", [nil] + days)
      case .earlier:
        let isOne =
          old.edition.facts[SmallRules.earlier].type == new.edition.facts[SmallRules.earlier].type
        let histories = isOne ? Self.histories : Self.historiesOfTwoWindows
        statements += statements.flatMap { statement in
          histories.map { history in
            var statement = statement
            statement.earlier = history
            return statement
          }
        }
      }
    }
  }

  private mutating func multiply(_ name: String, _ values: [String?]) {
    let stated = stating(name, values.compactMap { $0 })
    statements = (values.contains(nil) ? statements : []) + stated
  }

  private func stating(_ name: String, _ values: [String]) -> [Statement] {
    let nowhere = SourceSpan(file: 0, start: 0, end: 0)
    return statements.flatMap { statement in
      values.map { text in
        var statement = statement
        let value: ExampleValue = text == "null" ? .unknown : .text(text)
        statement.fields.append(ExampleField(name: name, value: value, span: nowhere))
        return statement
      }
    }
  }

  private static func history(_ least: Int, _ lacks: Witness.History.Lack) -> Witness.History {
    Witness.History(
      fact: "earlier", least: least, most: lacks == .nothing ? least : nil, isYesNo: false,
      lacks: lacks)
  }

  private static let histories: [(six: Witness.History, twelve: Witness.History)] = (0...3)
    .flatMap { least in
      [Witness.History.Lack.nothing, .reach, .certainty].map {
        (history(least, $0), history(least, $0))
      }
    }

  /// The shorter window finds no more, reaches back where the longer one does, and what is sure in it
  /// is sure in that.
  private static let historiesOfTwoWindows: [(six: Witness.History, twelve: Witness.History)] = {
    var all: [(six: Witness.History, twelve: Witness.History)] = []
    for more in 0...3 {
      for less in 0...more {
        for (six, twelve): (Witness.History.Lack, Witness.History.Lack) in [
          (.nothing, .nothing), (.nothing, .reach), (.nothing, .certainty), (.reach, .reach),
          (.reach, .certainty), (.certainty, .certainty),
        ] {
          all.append((history(less, six), history(more, twelve)))
        }
        // A contact at the edge of the shorter window lies well inside the longer one.
        if less < more {
          all.append((history(less, .certainty), history(more, .nothing)))
          all.append((history(less, .certainty), history(more, .reach)))
        }
      }
    }
    return all
  }()
}
