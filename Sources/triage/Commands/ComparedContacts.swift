import ThresholdDSL
import TriageEngine

/// What has become of the decision on a contact, gravest first.
enum ContactChange: String, Sendable, CaseIterable {
  /// A lower outcome, or the same with a lower rating.
  case lowered
  /// A higher outcome, or the same with a higher rating.
  case raised
  /// Nothing unknown can change it any more.
  case newlyFirm = "newly_firm"
  /// Something unknown could change it now.
  case newlyProvisional = "newly_provisional"
  /// The same outcome, by other rules.
  case otherReason = "other_reason"

  /// What the change is called in a report.
  var title: String {
    switch self {
    case .lowered: "lowered"
    case .raised: "raised"
    case .newlyFirm: "newly firm"
    case .newlyProvisional: "newly provisional"
    case .otherReason: "the same for another reason"
    }
  }
}

/// A contact whose decision changes.
struct ChangedContact: Sendable {
  var change: ContactChange
  var contact: String
  var child: String?
  var file: String
  var line: Int
  /// Where the contact came from; nil when that is not known.
  var source: String?
  var ageBand: AgeBand
  var old: Side
  var new: Side

  /// What one side says of it.
  struct Side: Sendable {
    var edition: Int
    var decision: Decision
  }
}

/// What deciding a corpus by the old rules and by the new ones comes to.
struct ComparedContacts {
  /// How many contacts both decided.
  private(set) var count = 0
  /// Rows that one side or both could not decide.
  private(set) var rejected = 0
  /// The contacts whose decision changes, in the order read.
  private(set) var changed: [ChangedContact] = []

  /// The contacts of one kind of change, in the order read.
  func contacts(_ change: ContactChange) -> [ChangedContact] {
    changed.filter { $0.change == change }
  }

  /// Decides every contact of some files by both.
  init(
    _ rules: ComparedRules, files: [String], _ options: CompareOptions, _ console: Console
  ) throws(ToolError) {
    var progress = Progress(console, isShown: !options.isQuiet && console.terminal.errorsIsTerminal)
    var old = try Reading(rules.old, files, options, console)
    var new = try Reading(rules.new, files, options, console)
    while old.hasMore || new.hasMore {
      let (before, after) = (try old.next(), try new.next())
      guard let before, let after else {
        rejected += before == nil && after == nil ? 0 : 1
        continue
      }
      if before.place != after.place {
        // One side could not decide a row that the other could.
        rejected += 1
        if before.place < after.place { new.putBack(after) } else { old.putBack(before) }
        continue
      }
      count += 1
      compare(before, after, rules, name: old.name(ofFile: before.place.file))
      progress.update(rows: count)
    }
    progress.clear()
    rejected += new.rejected
  }

  private mutating func compare(
    _ before: Reading.Decided, _ after: Reading.Decided, _ rules: ComparedRules, name: String
  ) {
    let old = rules.old.book.editions[before.edition]
    let new = rules.new.book.editions[after.edition]
    guard let change = ContactChange(before.decision, old, after.decision, new) else { return }
    changed.append(
      ChangedContact(
        change: change, contact: after.decision.contact, child: after.decision.child, file: name,
        line: after.place.line, source: after.source, ageBand: after.ageBand,
        old: .init(edition: before.edition, decision: before.decision),
        new: .init(edition: after.edition, decision: after.decision)))
  }
}

extension ContactChange {
  /// How one decision differs from another; nil when it does not in anything that is told here.
  init?(_ before: Decision, _ old: Edition, _ after: Decision, _ new: Edition) {
    let outcome = LevelMove(
      from: before.outcome.established, of: old.outcomes.map(\.name),
      to: after.outcome.established, of: new.outcomes.map(\.name))
    let rating = LevelMove(
      from: before.rating.established, of: old.ratings, to: after.rating.established,
      of: new.ratings)
    let wasFirm = before.outcome.certainty == .firm
    let isFirm = after.outcome.certainty == .firm
    if outcome.direction < 0 || (outcome.direction == 0 && rating.direction < 0) {
      self = .lowered
    } else if outcome.direction > 0 || rating.direction > 0 {
      self = .raised
    } else if isFirm, !wasFirm {
      self = .newlyFirm
    } else if wasFirm, !isFirm {
      self = .newlyProvisional
    } else if before.decidingRules(old) != after.decidingRules(new) {
      self = .otherReason
    } else {
      return nil
    }
  }
}

extension Decision {
  /// The names of the rules that decide, or the agencies whose information does.
  fileprivate func decidingRules(_ edition: Edition) -> [String] {
    because.map { reason in
      switch reason {
      case .rule(let reason): edition.rules[reason.rule].name
      case .restricted(let agency, _): "restricted " + agency
      }
    }.sorted()
  }
}

/// One side's way through the files.
private struct Reading {
  /// A contact and what is decided of it.
  struct Decided: Sendable {
    var place: RowPlace
    var edition: Int
    var decision: Decision
    var source: String?
    var ageBand: AgeBand
  }

  private var pipeline: ContactPipeline
  private let deciding: DecidingRules
  private var waiting: ArraySlice<Decided> = []
  private var hasEnded = false
  private(set) var rejected = 0
  private let audience: Audience
  private let jobs: Int

  init(
    _ side: ComparedRules.Side, _ files: [String], _ options: CompareOptions, _ console: Console
  ) throws(ToolError) {
    let stream = try ContactStream(files: files, format: nil, console)
    deciding = side.deciding
    pipeline = try ContactPipeline(
      stream, side.deciding, HistoryOptions(), jobs: options.jobs, console)
    audience = options.audience.audience
    jobs = options.jobs
  }

  var hasMore: Bool { !hasEnded || !waiting.isEmpty }

  func name(ofFile file: Int) -> String { pipeline.stream.name(ofFile: file) }

  mutating func putBack(_ decided: Decided) {
    waiting = [decided] + waiting
  }

  mutating func next() throws(ToolError) -> Decided? {
    while waiting.isEmpty {
      guard let block = try pipeline.next() else {
        hasEnded = true
        return nil
      }
      rejected += block.rejected.count
      let (deciding, audience) = (deciding, audience)
      waiting =
        mapped(block.contacts, jobs: jobs) { slice in
          slice.map { row in
            let decider = deciding.desk(row.edition).decider
            return Decided(
              place: row.contact.place, edition: row.edition,
              decision: decider.decide(row.contact, for: audience),
              source: row.contact.sourceName(decider.edition),
              ageBand: AgeBand(of: row.contact, decider.edition))
          }
        }.flatMap { $0 }[...]
    }
    return waiting.popFirst()
  }
}

extension RowPlace {
  /// Whether a row comes before another.
  fileprivate static func < (left: RowPlace, right: RowPlace) -> Bool {
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
