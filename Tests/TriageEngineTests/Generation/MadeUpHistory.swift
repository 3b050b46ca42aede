import ThresholdDSL

@testable import TriageEngine

extension MadeUpRow {
  /// The row read back as a contact; nil when it is rejected.
  func decoded(_ fields: MadeUpFields, _ decoder: ContactDecoder) -> Contact? {
    var tally = FieldTally()
    guard let row = read(fields), case .contact(let contact, _) = decoder.decode(row, tally: &tally)
    else { return nil }
    return contact
  }
}

/// Lets people decide rows one by one in the order of time, all of them known before the first is
/// decided: what the command does block by block and on threads.
func decide(
  _ rows: inout [MadeUpRow], _ fields: MadeUpFields, _ book: RuleBook, _ deciders: [Decider],
  _ settings: GenerationSettings
) {
  let maker = HumanDecisionMaker(deciders, settings: settings)
  let decoder = ContactDecoder(book)
  let plan = HistoryPlan(book.editions)
  let reader = EarlierContactReader(plan, decoder)
  var history = ContactHistory(plan)
  var known: [(place: Int, contact: Contact, serial: Int)] = []
  for (place, row) in rows.enumerated() {
    guard let raw = row.read(fields), let contact = row.decoded(fields, decoder),
      let serial = try? history.add(
        reader.earlier(contact, edition: row.edition, row: raw), from: .input)
    else { continue }
    known.append((place, contact, serial))
  }
  known.sort { $0.contact.received.earliest < $1.contact.received.earliest }
  for (place, contact, serial) in known {
    let decider = deciders[rows[place].edition]
    var contact = contact
    history.fillIn(&contact, edition: rows[place].edition)
    let evaluation = decider.evaluate(contact)
    let names = decider.edition.outcomes
    history.recommend(names[evaluation.levels.outcome.established].name, for: serial)
    guard let made = maker.decision(on: rows[place], contact, evaluation) else { continue }
    history.decide(
      EarlierContact.PersonDecision(
        decided: Moment(at: made.time), outcome: names[made.outcome].name), for: serial)
    rows[place].state(made, fields, decider)
  }
}
