/// Conditions over inputs that are yes or no, each kept once however often it is asked for.
///
/// Equal parts of two editions are thus the same node, and what a change does not touch costs nothing
/// to compare.
///
/// INVARIANT: a node's parts stand before it.
struct Circuit {
  /// The parts of each node, all of which must hold for it; empty for an input.
  private(set) var parts: [[Literal]] = [[]]
  /// What the inputs cannot be together: at least one of each list holds.
  private(set) var constraints: [[Literal]] = []
  /// For each input the constraints that name it.
  private var constraintsOfInput: [Int: [Int]] = [:]
  private var known: [[Literal]: Int] = [:]
  /// Whether more nodes were wanted than are allowed; what is asked is then not answered.
  private(set) var isTooLarge = false

  /// How many nodes there may be.
  private let nodeLimit: Int

  init(nodeLimit: Int = ProofLimits.usual.nodes) {
    self.nodeLimit = nodeLimit
  }

  var nodeCount: Int { parts.count }

  /// Makes an input.
  mutating func addInput() -> Literal {
    parts.append([])
    return Literal(variable: parts.count - 1)
  }

  func isInput(_ node: Int) -> Bool { node > 0 && parts[node].isEmpty }

  /// Says that at least one of these inputs, or their opposites, always holds.
  mutating func require(_ clause: [Literal]) {
    if clause.contains(.yes) { return }
    let clause = clause.filter { $0 != .no }
    for literal in clause {
      constraintsOfInput[literal.variable, default: []].append(constraints.count)
    }
    constraints.append(clause)
  }

  /// Says that at most one of these holds.
  mutating func requireAtMostOne(_ literals: [Literal]) {
    for (place, literal) in literals.enumerated() {
      for other in literals[..<place] { require([!literal, !other]) }
    }
  }

  /// The constraints that name an input.
  func constraints(ofInput node: Int) -> [Int] { constraintsOfInput[node] ?? [] }

  /// What must hold for a literal: the parts of a node, or else the literal itself.
  func conjuncts(of literal: Literal) -> [Literal] {
    let parts = parts[literal.variable]
    return literal.isOpposite || parts.isEmpty ? [literal] : parts
  }

  // MARK: Conditions

  /// All of these.
  mutating func all(_ literals: [Literal]) -> Literal {
    var list: [Literal] = []
    for literal in literals.sorted(by: { $0.code < $1.code }) {
      if literal == .no || list.last == !literal { return .no }
      if literal == .yes || list.last == literal { continue }
      list.append(literal)
    }
    if list.count < 2 { return list.first ?? .yes }
    if let node = known[list] { return Literal(variable: node) }
    guard parts.count < nodeLimit else {
      isTooLarge = true
      return .no
    }
    known[list] = parts.count
    parts.append(list)
    return Literal(variable: parts.count - 1)
  }

  /// Any of these.
  mutating func any(_ literals: [Literal]) -> Literal {
    !all(literals.map { !$0 })
  }

  mutating func both(_ left: Literal, _ right: Literal) -> Literal { all([left, right]) }

  mutating func either(_ left: Literal, _ right: Literal) -> Literal { any([left, right]) }

  /// Whether the weights of those that hold come to so much.
  ///
  /// Only sums that can be wanted are looked at: large weights cost no more than small ones.
  mutating func sum(of parts: [(literal: Literal, weight: Int)], reaches least: Int) -> Literal {
    if least <= 0 { return .yes }
    var rest = Array(repeating: 0, count: parts.count + 1)
    for place in parts.indices.reversed() { rest[place] = rest[place + 1] + parts[place].weight }
    guard least <= rest[0] else { return .no }
    // What may still be wanted of the parts from each place on.
    var wanted = [[least]]
    var wantedCount = 1
    for place in parts.indices {
      var next: Set<Int> = []
      for sum in wanted[place] {
        for after in [sum, sum - parts[place].weight] where after > 0 && after <= rest[place + 1] {
          next.insert(after)
        }
      }
      wantedCount += next.count
      guard wantedCount < nodeLimit else {
        isTooLarge = true
        return .no
      }
      wanted.append(next.sorted())
    }
    // Whether they come to it; last parts first.
    var reached: [Int: Literal] = [:]
    for place in parts.indices.reversed() {
      var next: [Int: Literal] = [:]
      for sum in wanted[place] {
        let after = sum - parts[place].weight
        let with = both(parts[place].literal, after <= 0 ? .yes : reached[after] ?? .no)
        next[sum] = either(with, reached[sum] ?? .no)
      }
      reached = next
    }
    return reached[least] ?? .no
  }
}
