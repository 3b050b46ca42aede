import ThresholdDSL

/// What leaves a rule open, and so could be asked for its sake.
extension BlockDecider {
  /// A subject of a list.
  @inline(__always)
  func subject(_ index: Int, _ list: SubjectList) -> Int32 {
    list.isKept ? openSubjects.subjects[index] : asks.subjects[index]
  }

  /// What leaves a rule open: the unknowns of its condition that are not settled otherwise, the
  /// exceptions that count, and where it waits for the outcome, what leaves that open.
  mutating func subjects(
    of position: Int, _ view: View, _ own: LaneView, _ facts: FactStates
  ) -> SubjectList {
    let place = view.rawValue * program.rules.count + position
    if asks.found[place].search == asks.search { return asks.found[place].list }
    let key = key(of: position, view, own.lane)
    if let key, let known = openSubjects.subjects(of: position, key) {
      asks.found[place] = (asks.search, known)
      return known
    }
    var list = findSubjects(of: position, view, own, facts)
    if let key, let kept = openSubjects.keep(asks.subjects[list.indices], of: position, key) {
      list = kept
    }
    asks.found[place] = (asks.search, list)
    return list
  }

  private mutating func findSubjects(
    of position: Int, _ view: View, _ own: LaneView, _ facts: FactStates
  ) -> SubjectList {
    trace.findOpen(program.rules[position].condition, planes, view, own.lane, facts)
    if program.rules[position].exceptions.isEmpty, trace.levels.isEmpty {
      let first = asks.subjects.count
      asks.subjects += trace.found
      return SubjectList(first..<asks.subjects.count)
    }
    var tests = trace.levels
    let isOpen = !trace.found.isEmpty || !tests.isEmpty
    var found = trace.found
    let bit: UInt64 = 1 << UInt64(own.lane)
    let isMet = planes.met[view.rawValue * program.rules.count + position] & bit != 0
    // What could still except a rule is asked once it is met; before, only what excepts it now.
    for exception in program.rules[position].exceptions
    where isMet || truths(exception, view).yes.x & bit != 0 || !isOpen {
      trace.findOpen(exception, planes, view, own.lane, facts)
      found += trace.found
      tests += trace.levels
    }
    let lists = tests.map { subjects(deciding: $0, view, own, facts) }
    asks.beginRound()
    let first = asks.subjects.count
    for fact in found where asks.isNew(fact) { asks.subjects.append(fact) }
    for list in lists { add(list) }
    return SubjectList(first..<asks.subjects.count)
  }

  /// Adds what is new of a list.
  private mutating func add(_ list: SubjectList) {
    for index in list.indices {
      let subject = subject(index, list)
      if asks.isNew(subject) { asks.subjects.append(subject) }
    }
  }

  /// What leaves a test of the outcome or the rating open that the later layer makes: the first layer's
  /// rules, judgements and unrecognised fields that could still take it across.
  private mutating func subjects(
    deciding atom: Int32, _ view: View, _ own: LaneView, _ facts: FactStates
  ) -> SubjectList {
    let place = view.rawValue * program.atoms.count + Int(atom)
    if asks.deciding[place].search == asks.search { return asks.deciding[place].list }
    let crossing = crossing(atom, view, own)
    var lists: [SubjectList] = []
    for position in planes.openRules.rules(view, own.lane, or: planes.shakyRules)
    where isCrossing(position, crossing, view, own) {
      lists.append(subjects(of: position, view, own, facts))
    }
    asks.beginRound()
    let start = asks.subjects.count
    for list in lists { add(list) }
    for (index, judgement) in program.judgements.enumerated()
    where isPut(index, view, own.lane) {
      let rating = program.levels.ratingOfOutcome[judgement.upTo]
      let subject = asks.firstJudgement + Int32(index)
      if crossing.isMade(by: judgement.upTo, rating, isMet: false), asks.isNew(subject) {
        asks.subjects.append(subject)
      }
    }
    if !openFields.isEmpty, isFirst(view, own.lane) {
      for field in openFields {
        let subject = asks.subject(ofField: field)
        if asks.isNew(subject) { asks.subjects.append(subject) }
      }
    }
    let list = SubjectList(start..<asks.subjects.count)
    asks.deciding[place] = (asks.search, list)
    return list
  }

