import ThresholdDSL

/// An edition compiled, to be shared by all that decide under it.
public struct CompiledEdition: Sendable {
  let program: Program

  /// Compiles what a decider decides by; nil for an edition that only the reference evaluator reads:
  /// one that no rule text makes, or of more points or agencies than fit.
  public init?(_ decider: Decider) {
    guard let program = Program(decider) else { return nil }
    self.program = program
  }
}

/// Decides contacts 64 at a time, each decision the same as the reference evaluator's to the last
/// byte.
///
/// It cannot be copied, nor can what it works on, so that no step of its work copies the whole.
public struct BlockDecider: ~Copyable, Sendable {
  /// The contacts that are decided at once.
  public static let lanes = Planes.lanes

  let program: Program
  var planes: Planes
  /// By lane: the contact with everything, and without what is restricted.
  var hub: [Contact] = []
  var partner: [Contact] = []
  /// The contacts of which a partner is told otherwise what silence says, and not only less.
  private var silenced: UInt64 = 0
  /// By view: what each scale reaches, of points that are established and of all it could reach.
  var reached: [Reached]
  var trace: LaneTrace
  var asks: AskBoard
  /// For each fact of the contact at hand the agency whose information it is, or its silence rests
  /// on.
  var behind: [Int8]
  /// For each fact of the contact at hand the screening that it waits for; -1 for none.
  var gates: [Int32]
  /// The one screening that every fact of the contact at hand waits for that waits for any; -1 where there
  /// is not one alone.
  var onlyGate: Int32 = -1
  /// The fields of the contact at hand that nothing declares, as its reader is told of them.
  var openFields: [String] = []
  /// Where agencies to turn to are looked for: the contact as those see it who are told of them.
  var referring: LaneView?
  /// The agencies whose facts leave the first layer of the contact at hand open; nil until wanted.
  var inTheWay: AgencySet?
  /// What left rules open before.
  var openSubjects: OpenSubjects
  /// What follows from what contacts share.
  var patterns = KnownPatterns()

  /// A decider of contacts that were decoded against a compiled edition.
  public init(_ edition: CompiledEdition) {
    program = edition.program
    planes = Planes(program)
    reached = Array(
      repeating: Reached(program.scales.bits.count), count: View.allCases.count)
    trace = LaneTrace(program)
    asks = AskBoard(program)
    behind = program.agencies.declared
    gates = Array(repeating: -1, count: program.facts.count)
    openSubjects = OpenSubjects(rules: program.rules.count)
  }

  /// The decisions on at most ``lanes`` contacts, in their order.
  public mutating func decide(
    _ contacts: [Contact], for audience: Audience, asOf: Moment? = nil
  ) -> [Decision] {
    precondition(contacts.count <= Self.lanes)
    let isForPartner = audience == .partner && !program.decider.restrictions.isEmpty
    hub = contacts
    partner.removeAll(keepingCapacity: true)
    silenced = 0
    if isForPartner {
      for lane in contacts.indices { partner.append(stripped(contacts[lane], lane)) }
    }
    look(.hub, hub)
    planes.turnRules(.hub)
    if isForPartner {
      look(.partner, partner, like: .hub)
      planes.turnRules(.partner)
    }
    let waiting = screen(.hub, hub)
    let partnerWaiting = isForPartner ? screen(.partner, partner) : 0
    var decisions: [Decision] = []
    decisions.reserveCapacity(contacts.count)
    for lane in contacts.indices {
      let bit: UInt64 = 1 << UInt64(lane)
      let own = LaneView(
        lane: lane, view: .hub, wantsScreening: waiting & bit != 0, isDiscreet: false)
      reach(own)
      guard isForPartner else {
        decisions.append(hubDecision(own, asOf))
        continue
      }
      let other = LaneView(
        lane: lane, view: .partner, wantsScreening: partnerWaiting & bit != 0, isDiscreet: true)
      reach(other)
      decisions.append(partnerDecision(own, other, asOf))
    }
    return decisions
  }

