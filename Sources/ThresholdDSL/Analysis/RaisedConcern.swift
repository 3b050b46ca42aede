/// The contacts of an edition twice over: as they are, and with more concern stated of some facts.
struct RaisedConcern {
  /// A fact of which more concern can be stated.
  struct Move {
    /// That more concern is stated.
    var isMoved: Literal
    /// What must hold for it to be more concern.
    var isAllowed: Literal
  }

  /// What the contacts with more concern state: the facts alone are of use, for the circuit grows.
  let facts: [StatedFact]
  /// For each fact of which more concern can be stated what says that it is.
  let moves: [Int: Move]
  /// What is decided of them.
  let decisions: EditionDecisions

  /// Adds the contacts with more concern to a circuit.
  init(_ edition: Edition, _ meaning: EditionMeaning, _ space: inout StatementSpace) {
    let original = space
    var moves: [Int: Move] = [:]
    for (index, fact) in edition.facts.enumerated() where fact.polarity != .neither {
      let place = meaning.places[index]
      let moved = space.facts[place].moved(
        fact, readAsNo: meaning.readAsNo[index], &space.circuit)
      guard moved.isMoved != .no else { continue }
      space.replace(place, by: moved.fact)
      moves[index] = Move(isMoved: moved.isMoved, isAllowed: moved.isAllowed)
    }
    self.moves = moves
    var raised = EditionMeaning(edition, &space)
    decisions = EditionDecisions(&raised, &space, unrecognised: space.hasUndeclared)
    facts = space.facts
    for place in original.facts.indices { space.replace(place, by: original.facts[place]) }
  }

  /// That what is moved is more concern, of these facts, and nothing is moved of the others.
  func allowing(_ facts: Set<Int>, among all: Set<Int>) -> [Literal] {
    all.sorted().compactMap { fact in
      moves[fact].map { facts.contains(fact) ? $0.isAllowed : !$0.isMoved }
    }
  }
}

/// A contact, and the same with more concern.
struct RaisedPair {
  var before: Witness
  var after: Witness
  /// The facts of which the second states more concern.
  var facts: Set<Int>
}

extension EditionAnalysis {
  /// The smallest contact of which all this is true, with more concern stated of as few facts as will
  /// do, and the same contact with that; nil where it cannot be written.
  mutating func pair(
    _ conditions: [Literal], andWide wide: [Literal] = [], moving facts: Set<Int>
  ) -> RaisedPair? {
    guard case .possible = askUncounted(conditions, andWide: wide) else { return nil }
    let moves = facts.sorted().compactMap { fact in raised.moves[fact].map { (fact, $0.isMoved) } }
    var moved = moves.filter { values.isTrue($0.1) }
    var still = moves.filter { !values.isTrue($0.1) }.map { !$0.1 }
    for (_, move) in moved {
      guard moved.contains(where: { $0.1 == move }),
        case .possible = askUncounted(conditions + still + [!move], andWide: wide)
      else { continue }
      still += moved.filter { !values.isTrue($0.1) }.map { !$0.1 }
      moved = moved.filter { values.isTrue($0.1) }
    }
    guard case .witness(let before, let last) = search.find(conditions + still + wide) else {
      return nil
    }
    look(at: last)
    var space = search.space
    for place in space.facts.indices { space.replace(place, by: raised.facts[place]) }
    let stated = StatementModel(last, values, space.facts.flatMap(\.literals))
    guard case .witness(let after) = stated.witness(space, days: search.days) else { return nil }
    return RaisedPair(
      before: before, after: after,
      facts: Set(moves.filter { values.isTrue($0.1) }.map(\.0)))
  }
}

extension StatedFact {
  /// The literals of the ways in which it is stated, as its shape names them.
  var shapeLiterals: [Literal] {
    switch shape {
    case .yesNo(let yes, let no): [yes, no]
    case .oneOf: []
    case .anyOf(let known), .number(let known), .day(let known): [known]
    case .counted(let exact, let between): [exact, between]
    case .age(let months, let days): [months, days]
    case .birth(let born, let expected): [born, expected]
    }
  }

  /// Everything that says what is stated of it, what an age is compared with left out.
  var literals: [Literal] {
    ways + shapeLiterals + values.map(\.literal) + numberCuts.map(\.literal)
      + countCuts.flatMap { [$0.certainly, $0.possibly] }
  }
}
