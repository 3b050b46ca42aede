import ThresholdDSL
import TriageEngine

/// What a comparison says, phrase by phrase: shared by text, JSON Lines and the page.
enum CompareWords {
  static func direction(
    _ direction: EditionComparison.Direction, isLimited: Bool
  ) -> String {
    if isLimited {
      let beyond =
        "; LEFT UNPROVED for every other, since rules count what was decided, and some contacts are "
        + "decided otherwise"
      switch direction {
      case .unchanged:
        return "UNCHANGED for a contact whose earlier contacts are decided as before" + beyond
      case .onlyRaises, .neverLowers:
        return "NEVER LOWERS a contact whose earlier contacts are decided as before" + beyond
      case .onlyLowers, .lowers: return "LOWERS some contacts"
      case .both: return "LOWERS some contacts, and raises others"
      case .neverRaises, .unproved: return "LEFT UNPROVED whether any contact is lowered"
      }
    }
    return switch direction {
    case .unchanged: "UNCHANGED: no contact is lowered, and none raised"
    case .onlyRaises: "NEVER LOWERS: some contacts are raised, and none is lowered"
    case .neverLowers: "NEVER LOWERS: whether any contact is raised was left unproved"
    case .onlyLowers: "LOWERS some contacts, and raises none"
    case .both: "LOWERS some contacts, and raises others"
    case .lowers: "LOWERS some contacts; whether any is raised was left unproved"
    case .neverRaises: "LEFT UNPROVED whether any contact is lowered; none is raised"
    case .unproved: "LEFT UNPROVED whether any contact is lowered"
    }
  }

  /// A direction in a word or two.
  static func figure(_ direction: EditionComparison.Direction, isLimited: Bool) -> String {
    if isLimited, !direction.lowers { return "left unproved" }
    return switch direction {
    case .unchanged: "unchanged"
    case .onlyRaises: "only raised"
    case .neverLowers: "never lowered"
    case .onlyLowers, .lowers: "LOWERED"
    case .both: "LOWERED and raised"
    case .unproved, .neverRaises: "left unproved"
    }
  }

  /// The editions that are compared.
  static func editions(_ proved: ProvedChanges) -> String {
    let (old, new) = (proved.old.name, proved.new.name)
    return old == new ? "edition \(new)" : "edition \(old) → \(new)"
  }

  /// Days on which only one side has an edition, and what that means.
  static func gap(_ gap: ComparisonResult.Gap) -> String {
    let days = "received from \(gap.first) " + (gap.last.map { "to \($0)" } ?? "on")
    return gap.isOld
      ? "Contacts \(days) are decided by edition \(gap.edition) of the old rules, and REJECTED by the "
        + "new ones, which have no edition in force then"
      : "Contacts \(days) are decided by edition \(gap.edition) of the new rules; the old ones have no "
        + "edition in force then, and reject them"
  }

  /// That examples fail, which says that the new rules are not what their author means.
  static func failedExamples(_ count: Int) -> String {
    let verb = count == 1 ? "is" : "are"
    return "\(counted(count, "example")) of the new rules \(verb) decided otherwise than expected: "
      + "`triage check` shows how"
  }

  /// What a proof is over.
  static func scope(_ comparison: EditionComparison) -> String {
    "over every contact received from \(comparison.days.lowerBound) to "
      + "\(comparison.days.upperBound) that can be stated with "
      + "\(counted(comparison.factCount, "fact")), each of them known, unknown or left out, each such "
      + "contact decided by both, with the same earlier contacts, decided as they were"
  }

  /// How many contacts were decided, and how many otherwise.
  static func count(_ contacts: ComparedContacts) -> String {
    let rejected = contacts.rejected > 0 ? ", \(contacts.rejected) rejected" : ""
    return "\(counted(contacts.count, "contact")) decided by both\(rejected): "
      + "\(contacts.changed.count) decided otherwise"
  }

