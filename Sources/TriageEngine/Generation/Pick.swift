import ThresholdDSL

/// A value that a made-up contact states for a fact.
enum Pick: Hashable, Sendable {
  /// That it is unknown.
  case unknown
  /// Nothing, where silence means none of the values once the screening is done.
  case silence
  /// Yes or no.
  case yesNo(Bool)
  /// One of the declared values.
  case choice(Int)
  /// Some of the declared values.
  case choices(UInt64)
  /// A number.
  case number(Quantity)
  /// A day.
  case day(CivilDate)
  /// A day so many days after the one received, at ten where a time is wanted.
  case daysAfter(Int)
  /// A stated length of life.
  case age(Age)
  /// A child born so many days after the day that completes an age on the day received.
  case born(completing: Age, shift: Int)
  /// A child not born yet.
  case unborn

  /// What the fact is then, as the decoder has it; `birth` picks give the child's age.
  func state(of type: FactType, on received: CivilDate) -> FactState {
    switch self {
    case .unknown: .unknown(.statement)
    case .silence:
      ContactDraft.no(type).map { .known($0, .silence) } ?? .unknown(.silence)
    case .yesNo(let isYes): .known(.yesNo(isYes), .statement)
    case .choice(let index): .known(.choice(index), .statement)
    case .choices(let set): .known(.choices(set), .statement)
    case .number(let number): .known(.number(number), .statement)
    case .day(let day): Self.state(day, type)
    case .daysAfter(let days): Self.state(received.adding(days: days), type)
    case .age(let age): .known(.age(age), .statement)
    case .born(let age, let shift):
      .known(.life(born: Self.day(age, shift, received), on: received), .statement)
    case .unborn: .unknown(.silence)
    }
  }

  private static func state(_ day: CivilDate, _ type: FactType) -> FactState {
    type == .date ? .known(.date(day), .statement) : .known(.moment(Moment(on: day)), .statement)
  }

  private static func day(_ age: Age, _ shift: Int, _ received: CivilDate) -> ClosedRange<CivilDate>
  {
    let day = min(received, Pick.birth(completing: age, shift: shift, on: received))
    return day...day
  }

  /// The day of birth of a child who completes an age on a day, moved by some days.
  static func birth(completing age: Age, shift: Int, on received: CivilDate) -> CivilDate {
    var day = received.subtracting(age)
    // Where the month is shorter, the day found can complete the age a little early or late.
    while Lifetime.completed(age.unit, from: day, on: received) < age.count {
      day = day.adding(days: -1)
    }
    while day < received,
      Lifetime.completed(age.unit, from: day.adding(days: 1), on: received) >= age.count
    {
      day = day.adding(days: 1)
    }
    return day.adding(days: shift)
  }

  /// The text of the value in a contact file; nil for silence, and for a birth, which other fields
  /// state.
  func text(of type: FactType, on received: CivilDate) -> String? {
    switch self {
    case .unknown: return "unknown"
    case .yesNo(let isYes): return isYes ? "true" : "false"
    case .choice(let index):
      guard case .oneOf(let names) = type, names.indices.contains(index) else { return nil }
      return names[index]
    case .choices(let set):
      guard case .anyOf(let names) = type else { return nil }
      let named = names.indices.filter { set & (1 << UInt64($0)) != 0 }.map { names[$0] }
      return named.isEmpty ? "none" : named.joined(separator: "|")
    case .number(let number): return number.description
    case .day(let day): return Self.text(day, type)
    case .daysAfter(let days): return Self.text(received.adding(days: days), type)
    case .age(let age):
      return "\(age.count) \(age.count == 1 ? age.unit.singular : age.unit.plural)"
    case .born, .unborn, .silence: return nil
    }
  }

  private static func text(_ day: CivilDate, _ type: FactType) -> String {
    type == .date ? day.description : day.description + "T10:00:00"
  }

  /// Whether JSON writes the value without quotes.
  var isBare: Bool {
    switch self {
    case .yesNo, .number: true
    default: false
    }
  }

  /// Whether the text depends on the day received.
  var isRelative: Bool {
    if case .daysAfter = self { return true }
    return false
  }
}
