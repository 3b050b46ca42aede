/// What an edition makes of what contacts state, as conditions of a circuit: "How a decision is made"
/// of the language reference, in its order.
///
/// Each condition of three-valued logic is two conditions of two: whether it is yes, and whether it
/// is no. Where neither holds it is unknown.
struct EditionMeaning {
  let edition: Edition
  /// For each fact its place among the facts that can be stated.
  let places: [Int]
  /// For each fact whether it is read as no from silence.
  private(set) var readAsNo: [Literal]
  /// For each fact whether it would be so read once its screening is done.
  private var waiting: [Literal]
  /// What each definition is, as it stands and for the bounds.
  var definitions: [Plane: [Kleene]] = [:]
  /// The outcome and rating that the later layer reads; nil while they are not read.
  var levels: LevelConditions?

  /// Whether a condition is judged as it stands, or as it counts for the bounds.
  enum Plane: Hashable {
    case now
    case bound
  }

  init(_ edition: Edition, _ space: inout StatementSpace) {
    self.edition = edition
    places = edition.facts.map { space.place(of: $0, in: edition) }
    readAsNo = Array(repeating: .no, count: edition.facts.count)
    waiting = readAsNo
    // A fact named after `unless` has none of its own.
    for hasUnless in [false, true] {
      for (index, fact) in edition.facts.enumerated() where fact.canBeNoFromSilence {
        switch fact.silence {
        case .unknown: break
        case .no where !hasUnless: readAsNo[index] = isSilent(index, &space)
        case .noWhen(let gate, let unless) where (unless != nil) == hasUnless && gate != index:
          readSilence(index, gate: gate, unless: unless, &space)
        case .no, .noWhen: break
        }
      }
    }
    for plane in [Plane.now, .bound] {
      definitions[plane] = []
      for definition in edition.definitions {
        let judged = judge(definition.condition, plane, &space)
        definitions[plane]?.append(judged)
      }
    }
  }

  private mutating func readSilence(
    _ fact: Int, gate: Int, unless: Int?, _ space: inout StatementSpace
  ) {
    var silent = isSilent(fact, &space)
    if let unless {
      let isNo = test(.isYes(fact: unless), &space).no
      silent = space.circuit.both(silent, space.circuit.either(isNo, waiting[unless]))
    }
    let isOpen = test(.isYes(fact: gate), &space).yes
    readAsNo[fact] = space.circuit.both(silent, isOpen)
    waiting[fact] = space.circuit.both(silent, !isOpen)
  }

  /// Whether nothing is stated of a fact; of what is counted, whether there may be more than is found
  /// only because the history does not reach back.
  private func isSilent(_ fact: Int, _ space: inout StatementSpace) -> Literal {
    let stated = space.facts[places[fact]]
    return !space.circuit.any(stated.ways.filter { $0 != stated.incomplete })
  }
}

/// A condition of three-valued logic: whether it is yes, and whether it is no.
struct Kleene {
  var yes: Literal
  var no: Literal

  static let unknown = Kleene(yes: .no, no: .no)

  init(yes: Literal, no: Literal) {
    self.yes = yes
    self.no = no
  }

  /// Yes or no, as nothing about it is unknown.
  init(_ literal: Literal) {
    self.init(yes: literal, no: !literal)
  }

  var negated: Kleene { Kleene(yes: no, no: yes) }
}

// MARK: - Conditions

extension EditionMeaning {
  /// When a condition is yes, and when it is no.
  func judge(_ condition: Condition, _ plane: Plane, _ space: inout StatementSpace) -> Kleene {
    switch condition {
    case .atom(let atom): return judge(atom, plane, &space)
    case .definition(let index): return definitions[plane]?[index] ?? .unknown
    case .not(let inner): return judge(inner, plane, &space).negated
    case .all(let parts):
      let parts = parts.map { judge($0, plane, &space) }
      return Kleene(
        yes: space.circuit.all(parts.map(\.yes)), no: space.circuit.any(parts.map(\.no)))
    case .any(let parts), .none(let parts):
      let judged = parts.map { judge($0, plane, &space) }
      let any = Kleene(
        yes: space.circuit.any(judged.map(\.yes)), no: space.circuit.all(judged.map(\.no)))
      if case .none = condition { return any.negated }
      return any
    case .atLeast(let count, let parts):
      let parts = parts.map { judge($0, plane, &space) }
      return Kleene(
        yes: space.circuit.sum(of: parts.map { ($0.yes, 1) }, reaches: count),
        no: space.circuit.sum(of: parts.map { ($0.no, 1) }, reaches: parts.count - count + 1))
    }
  }

