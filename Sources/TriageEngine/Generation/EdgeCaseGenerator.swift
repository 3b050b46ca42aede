public import ThresholdDSL

/// Makes contacts on and just off every boundary of an edition: each comparison of each rule with
/// the rest of the rule met, and each clock around opening, closing and its due time.
///
/// Nothing is drawn by chance: the same edition and calendar make the same contacts. A contact's id
/// names the rule, the comparison in the order written, and the side: `E-name-2-just_below`.
public struct EdgeCaseGenerator: Sendable {
  /// The fields that the rows have.
  public let fields: MadeUpFields

  private let edition: Edition
  private let index: Int
  private let calendar: ServiceCalendar?
  private let received: Instant
  private let day: CivilDate
  private var maker: EdgeCaseMaker
  private let writer: EdgeRowWriter
  /// What rules count of earlier contacts: nil where the edition is too short to look back so far.
  private var history: (maker: HistoryEdgeMaker, received: Instant)?
  private var nextHistory = 0
  private var nextRule = 0
  private var nextClock = 0

  /// A maker of edge cases for one edition of a rule book, by index.
  public init(_ book: RuleBook, edition index: Int, calendar: ServiceCalendar?) {
    fields = MadeUpFields(book)
    edition = book.editions[index]
    self.index = index
    self.calendar = calendar
    let day = Self.usualDay(edition, calendar)
    self.day = day
    received = London.earliestInstant(on: day, secondOfDay: 10 * 3_600)
    maker = EdgeCaseMaker(edition, received: day)
    writer = EdgeRowWriter(edition, index, fields, maker.palette)
    history = Self.dayLookingBack(edition, calendar).map { day in
      let time = London.earliestInstant(on: day, secondOfDay: 10 * 3_600)
      return (HistoryEdgeMaker(edition, received: time), time)
    }
  }

  /// The rows of what the next rule counts of earlier contacts, then of each rule alone, then of each
  /// clock; nil after the last. Some have none.
  ///
  /// Earlier contacts come first, so that no row is earlier than where the history was taken to begin.
  public mutating func next() -> [MadeUpRow]? {
    if let rows = nextWithHistory() { return rows.flatMap(\.rows) }
    if nextRule < edition.rules.count {
      defer { nextRule += 1 }
      let name = edition.rules[nextRule].name
      return maker.cases(ofRule: nextRule).map { found in
        writer.row(
          "\(name)-\(found.comparison)-\(found.side)", received: received, picks: found.picks)
      }
    }
    guard nextClock < edition.clocks.count, let calendar else { return nil }
    defer { nextClock += 1 }
    return rows(of: edition.clocks[nextClock], calendar)
  }

  /// The cases of what the next rule counts of earlier contacts, with their rows, the last of which is
  /// the contact that counts the others; nil after the last rule.
  mutating func nextWithHistory() -> [(found: HistoryEdgeCase, rows: [MadeUpRow])]? {
    guard let received = history?.received, nextHistory < edition.rules.count else { return nil }
    defer { nextHistory += 1 }
    let name = edition.rules[nextHistory].name
    let cases = history?.maker.cases(ofRule: nextHistory) ?? []
    guard let maker = history?.maker else { return nil }
    return cases.map { found in
      (
        found,
        writer.rows(
          found, "\(name)-\(found.comparison)-\(found.side)", received: received, maker)
      )
    }
  }

  /// The edge cases of one rule as they are made, for tests of what they flip.
  mutating func cases(ofRule rule: Int) -> [EdgeCase] { maker.cases(ofRule: rule) }

  /// A working Tuesday after the edition's first weeks, so that days before it are in force too.
  static func usualDay(_ edition: Edition, _ calendar: ServiceCalendar?) -> CivilDate {
    let earliest = CivilDate(year: London.firstYear, month: 1, day: 1) ?? .earliest
    var start = max(edition.firstDay, earliest)
    if let calendar { start = max(start, calendar.firstDay) }
    return tuesday(from: start, edition, calendar) ?? start
  }

  /// A working Tuesday as far into the edition as its rules look back, and some weeks more; nil where
  /// it is not in force so long, or no rule looks back.
  static func dayLookingBack(_ edition: Edition, _ calendar: ServiceCalendar?) -> CivilDate? {
    let earliest = CivilDate(year: London.firstYear, month: 1, day: 1) ?? .earliest
    let start = max(edition.firstDay, earliest, calendar?.firstDay ?? .earliest)
    let queries = edition.facts.compactMap { fact -> HistoryQuery? in
      if case .history(let query) = fact.type { query } else { nil }
    }
    let days = queries.map { query -> Int in
      guard let window = query.window else { return 400 }
      let back = start.subtracting(window)
      return Int(start.dayNumber) - Int(back.dayNumber) + 4
    }.max()
    return days.flatMap { tuesday(from: start.adding(days: $0), edition, calendar) }
  }

