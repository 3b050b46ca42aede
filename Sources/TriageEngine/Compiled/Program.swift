import ThresholdDSL

/// An edition compiled: its conditions as steps over shared atoms, and all that a decision orders by
/// name or clause as numbers.
///
/// Rules stand by clause and name, as everywhere in a decision; `position` is a place in that order.
///
/// INVARIANT: every step stands after its parts, and those before `laterSteps` read no outcome.
final class Program: Sendable {
  let decider: Decider
  let calendar: ServiceCalendar?
  let calendarName: String
  let steps: [Step]
  let parts: [Int32]
  let atoms: [CompiledAtom]
  let values: [Int32]
  /// The first step that the later layer needs beyond those of the first.
  let laterSteps: Int
  let facts: [CompiledFact]
  /// For each fact the others whose tests read it.
  let readers: [[Int32]]
  /// The atoms of each fact, but those of two facts and those that it is yes or known.
  let factAtoms: [Int32]
  /// The atoms of two facts, and those of the outcome and the rating.
  let pairAtoms: [Int32]
  let levelAtoms: [Int32]
  let childAge: Int
  let unborn: Int
  let rules: [CompiledRule]
  let judgements: [CompiledJudgement]
  let scales: CompiledScales
  let levels: CompiledLevels
  let clocks: [CompiledClock]
  let names: CompiledNames
  /// The names of the actions, in order.
  let actionNames: [String]
  let agencies: CompiledAgencies

  var edition: Edition { decider.edition }

  /// Compiles what a decider decides by; nil for an edition that only the reference evaluator reads:
  /// one that no rule text makes, or of more points or agencies than fit.
  init?(_ decider: Decider) {
    let edition = decider.edition
    guard let scales = CompiledScales(edition), let names = CompiledNames(decider),
      let agencies = CompiledAgencies(decider, names)
    else { return nil }
    var list = StepList(edition, isRestricted: decider.restrictions.isRestricted)
    let maker = RuleCompiler(decider, names)
    var compiled = decider.ruleOrder.map { maker.rule($0) }
    var judgements = edition.judgements.indices.map { maker.judgement($0) }
    for position in compiled.indices where !compiled[position].isLater {
      maker.addSteps(&compiled[position], &list)
    }
    for index in judgements.indices { maker.addSteps(&judgements[index], at: index, &list) }
    let laterSteps = list.steps.count
    // Only the later layer reads the outcome; a checked edition has no more parts than are counted.
    guard !list.steps.contains(where: \.readsLevels) else { return nil }
    for position in compiled.indices where compiled[position].isLater {
      maker.addSteps(&compiled[position], &list)
    }
    let clocks = edition.clocks.enumerated().sorted { $0.element.name < $1.element.name }
    self.clocks = clocks.map { _, clock in
      CompiledClock(clock: clock, condition: clock.condition.map { list.step($0) } ?? -1)
    }
    guard list.steps.allSatisfy({ $0.partCount < 1 << WideCounter.bits }) else { return nil }
    maker.addLiterals(&compiled, &judgements, list)
    Self.findGates(&compiled, list, edition)
    self.decider = decider
    calendar = decider.calendar
    calendarName = edition.calendar
    self.laterSteps = laterSteps
    (steps, parts, atoms, values) = (list.steps, list.parts, list.atoms, list.values)
    rules = compiled
    self.judgements = judgements
    self.scales = scales
    self.names = names
    self.agencies = agencies
    levels = CompiledLevels(edition)
    actionNames = maker.actionOrder.map { edition.actions[$0].name }
    (facts, factAtoms) = Self.facts(decider, list.atoms, agencies)
    readers = Self.readers(facts, edition)
    pairAtoms = list.atoms.indices.filter { list.atoms[$0].other >= 0 }.map { Int32($0) }
    levelAtoms = list.atoms.indices.filter { list.atoms[$0].fact < 0 }.map { Int32($0) }
    childAge = edition.facts.firstIndex { $0.reserved == .childAge } ?? -1
    unborn =
      edition.facts.prefix(ReservedFact.allCases.count).firstIndex { $0.reserved == .unborn } ?? -1
  }

