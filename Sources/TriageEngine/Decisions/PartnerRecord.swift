import ThresholdDSL

/// The decision as everybody outside the hub sees it: the decision made again without the restricted
/// facts, with the true outcome and rating, their bounds, and which agencies to turn to.
///
/// INVARIANT: the record is a function of (1) what is not restricted, (2) the true outcome, rating and
/// bounds, and (3) the agency entries: `restricted` in `because` and `ask`, and `hub_action_required`.
/// Two contacts that differ only in restricted values and agree in (2) and (3) have the same record,
/// byte for byte. So nothing in it can tell more of a restricted value than (2) and (3) do.
///
/// Everything but (2) and (3) is read from the stripped contact alone, and what is asked is chosen by
/// the stripped contact and (2).
struct PartnerRecord {
  /// The decision with everything in it.
  let hub: ContactDecision
  /// The decision made again without the restricted facts.
  let partner: ContactDecision
  /// For each fact the agency whose restricted information it is, or its silence rests on.
  private let agencies: [String?]

  private var decider: Decider { hub.decider }
  private var edition: Edition { hub.edition }

  init(of hub: ContactDecision) {
    self.hub = hub
    agencies = Self.agencies(hub)
    let stripped = StrippedContact(hub.contact, hub.decider).contact
    self.partner = ContactDecision(hub.decider, stripped, asOf: hub.asOf)
  }

  func decision() -> Decision {
    let levels = hub.evaluation.levels
    var decision = partner.decision(levels: levels, asks: asks(levels))
    decision.because += reliance()
    let own = Set(decision.actions)
    if hub.actions().contains(where: { !own.contains($0) }) {
      decision.actions.append(Decision.hubActionRequired)
    }
    return decision
  }

  // MARK: What was relied on

  /// The agencies whose restricted information was relied on, highest outcome first.
  private func reliance() -> [Decision.Reason] {
    var highest: [String: Int?] = [:]
    func add(_ agencies: Set<String>, _ outcome: Int?) {
      for agency in agencies { highest[agency] = higher(highest[agency] ?? nil, outcome) }
    }
    for deciding in hub.rulesDeciding() where !partner.evaluation.rules[deciding.rule].isMet {
      add(agencies(reliedOnBy: deciding.rule), deciding.outcome)
    }
    let (own, others) = (hub.evaluation.levels, partner.evaluation.levels)
    if others.outcome.established > own.outcome.established
      || isHigher(others.rating.established, own.rating.established)
    {
      // Restricted information has lowered the decision: an exception rests on it.
      for rule in edition.rules.indices
      where partner.evaluation.rules[rule].isMet && !hub.evaluation.rules[rule].isMet {
        add(agencies(readBy: rule), own.outcome.established)
      }
    }
    let entries = highest.sorted { $0.key < $1.key }
    return
      (entries.filter { $0.value != nil }.sorted { isHigher($0.value, $1.value) }
      + entries.filter { $0.value == nil })
      .map { .restricted(agency: $0.key, outcome: $0.value) }
  }

  /// The agencies whose information meets a rule that is not met without it.
  private func agencies(reliedOnBy index: Int) -> Set<String> {
    let rule = edition.rules[index]
    let support = ConditionTrace(judge: hub.evaluation.judge).support(of: rule.condition)
    var agencies = Set(support.compactMap(agency))
    if rule.isLater {
      for other in edition.rules.indices
      where !edition.rules[other].isLater && hub.evaluation.rules[other].isMet
        && !partner.evaluation.rules[other].isMet
      {
        agencies.formUnion(self.agencies(reliedOnBy: other))
      }
    }
    return agencies.isEmpty ? self.agencies(readBy: index) : agencies
  }

  /// The agency to whose information a fact is restricted, itself or by what its silence rests on.
  private func agency(behind fact: Int) -> String? { agencies[fact] }