  /// The outcomes established for at most ``lanes`` contacts, in their order.
  public mutating func outcomes(_ contacts: [Contact]) -> [Int] {
    precondition(contacts.count <= Self.lanes)
    look(.hub, contacts)
    var outcomes: [Int] = []
    for lane in contacts.indices {
      outcomes.append(planes.levels[View.hub.rawValue].established(lane))
    }
    return outcomes
  }

  // MARK: Looking at the contacts

  /// Looks at contacts; `source` is a view that has been read of what they state, if any has.
  private mutating func look(_ view: View, _ contacts: [Contact], like source: View? = nil) {
    planes.clear(view)
    var unrecognised: UInt64 = 0
    var laid: [(place: Int, contacts: UInt64)] = []
    for (lane, contact) in contacts.enumerated() {
      let bit: UInt64 = 1 << UInt64(lane)
      if contact.hasUnrecognisedFields { unrecognised |= bit }
      gather(contact.facts, bit, &laid)
    }
    lay(laid, view)
    for (lane, contact) in contacts.enumerated() {
      let isAlike = silenced >> UInt64(lane) & 1 == 0
      read(contact.facts, view, lane: lane, like: isAlike ? source : nil)
    }
    planes.run(view, unrecognised: unrecognised)
  }

  /// Looks at the contacts once every screening is done; gives those that wait for one and are not
  /// settled without.
  private mutating func screen(_ view: View, _ contacts: [Contact]) -> UInt64 {
    var waiting: UInt64 = 0
    var unrecognised: UInt64 = 0
    var laid: [(place: Int, contacts: UInt64)] = []
    var screened: [(lane: Int, facts: FactStates)] = []
    for (lane, contact) in contacts.enumerated() {
      // What is asked depends on what is decided of everything known.
      guard !planes.levels[View.hub.rawValue].isSettled(lane),
        let done = screenedFacts(contact.facts)
      else { continue }
      let bit: UInt64 = 1 << UInt64(lane)
      waiting |= bit
      if contact.hasUnrecognisedFields { unrecognised |= bit }
      gather(done, bit, &laid)
      screened.append((lane, done))
    }
    guard waiting != 0 else { return 0 }
    planes.clear(view.screened)
    lay(laid, view.screened)
    for (lane, facts) in screened { read(facts, view.screened, lane: lane, like: view) }
    planes.run(view.screened, unrecognised: unrecognised)
    planes.turnRules(view.screened)
    return waiting
  }

  /// Adds a contact to those of its pattern.
  private mutating func gather(
    _ facts: FactStates, _ bit: UInt64, _ laid: inout [(place: Int, contacts: UInt64)]
  ) {
    guard let place = patterns.place(of: facts.pattern, program) else { return }
    if let known = laid.firstIndex(where: { $0.place == place }) {
      laid[known].contacts |= bit
    } else {
      laid.append((place, bit))
    }
  }

  private mutating func lay(_ laid: [(place: Int, contacts: UInt64)], _ view: View) {
    for (place, contacts) in laid { planes.lay(patterns[place], view, contacts) }
  }

  private mutating func read(
    _ facts: FactStates, _ view: View, lane: Int, like source: View?
  ) {
    if patterns.place(of: facts.pattern, program) != nil {
      planes.change(facts, view, lane: lane, like: source)
    } else {
      planes.read(facts, view, lane: lane)
    }
  }

  /// The facts once every screening is done and finds nothing; nil when none waits for one.
  private mutating func screenedFacts(_ facts: FactStates) -> FactStates? {
    guard let place = patterns.place(of: facts.pattern, program),
      !changesScreenings(facts, of: place)
    else { return screened(facts) }
    let waiting = patterns[place].waiting
    guard !waiting.isEmpty || facts.changes.contains(where: { $0.state.gate != nil }) else {
      return nil
    }
    var done = facts
    done.rest(on: screenedPattern(place))
    for change in facts.changes where change.state.gate != nil {
      done[Int(change.fact)] = found(Int(change.fact), facts)
    }
    for change in facts.changes {
      guard let gate = facts.root(ofGate: change.state.gate) else { continue }
      done[gate] = .known(.yesNo(true), .statement)
    }
    for (gate, _) in waiting { done[Int(gate)] = .known(.yesNo(true), .statement) }
    return done
  }