  private static func facts(
    _ decider: Decider, _ atoms: [CompiledAtom], _ agencies: CompiledAgencies
  ) -> (facts: [CompiledFact], atoms: [Int32]) {
    var byFact: [[Int32]] = Array(repeating: [], count: decider.edition.facts.count)
    var yes: [Int32] = Array(repeating: -1, count: decider.edition.facts.count)
    var known = yes
    for (index, atom) in atoms.enumerated() where atom.fact >= 0 && atom.other < 0 {
      switch atom.test {
      case .isYes: yes[Int(atom.fact)] = Int32(index)
      case .isKnown: known[Int(atom.fact)] = Int32(index)
      default: byFact[Int(atom.fact)].append(Int32(index))
      }
    }
    var all: [Int32] = []
    let gates = Set(
      decider.edition.facts.compactMap { fact -> Int? in
        if case .noWhen(let gate, _) = fact.silence { return gate }
        return nil
      })
    let facts = decider.edition.facts.enumerated().map { index, fact in
      var compiled = CompiledFact()
      compiled.firstAtom = Int32(all.count)
      compiled.atomCount = Int32(byFact[index].count)
      compiled.yesAtom = yes[index]
      compiled.knownAtom = known[index]
      all += byFact[index]
      compiled.presumption =
        switch fact.silence {
        case .no: .always
        case .noWhen(_, let unless?): .following(Int32(unless))
        case .noWhen, .unknown: .never
        }
      compiled.raisesConcern = fact.raisesConcern(nil)
      compiled.isReserved = fact.reserved != nil
      compiled.isGate = gates.contains(index)
      compiled.isRestricted = decider.restrictions.isRestricted[index]
      if let no = ContactDraft.no(fact.type) { compiled.whenNothingFound = .known(no, .silence) }
      compiled.agency = agencies.declared[index]
      return compiled
    }
    return (facts, all)
  }
}

extension Program {
  /// Says of rules whether they wait for the edition's one screening alone; of none, where it has several.
  private static func findGates(
    _ rules: inout [CompiledRule], _ list: StepList, _ edition: Edition
  ) {
    var gate = -1
    for fact in edition.facts {
      guard case .noWhen(let next, _) = fact.silence else { continue }
      if gate >= 0, gate != next { return }
      gate = next
    }
    guard gate >= 0 else { return }
    for position in rules.indices where !rules[position].isLater {
      rules[position].waitsForGateAlone =
        rules[position].exceptions.isEmpty
        && !rules[position].literals.contains { literal in
          let atom = list.atoms[Int(literal.atom)]
          return atom.fact < 0 || Int(atom.fact) == gate || Int(atom.other) == gate
        }
    }
  }

  /// For each fact the others whose tests read it: the age of a child who may be unborn, and those of
  /// which silence presumes what it presumes of this one.
  private static func readers(_ facts: [CompiledFact], _ edition: Edition) -> [[Int32]] {
    var readers: [[Int32]] = Array(repeating: [], count: facts.count)
    for index in facts.indices {
      var place = index
      // Presumption follows from fact to fact; a ring ends after as many steps as there are facts.
      for _ in facts.indices {
        guard case .following(let unless) = facts[place].presumption, Int(unless) != index else {
          break
        }
        readers[Int(unless)].append(Int32(index))
        place = Int(unless)
      }
    }
    if let age = edition.facts.firstIndex(where: { $0.reserved == .childAge }),
      let unborn = edition.facts.firstIndex(where: { $0.reserved == .unborn })
    {
      readers[unborn].append(Int32(age))
    }
    return readers
  }
}

/// A rule as the program reads it.
struct CompiledRule: Sendable {
  /// Its index in the edition.
  var index: Int
  var condition: Int32 = -1
  var exceptions: [Int32] = []
  /// Its condition if restricted facts never spoke for it; -1 where it reads none.
  var unaided: Int32 = -1
  /// -1 for none; and so for the rating.
  var outcome: Int
  var rating: Int
  var points: [Points]
  var isLater: Bool
  var clause: Int32
  var name: Int32
  /// Its actions, as places in the order of their names.
  var actions: [Int32]
  /// What speaks for its condition.
  var literals: [CompiledLiteral] = []
  /// The steps of its tests and its exceptions'; empty where they read two facts at once, the outcome
  /// or the rating, or are more than fit into a key.
  var testSteps: [Int32] = []
  /// The facts that it reads and that are, or may be, an agency's alone.
  var agencyFacts: [Int32] = []
  /// Whether all that the edition's one screening can change of it are facts that wait for it and that
  /// leave its condition open: it is of the first layer, has no exception and does not read the
  /// screening itself.
  var waitsForGateAlone = false
}

/// A judgement as the program reads it.
struct CompiledJudgement: Sendable {
  /// Its condition; -1 for none.
  var condition: Int32 = -1
  var unaided: Int32 = -1
  /// Whether it is put where it has no condition.
  var isAlwaysPut: Bool
  var upTo: Int
  var clause: Int32
  var name: Int32
  var literals: [CompiledLiteral] = []
  var agencyFacts: [Int32] = []
}

/// A clock as the program reads it.
struct CompiledClock: Sendable {
  var clock: Clock
  /// When it applies; -1 for always.
  var condition: Int32
}

/// An atom that speaks for a condition when it is yes, or when it is no.
struct CompiledLiteral: Hashable, Sendable {
  var atom: Int32
  var asYes: Bool
}
