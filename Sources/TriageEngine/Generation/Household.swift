import ThresholdDSL

/// A made-up child: numbers and days, and never a name.
struct MadeUpChild: Sendable {
  /// The number that its id is made of.
  var number: Int
  /// The day of birth, or the day on which it is expected.
  var birth: CivilDate
  var isBoy: Bool
  /// A place in ``Aims/ethnicities``.
  var ethnicity: Int
  /// What is stated of the birth.
  var statedBirth: StatedBirth

  enum StatedBirth: Sendable {
    case day
    case approximate
    case missing
  }

  /// Whether the child is not born yet on a day.
  func isUnborn(on day: CivilDate) -> Bool { birth > day }

  /// How many days old the child is; below 0 before birth.
  func age(on day: CivilDate) -> Int { Int(day.dayNumber) - Int(birth.dayNumber) }
}

/// A made-up household, and what was last said of it.
struct Household: Sendable {
  var number: Int
  var children: [MadeUpChild]
  /// The day of its last contact.
  var lastDay: CivilDate
  /// A place in ``Aims/factors`` of what its last contact was about; nil for nothing there.
  var factor: Int?
}

/// Something that happened, of which more than one service may tell.
struct Incident: Sendable {
  var number: Int
  var household: Household
  /// The group of sources that told of it first.
  var source: Int
  /// What was told, as a place among the scenarios of its edition.
  var scenario: Int?
  var edition: Int
  var day: CivilDate
}

/// What is remembered of earlier contacts: so many households and no more, so that memory does not
/// grow with the number of contacts. A new household takes the place of any of them, by chance.
struct HouseholdPool: Sendable {
  /// The most households remembered.
  static let most = 32_768
  /// The most incidents remembered.
  static let mostIncidents = 64
  /// The days after which an incident is not told of again.
  static let daysOfIncident = 3
  /// The days after which a contact is no repeat of an earlier one.
  static let daysOfRepeat = 360
  /// How often a household is looked for that was heard of in those days.
  private static let tries = 4

  private var households: [Household] = []
  private var incidents: [Incident] = []
  private var nextIncident = 0

  /// How many households are remembered.
  var count: Int { households.count }

  /// The place of a household heard of before; nil when none is found.
  func earlier(on day: CivilDate, _ chance: inout Chance) -> Int? {
    for _ in 0..<Self.tries where !households.isEmpty {
      let place = chance.below(households.count)
      if Int(day.dayNumber - households[place].lastDay.dayNumber) <= Self.daysOfRepeat {
        return place
      }
    }
    return nil
  }

  /// The household in a place.
  subscript(place: Int) -> Household {
    get { households[place] }
    set { households[place] = newValue }
  }

  /// Remembers a household.
  mutating func add(_ household: Household, _ chance: inout Chance) {
    if households.count < Self.most {
      households.append(household)
    } else {
      households[chance.below(households.count)] = household
    }
  }

  /// Remembers an incident.
  mutating func add(_ incident: Incident) {
    if incidents.count < Self.mostIncidents {
      incidents.append(incident)
    } else {
      incidents[nextIncident] = incident
    }
    nextIncident = (nextIncident + 1) % Self.mostIncidents
  }

  /// An incident of the last days; nil when there is none.
  func recentIncident(on day: CivilDate, _ chance: inout Chance) -> Incident? {
    chance.pick(
      incidents.filter { Int(day.dayNumber - $0.day.dayNumber) <= Self.daysOfIncident })
  }
}

/// Makes households.
struct HouseholdMaker: Sendable {
  private let ages = WeightedChoice(
    Aims.ages.map(\.aim.share) + [Aims.unborn.share])
  private let sizes = WeightedChoice(Aims.children.map(\.share))
  private let ethnicities = WeightedChoice(Aims.ethnicities.map(\.aim.share))
  private var nextHousehold = 1
  private var nextChild = 1

  /// A household heard of for the first time, with its children.
  mutating func household(on day: CivilDate, most: Int, _ chance: inout Chance) -> Household {
    let size = min(max(1, most), sizes.pick(&chance) + 1)
    let ethnicity = ethnicities.pick(&chance)
    let children = (0..<size).map { _ in child(on: day, ethnicity, &chance) }
    defer { nextHousehold += 1 }
    return Household(number: nextHousehold, children: children, lastDay: day)
  }

  /// The number of a child of whom nothing is stated.
  mutating func unseenChild() -> Int {
    defer { nextChild += 1 }
    return nextChild
  }

  private mutating func child(
    on day: CivilDate, _ ethnicity: Int, _ chance: inout Chance
  ) -> MadeUpChild {
    defer { nextChild += 1 }
    var stated = MadeUpChild.StatedBirth.day
    if chance.happens(Aims.birthMissing.share) {
      stated = .missing
    } else if chance.happens(Aims.birthApproximate.share) {
      stated = .approximate
    }
    var birth = day.adding(days: -age(&chance))
    if stated == .approximate, birth <= day {
      let (year, month, _) = birth.components
      birth = min(day, CivilDate(year: year, month: month, day: 15) ?? birth)
    }
    return MadeUpChild(
      number: nextChild, birth: birth, isBoy: chance.happens(Aims.boys.share),
      ethnicity: ethnicity, statedBirth: stated)
  }

  /// Days since birth; below 0 for the unborn, who are expected within some months.
  private func age(_ chance: inout Chance) -> Int {
    let band = ages.pick(&chance)
    guard band < Aims.ages.count else { return -chance.number(in: 10...200) }
    let (first, last, _) = Aims.ages[band]
    // A few days from each end, so that leap days move nobody into the next band.
    return chance.number(in: first * 1_461 / 4 + 1...(last + 1) * 1_461 / 4 - 2)
  }
}

/// How old a child has to be for what is said to make sense.
enum AgeWindow: Hashable, Sendable {
  case unborn
  /// So many days.
  case born(ClosedRange<Int>)

  /// Whether a child is so old on a day.
  func fits(_ child: MadeUpChild, on day: CivilDate) -> Bool {
    switch self {
    case .unborn: child.isUnborn(on: day)
    case .born(let days): child.statedBirth == .day && days.contains(child.age(on: day))
    }
  }
}
