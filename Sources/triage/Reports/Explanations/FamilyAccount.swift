import ThresholdDSL
import TriageEngine

/// The account of one decision for the family: what was decided and why, what nobody knows yet, and what
/// happens next, in everyday words.
///
/// INVARIANT: it is made as if nobody knew what is restricted, and not made at all where the decision is
/// then another: that there is such information may already put a child at risk. Who made the contact is
/// not in it.
struct FamilyAccount {
  private let words: DecisionWords
  private let decision: Decision
  private let contact: Contact

  /// Nil where restricted information has to do with what was decided.
  init?(of partner: Decision, _ contact: Contact, _ decider: Decider, _ words: DecisionWords) {
    self.words = words
    self.contact = decider.contact(contact, for: .partner)
    decision = decider.decide(self.contact, for: .hub)
    let rests = partner.because.contains { reason in
      if case .restricted = reason { true } else { false }
    }
    guard !rests, !partner.actions.contains(Decision.hubActionRequired),
      decision.outcome.established == partner.outcome.established,
      decision.rating.established == partner.rating.established
    else { return nil }
  }

  private var edition: Edition { words.edition }

  /// The account.
  func explanation() -> Explanation {
    var account = Explanation(
      title: "Reference \(visibleText(decision.contact))",
      lines: [
        "We were contacted about your child on \(DecisionWords.day(decision.received.date))."
      ],
      headline: headline, isCautious: contact.human?.outcome == nil)
    account.statements = [standing]
    writeReasons(&account)
    writeUnknown(&account)
    writeNext(&account)
    return account
  }

  /// What a person decided; until then what the threshold document comes to, as no more than that.
  private var headline: String {
    if let decided = contact.human?.outcome {
      return "A social worker decided: \(edition.outcomes[decided].title)"
    }
    let title = edition.outcomes[decision.outcome.established].title
    return "Not decided yet. As things are known now: \(title)"
  }

  private var standing: String {
    if let human = contact.human, let decided = human.outcome {
      let day = human.decided.map { " on \(DecisionWords.day($0.date))" } ?? ""
      return decided == decision.outcome.established
        ? "That was decided\(day), and is what our threshold document says."
        : "That was decided\(day). It is not what our threshold document would say on what is recorded: "
          + "please ask the social worker for the reason."
    }
    let isSettled = decision.outcome.certainty == .firm
    return "A social worker decides. "
      + (isSettled ? "" : "What is not known yet could change it.")
  }

  private func writeReasons(_ account: inout Explanation) {
    if let decided = contact.human?.outcome, decided != decision.outcome.established { return }
    account.heading("Why")
    if decision.because.isEmpty {
      account.item("Nothing that is known calls for more.")
    }
    for case .rule(let reason) in decision.because {
      let rule = edition.rules[reason.rule]
      account.item(words.plain.reason(rule).capitalisedStart + ".")
      if let clause = rule.clause {
        account.below("Our threshold document, clause \(clause.number): \(clause.title).")
      }
      let facts = reason.facts.filter { isForFamily($0.fact) }.map { words.fact($0.fact, $0.value) }
      if !facts.isEmpty {
        account.below("What we were told: " + facts.joined(separator: "; ") + ".")
      }
    }
  }

  /// Who made a contact, and how, is nobody else's to tell.
  private func isForFamily(_ fact: Int) -> Bool {
    switch edition.facts[fact].reserved {
    case .source, .channel: false
    default: edition.facts[fact].restrictedTo == nil
    }
  }

  private func writeUnknown(_ account: inout Explanation) {
    let asks = decision.asks.filter { ask in
      if case .fact(let fact) = ask.subject { return edition.facts[fact].restrictedTo == nil }
      return true
    }
    guard !asks.isEmpty else { return }
    account.heading("What we do not know yet")
    var others = 0
    for ask in asks {
      guard case .fact(let fact) = ask.subject, edition.facts[fact].heldBy.contains("family") else {
        others += 1
        continue
      }
      account.item("You can help us with this: " + words.question(ask.subject))
    }
    if others > 0 { account.item("We are asking others \(counted(others, "question")) too.") }
  }

  private func writeNext(_ account: inout Explanation) {
    account.heading("What happens next")
    let due = decision.clocks.filter { clock in
      switch clock.status {
      case .open, .running, .overdue: clock.due != nil
      case .met, .missed, .notStarted, .unknown: false
      }
    }
    for clock in due {
      guard let time = clock.due else { continue }
      account.item(words.clockTitle(clock.name) + ": by " + DecisionWords.time(time) + ".")
    }
    account.item(
      "You can ask the social worker to explain any of this, and to put right what is wrong in it.")
  }
}
