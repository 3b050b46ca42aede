/// The options of `gaps`.
struct GapsOptions {
  var deciding: DecidingOptions
  /// How the lists are written.
  var format: OutputFormat
  /// Where rejected rows are written.
  var rejects: String?
  /// Whether CSV is written for a spreadsheet.
  var isForExcel: Bool
  /// The agency whose list alone is written; nil for every list.
  var agency: String?
  /// How many threads decide.
  var jobs: Int

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    deciding = try DecidingOptions(arguments, console)
    format = arguments.choice(.format) ?? .text
    rejects = arguments.value(.rejects)
    isForExcel = arguments.has(.excel)
    agency = arguments.value(.agency)
    jobs = try arguments.jobs()
    if isForExcel, format != .csv {
      throw .usage(
        "`--excel` means nothing to `--format \(format.rawValue)`", hint: "add `--format csv`",
        command: .gaps)
    }
    if rejects == "-" {
      throw .usage(
        "rejected rows cannot go to standard output, where the questions are",
        hint: "name a file: `--rejects rejected.jsonl`", command: .gaps)
    }
  }
}