  private func judge(_ atom: Atom, _ plane: Plane, _ space: inout StatementSpace) -> Kleene {
    switch atom {
    case .isKnown(let fact):
      let known = isKnown(fact, &space)
      let isUnborn = edition.facts[fact].reserved == .childAge ? unborn(space) : .no
      return Kleene(yes: known, no: plane == .now ? !known : isUnborn)
    case .outcome(let test, let level):
      guard let levels else { return .unknown }
      return judge(test, level, levels.outcomes, plane, &space)
    case .rating(let test, let level):
      guard let levels else { return .unknown }
      return judge(test, level, levels.ratings, plane, &space)
    default:
      let truth = test(atom, &space)
      guard plane == .bound else { return truth }
      let isFree = !isPresumed(atom, &space)
      return Kleene(
        yes: space.circuit.both(truth.yes, isFree), no: space.circuit.both(truth.no, isFree))
    }
  }

  /// Reads the decision so far as it stands; for the bounds only what no unknown can change counts.
  private func judge(
    _ test: LevelTest, _ level: Int, _ bounds: LevelBounds, _ plane: Plane,
    _ space: inout StatementSpace
  ) -> Kleene {
    switch test {
    case .atLeast:
      return Kleene(
        yes: plane == .now ? bounds.established[level] : bounds.fall[level],
        no: !bounds.rise[level])
    case .equals:
      let next = level + 1
      let yes =
        plane == .now
        ? space.circuit.both(bounds.established[level], !bounds.established[next])
        : space.circuit.both(bounds.fall[level], !bounds.rise[next])
      return Kleene(yes: yes, no: space.circuit.either(bounds.fall[next], !bounds.rise[level]))
    }
  }
}

// MARK: - Single questions

extension EditionMeaning {
  /// When the answer to a question about facts is yes, and when it is no, silence read as declared.
  func test(_ atom: Atom, _ space: inout StatementSpace) -> Kleene {
    switch atom {
    case .isYes(let fact): return yesNo(fact, &space)
    case .isOneOf(let fact, let values):
      let literals = declaredValues(fact, space)
      let outside = literals.indices.filter { !values.contains($0) }.map { literals[$0] }
      return Kleene(
        yes: space.circuit.any(values.filter(literals.indices.contains).map { literals[$0] }),
        no: space.circuit.any(outside + [readAsNo[fact]]))
    case .includes(let fact, let value):
      let includes = declaredValues(fact, space)[value]
      let readable = isReadable(fact, &space)
      let excluded = space.circuit.both(readable, !includes)
      return Kleene(
        yes: space.circuit.both(readable, includes),
        no: space.circuit.either(excluded, readAsNo[fact]))
    case .number(let fact, let comparison, let limit):
      return number(fact, comparison, limit, &space)
    case .age(let fact, let comparison, let limit):
      return age(fact, comparison, limit, &space)
    case .date(let fact, let comparison, let limit):
      let first = Int(limit.dayNumber)
      return compare(comparison, &space) { least, space in
        days(places[fact], nil, atLeast: first + least, &space)
      }
    case .daysApart(let later, let earlier, let least):
      return days(places[later], places[earlier], atLeast: least, &space)
    case .isKnown, .outcome, .rating: return .unknown
    }
  }

  /// A comparison by what is at least the limit, and what at least one more.
  private func compare(
    _ comparison: Comparison, _ space: inout StatementSpace,
    _ atLeast: (Int, inout StatementSpace) -> Kleene
  ) -> Kleene {
    switch comparison {
    case .greaterOrEqual: return atLeast(0, &space)
    case .less: return atLeast(0, &space).negated
    case .greater: return atLeast(1, &space)
    case .lessOrEqual: return atLeast(1, &space).negated
    case .equal:
      let (low, high) = (atLeast(0, &space), atLeast(1, &space))
      return Kleene(
        yes: space.circuit.both(low.yes, high.no), no: space.circuit.either(low.no, high.yes))
    }
  }

