import TriageEngine

/// The options of `bench`.
struct BenchOptions {
  /// The contacts that are made up where no file is named.
  static let usualCount = 100_000
  /// The most contacts that are made up: they are held in memory.
  static let mostCount = 10_000_000

  /// The rule book named, if one is.
  var rules: String?
  /// The edition that every contact is decided under, if one is named.
  var edition: String?
  /// The files of contacts; made-up ones where there are none.
  var files: [String]
  var count: Int
  var seed: UInt64
  var audience: AudienceName
  var format: OutputFormat
  /// The most threads that are tried.
  var jobs: Int
  var colour: ColourChoice?

  init(_ arguments: ParsedArguments) throws(ToolError) {
    rules = arguments.value(.rules)
    edition = arguments.value(.edition)
    files = arguments.operands
    audience = arguments.choice(.audience) ?? .partner
    format = arguments.choice(.format) ?? .text
    colour = arguments.choice(.color)
    jobs = try arguments.jobs()
    count = Self.usualCount
    seed = 1
    if let text = arguments.value(.count) {
      guard let number = wholeNumber(text), (1...Self.mostCount).contains(number) else {
        throw .usage("`--count` must be a number from 1 to \(Self.mostCount)", command: .bench)
      }
      count = number
    }
    if let text = arguments.value(.seed) {
      guard wholeNumber(text) != nil, let number = UInt64(text) else {
        throw .usage("`--seed` must be a whole number", command: .bench)
      }
      seed = number
    }
    if files.contains("-") {
      throw .usage(
        "contacts are decided again and again, so they cannot come from standard input",
        hint: "name a file", command: .bench)
    }
    if !files.isEmpty, arguments.value(.count) != nil || arguments.value(.seed) != nil {
      throw .usage("`--count` and `--seed` make contacts up, and files are named", command: .bench)
    }
  }
}
