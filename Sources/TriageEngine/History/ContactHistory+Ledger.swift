extension EarlierContactReader {
  /// What a case of a ledger states, as later contacts look back on it.
  ///
  /// A row that cannot be read by the rules at hand is a contact all the same, of which nothing more
  /// is known than whose it is and when it was received.
  public func earlier(_ event: LedgerReceived) -> EarlierContact {
    let known = EarlierContact(
      contact: event.subject.contact, child: event.subject.child, received: event.received,
      statement: nil)
    var parser = JSONRowParser()
    let place = RowPlace(file: 0, line: 1)
    guard case .row(let row) = parser.parse(event.row, in: 0..<event.row.count, at: place),
      var read = earlier(row)
    else { return known }
    // What people decided is an event of its own.
    (read.contact, read.child, read.received) = (known.contact, known.child, known.received)
    read.decisions = []
    return read
  }
}

extension ContactHistory {
  /// Adds the cases of a ledger, whose last rows state what is given here by the number of the case,
  /// and which may have been other contacts with the same id when they were received at other times
  /// before; how many of its rejected rows stand in nobody's history, since they name no child.
  ///
  /// What was recommended is what the ledger says last, and so is what was decided: no case is decided
  /// again.
  public mutating func add(
    _ cases: LedgerCases, stating stated: [Int: EarlierContact], formerly: [Int: [Moment]] = [:]
  ) -> Int {
    for known in cases.cases {
      guard var earlier = stated[known.subject.number] else { continue }
      earlier.recommended = known.recommendation?.event.outcome
      earlier.decisions = known.decisions.map {
        EarlierContact.PersonDecision(decided: $0.event.decided, outcome: $0.event.outcome)
      }
      addFirst(earlier)
      guard let child = known.child else { continue }
      for time in formerly[known.subject.number] ?? [] where time.date != earlier.received.date {
        add(
          RejectedContact(contact: known.contact, child: child, received: time), as: .former,
          from: .ledger)
      }
    }
    return cases.rejections.count { addFirst($0, cases) }
  }

  /// Adds a rejected row that was not put right since; whether it stands in nobody's history.
  private mutating func addFirst(_ rejection: LedgerRejection, _ cases: LedgerCases) -> Bool {
    // What stands beside it in one run may be about something else.
    if let time = rejection.putRightAt, time > rejection.recorded { return false }
    let identity = rejection.event.identity
    if let contact = identity.contact, let received = identity.received,
      rejection.event.code == RejectionCode.outsideEditions.rawValue
    {
      // Read, and a contact: only no edition says what is to be done.
      addFirst(
        EarlierContact(
          contact: contact, child: identity.child, received: received, statement: nil))
      return false
    }
    if let child = identity.child {
      add(
        RejectedContact(contact: identity.contact, child: child, received: identity.received),
        from: .ledger)
      return false
    }
    // The same contact with a child, received since, is most likely the row put right.
    guard let contact = identity.contact else { return true }
    return !cases.indices(ofContact: contact).contains {
      cases.cases[$0].statement.entry > rejection.entry
    }
  }

  private mutating func addFirst(_ earlier: EarlierContact) {
    // Nothing has been read of the history yet, so nothing can come too late.
    _ = try? add(earlier, from: .ledger)
  }

  /// Gives an entry what people decided of the same contact and child as a ledger has it. Those that
  /// the row itself states come after, unless the ledger has them.
  mutating func takeOverDecisions(_ entry: inout HistoryEntry, child: String?) {
    guard plan.readsDecisions, let child, let number = childNumbers[child] else { return }
    var next = children[Int(number)].head
    while next >= 0 {
      let other = entries[Int(next)]
      if other.origin == .ledger, other.contact == entry.contact, other.decision != nil {
        let known = other.decisions
        entry.decisions = known + entry.decisions.filter { !known.contains($0) }
        return
      }
      next = other.nextOfChild
    }
  }
}
