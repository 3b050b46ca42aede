import TestSupport
import Testing
import ThresholdDSL

/// What the reference rule book promises of itself.
@Suite struct ReferenceRuleBookTests {
  static let files = ruleBookFiles(packageFolder + "/rules/reference")
  static let loaded = checked(editions: files)

  /// The indicators of the published threshold documents that were read, by theme and number.
  static let indicators: [String] = [
    ("p", 12), ("s", 13), ("x", 4), ("h", 3), ("n", 15), ("e", 8), ("d", 9), ("c", 14), ("b", 7),
    ("m", 13), ("o", 9), ("l", 9), ("k", 8), ("f", 8), ("r", 4),
  ].flatMap { letter, count in (1...count).map { "\(letter)\($0 < 10 ? "0" : "")\($0)" } }

  @Test func `it checks without an error or a warning`() throws {
    let (result, sources, clauses) = Self.loaded
    #expect(
      DiagnosticRenderer(sources: sources, clauses: clauses).text(result.diagnostics) == "")
    let book = try #require(result.book)
    #expect(book.editions.map(\.name) == ["2018-07", "2023-12", "2026-03"])
  }

  @Test func `every indicator has a rule or a question of judgement in every edition`() throws {
    let book = try #require(Self.loaded.result.book)
    #expect(Self.indicators.count == 136)
    for edition in book.editions {
      let uncovered = Self.indicators.filter { indicator in
        let hasRule = edition.rules.contains {
          $0.name.hasPrefix(indicator + "_") || $0.table?.hasPrefix(indicator + "_") == true
        }
        let hasJudgement = edition.judgements.contains { judgement in
          judgement.clause?.title.lowercased().contains("(\(indicator)") == true
            || judgement.clause?.title.lowercased().contains(" \(indicator)") == true
        }
        return !hasRule && !hasJudgement
      }
      #expect(uncovered == [], "\(edition.name)")
    }
  }

  @Test func `every rule has a reason, a clause, and an example met and one missed`() throws {
    let book = try #require(Self.loaded.result.book)
    for edition in book.editions {
      var met: Set<Int> = []
      var missed: Set<Int> = []
      for expectation in edition.examples.flatMap(\.expectations) {
        switch expectation {
        case .by(let rule), .meets(let rule): met.insert(rule)
        case .misses(let rule): missed.insert(rule)
        default: break
        }
      }
      func names(_ isLacking: (Int) -> Bool) -> [String] {
        edition.rules.indices.filter(isLacking).map { edition.rules[$0].name }
      }
      #expect(names { edition.rules[$0].reason == nil } == [], "no reason in \(edition.name)")
      #expect(names { edition.rules[$0].clause == nil } == [], "no clause in \(edition.name)")
      // No history is read yet, so a rule that counts earlier contacts is undetermined.
      let counted = Set(edition.rules.indices.filter { readsHistory(edition.rules[$0], edition) })
      met.formUnion(counted)
      missed.formUnion(counted)
      #expect(names { !met.contains($0) } == [], "met by no example in \(edition.name)")
      #expect(names { !missed.contains($0) } == [], "missed by no example in \(edition.name)")
    }
  }

  private func readsHistory(_ rule: Rule, _ edition: Edition) -> Bool {
    func reads(_ condition: Condition) -> Bool {
      switch condition {
      case .atom(let atom):
        return atom.facts.contains {
          if case .history = edition.facts[$0].type { true } else { false }
        }
      case .definition(let index): return reads(edition.definitions[index].condition)
      case .not(let inner): return reads(inner)
      case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
        return parts.contains(where: reads)
      }
    }
    return reads(rule.condition)
  }

  @Test func `every clause with a rule says what it rests on`() throws {
    for (folder, files) in Self.files {
      let silent = files.flatMap { name, text in
        text.split(separator: "\n## ").dropFirst()
          .filter { $0.contains("\nrule ") || $0.contains("\ntable ") }
          .filter { !$0.contains("Rests on:") && !$0.contains("Not verified:") }
          .map { "\(name): \($0.prefix { $0 != "\n" })" }
      }
      #expect(silent == [], "\(folder)")
    }
  }

  @Test func `facts that raise concern read silence as no only after the screening`() throws {
    let book = try #require(Self.loaded.result.book)
    for edition in book.editions {
      for fact in edition.facts where fact.polarity == .raises && fact.type == .yesNo {
        guard case .noWhen(let gate, _) = fact.silence else {
          #expect(fact.silence == .unknown, "\(fact.name) in \(edition.name)")
          continue
        }
        #expect(edition.facts[gate].name == "screening_completed", "\(fact.name)")
      }
    }
  }

  @Test func `no rule cites the clause of its own exception`() throws {
    let book = try #require(Self.loaded.result.book)
    for edition in book.editions {
      let wrong = edition.rules.filter { rule in
        rule.exceptions.contains { $0.clause != nil && $0.clause == rule.clause?.number }
      }
      #expect(wrong.map(\.name) == [], "\(edition.name)")
    }
  }
}
