import ThresholdDSL
import TriageEngine

/// The options of `report`.
struct ReportOptions {
  /// The ledger that is reported on.
  var ledger: String
  /// The rule book named, if one is.
  var rules: String?
  /// The first day of the period; nil for that of the first row.
  var from: CivilDate?
  /// The last day; nil for that of the last row.
  var to: CivilDate?
  /// The moment at which the report stands.
  var asOf: Instant
  /// The convention that the headline counts by; nil for the rule book's, all others beside it.
  var convention: TimingConvention?
  /// The hours of open time that stand for a working day.
  var workingHours: Int
  /// How the report is written.
  var format: OutputFormat
  /// Whether CSV is written for a spreadsheet.
  var isForExcel: Bool
  /// The file that the page is written to, if one is wanted.
  var page: String?
  /// Where the report is written; nil for standard output.
  var output: String?
  /// How many threads measure.
  var jobs: Int

  /// The most working hours that may stand for a working day.
  static let mostWorkingHours = 1_000

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    guard let ledger = arguments.value(.ledger) else {
      throw .usage(
        "there is no ledger to report on", hint: "name it: `--ledger FILE`", command: .report)
    }
    guard let asOf = arguments.value(.asOf) else {
      throw .usage(
        "the report needs a time at which it stands", hint: "add `--as-of 2026-03-02T09:00`",
        command: .report)
    }
    self.ledger = ledger
    self.asOf = try timeOption(asOf, command: .report)
    rules = arguments.value(.rules)
    from = try arguments.day(.from)
    to = try arguments.day(.to)
    var workingHours = TimingConvention.usualWorkingHours
    if let text = arguments.value(.workingHours) {
      guard let hours = wholeNumber(text), (1...Self.mostWorkingHours).contains(hours) else {
        throw .usage(
          "`--working-hours` must be a number from 1 to \(Self.mostWorkingHours)", command: .report)
      }
      workingHours = hours
    }
    self.workingHours = workingHours
    if let name = arguments.value(.convention) {
      convention = try Self.convention(name, workingHours)
    }
    format = arguments.choice(.format) ?? .text
    isForExcel = arguments.has(.excel)
    page = arguments.value(.html)
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    jobs = processorCount()
    try check()
  }

  /// The convention of a name; nil for all of them.
  private static func convention(
    _ name: String, _ workingHours: Int
  ) throws(ToolError) -> TimingConvention? {
    if name == "all" { return nil }
    let all = TimingConvention.all(workingHours: workingHours)
    if let found = all.first(where: { $0.name == name }) { return found }
    let names = all.map(\.name) + ["all"]
    throw .usage(
      "`--convention` cannot be `\(visibleText(name))`",
      hint: nearestNames(to: name, among: names).first.map { "did you mean `\($0)`?" }
        ?? "write " + names.map { "`\($0)`" }.joined(separator: ", "), command: .report)
  }

  private func check() throws(ToolError) {
    if let from, let to, from > to {
      throw .usage(
        "`--from` is after `--to`", hint: "the period runs from the first to the last day",
        command: .report)
    }
    if isForExcel, format != .csv {
      throw .usage(
        "`--excel` means nothing to `--format \(format.rawValue)`", hint: "add `--format csv`",
        command: .report)
    }
    if page == "-" {
      throw .usage(
        "the page cannot go to standard output, where the report is",
        hint: "name a file: `--html report.html`", command: .report)
    }
  }

  /// The period: what the options say, else all that is there up to the moment the report stands.
  func period(of cases: [MeasuredCase]) -> ReportPeriod {
    let days = cases.compactMap(\.received).filter { $0.earliest <= asOf }.map(\.date)
    let today = London.date(of: asOf)
    let first = from ?? days.min() ?? to ?? today
    return ReportPeriod(
      first: min(first, to ?? first), last: to ?? max(days.max() ?? today, first), asOf: asOf)
  }
}
