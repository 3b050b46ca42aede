import ThresholdDSL
import TriageEngine

/// The full account of one decision in plain words: what was established and from where, why, why
/// not higher, what to ask whom, what to do and by when.
///
/// INVARIANT: the contact and the evaluation are those of the audience, so for partners nothing here
/// has seen a restricted value; and no rule that reads a restricted fact is named to them.
struct DecisionAccount {
  let words: DecisionWords
  let audience: AudienceName
  let decision: Decision
  let contact: Contact
  let evaluation: Evaluation
  /// Since when earlier contacts are counted; nil where none are.
  let historyStart: Instant?
  /// The least that would have had to be otherwise for another outcome; nil where that is not proved.
  var begunMiss: MissedWays?
  var higherMiss: MissedWays?
  var lowerMiss: MissedWays?
  /// The paragraphs of the threshold document under each clause that is quoted, by its number.
  var clauseText: [String: [String]] = [:]
  private var account: Explanation

  /// The rules that are shown of those that could still be met.
  static let rulesShown = 5

  init(
    _ decision: Decision, _ contact: Contact, _ evaluation: Evaluation, _ words: DecisionWords,
    for audience: AudienceName, historyStart: Instant?
  ) {
    self.historyStart = historyStart
    self.audience = audience
    self.decision = decision
    self.contact = contact
    self.evaluation = evaluation
    self.words = words
    let child = decision.child.map { "child " + visibleText($0) } ?? "the child is not known"
    account = Explanation(
      title: "Contact \(visibleText(decision.contact)), \(child)",
      headline: words.headline(decision), isCautious: DecisionWords.isUnsettled(decision))
  }

  /// The account.
  func explanation() -> Explanation {
    var account = self
    account.writeHeading()
    account.writeWhy()
    account.writeWhyNotHigher()
    account.writeWhyNotLower()
    account.writeKnown()
    account.writeAsks()
    account.writeActions()
    account.writeClocks()
    account.writeNotes()
    return account.account
  }

  private var edition: Edition { words.edition }

  private mutating func heading(_ text: String) { account.heading(text) }

  private mutating func item(_ text: String) { account.item(text) }

  private mutating func below(_ text: String) { account.below(text) }
}

// MARK: - The decision

extension DecisionAccount {
  private mutating func writeHeading() {
    account.lines = [
      "Received " + DecisionWords.time(decision.received),
      "Decided under edition \(edition.name): \(edition.title)",
    ]
    account.statements = ["This is " + words.certainty(decision) + "."]
    if let rating = words.ratingCouldRise(decision) {
      account.statements.append("As things are, " + rating + ".")
    }
    if let human = decision.human {
      account.statements.append("Compared: " + words.comparison(human) + ".")
    }
  }

  private mutating func writeWhy() {
    heading("Why")
    if decision.because.isEmpty {
      let lowest = edition.outcomes[0].title
      item("Nothing that is known meets a rule for more than: " + lowest + ".")
    }
    for reason in decision.because {
      switch reason {
      case .rule(let reason): writeReason(reason)
      case .restricted(let agency, let outcome):
        item(words.restricted(agency, outcome))
      }
    }
    for score in decision.scales where score.points > 0 { item(words.scale(score)) }
    guard !decision.alsoMet.isEmpty else { return }
    heading("Also met")
    for met in decision.alsoMet {
      let rule = edition.rules[met.rule]
      item("\(words.clause(rule.clause)): \(words.plain.reason(rule)) (\(words.effects(rule)))")
    }
  }

  private mutating func writeReason(_ reason: Decision.RuleReason) {
    let rule = edition.rules[reason.rule]
    item(words.clause(rule.clause))
    below(words.plain.reason(rule) + " (" + words.effects(rule) + ")")
    let facts = reason.facts.map { words.fact($0.fact, $0.value) }
    if !facts.isEmpty {
      below("Met because " + facts.joined(separator: "; ") + ". Rule \(rule.name).")
    }
    if evaluation.rules[reason.rule] == .met {
      below("It would not apply if an exception turned out to be so: see what to ask.")
    }
    if let number = rule.clause?.number { account.quote(clauseText[number] ?? []) }
  }
}

// MARK: - Why not higher

extension DecisionAccount {
  private mutating func writeWhyNotHigher() {
    heading("Why not higher")
    let established = decision.outcome.established
    if established == edition.outcomes.count - 1 {
      item("There is no higher outcome.")
      return
    }
    let higher = edition.rules.indices.filter { rule in
      (edition.rules[rule].outcome ?? 0) > established && mayBeNamed(edition.rules[rule])
    }
    let open = openRules(higher)
    for rule in open.prefix(Self.rulesShown) { writeUndetermined(edition.rules[rule]) }
    if open.count > Self.rulesShown {
      item("and \(open.count - Self.rulesShown) more rules that could still be met")
    }
    let scales = decision.scales.filter { $0.couldReach > $0.points }
    if !scales.isEmpty {
      let names = scales.map { score in
        let scale = edition.scales[score.scale].title
        return "\(scale) (\(score.points), could reach \(score.couldReach))"
      }
      item("Points could still add up: " + names.joined(separator: "; ") + ".")
    }
    if decision.outcome.couldRiseTo == established {
      item("No rule for more is met, and none could be, whatever is still unknown.")
    } else if open.isEmpty, scales.isEmpty {
      item("More could still be established: see what to ask.")
    }
    if begunMiss?.ways.isEmpty == false {
      writeMiss(begunMiss, "Nearly met, by rules of which something stated is met")
    } else {
      writeMiss(higherMiss, "Nearest to a higher outcome")
    }
  }

