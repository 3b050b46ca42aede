import ThresholdDSL
import TriageEngine

/// The lists of questions as text for people: one section a list.
///
/// INVARIANT: of a contact it shows the ids and when an answer is wanted, and nothing that it states.
struct GapsPage {
  private let rules: DecidingRules
  private var page: TextPage

  /// All the lists, one after the other.
  static func text(
    _ lists: [GapsLists.List], _ rules: DecidingRules, _ options: GapsOptions, isColoured: Bool
  ) -> String {
    var page = GapsPage(rules: rules, page: TextPage(isColoured: isColoured))
    if lists.isEmpty {
      page.page.paragraph(
        options.agency.map { "Nothing to ask of \(spaced($0))." } ?? "Nothing to ask.")
    }
    if options.deciding.audience == .hub, lists.count > 1 {
      page.page.paragraph(
        "For the hub. Each agency's list is for that agency alone: `--agency NAME` writes one.",
        .caution)
      page.page.gap()
    }
    for (index, list) in lists.enumerated() {
      if index > 0 {
        page.page.gap()
        page.page.gap()
      }
      page.write(list)
    }
    return page.page.text
  }

  private mutating func write(_ list: GapsLists.List) {
    page.paragraph(Self.title(list.recipient), .strong)
    page.paragraph(
      counted(list.count, "question") + " in " + counted(list.cases.count, "case")
        + ", most consequential first")
    if list.recipient == .hub {
      page.paragraph(
        "To put these to whoever holds the answer, or how far the answer could go, would give away "
          + "what is restricted.")
    }
    for gaps in list.cases { write(gaps) }
  }

  private static func title(_ recipient: ContactGaps.Recipient) -> String {
    switch recipient {
    case .agency(let name): "Questions for " + spaced(name)
    case .nobody: "Questions that no agency is named for"
    case .hub: "Kept inside the hub"
    }
  }

  // MARK: One case

  private mutating func write(_ gaps: GapsCase) {
    let decision = gaps.decision
    let child = decision.child.map { "child " + visibleText($0) } ?? "the child is not known"
    page.gap()
    page.paragraph(
      "\(visibleText(decision.contact)), \(child)" + (gaps.clock.map(Self.wanted) ?? ""))
    let words = rules.desk(gaps.edition).words
    for question in gaps.questions { write(question, words) }
  }

  /// When an answer is wanted.
  private static func wanted(_ clock: ClockReading) -> String {
    if clock.at != nil { return ": decided already" }
    guard let due = clock.due else { return ": the time to answer by is not known" }
    let time = DecisionWords.time(due)
    return clock.status == .overdue
      ? ": OVERDUE, the answer was due by " + time : ": answer by " + time
  }

  private mutating func write(_ question: ContactGaps.Question, _ words: DecisionWords) {
    let ask = question.ask
    let clause = ask.clause.map { " (clause \($0))" } ?? ""
    page.label("-", self.question(question, words) + clause, indent: 2, labelWidth: 2)
    let consequence = words.consequence(ask)
    if !consequence.isEmpty { page.paragraph("The answer " + consequence + ".", indent: 4) }
    let others = AskWords(ask, words.edition).heldBy.filter { $0 != question.recipient.agency }
    if question.recipient == .hub {
      let holders =
        others.isEmpty ? "" : "Held by " + others.map(Self.spaced).joined(separator: ", ") + ". "
      let restricted = ask.restrictedTo(words.edition).map { "Restricted to \(Self.spaced($0))." }
      let line = holders + (restricted ?? "")
      if !line.isEmpty { page.paragraph(line, indent: 4) }
    } else if ask.restrictedTo(words.edition) != nil {
      if case .fact = ask.subject {
        page.paragraph("Restricted: the answer stays between you and the hub.", indent: 4)
      }
    } else if !others.isEmpty {
      page.paragraph(
        "Also asked of " + others.map(Self.spaced).joined(separator: ", ") + ".", indent: 4)
    }
  }

  private func question(_ question: ContactGaps.Question, _ words: DecisionWords) -> String {
    switch question.ask.subject {
    case .restricted: "Restricted information: please speak to the hub about this child."
    case .judgement: "For the social worker: " + words.question(question.ask.subject)
    case .fact, .field: words.question(question.ask.subject)
    }
  }

  /// A name as words.
  private static func spaced(_ name: String) -> String {
    name.split(separator: "_").joined(separator: " ")
  }
}
