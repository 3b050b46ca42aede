/// What contacts can state of one fact: a value, that it is unknown, or nothing.
struct StatedFact {
  /// The name of the field; of the birth, `date_of_birth`.
  var name: String
  /// What is counted, where it is counted from earlier contacts.
  let counts: String?
  /// The ways in which values are stated.
  var shape: Shape
  /// What cannot be stated together: each is a way to state the fact.
  private(set) var ways: [Literal] = []
  /// That it is stated as unknown, where that says anything else than silence.
  private(set) var unknown = Literal.no
  /// For `one of` and `any of` facts the values of all editions.
  private(set) var values: [(name: String, literal: Literal)] = []
  /// For what is counted from earlier contacts: that what has been found is known, and not whether
  /// there is more, for the history does not reach back far enough.
  private(set) var incomplete = Literal.no
  /// For numbers what they are compared with.
  private(set) var numberCuts: [(cut: NumberCut, literal: Literal)] = []
  /// For what is counted from earlier contacts what it is compared with, and whether that is certainly
  /// or possibly reached.
  private(set) var countCuts: [(count: Int, certainly: Literal, possibly: Literal)] = []
  /// For ages what they are compared with, and whether that is certainly or possibly reached.
  private(set) var ageCuts: [(cut: AgeCut, certainly: Literal, possibly: Literal)] = []

  /// How values are stated.
  enum Shape {
    case yesNo(yes: Literal, no: Literal)
    case oneOf
    case anyOf(known: Literal)
    case number(known: Literal)
    /// A count of earlier contacts, or of days: exact, or known to lie between two.
    case counted(exact: Literal, between: Literal)
    case day(known: Literal)
    /// An age in months or years, or one in days or weeks: the two are not compared.
    case age(months: Literal, days: Literal)
    /// A date of birth, or an expected one.
    case birth(born: Literal, expected: Literal)
  }

  init(_ fact: Fact, in edition: Edition, isBirth: Bool, _ circuit: inout Circuit) {
    name = isBirth ? "date_of_birth" : fact.name
    counts = if case .history(let query) = fact.type { edition.text(of: query) } else { nil }
    shape = .oneOf
    if isBirth {
      shape = .birth(born: addWay(&circuit), expected: addWay(&circuit))
      return
    }
    switch fact.type {
    case .yesNo: shape = .yesNo(yes: addWay(&circuit), no: addWay(&circuit))
    case .oneOf: shape = .oneOf
    case .anyOf: shape = .anyOf(known: addWay(&circuit))
    case .number: shape = .number(known: addWay(&circuit))
    case .date: shape = .day(known: addWay(&circuit))
    case .dateAndTime:
      // Every contact has been received.
      shape = .day(known: fact.reserved == .received ? .yes : addWay(&circuit))
    case .age: shape = .age(months: addWay(&circuit), days: addWay(&circuit))
    case .history(let query):
      if query.measure == .ever {
        shape = .yesNo(yes: addWay(&circuit), no: addWay(&circuit))
        unknown = addWay(&circuit)
      } else {
        shape = .counted(exact: addWay(&circuit), between: addWay(&circuit))
        if query.measure == .count { incomplete = addWay(&circuit) }
      }
    }
  }

  private mutating func addWay(_ circuit: inout Circuit) -> Literal {
    let literal = circuit.addInput()
    for other in ways { circuit.require([!literal, !other]) }
    ways.append(literal)
    return literal
  }

  /// States the fact in other ways.
  mutating func setWays(_ ways: [Literal]) {
    self.ways = ways
    if !ways.contains(unknown) { unknown = .no }
  }

  /// States other values.
  mutating func setValues(_ values: [(name: String, literal: Literal)]) {
    self.values = values
  }

  /// Compares another number.
  mutating func setNumberCuts(_ cuts: [(cut: NumberCut, literal: Literal)]) {
    numberCuts = cuts
  }

  /// Compares another count.
  mutating func setCountCuts(_ cuts: [(count: Int, certainly: Literal, possibly: Literal)]) {
    countCuts = cuts
  }

  /// Compares another age.
  mutating func setAgeCuts(_ cuts: [(cut: AgeCut, certainly: Literal, possibly: Literal)]) {
    ageCuts = cuts
  }

  /// Makes sure that each of these values can be stated.
  mutating func add(values names: [String], _ circuit: inout Circuit) {
    for name in names where !values.contains(where: { $0.name == name }) {
      if case .anyOf(let known) = shape {
        let literal = circuit.addInput()
        circuit.require([!literal, known])
        values.append((name, literal))
      } else {
        values.append((name, addWay(&circuit)))
      }
    }
  }

