/// What contacts can state of the facts of one edition or of several, as inputs of a circuit.
///
/// Facts of several editions are one fact where their names and kinds are the same: a contact states
/// it once, and each edition reads the statement in its own way.
struct StatementSpace {
  /// What the inputs are put together to.
  var circuit: Circuit
  /// How many steps what is asked of it may take.
  let limits: ProofLimits
  /// The facts, in the order in which editions name them.
  private(set) var facts: [StatedFact] = []
  private var places: [Key: Int] = [:]
  /// The tests of days, each an input, in the order in which they came up.
  private(set) var dayTests: [(test: DayTest, literal: Literal)] = []
  private var dayTestLiterals: [DayTest: Literal] = [:]
  /// Whether a contact has a field that none of the editions declares.
  let hasUndeclared: Literal
  /// Fields that one of the editions ignores and another does not know, in the order of editions.
  private(set) var ignored: [(name: String, literal: Literal)] = []
  /// What a field that none declares could be called.
  let undeclaredName: String
  /// For each fact that is counted from earlier contacts those that count all that it counts.
  private var wider: [Int: [Int]] = [:]
  private var scopes: [Int: HistoryScope] = [:]

  private struct Key: Hashable {
    var name: String
    var kind: String
  }

  /// A space of everything that contacts can state to these editions.
  init(_ editions: [Edition], limits: ProofLimits = .usual) {
    self.limits = limits
    circuit = Circuit(nodeLimit: limits.nodes)
    hasUndeclared = circuit.addInput()
    var name = "undeclared_field"
    let names = Set(editions.flatMap { $0.facts.map(\.name) + $0.ignoredFields })
    while names.contains(name) { name += "_" }
    undeclaredName = name
    for edition in editions {
      for fact in edition.facts { register(fact, of: edition) }
    }
    for edition in editions {
      for other in editions where editions.count > 1 { addUnknowns(edition, beside: other) }
    }
    for edition in editions {
      for other in editions {
        for name in edition.ignoredFields(unknownTo: other)
        where !ignored.contains(where: { $0.name == name }) {
          ignored.append((name, circuit.addInput()))
        }
      }
    }
  }

  /// A field that only one edition declares is new to the other one even when it is stated as unknown.
  private mutating func addUnknowns(_ edition: Edition, beside other: Edition) {
    let known = Set(other.facts.map { Self.key($0, other) })
    for fact in edition.facts where !known.contains(Self.key(fact, edition)) {
      facts[place(of: fact, in: edition)].addUnknown(&circuit)
    }
  }

