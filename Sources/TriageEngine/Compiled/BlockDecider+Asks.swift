import ThresholdDSL

/// What to ask: the rules of ``AskFinder``, read from the planes.
extension BlockDecider {
  /// Finds every reason to ask something, for one who is told these levels; or, where what is asked is
  /// known and only the agencies to turn to are wanted, the reasons that may have any to do with one.
  mutating func findReasons(
    _ own: LaneView, _ contact: Contact, _ levels: Levels, ofAgencies: Bool = false
  ) {
    asks.beginSearch(isMerged: !ofAgencies)
    guard !levels.isSettled else { return }
    let limits = AskLimits(levels)
    findGates(contact.facts)
    let rules =
      limits.mayFall
      ? planes.openRules.rules(own.view, own.lane, or: planes.shakyRules)
      : planes.openRules.rules(own.view, own.lane)
    for position in rules {
      // What such a rule reads is no agency's alone, and stands the same with and without what is.
      if ofAgencies, program.rules[position].agencyFacts.isEmpty, !program.rules[position].isLater {
        continue
      }
      if isUndetermined(position, own.view, own.lane) {
        if holdsBack(rule: position, own) { continue }
        findReasons(raisedBy: position, own, contact, limits)
      } else {
        findReasons(loweredBy: position, own, contact, limits)
      }
    }
    for judgement in program.judgements.indices {
      findReasons(putBy: judgement, own, contact, limits)
    }
    findReasonsOfFields(own, contact, limits)
  }

  // MARK: What is held back from partners

