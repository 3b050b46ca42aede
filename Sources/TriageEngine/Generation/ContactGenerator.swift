public import ThresholdDSL

/// Makes contacts up, row by row, in the order in which they are received.
///
/// It remembers a bounded number of earlier households, so its memory does not grow with the number
/// of rows. Everything is drawn from the seed with whole numbers: the same settings and rule book
/// make the same rows wherever they are made.
public struct ContactGenerator: Sendable {
  /// The fields that the rows have.
  public let fields: MadeUpFields

  private let book: RuleBook
  private let reserved: ReservedFields
  private let firstDay: CivilDate
  private var plans: [GenerationPlan?]
  private var timetable: Timetable
  private var chance: Chance
  private var pool = HouseholdPool()
  private var maker = HouseholdMaker()
  private var sources: SourceChoice
  private var factors = FactorChoice()
  private var waiting: [MadeUpRow] = []
  private var nextWaiting = 0
  private var made = 0
  private var nextIncident = 1
  private let settings: GenerationSettings
  private let calendars: [ServiceCalendar?]

  /// A maker of contacts for a rule book whose editions have these calendars.
  public init(_ book: RuleBook, calendars: [ServiceCalendar?], settings: GenerationSettings) {
    self.book = book
    self.settings = settings
    self.calendars = calendars
    fields = MadeUpFields(book)
    reserved = ReservedFields(fields)
    firstDay = settings.days.lowerBound
    plans = book.editions.map { _ in nil }
    chance = Chance(seed: settings.seed, stream: 1)
    sources = SourceChoice()
    timetable = Timetable(
      count: settings.count, days: settings.days, chance: Chance(seed: settings.seed, stream: 2)
    ) { day in
      book.index(inForceOn: day).flatMap { $0 < calendars.count ? calendars[$0] : nil }
    }
  }

