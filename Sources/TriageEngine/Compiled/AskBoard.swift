import ThresholdDSL

/// One reason to ask something, in numbers: see ``AskCandidate``.
///
/// A subject is a fact, then a judgement, then a field that nothing declares, then an agency, counted
/// through.
struct AskReason {
  var subject: Int32
  /// The position of the rule that the answer could move; -1 for none.
  var rule: Int32
  /// -1 for none; and so for the rating.
  var rise: Int = -1
  var rating: Int = -1
  /// `.max` for none.
  var lower: Int = .max
  var urgency: AskCandidate.Urgency
  var questions: Int
  var clause: Int32
  var name: Int32
  var position: Int
  /// The facts that the answer is wanted for, as a range of the board's list.
  var wantedFor: Range<Int>
}

/// Collects the reasons to ask something of one contact, and merges them into asks.
struct AskBoard: ~Copyable {
  private let program: Program
  /// The facts that answers are wanted for.
  private(set) var wanted: [Int32] = []
  /// The fields of the contact that nothing declares.
  private(set) var fields: [String] = []
  /// What leaves each rule open, by view and position; looked for once a contact and reader.
  var found: [(search: Int, list: SubjectList)]
  /// What could decide each test of the outcome, by view and atom.
  var deciding: [(search: Int, list: SubjectList)]
  /// What of it waits for a screening, as the contact stands.
  var waiting: [(search: Int, found: Waiting)]
  var subjects: [Int32] = []
  private(set) var search = 0
  /// Whether reasons are merged as they are.
  private(set) var mergesAtOnce = false

  /// What waits for a screening.
  struct Waiting {
    var isAny = false
    var agencies = AgencySet()
  }

  let firstJudgement: Int32
  let firstField: Int32
  var firstAgency: Int32 { firstField + Int32(fields.count) }

  private var merged: [AskReason] = []
  /// For each subject its place in `merged`, and the last collection that it belongs to.
  private var places: [(collection: Int, place: Int)] = []
  private var collection = 0
  private var seen: [Int] = []
  private var round = 0

  init(_ program: Program) {
    self.program = program
    firstJudgement = Int32(program.facts.count)
    firstField = firstJudgement + Int32(program.judgements.count)
    let nothing = SubjectList(0..<0)
    found = Array(repeating: (0, nothing), count: program.rules.count * View.allCases.count)
    deciding = Array(repeating: (0, nothing), count: program.atoms.count * View.allCases.count)
    waiting = Array(repeating: (0, Waiting()), count: program.atoms.count)
  }

  /// Starts with a contact that has these fields which nothing declares.
  mutating func begin(fields: [String]) {
    self.fields.removeAll(keepingCapacity: true)
    for field in fields where !self.fields.contains(field) { self.fields.append(field) }
    let count = Int(firstAgency) + program.agencies.agencies.count
    if places.count < count {
      places += Array(repeating: (0, 0), count: count - places.count)
      seen += Array(repeating: 0, count: count - seen.count)
    }
  }

  /// Starts to look for what to ask, for one reader; the reasons are merged, or what they are wanted for
  /// is looked at.
  mutating func beginSearch(isMerged: Bool) {
    search += 1
    mergesAtOnce = isMerged
    wanted.removeAll(keepingCapacity: true)
    subjects.removeAll(keepingCapacity: true)
  }

  /// Starts a list in which no subject stands twice.
  mutating func beginRound() { round += 1 }

  /// Whether a subject is new to the list.
  mutating func isNew(_ subject: Int32) -> Bool {
    if seen[Int(subject)] == round { return false }
    seen[Int(subject)] = round
    return true
  }

  /// Adds facts that an answer is wanted for, where that is looked at.
  mutating func want(_ facts: some Sequence<Int32>) -> Range<Int> {
    if mergesAtOnce { return 0..<0 }
    let first = wanted.count
    wanted += facts
    return first..<wanted.count
  }

  /// The number of a field's subject.
  func subject(ofField field: String) -> Int32 {
    firstField + Int32(fields.firstIndex(of: field) ?? 0)
  }

  // MARK: Merging

  /// Forgets what was merged.
  mutating func beginMerging() {
    collection += 1
    merged.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
  }

