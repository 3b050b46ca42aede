import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// The properties of the language reference, on the reference rule book and made-up contacts.
///
/// `TRIAGE_CASES` sets how many contacts each property tries in each edition, `TRIAGE_SEED` where
/// they start; both are printed with a failure.
@Suite struct ReferencePropertyTests {
  static let cases = environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? 150
  static let seed = testSeed(20_210_504)

  /// Runs a property on made-up contacts of every edition.
  private func forEachContact(
    _ body: (RowDecider, ContactRow, inout SplitMix64) throws -> String?
  ) throws {
    let book = try #require(Reference.book)
    for index in book.editions.indices {
      let decider = try RowDecider(book, edition: index)
      for number in 0..<Self.cases {
        var random = SplitMix64(seed: Self.seed &+ UInt64(number))
        let row = book.editions[index].randomRow(
          number, sparseness: random.pick([8, 25, 80]), using: &random)
        if let fault = try body(decider, row, &random) {
          Issue.record(
            "\(fault)\nseed \(Self.seed) case \(number) in \(book.editions[index].name)\n\(row.line)"
          )
          return
        }
      }
    }
  }

  @Test func `turning an unknown into any value keeps the outcome between its bounds`() throws {
    try forEachContact { decider, row, random in
      let before = try decider.decision(row)
      let contact = try decider.contact(row)
      let received = contact.received.date
      var known = row
      for (fact, state) in zip(decider.decider.edition.facts, contact.facts)
      where fact.reserved == nil {
        guard case .unknown = state, !random.oneIn(3) else { continue }
        var value = decider.decider.edition.randomText(for: fact, received, using: &random)
        if value == "null" { value = nil }
        known.fields[fact.name] = value ?? known.fields[fact.name]
      }
      let after = try decider.decision(known).outcome
      guard
        after.established < before.outcome.couldFallTo
          || after.established > before.outcome.couldRiseTo
      else { return nil }
      return "the outcome was bounded by \(before.outcome), and is \(after) with\n\(known.line)"
    }
  }

  @Test func `a risk turned from no to yes never lowers the outcome`() throws {
    try forEachContact { decider, row, random in
      let edition = decider.decider.edition
      let risks = edition.facts.filter {
        $0.polarity == .raises && $0.type == .yesNo && $0.reserved == nil
      }
      let risk = random.pick(risks).name
      var without = row
      without.fields[risk] = "no"
      var with = row
      with.fields[risk] = "yes"
      let (low, high) = (try decider.decision(without), try decider.decision(with))
      guard
        high.outcome.established < low.outcome.established
          || high.outcome.couldRiseTo < low.outcome.couldRiseTo
          || high.outcome.couldFallTo < low.outcome.couldFallTo
          || (high.rating.established ?? -1) < (low.rating.established ?? -1)
      else { return nil }
      return "`\(risk)` yes gives \(high.outcome), and no gives \(low.outcome)"
    }
  }

  @Test func `no first outcome is firm while something unknown could raise it`() throws {
    try forEachContact { decider, row, _ in
      let decision = try decider.decision(row)
      let isFirm =
        decision.outcome.certainty == .firm
        && decision.rating.couldRiseTo == decision.rating.established
      if isFirm != decision.asks.isEmpty {
        return "certainty is \(decision.outcome.certainty) with \(decision.asks.count) asks"
      }
      return nil
    }
  }

  @Test func `the partner record says the same whatever the restricted values`() throws {
    try forEachContact { decider, row, random in
      let edition = decider.decider.edition
      let restricted = edition.facts.filter { $0.restrictedTo != nil }
      guard !restricted.isEmpty else { return "the edition restricts nothing" }
      let received = try decider.contact(row).received.date
      func withRestrictedValues() -> ContactRow {
        var other = row
        for fact in restricted {
          other.fields[fact.name] =
            random.oneIn(3)
            ? nil : edition.randomText(for: fact, received, using: &random)
        }
        return other
      }
      let (one, other) = (withRestrictedValues(), withRestrictedValues())
      let (left, right) = (
        try decider.text(one, for: .partner), try decider.text(other, for: .partner)
      )
      for fact in restricted {
        for record in [left, right] where record.contains(fact.name) {
          return "the partner record names `\(fact.name)`"
        }
        if let question = fact.question, left.contains(question) || right.contains(question) {
          return "the partner record asks about `\(fact.name)`"
        }
      }
      let (first, second) = (
        try decider.decision(one, for: .partner), try decider.decision(other, for: .partner)
      )
      let sameHead =
        first.outcome == second.outcome && first.rating == second.rating
        && first.agencies == second.agencies
      if sameHead, left != right { return "two records differ:\n\(left)\(right)" }
      if first.openPart != second.openPart { return "the open parts differ:\n\(left)\(right)" }
      return nil
    }
  }
}

extension Decision {
  /// The agencies named, with how far their information led or could lead.
  fileprivate var agencies: [String] {
    because.compactMap { reason in
      if case .restricted(let agency, let outcome) = reason { return "\(agency) \(outcome ?? -1)" }
      return nil
    }
      + asks.compactMap { ask in
        if case .restricted(let agency) = ask.subject {
          return "\(agency) \(ask.couldRiseTo ?? -1) \(ask.couldLowerTo ?? -1)"
        }
        return nil
      } + actions.filter { $0 == "hub_action_required" }
  }

  /// What the record says of rules, points and silence: constant in restricted values.
  fileprivate var openPart: [String] {
    because.compactMap { reason in
      if case .rule(let rule) = reason { return "rule \(rule.rule)" }
      return nil
    } + alsoMet.map { "also \($0.rule)" } + scales.map { "\($0)" }
      + ["\(readFromSilence)", "\(notes)"] + actions.filter { $0 != "hub_action_required" }
  }
}
