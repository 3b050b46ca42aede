import ThresholdDSL

/// Finds what to ask: the unknowns that could still move the decision.
///
/// Every rule is looked at twice: as the contact stands, and as it would stand once each screening
/// is done and finds nothing. A rule that is open only because of a screening asks for the screening
/// alone; a rule that stays open asks for what leaves it open even then.
///
/// INVARIANT: a decision that is not firm asks something, and one whose outcome and rating nothing
/// can change asks nothing.
struct AskFinder {
  let decider: Decider
  let contact: Contact
  /// The contact as it stands.
  let standing: Evaluation
  /// The contact once every screening is done; the same as `standing` when none is wanted.
  let screened: Evaluation
  /// What the decision says: what is asked moves one of these.
  let levels: Levels
  /// What is never asked, because the partner reads the asks.
  let discretion: Discretion

  private let screening: Screening
  private let wantsScreening: Bool
  private let memory = Found()
  private var edition: Edition { decider.edition }

  init(
    _ decider: Decider, _ contact: Contact, _ standing: Evaluation, levels: Levels,
    discretion: Discretion = .none
  ) {
    self.decider = decider
    self.contact = contact
    self.standing = standing
    self.levels = levels
    self.discretion = discretion
    screening = Screening(edition: decider.edition, facts: contact.facts.states)
    let done = levels.isSettled ? nil : screening.factsWhenDone()
    wantsScreening = done != nil
    screened =
      done.map {
        ReferenceEvaluator.evaluate(
          decider.edition, $0, hasUnrecognisedFields: contact.hasUnrecognisedFields)
      } ?? standing
  }

  /// What to ask, most consequential first.
  func asks() -> [Decision.Ask] {
    AskCandidate.merged(candidates())
  }

  /// Every reason to ask something.
  func candidates() -> [AskCandidate] {
    guard !levels.isSettled else { return [] }
    var found: [AskCandidate] = []
    for rule in decider.ruleOrder where !discretion.holdsBack(rule: rule) {
      switch standing.rules[rule] {
      case .undetermined: found += candidates(raisedBy: rule)
      case .met: found += candidates(loweredBy: rule)
      case .notMet, .secure: break
      }
    }
    for judgement in edition.judgements.indices { found += candidates(putBy: judgement) }
    return found + candidatesOfFields()
  }

  // MARK: Rules that could be met

  private func candidates(raisedBy rule: Int) -> [AskCandidate] {
    let reach = reach(of: rule, in: standing)
    guard reach.isAny else { return [] }
    let isStillOpen = screened.rules[rule] == .undetermined
    let reachScreened = isStillOpen ? self.reach(of: rule, in: screened) : Reach()
    var found: [AskCandidate] = []
    var isCovered = false
    if reachScreened.isAny {
      let open = subjects(of: rule, .screened)
      let asked = open.filter(isAsked)
      isCovered = asked.count == open.count && !asked.isEmpty
      found += candidates(asked, of: rule, reachScreened)
    }
    guard wantsScreening, !isCovered || reach.isHigher(than: reachScreened) else { return found }
    let open = subjects(of: rule, .standing)
    let screenings = candidates(screeningsFor: open, of: rule, reach)
    found += screenings
    if screenings.isEmpty, !isStillOpen {
      found += candidates(open.filter(isAsked), of: rule, reach)
    }
    return found
  }

  /// How far a rule could take the decision above what it says, within its bounds.
  private struct Reach {
    var outcome: Int?
    var rating: Int?

    var isAny: Bool { outcome != nil || rating != nil }

    func isHigher(than other: Reach) -> Bool {
      TriageEngine.isHigher(outcome, other.outcome) || TriageEngine.isHigher(rating, other.rating)
    }
  }

  private func reach(of rule: Int, in evaluation: Evaluation) -> Reach {
    let outcome = evaluation.outcome(establishedBy: rule, points: \.couldReach)
    return reach(outcome: outcome, rating: edition.rules[rule].rating)
  }

  private func reach(outcome: Int?, rating: Int?) -> Reach {
    var reach = Reach()
    if let outcome {
      let within = min(outcome, levels.outcome.couldRiseTo)
      if within > levels.outcome.established { reach.outcome = within }
    }
    let called = higher(rating, outcome.flatMap { edition.rating(ofOutcome: $0) })
    if let called, let most = levels.rating.couldRiseTo {
      let within = min(called, most)
      if isHigher(within, levels.rating.established) { reach.rating = within }
    }
    return reach
  }

  // MARK: Rules that may fall

