/// What contacts can state of the facts of one edition or of several, as inputs of a circuit.
///
/// Facts of several editions are one fact where their names and kinds are the same: a contact states
/// it once, and each edition reads the statement in its own way.
struct StatementSpace {
  /// What the inputs are put together to.
  var circuit = Circuit()
  /// The facts, in the order in which editions name them.
  private(set) var facts: [StatedFact] = []
  private var places: [Key: Int] = [:]
  /// The tests of days, each an input, in the order in which they came up.
  private(set) var dayTests: [(test: DayTest, literal: Literal)] = []
  private var dayTestLiterals: [DayTest: Literal] = [:]

  private struct Key: Hashable {
    var name: String
    var kind: String
  }

  /// A space of everything that contacts can state to these editions.
  init(_ editions: [Edition]) {
    for edition in editions {
      for fact in edition.facts { register(fact, of: edition) }
    }
  }

  /// Where the fact of an edition stands among ``facts``.
  func place(of fact: Fact, in edition: Edition) -> Int {
    places[Self.key(fact, edition)] ?? 0
  }

  private static func key(_ fact: Fact, _ edition: Edition) -> Key {
    let kind =
      switch fact.type {
      case .yesNo: "yes/no"
      case .oneOf: "one of"
      case .anyOf: "any of"
      case .number: "number"
      case .date, .dateAndTime: "date"
      case .age: "age"
      case .history(let query): "history " + ConditionSignature(edition).text(of: query)
      }
    // `child_age` and `unborn` are two sides of what is stated of the birth.
    let isBirth = fact.reserved == .childAge || fact.reserved == .unborn
    return isBirth ? Key(name: "date_of_birth", kind: "birth") : Key(name: fact.name, kind: kind)
  }

  private mutating func register(_ fact: Fact, of edition: Edition) {
    let key = Self.key(fact, edition)
    if places[key] == nil {
      places[key] = facts.count
      facts.append(StatedFact(fact, isBirth: key.kind == "birth", &circuit))
    }
    guard let place = places[key] else { return }
    facts[place].add(values: fact.type.values ?? [], &circuit)
    if fact.silence != .unknown { facts[place].addUnknown(&circuit) }
  }

  /// The test of two days, or of a day and a constant; `nil` is the day numbered 0.
  mutating func literal(of test: DayTest) -> Literal {
    if let literal = dayTestLiterals[test] { return literal }
    let literal = circuit.addInput()
    for (other, otherLiteral) in dayTests
    where other.later == test.later && other.earlier == test.earlier {
      // Further apart than more is further apart than less.
      let (more, less) =
        other.atLeast > test.atLeast ? (otherLiteral, literal) : (literal, otherLiteral)
      circuit.require([!more, less])
    }
    dayTestLiterals[test] = literal
    dayTests.append((test, literal))
    return literal
  }

  /// Whether a number is at least, or above, so much.
  mutating func literal(of cut: NumberCut, ofFact place: Int) -> Literal {
    facts[place].literal(of: cut, &circuit)
  }

  /// Whether an age is certainly, or possibly, so many units or more.
  mutating func literals(
    of cut: AgeCut, ofFact place: Int
  ) -> (certainly: Literal, possibly: Literal) {
    facts[place].literals(of: cut, &circuit)
  }
}

/// A question about days: whether one is at least so many days after another.
struct DayTest: Hashable {
  /// The fact whose day is later; nil for day 0.
  var later: Int?
  /// The fact whose day is earlier; nil for day 0.
  var earlier: Int?
  var atLeast: Int
}

/// A place on the line of numbers: whether a number lies above it.
struct NumberCut: Hashable, Comparable {
  var millionths: Int64
  /// Whether the number itself lies below the cut: `>` and not `>=`.
  var isAbove: Bool

  static func < (left: NumberCut, right: NumberCut) -> Bool {
    left.millionths != right.millionths
      ? left.millionths < right.millionths : !left.isAbove && right.isAbove
  }

  func isReached(by millionths: Int64) -> Bool {
    isAbove ? millionths > self.millionths : millionths >= self.millionths
  }
}

/// A place on the line of ages: whether so many months, or days, are completed.
struct AgeCut: Hashable {
  var isMonths: Bool
  /// Completed months or days; 1 or more.
  var count: Int

  /// Whether everybody who has completed another cut has completed this one.
  ///
  /// Months differ in length; where it hangs on which months they are, the answer is no.
  func isReached(with other: AgeCut) -> Bool {
    switch (isMonths, other.isMonths) {
    case (true, true), (false, false): other.count >= count
    // So many months are never fewer than 30.4 days each, less three, and never three more than 30.5.
    case (false, true): other.count * 304 / 10 - 3 >= count
    case (true, false): other.count >= (count * 305 + 9) / 10 + 3
    }
  }
}
