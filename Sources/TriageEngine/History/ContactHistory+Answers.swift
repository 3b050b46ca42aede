import ThresholdDSL

extension ContactHistory {
  /// Says in a contact's facts what its earlier contacts answer, and notes what the row itself leaves
  /// unknown of them.
  public func fillIn(_ contact: inout Contact, edition: Int) {
    guard plan.questions.indices.contains(edition), !plan.questions[edition].isEmpty else { return }
    var look = LookBack(self, from: contact)
    var isUncertain = false
    for index in plan.questions[edition].indices {
      let answer = look.answer(to: plan.questions[edition][index])
      let fact = plan.questions[edition][index].fact
      isUncertain = isUncertain || answer.lacks == .certainty
      contact.facts[fact] = answer.state(
        of: plan.editions[edition].facts[fact], among: contact.facts)
    }
    if contact.child == nil {
      contact.notes.append(
        Note(
          .noHistory, field: "child", text: "the child is unknown, and so are the earlier contacts")
      )
    } else if isUncertain {
      contact.notes.append(
        Note(
          .uncertainHistory,
          text: "earlier rows of the child or household may count or not, so there are so many or "
            + "more: a row was rejected, a time or fact is not known, or an id stands on two days"))
    }
  }

  /// What earlier contacts answer to each history fact of an edition that a condition reads, by the
  /// index of the fact.
  public func answers(for contact: Contact, edition: Int) -> [(fact: Int, answer: HistoryAnswer)] {
    var look = LookBack(self, from: contact)
    return plan.questions[edition].map { ($0.fact, look.answer(to: $0)) }
  }
}

/// One contact's look back.
private struct LookBack {
  let history: ContactHistory
  let contact: Contact
  let key: UInt64
  let incident: UInt64
  let child: Int32?
  let household: Int32?
  /// The windows looked through so far, by their number in the plan, and the rows that may count found in
  /// them: the questions of a rule book look through few.
  private var windows: [HistoryWindow?]
  private var views: [View] = []

  /// The rows of a window, of the child or of the household.
  private struct View {
    var window: Int
    var forHousehold: Bool
    var rows: [Row]
    var isCertain: Bool
  }

  init(_ history: ContactHistory, from contact: Contact) {
    self.history = history
    self.contact = contact
    key = historyKey(contact.id)
    incident = contact.incident.map(historyKey) ?? 0
    child = contact.child.flatMap { history.childNumbers[$0] }
    household = contact.household.flatMap { history.householdNumbers[$0] }
    windows = Array(repeating: nil, count: history.plan.windows.count)
  }

  /// An earlier row that may count.
  struct Row {
    let entry: HistoryEntry
    /// Whether it counts.
    var truth: Truth
  }

  mutating func answer(to question: HistoryPlan.Question) -> HistoryAnswer {
    let query = question.query
    let window = window(question)
    var isShort = history.start.map { window.first < $0 } ?? true
    if query.forHousehold {
      if contact.household == nil { isShort = true }
    } else if contact.child == nil {
      return HistoryAnswer(least: 0, lacks: .certainty)
    }
    let view = view(question, window)
    var (rows, isCertain) = (view.rows, view.isCertain)
    for index in rows.indices {
      rows[index].truth = rows[index].truth.and(truth(rows[index].entry, question))
    }
    rows.removeAll { $0.truth == .no }
    switch query.measure {
    case .daysSinceLast: return daysSince(rows, isShort: isShort, isCertain: isCertain, window)
    case .count, .ever:
      let (least, isOpen) = counted(rows)
      if isOpen { isCertain = false }
      let lacks: HistoryAnswer.Lack = isCertain ? (isShort ? .reach : .nothing) : .certainty
      return HistoryAnswer(least: least, most: lacks == .nothing ? least : nil, lacks: lacks)
    }
  }

  private mutating func window(_ question: HistoryPlan.Question) -> HistoryWindow {
    if let known = windows[question.window] { return known }
    let window = HistoryWindow(question.query.window, before: contact.received)
    windows[question.window] = window
    return window
  }

