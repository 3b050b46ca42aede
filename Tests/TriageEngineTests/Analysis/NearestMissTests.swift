import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// The nearest miss against trying every contact of a small vocabulary.
@Suite struct NearestMissTests {
  private static let cases = environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? 40
  private static let seed = testSeed(20_261_121)
  /// The contacts that are looked at of each rule book.
  private static let contactsTried = 4

  @Test func `it is as near as trying every contact finds`() throws {
    var found = [0, 0]
    var far = 0
    for number in 0..<Self.cases {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      let small = SmallRules(&random)
      let tried = try TriedContacts(small)
      for _ in 0..<Self.contactsTried {
        let contact = random.pick(tried.contacts)
        for (place, direction) in [NearestMiss.Direction.higher, .lower].enumerated() {
          guard tried.canMove(contact, direction) else { continue }
          let label = "seed \(Self.seed) case \(number) \(direction): \(contact.statement)"
          let miss = try #require(tried.miss(contact, direction), "\(label)")
          let least = tried.least(from: contact, direction)
          #expect(miss.count == least ?? 0, "\(label)")
          #expect(miss.ways.isEmpty == (least == nil), "\(label)")
          if least == nil { far += 1 } else { found[place] += 1 }
        }
      }
    }
    #expect(found.allSatisfy { $0 >= Self.cases / 2 } && far > 0, "\(found) \(far)")
  }
}

/// Every contact of a small vocabulary, decided.
private struct TriedContacts {
  struct Tried {
    var statement: SmallContacts.Statement
    var contact: Contact
    var outcome: Int
    /// What is stated of each group of facts that change together.
    var stated: [String: String]
    /// The groups of which something is stated, and not all of it.
    var vague: Set<String>
  }

  private(set) var contacts: [Tried] = []
  private let decider: Decider
  private let decoder: ContactDecoder

  init(_ small: SmallRules) throws {
    decider = Decider(small.edition, calendar: nil)
    decoder = ContactDecoder(
      RuleBook(name: "small", editions: [small.edition]), options: DecodingOptions(edition: 0))
    for statement in SmallContacts(small, small).statements {
      var witness = Witness(
        fields: statement.fields, history: statement.earlier.map { [$0.six] } ?? [],
        received: SmallRules.received)
      witness.undeclared = statement.undeclared
      let contact = try decoder.decode(witness, edition: 0).get()
      let (stated, vague) = Self.groups(statement, contact)
      contacts.append(
        Tried(
          statement: statement, contact: contact,
          outcome: decider.decide(contact, for: .hub).outcome.established, stated: stated,
          vague: vague))
    }
  }

  /// What cannot be read of a field is as good as its being unknown.
  private static func groups(
    _ statement: SmallContacts.Statement, _ contact: Contact
  ) -> (stated: [String: String], vague: Set<String>) {
    var stated: [String: String] = [:]
    var vague: Set<String> = []
    for field in statement.fields {
      let isBirth = field.name == "unborn" || field.name == "date_of_birth"
      let name = isBirth ? "birth" : field.name
      stated[name] = "\(field.name) \(field.value)"
      if case .unknown = field.value { vague.insert(name) }
      if case .text("2020") = field.value, isBirth { vague.insert(name) }
    }
    if let earlier = statement.earlier {
      stated["earlier"] = "\(earlier.six.least) \(earlier.six.lacks)"
      if earlier.six.lacks != .nothing { vague.insert("earlier") }
    }
    for (place, name) in [(SmallRules.home, "home")] {
      if case .unknown(.unreadable) = contact.facts[place] { vague.insert(name) }
    }
    return (stated, vague)
  }

  /// Whether silence about a fact says that it is no.
  private static func isReadFromSilence(_ name: String, _ contact: Contact) -> Bool {
    let places = [
      "a": SmallRules.a, "b": SmallRules.b, "home": SmallRules.home, "times": SmallRules.times,
    ]
    guard let place = places[name], case .known(_, .silence) = contact.facts[place] else {
      return false
    }
    return true
  }

  func canMove(_ tried: Tried, _ direction: NearestMiss.Direction) -> Bool {
    direction == .higher ? tried.outcome < 3 : tried.outcome > 0
  }

  func miss(_ tried: Tried, _ direction: NearestMiss.Direction) -> MissedWays? {
    decider.nearestMiss(of: tried.contact, direction, decoder: decoder, index: 0) { _ in true }
  }

  /// The fewest groups that a contact with another outcome states otherwise, all of them exactly.
  func least(from original: Tried, _ direction: NearestMiss.Direction) -> Int? {
    var least: Int?
    for other in contacts {
      let isReached =
        direction == .higher ? other.outcome > original.outcome : other.outcome < original.outcome
      guard isReached, other.statement.undeclared == original.statement.undeclared else { continue }
      let names = Set(other.stated.keys).union(original.stated.keys)
      let changed = names.filter { other.stated[$0] != original.stated[$0] }
      let isExact = changed.allSatisfy { name in
        other.stated[name] != nil
          ? !other.vague.contains(name) : Self.isReadFromSilence(name, other.contact)
      }
      guard isExact, !changed.contains("screening"), changed.count <= NearestMiss.mostFacts else {
        continue
      }
      least = min(least ?? .max, changed.count)
    }
    return least
  }
}
