import ThresholdDSL

/// Makes up what a person decides of a made-up row, when, and why where it differs from the rules.
///
/// The person mostly decides as the rules recommend with all that they count of earlier contacts, so
/// the row is read back and evaluated as any contact is. Each row's chance is its own, so rows can be
/// done on any number of threads.
public struct HumanDecisionMaker: Sendable {
  private let settings: GenerationSettings
  private let deciders: [Decider]
  private let clocks: [Clock?]

  /// A maker of decisions under the editions of a rule book, each with its decider.
  public init(_ deciders: [Decider], settings: GenerationSettings) {
    self.settings = settings
    self.deciders = deciders
    clocks = deciders.map { decider in
      decider.edition.clocks.first { clock in
        clock.start == .received && clock.end == .decided && clock.condition == nil
      }
    }
  }

  /// What a person decides of a row, read back as a contact with its history and evaluated; a few rows
  /// wait for theirs.
  public func decision(
    on row: MadeUpRow, _ contact: Contact, _ evaluation: Evaluation
  ) -> MadeUpDecision? {
    var chance = Chance(seed: row.seed)
    if chance.happens(Aims.undecided.share) { return nil }
    let levels = evaluation.levels
    let edition = deciders[row.edition].edition
    let recommended = levels.outcome.established
    let made = outcome(instead: recommended, edition.outcomes.count, &chance)
    let rated = made == recommended ? levels.rating.established : edition.rating(ofOutcome: made)
    let worker = chance.number(in: 1...Self.workers)
    var reason: String?
    if made != recommended {
      reason = chance.pick(made > recommended ? Self.reasonsForMore : Self.reasonsForLess)
    }
    return MadeUpDecision(
      time: time(of: contact, row, &chance), outcome: made,
      rating: rated.flatMap { edition.ratings.indices.contains($0) ? $0 : nil }, worker: worker,
      reason: reason)
  }

  /// How many workers decide.
  private static let workers = 24

  private static let reasonsForMore = [
    "the history of the household weighs more than this contact alone",
    "the school is more worried than the form says",
    "seen before and help did not last",
    "the account does not hold together and needs to be looked into",
  ]
  private static let reasonsForLess = [
    "a worker who knows the family is already visiting",
    "the family has asked for help and is being helped",
    "spoken to the school and the worry has passed",
    "the same news as in an earlier contact that was looked into",
  ]

  /// The outcome decided: the one recommended, or now and then the one above or below it.
  private func outcome(instead recommended: Int, _ count: Int, _ chance: inout Chance) -> Int {
    guard count > 1, chance.happens(settings.disagreement) else { return recommended }
    // What is lowest can only be raised, and what is highest only lowered.
    let isHigher =
      recommended == 0 || (recommended < count - 1 && chance.happens(4_500))
    return recommended + (isHigher ? 1 : -1)
  }

  // MARK: When

  private func time(of contact: Contact, _ row: MadeUpRow, _ chance: inout Chance) -> Instant {
    let isInTime = chance.happens(
      settings.inTime(inMonth: contact.received.date.components.month))
    if let clock = clocks[row.edition], let calendar = deciders[row.edition].calendar,
      let reading = calendar.read(
        clock, from: .happened(Moment(at: row.received)), to: .notStated, applies: .yes)?.reading,
      let first = reading.dayZero, let due = reading.due
    {
      return isInTime
        ? soon(row.received, first, due, calendar, &chance) : late(due, calendar, &chance)
    }
    let hours = isInTime ? 1...20 : 26...200
    return Instant(
      seconds: row.received.seconds + Int64(chance.number(in: hours)) * 3_600
        + Int64(chance.below(3_600)))
  }

  /// Before the clock is due: mostly on day 0, else by closing time on the day it is due.
  private func soon(
    _ received: Instant, _ first: CivilDate, _ due: Instant, _ calendar: ServiceCalendar,
    _ chance: inout Chance
  ) -> Instant {
    if let opening = calendar.opening(of: first), let closing = calendar.closing(of: first) {
      let start = max(received.seconds + 600, opening.seconds)
      if closing.seconds - start > 1_800, chance.happens(6_000) {
        return moment(start, closing.seconds, &chance)
      }
    }
    // The duty team decides at night what cannot wait.
    let isWaiting = received.seconds < due.seconds - 24 * 3_600
    if isWaiting, chance.happens(500) {
      return moment(received.seconds + 600, received.seconds + 3 * 3_600, &chance)
    }
    let last = London.date(of: due)
    let opening = calendar.opening(of: last)?.seconds ?? due.seconds - 8 * 3_600
    let start = max(received.seconds + 600, opening)
    return moment(min(start, due.seconds), due.seconds, &chance)
  }

  /// On one of the working days after the one on which the clock was due, mostly soon.
  private func late(
    _ due: Instant, _ calendar: ServiceCalendar, _ chance: inout Chance
  ) -> Instant {
    let days = 1 + min(chance.below(9), chance.below(9))
    guard let day = calendar.workingDay(days, after: London.date(of: due)),
      let opening = calendar.opening(of: day), let closing = calendar.closing(of: day)
    else { return Instant(seconds: due.seconds + Int64(days) * 86_400) }
    return moment(opening.seconds, closing.seconds, &chance)
  }

  private func moment(_ start: Int64, _ end: Int64, _ chance: inout Chance) -> Instant {
    Instant(seconds: start + Int64(chance.below(Int(max(0, end - start)) + 1)))
  }
}
