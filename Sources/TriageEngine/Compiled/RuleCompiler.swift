import ThresholdDSL

/// Compiles rules and judgements.
struct RuleCompiler {
  private let decider: Decider
  private let names: CompiledNames
  private let restricted: Set<Int>
  private let restrictedJudgements: Set<Int>
  /// For each fact whether it is, or may be, an agency's alone.
  private let mayBeAgencys: [Bool]
  /// The actions by name.
  let actionOrder: [Int]
  /// For each action its place in that order.
  private let actionRanks: [Int32]
  private var edition: Edition { decider.edition }

  init(_ decider: Decider, _ names: CompiledNames) {
    let actions = decider.edition.actions
    let order = actions.indices.sorted { actions[$0].name < actions[$1].name }
    var ranks: [Int32] = Array(repeating: 0, count: order.count)
    for (rank, action) in order.enumerated() { ranks[action] = Int32(rank) }
    actionOrder = order
    actionRanks = ranks
    self.decider = decider
    self.names = names
    restricted = Set(decider.restrictions.rules)
    restrictedJudgements = Set(decider.restrictions.judgements)
    mayBeAgencys = CompiledAgencies.mayBeAgencys(decider)
  }

  /// A rule without its steps.
  func rule(_ index: Int) -> CompiledRule {
    let rule = edition.rules[index]
    var compiled = CompiledRule(
      index: index, outcome: rule.outcome ?? -1, rating: rule.rating ?? -1, points: rule.points,
      isLater: rule.isLater, clause: names.clause(rule.clause?.number),
      name: names.name(rule.name), actions: rule.actions.map { actionRanks[$0] })
    compiled.agencyFacts = agencyFacts([rule.condition] + rule.exceptions.map(\.condition))
    return compiled
  }

  /// A judgement without its steps.
  func judgement(_ index: Int) -> CompiledJudgement {
    let judgement = edition.judgements[index]
    var compiled = CompiledJudgement(
      isAlwaysPut: judgement.question != nil, upTo: judgement.upTo,
      clause: names.clause(judgement.clause?.number), name: names.name(judgement.askName))
    compiled.agencyFacts = agencyFacts(judgement.condition.map { [$0] } ?? [])
    return compiled
  }

  private func agencyFacts(_ conditions: [Condition]) -> [Int32] {
    guard mayBeAgencys.contains(true) else { return [] }
    let read = conditions.reduce(into: Set<Int>()) { $0.formUnion(edition.factsRead(by: $1)) }
    return read.filter { mayBeAgencys[$0] }.sorted().map { Int32($0) }
  }

  /// Adds the steps of a rule.
  func addSteps(_ rule: inout CompiledRule, _ list: inout StepList) {
    rule.condition = list.step(edition.rules[rule.index].condition)
    rule.exceptions = edition.rules[rule.index].exceptions.map { list.step($0.condition) }
    if restricted.contains(rule.index) {
      rule.unaided = list.unaided(
        edition.rules[rule.index].condition, asYes: true, decider.restrictions)
    }
  }

  /// Adds the steps of a judgement.
  func addSteps(_ judgement: inout CompiledJudgement, at index: Int, _ list: inout StepList) {
    guard let condition = edition.judgements[index].condition else { return }
    judgement.condition = list.step(condition)
    if restrictedJudgements.contains(index) {
      judgement.unaided = list.unaided(condition, asYes: true, decider.restrictions)
    }
  }

  /// Adds what speaks for the conditions.
  func addLiterals(
    _ rules: inout [CompiledRule], _ judgements: inout [CompiledJudgement], _ list: StepList
  ) {
    var finder = LiteralFinder(list)
    for position in rules.indices {
      rules[position].literals = finder.literals(of: rules[position].condition)
      rules[position].testSteps = testSteps(rules[position], list, &finder)
    }
    for index in judgements.indices where judgements[index].condition >= 0 {
      judgements[index].literals = finder.literals(of: judgements[index].condition)
    }
  }
}

extension RuleCompiler {
  private func testSteps(
    _ rule: CompiledRule, _ list: StepList, _ finder: inout LiteralFinder
  ) -> [Int32] {
    var steps: [Int32] = []
    for condition in [rule.condition] + rule.exceptions {
      for literal in finder.literals(of: condition) {
        let atom = list.atoms[Int(literal.atom)]
        if atom.fact < 0 || atom.other >= 0 { return [] }
        if !steps.contains(atom.step) { steps.append(atom.step) }
      }
    }
    return steps.count <= OpenSubjects.mostTests ? steps : []
  }
}

/// Finds the atoms under a step, and whether each speaks for it as a yes or as a no.
private struct LiteralFinder {
  private let list: StepList
  /// The last search that came by each step as a yes, and as a no.
  private var seen: [Int]
  private var search = 0

  init(_ list: StepList) {
    self.list = list
    seen = Array(repeating: 0, count: list.steps.count * 2)
  }

  mutating func literals(of step: Int32) -> [CompiledLiteral] {
    search += 1
    var found: [CompiledLiteral] = []
    var waiting = [(step: step, asYes: true)]
    while let (step, asYes) = waiting.popLast() {
      let place = Int(step) * 2 + (asYes ? 1 : 0)
      guard seen[place] != search else { continue }
      seen[place] = search
      let next = list.steps[Int(step)]
      switch next.kind {
      case .atom: found.append(CompiledLiteral(atom: next.operand, asYes: asYes))
      case .constant: break
      case .not, .none: waiting += next.parts.map { (list.parts[$0], !asYes) }
      case .definition, .all, .any, .atLeast:
        waiting += next.parts.map { (list.parts[$0], asYes) }
      }
    }
    return found
  }
}

extension Judgement {
  /// The name by which its asks are ordered.
  var askName: String { question ?? clause?.title ?? "" }
}
