import ThresholdDSL
import TriageEngine

/// What `decide` and `explain` share: which rules decide, and how contacts are read.
struct DecidingOptions {
  /// The rule book named, if one is.
  var rules: String?
  /// The edition that every contact is decided under, if one is named.
  var edition: String?
  /// When unfinished clocks are judged.
  var asOf: Instant?
  /// The files of contacts; `-` is standard input.
  var files: [String]
  /// The file that may have been meant as a command: a first argument without a dot or a slash.
  var mistakenCommand: String?
  /// How the contacts are written, if that is stated.
  var inputFormat: InputFormatName?
  /// Fields that no notice is taken of.
  var ignored: [String]
  /// Whether a row with an unknown field or an unreadable value is rejected.
  var isStrict: Bool
  /// Where earlier contacts are read from.
  var history: HistoryOptions
  /// Who reads the decisions.
  var audience: AudienceName
  /// The ledger that recommendations are added to.
  var ledger: String?
  /// Where the result is written; nil for standard output.
  var output: String?
  /// Whether text is coloured.
  var colour: ColourChoice?
  /// Whether the summary and the progress are left out.
  var isQuiet: Bool

  init(
    _ arguments: ParsedArguments, _ console: Console, usualFile: String = "-"
  ) throws(ToolError) {
    rules = arguments.value(.rules)
    edition = arguments.value(.edition)
    asOf = try arguments.value(.asOf).map { (text) throws(ToolError) in
      try timeOption(text, command: arguments.command)
    }
    files = arguments.operands.isEmpty ? [usualFile] : arguments.operands
    mistakenCommand =
      arguments.commandIsWritten
      ? nil
      : files.first.flatMap { file in
        file == "-" || file.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
          ? nil : file
      }
    inputFormat = arguments.choice(.inputFormat)
    ignored = arguments.list(.ignore)
    isStrict = arguments.has(.strict)
    history = HistoryOptions(
      files: arguments.list(.history),
      start: try arguments.day(.historyFrom))
    audience = arguments.choice(.audience) ?? .partner
    ledger = arguments.value(.ledger)
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    colour = arguments.choice(.color)
    isQuiet = arguments.has(.quiet)
    if (files + history.files).count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input is named twice", command: arguments.command)
    }
    if files == ["-"], arguments.operands.isEmpty, console.terminal.inputIsTerminal {
      throw .usage(
        "there are no contacts to read", hint: "name a file of contacts, or pipe them in",
        command: arguments.command)
    }
  }
}

/// A time on the command line, which must be one moment.
func timeOption(_ text: String, command: CommandName) throws(ToolError) -> Instant {
  let bytes = Array(text.utf8)
  switch MomentText.read(bytes.span) {
  case .success(let moment) where moment.precision == .exact:
    return moment.earliest
  case .success(let moment) where moment.precision == .ambiguous:
    throw .usage(
      "`--as-of` names a time that the clock change makes double",
      hint: "add the offset, such as `+01:00`", command: command)
  case .success:
    throw .usage(
      "`--as-of` needs a time of day", hint: "write it as `2026-03-02T09:00`", command: command)
  case .failure(let problem):
    throw .usage(
      "`--as-of` cannot be read: \(problem.explanation)",
      hint: "write it as `2026-03-02T09:00`", command: command)
  }
}

/// The options of `decide`.
struct DecideOptions {
  /// The most threads that may be asked for.
  static let mostJobs = 256

  var deciding: DecidingOptions
  /// How decisions are written.
  var format: OutputFormat
  /// Where rejected rows are written.
  var rejects: String?
  /// Whether CSV is written for a spreadsheet.
  var isForExcel: Bool
  /// What makes the status 1.
  var failOn: [FailureCondition]
  /// How many threads decide.
  var jobs: Int

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    deciding = try DecidingOptions(arguments, console)
    let toTerminal = deciding.output == nil && console.terminal.outputIsTerminal
    format = arguments.choice(.format) ?? (toTerminal ? .text : .jsonl)
    rejects = arguments.value(.rejects)
    isForExcel = arguments.has(.excel)
    failOn = arguments.choices(.failOn)
    jobs = try arguments.jobs()
    try check()
  }

  private func check() throws(ToolError) {
    if isForExcel, format != .csv {
      throw .usage(
        "`--excel` means nothing to `--format \(format.rawValue)`", hint: "add `--format csv`",
        command: .decide)
    }
    if rejects == "-" {
      throw .usage(
        "rejected rows cannot go to standard output, where the decisions are",
        hint: "name a file: `--rejects rejected.jsonl`", command: .decide)
    }
    if let rejects, rejects == deciding.output {
      throw .usage("`--output` and `--rejects` name the same file", command: .decide)
    }
    if failOn.contains(.overdue), deciding.asOf == nil {
      throw .usage(
        "`--fail-on overdue` needs a time to judge clocks at", hint: "add `--as-of TIME`",
        command: .decide)
    }
  }
}

extension ParsedArguments {
  /// How many threads decide: as `--jobs` says, else one a processor.
  func jobs() throws(ToolError) -> Int {
    guard let text = value(.jobs) else { return processorCount() }
    guard let number = wholeNumber(text), (1...DecideOptions.mostJobs).contains(number) else {
      throw .usage(
        "`--jobs` must be a number from 1 to \(DecideOptions.mostJobs)", command: command)
    }
    return number
  }
}

/// The options of `explain`.
struct ExplainOptions {
  var deciding: DecidingOptions
  /// Whether the explanation is JSON Lines instead of text.
  var format: OutputFormat
  /// The contact to explain; nil when there is one row only.
  var contact: String?
  /// The child to explain; nil for every child of the contact.
  var child: String?
  /// Where the page is written; nil for none.
  var page: String?

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    deciding = try DecidingOptions(arguments, console)
    format = arguments.choice(.format) ?? .text
    contact = arguments.value(.contact)
    child = arguments.value(.child)
    page = arguments.value(.html)
    if page == "-" {
      throw .usage(
        "the page cannot go to standard output, where the text is", hint: "name a file",
        command: .explain)
    }
  }
}

/// A whole number of plain digits; nil for anything else.
func wholeNumber(_ text: String) -> Int? {
  text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}
