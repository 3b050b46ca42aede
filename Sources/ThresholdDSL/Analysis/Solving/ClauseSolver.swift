/// Says whether clauses can all hold at once, and how, or that they cannot.
///
/// Conflict-driven clause learning with two watched literals, first unique implication points,
/// activities and restarts (Marques-Silva and Sakallah, GRASP, 1996; Moskewicz and others, Chaff,
/// 2001; Eén and Sörensson, MiniSat, 2003). It is bounded by conflicts and never by time, and takes
/// nothing from chance, so that the same clauses in the same order give the same answer everywhere.
struct ClauseSolver {
  /// What comes of a search.
  enum Answer: Equatable {
    /// All clauses can hold, as ``isTrue(_:)`` says.
    case possible
    /// They cannot, given these of the assumptions; without any, they never can.
    case impossible(because: [Literal])
    /// More conflicts were needed than were allowed.
    case undecided
  }

  /// The value of a variable that has none yet.
  private static let open: Int8 = -1
  private static let noClause = -1

  struct Watch {
    var clause: Int
    /// Another literal of the clause: where it is true, the clause needs no look.
    var blocker: Literal
  }

  /// The literals of every clause, one clause after another, each after its length.
  var arena: [Int32] = []
  /// For each literal the clauses that must be looked at when it becomes false.
  var watches: [[Watch]] = []
  /// For each variable 1 where it is true, 0 where it is false.
  var values: [Int8] = []
  /// For each variable the value it had last, with which it is tried next.
  var phases: [Int8] = []
  var levels: [Int32] = []
  /// The clause that gave a variable its value.
  var reasons: [Int] = []
  /// The literals that are true, in the order in which they became so.
  var trail: [Literal] = []
  /// Where in the trail each decision stands.
  var decisions: [Int] = []
  var queueHead = 0
  var order = ActivityOrder()
  var seen: [Bool] = []
  /// Whether the clauses contradict one another without any decision.
  private(set) var isContradicted = false
  private var model: [Int8] = []
  /// How many conflicts there were in all searches.
  private(set) var conflicts = 0

  var variableCount: Int { values.count }

  /// Makes a variable.
  mutating func addVariable() -> Literal {
    let variable = values.count
    values.append(Self.open)
    phases.append(0)
    levels.append(0)
    reasons.append(Self.noClause)
    seen.append(false)
    watches.append([])
    watches.append([])
    order.add(variable)
    return Literal(variable: variable)
  }

  /// Adds a clause: at least one of these holds.
  mutating func add(_ clause: [Literal]) {
    guard !isContradicted else { return }
    backtrack(to: 0)
    var literals: [Literal] = []
    for literal in clause.sorted(by: { $0.code < $1.code }) {
      if value(literal) == 1 || literals.last == !literal { return }
      if value(literal) == 0 || literals.last == literal { continue }
      literals.append(literal)
    }
    switch literals.count {
    case 0: isContradicted = true
    case 1:
      assign(literals[0], because: Self.noClause)
      if propagate() != nil { isContradicted = true }
    default: store(literals)
    }
  }

  /// Searches for values under which every clause and every assumption holds.
  mutating func solve(assuming assumptions: [Literal] = [], conflictLimit: Int) -> Answer {
    backtrack(to: 0)
    if isContradicted { return .impossible(because: []) }
    if propagate() != nil {
      isContradicted = true
      return .impossible(because: [])
    }
    var left = conflictLimit
    var restarts = 0
    while left > 0 {
      let allowed = min(left, 64 * Self.luby(restarts))
      if let answer = search(assuming: assumptions, conflictLimit: allowed) { return answer }
      left -= allowed
      restarts += 1
      backtrack(to: 0)
    }
    return .undecided
  }

  /// Whether a literal holds in the values found by the last search that found some.
  func isTrue(_ literal: Literal) -> Bool {
    model[literal.variable] == (literal.isOpposite ? 0 : 1)
  }

