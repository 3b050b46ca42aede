import TestSupport
import Testing

@testable import ThresholdDSL
@testable import TriageEngine

/// What is proved of a change of rules against deciding every contact of a small vocabulary.
@Suite struct EditionComparisonTests {
  static let cases = environmentVariable("TRIAGE_CASES").flatMap { Int($0) } ?? 8
  static let seed = testSeed(20_261_122)

  @Test func `it agrees with deciding every contact by both`() throws {
    var tally = Tally()
    for number in 0..<Self.cases {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      let small = SmallRules(&random)
      var changed = small
      changed.change(&random)
      try check(small, changed, "seed \(Self.seed) case \(number)", &tally)
    }
    #expect(tally.shown > Self.cases && tally.never > Self.cases, "\(tally)")
    #expect(tally.unproved * 4 < tally.shown + tally.never, "\(tally)")
  }

  private struct Tally {
    var shown = 0
    var never = 0
    var unproved = 0
  }

  private func check(
    _ small: SmallRules, _ changed: SmallRules, _ place: String, _ tally: inout Tally
  ) throws {
    let (before, after) = (small.edition, changed.edition)
    let comparison = EditionComparison(from: before, to: after)
    let (old, new) = (Deciding(before), Deciding(after))
    let decided = try SmallContacts(small, changed).statements.map {
      (try old.levels($0), try new.levels($0))
    }
    let isSettled = decided.contains {
      $0.outcome.couldRiseTo > 0 && $1.outcome.couldRiseTo == 0
    }
    switch comparison.settles {
    case .never: #expect(!isSettled, "settled never; \(place)")
    case .shown(let witness):
      #expect(isSettled, "settled; \(place)")
      #expect(try old.levels(witness).outcome.couldRiseTo > 0, "\(place)")
      #expect(try new.levels(witness).outcome.couldRiseTo == 0, "\(place)")
    case .unproved: #expect(!comparison.apart.isEmpty, "\(place)")
    }
    let outcomes = (before.outcomes.map(\.name), after.outcomes.map(\.name))
    func risesLess(_ old: Levels, _ new: Levels) -> Bool {
      func move(_ level: Int, _ newLevel: Int) -> Int {
        LevelMove(from: level, of: outcomes.0, to: newLevel, of: outcomes.1).direction
      }
      return move(old.outcome.couldRiseTo, new.outcome.couldRiseTo) < 0
        && move(old.outcome.established, new.outcome.established) <= 0
    }
    switch comparison.risesLess {
    case .never: #expect(!decided.contains(where: risesLess), "rises less never; \(place)")
    case .shown(let witness):
      #expect(risesLess(try old.levels(witness), try new.levels(witness)), "rises less; \(place)")
    case .unproved:
      #expect(!comparison.apart.isEmpty || !comparison.unordered.isEmpty, "rises less; \(place)")
    }
    let lists: [(String, [EditionComparison.LevelClaim], ([String], [String]), (Levels) -> Int?)] =
      [
        ("outcome", comparison.outcomes, outcomes, { $0.outcome.established }),
        ("could rise to", comparison.couldRise, outcomes, { $0.outcome.couldRiseTo }),
        ("rating", comparison.ratings, (before.ratings, after.ratings), { $0.rating.established }),
      ]
    for (name, claims, names, read) in lists {
      let moves = decided.map {
        LevelMove(from: read($0), of: names.0, to: read($1), of: names.1).direction
      }
      for (sign, finding) in [(-1, \EditionComparison.LevelClaim.lowers), (1, \.raises)] {
        let place = "\(name) \(sign < 0 ? "lowered" : "raised"); \(place)"
        let findings = claims.map { $0[keyPath: finding] }
        let isNever = findings.allSatisfy { $0.isNever }
        let isShown = findings.contains { $0.isShown }
        let isProved = findings.allSatisfy { $0.isProved }
        if moves.contains(sign) {
          // Each contact is lowered from some level, or raised to one.
          #expect(!isNever, "\(place)")
        }
        if isShown { #expect(moves.contains(sign), "\(place)") }
        #expect(
          isProved || !comparison.apart.isEmpty || !comparison.unordered.isEmpty, "\(place)")
        for (claim, finding) in zip(claims, findings) {
          try check(claim.level, finding, sign, (old, new), decided, names, read, place)
          switch finding {
          case .shown: tally.shown += 1
          case .never: tally.never += 1
          case .unproved: tally.unproved += comparison.unordered.isEmpty ? 1 : 0
          }
        }
      }
    }
  }

