import ThresholdDSL
import TriageEngine

/// What tests, examples and the historic corpus have seen of each edition, as text.
struct TestCoverageText {
  private let report: TestReport

  init(_ report: TestReport) {
    self.report = report
  }

  /// The tables, with what written tests have not seen by name.
  var text: String {
    guard let rules = report.rules else { return "" }
    var text = ""
    for (index, map) in rules.maps.enumerated() {
      let written = rules.written[index]
      let historic = rules.historic[index]
      if written.contacts > 0 {
        text +=
          "Coverage of edition \(map.edition.name) by "
          + "\(written.contacts) written tests and examples\n\n"
        text += table(map, written) + "\n" + gaps(map, written)
      }
      if historic.contacts > 0 {
        text +=
          "Coverage of edition \(map.edition.name) by "
          + "\(counted(historic.contacts, "historic contact"))\n\n"
        text += table(map, historic) + "\n"
      }
    }
    if let share = TestReport.goals(rules) {
      text +=
        "Covered: \(share.percent)% of every rule and condition being seen yes and seen no\n\n"
    }
    return text
  }

  private func table(_ map: CoverageMap, _ coverage: Coverage) -> String {
    var table = TestTable(["", "all", "yes", "no", "unknown", "decisive", "never yes"])
    for row in CoverageItem.Kind.allCases {
      let counts = CoverageItem.all(map).filter { $0.kind == row }.map { $0.count(in: coverage) }
      guard !counts.isEmpty else { continue }
      // A question left to judgement decides nothing.
      let decisive = row == .question ? "-" : String(counts.count { $0.decisive > 0 })
      table.add(
        [
          row.plural, String(counts.count), String(counts.count { $0.yes > 0 }),
          String(counts.count { $0.no > 0 }), String(counts.count { $0.unknown > 0 }), decisive,
          String(counts.count(where: \.isNeverYes)),
        ])
    }
    return table.lines(indent: 2).map { $0 + "\n" }.joined()
  }

  /// What no written test and no example has seen, by name.
  private func gaps(_ map: CoverageMap, _ coverage: Coverage) -> String {
    let items = CoverageItem.all(map)
    let rules = items.filter { $0.kind == .rule || $0.kind == .row }
    let lists: [(String, [CoverageItem])] = [
      ("never met", rules.filter { $0.count(in: coverage).isNeverYes }),
      ("never missed", rules.filter { $0.count(in: coverage).isNeverNo }),
      (
        "never decisive",
        rules.filter { $0.count(in: coverage).decisive == 0 && !$0.count(in: coverage).isNeverYes }
      ),
      (
        "never yes",
        items.filter { $0.kind == .condition && $0.count(in: coverage).isNeverYes }
      ),
      (
        "never no", items.filter { $0.kind == .condition && $0.count(in: coverage).isNeverNo }
      ),
    ]
    var page = TextPage(isColoured: false)
    for (name, list) in lists where !list.isEmpty {
      var words = list.prefix(TestPage.gapsShown).map { $0.name(map) }.joined(separator: "; ")
      if list.count > TestPage.gapsShown {
        words += "; and \(list.count - TestPage.gapsShown) more"
      }
      page.label(name, words, indent: 2, labelWidth: 16)
    }
    if !page.text.isEmpty { page.gap() }
    return page.text
  }
}

/// One thing that there is to see in an edition.
struct CoverageItem {
  /// What it is, in the order in which it is shown.
  enum Kind: String, CaseIterable {
    case rule
    case row = "table_row"
    case clause
    case question
    case condition

    var plural: String {
      switch self {
      case .rule: "rules"
      case .row: "table rows"
      case .clause: "clauses"
      case .question: "questions"
      case .condition: "conditions"
      }
    }
  }

  let kind: Kind
  private let index: Int

  /// Everything that there is to see in an edition.
  static func all(_ map: CoverageMap) -> [CoverageItem] {
    let edition = map.edition
    return edition.rules.indices.map {
      CoverageItem(kind: edition.rules[$0].table == nil ? .rule : .row, index: $0)
    } + map.clauses.indices.map { CoverageItem(kind: .clause, index: $0) }
      + edition.judgements.indices.map { CoverageItem(kind: .question, index: $0) }
      + map.conditions.indices.map { CoverageItem(kind: .condition, index: $0) }
  }

  /// How often it was seen.
  func count(in coverage: Coverage) -> Coverage.Count {
    switch kind {
    case .rule, .row: coverage.rules[index]
    case .clause: coverage.clauses[index]
    case .question: coverage.judgements[index]
    case .condition: coverage.conditions[index]
    }
  }

  /// The clause that it stands under.
  func clause(_ map: CoverageMap) -> String? {
    let edition = map.edition
    switch kind {
    case .rule, .row: return edition.rules[index].clause?.number
    case .clause: return map.clauses[index]
    case .question: return edition.judgements[index].clause?.number
    case .condition:
      switch map.conditions[index].owner {
      case .definition(let definition): return edition.definitions[definition].clause?.number
      case .rule(let rule), .exception(let rule, _): return edition.rules[rule].clause?.number
      case .judgement(let judgement): return edition.judgements[judgement].clause?.number
      }
    }
  }

  /// What it is called, with its clause: `injury_not_mobile (4.2)`.
  func name(_ map: CoverageMap) -> String {
    label(map) + (kind == .clause ? "" : clause(map).map { " (\($0))" } ?? "")
  }

  /// What it is called.
  func label(_ map: CoverageMap) -> String {
    let edition = map.edition
    switch kind {
    case .rule, .row: return edition.rules[index].name
    case .clause: return map.clauses[index]
    case .question: return edition.judgements[index].question ?? "the clause as a whole"
    case .condition:
      let words = PlainWords(edition).condition(map.conditions[index].condition)
      switch map.conditions[index].owner {
      case .definition(let definition):
        return "\(words) in \(edition.definitions[definition].name)"
      case .rule(let rule): return "\(words) in \(edition.rules[rule].name)"
      case .exception(let rule, _):
        return "\(words) in an exception of \(edition.rules[rule].name)"
      case .judgement: return "\(words) in a question"
      }
    }
  }
}
