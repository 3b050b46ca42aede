/// What one contact states, as a solver found it.
struct StatementModel {
  /// The inputs that the question rests on; all others are no.
  private let isTrue: [Int: Bool]

  init(_ space: StatementSpace, _ query: CircuitQuery) {
    var values: [Int: Bool] = [:]
    for input in query.inputs { values[input] = query.isTrue(Literal(variable: input)) }
    isTrue = values
  }

  /// The same with what rests on its inputs, for a contact that is stated with that.
  init(_ model: StatementModel, _ values: CircuitValues, _ literals: [Literal]) {
    var all = model.isTrue
    for literal in literals where literal.variable > 0 {
      let variable = Literal(variable: literal.variable)
      all[literal.variable] = values.isTrue(variable)
    }
    isTrue = all
  }

  /// The inputs that hold.
  var trueInputs: [Int] { isTrue.filter(\.value).keys.sorted() }

  /// Whether an input holds.
  func isTrue(_ literal: Literal) -> Bool {
    if literal.variable == 0 { return literal == .yes }
    return (isTrue[literal.variable] ?? false) != literal.isOpposite
  }

  /// Whether the question rests on an input.
  func isLookedAt(_ literal: Literal) -> Bool { isTrue[literal.variable] != nil }

  /// Whether the contact states a fact.
  func isStated(_ place: Int, _ space: StatementSpace) -> Bool {
    space.facts[place].ways.contains(where: isTrue)
  }

  /// What comes of writing the contact down.
  enum Writing {
    case witness(Witness)
    /// No contact is so: at least one of these holds.
    case impossible([Literal])
  }

  /// The contact, with days and numbers of which all that is answered is true.
  func witness(_ space: StatementSpace, days: ClosedRange<CivilDate>) -> Writing {
    let received = space.facts.firstIndex { $0.name == ReservedFact.received.rawValue } ?? 0
    let tests = space.dayTests.filter { isLookedAt($0.literal) }
    let theory = DayTheory(
      tests.map { ($0.test, $0.literal, isTrue($0.literal)) }, received: received, within: days)
    var writer = WitnessWriter(model: self, space: space)
    for day in receptionDays(theory, received, days) {
      guard
        case .days(let found) = theory.days(wanted: [received: day], otherwise: day)
      else { break }
      switch writer.witness(received: found[received] ?? day, days: found) {
      case .success(let witness): return .witness(witness)
      case .failure:
        // What does not hang on the day received is so on every day.
        guard writer.hangsOnReceived else { return .impossible(writer.impossible) }
      }
    }
    if case .contradiction(let literals) = theory.days(wanted: [:], otherwise: days.lowerBound) {
      return .impossible(literals.map { !$0 })
    }
    var lemma = writer.impossible
    if writer.hangsOnReceived, tests.contains(where: { $0.test.names(received) }) {
      lemma += tests.map { isTrue($0.literal) ? !$0.literal : $0.literal }
    }
    return .impossible(lemma)
  }

  /// The days on which the contact could be received, the first first: as many as it takes to see
  /// months of every length.
  private func receptionDays(
    _ theory: DayTheory, _ received: Int, _ days: ClosedRange<CivilDate>
  ) -> some Sequence<CivilDate> {
    let range = theory.range(of: received) ?? 0...0
    let last = min(range.upperBound, range.lowerBound + Self.daysOfFourYears)
    return (range.lowerBound...last).lazy.compactMap { CivilDate(dayNumber: $0) }
  }

  private static let daysOfFourYears = 1_461
}

extension DayTest {
  fileprivate func names(_ fact: Int) -> Bool { later == fact || earlier == fact }
}

/// Writes what a model states as the fields of an example.
private struct WitnessWriter {
  let model: StatementModel
  let space: StatementSpace
  /// Where no contact can be written: at least one of these holds.
  var impossible: [Literal] = []
  /// Whether that hangs on the day received.
  var hangsOnReceived = false

  struct Impossible: Error {}

  mutating func witness(
    received: CivilDate, days: [Int: CivilDate]
  ) -> Result<Witness, Impossible> {
    var witness = Witness(fields: [], history: [], received: received)
    if model.isTrue(space.hasUndeclared) { witness.undeclared = space.undeclaredName }
    witness.ignored = space.ignored.filter { model.isTrue($0.literal) }.map(\.name)
    for place in space.facts.indices {
      guard write(place, received, days[place], to: &witness) else {
        return .failure(Impossible())
      }
    }
    return .success(witness)
  }