  static func ink(_ direction: EditionComparison.Direction, isLimited: Bool) -> TextPage.Ink {
    switch direction {
    case .unchanged, .onlyRaises, .neverLowers: isLimited ? .caution : .plain
    case .onlyLowers, .both, .lowers: .alarm
    case .unproved, .neverRaises: .caution
    }
  }

  static func finding(
    _ finding: EditionComparison.Finding, never: String, shown: String
  ) -> String {
    switch finding {
    case .never: never
    case .shown: shown
    case .unproved: "left unproved whether " + shown.lowercased()
    }
  }

  /// What was taken to be so, where that is not everything.
  static func caveats(_ comparison: EditionComparison) -> [String] {
    var caveats: [String] = []
    func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
    if comparison.isReordered {
      caveats.append(
        "The two editions list their outcomes, or their ratings, in different orders, so nothing "
          + "is proved of which is lower.")
    }
    if !comparison.onlyOldLevels.isEmpty {
      caveats.append(
        "Only the old edition has \(list(comparison.onlyOldLevels)): each is below the next higher one "
          + "that both have, and above the next lower.")
    }
    if !comparison.onlyNewLevels.isEmpty {
      caveats.append("Only the new edition has \(list(comparison.onlyNewLevels)).")
    }
    for levels in comparison.unordered {
      caveats.append(
        "Which is higher, \(list(levels.old)) of the old edition or \(list(levels.new)) of the new one, "
          + "neither says: whether a contact is lowered that goes from the one to the other is for a "
          + "person to answer. Where only a name has changed, keep the name and change the title.")
    }
    if !comparison.onlyOldIgnored.isEmpty {
      caveats.append(
        "Only the old edition ignores these fields, and the new one does not know them: "
          + list(comparison.onlyOldIgnored) + ".")
    }
    if !comparison.onlyNewIgnored.isEmpty {
      caveats.append(
        "Only the new edition ignores these fields. The old one does not know them, and takes each for "
          + "a risk that may be misspelt: " + list(comparison.onlyNewIgnored) + ".")
    }
    if !comparison.onlyOld.isEmpty {
      caveats.append(
        "Only the old edition has these facts, and the new one reads nothing in them: "
          + list(comparison.onlyOld) + ".")
    }
    if !comparison.onlyNew.isEmpty {
      caveats.append(
        "Only the new edition has these facts, and the old one reads nothing in them: "
          + list(comparison.onlyNew) + ".")
    }
    if !comparison.apart.isEmpty {
      caveats.append(
        "These facts are of another kind now: what the one edition reads of them, the other reads in "
          + "another way or cannot read: " + list(comparison.apart) + ".")
    }
    return caveats
  }

  /// What a contact shows, in one line.
  static func headline(_ shown: ProvedChanges.Shown, _ proved: ProvedChanges) -> String {
    let (old, new) = (shown.old, shown.new)
    func rating(_ edition: Edition, _ level: Int?) -> String {
      level.map { edition.ratings[$0] } ?? "no rating"
    }
    var parts: [String] = []
    func add(_ what: String, _ before: String, _ after: String, _ direction: Int) {
      guard direction != 0 else { return }
      parts.append("\(what)\(direction < 0 ? "LOWERED" : "raised") from \(before) to \(after)")
    }
    add(
      "", proved.old.outcomes[old.outcome.established].name,
      proved.new.outcomes[new.outcome.established].name,
      LevelMove(
        from: old.outcome.established, of: proved.old.outcomes.map(\.name),
        to: new.outcome.established, of: proved.new.outcomes.map(\.name)
      ).direction)
    add(
      "rating ", rating(proved.old, old.rating.established),
      rating(proved.new, new.rating.established),
      LevelMove(
        from: old.rating.established, of: proved.old.ratings, to: new.rating.established,
        of: proved.new.ratings
      ).direction)
    let before = proved.old.outcomes[old.outcome.couldRiseTo].name
    let after = proved.new.outcomes[new.outcome.couldRiseTo].name
    if before != after, !shown.shows(.lowered), !shown.shows(.raised) {
      parts.append("could rise to \(before) before, and to \(after) now")
    }
    if shown.shows(.settled), !shown.shows(.lowered) {
      parts = ["SETTLED as \(after), which could have risen to \(before)"]
    }
    let text = parts.joined(separator: ", ")
    return text.capitalisedStart
  }

