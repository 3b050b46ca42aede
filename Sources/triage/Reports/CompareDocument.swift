import ThresholdDSL
import TriageEngine

/// A comparison of rules as a page to be read, printed and taken to a meeting.
struct CompareDocument {
  private let result: ComparisonResult

  /// The contacts of one kind of change that the page names; those that are lowered are all named.
  static let contactsNamed = 200

  /// The document that the page is laid out from.
  static func document(_ result: ComparisonResult) -> ReportDocument {
    let words = CompareDocument(result: result)
    var facts = [("Old rules", result.oldName), ("New rules", result.newName)]
    for name in result.onlyOld { facts.append(("Only in the old rules", "edition \(name)")) }
    for name in result.onlyNew { facts.append(("Only in the new rules", "edition \(name)")) }
    for gap in result.gaps { facts.append(("Days of one side", CompareWords.gap(gap))) }
    if result.failedExamples > 0 {
      facts.append(("Examples", CompareWords.failedExamples(result.failedExamples)))
    }
    return ReportDocument(
      title: "What a change of rules does", facts: facts, headlines: words.headlines(),
      sections: result.proved.flatMap(words.sections) + words.measured())
  }

  private func headlines() -> [ReportDocument.Headline] {
    var headlines: [ReportDocument.Headline] = []
    for proved in result.proved {
      let (comparison, editions) = (proved.comparison, CompareWords.editions(proved))
      headlines.append(
        ReportDocument.Headline(
          label: "Outcome, " + editions,
          figure: CompareWords.figure(comparison.direction, isLimited: proved.isLimited),
          detail: CompareWords.direction(comparison.direction, isLimited: proved.isLimited)))
      let isNever = comparison.risesLess.isNever && !proved.isLimited
      headlines.append(
        ReportDocument.Headline(
          label: "Could rise less far, " + editions,
          figure: comparison.risesLess.isShown ? "SOME" : isNever ? "none" : "left unproved",
          detail: "contacts that are not raised, and of which less is asked"))
    }
    for gap in result.gaps where gap.isOld {
      headlines.append(
        ReportDocument.Headline(
          label: "Contacts of days without an edition", figure: "REJECTED",
          detail: CompareWords.gap(gap)))
    }
    guard let contacts = result.contacts else { return headlines }
    for change in ContactChange.allCases
    where change == .lowered || change == .raised || !contacts.contacts(change).isEmpty {
      headlines.append(
        ReportDocument.Headline(
          label: "Contacts " + change.title, figure: grouped(contacts.contacts(change).count),
          detail: "of \(grouped(contacts.count)) decided by both"))
    }
    return headlines
  }

  // MARK: Proved and stated

  private func sections(_ proved: ProvedChanges) -> [ReportSection] {
    let editions = CompareWords.editions(proved)
    let comparison = proved.comparison
    var blocks: [ReportBlock] = [.words(CompareWords.scope(comparison) + ".")]
    blocks.append(
      .table(
        ReportTable(
          name: "claims", caption: "Whether any contact can be lowered or raised",
          corner: "Level",
          columns: [
            .words("Falls below it"), .words("Is raised to it"),
          ],
          rows: claims("outcome", comparison.outcomes) + settles(proved)
            + claims("rating", comparison.ratings)
            + claims("could rise to", comparison.couldRise) + risesLess(proved),
          emptyWords: "nothing to compare")))
    blocks += CompareWords.caveats(comparison).map { .words($0) }
    for shown in proved.shown {
      blocks.append(.words(CompareWords.headline(shown, proved) + ", for this contact:"))
      blocks.append(.verbatim(CompareWords.example(shown, proved).joined(separator: "\n")))
      blocks.append(
        .words("Before: " + CompareWords.reasons(shown.old, DecisionWords(proved.old)) + "."))
      blocks.append(
        .words("After: " + CompareWords.reasons(shown.new, DecisionWords(proved.new)) + "."))
    }
    // An edition is in force beside several others where days change.
    let name =
      proved.old.name == proved.new.name
      ? proved.new.name : "\(proved.old.name)-\(proved.new.name)"
    return [
      ReportSection(
        name: "proved-\(name)", title: "Proved: " + editions, blocks: blocks),
      ReportSection(
        name: "stated-\(name)", title: "Stated: " + editions,
        blocks: [.table(changes(proved))]),
    ]
  }

