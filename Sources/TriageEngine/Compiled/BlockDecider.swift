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
public struct BlockDecider: Sendable {
  /// The contacts that are decided at once.
  public static let lanes = Planes.lanes

  let program: Program
  var planes: Planes
  /// By lane: the contact with everything, and without what is restricted.
  var hub: [Contact] = []
  var partner: [Contact] = []
  /// By view: what each scale reaches, of points that are established and of all it could reach.
  var reached: [Reached]
  var trace: LaneTrace
  var asks: AskBoard
  /// For each fact of the contact at hand the agency whose information it is, or its silence rests
  /// on.
  var behind: [Int8]
  /// For each fact of the contact at hand the screening that it waits for; -1 for none.
  var gates: [Int32]

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
  }

  /// The decisions on at most ``lanes`` contacts, in their order.
  public mutating func decide(
    _ contacts: [Contact], for audience: Audience, asOf: Moment? = nil
  ) -> [Decision] {
    precondition(contacts.count <= Self.lanes)
    let isForPartner = audience == .partner && !program.decider.restrictions.isEmpty
    hub = contacts
    partner = isForPartner ? contacts.map(stripped) : []
    look(.hub, hub)
    if isForPartner { look(.partner, partner) }
    let waiting = screen(.hub, hub)
    let partnerWaiting = isForPartner ? screen(.partner, partner) : 0
    return contacts.indices.map { lane in
      let bit: UInt64 = 1 << UInt64(lane)
      let own = LaneView(
        lane: lane, view: .hub, wantsScreening: waiting & bit != 0, isDiscreet: false)
      reach(own)
      guard isForPartner else { return hubDecision(own, asOf) }
      let other = LaneView(
        lane: lane, view: .partner, wantsScreening: partnerWaiting & bit != 0, isDiscreet: true)
      reach(other)
      return partnerDecision(own, other, asOf)
    }
  }

  /// The outcomes established for at most ``lanes`` contacts, in their order.
  public mutating func outcomes(_ contacts: [Contact]) -> [Int] {
    precondition(contacts.count <= Self.lanes)
    look(.hub, contacts)
    return contacts.indices.map { lane in
      planes.levels[View.hub.rawValue].levels(lane).outcome.established
    }
  }

  // MARK: Looking at the contacts

  private mutating func look(_ view: View, _ contacts: [Contact]) {
    planes.clear(view)
    var unrecognised: UInt64 = 0
    for (lane, contact) in contacts.enumerated() {
      planes.read(contact.facts, view, lane: lane)
      if contact.hasUnrecognisedFields { unrecognised |= 1 << UInt64(lane) }
    }
    planes.run(view, unrecognised: unrecognised)
  }

  /// Looks at the contacts once every screening is done; gives those that wait for one and are not
  /// settled without.
  private mutating func screen(_ view: View, _ contacts: [Contact]) -> UInt64 {
    planes.clear(view.screened)
    var waiting: UInt64 = 0
    var unrecognised: UInt64 = 0
    for (lane, contact) in contacts.enumerated() {
      // What is asked depends on what is decided of everything known.
      guard !planes.levels[View.hub.rawValue].levels(lane).isSettled,
        let done = screenedFacts(contact.facts)
      else { continue }
      waiting |= 1 << UInt64(lane)
      planes.read(done, view.screened, lane: lane)
      if contact.hasUnrecognisedFields { unrecognised |= 1 << UInt64(lane) }
    }
    if waiting != 0 { planes.run(view.screened, unrecognised: unrecognised) }
    return waiting
  }

  /// The facts once every screening is done and finds nothing; nil when none waits for one.
  private func screenedFacts(_ facts: [FactState]) -> [FactState]? {
    guard var waiting = facts.firstIndex(where: { $0.gate != nil }) else { return nil }
    var done = facts
    var gates: [Int] = []
    while waiting < facts.count {
      defer { waiting += 1 }
      guard let direct = facts[waiting].gate, let gate = gate(of: waiting, facts) else { continue }
      // What waits for a fact that is itself found to be no stays unknown: nobody went through it.
      done[waiting] = gate == direct ? nothing(more: facts[waiting], waiting) : .unknown(.silence)
      if !gates.contains(gate) { gates.append(gate) }
    }
    for gate in gates { done[gate] = .known(.yesNo(true), .statement) }
    return done
  }

  /// A contact as if nobody had been asked what is restricted, and nobody could be: see
  /// ``StrippedContact``.
  private func stripped(_ contact: Contact) -> Contact {
    var facts = contact.facts
    var isStripped = program.decider.restrictions.isRestricted
    for fact in program.agencies.restricted { facts[Int(fact)] = .unknown(.statement) }
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
      }
    }
    return StrippedContact(contact, facts, program.decider).contact
  }

  private func nothing(more state: FactState, _ fact: Int) -> FactState {
    if case .between(let range, _) = state {
      return Quantity(Int(range.least)).map { .known(.number($0), .silence) } ?? state
    }
    return program.facts[fact].whenNothingFound
  }

  /// The fact to ask instead of one that waits for it; nil when it waits for nothing.
  func gate(of fact: Int, _ facts: [FactState]) -> Int? {
    guard var gate = facts[fact].gate else { return nil }
    for _ in facts.indices {
      guard let next = facts[gate].gate else { return gate }
      gate = next
    }
    return gate
  }

  private mutating func reach(_ own: LaneView) {
    for view in [own.view, own.screenedView] {
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