  private func crossing(_ atom: Int32, _ view: View, _ own: LaneView) -> Crossing {
    Crossing(
      program.atoms[Int(atom)].levelTest, planes.firstLevels[view.rawValue].levels(own.lane))
  }

  /// Whether a rule of the first layer, open or not met for good, could take a test across.
  private func isCrossing(
    _ position: Int, _ crossing: Crossing, _ view: View, _ own: LaneView
  ) -> Bool {
    guard !program.rules[position].isLater, !holdsBack(rule: position, own) else { return false }
    let place = view.rawValue * program.rules.count + position
    let isMet = (planes.met[place] & ~planes.secure[place]) >> UInt64(own.lane) & 1 != 0
    let outcome = outcome(possibleBy: position, view)
    var rating = program.rules[position].rating
    if outcome >= 0 { rating = max(rating, program.levels.ratingOfOutcome[outcome]) }
    return crossing.isMade(by: outcome, rating, isMet: isMet)
  }

  // MARK: What waits for a screening

  /// Whether any of what leaves a rule open as it stands waits for a screening.
  mutating func isAnyWaiting(
    of position: Int, _ own: LaneView, _ facts: FactStates
  ) -> Bool {
    if program.rules[position].isLater {
      trace.findOpen(program.rules[position].condition, planes, own.view, own.lane, facts)
      if trace.found.contains(where: { gates[Int($0)] >= 0 }) { return true }
      let tests = trace.levels
      for test in tests where waiting(toDecide: test, own, facts).isAny { return true }
    }
    return isAnyWaiting(subjects(of: position, own.view, own, facts))
  }

  private func isAnyWaiting(_ list: SubjectList) -> Bool {
    for index in list.indices {
      let fact = subject(index, list)
      if fact < asks.firstJudgement, gates[Int(fact)] >= 0 { return true }
    }
    return false
  }

  /// The agencies whose facts leave a rule of the later layer open that has no exception, and wait for a
  /// screening; nil where nothing does.
  mutating func agenciesWaiting(
    of position: Int, _ own: LaneView, _ facts: FactStates
  ) -> AgencySet? {
    trace.findOpen(program.rules[position].condition, planes, own.view, own.lane, facts)
    var agencies = AgencySet()
    var isAny = false
    for fact in trace.found where gates[Int(fact)] >= 0 {
      isAny = true
      if behind[Int(fact)] >= 0 { agencies.insert(behind[Int(fact)]) }
    }
    let tests = trace.levels
    for test in tests {
      let waiting = waiting(toDecide: test, own, facts)
      isAny = isAny || waiting.isAny
      agencies.formUnion(waiting.agencies)
    }
    return isAny ? agencies : nil
  }

  /// Whether anything that leaves a test of the outcome or the rating open waits for a screening, and,
  /// where they are wanted, the agencies whose facts do.
  private mutating func waiting(
    toDecide atom: Int32, _ own: LaneView, _ facts: FactStates
  ) -> AskBoard.Waiting {
    if asks.waiting[Int(atom)].search == asks.search { return asks.waiting[Int(atom)].found }
    var found = AskBoard.Waiting()
    let crossing = crossing(atom, own.view, own)
    for position in planes.openRules.rules(own.view, own.lane, or: planes.shakyRules) {
      // Only a rule that reads an agency's facts has any to tell of.
      let tells = referring != nil && !program.rules[position].agencyFacts.isEmpty
      if found.isAny, !tells {
        if referring == nil { break }
        continue
      }
      guard isCrossing(position, crossing, own.view, own) else { continue }
      let list = subjects(of: position, own.view, own, facts)
      for index in list.indices {
        let fact = subject(index, list)
        guard fact < asks.firstJudgement, gates[Int(fact)] >= 0 else { continue }
        found.isAny = true
        if behind[Int(fact)] >= 0 { found.agencies.insert(behind[Int(fact)]) }
      }
    }
    asks.waiting[Int(atom)] = (asks.search, found)
    return found
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
