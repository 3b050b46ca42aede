import ThresholdDSL

/// The clause numbers and names that asks are ordered by, as numbers in the same order.
struct CompiledNames: Sendable {
  /// The clause numbers, in order.
  let clauses: [String]
  /// For each clause number its place; equal where neither of two comes before the other.
  let clauseRanks: [Int32]
  /// The names, in order: of rules, judgements and agencies.
  let names: [String]
  private let clauseNumbers: [String: Int32]
  private let nameNumbers: [String: Int32]

  /// Nil for more names than can be numbered.
  init?(_ decider: Decider) {
    let edition = decider.edition
    let numbers = edition.rules.map(\.clause) + edition.judgements.map(\.clause)
    clauses = Set(numbers.compactMap { $0?.number }).sorted { left, right in
      if ClauseNumber.precedes(left, right) { return true }
      return !ClauseNumber.precedes(right, left) && left < right
    }
    var ranks: [Int32] = []
    for (index, clause) in clauses.enumerated() {
      let isNew = index == 0 || ClauseNumber.precedes(clauses[index - 1], clause)
      ranks.append((ranks.last ?? -1) + (isNew ? 1 : 0))
    }
    clauseRanks = ranks
    names = Set(
      edition.rules.map(\.name) + edition.judgements.map(\.askName)
        + decider.agencies.compactMap(\.self)
    ).sorted()
    guard names.count < 1 << 20 else { return nil }
    clauseNumbers = Dictionary(
      uniqueKeysWithValues: clauses.enumerated().map { ($1, Int32($0)) })
    nameNumbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
  }

  /// The number of a clause; -1 for none.
  func clause(_ number: String?) -> Int32 { number.flatMap { clauseNumbers[$0] } ?? -1 }

  /// The number of a name.
  func name(_ name: String) -> Int32 { nameNumbers[name] ?? -1 }
}
