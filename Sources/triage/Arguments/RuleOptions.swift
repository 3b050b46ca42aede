/// The options of `check`.
struct CheckOptions {
  /// The rule books, editions and files to check; empty for the usual rule book.
  var paths: [String]
  /// The rule book named by `--rules`.
  var rules: String?
  var format: OutputFormat
  /// Where the result is written; nil for standard output.
  var output: String?
  var colour: ColourChoice?
  var isQuiet: Bool

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    paths = arguments.operands
    rules = arguments.value(.rules)
    format = arguments.choice(.format) ?? .text
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    colour = arguments.choice(.color)
    isQuiet = arguments.has(.quiet)
    try refuseBoth(paths, rules, command: .check)
  }
}

/// The options of `format`.
struct FormatOptions {
  /// The rule books, editions and files to lay out; `-` for standard input.
  var paths: [String]
  /// The rule book named by `--rules`.
  var rules: String?
  /// Whether files are listed instead of changed.
  var isCheck: Bool
  var isQuiet: Bool

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    paths = arguments.operands
    rules = arguments.value(.rules)
    isCheck = arguments.has(.check)
    isQuiet = arguments.has(.quiet)
    try refuseBoth(paths, rules, command: .format)
    if paths.contains("-"), paths.count > 1 {
      throw .usage("`-` cannot stand beside other paths", command: .format)
    }
  }
}

private func refuseBoth(
  _ paths: [String], _ rules: String?, command: CommandName
) throws(ToolError) {
  if !paths.isEmpty, rules != nil {
    throw .usage(
      "the rules are named twice, by `--rules` and by a path", hint: "leave one of them out",
      command: command)
  }
}