  private func yesNo(_ fact: Int, _ space: inout StatementSpace) -> Kleene {
    switch space.facts[places[fact]].shape {
    case .yesNo(let yes, let no):
      return Kleene(yes: yes, no: space.circuit.either(no, readAsNo[fact]))
    case .birth(let born, let expected): return Kleene(yes: expected, no: born)
    default: return .unknown
    }
  }

  private func number(
    _ fact: Int, _ comparison: Comparison, _ limit: Quantity, _ space: inout StatementSpace
  ) -> Kleene {
    let place = places[fact]
    if case .counted = space.facts[place].shape { return count(fact, comparison, limit, &space) }
    guard case .number(let known) = space.facts[place].shape, let zero = Quantity(0) else {
      return .unknown
    }
    let stated = compare(comparison, &space) { least, space in
      let cut = NumberCut(millionths: limit.millionths, isAbove: least > 0)
      let reached = space.literal(of: cut, ofFact: place)
      return Kleene(yes: reached, no: space.circuit.both(known, !reached))
    }
    let isZeroIn = comparison.holds(zero, limit)
    return Kleene(
      yes: isZeroIn ? space.circuit.either(stated.yes, readAsNo[fact]) : stated.yes,
      no: isZeroIn ? stated.no : space.circuit.either(stated.no, readAsNo[fact]))
  }

  /// A count that may be more than is known of is compared with all that it may be; read from silence,
  /// it is what has been found.
  private func count(
    _ fact: Int, _ comparison: Comparison, _ limit: Quantity, _ space: inout StatementSpace
  ) -> Kleene {
    let place = places[fact]
    guard case .counted(let exact, let between) = space.facts[place].shape else { return .unknown }
    let isWhole = limit.millionths % 1_000_000 == 0
    let floor = Int(limit.millionths / 1_000_000)
    func atLeast(_ count: Int, _ space: inout StatementSpace) -> Kleene {
      let reached = space.literals(ofCount: count, ofFact: place)
      if count == 0 {
        return Kleene(yes: space.circuit.either(reached.certainly, readAsNo[fact]), no: .no)
      }
      let ended = space.circuit.both(space.circuit.either(exact, between), !reached.possibly)
      let readAsEnded = space.circuit.both(readAsNo[fact], !reached.certainly)
      return Kleene(yes: reached.certainly, no: space.circuit.either(ended, readAsEnded))
    }
    if !isWhole, comparison == .equal {
      let above = atLeast(floor + 1, &space)
      return Kleene(yes: .no, no: space.circuit.either(above.yes, above.no))
    }
    return compare(comparison, &space) { least, space in
      atLeast(floor + (isWhole ? least : 1), &space)
    }
  }

  private func age(
    _ fact: Int, _ comparison: Comparison, _ limit: Age, _ space: inout StatementSpace
  ) -> Kleene {
    let place = places[fact]
    let isMonths = limit.unit.isCalendarMonths
    let known: Literal
    switch space.facts[place].shape {
    case .birth(let born, _): known = born
    case .age(let months, let days): known = isMonths ? months : days
    default: return .unknown
    }
    let answer = compare(comparison, &space) { least, space in
      let count = (limit.count + least) * limit.unit.smallerUnits
      let reached = space.literals(of: AgeCut(isMonths: isMonths, count: count), ofFact: place)
      return Kleene(
        yes: reached.certainly, no: space.circuit.both(known, !reached.possibly))
    }
    guard edition.facts[fact].reserved == .childAge else { return answer }
    // An unborn child has no age, and every comparison is no.
    return Kleene(yes: answer.yes, no: space.circuit.either(answer.no, unborn(space)))
  }

