import ThresholdDSL
import TriageEngine

/// What `decide --ledger` adds to the ledger, block by block, before anything of a block is told.
struct DecideLedger {
  private let file: LedgerFile
  private let jobs: Int
  /// What its cases stated when it was opened; nil where no rule counts earlier contacts, and once they
  /// are in the history.
  private var contacts: LedgerContacts?

  /// Opens a ledger, and reads what its cases state where rules count earlier contacts.
  init(
    _ name: String, _ reader: EarlierContactReader?, jobs: Int, _ console: Console
  ) throws(ToolError) {
    file = try LedgerFile(name, takesRows: true, console)
    self.jobs = jobs
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
    contacts.map { history.add(file.book.cases, stating: $0.stated) } ?? 0
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

  /// What was added, and the receipt.
  var summary: String {
    let book = file.book
    var text =
      "ledger \(visibleText(file.name)): \(countedEntries(book.added)) added\n"
      + receipt(book.head)
    if book.replayedCount > 0 {
      text +=
        "\(counted(book.replayedCount, "case")) stand in the ledger with other facts or rules "
        + "since, and were left so\n"
    }
    return text
  }
}
