import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// An edition with the facts that every edition has and those given, by name.
func sampleEdition(
  _ facts: [Fact], name: String = "2018-07", from firstDay: String = "2018-07-01",
  to lastDay: String? = nil, ignored: [String] = []
) -> Edition {
  let declared = facts.sorted { $0.name < $1.name }
  return Edition(
    name: name, title: name, firstDay: sampleDay(firstDay), lastDay: lastDay.map(sampleDay),
    follows: nil,
    calendar: "england-and-wales",
    outcomes: ["nfa", "early_help", "strategy_meeting"].map { Outcome(name: $0, title: $0) },
    ratings: ["green", "red"], facts: ReservedFact.allCases.map(\.fact) + declared,
    definitions: [], rules: [], scales: [], judgements: [], actions: [], ignoredFields: ignored,
    hours: ServiceHours(week: [], closures: [], outOfHours: nil), clocks: [], examples: [],
    clauses: [], canonicalText: [])
}

/// A rule book of one edition.
func sampleBook(_ facts: [Fact], ignored: [String] = []) -> RuleBook {
  RuleBook(name: "test", editions: [sampleEdition(facts, ignored: ignored)])
}

/// The facts that most tests of decoding use, one of each type.
let sampleFacts: [Fact] = [
  Fact(name: "injury", type: .yesNo, silence: .unknown),
  Fact(name: "home", type: .oneOf(["good", "very_poor", "dangerous"])),
  Fact(name: "concerns", type: .anyOf(["physical", "sexual", "neglect"])),
  Fact(name: "missed", type: .number),
  Fact(name: "reviewed", type: .date),
  Fact(name: "returned", type: .dateAndTime),
  Fact(name: "carer_age", type: .age),
  Fact(
    name: "earlier_contacts", type: .history(HistoryQuery(measure: .count))),
]

func sampleDay(_ text: String) -> CivilDate {
  guard case .success(let date) = DateText.read(Array(text.utf8).span) else {
    Issue.record("not a day: \(text)")
    return .earliest
  }
  return date
}

func sampleMoment(_ text: String) -> Moment {
  guard case .success(let moment) = MomentText.read(Array(text.utf8).span) else {
    Issue.record("not a moment: \(text)")
    return Moment(on: .earliest)
  }
  return moment
}

/// What one row is decoded as.
struct DecodedSample {
  var contact: Contact?
  var rejection: Rejection?
  var tally = FieldTally()
  let facts: [Fact]

  /// Decodes a line of JSON with the three fields that every row needs, `fields` and a book.
  init(
    _ fields: String, _ book: RuleBook = sampleBook(sampleFacts),
    _ options: DecodingOptions = .init()
  ) {
    let needed = #""contact":"C-1","child":"P-1","received":"2021-05-04T15:42""#
    self.init(line: "{\(needed)\(fields.isEmpty ? "" : ",")\(fields)}", book, options)
  }

  init(
    line: String, _ book: RuleBook = sampleBook(sampleFacts), _ options: DecodingOptions = .init()
  ) {
    self.init(Array(line.utf8), .jsonLines, book, options)
  }

  init(_ bytes: [UInt8], _ format: InputFormat, _ book: RuleBook, _ options: DecodingOptions) {
    facts = book.editions.first?.facts ?? []
    let file = ReadFile(bytes, format)
    #expect(file.rows.count == 1 && file.error == nil)
    switch file.rows.first {
    case .rejected(let rejection): self.rejection = rejection
    case .row(let row):
      switch ContactDecoder(book, options: options).decode(row, tally: &tally) {
      case .contact(let contact, _): self.contact = contact
      case .rejected(let rejection): self.rejection = rejection
      }
    case nil: break
    }
  }

  /// What the contact says of a fact, as text.
  subscript(fact: String) -> String {
    guard let contact, let index = facts.firstIndex(where: { $0.name == fact }) else {
      return "no contact"
    }
    return describe(contact.facts[index], facts[index])
  }

  /// The notes as text: code and field.
  var notes: [String] {
    contact?.notes.map { "\($0.code.rawValue) \($0.field ?? "")" } ?? ["no contact"]
  }
}

/// A state as text.
func describe(_ state: FactState, _ fact: Fact) -> String {
  switch state {
  case .unknown(.silence): return "silence"
  case .unknown(.silenceUntil(let gate)): return "silence until \(gate)"
  case .unknown(.statement): return "unknown"
  case .unknown(.unreadable): return "unreadable"
  case .unknown(.noHistory): return "no history"
  case .between(let range, _): return range.words
  case .known(let value, let from):
    return describe(value, fact) + (from == .silence ? " from silence" : "")
  }
}

private func describe(_ value: FactValue, _ fact: Fact) -> String {
  switch (value, fact.type) {
  case (.yesNo(let yes), _): return yes ? "yes" : "no"
  case (.choice(let index), .oneOf(let names)): return names[index]
  case (.choices(let set), .anyOf(let names)):
    return names.indices.filter { set >> UInt64($0) & 1 == 1 }.map { names[$0] }
      .joined(separator: "+") + "."
  case (.number(let number), _): return "\(number)"
  case (.noneOfTheValues, _): return "none"
  case (.never, _): return "never"
  case (.date(let date), _): return "\(date)"
  case (.moment(let moment), _): return MomentText.text(moment)
  case (.age(let age), _): return "\(age.count) \(age.unit.plural)"
  case (.life(let born, let day), _): return "\(born.lowerBound)...\(born.upperBound) on \(day)"
  default: return "of another type"
  }
}
