import ThresholdDSL

/// Which facts of an edition are restricted, and what reads them: worked out once for an edition,
/// since every contact asks.
struct Restrictions: Sendable {
  /// For each fact the agency to whose information it is restricted.
  let agencies: [String?]
  /// The restricted facts by name, in the order of the facts.
  let names: [(name: String, agency: String)]
  /// For each fact whether it is restricted.
  let isRestricted: [Bool]
  /// For each definition whether it reads a restricted fact, itself or by way of another.
  let readByDefinition: [Bool]
  /// The rules whose conditions read one.
  let rules: [Int]
  /// The judgements whose conditions read one.
  let judgements: [Int]

  /// Whether nothing is restricted.
  var isEmpty: Bool { names.isEmpty }

  /// The restrictions of an edition to the agencies that its facts are restricted to.
  init(_ edition: Edition, agencies: [String?]) {
    let isRestricted = agencies.map { $0 != nil }
    // Each definition stands after those it uses.
    var readByDefinition: [Bool] = []
    func reads(_ condition: Condition) -> Bool {
      var reads = false
      condition.visitNames {
        reads = reads || isRestricted[$0]
      } definition: {
        reads = reads || readByDefinition[$0]
      }
      return reads
    }
    for definition in edition.definitions { readByDefinition.append(reads(definition.condition)) }
    self.agencies = agencies
    self.isRestricted = isRestricted
    names = zip(edition.facts, agencies).compactMap { fact, agency in
      agency.map { (name: fact.name, agency: $0) }
    }
    self.readByDefinition = readByDefinition
    rules = edition.rules.indices.filter { reads(edition.rules[$0].condition) }
    judgements = edition.judgements.indices.filter {
      edition.judgements[$0].condition.map(reads) ?? false
    }
  }
}
