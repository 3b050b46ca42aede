import ThresholdDSL

/// Judges the conditions of an edition by what one contact says.
///
/// This is "Conditions" and "Unknown" of the language reference, line by line.
struct ConditionJudge: Sendable {
  let edition: Edition
  let facts: [FactState]
  /// What each definition is, by its index.
  private(set) var definitions: [Judged] = []
  /// The outcome and rating so far; nil while they are not read.
  var levels: Levels?

  /// Judges every definition once; each stands after those it uses.
  init(_ edition: Edition, facts: [FactState]) {
    self.edition = edition
    self.facts = facts
    definitions.reserveCapacity(edition.definitions.count)
    for definition in edition.definitions {
      definitions.append(judge(definition.condition))
    }
  }

  /// What a condition is.
  func judge(_ condition: Condition) -> Judged {
    switch condition {
    case .atom(let atom): judge(atom)
    case .definition(let index): definitions[index]
    case .not(let inner): judge(inner).negated
    case .all(let parts): parts.reduce(Judged(.yes)) { $0.and(judge($1)) }
    case .any(let parts): parts.reduce(Judged(.no)) { $0.or(judge($1)) }
    case .none(let parts): parts.reduce(Judged(.no)) { $0.or(judge($1)) }.negated
    case .atLeast(let count, let parts): judge(atLeast: count, of: parts)
    }
  }

  /// Yes when that many parts are yes, no when fewer could be, else unknown.
  private func judge(atLeast count: Int, of parts: [Condition]) -> Judged {
    let judged = parts.map(judge)
    func truth(_ truths: [Truth]) -> Truth {
      if truths.count(where: { $0 == .yes }) >= count { return .yes }
      return truths.count(where: { $0 != .no }) < count ? .no : .unknown
    }
    return Judged(now: truth(judged.map(\.now)), bound: truth(judged.map(\.bound)))
  }

  // MARK: Atoms

  private func judge(_ atom: Atom) -> Judged {
    switch atom {
    case .isKnown(let fact):
      if isAgeOfUnborn(fact) { return Judged(.no) }
      if case .known = facts[fact] { return Judged(.yes) }
      return Judged(now: .no, bound: .unknown)
    case .outcome(let test, let level):
      guard let outcome = levels?.outcome else { return Judged(.unknown) }
      return judge(
        test, level, outcome.couldFallTo, outcome.established, outcome.couldRiseTo)
    case .rating(let test, let level):
      guard let rating = levels?.rating else { return Judged(.unknown) }
      return judge(
        test, level, rating.couldFallTo ?? -1, rating.established ?? -1, rating.couldRiseTo ?? -1)
    default:
      let truth = truth(of: atom)
      return Judged(now: truth, bound: isPresumed(atom) ? .unknown : truth)
    }
  }

  /// Reads the decision so far as it stands; for the bounds only what no unknown can change counts.
  private func judge(
    _ test: LevelTest, _ level: Int, _ fall: Int, _ established: Int, _ rise: Int
  ) -> Judged {
    switch test {
    case .atLeast:
      if rise < level { return Judged(.no) }
      return Judged(
        now: established >= level ? .yes : .unknown, bound: fall >= level ? .yes : .unknown)
    case .equals:
      if level < fall || level > rise { return Judged(.no) }
      return Judged(
        now: established == level ? .yes : .unknown, bound: fall == rise ? .yes : .unknown)
    }
  }

  private func truth(of atom: Atom) -> Truth {
    switch atom {
    case .isYes(let fact):
      if case .yesNo(let isYes)? = value(fact) { return Truth(isYes) }
    case .isOneOf(let fact, let values):
      if case .choice(let choice)? = value(fact) { return Truth(values.contains(choice)) }
      if case .noneOfTheValues? = value(fact) { return .no }
    case .includes(let fact, let value):
      if case .choices(let choices)? = self.value(fact) {
        return Truth(choices & (1 << UInt64(value)) != 0)
      }
    case .number(let fact, let comparison, let limit):
      return number(fact, comparison, limit)
    case .age(let fact, let comparison, let limit):
      return age(fact, comparison, limit)
    case .date(let fact, let comparison, let limit):
      if let date = date(fact) { return Truth(comparison.holds(date, limit)) }
    case .daysApart(let later, let earlier, let least):
      if let later = date(later), let earlier = date(earlier) {
        return Truth(Int(later.dayNumber) - Int(earlier.dayNumber) >= least)
      }
    case .isKnown, .outcome, .rating: break
    }
    return .unknown
  }

