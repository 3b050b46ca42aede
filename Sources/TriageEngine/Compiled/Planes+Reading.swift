import ThresholdDSL

extension Planes {
  /// Sets what the atoms of a view say of one contact, whose lane is empty.
  mutating func read(_ facts: FactStates, _ view: View, lane: Int) {
    let reader = FactReader(program: program, facts: facts)
    let bit: UInt64 = 1 << UInt64(lane)
    let firstStep = view.rawValue * program.steps.count
    let firstAtom = view.rawValue * program.atoms.count
    for (fact, state) in facts.states.enumerated() {
      read(fact, state, reader, firstStep, firstAtom, bit)
    }
    readPairs(reader, firstStep, firstAtom, bit)
  }

  /// Sets what the atoms of a view say of contacts that have a pattern, whose lanes are empty.
  mutating func lay(_ pattern: KnownPattern, _ view: View, _ contacts: UInt64) {
    let firstStep = view.rawValue * program.steps.count
    let firstAtom = view.rawValue * program.atoms.count
    let both = SIMD2(contacts, contacts)
    for atom in pattern.atoms {
      let step = firstStep + Int(atom.step)
      truths[step].yes |= atom.truths.yes & both
      truths[step].no |= atom.truths.no & both
      stated[firstAtom + Int(atom.atom)] |= atom.stated & contacts
    }
  }

  /// Sets what the atoms of a view say of one contact where it differs from its pattern, which has
  /// been laid; `source` is a view that has been read of what the contact states, if any has.
  mutating func change(_ facts: FactStates, _ view: View, lane: Int, like source: View?) {
    let reader = FactReader(program: program, facts: facts)
    let bit: UInt64 = 1 << UInt64(lane)
    let firstStep = view.rawValue * program.steps.count
    let firstAtom = view.rawValue * program.atoms.count
    var isRead = false
    for change in facts.changes {
      let fact = Int(change.fact)
      if let source, standsAlone(fact, change.state) {
        copy(fact, source, view, bit)
      } else {
        forget(fact, firstStep, firstAtom, bit)
        read(fact, change.state, reader, firstStep, firstAtom, bit)
      }
      isRead = isRead || !program.readers[fact].isEmpty
    }
    if isRead { readAgain(facts, reader, firstStep, firstAtom, bit) }
    for atom in program.pairAtoms { forget(atom: atom, firstStep, firstAtom, bit) }
    readPairs(reader, firstStep, firstAtom, bit)
  }

  /// Reads again what is read differently since other facts have changed.
  private mutating func readAgain(
    _ facts: FactStates, _ reader: FactReader, _ firstStep: Int, _ firstAtom: Int, _ bit: UInt64
  ) {
    for change in facts.changes {
      for fact in program.readers[Int(change.fact)] {
        let state = facts[Int(fact)]
        // Whatever is known by statement has been read, and is the same whatever else is known.
        if case .known(_, .statement) = state, facts.isChanged(Int(fact)) { continue }
        forget(Int(fact), firstStep, firstAtom, bit)
        read(Int(fact), state, reader, firstStep, firstAtom, bit)
      }
    }
  }

