import TestSupport
import Testing

@testable import ThresholdDSL

/// The solver against trying every value, and its promises.
@Suite struct ClauseSolverTests {
  static let seed = testSeed(20_261_121)

  /// Random clauses of one to three literals over so many variables.
  private func randomClauses(
    _ variables: Int, _ count: Int, _ random: inout SplitMix64
  ) -> [[Literal]] {
    (0..<count).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Literal(
          variable: Int.random(in: 0..<variables, using: &random), isOpposite: random.oneIn(2))
      }
    }
  }

  private func holds(_ literal: Literal, _ values: Int) -> Bool {
    (values >> literal.variable & 1 == 1) != literal.isOpposite
  }

  private func canHold(_ clauses: [[Literal]], _ assumed: [Literal], _ variables: Int) -> Bool {
    (0..<1 << variables).contains { values in
      assumed.allSatisfy { holds($0, values) }
        && clauses.allSatisfy { $0.contains { holds($0, values) } }
    }
  }

  private func solver(_ clauses: [[Literal]], _ variables: Int) -> ClauseSolver {
    var solver = ClauseSolver()
    for _ in 0..<variables { _ = solver.addVariable() }
    for clause in clauses { solver.add(clause) }
    return solver
  }

  @Test func `it agrees with trying every value, asked again and again with other assumptions`() {
    var possible = 0
    var impossible = 0
    for number in 0..<400 {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      let variables = Int.random(in: 2...9, using: &random)
      let count = Int.random(in: 1...variables * 4, using: &random)
      let clauses = randomClauses(variables, count, &random)
      var solver = solver(clauses, variables)
      for _ in 0..<4 {
        let assumed = (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Literal(
            variable: Int.random(in: 0..<variables, using: &random), isOpposite: random.oneIn(2))
        }
        switch solver.solve(assuming: assumed, conflictLimit: 100_000) {
        case .possible:
          possible += 1
          let values = (0..<variables).reduce(0) {
            solver.isTrue(Literal(variable: $1)) ? $0 | 1 << $1 : $0
          }
          #expect(assumed.allSatisfy { holds($0, values) }, "case \(number)")
          #expect(clauses.allSatisfy { $0.contains { holds($0, values) } }, "case \(number)")
        case .impossible(let because):
          impossible += 1
          #expect(because.allSatisfy(assumed.contains), "case \(number)")
          #expect(!canHold(clauses, because, variables), "seed \(Self.seed) case \(number)")
        case .undecided: Issue.record("case \(number) was left open")
        }
      }
    }
    #expect(possible > 300 && impossible > 300)
  }

  /// As many pigeons as holes and one more: needs many conflicts.
  private func pigeons(_ holes: Int) -> [[Literal]] {
    func literal(_ pigeon: Int, _ hole: Int) -> Literal {
      Literal(variable: pigeon * holes + hole)
    }
    var clauses = (0...holes).map { pigeon in (0..<holes).map { literal(pigeon, $0) } }
    for hole in 0..<holes {
      for pigeon in 0...holes {
        for other in 0..<pigeon { clauses.append([!literal(pigeon, hole), !literal(other, hole)]) }
      }
    }
    return clauses
  }

  @Test func `pigeons do not fit into too few holes`() {
    var solver = solver(pigeons(6), 42)
    #expect(solver.solve(conflictLimit: 100_000) == .impossible(because: []))
  }

  @Test func `a question that costs more conflicts than allowed is left open`() {
    var solver = solver(pigeons(9), 90)
    #expect(solver.solve(conflictLimit: 50) == .undecided)
    #expect(solver.conflicts <= 51)
  }

  @Test func `the same clauses are solved in the same way`() {
    var random = SplitMix64(seed: Self.seed)
    let clauses = randomClauses(60, 180, &random)
    func values() -> [Bool] {
      var solver = solver(clauses, 60)
      guard solver.solve(conflictLimit: 100_000) == .possible else { return [] }
      return (0..<60).map { solver.isTrue(Literal(variable: $0)) }
    }
    #expect(values() == values())
  }

  @Test func `a circuit says what its parts say`() {
    for number in 0..<150 {
      var random = SplitMix64(seed: Self.seed &+ UInt64(number))
      var circuit = Circuit()
      let inputs = (0..<4).map { _ in circuit.addInput() }
      var truths: [(literal: Literal, truth: (Int) -> Bool)] = inputs.enumerated().map {
        place, input in
        (input, { $0 >> place & 1 == 1 })
      }
      for _ in 0..<8 {
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(truths) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          truths.append(
            (circuit.all(parts.map(\.literal)), { value in parts.allSatisfy { $0.truth(value) } }))
        case 1:
          truths.append(
            (circuit.any(parts.map(\.literal)), { value in parts.contains { $0.truth(value) } }))
        case 2: truths.append((!parts[0].literal, { !parts[0].truth($0) }))
        default:
          let weights = parts.map { _ in Int.random(in: 1...3, using: &random) }
          let least = Int.random(in: 0...5, using: &random)
          let sum = circuit.sum(
            of: zip(parts, weights).map { ($0.literal, $1) }, reaches: least)
          truths.append(
            (
              sum,
              { value in
                zip(parts, weights).reduce(0) { $0 + ($1.0.truth(value) ? $1.1 : 0) } >= least
              }
            ))
        }
      }
      let wanted = truths[truths.count - 1]
      for value in 0..<16 {
        let fixed = inputs.enumerated().map { value >> $0 & 1 == 1 ? $1 : !$1 }
        var query = CircuitQuery()
        let answer = query.solve(circuit, fixed + [wanted.literal])
        #expect((answer == .possible) == wanted.truth(value), "case \(number) value \(value)")
      }
    }
  }
}
