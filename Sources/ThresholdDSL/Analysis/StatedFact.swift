/// What contacts can state of one fact: a value, that it is unknown, or nothing.
struct StatedFact {
  /// The name of the field; of the birth, `date_of_birth`.
  var name: String
  /// Whether it is counted from earlier contacts.
  let isHistory: Bool
  /// The ways in which values are stated.
  var shape: Shape
  /// What cannot be stated together: each is a way to state the fact.
  private(set) var ways: [Literal] = []
  /// That it is stated as unknown, where that says anything else than silence.
  private(set) var unknown = Literal.no
  /// For `one of` and `any of` facts the values of all editions.
  private(set) var values: [(name: String, literal: Literal)] = []
  /// For numbers what they are compared with.
  private(set) var numberCuts: [(cut: NumberCut, literal: Literal)] = []
  /// For ages what they are compared with, and whether that is certainly or possibly reached.
  private(set) var ageCuts: [(cut: AgeCut, certainly: Literal, possibly: Literal)] = []

  /// How values are stated.
  enum Shape {
    case yesNo(yes: Literal, no: Literal)
    case oneOf
    case anyOf(known: Literal)
    /// `isWhole` for what is counted from history.
    case number(known: Literal, isWhole: Bool)
    case day(known: Literal)
    /// An age in months or years, or one in days or weeks: the two are not compared.
    case age(months: Literal, days: Literal)
    /// A date of birth, or an expected one.
    case birth(born: Literal, expected: Literal)
  }

  init(_ fact: Fact, isBirth: Bool, _ circuit: inout Circuit) {
    name = isBirth ? "date_of_birth" : fact.name
    isHistory = if case .history = fact.type { true } else { false }
    shape = .oneOf
    if isBirth {
      shape = .birth(born: addWay(&circuit), expected: addWay(&circuit))
      return
    }
    switch fact.type {
    case .yesNo: shape = .yesNo(yes: addWay(&circuit), no: addWay(&circuit))
    case .oneOf: shape = .oneOf
    case .anyOf: shape = .anyOf(known: addWay(&circuit))
    case .number: shape = .number(known: addWay(&circuit), isWhole: false)
    case .date: shape = .day(known: addWay(&circuit))
    case .dateAndTime:
      // Every contact has been received.
      shape = .day(known: fact.reserved == .received ? .yes : addWay(&circuit))
    case .age: shape = .age(months: addWay(&circuit), days: addWay(&circuit))
    case .history(let query):
      shape =
        query.measure == .ever
        ? .yesNo(yes: addWay(&circuit), no: addWay(&circuit))
        : .number(known: addWay(&circuit), isWhole: true)
    }
  }

  private mutating func addWay(_ circuit: inout Circuit) -> Literal {
    let literal = circuit.addInput()
    for other in ways { circuit.require([!literal, !other]) }
    ways.append(literal)
    return literal
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

  /// Makes sure that it can be stated as unknown.
  mutating func addUnknown(_ circuit: inout Circuit) {
    if unknown == .no { unknown = addWay(&circuit) }
  }

  /// Whether the number stated is at least, or above, so much; no where none is stated.
  mutating func literal(of cut: NumberCut, _ circuit: inout Circuit) -> Literal {
    guard case .number(let known, let isWhole) = shape else { return .no }
    var cut = cut
    if isWhole, cut.isAbove || cut.millionths % 1_000_000 != 0 {
      let whole = cut.millionths >= 0 ? cut.millionths / 1_000_000 + 1 : 0
      cut = NumberCut(millionths: whole * 1_000_000, isAbove: false)
    }
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

  /// Whether so many units are certainly, or possibly, completed; no where no age is stated.
  mutating func literals(
    of cut: AgeCut, _ circuit: inout Circuit
  ) -> (certainly: Literal, possibly: Literal) {
    let known: Literal
    switch shape {
    case .birth(let born, _): known = born
    case .age(let months, let days): known = cut.isMonths ? months : days
    default: return (.no, .no)
    }
    if cut.count <= 0 { return (known, known) }
    if let same = ageCuts.first(where: { $0.cut == cut }) { return (same.certainly, same.possibly) }
    let (certainly, possibly) = (circuit.addInput(), circuit.addInput())
    circuit.require([!certainly, possibly])
    circuit.require([!possibly, known])
    for other in ageCuts {
      if other.cut.isReached(with: cut) {
        circuit.require([!certainly, other.certainly])
        circuit.require([!possibly, other.possibly])
      } else if cut.isReached(with: other.cut) {
        circuit.require([!other.certainly, certainly])
        circuit.require([!other.possibly, possibly])
      }
    }
    ageCuts.append((cut, certainly, possibly))
    return (certainly, possibly)
  }
}
