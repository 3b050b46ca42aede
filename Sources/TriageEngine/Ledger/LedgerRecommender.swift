import ThresholdDSL

/// Makes the recommendations of one edition as a ledger keeps them: functions of a row, the rules,
/// the calendar and what was known from earlier contacts, and of nothing else.
///
/// The same code recommends when a contact is decided and when the ledger is verified.
public struct LedgerRecommender: Sendable {
  private let decoder: ContactDecoder
  private let index: Int
  private let decider: Decider
  private let encoder: DecisionEncoder
  private let outcomes: [String]

  /// A recommender of an edition, by its index in the decoder's rule book.
  public init(
    _ decoder: ContactDecoder, edition: Int, _ decider: Decider, _ encoder: DecisionEncoder
  ) {
    self.decoder = decoder
    index = edition
    self.decider = decider
    self.encoder = encoder
    outcomes = decider.edition.outcomes.map(\.name)
  }

  /// The digest of the edition.
  public var rules: String { encoder.rules }
  /// The digest of the calendar.
  public var calendar: String? { encoder.calendar }

  /// What is recommended on a row, with what its facts counted from earlier contacts are; nil when
  /// the row cannot be decided under the edition.
  public func recommendation(
    on row: CanonicalRow, history: LedgerHistory, subject: LedgerSubject, supersedes: Int? = nil
  ) -> LedgerRecommended? {
    var parser = JSONRowParser()
    let place = RowPlace(file: 0, line: 1)
    guard case .row(let raw) = parser.parse(row.bytes, in: 0..<row.bytes.count, at: place) else {
      return nil
    }
    var tally = FieldTally()
    guard case .contact(var contact, _) = try? decoder.decode(raw, edition: index, &tally) else {
      return nil
    }
    history.restore(to: &contact, decider.edition)
    let decision = decider.decide(contact, for: .hub)
    let edition = decider.edition
    return LedgerRecommended(
      subject: subject, content: row.content, edition: edition.name,
      outcome: outcomes[decision.outcome.established],
      certainty: decision.outcome.certainty.rawValue,
      couldRiseTo: outcomes[decision.outcome.couldRiseTo],
      couldFallTo: outcomes[decision.outcome.couldFallTo],
      rating: decision.rating.established.map { edition.ratings[$0] },
      ratingCouldRiseTo: decision.rating.couldRiseTo.map { edition.ratings[$0] },
      outcomes: outcomes, ratings: edition.ratings, rules: encoder.rules,
      calendar: encoder.calendar, history: history.bytes, supersedes: supersedes,
      decision: Array(encoder.line(decision).dropLast()))
  }

  /// What a ledger takes from a decided contact; nil when its row was not kept.
  public func decidedRow(_ contact: Contact, history: LedgerHistory) -> LedgerBook.DecidedRow? {
    guard let row = contact.ledgerRow else { return nil }
    let subject = LedgerSubject(number: 0, contact: contact.id, child: contact.child)
    guard let recommended = recommendation(on: row.row, history: history, subject: subject) else {
      return nil
    }
    return LedgerBook.DecidedRow(
      contact: contact.id, child: contact.child, received: contact.received,
      file: contact.place.file, row: row, recommended: recommended)
  }
}
