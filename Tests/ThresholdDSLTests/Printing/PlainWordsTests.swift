import TestSupport
import Testing

@testable import ThresholdDSL

@Suite struct PlainWordsTests {
  /// The facts of the edition, by the names used below.
  private static let facts = [
    Fact(name: "child_age", type: .age, reserved: .childAge),
    Fact(name: "unborn", type: .yesNo, reserved: .unborn),
    Fact(name: "injury", type: .yesNo),
    Fact(name: "mobile", type: .yesNo),
    Fact(name: "alcohol_or_drug_misuse", type: .yesNo),
    Fact(name: "not_in_school", type: .yesNo),
    Fact(name: "home_conditions", type: .oneOf(["good", "adequate", "poor", "dangerous"])),
    Fact(name: "concerns", type: .anyOf(["physical", "neglect", "drink_or_drugs"])),
    Fact(name: "missed_appointments", type: .number),
    Fact(name: "returned_home", type: .date),
    Fact(name: "stay_began", type: .date),
    Fact(name: "partner_age", type: .age),
  ]

  private let edition = Edition(
    name: "2018-07", title: "Continuum of need", firstDay: .earliest, lastDay: nil, follows: nil,
    calendar: "england-and-wales",
    outcomes: [
      Outcome(name: "nfa", title: "No further action", rating: nil),
      Outcome(name: "strategy_meeting", title: "Strategy meeting", rating: nil),
    ],
    ratings: ["green", "red"], facts: facts,
    definitions: [
      Definition(
        name: "infant",
        condition: .any([
          .atom(.isYes(fact: 1)), .atom(.age(fact: 0, .less, Age(count: 1, unit: .years))),
        ]), clause: nil)
    ], rules: [], scales: [], judgements: [], actions: [], ignoredFields: [],
    hours: ServiceHours(week: [], closures: [], outOfHours: nil), clocks: [], examples: [],
    clauses: [], canonicalText: [])

  private let injury = Condition.atom(.isYes(fact: 2))
  private let mobile = Condition.atom(.isYes(fact: 3))
  private let poor = Condition.atom(.isOneOf(fact: 6, values: [2, 3]))
  private let neglect = Condition.atom(.includes(fact: 7, value: 1))
  private let physical = Condition.atom(.includes(fact: 7, value: 0))
  private let drink = Condition.atom(.includes(fact: 7, value: 2))

  @Test func `single questions read as plain English, yes and no`() throws {
    let three = try #require(Quantity(3))
    let half = try #require(Quantity(millionths: 2_500_000))
    let day = try #require(CivilDate(year: 2021, month: 5, day: 4))
    let year = Age(count: 1, unit: .years)
    let months = Age(count: 18, unit: .months)
    let atoms: [Atom] = [
      .isYes(fact: 1), .isYes(fact: 2), .isYes(fact: 4), .isYes(fact: 5),
      .isOneOf(fact: 6, values: [2]), .isOneOf(fact: 6, values: [1, 2, 3]),
      .includes(fact: 7, value: 1),
      .number(fact: 8, .less, three), .number(fact: 8, .lessOrEqual, three),
      .number(fact: 8, .greater, half), .number(fact: 8, .greaterOrEqual, three),
      .number(fact: 8, .equal, three),
      .age(fact: 0, .less, year), .age(fact: 0, .lessOrEqual, year), .age(fact: 0, .greater, year),
      .age(fact: 0, .greaterOrEqual, Age(count: 13, unit: .years)), .age(fact: 0, .equal, months),
      .age(fact: 11, .less, months), .age(fact: 11, .lessOrEqual, months),
      .age(fact: 11, .greater, months), .age(fact: 11, .greaterOrEqual, months),
      .age(fact: 11, .equal, year),
      .date(fact: 9, .less, day), .date(fact: 9, .lessOrEqual, day), .date(fact: 9, .greater, day),
      .date(fact: 9, .greaterOrEqual, day), .date(fact: 9, .equal, day),
      .daysApart(later: 9, earlier: 10, atLeast: 28), .daysApart(later: 9, earlier: 10, atLeast: 1),
      .isKnown(fact: 3), .isKnown(fact: 0),
      .outcome(.equals, level: 0), .outcome(.atLeast, level: 1), .rating(.equals, level: 1),
      .rating(.atLeast, level: 0),
    ]
    let words = PlainWords(edition)
    let lines = atoms.map { words.condition(.atom($0)) + "\n" + words.opposite(.atom($0)) + "\n" }
    expectSnapshot(lines.joined(), "PlainWords", "single questions")
  }

