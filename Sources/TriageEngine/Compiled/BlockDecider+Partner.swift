import ThresholdDSL

/// The decision as everybody outside the hub sees it: the rules of ``PartnerRecord``, read from the
/// planes.
extension BlockDecider {
  mutating func partnerDecision(
    _ own: LaneView, _ other: LaneView, _ asOf: Moment?
  ) -> Decision {
    let levels = levels(own)
    findAgencies(behind: hub[own.lane].facts)
    let asked = partnerAsks(own, other, levels)
    var decision = decision(other, partner[other.lane], levels: levels, asks: asked, asOf)
    decision.because += reliance(own, other, levels)
    let (all, shown) = (calledActions(own), calledActions(other))
    if all.contains(where: { !shown.contains($0) }) {
      decision.actions.append(Decision.hubActionRequired)
    }
    return decision
  }

  /// Finds for each fact the agency whose information it is, or its silence rests on.
  private mutating func findAgencies(behind facts: FactStates) {
    let silent = program.agencies.bySilence
    guard !silent.isEmpty else { return }
    behind = program.agencies.declared
    // Silence rests on at most two facts in turn, and each of those on its own: a few rounds do.
    var isChanged = true
    while isChanged {
      isChanged = false
      for next in silent where behind[Int(next.fact)] < 0 {
        switch facts[Int(next.fact)] {
        case .known(_, .silence), .unknown(.silence), .unknown(.silenceUntil),
          .between(_, .silenceUntil):
          var agency = behind[Int(next.gate)]
          if agency < 0, next.unless >= 0 { agency = behind[Int(next.unless)] }
          guard agency >= 0 else { continue }
          behind[Int(next.fact)] = agency
          isChanged = true
        default: continue
        }
      }
    }
  }

  func agencies(of facts: some Sequence<Int32>) -> AgencySet {
    var agencies = AgencySet()
    for fact in facts where behind[Int(fact)] >= 0 { agencies.insert(behind[Int(fact)]) }
    return agencies
  }

  // MARK: What was relied on

  /// The agencies whose restricted information was relied on, highest outcome first.
  private mutating func reliance(
    _ own: LaneView, _ other: LaneView, _ levels: Levels
  ) -> [Decision.Reason] {
    // -2 for agencies that were not relied on, -1 for those that led to no outcome.
    var highest = Array(repeating: -2, count: program.agencies.agencies.count)
    func add(_ agencies: AgencySet, _ outcome: Int) {
      for agency in highest.indices where agencies.contains(agency) {
        highest[agency] = max(highest[agency], outcome)
      }
    }
    for rule in rulesMet(own)
    where !isMet(rule.position, other) && decides(rule, levels) {
      add(agencies(reliedOnBy: rule.position, own, other), rule.outcome)
    }
    let others = self.levels(other)
    if others.outcome.established > levels.outcome.established
      || isHigher(others.rating.established, levels.rating.established)
    {
      // Restricted information has lowered the decision: an exception rests on it.
      for position in planes.metRules.rules(other.view, other.lane)
      where !isMet(position, own) {
        add(agencies(of: program.rules[position].agencyFacts), levels.outcome.established)
      }
    }
    let relied = highest.indices.filter { highest[$0] >= -1 }
    return relied.sorted { highest[$0] > highest[$1] }.map { agency in
      .restricted(
        agency: program.agencies.agencies[agency],
        outcome: highest[agency] < 0 ? nil : highest[agency])
    }
  }

  /// The agencies whose information meets a rule that is not met without it.
  private mutating func agencies(
    reliedOnBy position: Int, _ own: LaneView, _ other: LaneView
  ) -> AgencySet {
    trace.findSupport(of: program.rules[position].condition, planes, own, hub[own.lane].facts)
    var agencies = agencies(of: trace.found)
    if program.rules[position].isLater {
      for first in planes.metRules.rules(own.view, own.lane)
      where !program.rules[first].isLater && !isMet(first, other) {
        agencies.formUnion(self.agencies(reliedOnBy: first, own, other))
      }
    }
    return agencies.isEmpty ? self.agencies(of: program.rules[position].agencyFacts) : agencies
  }

