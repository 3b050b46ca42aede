public import ThresholdDSL

/// Earlier contacts, and what they answer to the history facts of an edition.
///
/// Contacts are added in any order: what they answer depends on their times alone. A contact finds
/// itself among them and does not count itself.
///
/// INVARIANT: an answer is never less certain than `n or more` where anything could be missing: a
/// window that starts before the history, a row of the child that was rejected, a time or a fact
/// that is unknown.
public struct ContactHistory: Sendable {
  /// What is asked.
  public let plan: HistoryPlan
  /// In the order of their serial numbers.
  var entries: [HistoryEntry] = []
  var childNumbers: [String: Int32] = [:]
  var children: [HistoryChain] = []
  var householdNumbers: [String: Int32] = [:]
  var households: [HistoryChain] = []
  /// The times of records of decisions, which state no household.
  var recordsWithoutHousehold: ClosedRange<Instant>?

  /// Where the user says that the history begins.
  private let statedStart: Instant?
  /// The first contact known.
  private var firstReceived: Instant?
  private var nextSerial = 0
  /// What was forgotten lies before.
  private var forgottenBefore: Instant?
  /// What contacts of the input, and those given beside it, have read of where the history begins.
  private var inputCut = HistoryCut()
  private var besideCut = HistoryCut()
  private var keptAfterForgetting = 0

  /// A history that is complete from a day on; without one, from its first contact on.
  public init(_ plan: HistoryPlan, from start: CivilDate? = nil) {
    self.plan = plan
    statedStart = start.map { Moment(on: $0).earliest }
  }

  /// A history that is complete however far back a question looks.
  public init(complete plan: HistoryPlan) {
    self.plan = plan
    statedStart = Instant(seconds: .min)
  }

  /// From when on the history is complete; nil while it is empty and nothing is stated.
  public var start: Instant? { statedStart ?? firstReceived }

  /// How many contacts are kept.
  public var count: Int { entries.count }

  /// Adds a contact, of the input or given beside it; its serial number, or why it comes too late.
  ///
  /// Only a contact of the input can come too late: where one given beside it would change what was
  /// recommended of others, that is no longer known.
  @discardableResult
  public mutating func add(
    _ earlier: EarlierContact, from origin: HistoryOrigin = .beside
  ) throws(LateContact) -> Int {
    if origin == .input { try refuseForgotten(earlier) }
    try moveStart(to: earlier.received.earliest)
    var new = entry(earlier, from: origin)
    takeOverDecisions(&new, child: earlier.child)
    let serial = insert(new, earlier.child, earlier.household)
    if let index = place(ofSerial: serial) { try settle(affectedBy: index) }
    return serial
  }

  /// Adds a rejected row of a child, which may be a contact; whether no contact has been told its
  /// history that may count it.
  @discardableResult
  public mutating func add(
    _ rejected: RejectedContact, from origin: HistoryOrigin = .beside
  ) -> Bool {
    let serial = add(rejected, as: .rejected, from: origin)
    guard let index = place(ofSerial: serial) else { return true }
    return !neighbours(of: index).contains { other in
      let known = entries[other]
      return other != index && known.isRead && known.isInput
        && entries[index].earliest <= known.latest
    }
  }

  /// Adds what may be a contact of a child, and may be none.
  @discardableResult
  mutating func add(
    _ rejected: RejectedContact, as kind: HistoryEntry.Kind, from origin: HistoryOrigin
  ) -> Int {
    let time = rejected.received.map { $0.earliest...$0.latest } ?? HistoryEntry.anyTime
    let entry = HistoryEntry(
      serial: 0, kind: kind, contact: rejected.contact.map(historyKey) ?? 0, incident: 0,
      child: -1, household: -1, earliest: time.lowerBound, latest: time.upperBound,
      day: rejected.received?.date, origin: origin)
    return insert(entry, rejected.child, nil)
  }

  /// Says what is recommended for a contact that was added, by the name of the outcome.
  public mutating func recommend(_ outcome: String, for serial: Int) {
    guard let index = place(ofSerial: serial) else { return }
    entries[index].recommended = number(ofOutcome: outcome)
    entries[index].isWorkedOut = true
  }

