import ThresholdDSL

/// A threshold document as people read it, in Markdown: the prose as it is written, and in the place of
/// each fence of rules what the rules say in plain English, made from the checked edition itself.
struct ThresholdDocument {
  let edition: Edition
  let words: PlainWords
  /// The edition's files, in their order.
  private let trees: [SyntaxTree]
  private let digest: String
  /// How many contacts of a corpus each rule is expected to decide; nil without a corpus.
  private let cases: [String: Int]?
  private var text = ""

  /// The whole document.
  static func markdown(
    _ edition: Edition, _ trees: [SyntaxTree], digest: String, cases: [String: Int]?
  ) -> String {
    var document = ThresholdDocument(edition, trees, digest, cases)
    document.write()
    return document.text
  }

  private init(
    _ edition: Edition, _ trees: [SyntaxTree], _ digest: String, _ cases: [String: Int]?
  ) {
    self.edition = edition
    self.trees = trees
    self.digest = digest
    self.cases = cases
    words = PlainWords(edition)
  }

  private mutating func write() {
    writeTitle()
    for tree in trees { write(tree) }
    writeOutcomes()
    writeFacts()
    text += Traceability(edition, cases: cases).markdown
  }

  private mutating func writeTitle() {
    let title = edition.title.isEmpty ? "Thresholds" : edition.title
    text += "# \(title)\n\n"
    var rows = [("Edition", edition.name), ("In force", inForce)]
    if let follows = edition.follows { rows.append(("Follows", follows)) }
    rows.append(("Digest of the rules", digest))
    text += MarkdownTable(["This document", ""], rows.map { [$0.0, $0.1] }).markdown
    text += """

      Everything in a panel is made from the rules themselves, as the front door decides by them. What is \
      not known is not no. It advises; a social worker decides.


      """
  }

  private var inForce: String {
    let first = PlainWords.date(edition.firstDay)
    return edition.lastDay.map { "\(first) to \(PlainWords.date($0))" } ?? "from \(first)"
  }

  // MARK: The chapters

  private mutating func write(_ tree: SyntaxTree) {
    for region in tree.regions {
      switch region.kind {
      case .prose: text += lowered(tree.source.bytes[region.bytes])
      case .fence: text += FenceWords(edition, words, tree, region).markdown
      }
    }
    if !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// Prose whose headings stand one level lower, since the document has a title of its own.
  private func lowered(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") ? "#" + $0 : String($0) }.joined(separator: "\n")
  }

  // MARK: By outcome and by question

  private mutating func writeOutcomes() {
    for (index, outcome) in edition.outcomes.enumerated().reversed() {
      let rules = edition.rules.filter { $0.outcome == index }
      text += "## What leads to \(outcome.title.lowercasedStart)\n\n"
      if index == 0 {
        text += "What is left where no rule is met, and nothing that is unknown could meet one.\n\n"
      }
      let rows = rules.map { rule in
        [rule.clause?.number ?? "", words.reason(rule), words.condition(rule.condition)]
      }
      if !rows.isEmpty {
        text += MarkdownTable(["Clause", "Because", "When"], rows).markdown + "\n"
      }
      for scale in edition.scales {
        for threshold in scale.thresholds where threshold.outcome == index {
          text += "So do \(threshold.points) points on the scale “\(scale.title)”.\n\n"
        }
      }
    }
  }

  private mutating func writeFacts() {
    text += "## What is asked, and who holds the answer\n\n"
    let readBy = rulesByFact()
    let rows = edition.facts.indices.map { index -> [String] in
      let fact = edition.facts[index]
      let rules = readBy[index] ?? []
      return [
        "`\(fact.name)`", FactWords.question(fact, words.fact(index)),
        FactWords.values(fact.type, edition), FactWords.holders(fact),
        rules.isEmpty ? "no rule" : rules.map { "`\($0)`" }.joined(separator: ", "),
      ]
    }
    text +=
      MarkdownTable(
        ["Field", "Question", "Answers", "Held by", "Read by"], rows
      ).markdown + "\n"
  }

  /// The names of the rules that read each fact, themselves or through named conditions.
  private func rulesByFact() -> [Int: [String]] {
    var names: [Int: [String]] = [:]
    for rule in edition.rules {
      var facts = edition.factsRead(by: rule.condition)
      for exception in rule.exceptions {
        facts.formUnion(edition.factsRead(by: exception.condition))
      }
      for fact in facts { names[fact, default: []].append(rule.name) }
    }
    return names
  }
}