  /// Whether what is said of one level is so.
  private func check(
    _ level: String, _ finding: EditionComparison.Finding, _ sign: Int,
    _ sides: (Deciding, Deciding),
    _ decided: [(Levels, Levels)], _ names: ([String], [String]), _ read: (Levels) -> Int?,
    _ place: String
  ) throws {
    if let witness = finding.witness {
      let move = LevelMove(
        from: read(try sides.0.levels(witness)), of: names.0, to: read(try sides.1.levels(witness)),
        of: names.1)
      #expect(
        move.direction == sign,
        "\(level); \(place)\n\(witness.exampleLines(inForceFrom: .earliest)) \(witness.history)")
    }
    // Of a level that only one has, the moves as a whole tell.
    guard let before = names.0.firstIndex(of: level), let after = names.1.firstIndex(of: level)
    else {
      return
    }
    let isFound = decided.contains { old, new in
      let (reached, reaches) = (read(old) ?? -1 >= before, read(new) ?? -1 >= after)
      return reached != reaches && reached == (sign < 0)
    }
    switch finding {
    case .never: #expect(!isFound, "\(level) never; \(place)")
    case .shown:
      let witness = finding.witness.map { "\($0.statedFields.map(\.exampleText)) \($0.history)" }
      #expect(isFound, "\(level) shown; \(place)\n\(witness ?? "")")
    case .unproved: break
    }
  }

  @Test func `the same pair is compared in the same way`() {
    var random = SplitMix64(seed: Self.seed)
    let old = SmallRules(&random)
    var changed = old
    changed.change(&random)
    func witnesses() -> [Witness?] {
      EditionComparison(from: old.edition, to: changed.edition).outcomes.flatMap {
        [$0.lowers.witness, $0.raises.witness]
      }
    }
    #expect(witnesses() == witnesses())
  }

  @Test func `what would take too many steps is left unproved, and nothing false is said`() {
    let limits = [
      ProofLimits(nodes: 60), ProofLimits(conflicts: 1), ProofLimits(lemmas: 0), ProofLimits.usual,
    ]
    var unproved = limits.map { _ in 0 }
    for number in 0..<8 {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      let old = SmallRules(&random)
      var changed = old
      changed.change(&random)
      func findings(_ limits: ProofLimits) -> [String: EditionComparison.Finding] {
        let comparison = EditionComparison(from: old.edition, to: changed.edition, limits: limits)
        var findings: [String: EditionComparison.Finding] = [:]
        for (name, claims) in [
          ("outcome", comparison.outcomes), ("could rise to", comparison.couldRise),
          ("rating", comparison.ratings),
        ] {
          for claim in claims {
            findings["\(name) \(claim.level) lowers"] = claim.lowers
            findings["\(name) \(claim.level) raises"] = claim.raises
          }
        }
        return findings
      }
      let exact = findings(.usual)
      for (place, limits) in limits.enumerated() {
        let found = findings(limits)
        #expect(found.count >= exact.count)
        for (name, one) in found {
          // Nothing is said of a level that every contact reaches, unless that was not proved.
          let isShown = exact[name]?.isShown ?? false
          if one.isProved { #expect(one.isShown == isShown) } else { unproved[place] += 1 }
        }
      }
    }
    #expect(unproved[0] > 100 && unproved[1] > 0 && unproved[2] > 100, "\(unproved)")
    #expect(unproved[3] < unproved[1])
  }

  @Test func `nothing says which of two names in one place is higher`() {
    var random = SplitMix64(seed: Self.seed)
    var old = SmallRules(&random)
    old.edition.rules[0].outcome = 2
    old.edition.rules[0].condition = .atom(.isYes(fact: SmallRules.a))
    old.edition.rules[0].exceptions = []
    old.edition.rules[0].isLater = false
    var changed = old
    changed.edition.outcomes[2].name = "assessment"
    for (before, after) in [(old, changed), (changed, old)] {
      let comparison = EditionComparison(from: before.edition, to: after.edition)
      let (one, other) = (before.edition.outcomes[2].name, after.edition.outcomes[2].name)
      #expect(comparison.unordered == [.init(old: [one], new: [other])])
      #expect(comparison.direction == .unproved)
      for claim in comparison.outcomes {
        #expect(claim.lowers.isNever || claim.level == one)
        #expect(claim.raises.isNever || claim.level == other)
      }
    }
    // A level that only one has is of an order with all that both have.
    let (without, with) = (["a", "c"], ["a", "b", "c"])
    for (level, direction) in [(0, -1), (1, 1)] {
      #expect(LevelMove(from: 1, of: with, to: level, of: without).direction == direction)
      #expect(LevelMove(from: level, of: without, to: 1, of: with).direction == -direction)
    }
    let move = LevelMove(from: 1, of: ["a", "x", "c"], to: 1, of: with)
    #expect(move.isUnordered && move.direction == 0)
    #expect(!LevelMove(from: 1, of: ["x", "a", "c"], to: 1, of: with).isUnordered)
    #expect(LevelMove(from: nil, of: with, to: 0, of: without).direction == 1)
    #expect(LevelMove(from: nil, of: with, to: nil, of: without).direction == 0)
  }

  @Test func `a field that only one edition ignores could be a risk to the other`() throws {
    var random = SplitMix64(seed: Self.seed)
    let old = SmallRules(&random)
    var changed = old
    changed.edition.ignoredFields = ["injry"]
    let ignored = EditionComparison(from: old.edition, to: changed.edition)
    #expect(ignored.onlyNewIgnored == ["injry"] && ignored.onlyOldIgnored.isEmpty)
    let top = try #require(ignored.couldRise.first)
    #expect(top.lowers.witness?.ignored == ["injry"] && top.raises.isNever)
    let back = EditionComparison(from: changed.edition, to: old.edition)
    #expect(back.onlyOldIgnored == ["injry"])
    #expect(try #require(back.couldRise.first).raises.witness?.ignored == ["injry"])
    let changes = StatedChange.changes(from: old.edition, to: changed.edition)
    #expect(changes.map(\.name) == ["injry"] && changes.map(\.kind) == [.added])
  }

  @Test func `windows of one length count the same`() {
    var random = SplitMix64(seed: Self.seed)
    let old = SmallRules(&random)
    func counting(_ count: Int, _ unit: AgeUnit) -> Edition {
      var edition = old.edition
      let window = Age(count: count, unit: unit)
      edition.facts[SmallRules.earlier].type = .history(
        HistoryQuery(measure: .count, window: window))
      return edition
    }
    for (before, after) in [
      (counting(12, .months), counting(1, .years)), (counting(2, .weeks), counting(14, .days)),
    ] {
      let comparison = EditionComparison(from: before, to: after)
      #expect(comparison.apart.isEmpty && comparison.direction == .unchanged)
    }
    let other = EditionComparison(from: counting(12, .months), to: counting(365, .days))
    #expect(other.apart == ["earlier"])
  }

  @Test func `what may count in a short window counts in a longer one as far as history reaches`() {
    var random = SplitMix64(seed: Self.seed)
    var small = SmallRules(&random)
    func edition(months: Int) -> Edition {
      small.edition.facts[SmallRules.earlier].type = .history(
        HistoryQuery(measure: .count, window: Age(count: months, unit: .months)))
      return small.edition
    }
    let (six, twelve) = (edition(months: 6), edition(months: 12))
    var space = StatementSpace([six, twelve])
    let (narrow, wide) = (
      space.place(of: six.facts[SmallRules.earlier], in: six),
      space.place(of: twelve.facts[SmallRules.earlier], in: twelve)
    )
    guard case .counted(_, let isOpen) = space.facts[narrow].shape else {
      Issue.record("it is no count")
      return
    }
    let two = space.literals(ofCount: 2, ofFact: narrow).certainly
    let three = space.literals(ofCount: 3, ofFact: wide).certainly
    let reachesNoFurther = space.facts[wide].incomplete
    var search = WitnessSearch(space, days: SmallRules.received...SmallRules.received)
    // One more than the two may count in six months, and certainly counts in twelve.
    #expect(search.isPossible([isOpen, two, reachesNoFurther, three]) == true)
    #expect(search.isPossible([isOpen, two, reachesNoFurther, !three]) == false)
    #expect(search.isPossible([isOpen, two, !reachesNoFurther, !three]) == true)
  }

  @Test func `nothing is proved of levels that stand in another order`() {
    var random = SplitMix64(seed: Self.seed)
    let old = SmallRules(&random)
    var changed = old
    changed.edition.outcomes.swapAt(1, 2)
    let comparison = EditionComparison(from: old.edition, to: changed.edition)
    #expect(comparison.isReordered)
    #expect(comparison.direction == .unproved)
  }
}

/// Decides contacts by one edition.
private struct Deciding {
  private let edition: Edition
  private let decoder: ContactDecoder

  init(_ edition: Edition) {
    self.edition = edition
    decoder = ContactDecoder(
      RuleBook(name: "small", editions: [edition]), options: DecodingOptions(edition: 0))
  }

  func levels(_ statement: SmallContacts.Statement) throws -> Levels {
    var history: [Witness.History] = []
    if let earlier = statement.earlier,
      case .history(let query) = edition.facts[SmallRules.earlier].type
    {
      history = [query.window?.count == 6 ? earlier.six : earlier.twelve]
    }
    var witness = Witness(
      fields: statement.fields, history: history, received: SmallRules.received)
    witness.undeclared = statement.undeclared
    return try levels(witness)
  }

  func levels(_ witness: Witness) throws -> Levels {
    let contact = try decoder.decode(witness, edition: 0).get()
    return ReferenceEvaluator.evaluate(
      edition, contact.facts.states, hasUnrecognisedFields: contact.hasUnrecognisedFields
    ).levels
  }
}
