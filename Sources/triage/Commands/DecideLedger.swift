import ThresholdDSL
import TriageEngine

/// What `decide --ledger` adds to the ledger, block by block, before anything of a block is told.
struct DecideLedger {
  private let file: LedgerFile
  private let jobs: Int

  init(_ name: String, jobs: Int, _ console: Console) throws(ToolError) {
    file = try LedgerFile(name, takesRows: true, console)
    self.jobs = jobs
    // A ledger with a flaw is told of before anything is decided.
    try file.update { (_, _, _) throws(ToolError) in }
  }

  /// Makes sure that the ledger is none of the files that are read or replaced.
  static func refuseToShare(
    _ options: DecideOptions, _ stream: ContactStream, _ console: Console
  ) throws(ToolError) {
    guard let ledger = options.deciding.ledger else { return }
    try stream.refuseToReplace(ledger, option: "--ledger", command: .decide)
    let path = console.environment.path(ledger)
    for (option, name) in [("--output", options.deciding.output), ("--rejects", options.rejects)] {
      if let name, isSameFile(console.environment.path(name), path) {
        throw .usage("`\(option)` and `--ledger` name the same file", command: .decide)
      }
    }
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