  /// The rows that a question looks at, each contact once.
  private mutating func view(
    _ question: HistoryPlan.Question, _ window: HistoryWindow
  ) -> View {
    let forHousehold = question.query.forHousehold
    for view in views where view.window == question.window && view.forHousehold == forHousehold {
      return view
    }
    // What is known of the household counts, and what is not known of the child may add to it.
    var isCertain = contact.child != nil
    let rows =
      forHousehold ? householdRows(window, &isCertain) : childRows(window, &isCertain)
    let view = View(
      window: question.window, forHousehold: forHousehold, rows: fullest(rows),
      isCertain: isCertain)
    views.append(view)
    return view
  }

  // MARK: Which rows

  private func childRows(_ window: HistoryWindow, _ isCertain: inout Bool) -> [Row] {
    guard let child else { return [] }
    return rows(ofChild: child, window, &isCertain)
  }

  private func rows(
    ofChild child: Int32, _ window: HistoryWindow, _ isCertain: inout Bool
  ) -> [Row] {
    let chain = history.children[Int(child)]
    if chain.isOverfull { isCertain = false }
    var rows: [Row] = []
    var next = chain.head
    while next >= 0 {
      take(Int(next), window, into: &rows)
      next = history.entries[Int(next)].nextOfChild
    }
    return rows
  }

  /// The rows of every child of the household: of the contact's own child, and of each that a row in
  /// the window places there; and the rows of the household whose child is unknown.
  private func householdRows(_ window: HistoryWindow, _ isCertain: inout Bool) -> [Row] {
    var members: [(child: Int32, truth: Truth)] = child.map { [($0, .yes)] } ?? []
    var rows: [Row] = []
    if let household {
      let chain = history.households[Int(household)]
      if chain.isOverfull { isCertain = false }
      var next = chain.head
      while next >= 0 {
        let index = Int(next)
        let child = history.entries[index].child
        let truth = window.contains(history.entries[index].earliest, history.entries[index].latest)
        if child < 0 {
          take(index, window, into: &rows)
        } else if truth != .no {
          if let place = members.firstIndex(where: { $0.child == child }) {
            members[place].truth = members[place].truth.or(truth)
          } else {
            members.append((child, truth))
          }
        }
        next = history.entries[index].nextOfHousehold
      }
    }
    for member in members {
      var found = self.rows(ofChild: member.child, window, &isCertain)
      for index in found.indices { found[index].truth = found[index].truth.and(member.truth) }
      rows += found
    }
    // A record of a decision does not say which household it was about.
    if let records = history.recordsWithoutHousehold,
      window.contains(records.lowerBound, records.upperBound) != .no
    {
      isCertain = false
    }
    return rows
  }

  private func take(_ index: Int, _ window: HistoryWindow, into rows: inout [Row]) {
    guard history.entries[index].contact != key else { return }
    let truth = window.contains(history.entries[index].earliest, history.entries[index].latest)
    guard truth != .no else { return }
    let entry = history.entries[index]
    // A rejected row may be anything, so it counts for nothing that is sure.
    rows.append(Row(entry: entry, truth: entry.isDoubtful ? .unknown : truth))
  }

  /// Leaves out what a fuller row says of the same contact and child: a contact of the input counts
  /// before the same contact in a ledger, that before one given as history, and that before the
  /// record of a decision.
  ///
  /// A rejected row is left out by none: what it states that the others do not is not known. One that
  /// only a ledger has is put right by a row of the input. Rows about unknown children may be about
  /// several, so what a ledger says of one is left out by none.
  ///
  /// What a less full row says that the fullest does not, such as another day or source, may still hold:
  /// it may be another contact with the same id, or an old row told again. It counts for nothing that
  /// is sure.
  private func fullest(_ rows: [Row]) -> [Row] {
    guard haveAny(rows, alike: { $0.contact == $1.contact && $0.child == $1.child }) else {
      return rows
    }
    var same: [UInt64: [Int32: [HistoryEntry]]] = [:]
    for row in rows where fullness(row.entry) > 0 {
      same[row.entry.contact, default: [:]][row.entry.child, default: []].append(row.entry)
    }
    return rows.compactMap { row in
      let others = same[row.entry.contact]?[row.entry.child] ?? []
      let most = others.map(fullness).max() ?? 0
      if row.entry.kind == .rejected {
        // A row of the input puts it right, unless the ledger had a good row beside it all along.
        let isPutRight =
          row.entry.origin == .ledger && most == Self.fullestOfAll
          && !others.contains { $0.origin == .ledger }
        return isPutRight ? nil : row
      }
      if fullness(row.entry) == most || row.entry.origin == .ledger && row.entry.child < 0 {
        guard others.count > 1 else { return row }
        var entry = row.entry
        entry.decisions = decisions(of: others)
        return Row(entry: entry, truth: row.truth)
      }
      let fullest = others.filter { fullness($0) == most }
      let isKnown =
        row.entry.kind == .contact
        ? fullest.contains { $0.countsLike(row.entry) }
        : fullest.contains { $0.day == row.entry.day }
      return isKnown ? nil : Row(entry: row.entry, truth: row.truth.and(.unknown))
    }
  }