  /// Says what a person decided of a contact that was added without.
  public mutating func decide(_ decision: EarlierContact.PersonDecision, for serial: Int) {
    guard let index = place(ofSerial: serial) else { return }
    entries[index].decisions = [self.decision(decision)]
  }

  // MARK: Entries

  private func entry(_ earlier: EarlierContact, from origin: HistoryOrigin) -> HistoryEntry {
    var entry = HistoryEntry(
      serial: 0, kind: earlier.statement == nil ? .record : .contact,
      contact: historyKey(earlier.contact), incident: earlier.incident.map(historyKey) ?? 0,
      child: -1, household: -1, earliest: earlier.received.earliest,
      latest: earlier.received.latest, day: earlier.received.date, origin: origin)
    if let statement = earlier.statement {
      entry.isUpdate = statement.isUpdate
      entry.source = statement.source.flatMap { Int8(exactly: $0) } ?? -1
      entry.conditions = statement.conditions
    }
    entry.recommended = earlier.recommended.map(number) ?? -1
    entry.decisions = earlier.decisions.map(decision)
    return entry
  }

  private func decision(_ decision: EarlierContact.PersonDecision) -> HistoryEntry.PersonDecision {
    HistoryEntry.PersonDecision(
      outcome: decision.outcome.map(number) ?? -1,
      between: decision.decided.map { $0.earliest...$0.latest } ?? HistoryEntry.anyTime)
  }

  private func number(ofOutcome name: String) -> Int16 {
    plan.outcomes.firstIndex(of: name).flatMap { Int16(exactly: $0) } ?? -1
  }

  private mutating func insert(
    _ entry: HistoryEntry, _ child: String?, _ household: String?
  ) -> Int {
    var entry = entry
    entry.serial = nextSerial
    nextSerial += 1
    entry.child = child.map { Self.number(of: $0, &childNumbers, &children) } ?? -1
    if plan.readsHouseholds {
      entry.household = household.map { Self.number(of: $0, &householdNumbers, &households) } ?? -1
      if entry.kind == .record, entry.household < 0 { widenRecords(entry) }
    }
    guard entry.child >= 0 || entry.household >= 0 else { return entry.serial }
    let index = Int32(entries.count)
    // Both chains first: an entry that only one of them has room for would be found by half.
    let isOverfull =
      entry.child >= 0 && children[Int(entry.child)].count >= HistoryLimits.contactsOfOne
      || entry.household >= 0
        && households[Int(entry.household)].count >= HistoryLimits.contactsOfOne
    if entry.child >= 0 {
      entry.nextOfChild = Self.link(index, isOverfull, &children[Int(entry.child)])
    }
    if entry.household >= 0 {
      entry.nextOfHousehold = Self.link(index, isOverfull, &households[Int(entry.household)])
    }
    if !isOverfull { entries.append(entry) }
    return entry.serial
  }

  private static func number(
    of id: String, _ numbers: inout [String: Int32], _ chains: inout [HistoryChain]
  ) -> Int32 {
    if let number = numbers[id] { return number }
    let number = Int32(chains.count)
    numbers[id] = number
    chains.append(HistoryChain())
    return number
  }

  private static func link(
    _ index: Int32, _ isOverfull: Bool, _ chain: inout HistoryChain
  ) -> Int32 {
    if isOverfull {
      chain.isOverfull = true
      return -1
    }
    defer {
      chain.head = index
      chain.count += 1
    }
    return chain.head
  }

  private mutating func widenRecords(_ entry: HistoryEntry) {
    let known = recordsWithoutHousehold ?? entry.earliest...entry.latest
    recordsWithoutHousehold =
      min(known.lowerBound, entry.earliest)...max(known.upperBound, entry.latest)
  }

