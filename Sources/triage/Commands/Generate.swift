import ThresholdDSL
import TriageEngine

/// `triage generate`
func generate(_ options: GenerateOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let (rules, book) = try LoadedRules.usable(options.rules, colour: options.colour, console)
  let deciding = try DecidingRules(
    book, folder: rules.folder, RuleFolderReader(environment: console.environment))
  var files = FilesInUse(console, .generate)
  files.read(deciding.files, as: "a file of the rule book")
  try files.write(options.output, for: .output)
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  if options.isEdgeCases {
    let edition = try edgeCaseEdition(options, book)
    try writeEdgeCases(options, book, edition, deciding.desk(edition).decider.calendar, output)
  } else {
    var run = GenerateRun(options, try settings(options, book), deciding, output, console)
    try run.run()
  }
  try output.flush()
  try file?.finish()
  return .done
}

/// The usual shares, as help shows them.
enum GenerateShare {
  static let inTime = "\(Aims.inTime.share / 100)%"
  static let disagreement = "\(Aims.disagreement.share / 100)%"
}

/// One run: rows are made in order, a block at a time, and decided on threads.
private struct GenerateRun {
  /// The rows of a block, which goes on to the end of a day: what is held at any time.
  private static let rowsOfBlock = 2_048

  private let options: GenerateOptions
  private var generator: ContactGenerator
  /// The first row of the next block.
  private var following: MadeUpRow?
  private var decisions: MadeUpDecisions?
  private let output: OutputBuffer
  private var progress: Progress

  init(
    _ options: GenerateOptions, _ settings: GenerationSettings, _ rules: DecidingRules,
    _ output: OutputBuffer, _ console: Console
  ) {
    self.options = options
    self.output = output
    let deciders = rules.book.editions.indices.map { rules.desk($0).decider }
    generator = ContactGenerator(
      rules.book, calendars: deciders.map(\.calendar), settings: settings)
    decisions =
      options.isWithoutDecisions
      ? nil : MadeUpDecisions(rules, generator.fields, settings, jobs: options.jobs)
    progress = Progress(console, isShown: !options.isQuiet && options.output != nil)
  }

  mutating func run() throws(ToolError) {
    let fields = generator.fields
    if options.format == .csv { fields.writeHeader(into: &output.bytes) }
    let isCSV = options.format == .csv
    var written = 0
    while case var rows = nextBlock(), !rows.isEmpty {
      decisions?.decide(&rows)
      let parts = mapped(rows, jobs: options.jobs) { slice in
        var bytes: [UInt8] = []
        for row in slice {
          isCSV ? row.writeCSV(fields, into: &bytes) : row.writeJSON(fields, into: &bytes)
        }
        return bytes
      }
      for part in parts {
        output.bytes += part
        try output.drain()
      }
      written += rows.count
      progress.update(rows: written)
    }
    progress.clear()
  }

  /// So many rows, and those of the day that the last of them was received on.
  private mutating func nextBlock() -> [MadeUpRow] {
    var rows: [MadeUpRow] = []
    rows.reserveCapacity(Self.rowsOfBlock)
    while let row = following ?? generator.next() {
      following = nil
      if rows.count >= Self.rowsOfBlock, let last = rows.last,
        London.date(of: last.received) != London.date(of: row.received)
      {
        following = row
        break
      }
      rows.append(row)
    }
    return rows
  }
}

/// What the options say, with the days that the rule book is in force.
private func settings(
  _ options: GenerateOptions, _ book: RuleBook
) throws(ToolError) -> GenerationSettings {
  let first = book.editions.first?.firstDay ?? .earliest
  let last = book.editions.last?.lastDay ?? .latest
  var days = GenerationSettings.usualDays(book) ?? first...max(first, first)
  switch (options.from, options.to) {
  case (nil, nil): break
  case (let from?, nil): days = from...max(from, min(last, from.adding(days: 364)))
  case (nil, let to?): days = min(to, max(first, to.adding(days: -364)))...to
  case (let from?, let to?):
    guard from <= to else {
      throw .usage("`--to` lies before `--from`", command: .generate)
    }
    days = from...to
  }
  guard first <= days.lowerBound, days.upperBound <= last else {
    throw .usage(
      "the rule book is in force from \(first) to \(last), and contacts are wanted from "
        + "\(days.lowerBound) to \(days.upperBound)", command: .generate)
  }
  let count = Int(days.upperBound.dayNumber - days.lowerBound.dayNumber) + 1
  guard count <= GenerationSettings.mostDays else {
    throw .usage(
      "contacts can be spread over \(GenerationSettings.mostDays) days and no more",
      command: .generate)
  }
  return GenerationSettings(
    count: options.count ?? 0, seed: options.seed, days: days, inTime: options.inTime,
    disagreement: options.disagreement)
}

private func edgeCaseEdition(
  _ options: GenerateOptions, _ book: RuleBook
) throws(ToolError) -> Int {
  guard let name = options.edition else { return book.editions.count - 1 }
  return try DecidingRules.edition(named: name, in: book)
}

private func writeEdgeCases(
  _ options: GenerateOptions, _ book: RuleBook, _ edition: Int, _ calendar: ServiceCalendar?,
  _ output: OutputBuffer
) throws(ToolError) {
  var generator = EdgeCaseGenerator(book, edition: edition, calendar: calendar)
  if options.format == .csv { generator.fields.writeHeader(into: &output.bytes) }
  while let rows = generator.next() {
    for row in rows {
      if options.format == .csv {
        row.writeCSV(generator.fields, into: &output.bytes)
      } else {
        row.writeJSON(generator.fields, into: &output.bytes)
      }
    }
    try output.drain()
  }
}
