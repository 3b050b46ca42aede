import ThresholdDSL
import TriageEngine

/// A comparison of rules as text for people: what is proved, what is stated, and whose decision
/// changes.
struct ComparePage {
  private let result: ComparisonResult
  private var page: TextPage

  /// The contacts of one kind of change that are named; the rest are counted.
  static let contactsNamed = 25

  /// The whole text.
  static func text(_ result: ComparisonResult, isColoured: Bool) -> String {
    var page = ComparePage(result: result, page: TextPage(isColoured: isColoured))
    page.write()
    return page.page.text
  }

  private mutating func write() {
    page.paragraph("\(result.oldName) → \(result.newName)", .strong)
    for name in result.onlyOld {
      page.paragraph("Edition \(name) is in the old rules alone.", indent: 2)
    }
    for name in result.onlyNew {
      page.paragraph("Edition \(name) is in the new rules alone.", indent: 2)
    }
    for gap in result.gaps {
      page.paragraph(CompareWords.gap(gap) + ".", indent: 2, gap.isOld ? .alarm : .plain)
    }
    if result.proved.isEmpty {
      page.paragraph(
        "No day is one on which both have an edition in force: name one edition of each to compare "
          + "them with each other.", indent: 2)
    }
    if result.failedExamples > 0 {
      page.paragraph(
        CompareWords.failedExamples(result.failedExamples) + ".", indent: 2, .caution)
    }
    for proved in result.proved {
      page.gap()
      write(proved)
    }
    if let contacts = result.contacts {
      page.gap()
      write(contacts)
    }
  }

  // MARK: Proved

  private mutating func write(_ proved: ProvedChanges) {
    let comparison = proved.comparison
    page.paragraph(CompareWords.editions(proved), .strong)
    page.gap()
    page.paragraph("Proved", .strong)
    page.paragraph(CompareWords.scope(comparison), indent: 2, .quiet)
    write("outcome", comparison.outcomes, comparison.direction, proved)
    write("rating", comparison.ratings, nil, proved)
    write("could rise to", comparison.couldRise, nil, proved)
    if !comparison.risesLess.isNever {
      page.label(
        "any of these",
        CompareWords.finding(
          comparison.risesLess, never: "", shown: "COULD RISE LESS FAR without being raised"),
        indent: 4, labelWidth: 20)
    }
    for caveat in CompareWords.caveats(comparison) { page.paragraph(caveat, indent: 2) }
    for shown in proved.shown { write(shown, proved) }
    page.gap()
    page.paragraph("Stated", .strong)
    if proved.changes.isEmpty {
      page.paragraph("nothing that decides is worded otherwise", indent: 2)
    }
    for change in proved.changes { write(change) }
  }

  private mutating func write(
    _ label: String, _ claims: [EditionComparison.LevelClaim],
    _ outcome: EditionComparison.Direction?, _ proved: ProvedChanges
  ) {
    guard !claims.isEmpty else { return }
    let direction = outcome ?? EditionComparison.direction(of: claims)
    page.label(
      label, CompareWords.direction(direction, isLimited: proved.isLimited), indent: 2,
      labelWidth: 16, CompareWords.ink(direction, isLimited: proved.isLimited))
    guard direction != .unchanged else { return }
    for claim in claims {
      let words = [
        CompareWords.finding(
          claim.lowers, never: "none falls below it", shown: "SOME FALL BELOW IT"),
        CompareWords.finding(
          claim.raises, never: "none is raised to it", shown: "some are raised to it"),
      ]
      page.label(claim.level, words.joined(separator: "; "), indent: 4, labelWidth: 20)
    }
    guard outcome != nil, !proved.comparison.settles.isNever else { return }
    page.label(
      proved.new.outcomes[0].name,
      CompareWords.finding(
        proved.comparison.settles, never: "", shown: "SETTLED as this, where it was not"),
      indent: 4, labelWidth: 20)
  }

  private mutating func write(_ shown: ProvedChanges.Shown, _ proved: ProvedChanges) {
    page.gap()
    page.paragraph(
      CompareWords.headline(shown, proved), indent: 2, shown.isLowered ? .alarm : .plain)
    page.label(
      "before", CompareWords.reasons(shown.old, DecisionWords(proved.old)), indent: 4,
      labelWidth: 8)
    page.label(
      "after", CompareWords.reasons(shown.new, DecisionWords(proved.new)), indent: 4,
      labelWidth: 8)
    for line in CompareWords.example(shown, proved) { page.verbatim(line, indent: 4) }
    for line in shown.lines { page.verbatim(line, indent: 4, .quiet) }
  }

  private mutating func write(_ change: StatedChange) {
    let clause = change.clause.map { " (clause \($0))" } ?? ""
    page.paragraph("\(change.kind.rawValue) \(change.what) \(change.name)\(clause)", indent: 2)
    if change.kind == .moved { return }
    if let before = change.before { page.label("-", before, indent: 4, labelWidth: 2) }
    if let after = change.after { page.label("+", after, indent: 4, labelWidth: 2) }
  }

  // MARK: Measured

  private mutating func write(_ contacts: ComparedContacts) {
    page.paragraph("Measured", .strong)
    page.paragraph(CompareWords.count(contacts), indent: 2)
    for change in ContactChange.allCases {
      page.label(
        change.title, "\(contacts.contacts(change).count)", indent: 4, labelWidth: 36)
    }
    for count in CompareCounts(contacts, result).tables where !count.rows.isEmpty {
      page.gap()
      page.paragraph("By \(count.title)", indent: 2)
      for row in count.rows { page.label(row.name, row.words, indent: 4, labelWidth: 30) }
    }
    for change in ContactChange.allCases {
      let changed = contacts.contacts(change)
      guard !changed.isEmpty else { continue }
      page.gap()
      page.paragraph(
        change.title.capitalisedStart, indent: 2,
        change.isLowering ? .alarm : .strong)
      for contact in changed.prefix(Self.contactsNamed) { write(contact) }
      if changed.count > Self.contactsNamed {
        page.paragraph(
          "and \(changed.count - Self.contactsNamed) more: `--format jsonl` names them all",
          indent: 4, .quiet)
      }
    }
  }

  private mutating func write(_ contact: ChangedContact) {
    page.paragraph(CompareWords.name(contact), indent: 4)
    page.label(
      "before", CompareWords.side(contact.old, result.oldWords), indent: 6, labelWidth: 8)
    page.label(
      "after", CompareWords.side(contact.new, result.newWords), indent: 6, labelWidth: 8)
  }
}