  /// Whether what tests make of a fact depends on no other, nor on what silence is taken to say, so that
  /// every view that is told it makes the same of it.
  private func standsAlone(_ fact: Int, _ state: FactState) -> Bool {
    // A view in which screenings are done is told otherwise of those.
    if program.facts[fact].isGate { return false }
    switch state {
    case .known(_, .statement), .between: return true
    case .unknown(.statement), .unknown(.unreadable), .unknown(.noHistory):
      // A child who is not born yet has no age.
      return fact != program.childAge
    case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil): return false
    }
  }

  /// Sets what the atoms of one fact say of a contact as they do in another view.
  private mutating func copy(_ fact: Int, _ source: View, _ view: View, _ bit: UInt64) {
    copy(atom: program.facts[fact].yesAtom, source, view, bit)
    copy(atom: program.facts[fact].knownAtom, source, view, bit)
    for place in program.facts[fact].atoms {
      copy(atom: program.factAtoms[place], source, view, bit)
    }
  }

  @inline(__always)
  private mutating func copy(atom: Int32, _ source: View, _ view: View, _ bit: UInt64) {
    guard atom >= 0 else { return }
    let step = Int(program.atoms[Int(atom)].step)
    let from = truths[source.rawValue * program.steps.count + step]
    let to = view.rawValue * program.steps.count + step
    let own = SIMD2(bit, bit)
    truths[to].yes = truths[to].yes & ~own | from.yes & own
    truths[to].no = truths[to].no & ~own | from.no & own
    let isStated = stated[source.rawValue * program.atoms.count + Int(atom)] & bit
    let place = view.rawValue * program.atoms.count + Int(atom)
    stated[place] = stated[place] & ~bit | isStated
  }

  private mutating func forget(
    _ fact: Int, _ firstStep: Int, _ firstAtom: Int, _ bit: UInt64
  ) {
    forget(atom: program.facts[fact].yesAtom, firstStep, firstAtom, bit)
    forget(atom: program.facts[fact].knownAtom, firstStep, firstAtom, bit)
    for place in program.facts[fact].atoms {
      forget(atom: program.factAtoms[place], firstStep, firstAtom, bit)
    }
  }

  @inline(__always)
  private mutating func forget(
    atom: Int32, _ firstStep: Int, _ firstAtom: Int, _ bit: UInt64
  ) {
    guard atom >= 0 else { return }
    let step = firstStep + Int(program.atoms[Int(atom)].step)
    let others = SIMD2(~bit, ~bit)
    truths[step].yes &= others
    truths[step].no &= others
    stated[firstAtom + Int(atom)] &= ~bit
  }

  /// Sets what the atoms of one fact are.
  private mutating func read(
    _ fact: Int, _ state: FactState, _ reader: FactReader, _ firstStep: Int, _ firstAtom: Int,
    _ bit: UInt64
  ) {
    let compiled = program.facts[fact]
    switch state {
    case .unknown:
      let isAgeOfUnborn = fact == program.childAge && reader.isAgeOfUnborn(fact)
      // To have no value is no as it stands, and leaves the bounds open.
      set(compiled.knownAtom, firstStep, false, isPresumed: !isAgeOfUnborn, bit: bit)
      guard isAgeOfUnborn else { return }
      for place in compiled.atoms {
        let atom = program.factAtoms[place]
        guard case .age = program.atoms[Int(atom)].test else { continue }
        set(atom, firstStep, false, isPresumed: false, bit: bit)
      }
    case .known(.yesNo(let isYes), let from):
      set(compiled.knownAtom, firstStep, true, isPresumed: false, bit: bit)
      if from == .statement, !compiled.isReserved {
        self.state(compiled.yesAtom, firstAtom, bit: bit)
        self.state(compiled.knownAtom, firstAtom, bit: bit)
      }
      guard compiled.yesAtom >= 0 else { return }
      var isPresumed = false
      if from == .silence {
        isPresumed =
          reader.isPresumed(compiled)
          && reader.isPresumable(program.atoms[Int(compiled.yesAtom)], compiled)
      }
      set(compiled.yesAtom, firstStep, isYes, isPresumed: isPresumed, bit: bit)
    case .known(.life(let born, let day), .statement):
      set(compiled.knownAtom, firstStep, true, isPresumed: false, bit: bit)
      if !compiled.isReserved { stateAll(compiled, firstAtom, bit) }
      readAge(compiled, Ages(born: born, on: day), firstStep, bit)
    case .known(let value, let from):
      read(value, from, of: compiled, reader, firstStep, firstAtom, bit)
    case .between(let range, _):
      set(compiled.knownAtom, firstStep, false, isPresumed: true, bit: bit)
      if !compiled.isReserved { stateAll(compiled, firstAtom, bit) }
      for place in compiled.atoms {
        let atom = program.factAtoms[place]
        guard case .number(let comparison, let limit) = program.atoms[Int(atom)].test else {
          continue
        }
        let truth = range.compared(comparison, limit)
        guard truth != .unknown else { continue }
        set(atom, firstStep, truth == .yes, isPresumed: false, bit: bit)
      }
    }
  }

  /// Sets what the tests of an age are, each unit of which is counted once.
  private mutating func readAge(
    _ fact: CompiledFact, _ ages: Ages, _ firstStep: Int, _ bit: UInt64
  ) {
    for place in fact.atoms {
      let atom = program.factAtoms[place]
      guard case .age(let comparison, let limit) = program.atoms[Int(atom)].test else { continue }
      let truth = ages.compared(comparison, limit)
      guard truth != .unknown else { continue }
      set(atom, firstStep, truth == .yes, isPresumed: false, bit: bit)
    }
  }

  private mutating func read(
    _ value: FactValue, _ from: KnownFrom, of fact: CompiledFact, _ reader: FactReader,
    _ firstStep: Int, _ firstAtom: Int, _ bit: UInt64
  ) {
    set(fact.knownAtom, firstStep, true, isPresumed: false, bit: bit)
    if from == .statement, !fact.isReserved { stateAll(fact, firstAtom, bit) }
    let isPresumed = from == .silence && reader.isPresumed(fact)
    guard fact.atomCount > 0 else { return }
    for place in fact.atoms {
      let atom = program.factAtoms[place]
      let truth = reader.truth(of: program.atoms[Int(atom)].test, value)
      guard truth != .unknown else { continue }
      set(
        atom, firstStep, truth == .yes,
        isPresumed: isPresumed && reader.isPresumable(program.atoms[Int(atom)], fact), bit: bit)
    }
  }

  /// Says that a contact states a fact, of each of its atoms.
  private mutating func stateAll(_ fact: CompiledFact, _ firstAtom: Int, _ bit: UInt64) {
    state(fact.yesAtom, firstAtom, bit: bit)
    state(fact.knownAtom, firstAtom, bit: bit)
    for place in fact.atoms { state(program.factAtoms[place], firstAtom, bit: bit) }
  }

  private mutating func readPairs(
    _ reader: FactReader, _ firstStep: Int, _ firstAtom: Int, _ bit: UInt64
  ) {
    for index in program.pairAtoms {
      let atom = program.atoms[Int(index)]
      if reader.isStated(Int(atom.fact)) || reader.isStated(Int(atom.other)) {
        state(index, firstAtom, bit: bit)
      }
      guard case .daysApart(let least) = atom.test, let later = reader.date(Int(atom.fact)),
        let earlier = reader.date(Int(atom.other))
      else { continue }
      let isYes = Int(later.dayNumber) - Int(earlier.dayNumber) >= least
      set(index, firstStep, isYes, isPresumed: false, bit: bit)
    }
  }
}