  private func candidates(loweredBy rule: Int) -> [AskCandidate] {
    let fall = levels.outcome.couldFallTo
    guard fall < levels.outcome.established,
      isHigher(standing.outcome(establishedBy: rule, points: \.established), fall)
    else { return [] }
    var found: [AskCandidate] = []
    if screened.rules[rule] == .met {
      found = candidates(subjects(of: rule, .screened).filter(isAsked), of: rule, lowerTo: fall)
    }
    if found.isEmpty {
      let open = subjects(of: rule, .standing)
      found = candidates(screeningsFor: open, of: rule, lowerTo: fall)
      if found.isEmpty { found = candidates(open.filter(isAsked), of: rule, lowerTo: fall) }
    }
    return found
  }

  // MARK: Judgements and fields

  private func candidates(putBy index: Int) -> [AskCandidate] {
    let judgement = edition.judgements[index]
    guard standing.judgements[index] != .no, isAsked(.judgement(index)) else { return [] }
    let reach = reach(outcome: judgement.upTo, rating: nil)
    guard reach.isAny else { return [] }
    let trace = ConditionTrace(judge: standing.judge)
    var urgency = AskCandidate.Urgency.partlyStated
    if let condition = judgement.condition, !trace.isPartlyStated(condition) {
      urgency = .nothingStated
    }
    var ask = Decision.Ask(
      subject: .judgement(index), clause: judgement.clause?.number, couldRiseTo: reach.outcome,
      ratingCouldRiseTo: reach.rating)
    let name = judgement.question ?? judgement.clause?.title ?? ""
    if screened.judgements[index] != .no {
      return [
        AskCandidate(
          ask: ask, urgency: urgency, questions: 1, name: name, position: 0, wantedFor: [])
      ]
    }
    let open = judgement.condition.map { trace.open($0).facts } ?? []
    let gates = gates(of: open)
    return (gates.isEmpty ? open.map { ($0, [$0]) } : gates).enumerated().map { position, asked in
      ask.subject = .fact(asked.gate)
      return AskCandidate(
        ask: ask, urgency: gates.isEmpty ? urgency : .settlesMany, questions: open.count,
        name: name, position: position, wantedFor: asked.facts)
    }
  }

  /// A field that is not recognised can be a misspelt risk, whatever else is known.
  private func candidatesOfFields() -> [AskCandidate] {
    guard contact.hasUnrecognisedFields, standing.firstLayer.outcome.couldFallTo == 0 else {
      return []
    }
    let reach = reach(outcome: edition.outcomes.count - 1, rating: nil)
    guard reach.isAny else { return [] }
    return contact.unrecognisedFields.enumerated().map { position, field in
      AskCandidate(
        ask: Decision.Ask(
          subject: .field(field), couldRiseTo: reach.outcome, ratingCouldRiseTo: reach.rating),
        urgency: .partlyStated, questions: 1, name: field, position: position, wantedFor: [])
    }
  }

  // MARK: What leaves a rule open

  /// How the contact is looked at.
  private enum View: Hashable {
    /// As it stands.
    case standing
    /// As it would stand once each screening is done and finds nothing.
    case screened
  }

  private func evaluation(_ view: View) -> Evaluation {
    view == .standing ? standing : screened
  }

  /// What has been found already: the later layer asks for the same rules again and again.
  private final class Found {
    var subjects: [View: [Int: [Decision.Ask.Subject]]] = [:]
    var deciding: [View: [Atom: [Decision.Ask.Subject]]] = [:]
  }

  /// What leaves a rule open: the unknowns of its condition that are not settled otherwise, the
  /// exceptions that count, and where it waits for the outcome, what leaves that open.
  private func subjects(of index: Int, _ view: View) -> [Decision.Ask.Subject] {
    if let known = memory.subjects[view, default: [:]][index] { return known }
    let subjects = findSubjects(of: index, view)
    memory.subjects[view, default: [:]][index] = subjects
    return subjects
  }

  private func findSubjects(of index: Int, _ view: View) -> [Decision.Ask.Subject] {
    let evaluation = evaluation(view)
    let trace = ConditionTrace(judge: evaluation.judge)
    let isMet = evaluation.rules[index].isMet
    var open = [trace.open(edition.rules[index].condition)]
    for exception in edition.rules[index].exceptions {
      let judged = evaluation.judge.judge(exception.condition)
      // What could still except a rule is asked once it is met; before, only what excepts it now.
      if isMet || judged.now == .yes || open[0] == ConditionTrace.Open() {
        open.append(trace.open(exception.condition))
      }
    }
    var subjects = open.flatMap(\.facts).map { Decision.Ask.Subject.fact($0) }
    for test in open.flatMap(\.levels) { subjects += self.subjects(deciding: test, view) }
    // A handful, so that looking is cheaper than hashing.
    return subjects.reduce(into: []) { found, subject in
      if !found.contains(subject) { found.append(subject) }
    }
  }

