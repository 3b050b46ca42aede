import ThresholdDSL

/// Something that a contact can be about: a few facts that meet a rule, or just miss it, and what the
/// rules make of them alone.
struct Scenario: Sendable {
  /// What is stated, by fact, in the order of facts.
  var facts: [(fact: Int, pick: Pick)]
  /// How old the child has to be; nil for any age.
  var age: AgeWindow?
  /// The outcome of such a contact after a completed screening.
  var outcome: Int
  /// The national factors that it speaks of, a bit each.
  var factors: UInt64
}

/// The scenarios of an edition, by outcome and factor.
struct ScenarioShelf: Sendable {
  /// The most scenarios taken from one rule that meet it, and the most that just miss it.
  static let mostOfRule = 3

  private(set) var scenarios: [Scenario] = []
  /// By outcome, then factor, the last being none; places in `scenarios`.
  private(set) var places: [[[Int]]] = []

  /// The scenarios of an edition.
  init(_ edition: Edition, received: CivilDate) {
    var maker = EdgeCaseMaker(edition, received: received)
    let screen = ScreenedFacts(edition, maker.palette, received)
    let table = FactorTable(edition)
    var seen: Set<[Int: Pick]> = []
    for rule in edition.rules.indices {
      var (met, missed) = (0, 0)
      for found in maker.cases(ofRule: rule) where found.side != "unknown" {
        guard met < Self.mostOfRule || missed < Self.mostOfRule else { break }
        guard seen.insert(found.picks).inserted else { continue }
        let (isMet, outcome) = screen.evaluate(found.picks, rule)
        if isMet { met += 1 } else { missed += 1 }
        guard (isMet ? met : missed) <= Self.mostOfRule else { continue }
        scenarios.append(scenario(found, outcome, maker.palette, table, received))
      }
    }
    let none = Aims.factors.count
    places = edition.outcomes.map { _ in Array(repeating: [], count: none + 1) }
    for (place, scenario) in scenarios.enumerated() {
      if scenario.factors == 0 { places[scenario.outcome][none].append(place) }
      for factor in 0..<none where scenario.factors & (1 << UInt64(factor)) != 0 {
        places[scenario.outcome][factor].append(place)
      }
    }
  }

  private func scenario(
    _ found: EdgeCase, _ outcome: Int, _ palette: FactPalette, _ table: FactorTable,
    _ received: CivilDate
  ) -> Scenario {
    let facts = found.picks.filter { $0.key != palette.birth }.sorted { $0.key < $1.key }
    return Scenario(
      facts: facts.map { ($0.key, $0.value) },
      age: found.picks[palette.birth].flatMap { AgeWindow($0, on: received) }, outcome: outcome,
      factors: facts.reduce(0) { $0 | table.factors(of: $1.key, $1.value) })
  }
}

extension AgeWindow {
  /// The ages near a birth, on the same side of the limit that it is on or beside.
  init?(_ pick: Pick, on received: CivilDate) {
    switch pick {
    case .unborn: self = .unborn
    case .born(let age, let shift):
      let birth = Pick.birth(completing: age, shift: shift, on: received)
      let days = max(0, Int(received.dayNumber) - Int(birth.dayNumber))
      let width = min(120, max(1, days / 8))
      self = .born(shift > 0 ? max(0, days - width)...days : days + 1...days + 1 + width)
    default: return nil
    }
  }
}

/// Evaluates a few facts of an edition after a completed screening.
private struct ScreenedFacts {
  let edition: Edition
  let palette: FactPalette
  let received: CivilDate
  private let blank: [FactState]

  init(_ edition: Edition, _ palette: FactPalette, _ received: CivilDate) {
    self.edition = edition
    self.palette = palette
    self.received = received
    var blank: [FactState] = edition.facts.map { fact in
      if case .history = fact.type { return .unknown(.noHistory) }
      guard fact.silence != .unknown, let no = ContactDraft.no(fact.type) else {
        return .unknown(.silence)
      }
      return .known(no, .silence)
    }
    for gate in edition.screeningFacts { blank[gate] = .known(.yesNo(true), .statement) }
    if let index = edition.facts.firstIndex(where: { $0.reserved == .received }) {
      blank[index] = .known(.moment(Moment(on: received)), .statement)
    }
    palette.state(
      palette.birth, .born(completing: Age(count: 7, unit: .years), shift: -20), on: received,
      in: &blank)
    self.blank = blank
  }

  func evaluate(_ picks: [Int: Pick], _ rule: Int) -> (isMet: Bool, outcome: Int) {
    var facts = blank
    for (fact, pick) in picks { palette.state(fact, pick, on: received, in: &facts) }
    let evaluation = ReferenceEvaluator.evaluate(edition, facts)
    return (evaluation.rules[rule].isMet, evaluation.levels.outcome.established)
  }
}

extension Edition {
  /// The facts whose yes says that silence about others means no.
  var screeningFacts: [Int] {
    var gates: Set<Int> = []
    for fact in facts {
      if case .noWhen(let gate, _) = fact.silence { gates.insert(gate) }
    }
    return gates.sorted()
  }
}

/// Which national factors the facts of an edition speak of.
struct FactorTable: Sendable {
  private let factors: [Int?]
  private let facts: [Fact]

  init(_ edition: Edition) {
    facts = edition.facts
    factors = edition.facts.map { fact in
      guard fact.reserved == nil else { return nil }
      return Aims.factors.firstIndex { factor in
        factor.words.contains { fact.name.contains($0) }
      }
    }
  }

  /// The factors that a fact with a value speaks of, a bit each: none for a no.
  func factors(of fact: Int, _ pick: Pick) -> UInt64 {
    guard let factor = factors[fact] else { return 0 }
    switch pick {
    case .yesNo(let isYes):
      // Where yes lowers concern, no is what speaks of it.
      return isYes == (facts[fact].polarity != .lowers) ? 1 << UInt64(factor) : 0
    case .choices(0), .unknown, .silence: return 0
    case .number(let number): return number.millionths > 0 ? 1 << UInt64(factor) : 0
    default: return 1 << UInt64(factor)
    }
  }
}
