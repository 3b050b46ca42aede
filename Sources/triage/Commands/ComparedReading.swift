import ThresholdDSL
import TriageEngine

/// One side's way through the files of a comparison.
struct ComparedReading {
  /// A contact and what is decided of it.
  struct Decided: Sendable {
    var contact: Contact
    var edition: Int
    var decision: Decision

    var place: RowPlace { contact.place }
  }

  private var pipeline: ContactPipeline
  /// How many rows cannot be decided.
  private(set) var rejected = 0
  private var rejects: RejectReport?
  private let deciding: DecidingRules
  private var waiting: ArraySlice<Decided> = []
  private var hasEnded = false
  private let audience: Audience
  private let jobs: Int

  /// The way through some files; the rows that cannot be decided are told of where there is a report.
  init(
    _ side: ComparedRules.Side, _ files: [String], _ options: CompareOptions,
    _ rejects: RejectReport?, _ console: Console
  ) throws(ToolError) {
    let stream = try ContactStream(files: files, format: nil, console)
    self.rejects = rejects
    deciding = side.deciding
    pipeline = try ContactPipeline(
      stream, side.deciding, HistoryOptions(), jobs: options.jobs, console)
    audience = options.audience.audience
    jobs = options.jobs
  }

  /// What the file of a contact is called in messages.
  func name(_ decided: Decided) -> String { pipeline.stream.name(ofFile: decided.place.file) }

  /// Gives a contact back, to be the next again.
  mutating func putBack(_ decided: Decided) {
    waiting = [decided] + waiting
  }

  /// The next contact that can be decided; nil at the end.
  mutating func next() throws(ToolError) -> Decided? {
    while waiting.isEmpty, !hasEnded {
      guard let block = try pipeline.next() else {
        hasEnded = true
        break
      }
      rejected += block.rejected.count
      for rejection in block.rejected {
        let file = pipeline.stream.name(ofFile: rejection.place.file)
        try rejects?.report(rejection, file: file)
      }
      let (deciding, audience) = (deciding, audience)
      let parts = mapped(block.contacts, jobs: jobs) { slice in
        var decisions: [Decision] = []
        deciding.decide(slice, for: audience, asOf: nil) { decision, _ in
          decisions.append(decision)
        }
        return zip(slice, decisions).map { row, decision in
          Decided(contact: row.contact, edition: row.edition, decision: decision)
        }
      }
      waiting = parts.flatMap { $0 }[...]
    }
    return waiting.popFirst()
  }
}

extension ComparedReading.Decided {
  /// The contact as one whose decision changes, with what this side says of it.
  func changed(_ change: ContactChange, in book: RuleBook, _ file: String) -> ChangedContact {
    let edition = book.editions[self.edition]
    let side = ChangedContact.Side(edition: self.edition, decision: decision)
    return ChangedContact(
      change: change, contact: decision.contact, child: decision.child, file: file,
      line: place.line, source: contact.sourceName(edition),
      ageBand: AgeBand(of: contact, edition),
      old: change == .noLongerDecided ? side : nil, new: change == .noLongerDecided ? nil : side)
  }

  /// Whether a partner's decision leaves out why it is so, or some of it.
  func isDecidedByRestricted(_ side: ComparedRules.Side) -> Bool {
    let isNamed = decision.because.contains { reason in
      if case .restricted = reason { true } else { false }
    }
    if isNamed { return true }
    let hub = side.deciding.desk(edition).decider.decide(contact, for: .hub)
    return hub.because.count != decision.because.count
      || hub.alsoMet.count != decision.alsoMet.count
  }
}

extension RowPlace {
  /// Whether a row comes before another.
  static func < (left: RowPlace, right: RowPlace) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

extension Contact {
  /// Where the contact came from, by the plain name of the source; nil when that is not known.
  fileprivate func sourceName(_ edition: Edition) -> String? {
    guard let fact = edition.facts.firstIndex(where: { $0.reserved == .source }),
      case .known(.choice(let value), _) = facts[fact]
    else { return nil }
    return ReservedFact.sourceNames[value]
  }
}
