import ThresholdDSL

/// Walks through conditions to say which facts made them what they are, or leave them open.
///
/// The walks keep their own stack and visit each definition once, so a long chain of definitions
/// costs neither depth nor doubling.
struct ConditionTrace {
  let judge: ConditionJudge

  private struct Step {
    var condition: Condition
    /// Whether the condition is looked at as a yes; under `not` and `none of` it is a no.
    var asYes: Bool
  }

  /// What leaves a condition open.
  struct Open: Equatable {
    /// The facts, in the order in which they appear.
    var facts: [Int] = []
    /// The tests of the outcome or the rating that it also waits for.
    var levels: [Atom] = []
  }

  /// The known facts that make a condition yes, in the order in which they appear.
  func support(of condition: Condition) -> [Int] {
    var found: [Int] = []
    walk(condition) { step in
      let wanted: Truth = step.asYes ? .yes : .no
      guard judge.judge(step.condition).now == wanted else { return false }
      if case .atom(let atom) = step.condition {
        for fact in knownFacts(in: atom) where !found.contains(fact) { found.append(fact) }
      }
      return true
    }
    return found
  }

  /// What leaves a condition open for the bounds: the unknowns that are left when the parts already
  /// decided are taken away.
  func open(_ condition: Condition) -> Open {
    var open = Open()
    walk(condition) { step in
      guard judge.judge(step.condition).bound == .unknown else { return false }
      if case .atom(let atom) = step.condition {
        let facts = atom.facts
        if facts.isEmpty { open.levels.append(atom) }
        for fact in facts where isOpen(fact, in: facts) && !open.facts.contains(fact) {
          open.facts.append(fact)
        }
      }
      return true
    }
    return open
  }

  /// Whether something that the contact states of the child speaks for a condition, in whole or in
  /// part. Facts that every contact has, such as its source, do not count.
  func isPartlyStated(_ condition: Condition) -> Bool {
    var isStated = false
    walk(condition) { step in
      guard !isStated else { return false }
      guard case .atom(let atom) = step.condition else { return true }
      if judge.judge(step.condition).now == (step.asYes ? .yes : .no) {
        isStated = atom.facts.contains { fact in
          switch judge.facts[fact] {
          case .known(_, .statement), .between: judge.edition.facts[fact].reserved == nil
          case .known, .unknown: false
          }
        }
      }
      return true
    }
    return isStated
  }

  // MARK: Walking

  /// Visits a condition and, where the visit says so, its parts, in the order written.
  private func walk(_ condition: Condition, _ enter: (Step) -> Bool) {
    var steps = [Step(condition: condition, asYes: true)]
    var isSeenAsYes: Set<Int> = []
    var isSeenAsNo: Set<Int> = []
    while let step = steps.popLast() {
      guard enter(step) else { continue }
      switch step.condition {
      case .atom: break
      case .definition(let index):
        let isNew =
          step.asYes ? isSeenAsYes.insert(index).inserted : isSeenAsNo.insert(index).inserted
        if isNew {
          let condition = judge.edition.definitions[index].condition
          steps.append(Step(condition: condition, asYes: step.asYes))
        }
      case .not(let inner): steps.append(Step(condition: inner, asYes: !step.asYes))
      case .all(let parts), .any(let parts), .atLeast(_, let parts):
        steps += parts.reversed().map { Step(condition: $0, asYes: step.asYes) }
      case .none(let parts):
        steps += parts.reversed().map { Step(condition: $0, asYes: !step.asYes) }
      }
    }
  }

  /// The facts that an atom rests on and that have a value. No age comparison is yes or no of a
  /// child who is not born, but because it is not born.
  private func knownFacts(in atom: Atom) -> [Int] {
    atom.facts.compactMap { fact in
      if judge.isAgeOfUnborn(fact) { return judge.unbornFact }
      return judge.shown(fact) == nil ? nil : fact
    }
  }

  /// Whether a fact of an open atom is itself what is open: where one of two dates is known, only
  /// the other is; an age known too roughly is.
  private func isOpen(_ fact: Int, in facts: [Int]) -> Bool {
    facts.count == 1 || judge.value(fact) == nil
  }
}
