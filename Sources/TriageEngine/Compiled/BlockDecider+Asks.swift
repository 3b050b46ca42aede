import ThresholdDSL

/// What to ask: the rules of ``AskFinder``, read from the planes.
extension BlockDecider {
  /// Finds every reason to ask something, for one who is told these levels; or, where what is asked is
  /// known and only the agencies to turn to instead are wanted, the reasons that may have any to do
  /// with one, of a contact that others see so.
  mutating func findReasons(
    _ own: LaneView, _ contact: Contact, _ levels: Levels, referring other: LaneView? = nil
  ) {
    referring = other
    let facts = contact.facts
    openFields = contact.hasUnrecognisedFields ? contact.unrecognisedFields : []
    asks.beginSearch(isMerged: other == nil)
    guard !levels.isSettled else { return }
    let limits = AskLimits(levels)
    findGates(facts)
    let rules =
      limits.mayFall
      ? planes.openRules.rules(own.view, own.lane, or: planes.shakyRules)
      : planes.openRules.rules(own.view, own.lane)
    for position in rules {
      // What such a rule reads is no agency's alone, and stands the same with and without what is.
      if other != nil, program.rules[position].agencyFacts.isEmpty, !program.rules[position].isLater
      {
        continue
      }
      if isUndetermined(position, own.view, own.lane) {
        if holdsBack(rule: position, own) { continue }
        findReasons(raisedBy: position, own, facts, limits)
      } else {
        findReasons(loweredBy: position, own, facts, limits)
      }
    }
    for judgement in program.judgements.indices {
      findReasons(putBy: judgement, own, facts, limits)
    }
    findReasonsOfFields(own, limits)
  }

  // MARK: What is held back from partners

  func holdsBack(rule position: Int, _ own: LaneView) -> Bool {
    guard own.isDiscreet, program.rules[position].unaided >= 0 else { return false }
    return isNo(program.rules[position].unaided, own)
      && isUndetermined(position, own.view, own.lane)
  }

  private func holdsBack(_ subject: Int32, _ own: LaneView) -> Bool {
    guard own.isDiscreet else { return false }
    if subject < asks.firstJudgement { return program.facts[Int(subject)].agency >= 0 }
    guard subject < asks.firstField else { return false }
    let unaided = program.judgements[Int(subject - asks.firstJudgement)].unaided
    return unaided >= 0 && isNo(unaided, own)
  }

  /// Whether a step is no for the bounds.
  private func isNo(_ step: Int32, _ own: LaneView) -> Bool {
    truths(step, own.view).no.y >> UInt64(own.lane) & 1 != 0
  }

  // MARK: Rules that could be met

  private mutating func findReasons(
    raisedBy position: Int, _ own: LaneView, _ facts: FactStates, _ limits: AskLimits
  ) {
    let rating = program.rules[position].rating
    let reach = limits.reach(
      outcome: outcome(possibleBy: position, own.view), rating: rating, program.levels)
    guard reach.isAny else { return }
    let screened = own.screenedView
    let isStillOpen = isUndetermined(position, screened, own.lane)
    var reachScreened = AskReach()
    if isStillOpen {
      reachScreened = limits.reach(
        outcome: outcome(possibleBy: position, screened), rating: rating, program.levels)
    }
    var isCovered = false
    if reachScreened.isAny {
      let open = subjects(of: position, screened, own, facts)
      let asked = ask(open, of: position, reachScreened, own)
      isCovered = asked == open.count && asked > 0
    }
    guard own.wantsScreening, !isCovered || reach.isHigher(than: reachScreened) else { return }
    // What a screening alone settles waits for it: nothing else that the rule reads is told otherwise.
    let waits = !isStillOpen && program.rules[position].waitsForGateAlone
    if asksNothingNew(of: position, reach, own, facts, waits: waits) { return }
    let open = subjects(of: position, own.view, own, facts)
    let isAnyAsked = askScreenings(for: open, of: position, reach, own)
    if !isAnyAsked, !isStillOpen { _ = ask(open, of: position, reach, own) }
  }

