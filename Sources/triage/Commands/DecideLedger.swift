import ThresholdDSL
import TriageEngine

/// What `decide --ledger` adds to the ledger, block by block, before anything of a block is told.
struct DecideLedger {
  private let file: LedgerFile
  private let jobs: Int
  private let console: Console
  private let countsEarlierContacts: Bool
  /// What its cases stated when it was opened; nil where no rule counts earlier contacts, and once they
  /// are in the history.
  private var contacts: LedgerContacts?

  /// Opens a ledger, and reads what its cases state where rules count earlier contacts.
  init(
    _ name: String, _ reader: EarlierContactReader?, jobs: Int, _ console: Console
  ) throws(ToolError) {
    file = try LedgerFile(name, takesRows: true, console)
    self.jobs = jobs
    self.console = console
    countsEarlierContacts = reader != nil
    var contacts = reader.map { LedgerContacts($0, jobs: jobs) }
    // A ledger with a flaw is told of before anything is decided.
    try file.update(noticing: { contacts?.take($0) }) { (_, _, _) throws(ToolError) in }
    self.contacts = contacts
  }

  /// Whether a file is the ledger.
  func isAt(_ name: String, _ console: Console) -> Bool {
    isSameFile(console.environment.path(name), console.environment.path(file.name))
  }

  /// Adds the cases that it had when it was opened; how many of its rejected rows name no child. What
  /// other runs add meanwhile is counted from the next run on.
  func addCases(to history: inout ContactHistory) -> Int {
    contacts.map {
      history.add(file.book.cases, stating: $0.stated, formerly: $0.formerly)
    } ?? 0
  }

  /// Gives back the memory of what its cases state.
  mutating func forgetContacts() {
    contacts = nil
  }

  /// Adds what the ledger does not have yet of a block, and waits until it is on the disk.
  func add(
    _ block: ContactPipeline.Block, _ rules: DecidingRules, _ stream: ContactStream
  ) throws(ToolError) {
    let rows = mapped(block.contacts, jobs: jobs) { slice in
      slice.compactMap { row -> LedgerBook.DecidedRow? in
        let history = LedgerHistory(
          row.contact, rules.desk(row.edition).decider.edition)
        return rules.recommender(row.edition).decidedRow(row.contact, history: history)
      }
    }.flatMap { $0 }
    guard rows.count == block.contacts.count else {
      throw .environment("a row could not be kept in the ledger `\(file.name)`")
    }
    let rejected = block.rejected.map { rejection in
      (
        event: LedgerRejected(rejection, file: stream.name(ofFile: rejection.place.file)),
        file: rejection.place.file
      )
    }
    try file.update { (book, now, bytes) throws(ToolError) in
      for rejection in rejected {
        book.add(rejection.event, file: rejection.file, at: now, to: &bytes)
      }
      for row in rows { book.add(row, at: now, to: &bytes) }
    }
  }

  /// Settles what only the end of the rows shows, and tells of what a person should look at.
  func finish() throws(ToolError) {
    try file.update { (book, now, bytes) throws(ToolError) in book.finish(at: now, to: &bytes) }
    let found = file.book.findings
    warn(
      found.kept,
      "came again as the ledger had it before a row that stands now and recommends more",
      "the higher one was kept; if the earlier is right, `triage record` what is decided")
    warn(
      found.restored, "went back to a row or decision that the ledger had before another",
      "if an old file was read again by mistake, read the newest once more")
    warn(
      found.moved, "was received on another day than the ledger had",
      "if it is another contact that has used the id again, give it an id of its own")
    warn(
      found.lowered, "is recommended less than before on the same facts",
      "the rules are others, or fewer earlier contacts are counted: was `--history` left out?")
    warn(
      found.risen, "is recommended more now than a person has decided",
      "look again, and `triage record` what is decided")
    if countsEarlierContacts {
      warn(
        found.outdated, "was decided before an earlier row of the same child was known",
        "decide it again, so that the earlier one counts")
    }
  }

  /// Warns of contacts, by their ids.
  private func warn(_ contacts: [String], _ what: String, _ advice: String) {
    if contacts.isEmpty { return }
    let shown = contacts.prefix(Self.mostShown).map { "`\(visibleText($0))`" }
    let more = contacts.count > shown.count ? " and \(contacts.count - shown.count) more" : ""
    let who = contacts.count == 1 ? "a contact" : "each of \(contacts.count) contacts"
    console.report(
      "triage: warning: \(who) \(what): \(shown.joined(separator: ", "))\(more)\n  \(advice)\n")
  }

  /// The contacts that a warning names.
  private static let mostShown = 10

  /// What was added, and the receipt.
  var summary: String {
    let book = file.book
    let begun = book.added == book.head.count ? ", none before" : ""
    return "ledger \(visibleText(file.name)): \(countedEntries(book.added)) added\(begun)\n"
      + receipt(book.head)
  }
}
