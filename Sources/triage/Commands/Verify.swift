import ThresholdDSL
import TriageEngine

/// `triage verify --ledger FILE`
func verify(_ options: VerifyOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var run = try VerifyRun(options, console)
  try run.readLedger()
  try console.print(run.report)
  return run.isWhole ? .done : .found
}

/// One run of `verify`: reads the ledger once, from its first entry to its first flaw.
private struct VerifyRun {
  private let options: VerifyOptions
  private let stream: LedgerStream
  private var audit: LedgerAudit
  private let hasRules: Bool
  private var flaw: LedgerFlaw?
  /// The entry whose digest is the receipt given.
  private var entryOfHead: Int?

  init(_ options: VerifyOptions, _ console: Console) throws(ToolError) {
    self.options = options
    stream = try LedgerStream(options.ledger, keepsDecisions: true, console)
    let recommenders = try Self.recommenders(options, console)
    hasRules = !recommenders.isEmpty
    audit = LedgerAudit(recommenders)
    if options.head == .zero { entryOfHead = 0 }
  }

  /// What makes recommendations by the rules at hand; nothing where there are none and none are named.
  private static func recommenders(
    _ options: VerifyOptions, _ console: Console
  ) throws(ToolError) -> [LedgerRecommender] {
    let reader = RuleFolderReader(environment: console.environment)
    if options.rules == nil, (try? reader.chosenPath(nil)) == nil { return [] }
    let (rules, book) = try LoadedRules.usable(options.rules, colour: nil, console)
    let deciding = try DecidingRules(book, folder: rules.folder, reader)
    return book.editions.indices.map { deciding.recommender($0) }
  }

  /// Nothing is wrong with what could be checked.
  var isWhole: Bool {
    flaw == nil && (options.head == nil || entryOfHead != nil && !isOfNothing)
  }

  /// Whether the receipt is that of an empty ledger, and this one is not empty: every ledger has it.
  private var isOfNothing: Bool { entryOfHead == 0 && stream.head.count > 0 }

  mutating func readLedger() throws(ToolError) {
    while flaw == nil, let entries = try stream.next() {
      check(entries)
    }
    flaw = flaw ?? stream.flaw
  }

  /// Checks the entries of a block; the first flaw of all kinds counts.
  private mutating func check(_ entries: [LedgerEntry]) {
    var derivations: [LedgerAudit.Derivation] = []
    for entry in entries {
      do throws(LedgerFlaw) {
        if let derivation = try audit.check(entry) { derivations.append(derivation) }
      } catch {
        flaw = error
        break
      }
      if entry.digest == options.head { entryOfHead = entry.number }
    }
    let flaws = mapped(derivations, jobs: processorCount()) { slice in
      slice.lazy.compactMap(\.flaw).first
    }
    if let first = flaws.compactMap({ $0 }).first { flaw = first }
  }

  /// What was proved and what was not.
  var report: String {
    let name = visibleText(options.ledger)
    if let flaw {
      return "\(name):\(flaw.line): error: \(flaw.message)\n"
        + (flaw.line == 1
          ? "" : "what stands before it, up to entry \(flaw.line - 1), is whole\n")
    }
    var text = "\(name): \(countedEntries(stream.head.count)), the chain is whole\n"
    let counts = audit.counts
    text +=
      "  \(counted(counts.cases, "case")), \(counted(counts.rejected, "rejected row"))\n"
      + "  \(counted(audit.derived, "recommendation")) derived again, each the same\n"
    for missing in audit.notAtHand { text += words(missing) }
    if !audit.notAtHand.isEmpty, !hasRules { text += "  name the rules: `--rules PATH`\n" }
    return text + proof + receipt(stream.head)
  }

  /// The recommendations that could not be derived again for want of their rules.
  private func words(_ missing: LedgerAudit.RulesNotAtHand) -> String {
    let count = counted(missing.recommendations, "recommendation")
    var text = "  \(count) not derived: the rules of edition `\(visibleText(missing.edition))` are "
    text += "not at hand as they were, or their calendar is not\n"
    text += "    rules \(visibleText(missing.rules))\n"
    if let calendar = missing.calendar { text += "    calendar \(visibleText(calendar))\n" }
    return text
  }

  /// What the receipt that was given proves.
  private var proof: String {
    guard options.head != nil else {
      return
        "not proved: that nothing was cut off the end, and that the whole was not written anew; "
        + "a receipt kept elsewhere proves it, with `--head`\n"
    }
    guard let entryOfHead else {
      return
        "error: no entry has the digest of the receipt: the end was cut off, or the ledger was "
        + "written anew\n"
    }
    if isOfNothing {
      return "error: the receipt is that of an empty ledger, which proves nothing of this one\n"
    }
    let after = stream.head.count - entryOfHead
    return "the receipt is that of entry \(entryOfHead): everything up to it is as it was, and "
      + "\(countedEntries(after)) came after\n"
  }
}