  /// Whether two rows are alike; where there are very many, they may be.
  private func haveAny(
    _ rows: [Row], alike: (_ first: HistoryEntry, _ second: HistoryEntry) -> Bool
  ) -> Bool {
    if rows.count > Self.mostCompared { return true }
    for (index, row) in rows.enumerated() {
      for other in rows[..<index] where alike(other.entry, row.entry) { return true }
    }
    return false
  }

  /// The rows that are compared each with each.
  private static let mostCompared = 24

  /// What people decided of one contact and child as all its rows say, in the order in which they did.
  private func decisions(of rows: [HistoryEntry]) -> [HistoryEntry.PersonDecision] {
    guard history.plan.readsDecisions else { return [] }
    var known: [HistoryEntry.PersonDecision] = []
    for decision in rows.flatMap(\.decisions) where !known.contains(decision) {
      known.append(decision)
    }
    return known.enumerated().sorted {
      ($0.element.between.upperBound, $0.element.between.lowerBound, $0.offset)
        < ($1.element.between.upperBound, $1.element.between.lowerBound, $1.offset)
    }.map(\.element)
  }

  private func fullness(_ entry: HistoryEntry) -> Int {
    switch entry.kind {
    case .contact:
      switch entry.origin {
      case .input: Self.fullestOfAll
      case .ledger: 3
      case .beside: 2
      }
    case .record: 1
    case .rejected, .former: 0
    }
  }

  /// How full a contact of the input is.
  private static let fullestOfAll = 4

  // MARK: What counts

  /// Whether a row counts, its time set aside.
  private func truth(_ entry: HistoryEntry, _ question: HistoryPlan.Question) -> Truth {
    if entry.isUpdate { return .no }
    if entry.isDoubtful { return .unknown }
    var truth = Truth.yes
    let query = question.query
    if !query.sources.isEmpty {
      truth = truth.and(
        entry.source < 0 ? .unknown : Truth(query.sources.contains(Int(entry.source))))
    }
    if let condition = question.condition {
      let isKnown = entry.conditions.indices.contains(condition)
      truth = truth.and(isKnown ? entry.conditions[condition] : .unknown)
    }
    if query.decided != nil { truth = truth.and(decidedSo(entry, question)) }
    return truth
  }

  /// Whether a row was decided so: by a person as far as that was known by the time of the contact,
  /// else as recommended.
  private func decidedSo(_ entry: HistoryEntry, _ question: HistoryPlan.Question) -> Truth {
    func counts(_ outcome: Int16) -> Truth {
      outcome < 0 ? .unknown : question.decided[Int(outcome)]
    }
    // What is recommended rests on what came before; only where that is sure is it known here.
    let isBefore = entry.latest < contact.received.earliest || !entry.isWorkedOut
    let recommended = isBefore ? counts(entry.recommended) : .unknown
    guard entry.decision != nil else { return recommended }
    // From the last back: the last that was known by then is the one that held, unless another may
    // have been made after it.
    var possible: Truth?
    func with(_ truth: Truth) -> Truth {
      possible.map { $0 == truth ? truth : .unknown } ?? truth
    }
    let decisions = entry.decisions
    for (index, decision) in decisions.enumerated().reversed()
    where decision.between.lowerBound < contact.received.latest {
      possible = with(counts(decision.outcome))
      let isLast = !decisions[..<index].contains {
        $0.between.upperBound >= decision.between.lowerBound
      }
      if isLast, decision.between.upperBound < contact.received.earliest {
        return possible ?? .unknown
      }
    }
    return with(recommended)
  }

  // MARK: Counting

