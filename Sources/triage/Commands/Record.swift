import ThresholdDSL
import TriageEngine

/// `triage record --ledger FILE …`
func record(_ options: RecordOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  guard FileKind(console.environment.path(options.ledger)) != .missing else {
    throw .environment(
      "there is no ledger `\(options.ledger)`",
      hint: "`triage decide --ledger \(options.ledger) CONTACTS` makes it, with what it recommends")
  }
  if let file = options.file {
    var recorded = RecordedFile(options, console)
    return try recorded.record(file)
  }
  return try recordStated(options, console)
}

/// Records the decision that the options state.
private func recordStated(
  _ options: RecordOptions, _ console: Console
) throws(ToolError) -> ExitStatus {
  var row: [UInt8] = []
  for (field, value) in options.stated {
    row.append(row.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    JSONText.append(field.rawValue.utf8, to: &row)
    row.append(UInt8(ascii: ":"))
    JSONText.append(value.utf8, to: &row)
  }
  row.append(UInt8(ascii: "}"))
  var reader = RowReader(.jsonLines)
  guard let rows = try? reader.read(row) + reader.finish(), case .row(let read)? = rows.first else {
    throw .usage("the decision cannot be read: it is not UTF-8", command: .record)
  }
  let file = try LedgerFile(options.ledger, takesRows: false, console)
  let recorded = try file.update { (book, now, bytes) throws(ToolError) in
    do throws(RecordRefusal) {
      return try book.add(DecisionToRecord(read), at: now, to: &bytes)
    } catch {
      throw error.ofOptions
    }
  }
  try acknowledge(
    (recorded.isNew ? "recorded as entry" : "already recorded as entry") + " \(recorded.entry)\n"
      + receipt(file.book.head), console)
  return .done
}

/// Tells what is in the ledger by now; where that cannot be told, it says that it is there all the same.
private func acknowledge(_ text: String, _ console: Console) throws(ToolError) {
  do throws(ToolError) {
    try console.print(text)
  } catch {
    guard case .environment = error.kind else { throw error }
    var error = error
    error.hint = "what was decided is in the ledger; only the receipt could not be written"
    throw error
  }
}

/// The receipt: the digest of the ledger's last entry.
func receipt(_ head: LedgerHead) -> String {
  "receipt \(head.digest.text) of \(countedEntries(head.count))\n"
}

/// So many entries.
func countedEntries(_ count: Int) -> String {
  count == 1 ? "1 entry" : "\(count) entries"
}

extension RecordRefusal {
  /// The refusal of a decision that options state.
  fileprivate var ofOptions: ToolError {
    ToolError(
      kind: .environment,
      message: (field.map { "`--\($0.option.rawValue)`: " } ?? "") + message, hint: advice)
  }

  /// The refusal of a decision that a row of a file states.
  fileprivate func ofRow(_ file: String, line: Int) -> String {
    "\(visibleText(file)):\(line): refused: " + (field.map { "`\($0.rawValue)`: " } ?? "")
      + message + (advice.map { "; \($0)" } ?? "") + "\n"
  }
}

/// Records the decisions of a file.
private struct RecordedFile {
  private let options: RecordOptions
  private let console: Console
  private var recorded = 0
  private var known = 0
  private var refused = 0

  init(_ options: RecordOptions, _ console: Console) {
    self.options = options
    self.console = console
  }

  mutating func record(_ name: String) throws(ToolError) -> ExitStatus {
    var stream = try ContactStream(
      files: [name], format: options.inputFormat, console)
    let file = try LedgerFile(options.ledger, takesRows: false, console)
    while let rows = try stream.rows() {
      var messages: [String] = []
      let counts = try file.update { (book, now, bytes) throws(ToolError) in
        add(rows, to: &book, now, &bytes, of: stream.name(ofFile: 0), &messages)
      }
      recorded += counts.recorded
      known += counts.known
      refused += messages.count
      for message in messages { console.report(message) }
    }
    if !options.isQuiet {
      console.report(
        "\(counted(recorded, "decision")) recorded, \(known) recorded before, \(refused) refused\n")
    }
    try acknowledge(receipt(file.book.head), console)
    return refused > 0 ? .rejectedRows : .done
  }

  private func add(
    _ rows: [ReadRow], to book: inout LedgerBook, _ now: Instant, _ bytes: inout [UInt8],
    of file: String, _ messages: inout [String]
  ) -> (recorded: Int, known: Int) {
    var counts = (recorded: 0, known: 0)
    for row in rows {
      switch row {
      case .rejected(let rejection):
        messages.append(RejectReport.line(rejection, file: file))
      case .row(let row):
        do throws(RecordRefusal) {
          if try book.add(DecisionToRecord(row), at: now, to: &bytes).isNew {
            counts.recorded += 1
          } else {
            counts.known += 1
          }
        } catch {
          messages.append(error.ofRow(file, line: row.place.line))
        }
      }
    }
    return counts
  }
}