  /// Whether the first outcome is settled where it was not, which is told where it may be.
  private func settles(_ proved: ProvedChanges) -> [ReportTable.Row] {
    guard !proved.comparison.settles.isNever else { return [] }
    let words = CompareWords.finding(
      proved.comparison.settles, never: "never", shown: "settled, and was not: shown below")
    return [
      ReportTable.Row(
        title: "outcome: \(proved.new.outcomes[0].name)", cells: [.words(words), .words("never")])
    ]
  }

  /// Whether a contact could rise less far without being raised, which is told where it may be.
  private func risesLess(_ proved: ProvedChanges) -> [ReportTable.Row] {
    guard !proved.comparison.risesLess.isNever else { return [] }
    let words = CompareWords.finding(
      proved.comparison.risesLess, never: "never", shown: "could rise less far: shown below")
    return [
      ReportTable.Row(
        title: "could rise to: any, without being raised", cells: [.words(words), .words("–")])
    ]
  }

  private func claims(
    _ about: String, _ claims: [EditionComparison.LevelClaim]
  ) -> [ReportTable.Row] {
    claims.map { claim in
      ReportTable.Row(
        title: "\(about): \(claim.level)",
        cells: [claim.lowers, claim.raises].map {
          .words(CompareWords.finding($0, never: "never", shown: "shown below"))
        })
    }
  }

  private func changes(_ proved: ProvedChanges) -> ReportTable {
    ReportTable(
      name: "stated", caption: "What was added, removed, changed or moved", corner: "What",
      columns: [.words("Clause"), .words("Before"), .words("After")],
      rows: proved.changes.map { change in
        ReportTable.Row(
          title: "\(change.kind.rawValue) \(change.what) \(change.name)",
          cells: [
            .words(change.clause ?? "none"), .words(change.before ?? "–"),
            .words(change.after ?? "–"),
          ])
      }, emptyWords: "Nothing that decides is worded otherwise.")
  }

  // MARK: Measured

  private func measured() -> [ReportSection] {
    guard let contacts = result.contacts else { return [] }
    var blocks: [ReportBlock] = [
      .words(CompareWords.count(contacts) + "."),
      .table(
        table(
          "changes", "Decisions that change", "Change",
          ContactChange.allCases.map { ($0.title, [contacts.contacts($0).count]) }, ["Contacts"])),
    ]
    for counts in CompareCounts(contacts, result).tables {
      blocks.append(
        .table(
          table(
            "by-\(counts.title)", "Decisions that change, by \(counts.title)", counts.title,
            counts.rows.map { ($0.name, $0.counts) }, ContactChange.allCases.map(\.title))))
    }
    var sections = [ReportSection(name: "measured", title: "Measured", blocks: blocks)]
    for change in ContactChange.allCases where !contacts.contacts(change).isEmpty {
      sections.append(named(change, contacts.contacts(change)))
    }
    return sections
  }

  private func table(
    _ name: String, _ caption: String, _ corner: String, _ rows: [(String, [Int])],
    _ columns: [String]
  ) -> ReportTable {
    ReportTable(
      name: name, caption: caption, corner: corner,
      columns: columns.map { ReportTable.Column(title: $0, name: $0) },
      rows: rows.map { ReportTable.Row(title: $0.0, cells: $0.1.map { .count($0) }) },
      emptyWords: "No decision changes.")
  }

  private func named(_ change: ContactChange, _ contacts: [ChangedContact]) -> ReportSection {
    let shown = change.isLowering ? contacts[...] : contacts.prefix(Self.contactsNamed)
    var blocks: [ReportBlock] = [
      .table(
        ReportTable(
          name: change.rawValue, caption: "Each contact, before and now: " + change.title,
          corner: "Contact",
          columns: [.words("Before"), .words("After")],
          rows: shown.map { contact in
            ReportTable.Row(
              title: CompareWords.name(contact),
              cells: [
                .words(CompareWords.side(contact.old, result.oldWords)),
                .words(CompareWords.side(contact.new, result.newWords)),
              ])
          }, emptyWords: "None."))
    ]
    if shown.count < contacts.count {
      blocks.append(
        .words("\(grouped(contacts.count - shown.count)) more are named by `--format jsonl`."))
    }
    return ReportSection(
      name: change.rawValue, title: "Contacts: " + change.title, blocks: blocks)
  }
}

extension ReportTable.Column {
  /// A column of words.
  fileprivate static func words(_ title: String) -> Self {
    ReportTable.Column(title: title, name: title, isWords: true)
  }
}
