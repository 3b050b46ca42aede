extension Witness {
  /// Earlier contacts of the child that come to what it says of them, as an example of an edition
  /// states them, oldest first; nil where none such are found.
  ///
  /// It is a proposal: counts of several kinds may not be had together, so whoever shows it decides it
  /// first. `editions` are those whose counts are meant, the one that is to read the example last.
  public func earlierContacts(_ editions: [Edition]) -> [[ExampleField]]? {
    guard !history.isEmpty, let edition = editions.last else { return nil }
    var staging = HistoryStaging(self, editions)
    return staging.stage(in: edition)
  }

  /// The fields of an earlier contact, with an id of its own.
  public static func named(_ fields: [ExampleField], _ id: String) -> [ExampleField] {
    let nowhere = SourceSpan(file: 0, start: 0, end: 0)
    return [ExampleField(name: "contact", value: .text(id), span: nowhere)] + fields
  }

  /// An earlier contact as a line of an example.
  public static func earlierLine(_ fields: [ExampleField]) -> String {
    "earlier contact "
      + fields.map {
        $0.name == "decided_outcome"
          ? $0.exampleText.replacingPrefix("decided_outcome", by: "decided") : $0.exampleText
      }.joined(separator: ", ")
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, by other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}

/// Puts earlier contacts together one by one, each counted where more are wanted and nowhere else.
private struct HistoryStaging {
  /// What is counted, and how many are wanted.
  private struct Wanted {
    var query: HistoryQuery
    /// The names of the outcomes that count; nil for all.
    var decided: Set<String>?
    var count: Int
    /// Whether of one more it is not known whether it counts.
    var isOpen: Bool
    /// Whether the history is known to reach back further than it looks.
    var isReached: Bool
    var found = 0
    var hasOpen = false
  }

  /// An earlier contact that could be had.
  private struct Candidate {
    var day: CivilDate
    /// Whether the time of day is not stated: on the first day of a window it is then not known whether
    /// it lies inside.
    var isDayAlone = false
    var decided: String
    var source: String?
    /// Which conditions after `where` it meets, by their place among ``conditions``.
    var meets: Set<Int> = []
    var fields: [ExampleField] = []
  }

  private let received: CivilDate
  private var wanted: [Wanted] = []
  private var isHousehold = false
  /// What is said after `where`, each as the edition that is to read the example says it.
  private var conditions: [(condition: Condition, edition: Edition)] = []
  private var conditionOf: [Int?] = []

  /// The most earlier contacts of an example; a rule that counts more is shown in words.
  private static let mostContacts = 12

  init(_ witness: Witness, _ editions: [Edition]) {
    received = witness.received
    for counted in witness.history {
      for edition in editions.reversed() {
        let fact = edition.facts.first {
          guard $0.name == counted.fact, case .history(let query) = $0.type else { return false }
          return counted.counts.map { $0 == edition.text(of: query) } ?? true
        }
        guard let fact, case .history(let query) = fact.type else { continue }
        let last = edition.outcomes.count - 1
        let decided = query.decided.map { level in
          Set(edition.outcomes[level...(query.decidedOrAbove ? last : level)].map(\.name))
        }
        wanted.append(
          Wanted(
            query: query, decided: decided, count: counted.least,
            isOpen: counted.lacks == .certainty, isReached: counted.lacks == .nothing))
        conditionOf.append(query.condition.map { _ in conditions.count })
        if let condition = query.condition { conditions.append((condition, edition)) }
        break
      }
    }
    isHousehold = wanted.contains { $0.query.forHousehold }
  }

  mutating func stage(in edition: Edition) -> [[ExampleField]]? {
    let candidates = candidates(edition)
    var chosen: [Candidate] = []
    // The narrower first: what they count, wider ones may count as well.
    let order = wanted.indices.sorted {
      (length(wanted[$0].query), $0) < (length(wanted[$1].query), $1)
    }
    for index in order {
      while wanted[index].found < wanted[index].count {
        guard chosen.count < Self.mostContacts,
          let next = candidates.first(where: { counts($0, index) && isWelcome($0) })
        else { return nil }
        chosen.append(take(next))
      }
      if wanted[index].isOpen, !wanted[index].hasOpen {
        guard
          let next = candidates.first(where: { mayCount($0, index) && isWelcome($0) })
        else { return nil }
        chosen.append(take(next))
      }
    }
    if chosen.isEmpty || wanted.contains(where: \.isReached) {
      // History begins with the first contact that is stated, so one before every window says that all
      // of them are looked through. One that states no earlier contact has no history.
      guard
        let none = candidates.first(where: { one in !wanted.indices.contains { counts(one, $0) } })
      else { return nil }
      chosen.append(none)
    }
    return chosen.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map { fields($0.element, number: $0.offset) }
  }

  /// Counts a contact wherever it counts.
  private mutating func take(_ candidate: Candidate) -> Candidate {
    for index in wanted.indices {
      if counts(candidate, index) { wanted[index].found += 1 }
      if mayCount(candidate, index) { wanted[index].hasOpen = true }
    }
    return candidate
  }

  /// Whether it counts nowhere where enough have been found, and is open only where one may be.
  private func isWelcome(_ candidate: Candidate) -> Bool {
    wanted.indices.allSatisfy { index in
      if mayCount(candidate, index) { return wanted[index].isOpen }
      return !counts(candidate, index) || wanted[index].found < wanted[index].count
    }
  }

  private func counts(_ candidate: Candidate, _ index: Int) -> Bool {
    isLike(candidate, index) && !isAtEdge(candidate, index)
  }

  private func mayCount(_ candidate: Candidate, _ index: Int) -> Bool {
    isLike(candidate, index) && isAtEdge(candidate, index)
  }

  private func isAtEdge(_ candidate: Candidate, _ index: Int) -> Bool {
    candidate.isDayAlone
      && wanted[index].query.window.map { candidate.day == received.subtracting($0) } ?? false
  }

  /// Whether it would count if it lies in the window.
  private func isLike(_ candidate: Candidate, _ index: Int) -> Bool {
    let query = wanted[index].query
    if let window = query.window, candidate.day < received.subtracting(window) { return false }
    if let decided = wanted[index].decided, !decided.contains(candidate.decided) { return false }
    if !query.sources.isEmpty {
      guard let source = candidate.source,
        query.sources.contains(where: { ReservedFact.sourceNames[$0] == source })
      else { return false }
    }
    return conditionOf[index].map { candidate.meets.contains($0) } ?? true
  }

  private func length(_ query: HistoryQuery) -> Int {
    query.window.map { Int(received.dayNumber) - Int(received.subtracting($0).dayNumber) } ?? .max
  }

  /// What an earlier contact can be, the plainest first.
  private func candidates(_ edition: Edition) -> [Candidate] {
    let queries = wanted.map(\.query)
    // In the middle of each window and beyond the next shorter one, and before all of them.
    let starts = Set(queries.compactMap(\.window).map { received.subtracting($0) }).sorted(by: >)
    var days: [(day: CivilDate, isAlone: Bool)] = []
    var after = received
    for start in starts {
      let middle = (Int(after.dayNumber) - Int(start.dayNumber) + 1) / 2
      days.append((start.adding(days: middle), false))
      after = start.adding(days: -1)
    }
    days.append((after.adding(days: -30), false))
    days += starts.map { ($0, true) }
    let outcomes = edition.outcomes.map(\.name)
    let sources: [String?] =
      queries.allSatisfy(\.sources.isEmpty)
      ? [nil]
      : ReservedFact.sourceNames.map { $0 }
    let patterns = patterns()
    return days.flatMap { day in
      outcomes.flatMap { decided in
        sources.flatMap { source in
          patterns.map {
            Candidate(
              day: day.day, isDayAlone: day.isAlone, decided: decided, source: source,
              meets: $0.meets, fields: $0.fields)
          }
        }
      }
    }
  }

  /// Facts that meet one condition after `where` and no other, or none, or all of them.
  private func patterns() -> [(meets: Set<Int>, fields: [ExampleField])] {
    guard !conditions.isEmpty else { return [([], [])] }
    let all = Set(conditions.indices)
    let sets = [[]] + conditions.indices.map { [$0] } + (all.count > 1 ? [all] : [])
    return sets.compactMap { meets in
      guard let edition = conditions.last?.edition else { return nil }
      var space = StatementSpace([edition])
      let meaning = EditionMeaning(edition, &space)
      let literals = conditions.indices.map { index in
        let judged = meaning.judge(conditions[index].condition, .now, &space)
        return meets.contains(index) ? judged.yes : judged.no
      }
      var search = WitnessSearch(space, days: received...received)
      guard case .witness(let witness, _) = search.find(literals) else { return nil }
      let fields = witness.fields.filter { $0.name != ReservedFact.received.rawValue }
      return (meets, fields)
    }
  }

  private func fields(_ candidate: Candidate, number: Int) -> [ExampleField] {
    func field(_ name: String, _ text: String) -> ExampleField {
      ExampleField(
        name: name, value: .text(text), span: SourceSpan(file: 0, start: 0, end: 0))
    }
    // Each day may be stated once only if the hours differ.
    let hour = 9 + number % 10
    let time = candidate.isDayAlone ? "" : " \(hour < 10 ? "0" : "")\(hour):00"
    var fields = [
      field("received", "\(candidate.day)\(time)"),
      field("decided_outcome", candidate.decided),
    ]
    if isHousehold { fields.append(field("household", Witness.household)) }
    if let source = candidate.source { fields.append(field("source", source)) }
    return fields + candidate.fields
  }
}

extension Witness {
  /// The household that an example names where counts of a household are asked about.
  fileprivate static let household = "home"

  /// The contact with its household named, where what it counts hangs on that.
  public func namingHousehold(_ editions: [Edition]) -> Witness {
    let isCounted = editions.contains { edition in
      edition.facts.contains { fact in
        guard case .history(let query) = fact.type, query.forHousehold else { return false }
        return history.contains { $0.fact == fact.name }
      }
    }
    guard isCounted, !fields.contains(where: { $0.name == "household" }) else { return self }
    var named = self
    let nowhere = SourceSpan(file: 0, start: 0, end: 0)
    named.fields.append(
      ExampleField(name: "household", value: .text(Self.household), span: nowhere))
    return named
  }
}
