import ThresholdDSL

@testable import TriageEngine

/// What made-up rows came to, counted for each share that they aim at.
struct MadeUpMeasures {
  /// A part of a whole, counted.
  struct Count {
    var part = 0
    var whole = 0

    /// The share in ten-thousandths.
    var share: Int { whole == 0 ? 0 : (part * Aim.whole + whole / 2) / whole }
  }

  /// The rows counted.
  private(set) var rows = 0
  /// The count of each aim, by its name.
  private(set) var counts: [String: Count] = [:]

  private let book: RuleBook
  private let fields: MadeUpFields
  private let calendars: [ServiceCalendar?]
  private let factors: [FactorTable]
  private var lastSeen: [String: (day: CivilDate, contact: String)] = [:]
  private var incidents: [String: String] = [:]
  private var contact = ""
  private var ofContact = 0

  init(_ book: RuleBook, _ fields: MadeUpFields, _ calendars: [ServiceCalendar?]) {
    self.book = book
    self.fields = fields
    self.calendars = calendars
    factors = book.editions.map { FactorTable($0) }
  }

  /// What an aim came to.
  func count(_ aim: Aim) -> Count { counts[aim.name] ?? Count() }

  /// Counts a row, what a person decided left out.
  mutating func add(_ row: MadeUpRow) {
    rows += 1
    let id = text(row, "contact") ?? ""
    let day = London.date(of: row.received)
    for (month, aim) in Aims.months { count(aim, day.components.month == month) }
    count(Aims.outOfHours, HourWeights.isOutOfHours(row.received, calendars[row.edition]))
    count(Aims.dateOnly, text(row, "received")?.utf8.count == 10)
    for source in Aims.sources {
      count(source.aim, source.codes.contains(text(row, "source") ?? ""))
    }
    addChild(row, id, day)
    count(Aims.screened, text(row, "screening_completed") == "true")
    let known = Set(ReservedFact.reservedFields + ["screening_completed"])
    count(
      Aims.statedUnknown,
      fields.names.contains { !known.contains($0) && text(row, $0) == "unknown" })
    count(Aims.otherChild, text(row, "other_child") != nil)
    let incident = text(row, "incident")
    count(Aims.incidentTwice, incident.map { incidents[$0] ?? id != id } ?? false)
    if let incident, incidents[incident] == nil { incidents[incident] = id }
  }

  /// Counts the last contact's children, once there are no more rows.
  mutating func finish() { addSize() }

  private mutating func addChild(_ row: MadeUpRow, _ id: String, _ day: CivilDate) {
    if id != contact { addSize() }
    contact = id
    ofContact += 1
    let child = text(row, "child") ?? ""
    count(Aims.childUnknown, child == "unknown")
    if child != "unknown" {
      let earlier = lastSeen[child].map {
        $0.contact != id && day.dayNumber - $0.day.dayNumber <= 365
      }
      count(Aims.repeated, earlier ?? false)
      lastSeen[child] = (day, id)
    }
    if let sex = text(row, "sex") { count(Aims.boys, sex == "male") }
    let isUnborn = text(row, "expected_date_of_birth") != nil
    let birth = text(row, "date_of_birth").flatMap { text -> CivilDate? in
      let bytes = Array(text.utf8)
      return try? DateText.read(bytes.span).get()
    }
    count(Aims.birthMissing, !isUnborn && birth == nil)
    count(Aims.birthApproximate, text(row, "date_of_birth_approximate") != nil)
    if isUnborn || birth != nil {
      count(Aims.unborn, isUnborn)
      let age = birth.map { Lifetime.completed(.years, from: $0, on: day) } ?? -1
      for band in Aims.ages { count(band.aim, (band.firstYear...band.lastYear).contains(age)) }
    }
    if let code = text(row, "ethnicity") {
      for (known, aim) in Aims.ethnicities { count(aim, code == known) }
    }
  }

  private mutating func addSize() {
    guard ofContact > 0 else { return }
    for (place, aim) in Aims.children.enumerated() { count(aim, ofContact == place + 1) }
    ofContact = 0
  }

  /// Counts what a person decided of a row.
  mutating func addDecision(_ row: MadeUpRow) {
    let edition = book.editions[row.edition]
    let decided = text(row, "decided_outcome").flatMap { name in
      edition.outcomes.firstIndex { $0.name == name }
    }
    count(Aims.undecided, decided == nil)
    guard let decided else { return }
    count(Aims.strategyMeeting, decided == edition.outcomes.count - 1)
    count(Aims.referral, decided >= 2)
    count(Aims.earlyHelp, decided == 1)
    count(Aims.disagreement, text(row, "decided_reason") != nil)
    addClock(row, edition)
    guard decided >= 2 else { return }
    var spoken: UInt64 = 0
    for (fact, declared) in edition.facts.enumerated() where declared.reserved == nil {
      guard let value = text(row, declared.name) else { continue }
      spoken |= factors[row.edition].factors(of: fact, pick(value))
    }
    for (place, factor) in Aims.factors.enumerated() {
      count(factor.aim, spoken & (1 << UInt64(place)) != 0)
    }
  }

  /// A value as far as it matters for whether it speaks of a concern.
  private func pick(_ value: String) -> Pick {
    switch value {
    case "true": .yesNo(true)
    case "false": .yesNo(false)
    case "unknown": .unknown
    case "none", "0": .choices(0)
    default: .choices(1)
    }
  }

  private mutating func addClock(_ row: MadeUpRow, _ edition: Edition) {
    guard let text = text(row, "decided"), let calendar = calendars[row.edition],
      let clock = edition.clocks.first(where: { $0.name == "decision" }),
      case .success(let decided) = MomentText.read(Array(text.utf8).span),
      let reading = calendar.read(
        clock, from: .happened(Moment(at: row.received)), to: .happened(decided), applies: .yes)
    else { return }
    count(Aims.inTime, reading.reading.status == .met)
  }

  private mutating func count(_ aim: Aim, _ isPart: Bool) {
    counts[aim.name, default: Count()].whole += 1
    if isPart { counts[aim.name, default: Count()].part += 1 }
  }

  private func text(_ row: MadeUpRow, _ field: String) -> String? {
    fields.index(of: field).flatMap { row.text(of: $0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
