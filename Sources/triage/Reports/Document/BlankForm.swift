import ThresholdDSL

/// The questions of an edition as a form to be filled in by a referrer or a screening worker, in
/// Markdown: by clause, each with its answers to tick and whom to ask.
struct BlankForm {
  /// The form.
  static func markdown(_ edition: Edition) -> String {
    let words = PlainWords(edition)
    var text = """
      # \(edition.title.isEmpty ? "Referral" : edition.title): questions

      Leave a box empty where the answer is not known: nobody reads an empty box as no. Edition \
      \(edition.name).

      | About | |
      | --- | --- |
      | Contact | |
      | Child | |
      | Date of birth, or expected date | |
      | Received (day and time) | |
      | Who makes the contact | |


      """
    // A fact may be declared above the first clause.
    for clause in [nil] + edition.clauses.map(Optional.some) {
      let facts = edition.facts.indices.filter { isAsked(edition.facts[$0], clause) }
      if facts.isEmpty { continue }
      text += clause.map { "## \($0.number) \($0.title)\n\n" } ?? "## For every contact\n\n"
      text +=
        MarkdownTable(
          ["Question", "Answer", "Ask"],
          facts.map { index in
            let fact = edition.facts[index]
            return [
              FactWords.question(fact, words.fact(index)), boxes(fact.type, words),
              fact.heldBy.map(words.spaced).joined(separator: ", "),
            ]
          }
        ).markdown + "\n"
    }
    return text
  }

  /// Whether somebody is asked for the fact: what is counted or worked out is not asked, and what is
  /// restricted is not put to a referrer.
  private static func isAsked(_ fact: Fact, _ clause: Clause?) -> Bool {
    if fact.reserved != nil || fact.restrictedTo != nil || fact.clause != clause { return false }
    if case .history = fact.type { return false }
    return true
  }

  private static func boxes(_ type: FactType, _ words: PlainWords) -> String {
    switch type {
    case .yesNo: "☐ yes ☐ no"
    case .oneOf(let values), .anyOf(let values):
      values.map { "☐ " + words.spaced($0) }.joined(separator: " ")
    default: "______________"
    }
  }
}