  /// The sequence 1, 1, 2, 1, 1, 2, 4, … (Luby, Sinclair and Zuckerman, 1993).
  private static func luby(_ index: Int) -> Int {
    var (index, size, power) = (index, 1, 0)
    while size < index + 1 {
      power += 1
      size = 2 * size + 1
    }
    while size - 1 != index {
      size = (size - 1) / 2
      power -= 1
      index %= size
    }
    return 1 << power
  }
}

extension ClauseSolver {
  /// Searches until there is an answer; nil after so many conflicts.
  private mutating func search(assuming assumptions: [Literal], conflictLimit: Int) -> Answer? {
    var met = 0
    while true {
      if let conflict = propagate() {
        met += 1
        conflicts += 1
        if decisions.isEmpty {
          isContradicted = true
          return .impossible(because: [])
        }
        learn(from: conflict)
        continue
      }
      if met >= conflictLimit { return nil }
      guard decisions.count < assumptions.count else {
        guard let next = nextDecision() else {
          model = values
          backtrack(to: 0)
          return .possible
        }
        decide(next)
        continue
      }
      let assumed = assumptions[decisions.count]
      switch value(assumed) {
      case 1: decisions.append(trail.count)
      case 0:
        let failed = assumptionsBehind(!assumed, assumptions)
        backtrack(to: 0)
        return .impossible(because: failed)
      default: decide(assumed)
      }
    }
  }

  private mutating func decide(_ literal: Literal) {
    decisions.append(trail.count)
    assign(literal, because: Self.noClause)
  }

  private mutating func nextDecision() -> Literal? {
    while let variable = order.removeFirst() {
      if values[variable] == Self.open {
        return Literal(variable: variable, isOpposite: phases[variable] == 0)
      }
    }
    return nil
  }

  // MARK: Values

  /// 1 where a literal is true, 0 where it is false, and less where it is open.
  func value(_ literal: Literal) -> Int8 {
    let value = values[literal.variable]
    return value < 0 ? value : value ^ (literal.isOpposite ? 1 : 0)
  }

  private mutating func assign(_ literal: Literal, because clause: Int) {
    let variable = literal.variable
    values[variable] = literal.isOpposite ? 0 : 1
    levels[variable] = Int32(truncatingIfNeeded: decisions.count)
    reasons[variable] = clause
    trail.append(literal)
  }

  private mutating func backtrack(to level: Int) {
    guard decisions.count > level else { return }
    let first = decisions[level]
    for literal in trail[first...].reversed() {
      let variable = literal.variable
      phases[variable] = values[variable]
      values[variable] = Self.open
      order.insert(variable)
    }
    trail.removeSubrange(first...)
    decisions.removeSubrange(level...)
    queueHead = trail.count
  }

  @discardableResult
  private mutating func store(_ literals: [Literal]) -> Int {
    let clause = arena.count
    arena.append(Int32(truncatingIfNeeded: literals.count))
    for literal in literals { arena.append(literal.code) }
    watches[literals[0].index].append(Watch(clause: clause, blocker: literals[1]))
    watches[literals[1].index].append(Watch(clause: clause, blocker: literals[0]))
    return clause
  }

  private func literals(_ clause: Int) -> ArraySlice<Int32> {
    arena[clause + 1...clause + Int(arena[clause])]
  }

  /// Draws what follows from what is true; the clause that cannot hold, where there is one.
  private mutating func propagate() -> Int? {
    while queueHead < trail.count {
      let isFalse = !trail[queueHead]
      queueHead += 1
      if let conflict = visitWatches(of: isFalse) { return conflict }
    }
    return nil
  }

