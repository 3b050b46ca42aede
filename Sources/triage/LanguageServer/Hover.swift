import ThresholdDSL
import TriageEngine

extension DocumentPlace {
  /// What the name at the place stands for, in plain English.
  func hover(_ server: LanguageServer) -> JSON {
    guard let occurrence, let edition else { return .null }
    let text: String?
    if occurrence.name.kind == .clause {
      text = clauseText(occurrence.name.text)
    } else if let last = edition.edition {
      var words = HoverWords(last, edition.index).text(of: occurrence.name)
      if occurrence.name.kind == .rule, let book,
        let counted = server.workspace.corpusText(
          ofRule: occurrence.name.text, last, book.path, time: server.console.elapsed())
      {
        words = words.map { $0 + "\n\n" + counted }
      }
      if !edition.isCurrent { words = words.map { $0 + "\n\n*As before the present mistakes.*" } }
      text = words
    } else {
      text = declarationText(occurrence.name)
    }
    guard let text else { return .null }
    return [
      "contents": [
        "kind": server.client.readsMarkdown ? "markdown" : "plaintext", "value": .string(text),
      ],
      "range": positions.json(occurrence.span.range),
    ]
  }

  /// A clause's heading and its prose, up to the next heading or the first rules.
  private func clauseText(_ number: String) -> String? {
    guard let edition else { return nil }
    for tree in edition.trees {
      guard let place = tree.clauses.firstIndex(where: { $0.number == number }) else { continue }
      let clause = tree.clauses[place]
      var end =
        place + 1 < tree.clauses.count
        ? tree.clauses[place + 1].span.start : tree.source.bytes.count
      for region in tree.regions where region.kind == .fence {
        if region.bytes.lowerBound >= clause.span.end { end = min(end, region.bytes.lowerBound) }
      }
      let prose = tree.source.text(clause.span.end..<max(clause.span.end, end))
      return "**\(clause.number) \(clause.title)**\n\n\(prose.drop { $0.isWhitespace })".withoutEnd
    }
    return nil
  }

  /// A declaration as it is written, for as long as its edition has never been without mistakes.
  private func declarationText(_ name: DeclaredName) -> String? {
    guard let edition, let found = edition.index.declarations(of: name).first else { return nil }
    for tree in edition.trees where tree.file == found.span.file {
      for declaration in tree.declarations where declaration.span.range.contains(found.span.start) {
        return "```threshold\n\(tree.source.text(declaration.span.range))\n```\n\n"
          + "*As it is written: there are mistakes to mend.*"
      }
    }
    return nil
  }
}

/// What is said of a name of an edition.
struct HoverWords {
  private let edition: Edition
  private let index: NameIndex
  private let words: PlainWords
  private let ruleWords: RuleWords

  init(_ edition: Edition, _ index: NameIndex) {
    self.edition = edition
    self.index = index
    words = PlainWords(edition)
    ruleWords = RuleWords(edition, words)
  }

  /// What is said of a name; nil of one that the edition does not have.
  func text(of name: DeclaredName) -> String? {
    switch name.kind {
    case .fact:
      return edition.facts.firstIndex { $0.name == name.text }.map(fact)
    case .value:
      guard let fact = edition.facts.firstIndex(where: { $0.name == name.owner }) else {
        return nil
      }
      return "A value of `\(edition.facts[fact].name)`.\n\n" + self.fact(fact)
    case .define:
      return edition.definitions.firstIndex { $0.name == name.text }.map {
        text("*\(words.definition($0))*", under: edition.definitions[$0].clause)
      }
    case .rule:
      return edition.rules.first { $0.name == name.text }.map {
        text(ruleWords.rule($0), under: $0.clause)
      }
    case .table: return table(name.text)
    case .outcome: return edition.outcomes.firstIndex { $0.name == name.text }.map(outcome)
    case .rating: return rating(name.text)
    case .scale:
      return edition.scales.first { $0.name == name.text }.map {
        text(ruleWords.scale($0), under: $0.clause)
      }
    case .action:
      return edition.actions.first { $0.name == name.text }.map { "**\($0.title)**" }
    case .clock:
      return edition.clocks.first { $0.name == name.text }.map {
        text(ruleWords.clock($0), under: $0.clause)
      }
    case .agency: return agency(name.text)
    case .clause: return nil
    }
  }

  private func text(_ text: String, under clause: Clause?) -> String {
    text.withoutEnd + (clause.map { "\n\nUnder clause \($0.number), \($0.title)." } ?? "")
  }

  private func fact(_ place: Int) -> String {
    let fact = edition.facts[place]
    var lines = ["**\(FactWords.question(fact, words.fact(place)))**", ""]
    lines.append("- Answers: " + FactWords.values(fact.type, edition))
    let holders = FactWords.holders(fact)
    if !holders.isEmpty { lines.append("- Held by: " + holders) }
    lines.append("- If nothing is said: " + FactWords.silence(fact, words))
    let readers = edition.rules.filter { rule in
      edition.factsRead(by: rule.condition).contains(place)
        || rule.exceptions.contains { edition.factsRead(by: $0.condition).contains(place) }
    }
    lines.append("- Read by: " + Self.named(readers.map(\.name), "rule"))
    return text(lines.joined(separator: "\n"), under: fact.clause)
  }

  /// The names of rules that are listed; the rest are counted.
  private static let namesShown = 8

  private static func named(_ names: [String], _ what: String) -> String {
    if names.isEmpty { return "no \(what)" }
    let shown = names.prefix(namesShown).map { "`\($0)`" }.joined(separator: ", ")
    let rest = names.count - namesShown
    return rest > 0 ? shown + " and \(rest) more" : shown
  }

  private func table(_ name: String) -> String? {
    guard let row = edition.rules.first(where: { $0.table == name }) else { return nil }
    return text(ruleWords.table(name), under: row.clause)
  }

  private func outcome(_ place: Int) -> String {
    let outcome = edition.outcomes[place]
    let rated = outcome.rating.map { ", rated at least \(edition.ratings[$0])" } ?? ""
    let rules = edition.rules.filter { $0.outcome == place }.map(\.name)
    return "**\(outcome.title)**\(rated)\n\n"
      + "Number \(place + 1) of \(edition.outcomes.count) outcomes, least first. Led to by "
      + Self.named(rules, "rule") + "."
  }

  private func rating(_ name: String) -> String? {
    guard let place = edition.ratings.firstIndex(of: name) else { return nil }
    return "**\(words.spaced(name).capitalisedStart)**: number \(place + 1) of "
      + "\(edition.ratings.count) ratings, least first."
  }

  private func agency(_ name: String) -> String? {
    let held = edition.facts.filter { $0.heldBy.contains(name) }.map(\.name)
    let restricted = edition.facts.filter { $0.restrictedTo == name }.map(\.name)
    guard !held.isEmpty || !restricted.isEmpty else { return nil }
    var text = "**\(words.spaced(name).capitalisedStart)** holds " + Self.named(held, "fact") + "."
    if !restricted.isEmpty {
      text += " Restricted to it: " + Self.named(restricted, "fact") + "."
    }
    return text
  }
}

extension String {
  /// The text without white space at its end.
  fileprivate var withoutEnd: String {
    String(reversed().drop { $0.isWhitespace }.reversed())
  }
}
