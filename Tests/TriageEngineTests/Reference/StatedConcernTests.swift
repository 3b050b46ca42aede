import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Nothing that speaks for a concern is stated in vain: with the screening done and nothing else
/// said, the gravest value of any fact that raises concern does more than settle no further action.
@Suite struct StatedConcernTests {
  /// Concerns that the reference rule book says do not call for help alone, and why.
  private static let slight: [String: String] = [
    "child_present": "says where the child was, and not that anything happened (7.1)",
    "conduct_of_person_in_trust": "goes to the designated officer (1.6)",
    "family_moves_often": "counts in the cluster (5.5)",
    "house_moves_in_12_months": "counts in the cluster (5.5)",
    "many_household_contacts_on_record": "asks for a manager's review (15.4)",
    "no_stimulation": "counts in the cluster (5.5)",
    "parent_difficulty": "many parents are ill or disabled and bring up their children well (8.1)",
    "parent_on_community_order": "adds one point (8.7)",
    "parents_without_support": "adds one point (8.11)",
    "spoken_to_harshly": "counts in the cluster (5.5)",
    "young_inexperienced_parents": "adds one point (8.11)",
  ]

  private static let births: [(name: String, value: String)] = [
    ("expected_date_of_birth", "-60"), ("date_of_birth", "60"), ("date_of_birth", "500"),
    ("date_of_birth", "3000"), ("date_of_birth", "5600"), ("date_of_birth", "6400"),
  ]

  @Test func `no concern stated alone is a settled no further action`() throws {
    let book = try #require(Reference.book)
    for (index, edition) in book.editions.enumerated() {
      let decider = try RowDecider(book, edition: index)
      var vain: [String] = []
      for fact in edition.facts {
        guard fact.reserved == nil, let value = gravest(fact) else { continue }
        let isHeard = try Self.births.contains { birth in
          let decision = try decider.decision(
            row(edition, birth, fact.name, value), for: .hub)
          return decision.outcome.couldRiseTo > 0
        }
        if isHeard == (Self.slight[fact.name] != nil) { vain.append(fact.name) }
      }
      // A fact of the list that is heard after all stands here too, so that the list stays true.
      #expect(vain == [], "\(edition.name)")
    }
  }

  private func row(
    _ edition: Edition, _ birth: (name: String, value: String), _ fact: String, _ value: String
  ) -> ContactRow {
    let received = edition.firstDay.adding(days: 30)
    let born = received.adding(days: -(Int(birth.value) ?? 0))
    return ContactRow(fields: [
      "contact": "C-1", "child": "P-1", "received": "\(received)T10:00", birth.name: "\(born)",
      "screening_completed": "yes", fact: value,
    ])
  }

  /// The value of a fact that raises concern most; nil for a fact that raises none. That something
  /// does not lower concern says nothing alone: a child who does not walk yet is no worry.
  private func gravest(_ fact: Fact) -> String? {
    if case .byValue(let raises, _) = fact.polarity {
      switch fact.type {
      case .oneOf(let names): return raises.max().map { names[$0] }
      case .anyOf(let names): return raises.sorted().map { names[$0] }.joined(separator: "|")
      default: return nil
      }
    }
    switch (fact.polarity, fact.type) {
    case (.raises, .yesNo): return "yes"
    case (.raises, .oneOf(let names)): return names.last
    case (.raises, .anyOf(let names)): return names.joined(separator: "|")
    case (.raises, .number): return "60"
    case (.lowers, .number): return "0"
    default: return nil
    }
  }
}