  /// The rules for more that are not met, or not yet, although something stated meets a part of them.
  var begunRules: [Int] {
    edition.rules.indices.filter { index in
      let rule = edition.rules[index]
      guard (rule.outcome ?? 0) > decision.outcome.established, mayBeNamed(rule),
        !evaluation.rules[index].isMet
      else { return false }
      // What is met and is not to count, because of an exception.
      if evaluation.judged(rule.condition).now == .yes { return true }
      switch rule.condition {
      case .all(let parts), .any(let parts), .atLeast(_, let parts):
        return parts.contains { evaluation.judged($0).now == .yes && statesSomething($0) }
      case .atom, .definition, .not, .none: return false
      }
    }
  }

  private mutating func writeWhyNotLower() {
    guard let lowerMiss, decision.outcome.established > 0 else { return }
    heading("What it hangs on")
    writeMiss(lowerMiss, "Nearest to a lower outcome")
  }

  /// The least that would have had to be otherwise for another outcome.
  private mutating func writeMiss(_ miss: MissedWays?, _ title: String) {
    guard let miss else { return }
    guard !miss.ways.isEmpty else {
      item("\(title): more than \(NearestMiss.mostFacts) facts would have to be otherwise.")
      return
    }
    let facts = counted(miss.count, "fact")
    item("\(title): with \(facts) otherwise, and with no fewer.")
    if miss.ways.contains(where: { $0.changes(from: contact).count > miss.count }) {
      below("What follows from one statement, or is counted of earlier contacts, is one fact.")
    }
    for way in miss.ways {
      let changes = way.changes(from: contact).map { change(of: $0, way.contact) }
      let clause =
        way.rule.flatMap { edition.rules[$0].clause }.map { " (clause \($0.number))" } ?? ""
      below(
        "\(edition.outcomes[way.outcome].title)\(clause), if " + changes.joined(separator: "; and ")
          + ".")
    }
    if miss.hasMore {
      below("There are other ways with as few.")
    } else if miss.ways.contains(where: { $0.rule != nil }) {
      below("Other rules, of which nothing stated is met, may be as near.")
    }
  }

  private func isCounted(_ fact: Int) -> Bool {
    if case .history = edition.facts[fact].type { true } else { false }
  }

  /// What a fact would have to be, and what is known of it.
  private func change(of fact: Int, _ other: Contact) -> String {
    let would =
      switch other.facts[fact] {
      case .known(let value, _): words.fact(fact, value)
      case .between(let range, _): words.fact(fact, .between(range))
      case .unknown: words.plain.fact(fact) + " were not known"
      }
    let now =
      switch contact.facts[fact] {
      case .known(let value, .statement): "it is " + words.value(value, of: fact)
      case .known(let value, .silence):
        (isCounted(fact) ? "so far " : "nothing is stated, which is read as ")
          + words.value(value, of: fact)
      case .between(let range, _): "it is " + words.value(.between(range), of: fact)
      case .unknown: "it is not known"
      }
    return "\(would) (\(now))"
  }

  /// Whether the audience may see that a rule is nearly met: partners may not where it reads a
  /// restricted fact.
  private func mayBeNamed(_ rule: Rule) -> Bool {
    if audience == .hub { return true }
    return ([rule.condition] + rule.exceptions.map(\.condition)).allSatisfy { condition in
      edition.factsRead(by: condition).allSatisfy { edition.facts[$0].restrictedTo == nil }
    }
  }

  /// The rules that could still be met: those of which something stated is met first, then by
  /// outcome, highest first.
  private func openRules(_ rules: [Int]) -> [Int] {
    let open = byOutcome(rules.filter { evaluation.rules[$0] == .undetermined })
    let begun = open.filter { rule in
      guard case .all(let parts) = edition.rules[rule].condition else { return false }
      return parts.contains { evaluation.judged($0).now == .yes && statesSomething($0) }
    }
    return begun + open.filter { !begun.contains($0) }
  }

  private func byOutcome(_ rules: [Int]) -> [Int] {
    rules.enumerated().sorted { left, right in
      let outcomes = (edition.rules[left.element].outcome, edition.rules[right.element].outcome)
      return outcomes.0 != outcomes.1
        ? (outcomes.0 ?? 0) > (outcomes.1 ?? 0) : left.offset < right.offset
    }.map(\.element)
  }

