import ThresholdDSL
import TriageEngine

/// What has become of the decision on a contact, gravest first.
enum ContactChange: String, Sendable, CaseIterable {
  /// It was decided, and the new rules reject it.
  case noLongerDecided = "no_longer_decided"
  /// A lower outcome, or the same with a lower rating, or a first outcome that was not settled and now
  /// is.
  case lowered
  /// Another outcome or rating, of which nothing says whether it is higher.
  case unordered
  /// The same outcome and rating, and it could rise less far than before: something that was asked about
  /// is asked no more.
  case couldRiseLess = "could_rise_less"
  /// A higher outcome, or the same with a higher rating.
  case raised
  /// The same outcome and rating, and it could rise further than before.
  case couldRiseFurther = "could_rise_further"
  /// Nothing unknown can change it any more.
  case newlyFirm = "newly_firm"
  /// Something unknown could change it now.
  case newlyProvisional = "newly_provisional"
  /// How far it could fall is otherwise.
  case couldFallOtherwise = "could_fall_otherwise"
  /// The same outcome, by other rules.
  case otherReason = "other_reason"
  /// The old rules reject it, and it is decided now.
  case newlyDecided = "newly_decided"

  /// What the change is called in a report.
  var title: String {
    switch self {
    case .noLongerDecided: "decided no longer"
    case .lowered: "lowered"
    case .unordered: "neither higher nor lower"
    case .couldRiseLess: "could rise less far"
    case .raised: "raised"
    case .couldRiseFurther: "could rise further"
    case .newlyFirm: "newly firm"
    case .newlyProvisional: "newly provisional"
    case .couldFallOtherwise: "could fall further, or less far"
    case .otherReason: "the same for another reason"
    case .newlyDecided: "newly decided"
    }
  }

  /// Whether a child could be missed who was not before.
  var isLowering: Bool {
    self == .noLongerDecided || self == .lowered || self == .couldRiseLess
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
  /// Whether restricted information decides it: beside rules that say what it is, partners are not told
  /// of whom it is so.
  var isWithheld = false
  /// What each side says of it; nil where it rejects it.
  var old: Side?
  var new: Side?

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
  /// Rows that neither side could decide.
  private(set) var rejected = 0
  /// The contacts whose decision changes, in the order read.
  private(set) var changed: [ChangedContact] = []
  private let audience: Audience

  /// The contacts of one kind of change, in the order read.
  func contacts(_ change: ContactChange) -> [ChangedContact] {
    changed.filter { $0.change == change }
  }

  /// Decides every contact of some files by both.
  init(
    _ rules: ComparedRules, files: [String], _ options: CompareOptions, _ console: Console
  ) throws(ToolError) {
    audience = options.audience.audience
    var progress = Progress(console, isShown: !options.isQuiet && console.terminal.errorsIsTerminal)
    // What the new rules reject is told with the reason.
    var old = try ComparedReading(rules.old, files, options, nil, console)
    var new = try ComparedReading(rules.new, files, options, RejectReport(nil, console), console)
    while true {
      let (before, after) = (try old.next(), try new.next())
      if before == nil, after == nil { break }
      // One side rejects a row that the other decides: what was read ahead is put back.
      if let before, after.map({ before.place < $0.place }) ?? true {
        add(.noLongerDecided, before, rules.old, name: old.name(before))
        if let after { new.putBack(after) }
      } else if let after, before.map({ after.place < $0.place }) ?? true {
        add(.newlyDecided, after, rules.new, name: new.name(after))
        if let before { old.putBack(before) }
      } else if let before, let after {
        count += 1
        compare(before, after, rules, name: old.name(before))
        progress.update(rows: count)
      }
    }
    progress.clear()
    rejected = old.rejected - contacts(.newlyDecided).count
  }

  private mutating func add(
    _ change: ContactChange, _ decided: ComparedReading.Decided, _ side: ComparedRules.Side,
    name: String
  ) {
    var contact = decided.changed(change, in: side.book, name)
    contact.isWithheld = audience == .partner && decided.isDecidedByRestricted(side)
    changed.append(contact)
  }

  private mutating func compare(
    _ before: ComparedReading.Decided, _ after: ComparedReading.Decided, _ rules: ComparedRules,
    name: String
  ) {
    let old = rules.old.book.editions[before.edition]
    let new = rules.new.book.editions[after.edition]
    guard let change = ContactChange(before.decision, old, after.decision, new) else { return }
    var contact = after.changed(change, in: rules.new.book, name)
    contact.old = .init(edition: before.edition, decision: before.decision)
    contact.isWithheld =
      audience == .partner
      && (before.isDecidedByRestricted(rules.old) || after.isDecidedByRestricted(rules.new))
    changed.append(contact)
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
    let couldRise = LevelMove(
      from: before.outcome.couldRiseTo, of: old.outcomes.map(\.name),
      to: after.outcome.couldRiseTo, of: new.outcomes.map(\.name))
    let couldFall = LevelMove(
      from: before.outcome.couldFallTo, of: old.outcomes.map(\.name),
      to: after.outcome.couldFallTo, of: new.outcomes.map(\.name))
    let wasFirm = before.outcome.certainty == .firm
    let isFirm = after.outcome.certainty == .firm
    let isSettled = DecisionWords.isUnsettled(before) && after.outcome.couldRiseTo == 0
    if outcome.direction < 0 || isSettled {
      self = .lowered
    } else if outcome.isUnordered {
      self = .unordered
    } else if outcome.direction == 0, rating.direction < 0 {
      self = .lowered
    } else if outcome.direction > 0 {
      self = .raised
    } else if rating.isUnordered {
      self = .unordered
    } else if rating.direction > 0 {
      self = .raised
    } else if couldRise.direction < 0 {
      self = .couldRiseLess
    } else if couldRise.isUnordered {
      self = .unordered
    } else if couldRise.direction > 0 {
      self = .couldRiseFurther
    } else if isFirm, !wasFirm {
      self = .newlyFirm
    } else if wasFirm, !isFirm {
      self = .newlyProvisional
    } else if couldFall.direction != 0 || couldFall.isUnordered {
      self = .couldFallOtherwise
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