  /// Whether a contact has a field that one edition ignores and another does not know.
  func ignored(_ name: String) -> Literal? { ignored.first { $0.name == name }?.literal }

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
      case .date: "date"
      case .dateAndTime: "date and time"
      case .age: "age"
      case .history(let query): "history " + edition.text(of: query)
      }
    // `child_age` and `unborn` are two sides of what is stated of the birth.
    let isBirth = fact.reserved == .childAge || fact.reserved == .unborn
    return isBirth ? Key(name: "date_of_birth", kind: "birth") : Key(name: fact.name, kind: kind)
  }

  private mutating func register(_ fact: Fact, of edition: Edition) {
    let key = Self.key(fact, edition)
    if places[key] == nil {
      places[key] = facts.count
      facts.append(StatedFact(fact, in: edition, isBirth: key.kind == "birth", &circuit))
      if case .history(let query) = fact.type {
        relate(facts.count - 1, HistoryScope(query, edition))
      }
    }
    guard let place = places[key] else { return }
    facts[place].add(values: fact.type.values ?? [], &circuit)
    if fact.silence != .unknown { facts[place].addUnknown(&circuit) }
  }

  /// Whether facts of one name are of different kinds, and so are stated apart.
  static func isApart(
    _ fact: Fact, in edition: Edition, _ other: Fact, in otherEdition: Edition
  ) -> Bool {
    key(fact, edition) != key(other, otherEdition)
  }

  /// Says that facts of one name and several kinds are stated, or not, together: what one kind reads
  /// of a field, another reads otherwise or cannot read.
  mutating func couple(_ names: [String]) {
    for name in names {
      let ways = facts.filter { $0.name == name && !$0.isHistory }.map(\.ways)
      for (place, own) in ways.enumerated() {
        for (other, its) in ways.enumerated() where other != place {
          for way in own { circuit.require([!way] + its) }
        }
      }
    }
  }

  /// Puts another fact in the place of one.
  mutating func replace(_ place: Int, by fact: StatedFact) {
    facts[place] = fact
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

  /// Whether so many are certainly, or possibly, counted.
  mutating func literals(
    ofCount count: Int, ofFact place: Int
  ) -> (certainly: Literal, possibly: Literal) {
    let before = facts[place].countCuts.count
    let literals = facts[place].literals(ofCount: count, &circuit)
    // A question about none brings up the one about one. That the one count is 0 or more says nothing
    // of the other, which may be unknown.
    for cut in facts[place].countCuts.dropFirst(before) where cut.count > 0 {
      for other in wider[place] ?? [] { link(cut, ofFact: place, to: other) }
    }
    return literals
  }

  /// Says which facts count all that another one counts: so many of the one are so many of the other.
  ///
  /// Nothing is said of what is only possible: a contact of which it is not known whether it counts
  /// leaves the one count open, and not the other.
  private mutating func relate(_ place: Int, _ scope: HistoryScope) {
    for (other, its) in scopes.sorted(by: { $0.key < $1.key }) {
      if scope.isWithin(its) { add(wider: other, than: place) }
      if its.isWithin(scope) { add(wider: place, than: other) }
    }
    scopes[place] = scope
  }

  private mutating func add(wider: Int, than narrower: Int) {
    self.wider[narrower, default: []].append(wider)
    if case .yesNo(let yes, let no) = facts[wider].shape,
      case .yesNo(let narrowYes, let narrowNo) = facts[narrower].shape
    {
      circuit.require([!narrowYes, yes])
      circuit.require([!no, narrowNo])
      circuit.require([!facts[narrower].unknown, facts[wider].unknown, yes])
    }
    guard case .counted(let exact, let between) = facts[wider].shape,
      case .counted(let narrowExact, let narrowBetween) = facts[narrower].shape
    else { return }
    // The wider one looks back no less far.
    circuit.require([!exact, narrowExact, narrowBetween])
    // Where it is not known of a contact whether the narrower one counts it, there is one.
    circuit.require([!narrowBetween, exact, between, facts[wider].incomplete])
    requireMore(than: nil, ofFact: narrower, ofFact: wider)
    for cut in facts[narrower].countCuts where cut.count > 0 {
      link(cut, ofFact: narrower, to: wider)
    }
  }

  private mutating func link(
    _ cut: (count: Int, certainly: Literal, possibly: Literal), ofFact narrower: Int, to wider: Int
  ) {
    let more = literals(ofCount: cut.count, ofFact: wider)
    circuit.require([!cut.certainly, more.certainly])
    requireMore(than: cut, ofFact: narrower, ofFact: wider)
  }

  /// What may count for the narrower fact counts for the wider one, where of everything found it is
  /// known whether that counts it: one more than what counts for sure. That the history does not reach
  /// back far enough leaves nothing open about what has been found.
  private mutating func requireMore(
    than cut: (count: Int, certainly: Literal, possibly: Literal)?, ofFact narrower: Int,
    ofFact wider: Int
  ) {
    guard case .counted(let exact, _) = facts[wider].shape,
      case .counted(_, let between) = facts[narrower].shape
    else { return }
    // Two that count the same are known exactly, or as far as the history reaches, together.
    let isSame = self.wider[wider]?.contains(narrower) ?? false
    let more = isSame ? .no : literals(ofCount: (cut?.count ?? 0) + 1, ofFact: wider).certainly
    for isSure in [exact, facts[wider].incomplete] {
      circuit.require([!between, !isSure, !(cut?.certainly ?? .yes), more])
    }
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

  /// Whether nobody of whom the year of birth is known can have completed this one for all that is
  /// known, and not have completed the other: they lie more than a year apart.
  func isFarAbove(_ other: AgeCut) -> Bool {
    switch (isMonths, other.isMonths) {
    case (true, true): count - other.count >= 13
    case (false, false): count - other.count >= 370
    case (true, false): count * 304 / 10 - 3 - other.count >= 370
    case (false, true): count - (other.count * 305 + 9) / 10 - 3 >= 370
    }
  }

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
