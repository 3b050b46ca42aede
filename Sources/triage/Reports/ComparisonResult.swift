import ThresholdDSL
import TriageEngine

/// Everything that a comparison of rules has found.
struct ComparisonResult {
  let oldName: String
  let newName: String
  /// Editions that only one side has.
  let onlyOld: [String]
  let onlyNew: [String]
  /// The days on which only one side has an edition.
  let gaps: [Gap]
  /// What is proved of each pair of editions.
  let proved: [ProvedChanges]
  /// What deciding the corpus came to; nil when there is none.
  let contacts: ComparedContacts?
  /// How many examples of the new rules are decided otherwise than they expect.
  let failedExamples: Int
  /// The words of each edition, by its place in its rule book.
  let oldWords: [DecisionWords]
  let newWords: [DecisionWords]

  /// Days on which only one side has an edition.
  struct Gap {
    var first: CivilDate
    /// Nil where there is no end.
    var last: CivilDate?
    /// The edition of the side that has one.
    var edition: String
    /// Whether it is the old side, so that contacts are rejected that were decided.
    var isOld: Bool
  }

  init(
    _ rules: ComparedRules, proved: [ProvedChanges], contacts: ComparedContacts?,
    failedExamples: Int
  ) {
    (oldName, newName) = (visibleText(rules.old.name), visibleText(rules.new.name))
    (onlyOld, onlyNew) = (rules.onlyOld, rules.onlyNew)
    gaps = rules.gaps.map { period in
      let name =
        period.old.map { rules.old.book.editions[$0].name }
        ?? period.new.map { rules.new.book.editions[$0].name }
      return Gap(
        first: period.first, last: period.last, edition: name ?? "", isOld: period.old != nil)
    }
    self.proved = proved
    self.contacts = contacts
    self.failedExamples = failedExamples
    oldWords = rules.old.book.editions.map { DecisionWords($0) }
    newWords = rules.new.book.editions.map { DecisionWords($0) }
  }

  /// Whether a contact was lowered, or can be, or is rejected where it was decided.
  var isLowered: Bool {
    gaps.contains(where: \.isOld) || proved.contains(where: \.isLowered)
      || contacts?.changed.contains { $0.change.isLowering } == true
  }

  /// Whether it was left unproved that none can be.
  var isUnproved: Bool {
    proved.contains(where: \.isUnproved) || contacts?.contacts(.unordered).isEmpty == false
  }

  /// Whether any decision is otherwise, can be, or can be for all that is known.
  var isChanged: Bool {
    !gaps.isEmpty || proved.contains { !$0.shown.isEmpty || !$0.isWhole }
      || contacts?.changed.isEmpty == false
  }
}