  /// The index of an entry; nil when it was not kept, or is forgotten.
  private func place(ofSerial serial: Int) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].serial < serial { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].serial == serial ? low : nil
  }

  // MARK: Order

  /// Marks that the history of a contact has been read, so that what is earlier may no longer come
  /// unnoticed.
  public mutating func close(_ contact: Contact, edition: Int, serial: Int) {
    guard let index = place(ofSerial: serial) else { return }
    entries[index].isRead = true
    guard statedStart == nil, let start else { return }
    var cut = entries[index].isInput ? inputCut : besideCut
    for question in plan.questions[edition].indices {
      let query = plan.questions[edition][question].query
      if let length = query.window, !length.mayReach(start, from: contact.received) { continue }
      let window = HistoryWindow(query.window, before: contact.received)
      guard window.first < start else { continue }
      if query.measure == .daysSinceLast { cut.readsStart = true }
      if query.window != nil { cut.latest = max(cut.latest ?? window.last, window.last) }
    }
    if entries[index].isInput { inputCut = cut } else { besideCut = cut }
  }

  private func refuseForgotten(_ earlier: EarlierContact) throws(LateContact) {
    guard let forgottenBefore else { return }
    let isShort = plan.windows.contains {
      HistoryWindow($0, before: earlier.received).first < forgottenBefore
    }
    if isShort { throw LateContact(.forgotten) }
  }

  /// Lets the history begin no later than a contact.
  private mutating func moveStart(to received: Instant) throws(LateContact) {
    guard let first = firstReceived else {
      firstReceived = received
      return
    }
    guard received < first else { return }
    if statedStart == nil {
      if inputCut.isMoved(by: received) { throw LateContact(.start) }
      if besideCut.isMoved(by: received) {
        for index in entries.indices where entries[index].isWorkedOut && !entries[index].isInput {
          entries[index].recommended = -1
        }
      }
    }
    firstReceived = received
  }

  /// Looks at the contacts whose history has been read and would now be another.
  ///
  /// Where that is a contact of the input, the new one arrives too late. Where it was given as
  /// history, only what was recommended of it is no longer known, and so on from there.
  private mutating func settle(affectedBy index: Int) throws(LateContact) {
    var waiting = [index]
    while let cause = waiting.popLast() {
      for other in neighbours(of: cause) where other != cause {
        guard entries[other].isRead || entries[other].isWorkedOut,
          entries[cause].earliest <= entries[other].latest,
          entries[cause].contact != entries[other].contact
        else { continue }
        let known = entries[other]
        if known.isInput, known.isRead {
          if isCounted(like: index) { continue }
          throw LateContact(.laterDecided)
        }
        if !known.isInput, known.isWorkedOut, known.recommended >= 0 {
          entries[other].recommended = -1
          waiting.append(other)
        }
      }
    }
  }

  /// Whether a contact was known already, by another row of the same contact and child that counts as
  /// it does.
  private func isCounted(like index: Int) -> Bool {
    let entry = entries[index]
    guard entry.child >= 0 else { return false }
    var next = entry.nextOfChild
    while next >= 0 {
      let other = entries[Int(next)]
      if other.contact == entry.contact, other.kind == .contact, other.earliest == entry.earliest,
        other.latest == entry.latest, other.countsLike(entry), entry.decisions == other.decisions
      {
        return true
      }
      next = other.nextOfChild
    }
    return false
  }

  /// The entries of the same child, and of the households that rows of the child state.
  private func neighbours(of index: Int) -> [Int] {
    let (child, home) = (entries[index].child, entries[index].household)
    var found: [Int] = []
    var homes: [Int32] = home >= 0 ? [home] : []
    var next = child >= 0 ? children[Int(child)].head : -1
    while next >= 0 {
      let home = entries[Int(next)].household
      found.append(Int(next))
      if home >= 0, !homes.contains(home) { homes.append(home) }
      next = entries[Int(next)].nextOfChild
    }
    for home in homes {
      next = households[Int(home)].head
      while next >= 0 {
        if entries[Int(next)].child != child || child < 0 { found.append(Int(next)) }
        next = entries[Int(next)].nextOfHousehold
      }
    }
    return found
  }

  /// The keys by which contacts can be in each other's history: one for the child, and one for each
  /// household that it is known in.
  public func keys(of contact: Contact) -> [HistoryKey] {
    var keys: [HistoryKey] = []
    if let child = contact.child, let number = childNumbers[child] {
      keys.append(.child(number))
      guard plan.readsHouseholds else { return keys }
      var next = children[Int(number)].head
      while next >= 0 {
        let home = HistoryKey.household(entries[Int(next)].household)
        if entries[Int(next)].household >= 0, !keys.contains(home) { keys.append(home) }
        next = entries[Int(next)].nextOfChild
      }
    }
    if plan.readsHouseholds, let household = contact.household,
      let number = householdNumbers[household], !keys.contains(.household(number))
    {
      keys.append(.household(number))
    }
    return keys
  }

  // MARK: Forgetting

  /// Forgets what no contact received at `instant` or later can count; called now and then, it costs
  /// little.
  public mutating func forget(before instant: Instant) {
    guard entries.count > max(HistoryLimits.keptAtLeast, 2 * keptAfterForgetting) else { return }
    var line = instant
    for window in plan.windows {
      guard let window else { return }
      // A day more than the window, so that no reading of a clock change is cut off.
      line = min(line, Instant(seconds: instant.subtracting(window).seconds - 86_400))
    }
    forgottenBefore = max(forgottenBefore ?? line, line)
    rebuild { $0.latest >= line }
    keptAfterForgetting = entries.count
  }

  /// Keeps some of the entries, and numbers the children and households that they have anew.
  private mutating func rebuild(_ isKept: (HistoryEntry) -> Bool) {
    let names = childNumbers.reduce(into: [String](repeating: "", count: children.count)) {
      $0[Int($1.value)] = $1.key
    }
    let homes = householdNumbers.reduce(into: [String](repeating: "", count: households.count)) {
      $0[Int($1.value)] = $1.key
    }
    let (old, oldChildren, oldHouseholds) = (entries, children, households)
    entries = []
    (childNumbers, children, householdNumbers, households) = ([:], [], [:], [])
    for var entry in old where isKept(entry) {
      let index = Int32(entries.count)
      if entry.child >= 0 {
        let wasOverfull = oldChildren[Int(entry.child)].isOverfull
        entry.child = Self.number(of: names[Int(entry.child)], &childNumbers, &children)
        entry.nextOfChild = Self.link(index, false, &children[Int(entry.child)])
        if wasOverfull { children[Int(entry.child)].isOverfull = true }
      }
      if entry.household >= 0 {
        let wasOverfull = oldHouseholds[Int(entry.household)].isOverfull
        entry.household = Self.number(
          of: homes[Int(entry.household)], &householdNumbers, &households)
        entry.nextOfHousehold = Self.link(index, false, &households[Int(entry.household)])
        if wasOverfull { households[Int(entry.household)].isOverfull = true }
      }
      entries.append(entry)
    }
  }
}

