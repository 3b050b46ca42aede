/// Looks for contacts of which conditions are true, and says when there are none.
struct WitnessSearch {
  /// What contacts can state; what has come to light about it is kept.
  var space: StatementSpace
  /// The days on which contacts are received.
  let days: ClosedRange<CivilDate>

  /// What comes of looking for a contact.
  enum Finding {
    case witness(Witness, StatementModel)
    /// There is none, because of these of the conditions.
    case none(because: [Literal])
    /// There may be one: it would have taken more steps than are allowed.
    case undecided
  }

  private enum Step {
    case found(StatementModel, Witness)
    case none([Literal])
    case undecided
  }

  init(_ space: StatementSpace, days: ClosedRange<CivilDate>) {
    self.space = space
    self.days = days
  }

  /// What comes of asking whether conditions can be true of a contact, whichever it is.
  enum Possibility {
    case possible(StatementModel)
    /// It cannot, because of these of the conditions.
    case impossible(because: [Literal])
    case undecided
  }

  /// Whether these conditions can be true of a contact, whichever it is.
  mutating func ask(_ conditions: [Literal]) -> Possibility {
    switch find(conditions, isSmallest: false) {
    case .witness(_, let model): .possible(model)
    case .none(let because): .impossible(because: because)
    case .undecided: .undecided
    }
  }

  /// A contact of which all these conditions are true, as small as leaving out fact by fact makes it.
  mutating func find(_ conditions: [Literal], isSmallest: Bool = true) -> Finding {
    guard !space.circuit.isTooLarge else { return .undecided }
    var query = CircuitQuery(conflictLimit: space.limits.conflicts)
    switch step(&query, conditions) {
    case .undecided: return .undecided
    case .none(let because): return .none(because: because)
    case .found(var model, var witness):
      if isSmallest { reduce(&model, &witness, &query, conditions) }
      return .witness(witness, model)
    }
  }

  /// Whether these conditions can be true of a contact, without looking for a small one.
  mutating func isPossible(_ conditions: [Literal]) -> Bool? {
    switch find(conditions, isSmallest: false) {
    case .witness: true
    case .none: false
    case .undecided: nil
    }
  }

  private mutating func step(_ query: inout CircuitQuery, _ conditions: [Literal]) -> Step {
    for _ in 0..<space.limits.lemmas {
      switch query.solve(space.circuit, conditions) {
      case .undecided: return .undecided
      case .impossible(let because): return .none(because)
      case .possible:
        let model = StatementModel(space, query)
        switch model.witness(space, days: days) {
        case .witness(let witness): return .found(model, witness)
        case .impossible(let lemma):
          space.circuit.require(lemma)
          query.require(space.circuit, lemma)
        }
      }
    }
    return .undecided
  }

  /// Leaves out what is stated, fact by fact and value by value, as long as the conditions hold.
  private mutating func reduce(
    _ model: inout StatementModel, _ witness: inout Witness, _ query: inout CircuitQuery,
    _ conditions: [Literal]
  ) {
    var silent: [Literal] = []
    // A field that says nothing itself is the first to go.
    for field in [space.hasUndeclared] + space.ignored.map(\.literal) {
      if model.isTrue(field),
        case .found(let plainer, let simpler) = step(
          &query, conditions + silent + [!field])
      {
        (model, witness) = (plainer, simpler)
      }
      if !model.isTrue(field), model.isLookedAt(field) { silent.append(!field) }
    }
    for place in space.facts.indices {
      for preferred in space.preferred(place, model)
      where model.isStated(place, space) {
        if case .found(let plainer, let simpler) = step(
          &query, conditions + silent + [preferred])
        {
          (model, witness) = (plainer, simpler)
          silent.append(preferred)
        }
      }
    }
    for place in space.facts.indices where !model.isStated(place, space) {
      silent += space.facts[place].ways.filter { model.isLookedAt($0) }.map { !$0 }
    }
    for place in space.facts.indices where model.isStated(place, space) {
      let without = space.facts[place].ways.filter { model.isLookedAt($0) }.map { !$0 }
      if case .found(let less, let smaller) = step(&query, conditions + silent + without) {
        (model, witness) = (less, smaller)
        silent += without
      }
    }
    for place in space.facts.indices where model.isStated(place, space) {
      for literal in space.facts[place].valuesToLeaveOut where model.isTrue(literal) {
        if case .found(let less, let smaller) = step(&query, conditions + silent + [!literal]) {
          (model, witness) = (less, smaller)
          silent.append(!literal)
        }
      }
    }
  }
}

extension StatementSpace {
  /// What is better so, where nothing hangs on it: that an age and a count are known exactly.
  fileprivate mutating func preferred(_ place: Int, _ model: StatementModel) -> [Literal] {
    let fact = facts[place]
    switch fact.shape {
    case .age, .birth:
      return fact.ageCuts.filter { model.isLookedAt($0.possibly) }.map {
        circuit.either(!$0.possibly, $0.certainly)
      }
    case .counted(_, let between): return [!between, !fact.incomplete].filter(model.isLookedAt)
    case .yesNo, .oneOf, .anyOf, .number, .day: return []
    }
  }
}

extension StatedFact {
  /// The values that may stand beside others, or above others, and are better left out.
  fileprivate var valuesToLeaveOut: [Literal] {
    switch shape {
    case .anyOf: values.map(\.literal)
    case .number: numberCuts.sorted { $0.cut > $1.cut }.map(\.literal)
    case .counted: countCuts.sorted { $0.count > $1.count }.map(\.certainly)
    case .age, .birth: ageCuts.map(\.possibly)
    case .yesNo, .oneOf, .day: []
    }
  }
}
