import ThresholdDSL
import TriageEngine

/// The options of `generate`.
struct GenerateOptions {
  /// The rule book named, if one is.
  var rules: String?
  /// The edition whose edge cases are made, if one is named.
  var edition: String?
  /// How many rows; nil for edge cases.
  var count: Int?
  var seed: UInt64
  /// The days on which contacts are received, as far as they are said.
  var from: CivilDate?
  var to: CivilDate?
  /// The share of decisions in time, in ten-thousandths: one, or twelve.
  var inTime: [Int]?
  /// The share of decisions that differ from the rules', in ten-thousandths.
  var disagreement: Int?
  /// Whether human decisions are left out.
  var isWithoutDecisions: Bool
  /// Whether contacts on the boundaries of the rules are made, instead of usual ones.
  var isEdgeCases: Bool
  var format: OutputFormat
  /// Where the contacts are written; nil for standard output.
  var output: String?
  /// How many threads make decisions.
  var jobs: Int
  var isQuiet: Bool
  var colour: ColourChoice?

  init(_ arguments: ParsedArguments) throws(ToolError) {
    rules = arguments.value(.rules)
    edition = arguments.value(.edition)
    isEdgeCases = arguments.has(.edgeCases)
    isWithoutDecisions = arguments.has(.withoutDecisions)
    format = arguments.choice(.format) ?? .jsonl
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    isQuiet = arguments.has(.quiet)
    colour = arguments.choice(.color)
    seed = 0
    jobs = try arguments.jobs()
    from = try arguments.day(.from)
    to = try arguments.day(.to)
    inTime = try percentages(arguments, .decidedInTime)
    disagreement = try percentage(arguments, .disagreement)
    count = try arguments.value(.count).map { (text) throws(ToolError) in
      guard let number = wholeNumber(text), number <= GenerationSettings.mostRows else {
        throw .usage(
          "`--count` must be a number up to \(GenerationSettings.mostRows)", command: .generate)
      }
      return number
    }
    if let text = arguments.value(.seed) {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text) else {
        throw .usage("`--seed` must be a whole number", command: .generate)
      }
      seed = number
    }
    try check(arguments)
  }

  private func check(_ arguments: ParsedArguments) throws(ToolError) {
    if isEdgeCases {
      let others: [OptionName] = [
        .count, .seed, .from, .to, .decidedInTime, .disagreement, .withoutDecisions,
      ]
      for other in others where arguments.value(other) != nil || arguments.has(other) {
        throw .usage(
          "`--\(other.rawValue)` means nothing to `--edge-cases`, which follow from the rules alone",
          command: .generate)
      }
      return
    }
    if edition != nil {
      throw .usage(
        "`--edition` means nothing without `--edge-cases`",
        hint: "a contact belongs to the edition in force when it is received: see `--from`",
        command: .generate)
    }
    guard count != nil, arguments.value(.seed) != nil else {
      throw .usage(
        "how many contacts, and from which seed?",
        hint: "write `--count 1000 --seed 1`, or `--edge-cases`", command: .generate)
    }
  }
}

private func percentage(
  _ arguments: ParsedArguments, _ name: OptionName
) throws(ToolError) -> Int? {
  try arguments.value(name).map { (text) throws(ToolError) in try share(text, name) }
}

private func percentages(
  _ arguments: ParsedArguments, _ name: OptionName
) throws(ToolError) -> [Int]? {
  let parts = arguments.list(name)
  guard !parts.isEmpty else { return nil }
  guard parts.count == 1 || parts.count == 12 else {
    throw .usage(
      "`--\(name.rawValue)` takes one percentage, or twelve from January to December",
      command: .generate)
  }
  var shares: [Int] = []
  for part in parts { shares.append(try share(part, name)) }
  return shares
}

/// A percentage in ten-thousandths: `85`, `84.5` or `84.25`.
private func share(_ text: String, _ name: OptionName) throws(ToolError) -> Int {
  guard let number = Quantity(decimal: Array(text.utf8)), number.millionths >= 0,
    number.millionths <= 100_000_000, number.millionths % 10_000 == 0
  else {
    throw .usage(
      "`--\(name.rawValue)` must be a percentage from 0 to 100, with two decimals at most",
      command: .generate)
  }
  return Int(number.millionths / 10_000)
}
