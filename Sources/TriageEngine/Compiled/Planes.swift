import ThresholdDSL

/// What a step is for 64 contacts, one a bit: known to be yes, and known to be no, each as it stands
/// and as it counts for the bounds. Neither bit set is unknown.
///
/// INVARIANT: what is known for the bounds is known as it stands, and the same.
struct Truths: Sendable {
  /// As it stands in `x`, for the bounds in `y`.
  var yes = SIMD2<UInt64>.zero
  var no = SIMD2<UInt64>.zero

  /// All contacts, both ways.
  static let everybody = SIMD2<UInt64>(repeating: .max)
}

/// How a block of contacts is looked at.
enum View: Int, CaseIterable, Sendable {
  /// As the contacts stand.
  case hub
  /// Once every screening is done and finds nothing.
  case hubScreened
  /// Without what is restricted.
  case partner
  case partnerScreened

  /// The same facts once every screening is done.
  var screened: View { self == .hub || self == .hubScreened ? .hubScreened : .partnerScreened }
}

/// The truths of a program for 64 contacts, in each view that is wanted.
struct Planes: ~Copyable, Sendable {
  static let lanes = 64

  let program: Program
  /// By view and step.
  var truths: [Truths]
  /// By view and atom: whether the contact states one of its facts.
  var stated: [UInt64]
  /// By view and position of the rule: that it could still be met, is met, and is met for good.
  private(set) var undetermined: [UInt64]
  private(set) var met: [UInt64]
  private(set) var secure: [UInt64]
  /// By contact: the rules that could still be met, those that are met, and those met but not for good.
  private(set) var openRules: RuleLanes
  private(set) var metRules: RuleLanes
  private(set) var shakyRules: RuleLanes
  /// By view and judgement: whether it is put.
  private(set) var put: [UInt64]
  /// By view: the levels that the later layer reads, and those decided.
  private(set) var firstLevels: [LevelPlanes]
  private(set) var levels: [LevelPlanes]
  /// By view and scale: the points.
  private(set) var points: [PointPlanes]

  init(_ program: Program) {
    self.program = program
    let views = View.allCases.count
    let nothing = LevelPlanes(program.levels)
    truths = Array(repeating: Truths(), count: views * program.steps.count)
    stated = Array(repeating: 0, count: views * program.atoms.count)
    undetermined = Array(repeating: 0, count: views * program.rules.count)
    met = undetermined
    secure = undetermined
    openRules = RuleLanes(rules: program.rules.count)
    metRules = openRules
    shakyRules = openRules
    put = Array(repeating: 0, count: views * program.judgements.count)
    firstLevels = Array(repeating: nothing, count: views)
    levels = firstLevels
    let counters = program.scales.bits.map { PointPlanes(bits: $0) }
    points = (0..<views).flatMap { _ in counters }
  }

  /// Forgets the contacts of a view.
  mutating func clear(_ view: View) {
    let firstStep = view.rawValue * program.steps.count
    let firstAtom = view.rawValue * program.atoms.count
    for index in program.atoms.indices {
      truths[firstStep + Int(program.atoms[index].step)] = Truths()
      stated[firstAtom + index] = 0
    }
  }

  /// Sets what an atom is for a contact; nothing for no atom.
  @inline(__always)
  mutating func set(
    _ atom: Int32, _ firstStep: Int, _ isYes: Bool, isPresumed: Bool, bit: UInt64
  ) {
    guard atom >= 0 else { return }
    let step = firstStep + Int(program.atoms[Int(atom)].step)
    let known = SIMD2(bit, isPresumed ? 0 : bit)
    if isYes { truths[step].yes |= known } else { truths[step].no |= known }
  }

  /// Says that a contact states a fact of an atom; nothing for no atom.
  @inline(__always)
  mutating func state(_ atom: Int32, _ firstAtom: Int, bit: UInt64) {
    if atom >= 0 { stated[firstAtom + Int(atom)] |= bit }
  }

  // MARK: Running

  /// Makes of the atoms of a view all that follows from them; `unrecognised` has a bit for each
  /// contact with a field that nothing declares.
  mutating func run(_ view: View, unrecognised: UInt64) {
    runSteps(0..<program.laterSteps, view)
    var raised = LevelPlanes(program.levels)
    for scale in program.scales.bits.indices { points[place(view, scale: scale)].clear() }
    judge(view, isLater: false, &raised)
    raiseByScales(view, &raised)
    raiseByJudgements(view, &raised)
    raised.settleOutcomes()
    if program.levels.outcomes > 1 {
      let isFirst = ~raised.outcome(.fall, 1)
      raised.raise(.rise, outcome: program.levels.outcomes - 1, unrecognised & isFirst)
      raised.settleOutcomes()
    }
    raised.raiseRatings(program.levels)
    firstLevels[view.rawValue] = raised
    readLevels(view, raised)
    runSteps(program.laterSteps..<program.steps.count, view)
    judge(view, isLater: true, &raised)
    raised.settleOutcomes()
    raised.raiseRatings(program.levels)
    levels[view.rawValue] = raised
  }

  /// Turns what is known of the rules of a view, so that it can be read contact by contact.
  mutating func turnRules(_ view: View) {
    let (rules, first) = (program.rules.count, view.rawValue * program.rules.count)
    let (undetermined, met, secure) = (undetermined, met, secure)
    openRules.turn(view, rules: rules) { undetermined[first + $0] }
    metRules.turn(view, rules: rules) { met[first + $0] }
    shakyRules.turn(view, rules: rules) { met[first + $0] & ~secure[first + $0] }
  }

