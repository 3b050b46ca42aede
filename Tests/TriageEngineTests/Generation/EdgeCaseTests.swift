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
    for rule in edition.rules.indices {
      let cases = generator.cases(ofRule: rule)
      guard let rows = generator.next() else { break }
      #expect(cases.count == rows.count)
      for (found, row) in zip(cases, rows) {
        guard let contact = decoded(row, generator.fields, decoder) else {
          Issue.record("\(edition.rules[rule].name)-\(found.comparison)-\(found.side) is rejected")
          continue
        }
        let status = decider.evaluate(contact).rules[rule]
        results.append((found: found, status: status, notes: contact.notes))
      }
    }
    return results
  }

  static func decoded(
    _ row: MadeUpRow, _ fields: MadeUpFields, _ decoder: ContactDecoder
  ) -> Contact? {
    var line: [UInt8] = []
    row.writeJSON(fields, into: &line)
    var parser = JSONRowParser()
    var tally = FieldTally()
    guard
      case .row(let raw) = parser.parse(
        line, in: 0..<line.count - 1, at: RowPlace(file: 0, line: 1)),
      case .contact(let contact, _) = decoder.decode(raw, tally: &tally)
    else { return nil }
    return contact
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
        lines.append(
          "\(edition.rules[rule].name) \(place + 1): \(seen == nil ? "none made" : "no flip")"
            + (readsHistory(focus.atom, edition) ? ", counts earlier contacts" : ""))
      }
    }
    expectSnapshot(lines.joined(separator: "\n") + "\n", "EdgeCases", "reference")
  }

  private func readsHistory(_ atom: Atom, _ edition: Edition) -> Bool {
    atom.facts.contains { fact in
      if case .history = edition.facts[fact].type { return true }
      return false
    }
  }
}