  private func days(
    _ later: Int, _ earlier: Int?, atLeast least: Int, _ space: inout StatementSpace
  ) -> Kleene {
    func known(_ place: Int) -> Literal {
      if case .day(let known) = space.facts[place].shape { known } else { .no }
    }
    let bothKnown = space.circuit.both(known(later), earlier.map(known) ?? .yes)
    let holds: Literal =
      later == earlier
      ? (least <= 0 ? .yes : .no)
      : space.literal(of: DayTest(later: later, earlier: earlier, atLeast: least))
    return Kleene(
      yes: space.circuit.both(bothKnown, holds), no: space.circuit.both(bothKnown, !holds))
  }

  private func unborn(_ space: StatementSpace) -> Literal {
    guard let fact = edition.facts.firstIndex(where: { $0.reserved == .unborn }),
      case .birth(_, let expected) = space.facts[places[fact]].shape
    else { return .no }
    return expected
  }

  /// The inputs of the values that the edition declares, in its order.
  private func declaredValues(_ fact: Int, _ space: StatementSpace) -> [Literal] {
    let all = space.facts[places[fact]].values
    return (edition.facts[fact].type.values ?? []).map { name in
      all.first { $0.name == name }?.literal ?? .no
    }
  }

  /// Whether an `any of` fact is stated, by none but the values that the edition declares.
  private func isReadable(_ fact: Int, _ space: inout StatementSpace) -> Literal {
    guard case .anyOf(let known) = space.facts[places[fact]].shape else { return .no }
    let declared = edition.facts[fact].type.values ?? []
    let others = space.facts[places[fact]].values.filter { !declared.contains($0.name) }
    return space.circuit.all([known] + others.map { !$0.literal })
  }

  /// Whether a fact has a value, stated or read from silence.
  func isKnown(_ fact: Int, _ space: inout StatementSpace) -> Literal {
    switch space.facts[places[fact]].shape {
    case .yesNo(let yes, let no): return space.circuit.any([yes, no, readAsNo[fact]])
    case .oneOf: return space.circuit.any(declaredValues(fact, space) + [readAsNo[fact]])
    case .anyOf: return space.circuit.either(isReadable(fact, &space), readAsNo[fact])
    case .number(let known): return space.circuit.either(known, readAsNo[fact])
    case .counted(let exact, _): return space.circuit.either(exact, readAsNo[fact])
    case .day(let known): return known
    case .age(let months, let days): return space.circuit.either(months, days)
    case .birth(let born, let expected):
      let isAge = edition.facts[fact].reserved == .childAge
      return isAge ? born : space.circuit.either(born, expected)
    }
  }

  // MARK: What is only presumed

  /// Whether a test rests on nothing but silence that always means no about a concern.
  private func isPresumed(_ atom: Atom, _ space: inout StatementSpace) -> Literal {
    switch atom {
    case .isYes(let fact), .number(let fact, _, _): isPresumed(fact, values: nil, &space)
    case .isOneOf(let fact, let values): isPresumed(fact, values: values, &space)
    case .includes(let fact, let value): isPresumed(fact, values: [value], &space)
    case .age, .date, .daysApart, .isKnown, .outcome, .rating: .no
    }
  }

  private func isPresumed(
    _ fact: Int, values: [Int]?, _ space: inout StatementSpace
  ) -> Literal {
    switch edition.facts[fact].silence {
    case .no: return raisesConcern(fact, values: values) ? readAsNo[fact] : .no
    case .noWhen(_, let unless?):
      let presumed = isPresumed(unless, values: nil, &space)
      return space.circuit.both(readAsNo[fact], presumed)
    case .noWhen, .unknown: return .no
    }
  }

  private func raisesConcern(_ fact: Int, values: [Int]?) -> Bool {
    switch edition.facts[fact].polarity {
    case .raises: true
    case .byValue(let raises, _):
      values.map { $0.contains(where: raises.contains) } ?? !raises.isEmpty
    case .lowers, .neither: false
    }
  }
}

extension Fact {
  /// Whether silence can be read as no: not, none of them, or 0.
  fileprivate var canBeNoFromSilence: Bool {
    switch type {
    case .yesNo, .oneOf, .anyOf, .number, .history: true
    case .date, .dateAndTime, .age: false
    }
  }
}