  /// The next row; nil after the last.
  public mutating func next() -> MadeUpRow? {
    if nextWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      nextWaiting = 0
      makeContact()
      if waiting.isEmpty { return nil }
    }
    defer { nextWaiting += 1 }
    return waiting[nextWaiting]
  }

  /// Makes the rows of a contact: each child of it takes one of the moments of the timetable, and
  /// all were received at the first.
  private mutating func makeContact() {
    guard let received = timetable.next() else { return }
    let day = London.date(of: received)
    guard let edition = book.index(inForceOn: day) else { return }
    let plan = plan(edition)
    let story = makeStory(day, received, edition, plan)
    let contact = made + 1
    let isDateOnly = chance.happens(Aims.dateOnly.share)
    for child in story.household.children {
      if !waiting.isEmpty, timetable.next() == nil { break }
      made += 1
      var row = MadeUpRow(
        received: received, edition: edition,
        seed: Chance(seed: settings.seed, stream: UInt64(made) &+ 1_000).seedOfRow)
      row.state(reserved.contact, number("C-", contact))
      let isUnknown = chance.happens(Aims.childUnknown.share)
      row.state(reserved.child, isUnknown ? Array("unknown".utf8) : number("P-", child.number))
      row.state(reserved.received) { output in
        isDateOnly ? DateText.write(day, into: &output) : MomentText.write(received, into: &output)
      }
      state(story, child, day, &row)
      if chance.happens(Aims.otherChild.share) { stateOtherChild(story.household, child, &row) }
      stateFacts(story, child, day, plan, &row)
      waiting.append(row)
    }
  }

  private mutating func plan(_ edition: Int) -> GenerationPlan {
    if let plan = plans[edition] { return plan }
    let day = max(firstDay, book.editions[edition].firstDay)
    let plan = GenerationPlan(book.editions[edition], fields, received: day)
    plans[edition] = plan
    return plan
  }

  // MARK: What a contact is about

  /// Who a contact is about, who makes it, and what is said.
  private struct Story {
    var household: Household
    var source: Int
    var incident: Int?
    var main: Int?
    var beside: [Int] = []
  }

  private mutating func makeStory(
    _ day: CivilDate, _ received: Instant, _ edition: Int, _ plan: GenerationPlan
  ) -> Story {
    let source = sources.pick(
      isOut: HourWeights.isOutOfHours(received, calendars[edition]), &chance)
    if chance.happens(Aims.incidentTwice.share),
      let incident = pool.recentIncident(on: day, &chance), incident.edition == edition
    {
      return Story(
        household: incident.household, source: sources.other(than: incident.source, &chance),
        incident: incident.number, main: incident.scenario)
    }
    let isEarlier = chance.happens(Aims.repeated.share - Aims.incidentTwice.share)
    let place = isEarlier ? pool.earlier(on: day, &chance) : nil
    let household =
      place.map { pool[$0] }
      ?? maker.household(on: day, most: settings.count - made, &chance)
    let eldest = household.children.first
    let level = plan.outcomes.pick(&chance)
    let drawn = factors.draw(
      isReferral: level >= plan.firstReferral, persisting: household.factor,
      child: eldest?.age(on: day) ?? 0, &chance)
    let main = scenario(level, drawn, plan) { scenario in
      scenario.age.map { age in eldest.map { age.fits($0, on: day) } ?? false } ?? true
    }
    var story = Story(household: household, source: source, main: main)
    addScenarios(to: &story, level, drawn, day, plan)
    story.household.lastDay = day
    story.household.factor = drawn.first
    if let place { pool[place] = story.household } else { pool.add(story.household, &chance) }
    makeIncident(&story, day, edition)
    return story
  }

  /// A scenario that the rules make so much of, about factors that were drawn and no others.
  private mutating func scenario(
    _ level: Int, _ drawn: [Int], _ plan: GenerationPlan, where fits: (Scenario) -> Bool
  ) -> Int? {
    let all = drawn.reduce(UInt64(0)) { $0 | (1 << UInt64($1)) }
    let none = Aims.factors.count
    for factor in drawn + [none] {
      let places = plan.shelf.places[level][factor]
      for _ in 0..<8 where !places.isEmpty {
        let place = places[chance.below(places.count)]
        let scenario = plan.shelf.scenarios[place]
        if scenario.factors & ~all == 0, fits(scenario) { return place }
      }
    }
    return nil
  }

  /// Lets each factor drawn be heard of: beside what the contact is about, something that weighs no
  /// more.
  private mutating func addScenarios(
    to story: inout Story, _ level: Int, _ drawn: [Int], _ day: CivilDate, _ plan: GenerationPlan
  ) {
    var heard = story.main.map { plan.shelf.scenarios[$0].factors } ?? 0
    let eldest = story.household.children.first
    for factor in drawn where heard & (1 << UInt64(factor)) == 0 {
      for lower in stride(from: level, through: 0, by: -1) {
        let found = scenario(lower, [factor], plan) { scenario in
          scenario.factors != 0
            && scenario.age.map { age in eldest.map { age.fits($0, on: day) } ?? false } ?? true
        }
        guard let found else { continue }
        story.beside.append(found)
        heard |= plan.shelf.scenarios[found].factors
        break
      }
    }
  }

  private mutating func makeIncident(_ story: inout Story, _ day: CivilDate, _ edition: Int) {
    guard Aims.sources[story.source].tellsOfIncidents, chance.happens(3_000) else { return }
    story.incident = nextIncident
    pool.add(
      Incident(
        number: nextIncident, household: story.household, source: story.source,
        scenario: story.main, edition: edition, day: day))
    nextIncident += 1
  }

  // MARK: What a row states

  private mutating func state(
    _ story: Story, _ child: MadeUpChild, _ day: CivilDate, _ row: inout MadeUpRow
  ) {
    let group = Aims.sources[story.source]
    row.state(reserved.source, sources.code(of: story.source, &chance).utf8)
    row.state(reserved.channel, sources.channel(of: story.source, &chance).utf8)
    let isUnborn = child.isUnborn(on: day)
    switch child.statedBirth {
    case .missing where !isUnborn: break
    case .approximate where !isUnborn:
      row.state(reserved.birth) { DateText.write(child.birth, into: &$0) }
      row.state(reserved.approximate, "true".utf8, isBare: true)
    default:
      row.state(isUnborn ? reserved.expected : reserved.birth) {
        DateText.write(child.birth, into: &$0)
      }
    }
    if !isUnborn, !chance.happens(200) {
      row.state(reserved.sex, (child.isBoy ? "male" : "female").utf8)
    }
    if !isUnborn {
      row.state(reserved.ethnicity, Aims.ethnicities[child.ethnicity].code.utf8)
    }
    if !chance.happens(600) { row.state(reserved.household, number("H-", story.household.number)) }
    if let incident = story.incident { row.state(reserved.incident, number("I-", incident)) }
    if !group.aim.name.isEmpty, chance.happens(9_000) {
      row.state(reserved.role, "subject".utf8)
    }
    row.state(reserved.openCase, (chance.happens(700) ? "true" : "false").utf8, isBare: true)
  }

  /// Names another child of the household, or where there is none a child who has no row.
  private mutating func stateOtherChild(
    _ household: Household, _ child: MadeUpChild, _ row: inout MadeUpRow
  ) {
    let others = household.children.map(\.number).filter { $0 != child.number }
    let other = chance.pick(others) ?? maker.unseenChild()
    row.state(reserved.otherChild, number("P-", other))
  }

  private mutating func stateFacts(
    _ story: Story, _ child: MadeUpChild, _ day: CivilDate, _ plan: GenerationPlan,
    _ row: inout MadeUpRow
  ) {
    for place in [story.main].compactMap({ $0 }) + story.beside {
      let scenario = plan.shelf.scenarios[place]
      // What needs another age is said of another child of the contact.
      if let age = scenario.age, !age.fits(child, on: day) { continue }
      for (fact, pick) in scenario.facts { state(fact, pick, day, plan, &row) }
    }
    for gate in plan.screening {
      if chance.happens(Aims.screened.share) {
        state(gate, .yesNo(true), day, plan, &row)
      } else if chance.happens(2_000) {
        state(gate, chance.happens(5_000) ? .unknown : .yesNo(false), day, plan, &row)
      }
    }
    for _ in 0..<chance.below(6) {
      if let fact = chance.pick(plan.concerns) { state(fact, .yesNo(false), day, plan, &row) }
    }
    if chance.happens(4_000), let fact = chance.pick(plan.comforts) {
      state(fact, .yesNo(true), day, plan, &row)
    }
    if chance.happens(1_500), let fact = chance.pick(plan.others) {
      state(fact, plan.anyPick(fact, &chance), day, plan, &row)
    }
    if chance.happens(Aims.statedUnknown.share), let fact = chance.pick(plan.statable) {
      state(fact, .unknown, day, plan, &row)
    }
    // Now and then anything at all, so that no fact of the book is never stated.
    if chance.happens(200), let fact = chance.pick(plan.statable) {
      state(fact, plan.anyPick(fact, &chance), day, plan, &row)
    }
  }

  private func state(
    _ fact: Int, _ pick: Pick, _ day: CivilDate, _ plan: GenerationPlan, _ row: inout MadeUpRow
  ) {
    guard let field = plan.fieldOf[fact],
      let text = pick.text(of: plan.edition.facts[fact].type, on: day)
    else { return }
    row.state(field, text.utf8, isBare: pick.isBare)
  }

  private func number(_ letter: StaticString, _ number: Int) -> [UInt8] {
    Array("\(letter)\(number)".utf8)
  }
}

