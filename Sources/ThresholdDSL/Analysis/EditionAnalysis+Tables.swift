extension EditionAnalysis {
  /// Tables that leave something out between or above what their rows cover, and rows that cover the
  /// same by mistake.
  mutating func checkTables() {
    var tables: [(name: String, rows: [Int])] = []
    for (index, rule) in edition.rules.enumerated() {
      guard let name = rule.table, !rule.isLater else { continue }
      if let place = tables.firstIndex(where: { $0.name == name }) {
        tables[place].rows.append(index)
      } else {
        tables.append((name, [index]))
      }
    }
    for table in tables {
      checkGap(table.name, table.rows)
      for (place, row) in table.rows.enumerated() {
        for other in table.rows[..<place] { checkOverlap(row, other) }
      }
    }
  }

  // MARK: Gaps

  /// A table covers a contact when a row of it is yes, and leaves it out when all of them are no.
  private mutating func checkGap(_ table: String, _ rows: [Int]) {
    let facts = Set(rows.flatMap { readFacts(edition.rules[$0].condition) })
    if let gap = gapAbove(rows, facts) ?? gapBetween(rows, facts) {
      let names = gap.facts.sorted().map { "`\(edition.facts[$0].name)`" }.joined(
        separator: " and ")
      report(
        .tableGap,
        gap.isBetween
          ? "table `\(table)` leaves out what lies between its rows of \(names)"
          : "table `\(table)` leaves out more concern about \(names) than its rows cover",
        about: table, at: edition.rules[rows[0]].span,
        hint: "add a row for it, or widen the cell of one that is there", shown: gap.shown,
        facts: gap.facts)
    }
  }

  private struct Gap {
    var facts: Set<Int>
    var isBetween = false
    var shown: [ShownContact]
  }

  /// A contact that no row covers though one with less concern about the columns is covered.
  private mutating func gapAbove(_ rows: [Int], _ facts: Set<Int>) -> Gap? {
    let table = edition.rules[rows[0]].table ?? ""
    let (before, after) = (decisions.rules, raised.decisions.rules)
    let covered = search.space.circuit.any(rows.map { before[$0].condition.yes })
    let conditions =
      [covered] + rows.map { after[$0].condition.no }
      + raised.allowing(facts, among: withSilence(facts))
    guard isPossible(conditions, "whether table `\(table)` has a gap") == true,
      let pair = pair(conditions, moving: facts)
    else { return nil }
    let met = rows.filter { values.isTrue(before[$0].met) }
    return Gap(
      facts: pair.facts,
      shown: [
        ShownContact(
          title: "no row covers this", witness: pair.after,
          claims: rows.map { .misses(rule: $0) }),
        ShownContact(
          title: "with less concern a row does", witness: pair.before,
          claims: met.map { .meets(rule: $0) }),
      ])
  }

  /// A contact that no row covers though one with less in a column is covered, and one with more.
  private mutating func gapBetween(_ rows: [Int], _ facts: Set<Int>) -> Gap? {
    for fact in facts.sorted() {
      let place = meaning.places[fact]
      var space = search.space
      guard
        let (below, above) = space.facts[place].neighbours(&space.circuit)
      else { continue }
      let isExact = space.facts[place].isExact(&space.circuit)
      let original = space.facts[place]
      func covered(_ other: StatedFact) -> Literal {
        space.replace(place, by: other)
        defer { space.replace(place, by: original) }
        let meaning = EditionMeaning(edition, &space)
        return space.circuit.any(
          rows.map { meaning.judge(edition.rules[$0].condition, .now, &space).yes })
      }
      let conditions =
        [covered(below), covered(above), isExact] + rows.map { decisions.rules[$0].condition.no }
      var search = WitnessSearch(space, days: self.search.days)
      switch search.find(conditions) {
      case .none: settled += 1
      case .undecided:
        let table = edition.rules[rows[0]].table ?? ""
        unproved.append("whether table `\(table)` has a gap in `\(edition.facts[fact].name)`")
      case .witness(let witness, _):
        settled += 1
        return Gap(
          facts: [fact], isBetween: true,
          shown: [
            ShownContact(
              title: "no row covers this", witness: witness,
              claims: rows.map { .misses(rule: $0) })
          ])
      }
    }
    return nil
  }

  // MARK: Overlaps

  /// Two rows that differ in one cell, of which neither covers the other there and some contact meets
  /// both: where one band of a column ends, the next has begun already.
  private mutating func checkOverlap(_ row: Int, _ other: Int) {
    let (mine, theirs) = (edition.rules[row], edition.rules[other])
    let (parts, others) = (mine.condition.parts, theirs.condition.parts)
    let (own, its) = (
      parts.filter { !others.contains($0) }, others.filter { !parts.contains($0) }
    )
    guard own.count == 1, its.count == 1, isOneColumn(own[0], its[0]),
      canBeMet[row] == true, canBeMet[other] == true
    else { return }
    let (here, there) = (decisions.rules[row].condition, decisions.rules[other].condition)
    let question = "whether rows `\(theirs.name)` and `\(mine.name)` overlap"
    guard isPossible([here.yes, there.yes], question) == true,
      isPossible([here.yes, there.no], question) == true,
      isPossible([here.no, there.yes], question) == true
    else { return }
    report(
      .rowsOverlap, "rows `\(theirs.name)` and `\(mine.name)` overlap in one column",
      about: mine.name, at: mine.span,
      related: [.init(span: theirs.span, text: "the other row")],
      hint: "end one where the other begins: `< 5 years` and `>= 5 years`",
      shown: shown(
        "it meets both rows", [here.yes, there.yes], [.meets(rule: other), .meets(rule: row)]))
  }

  /// Whether two cells ask about one fact of which a contact has one value at a time.
  private func isOneColumn(_ cell: Condition, _ other: Condition) -> Bool {
    let facts = readFacts(cell).union(readFacts(other))
    let places = Set(facts.map { meaning.places[$0] })
    guard places.count == 1, let fact = facts.min() else { return false }
    if case .anyOf = edition.facts[fact].type { return false }
    return true
  }
}

