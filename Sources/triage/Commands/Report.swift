import ThresholdDSL
import TriageEngine

/// `triage report --ledger FILE --as-of TIME`
func report(_ options: ReportOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let rules = try DecidingRules(options.rules, colour: nil, console)
  var files = FilesInUse(console, .report)
  files.read([options.ledger], as: "the ledger")
  files.read(rules.files, as: "a file of the rule book")
  try files.write(options.page, for: .html)
  try files.write(options.output, for: .output)
  let (cases, head) = try LedgerStream.cases(of: options.ledger, keeping: .rows, console)
  let measurer = CaseMeasurer(rules.book, calendars: rules.holidays, asOf: options.asOf)
  let slices = mapped(cases.cases, jobs: options.jobs) { slice in slice.map(measurer.measure) }
  let measured = slices.flatMap { $0 } + cases.rejections.compactMap(measurer.measure)
  let period = options.period(of: measured)
  let made = ActivityReport(
    measured, outcomes: measurer.outcomes, editions: measurer.editions, period: period,
    convention: options.convention ?? .ruleBook,
    conventions: options.convention.map { [$0] }
      ?? TimingConvention.all(
        workingHours: options.workingHours))
  let words = ReportWords(
    made, rules.book.editions, showsConventions: options.convention == nil)
  let document = words.document(facts: reportFacts(options, made, rules.book, head))
  try write(document, options, console)
  return made.rejected > 0 ? .rejectedRows : .done
}

/// What the report is about.
private func reportFacts(
  _ options: ReportOptions, _ made: ActivityReport, _ book: RuleBook, _ head: LedgerHead
) -> [(label: String, words: String)] {
  let period = made.period
  var facts: [(label: String, words: String)] = [
    (
      "Received",
      "\(PlainWords.date(period.first)) to \(PlainWords.date(period.last)), both days included"
    ),
    ("As at", DecisionWords.time(period.asOf)),
    (
      "Rule book",
      book.name + ", edition "
        + ReportWords.inForce(book.editions, period).map(\.name).joined(separator: ", ")
    ),
    (
      "Ledger",
      "\(groupedCount(head.count, "entry", "entries")), the last with digest \(head.digest.text)"
    ),
  ]
  var left: [String] = []
  if made.outsidePeriod > 0 {
    left.append("\(groupedCount(made.outsidePeriod, "row")) received outside the period")
  }
  if made.notYetReceived > 0 {
    left.append(
      "\(groupedCount(made.notYetReceived, "row")) received later than the report stands")
  }
  if !left.isEmpty { facts.append(("Left out", left.joined(separator: "; "))) }
  return facts
}

/// Writes the page first: when it cannot be written, nothing is printed as if all were well.
private func write(
  _ document: ReportDocument, _ options: ReportOptions, _ console: Console
) throws(ToolError) {
  if let name = options.page {
    try ReplacedFile.write(ReportPage.html(document).utf8, to: name, console)
  }
  let bytes =
    options.format == .csv
    ? ReportSheet.bytes(document, isForExcel: options.isForExcel)
    : Array(ReportText.text(document).utf8)
  if let name = options.output {
    try ReplacedFile.write(bytes, to: name, console)
  } else {
    try console.output.write(bytes[...])
  }
}