  private func place(_ view: View, scale: Int) -> Int {
    view.rawValue * program.scales.bits.count + scale
  }

  private mutating func runSteps(_ range: Range<Int>, _ view: View) {
    let base = view.rawValue * program.steps.count
    for index in range {
      let step = program.steps[index]
      var result = Truths()
      switch step.kind {
      case .atom: continue
      case .constant:
        if step.operand == 0 { result.no = Truths.everybody } else { result.yes = Truths.everybody }
      case .definition:
        result = truths[base + Int(program.parts[Int(step.firstPart)])]
      case .not:
        let inner = truths[base + Int(program.parts[Int(step.firstPart)])]
        (result.yes, result.no) = (inner.no, inner.yes)
      case .all:
        result.yes = Truths.everybody
        for part in step.parts {
          let truth = truths[base + Int(program.parts[part])]
          result.yes &= truth.yes
          result.no |= truth.no
        }
      case .any, .none:
        result.no = Truths.everybody
        for part in step.parts {
          let truth = truths[base + Int(program.parts[part])]
          result.yes |= truth.yes
          result.no &= truth.no
        }
        if step.kind == .none { (result.yes, result.no) = (result.no, result.yes) }
      case .atLeast: result = atLeast(step, base)
      }
      truths[base + index] = result
    }
  }

  /// Yes where so many parts are yes, no where so many are no that too few are left.
  private func atLeast(_ step: Step, _ base: Int) -> Truths {
    let bits = Int.bitWidth - Int(step.partCount).leadingZeroBitCount
    var yes = WideCounter()
    var no = WideCounter()
    for part in step.parts {
      let truth = truths[base + Int(program.parts[part])]
      yes.add(truth.yes, bits)
      no.add(truth.no, bits)
    }
    let least = Int(step.operand)
    return Truths(
      yes: yes.isAtLeast(least, bits), no: no.isAtLeast(Int(step.partCount) - least + 1, bits))
  }

  // MARK: Rules

  private mutating func judge(_ view: View, isLater: Bool, _ raised: inout LevelPlanes) {
    let base = view.rawValue * program.steps.count
    let first = view.rawValue * program.rules.count
    for position in program.rules.indices where program.rules[position].isLater == isLater {
      let condition = truths[base + Int(program.rules[position].condition)]
      var met = condition.yes.x
      var secure = condition.yes.y
      var excludes: UInt64 = 0
      for exception in program.rules[position].exceptions {
        let exception = truths[base + Int(exception)]
        met &= ~exception.yes.x
        secure &= exception.no.y
        excludes |= exception.yes.y
      }
      let undetermined = ~met & ~condition.no.y & ~excludes
      secure &= met
      self.met[first + position] = met
      self.secure[first + position] = secure
      self.undetermined[first + position] = undetermined
      let outcome = program.rules[position].outcome
      let rating = program.rules[position].rating
      if outcome > 0 {
        raised.raise(.fall, outcome: outcome, secure)
        raised.raise(.established, outcome: outcome, met)
        raised.raise(.rise, outcome: outcome, met | undetermined)
      }
      if rating >= 0 {
        raised.raise(.fall, rating: rating, secure)
        raised.raise(.established, rating: rating, met)
        raised.raise(.rise, rating: rating, met | undetermined)
      }
      guard !isLater else { continue }
      for added in program.rules[position].points {
        let place = place(view, scale: added.scale)
        points[place].secure.add(added.count, secure)
        points[place].established.add(added.count, met)
        points[place].couldReach.add(added.count, met | undetermined)
      }
    }
  }

  private func raiseByScales(_ view: View, _ raised: inout LevelPlanes) {
    for (scale, thresholds) in program.scales.thresholds.enumerated() {
      let points = points[place(view, scale: scale)]
      for threshold in thresholds where threshold.outcome > 0 {
        raised.raise(
          .fall, outcome: threshold.outcome, points.secure.isAtLeast(threshold.points))
        raised.raise(
          .established, outcome: threshold.outcome,
          points.established.isAtLeast(threshold.points))
        raised.raise(
          .rise, outcome: threshold.outcome, points.couldReach.isAtLeast(threshold.points))
      }
    }
  }

  private mutating func raiseByJudgements(_ view: View, _ raised: inout LevelPlanes) {
    let base = view.rawValue * program.steps.count
    let first = view.rawValue * program.judgements.count
    for (index, judgement) in program.judgements.enumerated() {
      var put: UInt64 = judgement.isAlwaysPut ? ~0 : 0
      if judgement.condition >= 0 { put = ~truths[base + Int(judgement.condition)].no.y }
      self.put[first + index] = put
      if judgement.upTo > 0 { raised.raise(.rise, outcome: judgement.upTo, put) }
    }
  }

  // MARK: Levels

  /// Tells the later layer what the first has decided.
  private mutating func readLevels(_ view: View, _ levels: LevelPlanes) {
    let base = view.rawValue * program.steps.count
    for index in program.levelAtoms {
      let atom = program.atoms[Int(index)]
      switch atom.test {
      case .outcome(let test, let level):
        truths[base + Int(atom.step)] = levels.judged(test) { bound, above in
          levels.outcome(bound, level + above)
        }
      case .rating(let test, let level):
        truths[base + Int(atom.step)] = levels.judged(test) { bound, above in
          levels.rating(bound, level + above)
        }
      default: break
      }
    }
  }
}