  private func age(_ fact: Int, _ comparison: Comparison, _ limit: Age) -> Truth {
    switch value(fact) {
    case .life(let born, let day)?: Lifetime.compare(born: born, on: day, comparison, limit)
    case .age(let stated)?: Lifetime.compare(stated: stated, comparison, limit)
    default: isAgeOfUnborn(fact) ? .no : .unknown
    }
  }

  /// A count that may be more than is known of is compared with all that it may be.
  private func number(_ fact: Int, _ comparison: Comparison, _ limit: Quantity) -> Truth {
    switch facts[fact] {
    case .known(.number(let number), _): Truth(comparison.holds(number, limit))
    case .known(.never, _): Truth(comparison == .greater || comparison == .greaterOrEqual)
    case .between(let range, _): range.compared(comparison, limit)
    case .known, .unknown: .unknown
    }
  }

  // MARK: Facts

  /// What is known of a fact, to be shown in a reason; nil when nothing is.
  func shown(_ fact: Int) -> FactValue? {
    if case .between(let range, _) = facts[fact] { return .between(range) }
    return value(fact)
  }

  /// The value of a fact; nil when it is unknown.
  func value(_ fact: Int) -> FactValue? {
    if case .known(let value, _) = facts[fact] { return value }
    return nil
  }

  private func date(_ fact: Int) -> CivilDate? {
    switch value(fact) {
    case .date(let date)?: date
    case .moment(let moment)?: moment.date
    default: nil
    }
  }

  /// Whether this is the age of a child who is not born yet: there is none, and asking is idle.
  ///
  /// Only `child_age` is meant: the age of anybody else is not known to be missing because the
  /// child is unborn.
  func isAgeOfUnborn(_ fact: Int) -> Bool {
    guard edition.facts[fact].reserved == .childAge, value(fact) == nil else { return false }
    return isUnborn
  }

  /// Whether the contact is known to be about an unborn child.
  private var isUnborn: Bool {
    guard let unborn = unbornFact else { return false }
    return value(unborn) == .yesNo(true)
  }

  /// The index of `unborn`, which stands among the reserved facts at the front.
  var unbornFact: Int? {
    edition.facts.prefix(ReservedFact.allCases.count).firstIndex { $0.reserved == .unborn }
  }

  /// Whether a test rests on nothing but silence that always means no about a concern.
  ///
  /// Such a no settles nothing: nobody looked. `silence means no when F` is another matter, since
  /// somebody went through the questions; but where that was read by way of such a no (`unless`), it
  /// settles no more than that.
  private func isPresumed(_ atom: Atom) -> Bool {
    switch atom {
    case .isYes(let fact), .number(let fact, _, _): isPresumed(fact, values: nil)
    case .isOneOf(let fact, let values): isPresumed(fact, values: values)
    case .includes(let fact, let value): isPresumed(fact, values: [value])
    case .age, .date, .daysApart, .isKnown, .outcome, .rating: false
    }
  }

  private func isPresumed(_ fact: Int, values: [Int]?) -> Bool {
    guard case .known(_, .silence) = facts[fact] else { return false }
    switch edition.facts[fact].silence {
    case .no: return raisesConcern(fact, values: values)
    case .noWhen(_, let unless?): return isPresumed(unless, values: nil)
    case .noWhen, .unknown: return false
    }
  }

  private func raisesConcern(_ fact: Int, values: [Int]?) -> Bool {
    switch edition.facts[fact].polarity {
    case .raises: true
    case .byValue(let raises, _):
      values.map { $0.contains(where: raises.contains) } ?? !raises.isEmpty
    case .lowers, .neither: false
    }
  }
}