/// Reads the atoms of one contact from its facts: "Conditions" of the language reference.
struct FactReader {
  let program: Program
  let facts: FactStates

  /// Whether this is the age of a child who is not born yet: there is none.
  func isAgeOfUnborn(_ fact: Int) -> Bool {
    guard fact == program.childAge, program.unborn >= 0 else { return false }
    if case .known = facts[fact] { return false }
    if case .known(.yesNo(true), _) = facts[program.unborn] { return true }
    return false
  }

  /// Whether the contact states a fact, and not only what every contact has.
  func isStated(_ fact: Int) -> Bool {
    switch facts[fact] {
    case .known(_, .statement), .between: !program.facts[fact].isReserved
    case .known, .unknown: false
    }
  }

  func date(_ fact: Int) -> CivilDate? {
    switch facts[fact] {
    case .known(.date(let date), _): date
    case .known(.moment(let moment), _): moment.date
    default: nil
    }
  }

  /// Whether what silence says of a fact may be no more than presumed.
  func isPresumed(_ fact: CompiledFact) -> Bool {
    switch fact.presumption {
    case .never: return false
    case .always: return true
    case .following(let unless):
      let next = program.facts[Int(unless)]
      guard case .known(_, .silence) = facts[Int(unless)] else { return false }
      if case .always = next.presumption { return next.raisesConcern }
      return isPresumed(next)
    }
  }

  /// Whether a test of a fact that is presumed settles nothing.
  func isPresumable(_ atom: CompiledAtom, _ fact: CompiledFact) -> Bool {
    switch atom.test {
    case .isYes, .isOneOf, .includes, .number:
      if case .always = fact.presumption { return atom.isPresumedInSilence }
      return true
    case .age, .date, .daysApart, .isKnown, .outcome, .rating: return false
    }
  }

  /// What a test of a known value is.
  func truth(of test: CompiledAtom.Test, _ value: FactValue) -> Truth {
    switch (test, value) {
    case (.isYes, .yesNo(let isYes)): return Truth(isYes)
    case (.isOneOf(let first, let count), .choice(let choice)):
      let values = program.values[Int(first)..<Int(first + count)]
      return Truth(values.contains(Int32(choice)))
    case (.isOneOf, .noneOfTheValues): return .no
    case (.includes(let wanted), .choices(let choices)): return Truth(choices & wanted != 0)
    case (.number(let comparison, let limit), .number(let number)):
      return Truth(comparison.holds(number, limit))
    case (.number(let comparison, _), .never):
      return Truth(comparison == .greater || comparison == .greaterOrEqual)
    case (.age(let comparison, let limit), .life(let born, let day)):
      return Lifetime.compare(born: born, on: day, comparison, limit)
    case (.age(let comparison, let limit), .age(let stated)):
      return Lifetime.compare(stated: stated, comparison, limit)
    case (.date(let comparison, let limit), .date(let date)):
      return Truth(comparison.holds(date, limit))
    case (.date(let comparison, let limit), .moment(let moment)):
      return Truth(comparison.holds(moment.date, limit))
    case (.isKnown, _): return .yes
    default: return .unknown
    }
  }
}

/// The completed units of a life, from the least to the most that they can be.
private struct Ages {
  private let days: ClosedRange<Int>
  private let months: ClosedRange<Int>
  private let isBorn: Bool

  init(born: ClosedRange<CivilDate>, on day: CivilDate) {
    isBorn = born.lowerBound <= day
    func completed(_ unit: AgeUnit) -> ClosedRange<Int> {
      let least = Lifetime.completed(unit, from: min(born.upperBound, day), on: day)
      guard born.lowerBound < born.upperBound else { return least...least }
      return least...max(least, Lifetime.completed(unit, from: born.lowerBound, on: day))
    }
    days = completed(.days)
    months = completed(.months)
  }

  /// Whether the age compares so with a limit: see ``Lifetime/compare(born:on:_:_:)``.
  func compared(_ comparison: Comparison, _ limit: Age) -> Truth {
    guard isBorn else { return .unknown }
    // A unit is a whole number of the smaller ones, so as many of it are completed.
    let completed =
      switch limit.unit {
      case .days: days
      case .weeks: days.lowerBound / 7...days.upperBound / 7
      case .months: months
      case .years: months.lowerBound / 12...months.upperBound / 12
      }
    return Lifetime.compare(completed, comparison, limit.count)
  }
}
