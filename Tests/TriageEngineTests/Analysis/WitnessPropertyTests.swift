import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// What the solver says of random editions against what the reference evaluator decides.
@Suite struct WitnessPropertyTests {
  static let cases = environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? 40
  static let seed = testSeed(20_261_121)
  static let first = CivilDate(year: 2021, month: 5, day: 4) ?? .earliest
  static let days = first...first.adding(days: 1_300)

  /// A question about an edition, asked of the solver and of the evaluator.
  struct Question {
    var name: String
    var conditions: [Literal]
    var holds: (Evaluation) -> Bool
  }

  private func questions(_ decisions: EditionDecisions) -> [Question] {
    var questions: [Question] = []
    for (index, rule) in decisions.rules.enumerated() {
      let status: [(RuleStatus, [Literal])] = [
        (.secure, [rule.secure]), (.met, [rule.met, !rule.secure]),
        (.undetermined, [!rule.met, rule.possible]), (.notMet, [!rule.possible]),
      ]
      for (status, conditions) in status {
        questions.append(
          Question(name: "rule \(index) is \(status)", conditions: conditions) {
            $0.rules[index] == status
          })
      }
    }
    let levels: [(String, LevelBounds, (Levels) -> (Int, Int, Int))] = [
      (
        "outcome", decisions.levels.outcomes,
        { ($0.outcome.couldFallTo, $0.outcome.established, $0.outcome.couldRiseTo) }
      ),
      (
        "rating", decisions.levels.ratings,
        {
          (
            $0.rating.couldFallTo ?? -1, $0.rating.established ?? -1, $0.rating.couldRiseTo ?? -1
          )
        }
      ),
    ]
    for (name, bounds, read) in levels {
      for level in bounds.established.indices.dropLast() {
        questions += [
          Question(name: "\(name) \(level) falls", conditions: [bounds.fall[level]]) {
            read($0.levels).0 >= level
          },
          Question(
            name: "\(name) is \(level)",
            conditions: [bounds.established[level], !bounds.established[level + 1]]
          ) { read($0.levels).1 == level },
          Question(
            name: "\(name) could rise to \(level)",
            conditions: [bounds.rise[level], !bounds.rise[level + 1], !bounds.established[level]]
          ) { read($0.levels).2 == level && read($0.levels).1 < level },
        ]
      }
    }
    return questions
  }

  @Test func `what is found is decided so, and what cannot be is never decided`() throws {
    var found = 0
    var none = 0
    for number in 0..<Self.cases {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      var editions = RandomEdition(random)
      let edition = editions.next()
      random = editions.random
      let decoder = ContactDecoder(RuleBook(name: "random", editions: [edition]))
      var space = StatementSpace([edition])
      var meaning = EditionMeaning(edition, &space)
      let decisions = EditionDecisions(
        &meaning, &space, unrecognised: space.hasUndeclared)
      var search = WitnessSearch(space, days: Self.days)
      let others = try (0..<60).map { _ in
        try #require(randomEvaluation(edition, decoder, &random))
      }
      for question in questions(decisions) {
        let place = "\(question.name); seed \(Self.seed) case \(number)"
        switch search.find(question.conditions) {
        case .witness(let witness, _):
          found += 1
          let stated = try #require(StatedContact(witness, decoder, edition: 0), "\(place)")
          #expect(
            question.holds(stated.evaluation),
            "\(place)\n\(witness.exampleLines(inForceFrom: .earliest))")
        case .none:
          none += 1
          for other in others where question.holds(other.evaluation) {
            Issue.record("\(place): there is one after all\n\(other.text)")
          }
        case .undecided: Issue.record("\(place) was left open")
        }
      }
    }
    #expect(found > Self.cases * 10 && none > Self.cases)
  }

  /// A made-up contact as a file could state it.
  private func randomEvaluation(
    _ edition: Edition, _ decoder: ContactDecoder, _ random: inout SplitMix64
  ) -> (evaluation: Evaluation, text: String)? {
    let span = SourceSpan(file: 0, start: 0, end: 0)
    func field(_ name: String, _ text: String) -> ExampleField {
      ExampleField(name: name, value: text == "null" ? .unknown : .text(text), span: span)
    }
    let length = Int(Self.days.upperBound.dayNumber - Self.days.lowerBound.dayNumber)
    let received = Self.days.lowerBound.adding(days: Int.random(in: 0...length, using: &random))
    var fields = [field("received", "\(received) 12:00")]
    switch Int.random(in: 0..<5, using: &random) {
    case 0: break
    case 1: fields.append(field("expected_date_of_birth", "\(received.adding(days: 30))"))
    default:
      let born = received.adding(days: -Int.random(in: 0...1_500, using: &random))
      let text = "\(born)".utf8.prefix(random.pick([4, 7, 10, 10]))
      fields.append(field("date_of_birth", String(text) ?? "\(born)"))
    }
    let sparseness = Int.random(in: 1...3, using: &random)
    for fact in edition.facts where random.oneIn(sparseness) {
      if fact.reserved == .openCase { fields.append(field(fact.name, "yes")) }
      // What is counted from earlier contacts is no field of a contact.
      if case .history = fact.type { continue }
      guard fact.reserved == nil,
        let text = edition.randomText(for: fact, received, using: &random)
      else { continue }
      fields.append(field(fact.name, text))
    }
    // All of them count the same contacts.
    let least = Int.random(in: 0...4, using: &random)
    let most = random.pick([least, least, nil])
    let lacks: Witness.History.Lack =
      most == least ? .nothing : random.oneIn(2) ? .reach : .certainty
    let hasHistory = random.oneIn(2)
    var witness = Witness(
      fields: fields,
      history: edition.facts.filter { $0.isHistory && hasHistory }.map {
        .init(fact: $0.name, least: least, most: most, isYesNo: false, lacks: lacks)
      },
      received: received)
    if random.oneIn(8) { witness.undeclared = "undeclared_field" }
    return StatedContact(witness, decoder, edition: 0).map {
      ($0.evaluation, "\(witness.exampleLines(inForceFrom: .earliest))")
    }
  }
}