  private static func tuesday(
    from start: CivilDate, _ edition: Edition, _ calendar: ServiceCalendar?
  ) -> CivilDate? {
    let last = edition.lastDay ?? .latest
    for days in 28...70 {
      let day = start.adding(days: days)
      if day <= last, day.weekday == 2, calendar?.isOpenDay(day) != false { return day }
    }
    return nil
  }

  // MARK: Clocks

  private mutating func rows(of clock: Clock, _ calendar: ServiceCalendar) -> [MadeUpRow] {
    var picks: [Int: Pick] = [:]
    if let condition = clock.condition {
      guard let found = maker.solve([(condition, true)]) else { return [] }
      picks = found
    }
    let starts = ClockEdges(edition, calendar, from: day).starts
    return starts.flatMap { start -> [MadeUpRow] in
      let moment = Moment(at: start.instant)
      guard
        let reading = calendar.read(
          clock, from: .happened(moment), to: .notStated, applies: .yes)?.reading,
        let due = reading.due
      else { return [] }
      return [("before_due", -1), ("at_due", 0), ("after_due", 1)].map { side, step in
        let end = Instant(seconds: due.seconds + Int64(step))
        return writer.row(
          "clock-\(clock.name)-\(start.name)-\(side)", received: start.instant,
          picks: picks, events: [(clock.start, start.instant), (clock.end, end)])
      }
    }
  }
}

extension EdgeCaseMaker {
  /// Values that make conditions so.
  mutating func solve(_ goals: [ConditionSolver.Goal]) -> [Int: Pick]? {
    solver.solve(goals)?.picks
  }
}

/// Writes edge cases as rows.
struct EdgeRowWriter: Sendable {
  private let edition: Edition
  private let index: Int
  private let fields: MadeUpFields
  private let palette: FactPalette

  init(_ edition: Edition, _ index: Int, _ fields: MadeUpFields, _ palette: FactPalette) {
    self.edition = edition
    self.index = index
    self.fields = fields
    self.palette = palette
  }

  /// A row whose screening is done, with these values and these events at these times.
  func row(
    _ name: String, received: Instant, picks: [Int: Pick],
    events: [(Clock.Event, Instant)] = [], child: String? = nil, household: String? = nil
  ) -> MadeUpRow {
    var row = MadeUpRow(received: received, edition: index, seed: 0)
    row.state(fields.index(of: "contact"), "E-\(name)".utf8)
    row.state(fields.index(of: "child"), (child ?? "P-" + name).utf8)
    if let household { row.state(fields.index(of: "household"), household.utf8) }
    row.state(fields.index(of: "received")) { MomentText.write(received, into: &$0) }
    for (event, instant) in events { state(event, instant, &row) }
    let day = London.date(of: received)
    for fact in picks.keys.sorted() {
      guard let pick = picks[fact] else { continue }
      if fact == palette.birth {
        state(birth: pick, day, &row)
      } else if let text = pick.text(of: edition.facts[fact].type, on: day) {
        row.state(field(fact), text.utf8, isBare: pick.isBare)
      }
    }
    for gate in edition.screeningFacts { row.state(field(gate), "true".utf8, isBare: true) }
    return row
  }

  /// States a field by its name.
  func state(_ field: String, _ text: String, in row: inout MadeUpRow) {
    row.state(fields.index(of: field), text.utf8)
  }

  /// States what a person decided, a minute after a time.
  func decide(_ outcome: Int, soonAfter time: Instant, in row: inout MadeUpRow) {
    state("decided_outcome", edition.outcomes[outcome].name, in: &row)
    row.state(fields.index(of: "decided")) {
      MomentText.write(Instant(seconds: time.seconds + 60), into: &$0)
    }
  }

  private func field(_ fact: Int) -> Int? { fields.index(of: edition.facts[fact].name) }

