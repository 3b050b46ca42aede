public import ThresholdDSL

/// Makes of a ledger's cases what reports are counted from.
///
/// Each case is read under the edition in force when its contact was received: its characteristics from
/// the row it stated last, its times from the events of the ledger, its clocks from both.
public struct CaseMeasurer: Sendable {
  /// The names of the outcomes of every edition, least first by the first edition that has them.
  public let outcomes: [String]
  /// What each edition measures with, in the order of the rule book.
  public let editions: [TimingRules]
  private let book: RuleBook
  private let decoder: ContactDecoder
  private let deciders: [Decider]
  private let asOf: Instant

  /// A measurer by a rule book; `calendars` holds the bank holidays of each of its editions.
  public init(_ book: RuleBook, calendars: [BankHolidays?], asOf: Instant) {
    self.book = book
    self.asOf = asOf
    decoder = ContactDecoder(book)
    deciders = zip(book.editions, calendars).map { edition, holidays in
      Decider(
        edition, calendar: holidays.map { ServiceCalendar(hours: edition.hours, holidays: $0) })
    }
    editions = deciders.map { TimingRules($0.edition, calendar: $0.calendar) }
    outcomes = Self.union(book.editions.map { $0.outcomes.map(\.name) })
  }

  /// The names of all lists, each once, kept in the order of every list as far as they agree.
  private static func union(_ lists: [[String]]) -> [String] {
    var names: [String] = []
    for list in lists {
      var place = 0
      for name in list {
        if let found = names.firstIndex(of: name) {
          place = max(place, found + 1)
        } else {
          names.insert(name, at: place)
          place += 1
        }
      }
    }
    return names
  }

  /// What is measured of a case.
  public func measure(_ found: LedgerCase) -> MeasuredCase {
    var measured = MeasuredCase(
      contact: found.contact, child: found.child, received: found.received,
      edition: edition(on: found.received))
    measured.decisions = found.decisions.map {
      MeasuredCase.Decision(outcome: $0.event.outcome, at: $0.event.decided)
    }
    let recommendation =
      found.recommendation(entry: found.firstDecision?.event.recommendation)
      ?? found.recommendation
    measured.recommendation = recommendation.map { recommendation in
      MeasuredCase.Recommendation(
        outcome: recommendation.event.outcome,
        isSettled: recommendation.event.couldRiseTo == recommendation.event.outcome)
    }
    measured.recommendedNow = found.recommendation?.event.outcome
    var tally = FieldTally()
    if let row = found.statement.rawRow,
      case .contact(var contact, let edition) = decoder.decode(row, tally: &tally)
    {
      restoreHistory(of: found, to: &contact, book.editions[edition])
      measured.edition = edition
      describe(&measured, contact, row, book.editions[edition])
      measured.clocks = clocks(of: found, contact, deciders[edition])
    }
    return measured
  }

  /// Gives a contact what its earlier contacts answered when it was recommended on last, where that was
  /// by the same edition.
  private func restoreHistory(
    of found: LedgerCase, to contact: inout Contact, _ edition: Edition
  ) {
    guard let event = found.recommendation?.event, event.edition == edition.name else { return }
    LedgerHistory(bytes: event.history).restore(to: &contact, edition)
  }

  /// What is measured of a rejected row; nil when another row has put it right.
  public func measure(_ rejection: LedgerRejection) -> MeasuredCase? {
    guard rejection.putRightBy == nil else { return nil }
    let event = rejection.event
    return MeasuredCase(
      contact: event.identity.contact ?? "\(event.file):\(event.line)",
      child: event.identity.child, received: event.identity.received, isRejected: true,
      edition: event.identity.received.flatMap(edition))
  }

  private func edition(on received: Moment) -> Int? {
    book.editions.firstIndex {
      $0.firstDay <= received.date && received.date <= ($0.lastDay ?? .latest)
    }
  }
}

extension CaseMeasurer {
  /// Adds what the row says of the child and of the contact.
  private func describe(
    _ measured: inout MeasuredCase, _ contact: Contact, _ row: RawRow, _ edition: Edition
  ) {
    measured.incident = contact.incident
    for (fact, state) in zip(edition.facts, contact.facts) {
      switch fact.reserved {
      case .source: measured.source = category(state, "source", row)
      case .channel: measured.channel = category(state, "channel", row)
      case .sex: measured.sex = category(state, "sex", row)
      case .openCase: measured.isUpdate = state == .known(.yesNo(true), .statement)
      case .childAge: if measured.age != .unborn { measured.age = AgeBand(age: state) }
      case .unborn: if state == .known(.yesNo(true), .statement) { measured.age = .unborn }
      case .received, .role, nil: break
      }
    }
    for field in row.fields where row.bytes(of: field.name).says("ethnicity") {
      measured.ethnicity = EthnicGroup.read(StatedValue(field.value, in: row))
    }
  }

  private func category(_ state: FactState, _ name: String, _ row: RawRow) -> StatedCategory {
    switch state {
    case .known(.choice(let index), _): return .known(index)
    case .unknown(.unreadable), .known:
      let field = row.fields.first { row.bytes(of: $0.name).says(name) }
      guard let field, case .text(let text, _) = StatedValue(field.value, in: row)
      else { return .unreadable("") }
      return .unreadable(String(decoding: text, as: UTF8.self))
    case .unknown(.statement): return .unknown
    case .unknown, .between: return .notStated
    }
  }

  /// The clocks of a case: the decision is timed by the first, and its outcome is the last.
  private func clocks(
    of found: LedgerCase, _ contact: Contact, _ decider: Decider
  ) -> [ClockReading] {
    let edition = decider.edition
    let made = found.decisions.filter { $0.event.decided.map { $0.earliest <= asOf } ?? true }
    var contact = contact
    contact.human = made.first.map { first in
      HumanDecision(
        decided: first.event.decided,
        outcome: made.last?.event.outcome.flatMap { edition.outcome($0) },
        rating: first.event.rating.flatMap { edition.ratings.firstIndex(of: $0) })
    }
    return decider.clocks(
      of: contact, recommended: found.recommendation.flatMap { levels($0.event, edition) },
      asOf: asOf)
  }

  /// What was recommended; nil when the edition does not know its outcome.
  private func levels(_ event: LedgerRecommended, _ edition: Edition) -> Levels? {
    guard let fall = edition.outcome(event.couldFallTo),
      let established = edition.outcome(event.outcome),
      let rise = edition.outcome(event.couldRiseTo), fall <= established, established <= rise
    else { return nil }
    let rating = event.rating.flatMap { edition.ratings.firstIndex(of: $0) }
    let most = event.ratingCouldRiseTo.flatMap { edition.ratings.firstIndex(of: $0) }
    return Levels(
      outcome: Decision.Bounds(couldFallTo: fall, established: established, couldRiseTo: rise),
      // A ledger does not keep how far a rating could fall: it is read as not falling.
      rating: Decision.RatingBounds(
        couldFallTo: rating, established: rating, couldRiseTo: most ?? rating))
  }
}

extension Edition {
  /// The index of an outcome; nil when there is none of that name.
  fileprivate func outcome(_ name: String) -> Int? {
    outcomes.firstIndex { $0.name == name }
  }
}