  /// A decision with its reasons, in one line.
  static func reasons(_ decision: Decision, _ words: DecisionWords) -> String {
    var parts = [words.headline(decision), words.certainty(decision)]
    for reason in decision.because.prefix(reasonsNamed) {
      switch reason {
      case .rule(let reason):
        let rule = words.edition.rules[reason.rule]
        let clause = rule.clause.map { $0.number + " " } ?? ""
        parts.append("\(clause)\(rule.name): \(words.plain.reason(rule))")
      case .restricted(let agency, let outcome): parts.append(words.restricted(agency, outcome))
      }
    }
    if decision.because.count > reasonsNamed {
      parts.append("and \(decision.because.count - reasonsNamed) more")
    }
    if decision.because.isEmpty { parts.append("no rule is met") }
    return parts.joined(separator: "; ")
  }

  /// The reasons of a decision that are named.
  static let reasonsNamed = 4

  /// What one side decided of a contact, and what that side has no decision on.
  static func side(_ side: ChangedContact.Side?, _ words: [DecisionWords]) -> String {
    side.map { reasons($0.decision, words[$0.edition]) } ?? "REJECTED: it is not decided"
  }

  /// A contact by its ids and where it stands; one that partners are not told of by neither.
  static func name(_ contact: ChangedContact) -> String {
    if contact.isWithheld {
      return "a contact that restricted information decides: `--audience hub` names it"
    }
    let child = contact.child.map { "child " + visibleText($0) } ?? "the child is not known"
    return
      "\(visibleText(contact.contact)), \(child) (\(visibleText(contact.file)):\(contact.line))"
  }

  /// The example that states a contact, as it can be pasted into the new edition; what that edition
  /// cannot state stands in comments.
  static func example(_ shown: ProvedChanges.Shown, _ proved: ProvedChanges) -> [String] {
    let (witness, new) = (shown.witness, proved.new)
    let expected = new.outcomes[shown.new.outcome.established].name
    let before = proved.old.outcomes[shown.old.outcome.established].name
    let isWhole = shown.isWhole(in: new)
    var lines = ["example \"decided otherwise than before\""]
    lines += shown.stated.lines(inForceFrom: new.firstDay, where: new.canState).map { "  " + $0 }
    for field in witness.fields where !new.canState(field) {
      lines.append("  -- and `\(field.exampleText)`, which only the old edition declares")
    }
    for name in witness.ignored {
      let side = new.ignoredFields.contains(name) ? "new" : "old"
      lines.append("  -- and `\(name)`, which only the \(side) edition ignores")
    }
    if witness.undeclared != nil {
      lines.append("  -- and a field that nothing declares")
    }
    for counted in shown.stated.unstated {
      let what = witness.whatIsMeant(by: counted)
      lines.append(
        "  -- with earlier contacts for which `\(counted.fact)`\(what) is \(counted.words)")
    }
    if shown.stated.unstated.count > 1 {
      lines.append("  -- (that one child can have all of these was not proved)")
    }
    lines.append("  expect \(expected)" + (before == expected ? "" : "  -- before: \(before)"))
    guard !isWhole else { return lines }
    // What an example cannot state would fail when pasted.
    return ["-- a contact that no example can state, so none to paste:"] + lines.map { "-- " + $0 }
  }
}

extension ProvedChanges.Shown {
  /// Whether an example of the edition states everything that the contact hangs on.
  fileprivate func isWhole(in new: Edition) -> Bool {
    stated.unstated.isEmpty && witness.undeclared == nil && witness.ignored.isEmpty
      && witness.fields.allSatisfy(new.canState)
  }
}

