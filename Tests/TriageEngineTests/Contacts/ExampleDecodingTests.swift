import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

struct ExampleDecodingTests {
  private let span = SourceSpan(file: 0, start: 0, end: 0)

  private func contact(_ fields: [(String, ExampleValue)]) -> Result<Contact, Rejection> {
    ContactDecoder(sampleBook(sampleFacts)).decode(
      exampleFields: fields.map { ExampleField(name: $0.0, value: $0.1, span: span) }, edition: 0)
  }

  private func states(_ fields: [(String, ExampleValue)], _ names: [String]) throws -> [String] {
    let contact = try contact(fields).get()
    let facts = sampleEdition(sampleFacts).facts
    return names.compactMap { name in
      facts.firstIndex { $0.name == name }.map { describe(contact.facts[$0], facts[$0]) }
    }
  }

  @Test func `an example is read as a contact file would state it`() throws {
    let found = try states(
      [
        ("received", .text("2021-05-04 10:00")), ("date_of_birth", .text("2021-01-04")),
        ("injury", .text("yes")), ("home", .text("very_poor")),
        ("concerns", .list(["neglect", "physical"])), ("missed", .text("3")),
        ("carer_age", .age(Age(count: 8, unit: .months))), ("reviewed", .unknown),
        ("source", .text("police")),
      ],
      [
        "received", "child_age", "unborn", "injury", "home", "concerns", "missed", "carer_age",
        "reviewed", "source",
      ])
    #expect(
      found == [
        "2021-05-04T10:00:00+01:00", "2021-01-04...2021-01-04 on 2021-05-04", "no", "yes",
        "very_poor", "physical+neglect.", "3", "8 months", "unknown", "police",
      ])
  }

  @Test func `what an example leaves out is made up or unknown`() throws {
    let contact = try contact([]).get()
    #expect(contact.received == sampleMoment("2018-07-01T12:00"))
    #expect(!contact.id.isEmpty && contact.child != nil)
    #expect(contact.notes.isEmpty && !contact.hasUnrecognisedFields)
    #expect(
      try states([], ["child_age", "unborn", "injury"]) == ["silence", "silence", "silence"])
    #expect(try states([("concerns", .list([]))], ["concerns"]) == ["."])
    let stated = try self.contact([("contact", .text("7")), ("child", .unknown)]).get()
    #expect(stated.id == "7" && stated.child == nil)
  }

  @Test func `an age or unborn stands for the dates that give it`() throws {
    let names = ["child_age", "unborn"]
    #expect(
      try states([("child_age", .age(Age(count: 3, unit: .months)))], names)
        == ["2018-04-01...2018-04-01 on 2018-07-01", "no"])
    #expect(
      try states([("child_age", .text("2"))], names)
        == ["2016-07-01...2016-07-01 on 2018-07-01", "no"])
    #expect(try states([("child_age", .unknown)], names) == ["unknown", "unknown"])
    #expect(try states([("unborn", .text("yes"))], names) == ["silence", "yes"])
    #expect(try states([("unborn", .text("no"))], names) == ["silence", "no"])
    #expect(try states([("unborn", .unknown)], names) == ["silence", "silence"])
    #expect(
      try states([("unborn", .text("no")), ("child_age", .text("2"))], names)
        == ["2016-07-01...2016-07-01 on 2018-07-01", "no"])
  }

  @Test func `a child of an age has completed exactly that`() throws {
    let seed = testSeed(29)
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let received = sampleDay("2018-07-01").adding(days: Int.random(in: 0...4_000, using: &random))
      let unit = random.pick(AgeUnit.allCases)
      let most = unit == .years ? Lifetime.mostYearsOfChild : 220
      let age = Age(count: Int.random(in: 0...most, using: &random), unit: unit)
      let contact = try contact([("child_age", .age(age)), ("received", .text("\(received)"))])
        .get()
      guard case .known(.life(let born, let on), .statement) = contact.facts[0] else {
        Issue.record("no age, seed \(seed)")
        continue
      }
      let completed = Lifetime.completed(unit, from: born.lowerBound, on: on)
      #expect(completed == age.count, "\(age) on \(received), seed \(seed)")
    }
  }

  @Test func `an example that is no contact says why`() {
    guard case .failure(let rejection) = contact([("received", .text("4/5/21"))]) else {
      Issue.record("decoded")
      return
    }
    #expect(rejection.code == .receivedUnreadable)
  }
}