  /// Whether what a contact says otherwise than its pattern changes what the facts of the pattern wait
  /// for.
  private func changesScreenings(_ facts: FactStates, of place: Int) -> Bool {
    if changesGates(facts) { return true }
    // What every fact that waits for a screening says may have been changed.
    let gates = patterns[place].gates
    return patterns[place].waiting.contains { waiting in
      waiting.count <= facts.changes.count
        && waiting.count == facts.changes.count { gates[Int($0.fact)] == waiting.gate }
    }
  }

  /// Whether what a contact says otherwise than its pattern changes what a screening itself waits for.
  func changesGates(_ facts: FactStates) -> Bool {
    facts.changes.contains { [program] change in
      program.facts[Int(change.fact)].isGate
        && change.state.gate != facts.pattern.states[Int(change.fact)].gate
    }
  }

  private mutating func screenedPattern(_ place: Int) -> FactPattern {
    if let known = patterns[place].screened { return known }
    let pattern = patterns[place].pattern
    let done = screened(FactStates(pattern)).map { FactPattern($0.states, isShared: true) }
    patterns[place].screened = done ?? pattern
    return done ?? pattern
  }

  /// The facts once every screening is done, one by one.
  private func screened(_ facts: FactStates) -> FactStates? {
    var done = facts.states
    var gates: [Int] = []
    for (fact, state) in facts.states.enumerated() where state.gate != nil {
      done[fact] = found(fact, facts)
      if let gate = facts.root(ofGate: state.gate), !gates.contains(gate) { gates.append(gate) }
    }
    for gate in gates { done[gate] = .known(.yesNo(true), .statement) }
    return gates.isEmpty ? nil : FactStates(done)
  }

  /// What a fact that waits for a screening is found to be.
  private func found(_ fact: Int, _ facts: FactStates) -> FactState {
    // What waits for a fact that is itself found to be no stays unknown: nobody went through it.
    facts.root(ofGate: facts[fact].gate) == facts[fact].gate
      ? nothing(more: facts[fact], fact) : .unknown(.silence)
  }

  /// A contact as if nobody had been asked what is restricted, and nobody could be: see
  /// ``StrippedContact``.
  private mutating func stripped(_ contact: Contact, _ lane: Int) -> Contact {
    var facts = contact.facts
    if let place = patterns.place(of: facts.pattern, program) {
      facts.forget { [program] in program.facts[Int($0)].isRestricted }
      facts.rest(on: strippedPattern(place))
    } else {
      for fact in program.agencies.restricted { facts[Int(fact)] = .unknown(.statement) }
    }
    var isStripped = program.decider.restrictions.isRestricted
    var isChanged = !program.agencies.bySilence.isEmpty
    while isChanged {
      isChanged = false
      for silent in program.agencies.bySilence where !isStripped[Int(silent.fact)] {
        let fact = Int(silent.fact)
        guard
          isStripped[Int(silent.gate)] || (silent.unless >= 0 && isStripped[Int(silent.unless)]),
          contact.facts[fact].isFromSilence
        else { continue }
        facts[fact] = contact.facts[fact].withoutSilence(program.edition.facts[fact])
        isStripped[fact] = true
        isChanged = true
        silenced |= 1 << UInt64(lane)
      }
    }
    if !contact.notes.isEmpty {
      return StrippedContact(contact, facts, program.decider).contact
    }
    var stripped = contact
    stripped.facts = facts
    return stripped
  }