  private mutating func write(
    _ place: Int, _ received: CivilDate, _ day: CivilDate?, to witness: inout Witness
  ) -> Bool {
    let fact = space.facts[place]
    func add(_ name: String, _ value: ExampleValue) {
      let nowhere = SourceSpan(file: 0, start: 0, end: 0)
      witness.fields.append(ExampleField(name: name, value: value, span: nowhere))
    }
    if model.isTrue(fact.unknown) {
      if fact.isHistory {
        witness.history.append(
          .init(
            fact: fact.name, least: 0, most: nil, isYesNo: true, lacks: .certainty,
            counts: fact.counts))
      } else {
        add(fact.name, .unknown)
      }
      return true
    }
    switch fact.shape {
    case .yesNo(let yes, let no):
      guard model.isTrue(yes) || model.isTrue(no) else { return true }
      if fact.isHistory {
        let found = model.isTrue(yes) ? 1 : 0
        witness.history.append(
          .init(
            fact: fact.name, least: found, most: found, isYesNo: true, counts: fact.counts))
      } else {
        add(fact.name, .text(model.isTrue(yes) ? "yes" : "no"))
      }
    case .oneOf:
      if let value = fact.values.first(where: { model.isTrue($0.literal) }) {
        add(fact.name, .text(value.name))
      }
    case .anyOf(let known):
      guard model.isTrue(known) else { return true }
      add(fact.name, .list(fact.values.filter { model.isTrue($0.literal) }.map(\.name)))
    case .number(let known):
      guard model.isTrue(known), let number = Quantity(millionths: number(fact)) else {
        return true
      }
      add(fact.name, .text("\(number)"))
    case .counted:
      guard fact.ways.contains(where: model.isTrue) else { return true }
      witness.history.append(counted(fact))
    case .day(let known):
      if fact.name == ReservedFact.received.rawValue {
        add(fact.name, .text("\(received) 12:00"))
      } else if model.isTrue(known) {
        add(fact.name, .text("\(day ?? received)"))
      }
    case .age(let months, let days):
      guard model.isTrue(months) || model.isTrue(days) else { return true }
      let wanted = wanted(fact, isMonths: model.isTrue(months))
      guard let age = AgeTheory.age(wanted, isMonths: model.isTrue(months)) else {
        return cannotBe(fact, hangsOnReceived: false)
      }
      add(fact.name, .age(age))
    case .birth(let born, let expected):
      if model.isTrue(expected) { add(ReservedFact.unborn.rawValue, .text("yes")) }
      guard model.isTrue(born) else { return true }
      let wanted = wanted(fact, isMonths: true) + wanted(fact, isMonths: false)
      switch AgeTheory.birth(wanted, on: received) {
      case .age(let age)?: add(ReservedFact.childAge.rawValue, .age(age))
      case .text(let text)?: add(fact.name, .text(text))
      case nil: return cannotBe(fact, hangsOnReceived: true)
      }
    }
    return true
  }

  private func wanted(_ fact: StatedFact, isMonths: Bool) -> [AgeTheory.Wanted] {
    fact.ageCuts.filter { $0.cut.isMonths == isMonths && model.isLookedAt($0.possibly) }.map {
      AgeTheory.Wanted(
        cut: $0.cut, certainly: model.isTrue($0.certainly), possibly: model.isTrue($0.possibly))
    }
  }

  private mutating func cannotBe(_ fact: StatedFact, hangsOnReceived: Bool) -> Bool {
    self.hangsOnReceived = hangsOnReceived
    let inputs = fact.ways + fact.ageCuts.flatMap { [$0.certainly, $0.possibly] }
    impossible = inputs.filter(model.isLookedAt).map { model.isTrue($0) ? !$0 : $0 }
    return false
  }

  /// What a count comes to: the least that makes everything asked about it so.
  private func counted(_ fact: StatedFact) -> Witness.History {
    let cuts = fact.countCuts.filter { model.isLookedAt($0.certainly) }
    let certain = cuts.filter { model.isTrue($0.certainly) }.map(\.count).max()
    let least = certain ?? 0
    var history = Witness.History(
      fact: fact.name, least: least, most: least, isYesNo: false, counts: fact.counts)
    if model.isTrue(fact.incomplete) { (history.most, history.lacks) = (nil, .reach) }
    if case .counted(_, let between) = fact.shape, model.isTrue(between) {
      // The range ends before the first that is not possible; where all are, somewhere above them,
      // if it is to be known to be 0 or more.
      let end = cuts.filter { !model.isTrue($0.possibly) }.map { $0.count - 1 }.min()
      let last = certain == 0 ? (cuts.map(\.count).max() ?? 0) + 1 : nil
      (history.most, history.lacks) = (end ?? last, .certainty)
    }
    return history
  }

  /// The least number between the highest cut that is reached and the lowest that is not, a whole one
  /// where there is one.
  private func number(_ fact: StatedFact) -> Int64 {
    let cuts = fact.numberCuts.filter { model.isLookedAt($0.literal) }
    let low = cuts.filter { model.isTrue($0.literal) }.map(\.cut).max()
    let high = cuts.filter { !model.isTrue($0.literal) }.map(\.cut).min()
    guard let low else { return 0 }
    let whole = (low.millionths / 1_000_000 + (low.isAbove ? 1 : 0)) * 1_000_000
    for candidate in [whole, low.millionths, low.millionths + 1_000_000, whole + 500_000]
    where low.isReached(by: candidate) && high.map({ !$0.isReached(by: candidate) }) ?? true {
      return candidate
    }
    guard let high else { return low.millionths + 1 }
    return low.millionths + max(1, (high.millionths - low.millionths) / 2)
  }
}