extension Age {
  /// Whether a window of this length may start before an instant; no only where it is far from it.
  fileprivate func mayReach(_ start: Instant, from received: Moment) -> Bool {
    // No month is longer than 31 days, and no change of the clocks than one.
    let days = (unit.isCalendarMonths ? 31 : 1) * unit.smallerUnits * count + 2
    return received.earliest.seconds - Int64(days) * 86_400 < start.seconds
  }
}

/// What answers so far rest on of where the history begins.
private struct HistoryCut {
  /// The latest start of a window that lay before the history.
  var latest: Instant?
  /// Whether an answer says how long ago the history begins.
  var readsStart = false

  /// Whether an answer would be another if the history began so early.
  func isMoved(by start: Instant) -> Bool {
    readsStart || latest.map { $0 >= start } == true
  }
}

/// What two contacts share that are in each other's history.
public enum HistoryKey: Hashable, Sendable {
  /// A child.
  case child(Int32)
  /// A household.
  case household(Int32)
}

/// A contact whose row comes too late: one that would count it has been decided before.
public struct LateContact: Error, Hashable, Sendable {
  /// Why it is too late.
  public enum Reason: Hashable, Sendable {
    /// A later contact of the same child or household has been decided.
    case laterDecided
    /// The history begins earlier than decisions before it took it to begin.
    case start
    /// What it would count has been forgotten.
    case forgotten
  }

  /// Why it is too late.
  public var reason: Reason

  init(_ reason: Reason) { self.reason = reason }
}
