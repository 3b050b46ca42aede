import ThresholdDSL

extension Decider {
  /// What each clock says of a contact that has been recommended and decided: by name, as things stood
  /// at a moment. What is stated to end later than that has not happened.
  ///
  /// `levels` is what was recommended, where it is known; else it is worked out again.
  func clocks(
    of contact: Contact, recommended levels: Levels?, asOf: Instant
  ) -> [ClockReading] {
    var contact = contact
    for clock in edition.clocks {
      guard case .fact(let fact) = clock.end,
        case .happened(let moment) = ClockEvent(contact.facts[fact]), moment.earliest > asOf
      else { continue }
      contact.facts[fact] = .unknown(.silence)
    }
    let decision = ContactDecision(self, contact, asOf: Moment(at: asOf))
    return decision.clockReadings(levels ?? decision.evaluation.levels).readings
  }
}

extension ContactDecision {
  /// What each clock that applies or may apply says, by name, and what should be noted of them.
  func clockReadings(_ levels: Levels) -> (readings: [ClockReading], notes: [Note]) {
    var readings: [ClockReading] = []
    var notes: [Note] = []
    var judge = evaluation.judge
    judge.levels = contact.levelsForClocks(levels)
    for clock in edition.clocks.sorted(by: { $0.name < $1.name }) {
      let applies = clock.condition.map { judge.judge($0).now } ?? .yes
      let read = contact.read(
        clock, decider.calendar, named: edition.calendar, applies: applies, asOf: asOf)
      if let read {
        readings.append(read.reading)
        notes += read.notes
      }
    }
    return (readings, notes)
  }
}

extension Contact {
  /// What a clock says of the contact by the calendar of that name, if it is at hand, and what should be
  /// noted of it; nil where it does not apply.
  func read(
    _ clock: Clock, _ calendar: ServiceCalendar?, named name: String, applies: Truth, asOf: Moment?
  ) -> (reading: ClockReading, notes: [Note])? {
    guard applies != .no else { return nil }
    guard let calendar else {
      let note = Note(
        .outsideCalendar,
        text: "the clock `\(clock.name)` needs the bank holidays of `\(name)`, "
          + "and none are given")
      return (unreadable(clock), [note])
    }
    return calendar.read(
      clock, from: happening(clock.start), to: happening(clock.end), applies: applies, asOf: asOf)
  }

  /// `when outcome …` and `when rated …` read the human decision where there is one, else what is
  /// recommended, firm or not.
  func levelsForClocks(_ levels: Levels) -> Levels {
    var levels = levels
    if let outcome = human?.outcome {
      levels.outcome = Decision.Bounds(
        couldFallTo: outcome, established: outcome, couldRiseTo: outcome)
    }
    if let rating = human?.rating {
      levels.rating = Decision.RatingBounds(
        couldFallTo: rating, established: rating, couldRiseTo: rating)
    }
    return levels
  }

  private func happening(_ event: Clock.Event) -> ClockEvent {
    switch event {
    case .received: .happened(received)
    case .decided: human.map { $0.decided.map { .happened($0) } ?? .unknown } ?? .notStated
    case .fact(let fact): ClockEvent(facts[fact])
    }
  }

  /// The raw times of a clock that cannot be judged without a calendar.
  private func unreadable(_ clock: Clock) -> ClockReading {
    var reading = ClockReading(name: clock.name, status: .unknown)
    if case .happened(let from) = happening(clock.start) { reading.from = from }
    if case .happened(let at) = happening(clock.end) { reading.at = at }
    return reading
  }
}
