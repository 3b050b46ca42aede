import ThresholdDSL

/// Compiles conditions to steps; equal conditions are one step.
struct StepList {
  private(set) var steps: [Step] = []
  private(set) var parts: [Int32] = []
  private(set) var atoms: [CompiledAtom] = []
  private(set) var values: [Int32] = []
  private let edition: Edition
  private let isRestricted: [Bool]
  private var definitions: [Int32] = []
  private var known: [Key: Int32] = [:]
  private var knownAtoms: [Atom: Int32] = [:]
  private var unaidedDefinitions: [Int: Int32] = [:]

  private struct Key: Hashable {
    var kind: Step.Kind
    var operand: Int32
    var parts: [Int32]
  }

  /// The definitions of an edition, each after those it uses.
  init(_ edition: Edition, isRestricted: [Bool]) {
    self.edition = edition
    self.isRestricted = isRestricted
    for (index, definition) in edition.definitions.enumerated() {
      let body = step(definition.condition)
      definitions.append(step(.definition, Int32(index), [body]))
    }
  }

  /// The step that a condition is.
  mutating func step(_ condition: Condition) -> Int32 {
    switch condition {
    case .atom(let atom): step(atom)
    case .definition(let index): definitions[index]
    case .not(let inner): step(.not, 0, [step(inner)])
    case .all(let conditions): step(.all, 0, conditions.map { step($0) })
    case .any(let conditions): step(.any, 0, conditions.map { step($0) })
    case .none(let conditions): step(.none, 0, conditions.map { step($0) })
    case .atLeast(let count, let conditions):
      step(.atLeast, Int32(clamping: count), conditions.map { step($0) })
    }
  }

  /// The step that a condition is if restricted facts never spoke for it, where it is wanted to be
  /// yes, or under `not` to be no.
  mutating func unaided(
    _ condition: Condition, asYes: Bool, _ restrictions: Restrictions
  ) -> Int32 {
    switch condition {
    case .atom(let atom):
      if atom.facts.contains(where: { isRestricted[$0] }) {
        return step(.constant, asYes ? 0 : 1, [])
      }
      return step(atom)
    case .definition(let index):
      guard restrictions.readByDefinition[index] else { return definitions[index] }
      let key = index * 2 + (asYes ? 1 : 0)
      if let known = unaidedDefinitions[key] { return known }
      let body = unaided(edition.definitions[index].condition, asYes: asYes, restrictions)
      unaidedDefinitions[key] = body
      return body
    case .not(let inner): return step(.not, 0, [unaided(inner, asYes: !asYes, restrictions)])
    case .all(let conditions):
      return step(.all, 0, conditions.map { unaided($0, asYes: asYes, restrictions) })
    case .any(let conditions):
      return step(.any, 0, conditions.map { unaided($0, asYes: asYes, restrictions) })
    case .none(let conditions):
      return step(.none, 0, conditions.map { unaided($0, asYes: !asYes, restrictions) })
    case .atLeast(let count, let conditions):
      return step(
        .atLeast, Int32(clamping: count),
        conditions.map { unaided($0, asYes: asYes, restrictions) })
    }
  }

  private mutating func step(_ kind: Step.Kind, _ operand: Int32, _ of: [Int32]) -> Int32 {
    let key = Key(kind: kind, operand: operand, parts: of)
    if let step = known[key] { return step }
    let step = Int32(steps.count)
    known[key] = step
    steps.append(
      Step(
        kind: kind, operand: operand, firstPart: Int32(parts.count), partCount: Int32(of.count),
        readsLevels: of.contains { steps[Int($0)].readsLevels }))
    parts += of
    return step
  }

  // MARK: Atoms

  private mutating func step(_ atom: Atom) -> Int32 {
    if let step = knownAtoms[atom] { return step }
    let step = Int32(steps.count)
    knownAtoms[atom] = step
    var compiled = CompiledAtom(test: test(atom), step: step)
    let facts = atom.facts
    if let fact = facts.first { compiled.fact = Int32(fact) }
    if facts.count == 2 { compiled.other = Int32(facts[1]) }
    compiled.isPresumedInSilence = isAboutConcern(atom)
    steps.append(
      Step(
        kind: .atom, operand: Int32(atoms.count), firstPart: 0, partCount: 0,
        readsLevels: facts.isEmpty))
    atoms.append(compiled)
    return step
  }

  private mutating func test(_ atom: Atom) -> CompiledAtom.Test {
    switch atom {
    case .isYes: return .isYes
    case .isOneOf(_, let values):
      let first = Int32(self.values.count)
      self.values += values.map { Int32($0) }
      return .isOneOf(first: first, count: Int32(values.count))
    case .includes(_, let value): return .includes(1 << UInt64(value))
    case .number(_, let comparison, let limit): return .number(comparison, limit)
    case .age(_, let comparison, let limit): return .age(comparison, limit)
    case .date(_, let comparison, let limit): return .date(comparison, limit)
    case .daysApart(_, _, let least): return .daysApart(atLeast: least)
    case .isKnown: return .isKnown
    case .outcome(let test, let level): return .outcome(test, level)
    case .rating(let test, let level): return .rating(test, level)
    }
  }

  private func isAboutConcern(_ atom: Atom) -> Bool {
    switch atom {
    case .isYes(let fact), .number(let fact, _, _): edition.facts[fact].raisesConcern(nil)
    case .isOneOf(let fact, let values): edition.facts[fact].raisesConcern(values)
    case .includes(let fact, let value): edition.facts[fact].raisesConcern([value])
    case .age, .date, .daysApart, .isKnown, .outcome, .rating: false
    }
  }
}

extension Fact {
  /// Whether some of its values, or any of them, raise concern.
  func raisesConcern(_ values: [Int]?) -> Bool {
    switch polarity {
    case .raises: true
    case .byValue(let raises, _):
      values.map { $0.contains(where: raises.contains) } ?? !raises.isEmpty
    case .lowers, .neither: false
    }
  }
}