extension RuleBook {
  /// The index of the edition in force on a day.
  func index(inForceOn day: CivilDate) -> Int? {
    editions.firstIndex { $0.firstDay <= day && day <= ($0.lastDay ?? .latest) }
  }
}

extension Chance {
  /// What the chance of one row starts from.
  fileprivate var seedOfRow: UInt64 {
    var chance = self
    return chance.next()
  }
}

extension MadeUpSource {
  /// Whether it tells of things that happened, of which another service may tell too.
  fileprivate var tellsOfIncidents: Bool { codes.contains("6") || codes.contains("3E") }
}

/// The places of the reserved fields.
private struct ReservedFields: Sendable {
  let contact, child, received, source, channel, birth, expected, approximate: Int?
  let sex, ethnicity, household, role, otherChild, incident, openCase: Int?

  init(_ fields: MadeUpFields) {
    contact = fields.index(of: "contact")
    child = fields.index(of: "child")
    received = fields.index(of: "received")
    source = fields.index(of: "source")
    channel = fields.index(of: "channel")
    birth = fields.index(of: "date_of_birth")
    expected = fields.index(of: "expected_date_of_birth")
    approximate = fields.index(of: "date_of_birth_approximate")
    sex = fields.index(of: "sex")
    ethnicity = fields.index(of: "ethnicity")
    household = fields.index(of: "household")
    role = fields.index(of: "role")
    otherChild = fields.index(of: "other_child")
    incident = fields.index(of: "incident")
    openCase = fields.index(of: "open_case")
  }
}