  // MARK: What to ask

  private mutating func partnerAsks(
    _ own: LaneView, _ other: LaneView, _ levels: Levels
  ) -> [Decision.Ask] {
    let contact = hub[own.lane]
    asks.begin(fields: contact.unrecognisedFields)
    asks.beginMerging()
    guard !levels.isSettled else { return [] }
    findReasons(other, partner[other.lane], levels)
    inTheWay = nil
    findReasons(own, contact, levels, referring: other)
    referring = nil
    return asks.asks()
  }

  /// Merges the agencies to turn to for a reason.
  mutating func refer(_ reason: AskReason, _ own: LaneView, _ other: LaneView) {
    let agencies = referrals(reason, own, other)
    asks.forgetWanted()
    refer(
      to: agencies, AskReach(outcome: reason.rise, rating: reason.rating, lower: reason.lower))
  }

  /// Merges agencies to turn to.
  mutating func refer(to agencies: AgencySet, _ reach: AskReach) {
    guard !agencies.isEmpty else { return }
    for agency in program.agencies.agencies.indices where agencies.contains(agency) {
      asks.merge(referral(to: agency, reach))
    }
  }

  /// An agency to turn to. Nothing else of the reason is kept, so that not even its place in the list
  /// tells of it.
  func referral(to agency: Int, _ reach: AskReach) -> AskReason {
    AskReason(
      subject: asks.firstAgency + Int32(agency), rule: -1, rise: reach.outcome,
      rating: reach.rating, lower: reach.lower, urgency: .nothingStated, questions: 1, clause: -1,
      name: program.agencies.names[agency], position: 0, wantedFor: 0..<0)
  }

  /// The agencies to turn to instead of asking what is restricted, or points at what is.
  private mutating func referrals(
    _ reason: AskReason, _ own: LaneView, _ other: LaneView
  ) -> AgencySet {
    let isAsked = asks.isMerged(reason.subject)
    var agencies = agencies(of: asks.wanted[reason.wantedFor])
    if reason.subject < asks.firstJudgement {
      agencies.formUnion(self.agencies(of: CollectionOfOne(reason.subject)))
    } else if reason.subject < asks.firstField {
      if !isAsked {
        let judgement = program.judgements[Int(reason.subject - asks.firstJudgement)]
        agencies.formUnion(self.agencies(of: judgement.agencyFacts))
      }
    } else {
      let field = asks.fields[Int(reason.subject - asks.firstField)]
      let note = hub[own.lane].notes.first {
        $0.code == .unrecognisedField && $0.field == field
      }
      if let agency = note.flatMap({ program.decider.agency(of: $0) }),
        let number = program.agencies.agencies.firstIndex(of: agency)
      {
        agencies.insert(Int8(number))
      }
    }
    guard reason.rule >= 0 else { return agencies }
    let position = Int(reason.rule)
    if isMet(position, own), !isMet(position, other) {
      agencies.formUnion(self.agencies(reliedOnBy: position, own, other))
    }
    if !isAsked, agencies.isEmpty {
      agencies = self.agencies(of: program.rules[position].agencyFacts)
      if agencies.isEmpty, program.rules[position].isLater {
        agencies = inTheWay ?? agenciesInTheWay(own)
        inTheWay = agencies
      }
    }
    return agencies
  }

  /// The agencies whose restricted facts the first layer's open rules read.
  private func agenciesInTheWay(_ own: LaneView) -> AgencySet {
    var agencies = AgencySet()
    for position in planes.openRules.rules(own.view, own.lane)
    where !program.rules[position].isLater {
      agencies.formUnion(self.agencies(of: program.rules[position].agencyFacts))
    }
    return agencies
  }
}

/// A set of agencies, by number.
struct AgencySet: Sendable {
  private var bits: UInt64 = 0

  var isEmpty: Bool { bits == 0 }

  func contains(_ agency: Int) -> Bool { bits >> UInt64(agency) & 1 != 0 }

  mutating func insert(_ agency: Int8) { bits |= 1 << UInt64(agency) }

  mutating func formUnion(_ other: AgencySet) { bits |= other.bits }
}
