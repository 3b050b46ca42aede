import ThresholdDSL
import TriageEngine

/// The options of `test`.
struct TestOptions {
  /// How contacts are read and decided; its files are the corpora as written.
  var deciding: DecidingOptions
  /// Whether the result is JSON Lines instead of text.
  var isJSON: Bool
  /// The file of expectations named, if one is.
  var expected: String?
  /// Whether what is decided is recorded as expected.
  var isAccepting: Bool
  /// Why lowered decisions are accepted; nil when they are not.
  var loweredReason: String?
  /// The least share of the goals of coverage, in per cent.
  var minimumCoverage: Ratio?
  /// The least recall of outcomes, in per cent, in the order written.
  var minimumRecalls: [(outcome: String, percent: Ratio)] = []
  /// Where JUnit XML is written.
  var junit: String?
  /// Whether the result is written in the Test Anything Protocol.
  var isTAP: Bool
  /// Whether annotations are written beside the text.
  var isAnnotating: Bool
  /// Where rejected rows are written.
  var rejects: String?
  /// How many threads decide.
  var jobs: Int

  /// The folder that is tested where no corpus is named.
  static let usualCorpus = "corpus"

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    deciding = try DecidingOptions(arguments, console, usualFile: Self.usualCorpus)
    // Expectations are the hub's: what partners are shown of a rule changes with what is restricted.
    deciding.audience = .hub
    isJSON = arguments.choice(.format, as: OutputFormat.self) == .jsonl
    expected = arguments.value(.expected)
    isAccepting = arguments.has(.accept)
    loweredReason = arguments.value(.acceptLowered)
    junit = arguments.value(.junit)
    isTAP = arguments.has(.tap)
    isAnnotating = arguments.has(.github)
    rejects = arguments.value(.rejects)
    jobs = try arguments.jobs()
    minimumCoverage = try arguments.value(.minimumCoverage).map { (text) throws(ToolError) in
      try Self.percent(text, "--minimum-coverage")
    }
    for text in arguments.list(.minimumRecall) {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw .usage(
          "`--minimum-recall` cannot be `\(text)`", hint: "write `strategy_meeting=100`",
          command: .test)
      }
      let percent = try Self.percent(String(parts[1]), "--minimum-recall")
      minimumRecalls.append((String(parts[0]), percent))
    }
    try check()
  }

  private static func percent(_ text: String, _ option: String) throws(ToolError) -> Ratio {
    guard let quantity = Quantity(decimal: text.utf8),
      (0...100_000_000).contains(quantity.millionths),
      let percent = Ratio(Int(quantity.millionths), of: 1_000_000)
    else {
      throw .usage(
        "`\(option)` needs a number from 0 to 100",
        command: .test)
    }
    return percent
  }

  private func check() throws(ToolError) {
    if isTAP, isJSON || isAnnotating {
      throw .usage(
        "`--tap` cannot stand beside `\(isJSON ? "--format jsonl" : "--github")`",
        hint: "leave one of them out", command: .test)
    }
    if isAnnotating, isJSON {
      throw .usage(
        "`--github` cannot stand beside `--format jsonl`", hint: "leave one of them out",
        command: .test)
    }
    if loweredReason != nil, !isAccepting {
      throw .usage(
        "`--accept-lowered` means nothing without `--accept`", hint: "add `--accept`",
        command: .test)
    }
    if let reason = loweredReason,
      reason.utf8.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) })
    {
      throw .usage(
        "`--accept-lowered` needs a reason, which goes into the file",
        hint: "say in a sentence why a lower decision is right", command: .test)
    }
    if expected != nil, deciding.files.count != 1 {
      throw .usage("`--expected` needs one corpus to compare with", command: .test)
    }
  }
}
