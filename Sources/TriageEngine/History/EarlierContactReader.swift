import ThresholdDSL

/// Reads rows as earlier contacts.
public struct EarlierContactReader: Sendable {
  /// What is asked of earlier contacts.
  public let plan: HistoryPlan
  private let decoder: ContactDecoder
  /// For each edition the index of `source` and of `open_case` among its facts.
  private let places: [(source: Int?, openCase: Int?)]

  /// A reader of rows for the questions of a plan, made for the same rule book as the decoder.
  public init(_ plan: HistoryPlan, _ decoder: ContactDecoder) {
    self.plan = plan
    self.decoder = decoder
    places = plan.editions.map { edition in
      (
        edition.facts.firstIndex { $0.reserved == .source },
        edition.facts.firstIndex { $0.reserved == .openCase }
      )
    }
  }

  /// A decoded row as later ones look back on it; without the row, conditions of other editions are
  /// unknown.
  public func earlier(_ contact: Contact, edition: Int, row: RawRow?) -> EarlierContact {
    var statement = EarlierContact.Statement()
    if let index = places[edition].openCase {
      statement.isUpdate = contact.facts[index] == .known(.yesNo(true), .statement)
    }
    if let index = places[edition].source,
      case .known(.choice(let source), _) = contact.facts[index]
    {
      statement.source = source
    }
    if !plan.conditions.isEmpty { statement.conditions = conditions(contact, edition, row) }
    let names = plan.editions[edition].outcomes
    return EarlierContact(
      contact: contact.id, child: contact.child, received: contact.received,
      household: contact.household, incident: contact.incident, statement: statement,
      decisions: contact.human.map { human in
        [
          EarlierContact.PersonDecision(
            decided: human.decided, outcome: human.outcome.map { names[$0].name })
        ]
      } ?? [])
  }

  /// A row as later ones look back on it; nil where it cannot be read as a contact.
  func earlier(_ row: RawRow) -> EarlierContact? {
    var tally = FieldTally()
    switch decoder.decode(row, tally: &tally) {
    case .contact(let contact, let edition):
      return earlier(contact, edition: edition, row: row)
    case .rejected(let rejection):
      return rejection.code == .outsideEditions ? outsideEditions(row) : nil
    }
  }

  /// What each condition after `where` is of a row. One of another edition is judged on the row as
  /// that edition reads it.
  private func conditions(_ contact: Contact, _ edition: Int, _ row: RawRow?) -> [Truth] {
    var judges: [Int: ConditionJudge] = [:]
    return plan.conditions.map { question in
      if judges[question.edition] == nil {
        var tally = FieldTally()
        let facts: [FactState]?
        if question.edition == edition {
          facts = contact.facts.states
        } else if let row, let other = try? decoder.decode(row, edition: question.edition, &tally),
          case .contact(let reread, _) = other
        {
          facts = reread.facts.states
        } else {
          facts = nil
        }
        judges[question.edition] = facts.map {
          ConditionJudge(plan.editions[question.edition], facts: $0)
        }
      }
      return judges[question.edition]?.judge(question.condition).now ?? .unknown
    }
  }

  /// A contact received before the first edition or after the last, of which the nearest says what it
  /// states; nil where it cannot be read. No rules say what would have been recommended.
  public func outsideEditions(_ row: RawRow) -> EarlierContact? {
    var tally = FieldTally()
    guard let first = plan.editions.first, let received = rejected(row)?.received else {
      return nil
    }
    let edition = received.date < first.firstDay ? 0 : plan.editions.count - 1
    guard case .contact(let contact, _)? = try? decoder.decode(row, edition: edition, &tally) else {
      return nil
    }
    return earlier(contact, edition: edition, row: row)
  }

  /// A rejected row, as far as contacts of its child must know of it; nil where no child can be read.
  public func rejected(_ row: RawRow) -> RejectedContact? { RejectedContact(RowIdentity(row)) }
}

// MARK: - Records of decisions

extension EarlierContactReader {
  /// Whether a row is the record of a decision, as `decide` writes it, and not a contact.
  public func isRecord(_ row: RawRow) -> Bool {
    states(["format", "edition", "outcome", "certainty"], row)
      || states(["edition", "outcome", "certainty", "could_rise_to"], row)
  }

  /// Whether a row is an entry of a ledger, which is read whole or not at all.
  public func isLedgerEntry(_ row: RawRow) -> Bool {
    states(["entry", "previous", "recorded", "event"], row)
  }

  private func states(_ names: [String], _ row: RawRow) -> Bool {
    names.allSatisfy { name in row.fields.contains { row.bytes(of: $0.name).says(name) } }
  }

  /// The record of a decision as an earlier contact; nil where it is none.
  ///
  /// A record says what was recommended, and of what a person decided only whether it was the same.
  public func record(_ row: RawRow) -> EarlierContact? {
    var (contact, child, received): (String?, String?, Moment?)
    var outcome: String?
    var human: String?
    for field in row.fields {
      let (name, stated) = (row.bytes(of: field.name), StatedValue(field.value, in: row))
      let text: String? =
        if case .text(let bytes, _) = stated { String(decoding: bytes, as: UTF8.self) } else { nil }
      if name.says("contact"), case .value(let id) = ValueReader.id(stated) { contact = id }
      if name.says("child"), case .value(let id) = ValueReader.id(stated) { child = id }
      if name.says("received"), case .value(let moment) = ValueReader.moment(stated) {
        received = moment
      }
      if name.says("outcome") { outcome = text }
      if name.says("human") { human = text }
    }
    guard let contact, let received else { return nil }
    var decisions: [EarlierContact.PersonDecision] = []
    if let human, human != Decision.HumanComparison.same.rawValue {
      decisions = [EarlierContact.PersonDecision(decided: nil, outcome: nil)]
    }
    return EarlierContact(
      contact: contact, child: child, received: received, statement: nil, recommended: outcome,
      decisions: decisions)
  }
}
