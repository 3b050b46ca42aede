public import ThresholdDSL

/// Adds to made-up rows what a person decided, when, and why where it differs from the rules.
///
/// The row is read back and evaluated by the rules, as any contact is; the person mostly decides as
/// they recommend. Each row's chance is its own, so rows can be done on any number of threads.
public struct HumanDecisionMaker: Sendable {
  private let settings: GenerationSettings
  private let fields: MadeUpFields
  private let decoder: ContactDecoder
  private let deciders: [Decider]
  private let clocks: [Clock?]
  private let decided, outcome, rating, by, reason: Int?

  /// A maker of decisions under the editions of a rule book.
  public init(
    _ book: RuleBook, deciders: [Decider], fields: MadeUpFields, settings: GenerationSettings
  ) {
    self.settings = settings
    self.fields = fields
    self.deciders = deciders
    decoder = ContactDecoder(book)
    clocks = book.editions.map { edition in
      edition.clocks.first { clock in
        clock.start == .received && clock.end == .decided && clock.condition == nil
      }
    }
    decided = fields.index(of: "decided")
    outcome = fields.index(of: "decided_outcome")
    rating = fields.index(of: "decided_rating")
    by = fields.index(of: "decided_by")
    reason = fields.index(of: "decided_reason")
  }

  /// Adds a decision to a row; a few rows wait for theirs.
  public func decide(_ row: inout MadeUpRow) {
    var chance = Chance(seed: row.seed)
    if chance.happens(Aims.undecided.share) { return }
    guard let contact = contact(row) else { return }
    let decider = deciders[row.edition]
    let levels = decider.evaluate(contact).levels
    let recommended = levels.outcome.established
    let made = decision(instead: recommended, decider.edition.outcomes.count, &chance)
    let edition = decider.edition
    row.state(outcome, edition.outcomes[made].name.utf8)
    let rated = made == recommended ? levels.rating.established : edition.rating(ofOutcome: made)
    if let rated, edition.ratings.indices.contains(rated) {
      row.state(rating, edition.ratings[rated].utf8)
    }
    row.state(by, "W-\(chance.number(in: 1...Self.workers))".utf8)
    if made != recommended {
      let reasons = made > recommended ? Self.reasonsForMore : Self.reasonsForLess
      if let text = chance.pick(reasons) { row.state(reason, text.utf8) }
    }
    let time = time(of: contact, row, &chance)
    row.state(decided) { MomentText.write(time, into: &$0) }
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

  private func contact(_ row: MadeUpRow) -> Contact? {
    var line: [UInt8] = []
    row.writeJSON(fields, into: &line)
    var parser = JSONRowParser()
    var tally = FieldTally()
    guard
      case .row(let raw) = parser.parse(
        line, in: 0..<line.count - 1, at: RowPlace(file: 0, line: 1)),
      case .contact(let contact, _) = decoder.decode(raw, tally: &tally)
    else { return nil }
    return contact
  }

  /// The outcome decided: the one recommended, or now and then the one above or below it.
  private func decision(instead recommended: Int, _ count: Int, _ chance: inout Chance) -> Int {
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