  private func holdsBack(rule position: Int, _ own: LaneView) -> Bool {
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
    raisedBy position: Int, _ own: LaneView, _ contact: Contact, _ limits: AskLimits
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
      let open = subjects(of: position, screened, own, contact)
      let asked = ask(open, of: position, reachScreened, own)
      isCovered = asked == open.count && asked > 0
    }
    guard own.wantsScreening, !isCovered || reach.isHigher(than: reachScreened) else { return }
    let open = subjects(of: position, own.view, own, contact)
    let isAnyAsked = askScreenings(for: open, of: position, reach, own)
    if !isAnyAsked, !isStillOpen { _ = ask(open, of: position, reach, own) }
  }

  // MARK: Rules that may fall

  private mutating func findReasons(
    loweredBy position: Int, _ own: LaneView, _ contact: Contact, _ limits: AskLimits
  ) {
    guard outcome(establishedBy: position, own.view) > limits.fall else { return }
    let reach = AskReach(lower: limits.fall)
    let screened = own.screenedView
    let place = screened.rawValue * program.rules.count + position
    let bit: UInt64 = 1 << UInt64(own.lane)
    if planes.met[place] & ~planes.secure[place] & bit != 0 {
      let open = subjects(of: position, screened, own, contact)
      if ask(open, of: position, reach, own) > 0 { return }
    }
    let open = subjects(of: position, own.view, own, contact)
    if !askScreenings(for: open, of: position, reach, own) {
      _ = ask(open, of: position, reach, own)
    }
  }

  // MARK: Judgements and fields

  private mutating func findReasons(
    putBy index: Int, _ own: LaneView, _ contact: Contact, _ limits: AskLimits
  ) {
    let judgement = program.judgements[index]
    let subject = asks.firstJudgement + Int32(index)
    guard isPut(index, own.view, own.lane), !holdsBack(subject, own) else { return }
    let reach = limits.reach(outcome: judgement.upTo, rating: -1, program.levels)
    guard reach.isAny else { return }
    var reason = AskReason(
      subject: subject, rule: -1, rise: reach.outcome, rating: reach.rating,
      urgency: .partlyStated, questions: 1, clause: judgement.clause, name: judgement.name,
      position: 0, wantedFor: 0..<0)
    if judgement.condition >= 0, !isPartlyStated(judgement.literals, own) {
      reason.urgency = .nothingStated
    }
    if isPut(index, own.screenedView, own.lane) {
      asks.add(reason)
      return
    }
    var open: [Int32] = []
    if judgement.condition >= 0 {
      trace.findOpen(judgement.condition, planes, own.view, own.lane, contact)
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
      asks.add(reason)
    }
  }

  /// A field that is not recognised can be a misspelt risk, whatever else is known.
  private mutating func findReasonsOfFields(
    _ own: LaneView, _ contact: Contact, _ limits: AskLimits
  ) {
    guard contact.hasUnrecognisedFields, isFirst(own.view, own.lane) else { return }
    let reach = limits.reach(outcome: program.levels.outcomes - 1, rating: -1, program.levels)
    guard reach.isAny else { return }
    for (position, field) in contact.unrecognisedFields.enumerated() {
      let subject = asks.subject(ofField: field)
      asks.add(
        AskReason(
          subject: subject, rule: -1, rise: reach.outcome, rating: reach.rating,
          urgency: .partlyStated, questions: 1, clause: -1,
          name: -1 - (subject - asks.firstField), position: position, wantedFor: 0..<0))
    }
  }

  /// Whether the first layer's outcome is, or may fall to, the first.
  private func isFirst(_ view: View, _ lane: Int) -> Bool {
    guard program.levels.outcomes > 1 else { return true }
    return planes.firstLevels[view.rawValue].outcome(.fall, 1) >> UInt64(lane) & 1 == 0
  }

  // MARK: What leaves a rule open

  /// What leaves a rule open: the unknowns of its condition that are not settled otherwise, the
  /// exceptions that count, and where it waits for the outcome, what leaves that open.
  private mutating func subjects(
    of position: Int, _ view: View, _ own: LaneView, _ contact: Contact
  ) -> Range<Int> {
    let place = view.rawValue * program.rules.count + position
    if asks.found[place].search == asks.search { return asks.found[place].range }
    let key = key(of: position, view, own.lane)
    if let key, let known = openSubjects.subjects(of: position, key) {
      let first = asks.subjects.count
      asks.subjects += known
      asks.found[place] = (asks.search, first..<asks.subjects.count)
      return first..<asks.subjects.count
    }
    trace.findOpen(program.rules[position].condition, planes, view, own.lane, contact)
    let range: Range<Int>
    if program.rules[position].exceptions.isEmpty, trace.levels.isEmpty {
      let first = asks.subjects.count
      asks.subjects += trace.found
      range = first..<asks.subjects.count
    } else {
      var tests = trace.levels
      let isOpen = !trace.found.isEmpty || !tests.isEmpty
      var facts = trace.found
      let bit: UInt64 = 1 << UInt64(own.lane)
      let isMet = planes.met[place] & bit != 0
      // What could still except a rule is asked once it is met; before, only what excepts it now.
      for exception in program.rules[position].exceptions
      where isMet || truths(exception, view).yes.x & bit != 0 || !isOpen {
        trace.findOpen(exception, planes, view, own.lane, contact)
        facts += trace.found
        tests += trace.levels
      }
      let lists = tests.map { subjects(deciding: $0, view, own, contact) }
      asks.beginRound()
      let first = asks.subjects.count
      for fact in facts where asks.isNew(fact) { asks.subjects.append(fact) }
      for list in lists {
        for index in list where asks.isNew(asks.subjects[index]) {
          asks.subjects.append(asks.subjects[index])
        }
      }
      range = first..<asks.subjects.count
    }
    if let key { openSubjects.keep(asks.subjects[range], of: position, key) }
    asks.found[place] = (asks.search, range)
    return range
  }

  /// What leaves a test of the outcome or the rating open that the later layer makes: the first layer's
  /// rules, judgements and unrecognised fields that could still take it across.
  private mutating func subjects(
    deciding atom: Int32, _ view: View, _ own: LaneView, _ contact: Contact
  ) -> Range<Int> {
    let place = view.rawValue * program.atoms.count + Int(atom)
    if asks.deciding[place].search == asks.search { return asks.deciding[place].range }
    let levels = planes.firstLevels[view.rawValue].levels(own.lane)
    let crossing = Crossing(program.atoms[Int(atom)].levelTest, levels)
    let first = view.rawValue * program.rules.count
    let bit: UInt64 = 1 << UInt64(own.lane)
    var lists: [Range<Int>] = []
    for position in planes.openRules.rules(view, own.lane, or: planes.shakyRules)
    where !program.rules[position].isLater {
      let isMet = planes.met[first + position] & ~planes.secure[first + position] & bit != 0
      guard !holdsBack(rule: position, own) else { continue }
      let outcome = outcome(possibleBy: position, view)
      var rating = program.rules[position].rating
      if outcome >= 0 { rating = max(rating, program.levels.ratingOfOutcome[outcome]) }
      if crossing.isMade(by: outcome, rating, isMet: isMet) {
        lists.append(subjects(of: position, view, own, contact))
      }
    }
    asks.beginRound()
    let start = asks.subjects.count
    for list in lists {
      for index in list where asks.isNew(asks.subjects[index]) {
        asks.subjects.append(asks.subjects[index])
      }
    }
    for (index, judgement) in program.judgements.enumerated()
    where isPut(index, view, own.lane) {
      let rating = program.levels.ratingOfOutcome[judgement.upTo]
      let subject = asks.firstJudgement + Int32(index)
      if crossing.isMade(by: judgement.upTo, rating, isMet: false), asks.isNew(subject) {
        asks.subjects.append(subject)
      }
    }
    if contact.hasUnrecognisedFields, isFirst(view, own.lane) {
      for field in contact.unrecognisedFields {
        let subject = asks.subject(ofField: field)
        if asks.isNew(subject) { asks.subjects.append(subject) }
      }
    }
    asks.deciding[place] = (asks.search, start..<asks.subjects.count)
    return start..<asks.subjects.count
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
    _ subjects: Range<Int>, of position: Int, _ reach: AskReach, _ own: LaneView
  ) -> Int {
    var asked = 0
    for index in subjects where !holdsBack(asks.subjects[index], own) { asked += 1 }
    guard asked > 0 else { return 0 }
    let isUrgent =
      isMet(position, own) || isPartlyStated(program.rules[position].literals, own)
    var reason = AskReason(
      subject: 0, rule: Int32(position), rise: reach.outcome, rating: reach.rating,
      lower: reach.lower, urgency: isUrgent ? .partlyStated : .nothingStated, questions: asked,
      clause: -1, name: program.rules[position].name, position: 0, wantedFor: 0..<0)
    for index in subjects where !holdsBack(asks.subjects[index], own) {
      reason.subject = asks.subjects[index]
      reason.wantedFor = 0..<0
      if reason.subject < asks.firstJudgement {
        reason.clause = program.rules[position].clause
        reason.wantedFor = asks.want(CollectionOfOne(reason.subject))
      } else if reason.subject < asks.firstField {
        reason.clause = program.judgements[Int(reason.subject - asks.firstJudgement)].clause
      } else {
        reason.clause = -1
      }
      asks.add(reason)
      reason.position += 1
    }
    return asked
  }

  /// Adds the screenings that some of the subjects wait for; whether there are any.
  private mutating func askScreenings(
    for subjects: Range<Int>, of position: Int, _ reach: AskReach, _ own: LaneView
  ) -> Bool {
    var isAny = false
    var place = 0
    asks.beginRound()
    for index in subjects {
      let fact = asks.subjects[index]
      guard fact < asks.firstJudgement, gates[Int(fact)] >= 0, asks.isNew(gates[Int(fact)])
      else { continue }
      let gate = gates[Int(fact)]
      let wanted = wantedFor(gate, index..<subjects.upperBound)
      if !holdsBack(gate, own) {
        isAny = true
        asks.add(
          AskReason(
            subject: gate, rule: Int32(position), rise: reach.outcome, rating: reach.rating,
            lower: reach.lower, urgency: .settlesMany, questions: subjects.count,
            clause: program.rules[position].clause, name: program.rules[position].name,
            position: place, wantedFor: wanted))
      }
      place += 1
    }
    return isAny
  }

  /// The facts among subjects that wait for a screening.
  private mutating func wantedFor(_ gate: Int32, _ subjects: Range<Int>) -> Range<Int> {
    if asks.mergesAtOnce { return 0..<0 }
    let first = asks.wanted.count
    for index in subjects {
      let fact = asks.subjects[index]
      if fact < asks.firstJudgement, gates[Int(fact)] == gate {
        _ = asks.want(CollectionOfOne(fact))
      }
    }
    return first..<asks.wanted.count
  }

  /// Finds for each fact of a contact the screening that it waits for.
  private mutating func findGates(_ facts: FactStates) {
    if let place = patterns.place(of: facts.pattern, program), !changesGates(facts) {
      gates = patterns[place].gates
      for change in facts.changes {
        gates[Int(change.fact)] = facts.root(ofGate: change.state.gate).map { Int32($0) } ?? -1
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

extension CompiledAtom {
  /// The test of the outcome or the rating that it is.
  fileprivate var levelTest: Atom {
    switch test {
    case .rating(let test, let level): .rating(test, level: level)
    case .outcome(let test, let level): .outcome(test, level: level)
    default: .isKnown(fact: Int(fact))
    }
  }
}
