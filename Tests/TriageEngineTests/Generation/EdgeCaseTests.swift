import TestSupport
import Testing
import ThresholdDSL

@testable import TriageEngine

/// Contacts on and beside the boundaries of rules.
@Suite struct EdgeCaseTests {
  /// Decodes the edge cases of an edition and says for each what the named rule's standing is.
  static func statuses(
    _ book: RuleBook, _ index: Int
  ) -> [(found: EdgeCase, status: RuleStatus, notes: [Note])] {
    let edition = book.editions[index]
    var generator = EdgeCaseGenerator(book, edition: index, calendar: nil)
    let decoder = ContactDecoder(book)
    let decider = Decider(edition, calendar: nil)
    var results: [(found: EdgeCase, status: RuleStatus, notes: [Note])] = []
    while generator.nextWithHistory() != nil {}
    for rule in edition.rules.indices {
      let cases = generator.cases(ofRule: rule)
      guard let rows = generator.next() else { break }
      #expect(cases.count == rows.count)
      for (found, row) in zip(cases, rows) {
        guard let contact = row.decoded(generator.fields, decoder) else {
          Issue.record("\(edition.rules[rule].name)-\(found.comparison)-\(found.side) is rejected")
          continue
        }
        let status = decider.evaluate(contact).rules[rule]
        results.append((found: found, status: status, notes: contact.notes))
      }
    }
    return results
  }

  @Test func `the boundaries of the reference rule book flip their rules, whatever else is so`()
    throws
  {
    let book = try #require(ReferenceRuleBookTests.loaded.result.book)
    let index = book.editions.count - 1
    let edition = book.editions[index]
    let results = Self.statuses(book, index)
    #expect(results.count > 2_000)
    let unreadable = results.filter { result in
      result.notes.contains { $0.code == .unreadableValue || $0.code == .unrecognisedField }
    }
    #expect(unreadable.map(\.found.rule) == [])
    // A rule, and one of its comparisons, from 1.
    struct Boundary: Hashable { var rule, comparison: Int }
    var sides: [Boundary: Set<Bool>] = [:]
    for result in results {
      let boundary = Boundary(rule: result.found.rule, comparison: result.found.comparison)
      sides[boundary, default: []].insert(result.status.isMet)
    }
    var lines: [String] = []
    for rule in edition.rules.indices {
      let comparisons = edition.foci(of: edition.rules[rule])
      let hasHistory = comparisons.contains { readsHistory($0.atom, edition) }
      let flips = sides.contains { $0.key.rule == rule && $0.value == [true, false] }
      #expect(flips || hasHistory, "nothing made flips \(edition.rules[rule].name)")
      for (place, focus) in edition.foci(of: edition.rules[rule]).enumerated() {
        let seen = sides[Boundary(rule: rule, comparison: place + 1)]
        if seen == [true, false] { continue }
        // What is counted of earlier contacts has cases of its own.
        if readsHistory(focus.atom, edition) { continue }
        lines.append(
          "\(edition.rules[rule].name) \(place + 1): \(seen == nil ? "none made" : "no flip")")
      }
    }
    expectSnapshot(lines.joined(separator: "\n") + "\n", "EdgeCases", "reference")
  }

  /// Decides the cases of what rules count, all of them one history.
  private func historyStatuses(
    _ book: RuleBook, _ index: Int
  ) throws -> [(found: HistoryEdgeCase, status: RuleStatus)] {
    let edition = book.editions[index]
    var generator = EdgeCaseGenerator(book, edition: index, calendar: nil)
    let decoder = ContactDecoder(book)
    let plan = HistoryPlan(book.editions, used: [index])
    let reader = EarlierContactReader(plan, decoder)
    var history = ContactHistory(plan)
    var asked: [(found: HistoryEdgeCase, contact: Contact)] = []
    while let cases = generator.nextWithHistory() {
      for (found, rows) in cases {
        for row in rows {
          let raw = try #require(row.read(generator.fields))
          let contact = try #require(row.decoded(generator.fields, decoder))
          #expect(contact.notes.isEmpty, "\(contact.id): \(contact.notes)")
          try history.add(reader.earlier(contact, edition: index, row: raw))
        }
        asked.append(
          (found, try #require(rows.last?.decoded(generator.fields, decoder))))
      }
    }
    let decider = Decider(edition, calendar: nil)
    return asked.map { found, contact in
      var contact = contact
      history.fillIn(&contact, edition: index)
      return (found, decider.evaluate(contact).rules[found.rule])
    }
  }

  @Test func `what rules count of earlier contacts is met at its limit and not before it`() throws {
    let book = try #require(ReferenceRuleBookTests.loaded.result.book)
    let index = book.editions.count - 1
    let edition = book.editions[index]
    let results = try historyStatuses(book, index)
    // A rule, and one of its comparisons.
    struct Boundary: Hashable { var rule, comparison: Int }
    var seen: Set<Boundary> = []
    for (found, status) in results {
      let name = edition.rules[found.rule].name + " " + found.side
      switch found.side {
      case "just_below", "before_window": #expect(status == .notMet, "\(name)")
      case "at", "just_above": #expect(status.isMet, "\(name)")
      case "unknown": #expect(status == .undetermined, "\(name)")
      default: Issue.record("\(name)")
      }
      seen.insert(Boundary(rule: found.rule, comparison: found.comparison))
    }
    // Every comparison with what is counted has its cases.
    for (rule, declared) in edition.rules.enumerated() {
      for (place, focus) in edition.foci(of: declared).enumerated()
      where readsHistory(focus.atom, edition) {
        #expect(seen.contains(Boundary(rule: rule, comparison: place + 1)), "\(declared.name)")
      }
    }
    #expect(seen.count >= 6)
  }

  private func readsHistory(_ atom: Atom, _ edition: Edition) -> Bool {
    atom.facts.contains { fact in
      if case .history = edition.facts[fact].type { return true }
      return false
    }
  }
}