  /// Finds each clause that watched a literal another literal to watch, or what follows.
  private mutating func visitWatches(of isFalse: Literal) -> Int? {
    var list: [Watch] = []
    swap(&list, &watches[isFalse.index])
    defer { swap(&list, &watches[isFalse.index]) }
    var (next, kept) = (0, 0)
    while next < list.count {
      let watch = list[next]
      next += 1
      if value(watch.blocker) == 1 {
        list[kept] = watch
        kept += 1
        continue
      }
      let clause = watch.clause
      // The literal that has become false stands second.
      if arena[clause + 1] == isFalse.code { arena.swapAt(clause + 1, clause + 2) }
      let first = Literal(code: arena[clause + 1])
      if value(first) == 1 {
        list[kept] = Watch(clause: clause, blocker: first)
        kept += 1
        continue
      }
      if let place = placeNotFalse(in: clause) {
        arena.swapAt(clause + 2, place)
        let other = Literal(code: arena[clause + 2])
        watches[other.index].append(Watch(clause: clause, blocker: first))
        continue
      }
      list[kept] = Watch(clause: clause, blocker: first)
      kept += 1
      if value(first) == 0 {
        list.removeSubrange(kept..<next)
        return clause
      }
      assign(first, because: clause)
    }
    list.removeSubrange(kept...)
    return nil
  }

  /// Where a clause has a literal that is not false, after the two that it watches.
  private func placeNotFalse(in clause: Int) -> Int? {
    let end = clause + Int(arena[clause])
    var place = clause + 3
    while place <= end {
      if value(Literal(code: arena[place])) != 0 { return place }
      place += 1
    }
    return nil
  }

  // MARK: Learning

  /// Learns the clause that keeps a conflict from coming again, and goes back to where it speaks.
  private mutating func learn(from conflict: Int) {
    var learnt: [Literal] = []
    var (clause, open, place) = (conflict, 0, trail.count)
    var asserted = trail[trail.count - 1]
    let level = Int32(truncatingIfNeeded: decisions.count)
    repeat {
      for code in literals(clause) {
        let literal = Literal(code: code)
        let variable = literal.variable
        if seen[variable] || levels[variable] == 0 || literal == asserted && clause != conflict {
          continue
        }
        seen[variable] = true
        order.bump(variable)
        if levels[variable] == level { open += 1 } else { learnt.append(literal) }
      }
      repeat { place -= 1 } while !seen[trail[place].variable]
      asserted = trail[place]
      seen[asserted.variable] = false
      clause = reasons[asserted.variable]
      open -= 1
    } while open > 0

    let kept = learnt.filter { !isImplied($0) }
    for literal in learnt { seen[literal.variable] = false }
    order.decay()
    add(learnt: [!asserted] + kept)
  }

  /// Whether a literal of a clause to be learnt follows from the others.
  private func isImplied(_ literal: Literal) -> Bool {
    let reason = reasons[literal.variable]
    guard reason != Self.noClause else { return false }
    return literals(reason).allSatisfy { code in
      let other = Literal(code: code).variable
      return other == literal.variable || seen[other] || levels[other] == 0
    }
  }

  private mutating func add(learnt: [Literal]) {
    var learnt = learnt
    guard learnt.count > 1 else {
      backtrack(to: 0)
      assign(learnt[0], because: Self.noClause)
      return
    }
    // The second literal is one of those that were decided last, so that it is the next to be undone.
    var second = 1
    for place in 2..<max(2, learnt.count)
    where levels[learnt[place].variable] > levels[learnt[second].variable] {
      second = place
    }
    learnt.swapAt(1, second)
    backtrack(to: Int(levels[learnt[1].variable]))
    assign(learnt[0], because: store(learnt))
  }

  /// The assumptions that a literal, made true by them, rests on; the one it contradicts is with them.
  private mutating func assumptionsBehind(
    _ literal: Literal, _ assumptions: [Literal]
  ) -> [Literal] {
    var behind: Set<Literal> = [!literal]
    seen[literal.variable] = true
    let first = decisions.first ?? trail.count
    for place in trail.indices.reversed() where place >= first {
      let holding = trail[place]
      guard seen[holding.variable] else { continue }
      seen[holding.variable] = false
      let reason = reasons[holding.variable]
      if reason == Self.noClause {
        behind.insert(holding)
      } else {
        for code in literals(reason) {
          let variable = Literal(code: code).variable
          if levels[variable] > 0 { seen[variable] = true }
        }
        seen[holding.variable] = false
      }
    }
    seen[literal.variable] = false
    return assumptions.filter(behind.contains)
  }
}
