import ThresholdDSL
import TriageEngine

/// Makes up what people decide of made-up rows, as `decide` would recommend over the same stream: each
/// row knows the rows before it, and what was decided of them.
struct MadeUpDecisions {
  private let maker: HumanDecisionMaker
  private let fields: MadeUpFields
  private let rules: DecidingRules
  private let reader: EarlierContactReader
  private let jobs: Int
  private var queue: HistoryQueue

  /// Decisions under the editions of a rule book, all of them made ready.
  init(
    _ rules: DecidingRules, _ fields: MadeUpFields, _ settings: GenerationSettings, jobs: Int
  ) {
    self.rules = rules
    self.fields = fields
    self.jobs = jobs
    maker = HumanDecisionMaker(
      rules.book.editions.indices.map { rules.desk($0).decider }, settings: settings)
    let plan = HistoryPlan(rules.book.editions)
    reader = EarlierContactReader(plan, rules.decoder)
    queue = HistoryQueue(ContactHistory(plan), from: .input, jobs: jobs)
  }

  /// Adds to rows what people decide of them. The rows are those of whole days, in order, none of
  /// which has been given before: a contact received on a day may be later than any of that day.
  mutating func decide(_ rows: inout [MadeUpRow]) {
    let (rules, fields, reader, maker) = (rules, fields, reader, maker)
    let parts = mapped(rows, jobs: jobs) { slice in
      slice.map { row -> ReadContact? in
        var tally = FieldTally()
        return row.read(fields).map { ReadContact($0, rules.decoder, reader, &tally) }
      }
    }
    var taken: [Int] = []
    for (place, read) in parts.joined().enumerated() {
      guard case .contact(let contact, let edition)? = read?.decoded, let earlier = read?.earlier
      else { continue }
      // None comes too late, where a later one has its decision already: whole days are given.
      let isTaken: ()? = try? queue.take(
        DecodedContact(contact: contact, edition: edition), earlier)
      if isTaken != nil { taken.append(place) }
    }
    let (given, places) = (rows, taken)
    let decisions = queue.decisions(rules) { place, contact, evaluation in
      maker.decision(on: given[places[place]], contact, evaluation)
    }
    for (place, decision) in zip(taken, decisions) {
      guard let decision else { continue }
      rows[place].state(decision, fields, rules.desk(rows[place].edition).decider)
    }
  }
}