  /// What leaves a test of the outcome or the rating open that the later layer makes: the first layer's
  /// rules, judgements and unrecognised fields that could still take it across.
  private func subjects(
    deciding test: Atom, _ view: View
  ) -> [Decision.Ask.Subject] {
    if let known = memory.deciding[view, default: [:]][test] { return known }
    let subjects = findSubjects(deciding: test, view)
    memory.deciding[view, default: [:]][test] = subjects
    return subjects
  }

  private func findSubjects(
    deciding test: Atom, _ view: View
  ) -> [Decision.Ask.Subject] {
    let evaluation = evaluation(view)
    let crossing = Crossing(test, evaluation.firstLayer)
    var subjects: [Decision.Ask.Subject] = []
    for index in decider.ruleOrder
    where !edition.rules[index].isLater && !discretion.holdsBack(rule: index) {
      let status = evaluation.rules[index]
      guard status == .undetermined || status == .met else { continue }
      let outcome = evaluation.outcome(establishedBy: index, points: \.couldReach)
      let rating = higher(
        edition.rules[index].rating, outcome.flatMap { edition.rating(ofOutcome: $0) })
      if crossing.isMade(by: outcome, rating, isMet: status == .met) {
        subjects += self.subjects(of: index, view)
      }
    }
    for (index, judgement) in edition.judgements.enumerated()
    where evaluation.judgements[index] != .no {
      let rating = edition.rating(ofOutcome: judgement.upTo)
      if crossing.isMade(by: judgement.upTo, rating, isMet: false) {
        subjects.append(.judgement(index))
      }
    }
    if contact.hasUnrecognisedFields, evaluation.firstLayer.outcome.couldFallTo == 0 {
      subjects += contact.unrecognisedFields.map { .field($0) }
    }
    return subjects
  }

  private func isAsked(_ subject: Decision.Ask.Subject) -> Bool {
    !discretion.holdsBack(subject)
  }

  // MARK: Making candidates

  private func candidates(
    _ subjects: [Decision.Ask.Subject], of rule: Int, _ reach: Reach = Reach(),
    lowerTo: Int? = nil
  ) -> [AskCandidate] {
    let urgency = urgency(of: rule)
    return subjects.enumerated().map { position, subject in
      var wantedFor: [Int] = []
      if case .fact(let fact) = subject { wantedFor = [fact] }
      return candidate(
        subject, of: rule, reach, lowerTo: lowerTo, urgency, questions: subjects.count,
        position: position, wantedFor: wantedFor)
    }
  }

  /// The screenings that some of the subjects wait for.
  private func candidates(
    screeningsFor subjects: [Decision.Ask.Subject], of rule: Int, _ reach: Reach = Reach(),
    lowerTo: Int? = nil
  ) -> [AskCandidate] {
    let facts = subjects.compactMap { subject in
      if case .fact(let fact) = subject { return fact }
      return nil
    }
    return gates(of: facts).enumerated().filter { isAsked(.fact($0.element.gate)) }.map {
      candidate(
        .fact($0.element.gate), of: rule, reach, lowerTo: lowerTo, .settlesMany,
        questions: subjects.count, position: $0.offset, wantedFor: $0.element.facts)
    }
  }

  private func candidate(
    _ subject: Decision.Ask.Subject, of index: Int, _ reach: Reach, lowerTo: Int?,
    _ urgency: AskCandidate.Urgency, questions: Int, position: Int, wantedFor: [Int]
  ) -> AskCandidate {
    var clause = edition.rules[index].clause?.number
    switch subject {
    case .judgement(let judgement): clause = edition.judgements[judgement].clause?.number
    case .field: clause = nil
    case .fact, .restricted: break
    }
    let ask = Decision.Ask(
      subject: subject, clause: clause, couldRiseTo: reach.outcome, couldLowerTo: lowerTo,
      ratingCouldRiseTo: reach.rating)
    return AskCandidate(
      ask: ask, urgency: urgency, questions: questions, name: edition.rules[index].name,
      position: position, wantedFor: wantedFor, rule: index)
  }

  private func urgency(of rule: Int) -> AskCandidate.Urgency {
    let isPartlyStated = ConditionTrace(judge: standing.judge)
      .isPartlyStated(edition.rules[rule].condition)
    return isPartlyStated || standing.rules[rule].isMet ? .partlyStated : .nothingStated
  }

  /// The screenings that facts wait for, in order, each with those facts.
  private func gates(of facts: [Int]) -> [(gate: Int, facts: [Int])] {
    var gates: [(gate: Int, facts: [Int])] = []
    for fact in facts {
      guard let gate = screening.gate(of: fact) else { continue }
      if let known = gates.firstIndex(where: { $0.gate == gate }) {
        gates[known].facts.append(fact)
      } else {
        gates.append((gate, [fact]))
      }
    }
    return gates
  }
}

extension Contact {
  /// The names of the fields that are neither reserved, declared nor ignored.
  var unrecognisedFields: [String] {
    notes.compactMap { $0.code == .unrecognisedField ? $0.field : nil }
  }
}