  // MARK: Rules that may fall

  private mutating func findReasons(
    loweredBy position: Int, _ own: LaneView, _ facts: FactStates, _ limits: AskLimits
  ) {
    guard outcome(establishedBy: position, own.view) > limits.fall else { return }
    let reach = AskReach(lower: limits.fall)
    let screened = own.screenedView
    let place = screened.rawValue * program.rules.count + position
    let bit: UInt64 = 1 << UInt64(own.lane)
    if planes.met[place] & ~planes.secure[place] & bit != 0 {
      let open = subjects(of: position, screened, own, facts)
      if ask(open, of: position, reach, own) > 0 { return }
    }
    if asksNothingNew(of: position, reach, own, facts, waits: false) { return }
    let open = subjects(of: position, own.view, own, facts)
    if !askScreenings(for: open, of: position, reach, own) {
      _ = ask(open, of: position, reach, own)
    }
  }

  // MARK: Judgements and fields

  private mutating func findReasons(
    putBy index: Int, _ own: LaneView, _ facts: FactStates, _ limits: AskLimits
  ) {
    guard isPut(index, own.view, own.lane) else { return }
    let subject = asks.firstJudgement + Int32(index)
    let upTo = program.judgements[index].upTo
    let reach = limits.reach(outcome: upTo, rating: -1, program.levels)
    guard reach.isAny, !holdsBack(subject, own) else { return }
    let judgement = program.judgements[index]
    var reason = AskReason(
      subject: subject, rule: -1, rise: reach.outcome, rating: reach.rating,
      urgency: .partlyStated, questions: 1, clause: judgement.clause, name: judgement.name,
      position: 0, wantedFor: 0..<0)
    if judgement.condition >= 0, !isPartlyStated(judgement.literals, own) {
      reason.urgency = .nothingStated
    }
    if isPut(index, own.screenedView, own.lane) {
      add(reason, own)
      return
    }
    var open: [Int32] = []
    if judgement.condition >= 0 {
      trace.findOpen(judgement.condition, planes, own.view, own.lane, facts)
      open = trace.found
    }
    reason.questions = open.count
    var screenings: [Int32] = []
    for fact in open where gates[Int(fact)] >= 0 && !screenings.contains(gates[Int(fact)]) {
      screenings.append(gates[Int(fact)])
    }
    if !screenings.isEmpty { reason.urgency = .settlesMany }
    for (position, subject) in (screenings.isEmpty ? open : screenings).enumerated() {
      reason.subject = subject
      reason.position = position
      reason.wantedFor =
        screenings.isEmpty
        ? asks.want(CollectionOfOne(subject))
        : asks.want(open.filter { gates[Int($0)] == subject })
      add(reason, own)
    }
  }

  /// A field that is not recognised can be a misspelt risk, whatever else is known.
  private mutating func findReasonsOfFields(_ own: LaneView, _ limits: AskLimits) {
    guard !openFields.isEmpty, isFirst(own.view, own.lane) else { return }
    let reach = limits.reach(outcome: program.levels.outcomes - 1, rating: -1, program.levels)
    guard reach.isAny else { return }
    for (position, field) in openFields.enumerated() {
      let subject = asks.subject(ofField: field)
      add(
        AskReason(
          subject: subject, rule: -1, rise: reach.outcome, rating: reach.rating,
          urgency: .partlyStated, questions: 1, clause: -1,
          name: -1 - (subject - asks.firstField), position: position, wantedFor: 0..<0), own)
    }
  }

  /// Whether the first layer's outcome is, or may fall to, the first.
  func isFirst(_ view: View, _ lane: Int) -> Bool {
    guard program.levels.outcomes > 1 else { return true }
    return planes.firstLevels[view.rawValue].outcome(.fall, 1) >> UInt64(lane) & 1 == 0
  }

