import ThresholdDSL
import TriageEngine

/// What the cases of a dip sample are grouped by.
enum SampleGrouping: String, Choice {
  case outcome
  case source
  case channel
  case worker
  case agreement
  case certainty
  case none
}

/// What is audited of a case.
enum SampledEvent: String, Choice {
  case decisions
  case recommendations
}

/// How the size of a sample is shared out.
enum SampleAllocationName: String, Choice {
  case equal
  case proportional

  var allocation: SampleAllocation {
    switch self {
    case .equal: .equal
    case .proportional: .proportional
    }
  }
}

/// The options of `sample` when it draws a sample.
struct SampleOptions {
  /// The most cases that may be asked for.
  static let mostCases = 100_000
  /// The word for every outcome.
  static let everyOutcome = "all"

  var ledger: String
  var count: Int
  var seed: String
  var grouping: SampleGrouping
  var event: SampledEvent
  var allocation: SampleAllocation
  /// The first and the last day received; nil for no such bound.
  var from: CivilDate?
  var to: CivilDate?
  /// The outcomes to sample; nil for the two lowest.
  var outcomes: [String]?
  /// The lists of earlier samples.
  var earlier: [String]
  /// The rule book named, if one is.
  var rules: String?
  var audience: AudienceName
  var format: OutputFormat
  var isForExcel: Bool
  var output: String?
  var isQuiet: Bool

  init(_ arguments: ParsedArguments) throws(ToolError) {
    guard let ledger = arguments.value(.ledger) else {
      throw .usage(
        "there is nothing to sample from",
        hint: "name a ledger, `--ledger FILE`, or read filled-in forms with `--verdicts`",
        command: .sample)
    }
    self.ledger = ledger
    guard let count = arguments.value(.count).flatMap(wholeNumber),
      (1...Self.mostCases).contains(count)
    else {
      throw .usage(
        "`--count` must say how many cases to draw, from 1 to \(Self.mostCases)", command: .sample)
    }
    self.count = count
    guard let seed = arguments.value(.seed) else {
      throw .usage(
        "a sample needs a seed, so that anybody can draw it again",
        hint:
          "add `--seed` and a word or number chosen before looking, such as the date of the audit",
        command: .sample)
    }
    self.seed = seed
    grouping = try arguments.sampleGrouping()
    event = arguments.choice(.of) ?? .decisions
    allocation = arguments.choice(.allocation, as: SampleAllocationName.self)?.allocation ?? .equal
    from = try arguments.day(.from)
    to = try arguments.day(.to)
    let named = arguments.value(.outcome).map { $0.split(separator: ",").map(String.init) }
    outcomes = named
    earlier = arguments.list(.exclude)
    rules = arguments.value(.rules)
    audience = arguments.choice(.audience) ?? .partner
    format = arguments.choice(.format) ?? .text
    isForExcel = arguments.has(.excel)
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    isQuiet = arguments.has(.quiet)
    try check(arguments)
  }

  private func check(_ arguments: ParsedArguments) throws(ToolError) {
    if let operand = arguments.operands.first {
      throw .usage(
        "there is no use for `\(operand)`",
        hint: "filled-in forms are read with `--verdicts`", command: .sample)
    }
    if let from, let to, to < from {
      throw .usage("`--to` is before `--from`", command: .sample)
    }
    if event == .recommendations, grouping == .worker || grouping == .agreement {
      throw .usage(
        "`--by \(grouping.rawValue)` means nothing to recommendations", command: .sample)
    }
    if isForExcel, format != .csv {
      throw .usage(
        "`--excel` means nothing to `--format \(format.rawValue)`", hint: "add `--format csv`",
        command: .sample)
    }
  }
}

/// The options of `sample --verdicts`.
struct VerdictOptions {
  /// The forms; `-` is standard input.
  var files: [String]
  var inputFormat: InputFormatName?
  var format: OutputFormat
  var output: String?
  var isQuiet: Bool

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    files = arguments.operands.isEmpty ? ["-"] : arguments.operands
    inputFormat = arguments.choice(.inputFormat)
    format = arguments.choice(.format) ?? .text
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    isQuiet = arguments.has(.quiet)
    let drawing: [OptionName] = [
      .ledger, .count, .seed, .by, .of, .allocation, .from, .to, .outcome, .exclude, .audience,
      .rules, .excel,
    ]
    for option in drawing where arguments.has(option) {
      throw .usage(
        "`--\(option.rawValue)` means nothing to `--verdicts`",
        hint: "the forms say which sample they belong to", command: .sample)
    }
    if arguments.operands.isEmpty, console.terminal.inputIsTerminal {
      throw .usage(
        "there are no forms to read", hint: "name the filled-in forms: `--verdicts FILE…`",
        command: .sample)
    }
    if format == .csv {
      throw .usage(
        "findings are not written as CSV", hint: "write `--format text` or `jsonl`",
        command: .sample)
    }
  }
}

extension ParsedArguments {
  /// What a sample is grouped by: `--by` is shared with a command to which it means a person.
  fileprivate func sampleGrouping() throws(ToolError) -> SampleGrouping {
    guard let word = value(.by) else { return .outcome }
    guard let grouping = SampleGrouping(rawValue: word) else {
      throw .usage(
        "`--by` cannot be `\(word)`",
        hint: nearestNames(to: word, among: SampleGrouping.words).first.map {
          "did you mean `\($0)`?"
        } ?? "write " + SampleGrouping.words.map { "`\($0)`" }.joined(separator: ", "),
        command: .sample)
    }
    return grouping
  }
}