  /// For each subject merged, the reason for which it matters most.
  private var best: [AskReason] = []

  /// Whether a subject has been merged.
  func isMerged(_ subject: Int32) -> Bool { places[Int(subject)].collection == collection }

  /// Merges a reason with those of the same subject: it reaches as far as any, and stands where the
  /// one stands that matters most.
  mutating func merge(_ reason: AskReason) {
    let subject = Int(reason.subject)
    guard places[subject].collection == collection else {
      places[subject] = (collection, merged.count)
      merged.append(reason)
      best.append(reason)
      return
    }
    let place = places[subject].place
    merged[place].rise = max(merged[place].rise, reason.rise)
    merged[place].rating = max(merged[place].rating, reason.rating)
    merged[place].lower = min(merged[place].lower, reason.lower)
    if precedes(reason, best[place]) { best[place] = reason }
  }

  /// Whether to merge a reason would change nothing; where it would be the first of its subject to matter
  /// so, that is looked at too.
  func covers(_ reason: AskReason, isFirst: Bool) -> Bool {
    guard isMerged(reason.subject) else { return false }
    let place = places[Int(reason.subject)].place
    return merged[place].rise >= reason.rise && merged[place].rating >= reason.rating
      && merged[place].lower <= reason.lower && !(isFirst && precedes(reason, best[place]))
  }

  /// Takes away what an answer was wanted for, once it has been looked at.
  mutating func forgetWanted() { wanted.removeAll(keepingCapacity: true) }

  /// The asks merged, most consequential first.
  func asks() -> [Decision.Ask] {
    var asks = best
    for place in asks.indices {
      asks[place].rise = merged[place].rise
      asks[place].rating = merged[place].rating
      asks[place].lower = merged[place].lower
    }
    var decided: [Decision.Ask] = []
    for ask in sorted(asks) {
      decided.append(
        Decision.Ask(
          subject: subject(ask.subject),
          clause: ask.clause < 0 ? nil : program.names.clauses[Int(ask.clause)],
          couldRiseTo: ask.rise < 0 ? nil : ask.rise,
          couldLowerTo: ask.lower == .max ? nil : ask.lower,
          ratingCouldRiseTo: ask.rating < 0 ? nil : ask.rating))
    }
    return decided
  }

  /// The asks in order, each put in its place: there are few.
  private func sorted(_ asks: [AskReason]) -> [AskReason] {
    var asks = asks
    for next in asks.indices.dropFirst() {
      var place = next
      while place > 0, precedes(asks[place], asks[place - 1]) {
        asks.swapAt(place, place - 1)
        place -= 1
      }
    }
    return asks
  }

  private func subject(_ subject: Int32) -> Decision.Ask.Subject {
    if subject < firstJudgement { return .fact(Int(subject)) }
    if subject < firstField { return .judgement(Int(subject - firstJudgement)) }
    if subject < firstAgency { return .field(fields[Int(subject - firstField)]) }
    return .restricted(agency: program.agencies.agencies[Int(subject - firstAgency)])
  }

  /// The order of ``AskCandidate/precedes(_:)``, in numbers.
  private func precedes(_ mine: AskReason, _ its: AskReason) -> Bool {
    if mine.rise != its.rise { return mine.rise > its.rise }
    if mine.lower != its.lower { return mine.lower < its.lower }
    if mine.rating != its.rating { return mine.rating > its.rating }
    if mine.urgency != its.urgency { return mine.urgency < its.urgency }
    if mine.questions != its.questions { return mine.questions < its.questions }
    if mine.clause != its.clause { return rank(ofClause: mine.clause) < rank(ofClause: its.clause) }
    if mine.name != its.name {
      // Only the names of fields are not among those numbered in order.
      if mine.name >= 0, its.name >= 0 { return mine.name < its.name }
      let (first, second) = (name(mine), name(its))
      if first != second { return first < second }
    }
    return mine.position < its.position
  }

  /// No clause comes last.
  private func rank(ofClause clause: Int32) -> Int32 {
    clause < 0 ? .max : program.names.clauseRanks[Int(clause)]
  }

  private func name(_ reason: AskReason) -> String {
    reason.name >= 0 ? program.names.names[Int(reason.name)] : fields[Int(-1 - reason.name)]
  }
}