  /// Whether it is counted from earlier contacts.
  var isHistory: Bool { counts != nil }

  /// Makes sure that it can be stated as unknown.
  mutating func addUnknown(_ circuit: inout Circuit) {
    if unknown == .no, !isHistory { unknown = addWay(&circuit) }
  }

  /// Whether it counts earlier contacts: of what is not known exactly there may then be any number.
  private var isCount: Bool { incomplete != .no }

  /// Whether the number stated is at least, or above, so much; no where none is stated.
  mutating func literal(of cut: NumberCut, _ circuit: inout Circuit) -> Literal {
    guard case .number(let known) = shape else { return .no }
    if cut.isReached(by: 0) { return known }
    if let same = numberCuts.first(where: { $0.cut == cut }) { return same.literal }
    let literal = circuit.addInput()
    circuit.require([!literal, known])
    for (other, otherLiteral) in numberCuts {
      let (higher, lower) = other > cut ? (otherLiteral, literal) : (literal, otherLiteral)
      circuit.require([!higher, lower])
      // Nothing lies between two numbers that differ by the smallest part.
      let (low, high) = other > cut ? (cut, other) : (other, cut)
      if low.isAbove, !high.isAbove, high.millionths == low.millionths + 1 {
        circuit.require([higher, !lower])
      }
    }
    numberCuts.append((cut, literal))
    return literal
  }

  /// Whether so many are certainly, or possibly, counted; no where nothing is known of it.
  ///
  /// Where there may be any number at all, not even 0 or more is certain: it is then unknown.
  mutating func literals(
    ofCount count: Int, _ circuit: inout Circuit
  ) -> (certainly: Literal, possibly: Literal) {
    guard case .counted(let exact, let between) = shape, count >= 0 else { return (.no, .no) }
    if let same = countCuts.first(where: { $0.count == count }) {
      return (same.certainly, same.possibly)
    }
    let one = count == 0 ? literals(ofCount: 1, &circuit).certainly : .no
    let (certainly, possibly) = (circuit.addInput(), circuit.addInput())
    circuit.require([!certainly, possibly])
    circuit.require([!possibly, exact, between, incomplete])
    circuit.require([!exact, !possibly, certainly])
    // Where the history does not reach back, there may be any number more.
    circuit.require([!incomplete, possibly])
    if isCount { circuit.require([!between, possibly]) }
    if count == 0 {
      for way in [exact, between, incomplete] { circuit.require([!way, possibly]) }
      circuit.require([!exact, certainly])
      circuit.require([!incomplete, !certainly, one])
      if isCount { circuit.require([!between, !certainly, one]) }
    }
    for other in countCuts {
      let (more, less) =
        other.count > count
        ? ((other.certainly, other.possibly), (certainly, possibly))
        : ((certainly, possibly), (other.certainly, other.possibly))
      circuit.require([!more.0, less.0])
      circuit.require([!more.1, less.1])
      // What has a most is known to be something.
      if min(count, other.count) == 0 { circuit.require([!between, more.1, less.0]) }
    }
    countCuts.append((count, certainly, possibly))
    return (certainly, possibly)
  }

  /// Whether so many units are certainly, or possibly, completed; no where no age is stated.
  mutating func literals(
    of cut: AgeCut, _ circuit: inout Circuit
  ) -> (certainly: Literal, possibly: Literal) {
    let known: Literal
    var isBirth = false
    switch shape {
    case .birth(let born, _): (known, isBirth) = (born, true)
    case .age(let months, let days): known = cut.isMonths ? months : days
    default: return (.no, .no)
    }
    if cut.count <= 0 { return (known, known) }
    if let same = ageCuts.first(where: { $0.cut == cut }) { return (same.certainly, same.possibly) }
    let (certainly, possibly) = (circuit.addInput(), circuit.addInput())
    circuit.require([!certainly, possibly])
    circuit.require([!possibly, known])
    for other in ageCuts {
      // An age is stated in months or in days; a birth is compared with both.
      if !isBirth, other.cut.isMonths != cut.isMonths { continue }
      if other.cut.isReached(with: cut) {
        circuit.require([!certainly, other.certainly])
        circuit.require([!possibly, other.possibly])
      } else if cut.isReached(with: other.cut) {
        circuit.require([!other.certainly, certainly])
        circuit.require([!other.possibly, possibly])
      }
      // Whatever is not known of a day, or of an age, is known to the year.
      if cut.isFarAbove(other.cut) { circuit.require([!known, other.certainly, !possibly]) }
      if other.cut.isFarAbove(cut) { circuit.require([!known, certainly, !other.possibly]) }
    }
    ageCuts.append((cut, certainly, possibly))
    return (certainly, possibly)
  }
}