  private mutating func strippedPattern(_ place: Int) -> FactPattern {
    if let known = patterns[place].stripped { return known }
    var states = patterns[place].pattern.states
    for fact in program.agencies.restricted { states[Int(fact)] = .unknown(.statement) }
    let stripped = FactPattern(states, isShared: true)
    patterns[place].stripped = stripped
    return stripped
  }

  private func nothing(more state: FactState, _ fact: Int) -> FactState {
    if case .between(let range, _) = state {
      return Quantity(Int(range.least)).map { .known(.number($0), .silence) } ?? state
    }
    return program.facts[fact].whenNothingFound
  }

  private mutating func reach(_ own: LaneView) {
    reach(own, own.view)
    if own.wantsScreening { reach(own, own.screenedView) }
  }

  private mutating func reach(_ own: LaneView, _ view: View) {
    for scale in program.scales.bits.indices {
      let points = planes.points[view.rawValue * program.scales.bits.count + scale]
      let (established, most) = (
        points.established.count(own.lane), points.couldReach.count(own.lane)
      )
      reached[view.rawValue].established[scale] = established
      reached[view.rawValue].couldReach[scale] = most
      reached[view.rawValue].outcome[scale] = program.scales.outcome(
        of: scale, reachedBy: established)
      reached[view.rawValue].possibleOutcome[scale] = program.scales.outcome(
        of: scale, reachedBy: most)
    }
  }
}

/// One contact of a block, as it is looked at for somebody.
struct LaneView {
  var lane: Int
  /// How it stands.
  var view: View
  /// Whether a screening is wanted; if not, it stands as it would be screened.
  var wantsScreening: Bool
  /// Whether what is restricted is not asked about.
  var isDiscreet: Bool

  /// How it would stand once screened.
  var screenedView: View { wantsScreening ? view.screened : view }
}

/// The points of one contact, and the outcomes that they reach.
struct Reached {
  var established: [Int]
  var couldReach: [Int]
  /// -1 for none.
  var outcome: [Int]
  var possibleOutcome: [Int]

  init(_ scales: Int) {
    established = Array(repeating: 0, count: scales)
    couldReach = established
    outcome = established
    possibleOutcome = established
  }
}

extension BlockDecider {
  /// What a step is for a contact of a block.
  @inline(__always)
  func truths(_ step: Int32, _ view: View) -> Truths {
    planes.truths[view.rawValue * program.steps.count + Int(step)]
  }

  /// Whether a rule is met.
  @inline(__always)
  func isMet(_ position: Int, _ own: LaneView) -> Bool {
    planes.met[own.view.rawValue * program.rules.count + position] >> UInt64(own.lane) & 1 != 0
  }

  /// Whether a rule could still be met, in a view.
  @inline(__always)
  func isUndetermined(_ position: Int, _ view: View, _ lane: Int) -> Bool {
    planes.undetermined[view.rawValue * program.rules.count + position] >> UInt64(lane) & 1 != 0
  }

  /// Whether a judgement is put, in a view.
  func isPut(_ judgement: Int, _ view: View, _ lane: Int) -> Bool {
    planes.put[view.rawValue * program.judgements.count + judgement] >> UInt64(lane) & 1 != 0
  }

  func levels(_ own: LaneView) -> Levels { planes.levels[own.view.rawValue].levels(own.lane) }

  /// The outcome that a rule establishes, itself or by its scales; -1 for none.
  func outcome(establishedBy position: Int, _ view: View) -> Int {
    var highest = program.rules[position].outcome
    for added in program.rules[position].points {
      highest = max(highest, reached[view.rawValue].outcome[added.scale])
    }
    return highest
  }

  /// The outcome that a rule could establish.
  func outcome(possibleBy position: Int, _ view: View) -> Int {
    var highest = program.rules[position].outcome
    for added in program.rules[position].points {
      highest = max(highest, reached[view.rawValue].possibleOutcome[added.scale])
    }
    return highest
  }
}
