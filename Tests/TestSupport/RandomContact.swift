public import ThresholdDSL
public import TriageEngine

/// Makes contacts as the decoder would make them for an edition, from a seed.
public struct RandomContact {
  /// The random bits.
  public var random: SplitMix64
  /// The edition that the contacts are decoded against.
  public let edition: Edition
  /// The day on which contacts are received.
  private let today = CivilDate(dayNumber: 18_751) ?? .earliest

  /// A maker of contacts.
  public init(_ edition: Edition, _ random: SplitMix64) {
    self.edition = edition
    self.random = random
  }

  /// The next contact.
  public mutating func next() -> Contact {
    let stillToStatePart = Int.random(in: 1...4, using: &random)
    var facts: [FactState] = edition.facts.indices.map { fact in
      if random.oneIn(stillToStatePart) { return .unknown(.silence) }
      if random.oneIn(8) { return .unknown(random.oneIn(2) ? .statement : .unreadable) }
      return .known(value(fact), .statement)
    }
    settle(&facts)
    var contact = Contact(
      id: "C-1", child: random.oneIn(9) ? nil : "P-1", received: Moment(on: today), facts: facts)
    if random.oneIn(3) {
      contact.human = HumanDecision(
        decided: random.oneIn(3) ? nil : moment(),
        outcome: edition.outcomes.indices.randomElement(using: &random),
        rating: edition.ratings.indices.randomElement(using: &random))
    }
    if random.oneIn(8) {
      contact.hasUnrecognisedFields = true
      contact.notes = [Note(.unrecognisedField, field: "mispelt", text: "no rule reads this field")]
    }
    return contact
  }

  /// The contact with some of its unknowns known, `all` of them if so wished.
  ///
  /// A no that rests on silence that always means no is one of the unknowns, where yes means concern.
  public mutating func completing(_ contact: Contact, all: Bool = false) -> Contact {
    var contact = contact
    for fact in contact.facts.indices where all || random.oneIn(2) {
      switch contact.facts[fact] {
      case .unknown: contact.facts[fact] = .known(value(fact), .statement)
      case .known(_, .silence):
        if case .no = edition.facts[fact].silence, edition.facts[fact].polarity == .raises {
          contact.facts[fact] = .known(value(fact), .statement)
        }
      case .between(let range, _): contact.facts[fact] = .known(value(in: range), .statement)
      case .known: break
      }
    }
    var facts = contact.facts.states
    makeBirthConsistent(&facts)
    contact.facts = FactStates(facts)
    return contact
  }

  /// The contact with other restricted values, but for those restricted to one agency, and all else as
  /// stated.
  public mutating func changingRestricted(
    _ contact: Contact, except agency: String? = nil
  ) -> Contact {
    var contact = contact
    for (index, fact) in edition.facts.enumerated() {
      if let owner = fact.restrictedTo, owner != agency {
        contact.facts[index] =
          random.oneIn(4)
          ? .unknown(random.oneIn(2) ? .silence : .statement) : .known(value(index), .statement)
      } else if isFromSilence(contact.facts[index]) {
        contact.facts[index] = .unknown(.silence)
      }
    }
    var facts = contact.facts.states
    readSilence(&facts)
    contact.facts = FactStates(facts)
    return contact
  }

  /// A value of a fact's type.
  public mutating func value(_ fact: Int) -> FactValue {
    switch edition.facts[fact].type {
    case .yesNo: return .yesNo(random.oneIn(2))
    case .oneOf(let values): return .choice(Int.random(in: 0..<values.count, using: &random))
    case .anyOf(let values):
      return .choices(UInt64.random(in: 0..<(1 << UInt64(values.count)), using: &random))
    case .number, .history:
      let number = Quantity(Int.random(in: 0...4, using: &random))
      return number.map { .number($0) } ?? .yesNo(false)
    case .date: return .date(day())
    case .dateAndTime: return .moment(moment())
    case .age:
      if edition.facts[fact].reserved == .childAge { return life() }
      return .age(Age(count: Int.random(in: 0...4, using: &random), unit: .years))
    }
  }

  private mutating func range() -> CountRange {
    let least = Int.random(in: 0...4, using: &random)
    let most = least + Int.random(in: 1...4, using: &random)
    return CountRange(least: least, most: random.oneIn(2) ? most : nil)
  }

  private mutating func value(in range: CountRange) -> FactValue {
    let least = Int(range.least)
    let most = range.most.map { Int($0) } ?? least + 4
    return Quantity(Int.random(in: least...most, using: &random)).map { .number($0) } ?? .never
  }

  private mutating func life() -> FactValue {
    let born = today.adding(days: -Int.random(in: 0...1_500, using: &random))
    let latest = min(today, random.oneIn(3) ? born.adding(days: 200) : born)
    return .life(born: born...latest, on: today)
  }

  private mutating func day() -> CivilDate {
    today.adding(days: Int.random(in: -3...3, using: &random))
  }

  private mutating func moment() -> Moment {
    if random.oneIn(3) { return Moment(on: day()) }
    let seconds = Int64(day().dayNumber) * 86_400 + Int64.random(in: 0..<86_400, using: &random)
    return Moment(at: Instant(seconds: seconds))
  }

  // MARK: As the decoder does

  private mutating func settle(_ facts: inout [FactState]) {
    for (index, fact) in edition.facts.enumerated() {
      switch fact.reserved {
      case .received?: facts[index] = .known(.moment(Moment(on: today)), .statement)
      default: break
      }
      if case .history = fact.type, random.oneIn(2) {
        facts[index] = random.oneIn(2) ? .unknown(.noHistory) : .between(range(), .noHistory)
      }
    }
    makeBirthConsistent(&facts)
    readSilence(&facts)
  }

  /// An unborn child has no age, and a child with an age is born.
  private func makeBirthConsistent(_ facts: inout [FactState]) {
    guard let age = edition.facts.firstIndex(where: { $0.reserved == .childAge }),
      let unborn = edition.facts.firstIndex(where: { $0.reserved == .unborn })
    else { return }
    switch (facts[age], facts[unborn]) {
    case (_, .known(.yesNo(true), _)): facts[age] = .unknown(.silence)
    case (.known, _): facts[unborn] = .known(.yesNo(false), .statement)
    default: break
    }
  }

  /// As the decoder has it, written a second time: first the facts that hang on one other at most.
  private func readSilence(_ facts: inout [FactState]) {
    for hasUnless in [false, true] {
      for (index, fact) in edition.facts.enumerated() where facts[index] == .unknown(.silence) {
        guard let no = no(fact.type) else { continue }
        switch fact.silence {
        case .no where !hasUnless: facts[index] = .known(no, .silence)
        case .noWhen(let gate, let unless) where (unless != nil) == hasUnless:
          switch unless.map({ facts[$0] }) {
          case nil, .known(.yesNo(false), _), .unknown(.silenceUntil): break
          default: continue
          }
          facts[index] =
            facts[gate] == .known(.yesNo(true), .statement)
            ? .known(no, .silence) : .unknown(.silenceUntil(fact: gate))
        default: break
        }
      }
    }
  }

  private func no(_ type: FactType) -> FactValue? {
    switch type {
    case .yesNo: .yesNo(false)
    case .anyOf: .choices(0)
    case .oneOf: .noneOfTheValues
    case .number: Quantity(0).map { .number($0) }
    default: nil
    }
  }

  private func isFromSilence(_ state: FactState) -> Bool {
    switch state {
    case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil): true
    default: false
    }
  }
}