  @Test func `joined conditions have one reading`() {
    let words = PlainWords(edition)
    let infant = Condition.definition(0)
    let conditions: [Condition] = [
      .all([injury, .not(mobile)]),
      .any([injury, mobile, poor]),
      .all([injury, .any([infant, poor])]),
      .any([.all([injury, mobile]), .all([infant, .not(infant)])]),
      .not(.all([injury, mobile])),
      .not(.any([injury, mobile])),
      .not(.not(injury)),
      .none([injury, neglect]),
      .none([injury]),
      .atLeast(2, [injury, poor, .all([mobile, neglect]), .any([mobile, neglect])]),
      .atLeast(2, [injury, .atLeast(1, [poor, neglect]), .none([mobile, neglect])]),
      .all([injury, .atLeast(2, [poor, neglect, mobile])]),
      .all([injury, .not(.atLeast(2, [poor, neglect, mobile]))]),
      .all([injury, .all([mobile, .all([poor])])]),
      .any([injury, .any([mobile]), .all([.any([poor, neglect])])]),
      .any([physical, neglect, injury, drink]),
      .all([physical, neglect, .not(drink)]),
      .atLeast(2, [physical, neglect, drink]),
      .all([injury, .atLeast(2, [physical, neglect, drink])]),
      .all([injury, .none([physical, neglect])]),
      .atLeast(2, [physical, neglect, injury]),
      .all([]), .any([]),
    ]
    let lines = conditions.map { words.condition($0) + "\n" }
    expectSnapshot(lines.joined(), "PlainWords", "joined conditions")
  }

  @Test func `a rule gives its written reason, else its condition`() {
    var rule = Rule(
      name: "r", table: nil, clause: nil, outcome: 1, rating: nil, points: [],
      condition: .all([injury, .not(mobile)]), exceptions: [], reason: nil, actions: [],
      isLater: false, span: SourceSpan(file: 0, start: 0, end: 0))
    let words = PlainWords(edition)
    #expect(words.reason(rule) == "injury, and not mobile")
    rule.reason = "an injury to a child who cannot move"
    #expect(words.reason(rule) == "an injury to a child who cannot move")
    #expect(words.definition(0) == "infant means unborn, or the child is under 1 year old")
    #expect(words.fact(0) == "the child's age")
    #expect(words.fact(6) == "home conditions")
  }

  @Test func `different conditions never share their words`() {
    // Every condition of three facts up to a small size, told apart by its truth table.
    let seed = testSeed(0x90DD5)
    var random = SplitMix64(seed: seed)
    let words = PlainWords(edition)
    var meaning: [String: [Bool]] = [:]
    for _ in 0..<4_000 {
      let condition = made(depth: 3, using: &random)
      let table = (0..<32).map { holds(condition, $0) }
      let text = words.condition(condition)
      if let other = meaning[text], other != table {
        Issue.record("two meanings of: \(text) (seed \(seed))")
      }
      meaning[text] = table
    }
    #expect(meaning.count > 500)
  }

  private func made(depth: Int, using random: inout SplitMix64) -> Condition {
    if depth == 0 || random.oneIn(3) {
      return random.pick([injury, mobile, poor, neglect, physical])
    }
    let count = Int.random(in: 1...3, using: &random)
    let parts = (0..<count).map { _ in made(depth: depth - 1, using: &random) }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .not(parts[0])
    case 1: return .all(parts)
    case 2: return .any(parts)
    case 3: return .none(parts)
    default: return .atLeast(Int.random(in: 1...count, using: &random), parts)
    }
  }

  /// Whether a condition holds when bit N of `facts` says whether fact N is yes.
  private func holds(_ condition: Condition, _ facts: Int) -> Bool {
    switch condition {
    case injury: facts & 1 != 0
    case mobile: facts & 2 != 0
    case poor: facts & 4 != 0
    case physical: facts & 16 != 0
    case .not(let inner): !holds(inner, facts)
    case .all(let parts): parts.allSatisfy { holds($0, facts) }
    case .any(let parts): parts.contains { holds($0, facts) }
    case .none(let parts): !parts.contains { holds($0, facts) }
    case .atLeast(let count, let parts): parts.count { holds($0, facts) } >= count
    default: facts & 8 != 0
    }
  }
}