  private static func agencies(_ hub: ContactDecision) -> [String?] {
    var behind = hub.decider.agencies
    // Silence rests on at most two facts in turn, and each of those on its own: a few rounds do.
    var isChanged = true
    while isChanged {
      isChanged = false
      for fact in behind.indices where behind[fact] == nil {
        guard case .noWhen(let gate, let unless) = hub.edition.facts[fact].silence else { continue }
        switch hub.contact.facts[fact] {
        case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil),
          .between(_, .silenceUntil):
          guard let agency = behind[gate] ?? unless.flatMap({ behind[$0] }) else { continue }
          behind[fact] = agency
          isChanged = true
        default: continue
        }
      }
    }
    return behind
  }

  /// The agencies whose restricted facts a rule reads at all.
  private func agencies(readBy index: Int) -> Set<String> {
    let rule = edition.rules[index]
    var agencies: Set<String> = []
    for condition in [rule.condition] + rule.exceptions.map(\.condition) {
      agencies.formUnion(edition.factsRead(by: condition).compactMap(agency))
    }
    return agencies
  }

  // MARK: What to ask

  /// What a partner may be asked, without the agencies to turn to: all of it is read from what is not
  /// restricted and the true outcome, rating and bounds.
  func ownAsks() -> [Decision.Ask] {
    AskCandidate.merged(ownCandidates(hub.evaluation.levels))
  }

  private func ownCandidates(_ levels: Levels) -> [AskCandidate] {
    AskFinder(
      decider, partner.contact, partner.evaluation, levels: levels,
      discretion: Discretion(partner.evaluation, decider.restrictions)
    ).candidates()
  }

  private func asks(_ levels: Levels) -> [Decision.Ask] {
    let own = ownCandidates(levels)
    let asked = Set(own.map(\.ask.subject))
    let all = AskFinder(decider, hub.contact, hub.evaluation, levels: levels).candidates()
    return AskCandidate.merged(
      own + all.flatMap { referrals($0, isAsked: asked.contains($0.ask.subject)) })
  }

  /// The agencies to turn to instead of asking what is restricted, or points at what is.
  private func referrals(_ candidate: AskCandidate, isAsked: Bool) -> [AskCandidate] {
    var agencies = Set(candidate.wantedFor.compactMap(agency))
    switch candidate.ask.subject {
    case .fact(let fact): agency(behind: fact).map { _ = agencies.insert($0) }
    case .field(let field):
      let note = hub.contact.notes.first { $0.code == .unrecognisedField && $0.field == field }
      note.flatMap(decider.agency).map { _ = agencies.insert($0) }
    case .judgement(let judgement):
      if !isAsked, let condition = edition.judgements[judgement].condition {
        agencies.formUnion(edition.factsRead(by: condition).compactMap(agency))
      }
    case .restricted: break
    }
    if let rule = candidate.rule {
      let isMetByRestricted =
        hub.evaluation.rules[rule].isMet && !partner.evaluation.rules[rule].isMet
      if isMetByRestricted { agencies.formUnion(self.agencies(reliedOnBy: rule)) }
      if !isAsked, agencies.isEmpty { agencies = self.agencies(inTheWayOf: rule) }
    }
    return agencies.sorted().map { agency in
      var ask = candidate.ask
      ask.subject = .restricted(agency: agency)
      ask.clause = nil
      // Nothing else of the reason is kept, so that not even its place in the list tells of it.
      return AskCandidate(
        ask: ask, urgency: .nothingStated, questions: 1, name: agency, position: 0, wantedFor: [])
    }
  }

  /// The agencies whose restricted facts keep a partner from being asked for the sake of a rule: those
  /// that it reads, or where it waits for the outcome, those that the first layer's rules read.
  private func agencies(inTheWayOf rule: Int) -> Set<String> {
    let own = agencies(readBy: rule)
    guard own.isEmpty, edition.rules[rule].isLater else { return own }
    return edition.rules.indices.reduce(into: []) { agencies, other in
      if !edition.rules[other].isLater, hub.evaluation.rules[other] == .undetermined {
        agencies.formUnion(self.agencies(readBy: other))
      }
    }
  }
}