extension Condition {
  /// The parts that must all hold, such as the cells of a row.
  fileprivate var parts: [Condition] {
    if case .all(let parts) = self { parts } else { [self] }
  }
}

extension StatedFact {
  /// The same fact of a contact that has less of it, and of one that has more; nil for what has no
  /// order of its own, or one of concern.
  fileprivate func neighbours(
    _ circuit: inout Circuit
  ) -> (below: StatedFact, above: StatedFact)? {
    switch shape {
    case .age, .birth:
      guard ageCuts.count > 1 else { return nil }
    case .number:
      guard numberCuts.count > 1 else { return nil }
    default: return nil
    }
    return (neighbour(isAbove: false, &circuit), neighbour(isAbove: true, &circuit))
  }

  private func neighbour(isAbove: Bool, _ circuit: inout Circuit) -> StatedFact {
    var other = self
    func reached(_ literal: Literal, _ circuit: inout Circuit) -> Literal {
      let its = circuit.addInput()
      circuit.require(isAbove ? [!literal, its] : [!its, literal])
      return its
    }
    var ages: [(cut: AgeCut, certainly: Literal, possibly: Literal)] = []
    for (cut, certainly, _) in ageCuts {
      let its = reached(certainly, &circuit)
      for before in ages {
        if before.cut.isReached(with: cut) { circuit.require([!its, before.certainly]) }
        if cut.isReached(with: before.cut) { circuit.require([!before.certainly, its]) }
      }
      ages.append((cut, its, its))
    }
    other.setAgeCuts(ages)
    var numbers: [(cut: NumberCut, literal: Literal)] = []
    for (cut, literal) in numberCuts {
      let its = reached(literal, &circuit)
      for before in numbers {
        circuit.require(before.cut < cut ? [!its, before.literal] : [!before.literal, its])
      }
      numbers.append((cut, its))
    }
    other.setNumberCuts(numbers)
    return other
  }

  /// That it is known exactly, where it is known.
  fileprivate func isExact(_ circuit: inout Circuit) -> Literal {
    circuit.all(ageCuts.map { circuit.either(!$0.possibly, $0.certainly) })
  }
}