  private mutating func writeUndetermined(_ rule: Rule) {
    let outcome = rule.outcome.map { edition.outcomes[$0].title } ?? ""
    item("\(words.clause(rule.clause)): could still call for \(outcome)")
    below("It asks: " + words.plain.condition(rule.condition) + ".")
    let unknown = evaluation.openFacts(of: rule.condition)
    if !unknown.isEmpty {
      below("Not known: " + unknown.map { words.plain.fact($0) }.joined(separator: "; ") + ".")
    }
  }

  /// Whether a condition rests on something that the contact states, not on silence alone.
  private func statesSomething(_ condition: Condition) -> Bool {
    edition.factsRead(by: condition).contains { fact in
      guard edition.facts[fact].reserved == nil else { return false }
      switch contact.facts[fact] {
      case .known(_, .statement), .between: return true
      case .known, .unknown: return false
      }
    }
  }
}

// MARK: - What is known, and what to do

extension DecisionAccount {
  private mutating func writeKnown() {
    heading("What is known")
    let facts = edition.facts.indices.filter {
      audience == .hub || edition.facts[$0].restrictedTo == nil
    }
    var stated: [String] = []
    var silent = 0
    var unknown: [String] = []
    var unreadable: [String] = []
    for fact in facts {
      switch contact.facts[fact] {
      case .known(let value, .statement):
        // The heading says when the contact was received.
        if edition.facts[fact].reserved != .received { stated.append(words.fact(fact, value)) }
      case .known(_, .silence): silent += 1
      case .unknown(.statement): unknown.append(words.plain.fact(fact))
      case .unknown(.unreadable): unreadable.append(words.plain.fact(fact))
      case .between(let range, _): stated.append(words.fact(fact, .between(range)))
      case .unknown(.silence), .unknown(.silenceUntil), .unknown(.noHistory): break
      }
    }
    item("Stated: " + (stated.isEmpty ? "nothing" : stated.joined(separator: "; ")) + ".")
    if silent > 0 {
      item(
        "Read from silence as no, as the rule book says: \(counted(silent, "fact")).")
    }
    if !unknown.isEmpty { item("Stated to be unknown: " + unknown.joined(separator: "; ") + ".") }
    if !unreadable.isEmpty {
      item("Stated, but not readable: " + unreadable.joined(separator: "; ") + ".")
    }
  }

  private mutating func writeAsks() {
    guard !decision.asks.isEmpty else { return }
    heading("What to ask")
    for ask in decision.asks {
      let holders = words.holders(ask.subject).map { " Ask: \($0)." } ?? ""
      let clause = ask.clause.map { " (clause \($0))" } ?? ""
      item(words.question(ask.subject) + clause + holders)
      let consequence = words.consequence(ask)
      if !consequence.isEmpty { below("The answer " + consequence + ".") }
      if let known = countedSoFar(ask.subject) { below(known) }
    }
  }

  /// What is counted so far of earlier contacts that are asked about, and since when.
  private func countedSoFar(_ subject: Decision.Ask.Subject) -> String? {
    guard case .fact(let fact) = subject, case .history(let query) = edition.facts[fact].type,
      query.measure == .count, contact.child != nil, let historyStart
    else { return nil }
    let since = DecisionWords.day(Moment(at: historyStart).date)
    var found = "0 or more"
    if case .between(let range, _) = contact.facts[fact] { found = range.words }
    return "Counted so far: \(found), since the history goes back to \(since)."
  }

  private mutating func writeActions() {
    guard !decision.actions.isEmpty else { return }
    heading("What to do")
    for action in decision.actions { item(words.action(action)) }
  }

  private mutating func writeClocks() {
    guard !decision.clocks.isEmpty else { return }
    heading("Clocks")
    for clock in decision.clocks where clock.status != .unknown {
      item(words.clockTitle(clock.name) + ": " + words.clock(clock))
      if let from = clock.from {
        let zero = clock.dayZero.map { "; day 0 is " + DecisionWords.day($0) } ?? ""
        below("It runs from " + DecisionWords.time(from) + zero + ".")
      }
    }
    let unknown = decision.clocks.filter { $0.status == .unknown }
    if !unknown.isEmpty {
      let titles = unknown.map { words.clockTitle($0.name) }
      item("Not known yet whether or when: " + titles.joined(separator: "; ") + ".")
    }
  }

  private mutating func writeNotes() {
    guard !decision.notes.isEmpty else { return }
    heading("Notes")
    for note in decision.notes {
      item(words.note(note))
    }
  }
}

extension MissedWay {
  /// The facts that are otherwise than in a contact, of those that were to be.
  fileprivate func changes(from original: Contact) -> [Int] {
    let changed = facts.filter { fact in
      switch (contact.facts[fact], original.facts[fact]) {
      case (.known(let value, _), .known(let other, _)): value != other
      case (let state, let other): state != other
      }
    }
    // An unborn child has no age: that it is unborn says so.
    let known = changed.filter { fact in
      if case .unknown = contact.facts[fact] { false } else { true }
    }
    return known.isEmpty ? changed : known
  }
}
