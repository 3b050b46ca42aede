import ThresholdDSL
import TriageEngine

/// Holds rows back until what came earlier in time than they did has most likely been read, and then
/// tells each its history; rows leave in the order in which they came.
///
/// A row sees every earlier contact of its child and household among the rows held, so their order
/// changes nothing. One that comes later than that, and that a row already gone would have counted,
/// ends the run with a message that says how to sort.
struct HistoryQueue {
  /// The rows that are held back at most. A row waits for at least half as many to be read after it.
  static let mostHeld = 8_192

  /// What is known so far.
  private(set) var history: ContactHistory
  /// Whether the rows are those to be decided, or given as history.
  private let origin: HistoryOrigin
  private let jobs: Int
  private let mostHeld: Int
  private var held: [Held] = []

  private struct Held: Sendable {
    var row: DecodedContact
    var serial: Int
    var keys: [HistoryKey] = []
    var isFilled = false
    var decision: MadeUpDecision?
  }

  /// What a person decides of the row in a place among those held, which says nothing of it.
  typealias Person = @Sendable (_ place: Int, Contact, Evaluation) -> MadeUpDecision?

  /// A queue in front of a history.
  init(
    _ history: ContactHistory, from origin: HistoryOrigin, jobs: Int, mostHeld: Int = Self.mostHeld
  ) {
    self.history = history
    self.origin = origin
    self.jobs = jobs
    self.mostHeld = mostHeld
  }

  /// Takes the next row.
  mutating func take(_ row: DecodedContact, _ earlier: EarlierContact) throws(LateContact) {
    let serial = try history.add(earlier, from: origin)
    held.append(Held(row: row, serial: serial))
  }

  /// Takes a rejected row of a child; whether it comes in time for every contact that may count it.
  @discardableResult
  mutating func take(_ rejected: RejectedContact) -> Bool {
    history.add(rejected, from: origin)
  }

  /// Adds a contact that is not decided.
  mutating func add(_ earlier: EarlierContact) throws(LateContact) {
    try history.add(earlier, from: origin)
  }

  /// The rows that need not wait any longer, their history filled in; at the end, all of them.
  mutating func ready(isEnd: Bool, _ rules: DecidingRules) -> [DecodedContact] {
    guard isEnd || held.count >= mostHeld else { return [] }
    let count = isEnd ? held.count : held.count - mostHeld / 2
    fill(first: count, rules, nil)
    let ready = held.prefix(count).map(\.row)
    held.removeFirst(count)
    if let first = held.map(\.row.received).min() { history.forget(before: first) }
    return ready
  }

  /// Lets a person decide each row held, in the order of time, so that what is decided of one is the
  /// history of the next; no later row is received on the day of one held, or before it.
  mutating func decisions(
    _ rules: DecidingRules, by person: @escaping Person
  ) -> [MadeUpDecision?] {
    fill(first: held.count, rules, person)
    let decisions = held.map(\.decision)
    let last = held.map(\.row.received).max()
    held.removeAll(keepingCapacity: true)
    if let last { history.forget(before: last) }
    return decisions
  }

  // MARK: In which order

  /// Tells the first rows their history, and every row that they look back on.
  private mutating func fill(first count: Int, _ rules: DecidingRules, _ person: Person?) {
    let order = held.indices.sorted {
      held[$0].row.received < held[$1].row.received
    }
    if history.plan.readsDecisions {
      for wave in waves(order, leaving: count) { fill(wave, rules, person) }
    } else {
      fill(Array(0..<count), rules, person)
    }
  }

  /// The rows that leave, and those that they look back on, in groups: each group looks back on the
  /// ones before it alone.
  private mutating func waves(_ order: [Int], leaving count: Int) -> [[Int]] {
    for index in held.indices { held[index].keys = history.keys(of: held[index].row.contact) }
    // From the latest back: whatever shares a key with a row that is wanted may be looked back on.
    var wantedKeys: Set<HistoryKey> = []
    var wanted: [Int] = []
    for index in order.reversed()
    where index < count || held[index].keys.contains(where: wantedKeys.contains) {
      wantedKeys.formUnion(held[index].keys)
      if !held[index].isFilled { wanted.append(index) }
    }
    var depths: [HistoryKey: Int] = [:]
    var waves: [[Int]] = []
    for index in wanted.reversed() {
      let keys = held[index].keys
      let depth = keys.reduce(0) { max($0, depths[$1] ?? 0) }
      for key in keys { depths[key] = depth + 1 }
      if depth == waves.count { waves.append([]) }
      waves[depth].append(index)
    }
    return waves
  }

  /// What a row comes to once it knows its history.
  private struct Filled: Sendable {
    var row: DecodedContact
    var outcome: String?
    var decision: MadeUpDecision?
  }

  /// Tells rows their history, and the history what is recommended and decided of them.
  private mutating func fill(_ indices: [Int], _ rules: DecidingRules, _ person: Person?) {
    let wanted = indices.filter { !held[$0].isFilled }.map { (place: $0, row: held[$0].row) }
    for ((place, _), filled) in zip(wanted, filled(wanted, rules, person).joined()) {
      let serial = held[place].serial
      held[place].row = filled.row
      held[place].decision = filled.decision
      held[place].isFilled = true
      history.close(filled.row.contact, edition: filled.row.edition, serial: serial)
      if let outcome = filled.outcome { history.recommend(outcome, for: serial) }
      if let decision = filled.decision {
        let names = history.plan.editions[filled.row.edition].outcomes
        history.decide(
          EarlierContact.PersonDecision(
            decided: Moment(at: decision.time), outcome: names[decision.outcome].name),
          for: serial)
      }
    }
  }

  /// What rows come to. Whatever else held the history by the time it is told of them would make it be
  /// copied whole.
  private func filled(
    _ wanted: [(place: Int, row: DecodedContact)], _ rules: DecidingRules, _ person: Person?
  ) -> [[Filled]] {
    let history = history
    return mapped(wanted, jobs: jobs) { slice in
      var filled = slice.map { place, row -> Filled in
        var filled = Filled(row: row)
        history.fillIn(&filled.row.contact, edition: row.edition)
        guard let person else { return filled }
        let decider = rules.desk(row.edition).decider
        let evaluation = decider.evaluate(filled.row.contact)
        filled.outcome = decider.edition.outcomes[evaluation.levels.outcome.established].name
        filled.decision = person(place, filled.row.contact, evaluation)
        return filled
      }
      if history.plan.readsDecisions, person == nil {
        let outcomes = rules.outcomes(filled.map(\.row)[...])
        for (index, outcome) in outcomes.enumerated() { filled[index].outcome = outcome }
      }
      return filled
    }
  }
}
