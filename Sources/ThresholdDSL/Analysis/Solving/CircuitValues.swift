/// What every node of a circuit is for one contact after another, worked out from what is unlike a
/// contact that states nothing.
struct CircuitValues {
  private var values: [Bool]
  /// The nodes that each node is a part of, one list after another, and where each list starts.
  private var wholes: [Int32] = []
  private var firstWhole: [Int32]
  private var isWaiting: [Bool]
  /// The nodes that are not as they are for a contact that states nothing.
  private var changed: [Int] = []

  /// The values for a contact that states nothing: every input is no.
  init(_ circuit: Circuit) {
    let count = circuit.nodeCount
    values = Array(repeating: false, count: count)
    isWaiting = values
    firstWhole = Array(repeating: 0, count: count + 1)
    values[0] = true
    for node in 1..<max(1, count) where !circuit.isInput(node) {
      var holds = true
      for part in circuit.parts[node] {
        firstWhole[part.variable + 1] += 1
        if values[part.variable] == part.isOpposite { holds = false }
      }
      values[node] = holds
    }
    for node in 1..<max(1, count) { firstWhole[node] += firstWhole[node - 1] }
    if count > 0 { firstWhole[count] += firstWhole[count - 1] }
    wholes = Array(repeating: 0, count: Int(firstWhole[count]))
    var next = firstWhole
    for node in 1..<max(1, count) where !circuit.isInput(node) {
      for part in circuit.parts[node] {
        wholes[Int(next[part.variable])] = Int32(truncatingIfNeeded: node)
        next[part.variable] += 1
      }
    }
  }

  /// Whether a literal holds; of what came into the circuit later, nothing does.
  func isTrue(_ literal: Literal) -> Bool {
    literal.variable < values.count && values[literal.variable] != literal.isOpposite
  }

  /// Takes the contact of which these inputs are yes, and all others no.
  mutating func take(_ inputs: [Int], _ circuit: Circuit) {
    for node in changed { values[node].toggle() }
    changed = []
    var (first, last) = (values.count, 0)
    func wake(_ node: Int, _ state: inout CircuitValues) {
      for place in Int(state.firstWhole[node])..<Int(state.firstWhole[node + 1]) {
        let whole = Int(state.wholes[place])
        state.isWaiting[whole] = true
        first = min(first, whole)
        last = max(last, whole)
      }
    }
    for input in inputs where input < values.count && !values[input] {
      values[input] = true
      changed.append(input)
      wake(input, &self)
    }
    // A node stands after its parts, so one walk settles all.
    var node = first
    while node <= last {
      defer { node += 1 }
      guard isWaiting[node] else { continue }
      isWaiting[node] = false
      var holds = true
      for part in circuit.parts[node] where values[part.variable] == part.isOpposite {
        holds = false
        break
      }
      guard holds != values[node] else { continue }
      values[node] = holds
      changed.append(node)
      wake(node, &self)
    }
  }
}