  /// How many contacts there are for sure, and whether there may be more.
  ///
  /// Rows of one contact are one, and so are contacts of one incident; those that are one with the
  /// contact itself are none.
  private func counted(_ rows: [Row]) -> (least: Int, isOpen: Bool) {
    if rows.isEmpty { return (0, false) }
    // Nearly always no two rows are one contact, nor of one incident.
    let isJoined =
      incident != 0 && rows.contains { $0.entry.incident == incident }
      || haveAny(rows) { first, second in
        first.contact != 0 && first.contact == second.contact
          || first.incident != 0 && first.incident == second.incident
      }
    if !isJoined {
      return (rows.count { $0.truth == .yes }, rows.contains { $0.truth == .unknown })
    }
    var groups = Groups()
    let own = groups.add(contact: key, incident: incident)
    let numbers = rows.map { groups.add(contact: $0.entry.contact, incident: $0.entry.incident) }
    var truths: [Int: Truth] = [:]
    for (number, row) in zip(numbers, rows) {
      let root = groups.root(number)
      if root == groups.root(own) { continue }
      truths[root] = (truths[root] ?? .no).or(row.truth)
    }
    return (
      truths.values.count { $0 == .yes },
      truths.values.contains { $0 == .unknown } || hasOneIDForTwo(rows)
    )
  }

  /// Whether any two rows of one contact about one child may be two contacts that have the same id.
  private func hasOneIDForTwo(_ rows: [Row]) -> Bool {
    guard rows.count > 1 else { return false }
    var known: [UInt64: [Int32: [HistoryEntry]]] = [:]
    for row in rows where row.entry.contact != 0 && row.entry.day != nil {
      let entry = row.entry
      let others = known[entry.contact]?[entry.child] ?? []
      if others.contains(where: { $0.mayBeAnother(than: entry) }) { return true }
      known[entry.contact, default: [:]][entry.child] = others + [entry]
    }
    return false
  }

  /// Days from the last contact to this one, by the date.
  private func daysSince(
    _ rows: [Row], isShort: Bool, isCertain: Bool, _ window: HistoryWindow
  ) -> HistoryAnswer {
    let rows = incident == 0 ? rows : rows.filter { $0.entry.incident != incident }
    func days(_ date: CivilDate?) -> Int {
      date.map { max(0, Int(contact.received.date.dayNumber) - Int($0.dayNumber)) } ?? 0
    }
    let sure = rows.filter { $0.truth == .yes }.map { days($0.entry.day) }.min()
    let possible = rows.filter { $0.truth == .unknown }.map { days($0.entry.day) }.min()
    let least = min(sure ?? .max, possible ?? .max)
    if !isCertain { return HistoryAnswer(least: 0, most: sure, lacks: .certainty) }
    if let sure {
      return least == sure
        ? HistoryAnswer(least: sure, most: sure, lacks: .nothing)
        : HistoryAnswer(least: least, most: sure, lacks: .certainty)
    }
    if possible != nil { return HistoryAnswer(least: least, lacks: .certainty) }
    guard isShort else {
      return HistoryAnswer(least: 0, most: nil, isNever: true, lacks: .nothing)
    }
    // Before the history begins there may be one, which is at least as long ago as that.
    let reach = history.start.map { days(London.date(of: $0)) } ?? 0
    return HistoryAnswer(least: reach, lacks: .reach)
  }
}

/// Contacts that are one: by their id, or by their incident.
private struct Groups {
  private var parents: [Int] = []
  private var byContact: [UInt64: Int] = [:]
  private var byIncident: [UInt64: Int] = [:]

  /// Adds a row; its number. 0 is an id that is not known.
  mutating func add(contact: UInt64, incident: UInt64) -> Int {
    let number = parents.count
    parents.append(number)
    if contact != 0 {
      join(number, byContact[contact])
      byContact[contact] = number
    }
    if incident != 0 {
      join(number, byIncident[incident])
      byIncident[incident] = number
    }
    return number
  }

  private mutating func join(_ number: Int, _ other: Int?) {
    if let other { parents[root(number)] = root(other) }
  }

  /// The number that stands for all that are one with a row.
  func root(_ number: Int) -> Int {
    var number = number
    while parents[number] != number { number = parents[number] }
    return number
  }
}
