/// The least that would have to be known or stated otherwise of a contact for another outcome: proved,
/// since with fewer facts nothing will do.
///
/// A fact can be otherwise by another value, and by nothing stated where silence is read as no. What was
/// counted of earlier contacts is one fact here. When a contact was received, who made it and
/// how, and by what its screening is told, are as they are: nobody is told that another sender would have
/// made the difference.
public struct NearestMiss: Sendable {
  /// Which other outcome is meant.
  public enum Direction: Sendable {
    case higher
    case lower
  }

  /// One way to another outcome.
  public struct Way: Sendable {
    /// The facts that would be otherwise, by index.
    public var facts: [Int]
    /// The contact as it would be.
    public var witness: Witness
    /// The rule that was asked to be met, where one was.
    public var rule: Int?
  }

  /// The ways that differ in as few facts as can be, the one to the highest outcome first.
  public private(set) var ways: [Way] = []
  /// How many facts they change; 0 while none is found.
  public private(set) var count = 0
  /// Whether there are more of as few facts than are given.
  public private(set) var hasMore = false
  /// Whether everything was proved; if not, nothing is claimed.
  public private(set) var isProved = false
  /// The contact as the solver understands it: to be decided as the contact itself is.
  public private(set) var original: Witness?

  /// How many facts are changed at most.
  public static let mostFacts = 4
  /// How many ways are given at most.
  public static let mostWays = 3

  /// Looks for the nearest miss of a contact decided for an outcome, by changing facts of which
  /// `mayChange` is true; by one of these rules, where they are named.
  public init(
    _ contact: ContactStatement, in edition: Edition, decided outcome: Int, _ direction: Direction,
    through rules: [Int]? = nil, mayChange: (Int) -> Bool
  ) {
    var question = NearestQuestion(contact, edition, mayChange)
    guard case .witness(let original, _) = question.find([]) else { return }
    self.original = original
    let targets = question.targets(from: outcome, direction, through: rules)
    for count in 0...Self.mostFacts {
      var blocked: [Literal] = []
      for target in targets {
        let wanted = target.wanted + [question.atMost(count)]
        while true {
          let finding = question.find(wanted + blocked, isExact: false)
          if case .undecided = finding { return }
          guard case .witness(let witness, let model) = finding else { break }
          // Nothing stated otherwise and yet another outcome: the contact was not understood.
          guard count > 0 else { return }
          guard ways.count < Self.mostWays else {
            (hasMore, isProved) = (true, true)
            return
          }
          let changed = question.changed(model)
          self.count = count
          ways.append(
            Way(facts: changed.flatMap(\.facts), witness: witness, rule: target.rule))
          blocked.append(question.keepsSome(changed))
        }
      }
      if !ways.isEmpty { break }
    }
    isProved = true
  }
}

/// A contact beside what could be stated otherwise of it.
private struct NearestQuestion {
  /// Facts that change together.
  struct Group {
    var facts: [Int]
    var inputs: [Literal]
    /// That nothing of it is stated otherwise.
    var kept: Literal
  }

  private var search: WitnessSearch
  private var groups: [Group] = []
  /// What holds of every contact that is looked at.
  private var fixed: [Literal] = []
  private let edition: Edition
  private let decisions: EditionDecisions

  init(_ contact: ContactStatement, _ edition: Edition, _ mayChange: (Int) -> Bool) {
    var space = StatementSpace([edition])
    var meaning = EditionMeaning(edition, &space)
    self.edition = edition
    decisions = EditionDecisions(&meaning, &space, unrecognised: space.hasUndeclared)
    fixed = [contact.hasUndeclaredField ? space.hasUndeclared : !space.hasUndeclared]
    let free = edition.facts.indices.filter { edition.isOpenToChange($0) && mayChange($0) }
    // One group a place: what two facts read of one field changes with it; and one for history.
    var ofPlace: [Int: Int] = [:]
    var history: Int?
    for (fact, place) in meaning.places.enumerated() {
      if let group = ofPlace[place] {
        groups[group].facts.append(fact)
        continue
      }
      let values = edition.facts.indices.filter { meaning.places[$0] == place }
        .map { contact.values[$0] }
      let value = values.first { $0 != .nothing && $0 != .unknown } ?? contact.values[fact]
      let inputs = space.inputs(ofFact: place, stating: value, on: contact.received)
      guard free.contains(fact) else {
        fixed += inputs
        continue
      }
      var stated = space.facts[place]
      let known = stated.isKnownExactly(&space.circuit)
      let kept = space.circuit.all(inputs)
      // What is stated can be taken back, where silence says something.
      let silent = stated.isHistory ? .no : meaning.readAsNo[fact]
      fixed.append(space.circuit.any([kept, known, silent]))
      if space.facts[place].isHistory, let history {
        groups[history].facts.append(fact)
        groups[history].inputs += inputs
        groups[history].kept = space.circuit.both(groups[history].kept, kept)
        ofPlace[place] = history
        continue
      }
      if space.facts[place].isHistory { history = groups.count }
      ofPlace[place] = groups.count
      groups.append(Group(facts: [fact], inputs: inputs, kept: kept))
    }
    search = WitnessSearch(space, days: contact.received...contact.received)
  }

  /// What is asked for, the highest outcome first: that an outcome is reached, or is not any more.
  func targets(
    from outcome: Int, _ direction: NearestMiss.Direction, through rules: [Int]?
  ) -> [(wanted: [Literal], rule: Int?)] {
    let established = decisions.levels.outcomes.established
    if direction == .lower { return [([!established[outcome]], nil)] }
    guard let rules else {
      return (outcome + 1..<edition.outcomes.count).reversed().map { ([established[$0]], nil) }
    }
    let higher = rules.filter { (edition.rules[$0].outcome ?? 0) > outcome }
    return higher.sorted { left, right in
      let outcomes = (edition.rules[left].outcome ?? 0, edition.rules[right].outcome ?? 0)
      return outcomes.0 != outcomes.1 ? outcomes.0 > outcomes.1 : left < right
    }.map { rule in
      let level = edition.rules[rule].outcome ?? 0
      return ([decisions.rules[rule].met, established[level]], rule)
    }
  }

  /// That no more than so many groups are stated otherwise.
  mutating func atMost(_ count: Int) -> Literal {
    !search.space.circuit.sum(of: groups.map { (!$0.kept, 1) }, reaches: count + 1)
  }

  /// That one of these is as it was.
  mutating func keepsSome(_ groups: [Group]) -> Literal {
    search.space.circuit.any(groups.map(\.kept))
  }

  /// A contact of which this is so; as it is, or with whatever is open to change.
  mutating func find(_ conditions: [Literal], isExact: Bool = true) -> WitnessSearch.Finding {
    search.find(fixed + conditions + (isExact ? groups.map(\.kept) : []), isSmallest: false)
  }

  /// What a model states otherwise.
  func changed(_ model: StatementModel) -> [Group] {
    groups.filter { group in
      group.inputs.contains { model.isLookedAt($0) && !model.isTrue($0) }
    }
  }
}

extension Edition {
  /// Whether a fact can be otherwise in a nearest miss: not who made the contact, how and when, nor
  /// whether its screening is done.
  fileprivate func isOpenToChange(_ fact: Int) -> Bool {
    switch facts[fact].reserved {
    case .source, .channel, .sex, .received: return false
    case .childAge, .unborn, .openCase, .role, nil: break
    }
    return !facts.contains { other in
      if case .noWhen(let gate, _) = other.silence { gate == fact } else { false }
    }
  }
}