  /// Whether something that the contact states of the child speaks for a condition.
  private func isPartlyStated(_ literals: [CompiledLiteral], _ own: LaneView) -> Bool {
    let bit: UInt64 = 1 << UInt64(own.lane)
    let firstAtom = own.view.rawValue * program.atoms.count
    return literals.contains { literal in
      guard planes.stated[firstAtom + Int(literal.atom)] & bit != 0 else { return false }
      let truth = truths(program.atoms[Int(literal.atom)].step, own.view)
      return (literal.asYes ? truth.yes.x : truth.no.x) & bit != 0
    }
  }

  // MARK: Making reasons

  /// Adds a reason for each subject that is asked about; gives how many there are.
  private mutating func ask(
    _ subjects: SubjectList, of position: Int, _ reach: AskReach, _ own: LaneView
  ) -> Int {
    var asked = 0
    for index in subjects.indices where !holdsBack(subject(index, subjects), own) { asked += 1 }
    guard asked > 0 else { return 0 }
    let isUrgent =
      isMet(position, own) || isPartlyStated(program.rules[position].literals, own)
    var reason = AskReason(
      subject: 0, rule: Int32(position), rise: reach.outcome, rating: reach.rating,
      lower: reach.lower, urgency: isUrgent ? .partlyStated : .nothingStated, questions: asked,
      clause: -1, name: program.rules[position].name, position: 0, wantedFor: 0..<0)
    for index in subjects.indices {
      reason.subject = subject(index, subjects)
      if holdsBack(reason.subject, own) { continue }
      reason.wantedFor = 0..<0
      if reason.subject < asks.firstJudgement {
        reason.clause = program.rules[position].clause
        reason.wantedFor = asks.want(CollectionOfOne(reason.subject))
      } else if reason.subject < asks.firstField {
        reason.clause = program.judgements[Int(reason.subject - asks.firstJudgement)].clause
      } else {
        reason.clause = -1
      }
      add(reason, own)
      reason.position += 1
    }
    return asked
  }

  /// Adds the screenings that some of the subjects wait for; whether there are any.
  private mutating func askScreenings(
    for subjects: SubjectList, of position: Int, _ reach: AskReach, _ own: LaneView
  ) -> Bool {
    var isAny = false
    var place = 0
    asks.beginRound()
    for index in subjects.indices {
      let fact = subject(index, subjects)
      guard fact < asks.firstJudgement, gates[Int(fact)] >= 0, asks.isNew(gates[Int(fact)])
      else { continue }
      let gate = gates[Int(fact)]
      if !holdsBack(gate, own) {
        isAny = true
        var reason = screening(gate, of: position, reach)
        reason.questions = Int(subjects.count)
        reason.position = place
        reason.wantedFor = wantedFor(gate, subjects)
        add(reason, own)
      }
      place += 1
    }
    return isAny
  }

  /// A screening as asked for the sake of a rule; of one question, unless more is said.
  private func screening(_ gate: Int32, of position: Int, _ reach: AskReach) -> AskReason {
    AskReason(
      subject: gate, rule: Int32(position), rise: reach.outcome, rating: reach.rating,
      lower: reach.lower, urgency: .settlesMany, questions: 1,
      clause: program.rules[position].clause, name: program.rules[position].name, position: 0,
      wantedFor: 0..<0)
  }

  /// The facts among subjects that wait for a screening.
  private mutating func wantedFor(_ gate: Int32, _ subjects: SubjectList) -> Range<Int> {
    if asks.mergesAtOnce { return 0..<0 }
    let first = asks.wanted.count
    for index in subjects.indices {
      let fact = subject(index, subjects)
      if fact < asks.firstJudgement, gates[Int(fact)] == gate {
        _ = asks.want(CollectionOfOne(fact))
      }
    }
    return first..<asks.wanted.count
  }

  /// Merges a reason into what is asked; or, where only the agencies to turn to are wanted, those.
  private mutating func add(_ reason: AskReason, _ own: LaneView) {
    if let other = referring { refer(reason, own, other) } else { asks.merge(reason) }
  }

  // MARK: Leaving out what changes nothing