  private func state(_ event: Clock.Event, _ instant: Instant, _ row: inout MadeUpRow) {
    switch event {
    case .received: break
    case .decided:
      row.state(fields.index(of: "decided")) { MomentText.write(instant, into: &$0) }
      let outcome = edition.outcomes.last?.name ?? ""
      row.state(fields.index(of: "decided_outcome"), outcome.utf8)
    case .fact(let fact):
      let isDay = edition.facts[fact].type == .date
      row.state(field(fact)) { output in
        isDay
          ? DateText.write(London.date(of: instant), into: &output)
          : MomentText.write(instant, into: &output)
      }
    }
  }

  private func state(birth pick: Pick, _ day: CivilDate, _ row: inout MadeUpRow) {
    switch pick {
    case .born(let age, let shift):
      let birth = Pick.birth(completing: age, shift: shift, on: day)
      row.state(fields.index(of: "date_of_birth")) { DateText.write(min(birth, day), into: &$0) }
    case .unborn:
      row.state(fields.index(of: "expected_date_of_birth")) {
        DateText.write(day.adding(days: 90), into: &$0)
      }
    default: row.state(fields.index(of: "date_of_birth"), "unknown".utf8)
    }
  }
}

/// The moments at which clocks are worth starting: around opening and closing, before weekends and
/// bank holidays, and around both changes of the clocks.
struct ClockEdges {
  /// A moment and what it is.
  struct Start {
    var name: String
    var instant: Instant
  }

  private let edition: Edition
  private let calendar: ServiceCalendar
  private let first: CivilDate

  init(_ edition: Edition, _ calendar: ServiceCalendar, from first: CivilDate) {
    self.edition = edition
    self.calendar = calendar
    self.first = first
  }

  /// The moments, as far as the edition is in force and the calendar knows them.
  var starts: [Start] {
    let friday = day { $0.weekday == 5 && calendar.isOpenDay($0) == true }
    let eve = day {
      calendar.isOpenDay($0) == true && $0.weekday < 5
        && calendar.isWorkingDay($0.adding(days: 1)) == false
    }
    let usual = around(first, "tuesday") + around(friday, "friday")
    let holidays = around(eve, "bank_holiday_eve")
    let weekend = friday.map { [start("saturday_noon", $0.adding(days: 1), 12 * 3_600)] } ?? []
    let holiday = eve.map { [start("bank_holiday_noon", $0.adding(days: 1), 12 * 3_600)] } ?? []
    return (usual + weekend + holidays + holiday + changes).filter { start in
      let day = London.date(of: start.instant)
      return edition.firstDay <= day && day <= (edition.lastDay ?? .latest)
    }
  }

  /// Around opening and closing of a day.
  private func around(_ day: CivilDate?, _ name: String) -> [Start] {
    guard let day, let opening = calendar.opening(of: day), let closing = calendar.closing(of: day)
    else { return [] }
    return [("before_opening", opening), ("before_closing", closing)].map { side, instant in
      Start(name: "\(name)_\(side)", instant: Instant(seconds: instant.seconds - 1))
    }
      + [("at_opening", opening), ("at_closing", closing)].map { side, instant in
        Start(name: "\(name)_\(side)", instant: instant)
      }
      + [("after_closing", closing)].map { side, instant in
        Start(name: "\(name)_\(side)", instant: Instant(seconds: instant.seconds + 1))
      }
  }

  /// The second before each change of the clocks, the change itself, and the Friday before.
  private var changes: [Start] {
    let year = first.components.year
    var starts: [Start] = []
    for candidate in [year, year + 1] {
      let (forward, back) = London.changes(inYear: candidate)
      for (name, instant) in [("clocks_forward", forward), ("clocks_back", back)] {
        let sunday = London.date(of: instant)
        guard sunday >= first, !starts.contains(where: { $0.name.hasPrefix(name) }) else {
          continue
        }
        starts.append(Start(name: name + "_before", instant: Instant(seconds: instant.seconds - 1)))
        starts.append(Start(name: name + "_after", instant: instant))
        let friday = sunday.adding(days: -2)
        if let closing = calendar.closing(of: friday) {
          let instant = Instant(seconds: closing.seconds - 1)
          starts.append(Start(name: name + "_friday_before_closing", instant: instant))
        }
      }
    }
    return starts
  }

  private func start(_ name: String, _ day: CivilDate, _ secondOfDay: Int) -> Start {
    Start(name: name, instant: London.earliestInstant(on: day, secondOfDay: secondOfDay))
  }

  /// The first day from the usual one on, within a year, that is so.
  private func day(_ isWanted: (CivilDate) -> Bool) -> CivilDate? {
    for days in 0...400 {
      let day = first.adding(days: days)
      if isWanted(day) { return day }
    }
    return nil
  }
}
