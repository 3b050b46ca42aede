import ThresholdDSL

/// Walks through the conditions of one contact of a block, to say which facts made them what they
/// are, or leave them open.
///
/// Each definition is visited once a walk, so a long chain costs neither depth nor doubling.
struct LaneTrace: ~Copyable {
  private let program: Program
  private var waiting: [(step: Int32, asYes: Bool)] = []
  /// The last walk that came by each definition as a no and as a yes, and by each fact.
  private var definitions: [Int]
  private var walked: [Int]
  private var number = 0
  /// What the last walk found.
  private(set) var found: [Int32] = []
  /// The tests of the outcome or the rating that the last walk found open, as atoms.
  private(set) var levels: [Int32] = []

  init(_ program: Program) {
    self.program = program
    definitions = Array(repeating: 0, count: program.edition.definitions.count * 2)
    walked = Array(repeating: 0, count: program.facts.count)
  }

  /// Finds the known facts that make a condition yes, in the order in which they appear.
  mutating func findSupport(
    of step: Int32, _ planes: borrowing Planes, _ own: LaneView, _ facts: FactStates
  ) {
    begin(step)
    let reader = FactReader(program: program, facts: facts)
    let base = own.view.rawValue * program.steps.count
    while let (step, asYes) = waiting.popLast() {
      let truth = planes.truths[base + Int(step)]
      let wanted = asYes ? truth.yes.x : truth.no.x
      guard wanted >> UInt64(own.lane) & 1 != 0 else { continue }
      let next = program.steps[Int(step)]
      guard next.kind == .atom else {
        push(next, asYes)
        continue
      }
      let atom = program.atoms[Int(next.operand)]
      for fact in [atom.fact, atom.other] where fact >= 0 {
        if reader.isAgeOfUnborn(Int(fact)) {
          find(Int32(program.unborn))
        } else if case .unknown = facts[Int(fact)] {
          continue
        } else {
          find(fact)
        }
      }
    }
  }

  /// Finds what leaves a condition open for the bounds: the unknowns that are left when the parts
  /// already decided are taken away.
  mutating func findOpen(
    _ step: Int32, _ planes: borrowing Planes, _ view: View, _ lane: Int, _ facts: FactStates
  ) {
    begin(step)
    let base = view.rawValue * program.steps.count
    while let (step, _) = waiting.popLast() {
      let truth = planes.truths[base + Int(step)]
      guard (truth.yes.y | truth.no.y) >> UInt64(lane) & 1 == 0 else { continue }
      let next = program.steps[Int(step)]
      guard next.kind == .atom else {
        push(next, true)
        continue
      }
      let atom = program.atoms[Int(next.operand)]
      if atom.fact < 0 {
        levels.append(next.operand)
      } else if atom.other < 0 {
        find(atom.fact)
      } else {
        // Where one of two dates is known, only the other is open.
        for fact in [atom.fact, atom.other] {
          if case .known = facts[Int(fact)] { continue }
          find(fact)
        }
      }
    }
  }

  private mutating func begin(_ step: Int32) {
    number += 1
    found.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    waiting.append((step, true))
  }

  private mutating func find(_ fact: Int32) {
    guard walked[Int(fact)] != number else { return }
    walked[Int(fact)] = number
    found.append(fact)
  }

  /// Leaves the parts of a step to be visited in the order written.
  private mutating func push(_ step: Step, _ asYes: Bool) {
    var asYes = asYes
    switch step.kind {
    case .atom, .constant: return
    case .definition:
      let place = Int(step.operand) * 2 + (asYes ? 1 : 0)
      guard definitions[place] != number else { return }
      definitions[place] = number
    case .not, .none: asYes.toggle()
    case .all, .any, .atLeast: break
    }
    for part in step.parts.reversed() { waiting.append((program.parts[part], asYes)) }
  }
}