  /// Whether what leaves a rule open waits for the one screening that everything waits for, and the
  /// rule adds nothing to what is asked of it: most rules of a contact that nobody has screened.
  ///
  /// Whatever is left out here would be merged into what is there and change none of it. `waits` says that
  /// something is known to wait.
  private mutating func asksNothingNew(
    of position: Int, _ reach: AskReach, _ own: LaneView, _ facts: FactStates, waits: Bool
  ) -> Bool {
    guard onlyGate >= 0, asks.isMerged(onlyGate) else { return false }
    guard let other = referring else {
      // As pressing as it could be: the fewest questions, in the first place.
      return !holdsBack(onlyGate, own)
        && asks.covers(screening(onlyGate, of: position, reach), isFirst: true)
        && (waits || isAnyWaiting(of: position, own, facts))
    }
    if !program.rules[position].isLater {
      // Whoever is turned to for the sake of the rule is among those whose facts it reads.
      return !isMet(position, own) && behind[Int(onlyGate)] < 0
        && areReferred(agencies(of: program.rules[position].agencyFacts), reach)
        && (waits || isAnyWaiting(of: position, own, facts))
    }
    guard program.rules[position].exceptions.isEmpty,
      isMet(position, own) == isMet(position, other),
      behind[Int(onlyGate)] < 0,
      let agencies = agenciesWaiting(of: position, own, facts)
    else { return false }
    refer(to: agencies, reach)
    return true
  }

  /// Whether each of some agencies is turned to already, for what reaches as far.
  private func areReferred(_ agencies: AgencySet, _ reach: AskReach) -> Bool {
    for agency in program.agencies.agencies.indices where agencies.contains(agency) {
      guard asks.covers(referral(to: agency, reach), isFirst: false) else { return false }
    }
    return true
  }

  /// Finds for each fact of a contact the screening that it waits for.
  private mutating func findGates(_ facts: FactStates) {
    onlyGate = -1
    if let place = patterns.place(of: facts.pattern, program), !changesGates(facts) {
      gates = patterns[place].gates
      let waiting = patterns[place].waiting
      if waiting.count == 1 { onlyGate = waiting[0].gate }
      for change in facts.changes {
        let gate = facts.root(ofGate: change.state.gate).map { Int32($0) } ?? -1
        gates[Int(change.fact)] = gate
        if gate >= 0, gate != onlyGate { onlyGate = -1 }
      }
    } else {
      for (fact, state) in facts.states.enumerated() {
        gates[fact] = facts.root(ofGate: state.gate).map { Int32($0) } ?? -1
      }
    }
  }
}

/// How far an answer could take the decision.
struct AskReach {
  /// -1 for none; and so for the rating.
  var outcome = -1
  var rating = -1
  /// `.max` for none.
  var lower = Int.max

  var isAny: Bool { outcome >= 0 || rating >= 0 }

  func isHigher(than other: AskReach) -> Bool { outcome > other.outcome || rating > other.rating }
}

/// What an answer can move: between what is decided and its bounds.
struct AskLimits {
  let fall: Int
  let mayFall: Bool
  private let outcome: Decision.Bounds
  private let rating: Int
  private let mostRating: Int

  init(_ levels: Levels) {
    outcome = levels.outcome
    fall = levels.outcome.couldFallTo
    mayFall = levels.outcome.couldFallTo < levels.outcome.established
    rating = levels.rating.established ?? -1
    mostRating = levels.rating.couldRiseTo ?? -1
  }

  /// How far an outcome and a rating, -1 for none, could take the decision above what it says.
  func reach(outcome: Int, rating: Int, _ levels: CompiledLevels) -> AskReach {
    var reach = AskReach()
    if outcome >= 0 {
      let within = min(outcome, self.outcome.couldRiseTo)
      if within > self.outcome.established { reach.outcome = within }
    }
    let called = outcome >= 0 ? max(rating, levels.ratingOfOutcome[outcome]) : rating
    let within = min(called, mostRating)
    if within > self.rating { reach.rating = within }
    return reach
  }
}