extension EditionComparison.Direction {
  /// Whether a contact is shown that is lowered.
  var lowers: Bool {
    switch self {
    case .onlyLowers, .both, .lowers: true
    case .unchanged, .onlyRaises, .neverLowers, .neverRaises, .unproved: false
    }
  }
}

extension Edition {
  /// Whether an example of the edition can state a field so.
  fileprivate func canState(_ field: ExampleField) -> Bool {
    if ReservedFact.reservedFields.contains(field.name) { return true }
    guard let fact = facts.first(where: { $0.name == field.name }) else { return false }
    guard let values = fact.type.values else { return true }
    return switch field.value {
    case .text(let name): values.contains(name)
    case .list(let names): names.allSatisfy(values.contains)
    case .unknown, .age: true
    }
  }
}

extension Witness {
  /// What is counted, after its name, where two editions count something else under one name; otherwise
  /// nothing.
  func whatIsMeant(by counted: History) -> String {
    let isTwice = history.count { $0.fact == counted.fact } > 1
    return counted.counts.flatMap { isTwice ? " (\($0))" : nil } ?? ""
  }
}

extension Witness.History {
  /// What is counted, as a person says it.
  var words: String {
    if isYesNo { return lacks != .nothing ? "not known" : least > 0 ? "yes" : "no" }
    guard let most else { return least == 0 ? "not known" : "\(least) or more" }
    return lacks == .nothing ? "\(least)" : "not known, from \(least) to \(most)"
  }
}

/// How often decisions change, by clause, source and age.
struct CompareCounts {
  /// One way of counting.
  struct Table {
    var title: String
    var rows: [Row]
  }

  struct Row {
    var name: String
    /// How many of each kind of change, in the order of ``ContactChange``.
    var counts: [Int]

    var words: String {
      zip(ContactChange.allCases, counts).filter { $1 > 0 }.map { "\($1) \($0.title)" }
        .joined(separator: ", ")
    }
  }

  private(set) var tables: [Table] = []

  init(_ contacts: ComparedContacts, _ result: ComparisonResult) {
    let byClause = Self.count(contacts.changed) { contact in
      // A contact counts once for each clause that decided it before or decides it now.
      let old = contact.old.map { $0.decision.clauses(result.oldWords[$0.edition].edition) }
      let new = contact.new.map { $0.decision.clauses(result.newWords[$0.edition].edition) }
      return Array(Set((old ?? []) + (new ?? [])))
    }.sorted { ClauseNumber.precedes($0.name, $1.name) }
    let bySource = Self.count(contacts.changed) { [$0.source ?? "not known"] }
      .sorted { $0.name < $1.name }
    let bands = AgeBand.allCases.map(\.title)
    let byAge = Self.count(contacts.changed) { [$0.ageBand.title] }.sorted {
      bands.firstIndex(of: $0.name) ?? 0 < bands.firstIndex(of: $1.name) ?? 0
    }
    tables = [
      Table(title: "clause", rows: byClause), Table(title: "source", rows: bySource),
      Table(title: "age", rows: byAge),
    ]
  }

  private static func count(
    _ contacts: [ChangedContact], by names: (ChangedContact) -> [String]
  ) -> [Row] {
    var counts: [String: [Int]] = [:]
    for contact in contacts {
      let place = ContactChange.allCases.firstIndex(of: contact.change) ?? 0
      for name in names(contact) {
        counts[name, default: Array(repeating: 0, count: ContactChange.allCases.count)][place] += 1
      }
    }
    return counts.keys.sorted().map { Row(name: $0, counts: counts[$0] ?? []) }
  }
}

extension Decision {
  /// The clauses of the rules that decide, each once; `none` for a rule under no clause.
  fileprivate func clauses(_ edition: Edition) -> [String] {
    var clauses: [String] = []
    for case .rule(let reason) in because {
      let clause = edition.rules[reason.rule].clause?.number ?? "none"
      if !clauses.contains(clause) { clauses.append(clause) }
    }
    return clauses
  }
}
