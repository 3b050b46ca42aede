/// Asks whether conditions of a circuit can hold together, and looks at no more of the circuit than
/// they rest on.
struct CircuitQuery {
  private var solver = ClauseSolver()
  /// The variable of each node of the circuit that is looked at.
  private var variables: [Int: Literal] = [:]
  /// The inputs that are looked at, in order.
  private(set) var inputs: [Int] = []
  private var constraints: Set<Int> = []

  private let conflictLimit: Int

  init(conflictLimit: Int = ProofLimits.usual.conflicts) {
    self.conflictLimit = conflictLimit
  }

  /// What holds when all of these literals do, or why they cannot.
  mutating func solve(_ circuit: Circuit, _ literals: [Literal]) -> ClauseSolver.Answer {
    include(circuit, literals)
    let assumptions = literals.filter { $0 != .yes }
    if assumptions.contains(.no) { return .impossible(because: [.no]) }
    let mapped = assumptions.map(variable)
    switch solver.solve(assuming: mapped, conflictLimit: conflictLimit) {
    case .impossible(let because):
      let failed = Set(because)
      return .impossible(
        because: zip(assumptions, mapped).filter { failed.contains($1) }.map(\.0))
    case let other: return other
    }
  }

  /// Whether a literal that was asked about, or an input, holds in what was found; inputs that
  /// nothing rests on are no.
  func isTrue(_ literal: Literal) -> Bool {
    if literal.variable == 0 { return literal == .yes }
    guard let variable = variables[literal.variable] else { return literal.isOpposite }
    return solver.isTrue(variable) != literal.isOpposite
  }

  /// Adds a constraint that has come to light.
  mutating func require(_ circuit: Circuit, _ clause: [Literal]) {
    include(circuit, clause)
    solver.add(clause.map(variable))
  }

  private func variable(_ literal: Literal) -> Literal {
    let variable = variables[literal.variable] ?? Literal(variable: 0)
    return literal.isOpposite ? !variable : variable
  }

  /// Looks at what these literals rest on, if that has not been done.
  private mutating func include(_ circuit: Circuit, _ literals: [Literal]) {
    var found: [Int] = []
    var waiting = literals.map(\.variable).filter { $0 > 0 }
    var newConstraints: [Int] = []
    while let node = waiting.popLast() {
      if variables[node] != nil { continue }
      // Replaced below; the mark keeps a node from being found twice.
      variables[node] = .yes
      found.append(node)
      if circuit.isInput(node) {
        for constraint in circuit.constraints(ofInput: node)
        where constraints.insert(constraint).inserted {
          newConstraints.append(constraint)
          waiting += circuit.constraints[constraint].map(\.variable)
        }
      } else {
        waiting += circuit.parts[node].map(\.variable)
      }
    }
    // In the order of the circuit, so that inputs are tried before what rests on them.
    found.sort()
    for node in found { variables[node] = solver.addVariable() }
    for node in found {
      if circuit.isInput(node) {
        inputs.append(node)
      } else {
        define(node, circuit.parts[node])
      }
    }
    for constraint in newConstraints.sorted() {
      solver.add(circuit.constraints[constraint].map(variable))
    }
  }

  /// A node holds exactly when all its parts do.
  private mutating func define(_ node: Int, _ parts: [Literal]) {
    let whole = variable(Literal(variable: node))
    let parts = parts.map(variable)
    for part in parts { solver.add([!whole, part]) }
    solver.add([whole] + parts.map { !$0 })
  }
}
