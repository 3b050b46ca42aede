import ThresholdDSL

extension BlockDecider {
  /// What each clock that applies or may apply says, by name, and what should be noted of them.
  func clockReadings(
    _ own: LaneView, _ contact: Contact, _ levels: Levels, _ asOf: Moment?
  ) -> (readings: [ClockReading], notes: [Note]) {
    var readings: [ClockReading] = []
    var notes: [Note] = []
    let levels = contact.levelsForClocks(levels)
    let calendar = program.calendar
    for compiled in program.clocks {
      let applies =
        compiled.condition < 0 ? Truth.yes : truth(of: compiled.condition, own, levels)
      guard applies != .no else { continue }
      let read = contact.read(
        compiled.clock, calendar, named: program.calendarName, applies: applies, asOf: asOf)
      if let read {
        readings.append(read.reading)
        notes += read.notes
      }
    }
    return (readings, notes)
  }

  /// What a step is where the outcome and the rating are these.
  private func truth(of step: Int32, _ own: LaneView, _ levels: Levels) -> Truth {
    let next = program.steps[Int(step)]
    guard next.readsLevels else {
      let truth = truths(step, own.view)
      if truth.yes.x >> UInt64(own.lane) & 1 != 0 { return .yes }
      return truth.no.x >> UInt64(own.lane) & 1 != 0 ? .no : .unknown
    }
    let parts = program.parts[next.parts]
    switch next.kind {
    case .atom:
      switch program.atoms[Int(next.operand)].test {
      case .outcome(let test, let level):
        let outcome = levels.outcome
        return test.judged(
          level, outcome.couldFallTo, outcome.established, outcome.couldRiseTo)
      case .rating(let test, let level):
        let rating = levels.rating
        return test.judged(
          level, rating.couldFallTo ?? -1, rating.established ?? -1, rating.couldRiseTo ?? -1)
      default: return .unknown
      }
    case .constant: return Truth(next.operand != 0)
    case .definition, .all:
      return parts.reduce(Truth.yes) { $0.and(truth(of: $1, own, levels)) }
    case .not: return parts.reduce(Truth.yes) { $0.and(truth(of: $1, own, levels)) }.negated
    case .any: return parts.reduce(Truth.no) { $0.or(truth(of: $1, own, levels)) }
    case .none: return parts.reduce(Truth.no) { $0.or(truth(of: $1, own, levels)) }.negated
    case .atLeast:
      let truths = parts.map { truth(of: $0, own, levels) }
      if truths.count(where: { $0 == .yes }) >= Int(next.operand) { return .yes }
      return truths.count(where: { $0 != .no }) < Int(next.operand) ? .no : .unknown
    }
  }
}

extension LevelTest {
  /// What a test of a level with these bounds is, as it stands.
  fileprivate func judged(_ level: Int, _ fall: Int, _ established: Int, _ rise: Int) -> Truth {
    switch self {
    case .atLeast:
      if rise < level { return .no }
      return established >= level ? .yes : .unknown
    case .equals:
      if level < fall || level > rise { return .no }
      return established == level ? .yes : .unknown
    }
  }
}
