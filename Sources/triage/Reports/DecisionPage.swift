import ThresholdDSL
import TriageEngine

/// The decision on one contact as `decide` prints it on a terminal: a block that can be read at a
/// glance, the most important line first.
struct DecisionPage {
  private let words: DecisionWords
  private let decision: Decision
  private var page: TextPage

  /// The column in which the words of a labelled line start.
  private static let column = 10

  private init(_ decision: Decision, _ words: DecisionWords, isColoured: Bool) {
    self.decision = decision
    self.words = words
    page = TextPage(isColoured: isColoured)
  }

  /// The block of a decision, with an empty line at its end.
  static func text(_ decision: Decision, _ words: DecisionWords, isColoured: Bool) -> String {
    var block = DecisionPage(decision, words, isColoured: isColoured)
    block.writeHeading()
    block.writeReasons()
    block.writeAsks()
    block.writeRest()
    block.page.gap()
    return block.page.text
  }

  /// The contact, the outcome and how sure it is.
  private mutating func writeHeading() {
    let child = decision.child.map { "child " + visibleText($0) } ?? "child not known"
    page.paragraph(
      visibleText(decision.contact) + ", " + child + ", received "
        + DecisionWords.time(decision.received), hanging: 2)
    page.paragraph(words.headline(decision), indent: 2, hanging: 2, headingInk)
    page.paragraph(words.certainty(decision), indent: 2, hanging: 2)
    if let rating = words.ratingCouldRise(decision) {
      page.paragraph(rating, indent: 2, hanging: 2)
    }
    if let human = decision.human {
      page.paragraph(words.comparison(human), indent: 2, hanging: 2)
    }
  }

  private var headingInk: TextPage.Ink {
    if DecisionWords.isUnsettled(decision) { return .caution }
    return decision.outcome.established == words.edition.outcomes.count - 1 ? .alarm : .strong
  }

  private mutating func writeReasons() {
    for reason in decision.because {
      switch reason {
      case .rule(let reason):
        let rule = words.edition.rules[reason.rule]
        let facts = reason.facts.map { words.fact($0.fact, $0.value) }.joined(separator: "; ")
        line(
          "because",
          (rule.clause.map { $0.number + " " } ?? "") + words.plain.reason(rule)
            + (facts.isEmpty ? "" : " (" + facts + ")"))
      case .restricted(let agency, let outcome):
        line("because", words.restricted(agency, outcome))
      }
    }
    for score in decision.scales where score.points > 0 {
      line("scale", words.scale(score))
    }
    if !decision.alsoMet.isEmpty {
      let names = decision.alsoMet.map { met -> String in
        let rule = words.edition.rules[met.rule]
        return (rule.clause.map { $0.number + " " } ?? "") + words.plain.spaced(rule.name)
      }
      line("also met", names.joined(separator: "; "))
    }
  }

  private mutating func writeAsks() {
    for ask in decision.asks {
      let holders = words.holders(ask.subject).map { $0 + ": " } ?? ""
      let clause = ask.clause.map { " (\($0))" } ?? ""
      let consequence = words.consequence(ask)
      line(
        "ask",
        holders + words.question(ask.subject) + clause
          + (consequence.isEmpty ? "" : " It " + consequence + "."))
    }
  }

  private mutating func writeRest() {
    for action in decision.actions {
      line("do", words.action(action))
    }
    for clock in decision.clocks where clock.status != .unknown {
      line("clock", words.clockTitle(clock.name) + ": " + words.clock(clock))
    }
    let unknown = decision.clocks.filter { $0.status == .unknown }
    if !unknown.isEmpty {
      let titles = unknown.map { words.clockTitle($0.name) }
      line("clock", "not known yet: " + titles.joined(separator: "; "))
    }
    for note in decision.notes {
      line("note", words.note(note))
    }
  }

  private mutating func line(_ label: String, _ words: String) {
    page.label(label, words, indent: 2, labelWidth: Self.column)
  }
}
