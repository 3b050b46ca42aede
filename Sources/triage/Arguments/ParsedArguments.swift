import ThresholdDSL
import TriageEngine

/// A command line split into a command, options and operands, each checked against the tables:
/// the first of two steps, without side effects.
///
/// INVARIANT: every option means something to `command`, has a value exactly when its row says so,
/// and one of its choices where it has choices.
struct ParsedArguments: Sendable, Equatable {
  /// The command; `decide` when none is written.
  var command: CommandName
  /// Whether the command was written.
  var commandIsWritten: Bool
  /// What is neither command nor option, in order.
  var operands: [String]
  private var options: [Option]

  private struct Option: Sendable, Equatable {
    var name: OptionName
    var value: String
  }

  /// Whether a flag was given.
  func has(_ name: OptionName) -> Bool {
    options.contains { $0.name == name }
  }

  /// The value of an option that may be given once.
  func value(_ name: OptionName) -> String? {
    options.first { $0.name == name }?.value
  }

  /// The values of an option that takes a list, in order.
  func list(_ name: OptionName) -> [String] {
    options.filter { $0.name == name }
      .flatMap { $0.value.split(separator: ",").map(String.init) }
  }
}

extension ParsedArguments {
  /// The day that an option names.
  func day(_ name: OptionName) throws(ToolError) -> CivilDate? {
    guard let text = value(name) else { return nil }
    if case .success(let moment) = MomentText.read(Array(text.utf8).span),
      moment.precision == .dateOnly
    {
      return moment.date
    }
    throw .usage(
      "`--\(name.rawValue)` is not a day", hint: "write it as `2026-03-02`", command: command)
  }

  /// Splits the arguments that stand after the program's name.
  init(_ arguments: [String]) throws(ToolError) {
    var scan = ArgumentScan(arguments)
    try scan.run()
    self.init(
      command: scan.command ?? .decide, commandIsWritten: scan.command != nil,
      operands: scan.operands, options: [])
    if scan.options.contains(where: { $0.name == .help }) {
      // Whatever else was written, somebody who asks for help gets it.
      operands = command == .help ? operands : scan.command.map { [$0.rawValue] } ?? []
      command = .help
      return
    }
    for option in scan.options {
      try accept(option)
    }
    if let limit = command.specification.operandLimit, operands.count > limit {
      throw .usage(
        "`triage \(command.rawValue)` takes \(limit == 1 ? "one argument" : "\(limit) arguments"),"
          + " and there are \(operands.count)", command: command)
    }
  }

  private mutating func accept(_ option: ArgumentScan.Option) throws(ToolError) {
    let row = option.name.specification
    let spelling = "--" + option.name.rawValue
    guard row.commands.contains(command) else {
      let fitting = row.commands.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw .usage(
        "`\(spelling)` means nothing to `\(command.rawValue)`", hint: "it belongs to \(fitting)",
        command: command)
    }
    switch row.value {
    case .flag: break
    case .one:
      if has(option.name) { throw .usage("`\(spelling)` is given twice", command: command) }
      try checkChoice(option.value, of: row)
    case .list:
      let parts = option.value.split(separator: ",")
      if parts.isEmpty {
        throw .usage("`\(spelling)` needs at least one value", command: command)
      }
      for part in parts {
        try checkChoice(String(part), of: row)
      }
    }
    options.append(Option(name: option.name, value: option.value))
  }

  private func checkChoice(_ word: String, of row: OptionSpecification) throws(ToolError) {
    guard let choices = row.choices(for: command), !choices.contains(word) else { return }
    let hint =
      nearestNames(to: word, among: choices).first.map { "did you mean `\($0)`?" }
      ?? "write " + choices.map { "`\($0)`" }.joined(separator: ", ")
    throw .usage(
      "`--\(row.name.rawValue)` cannot be `\(word)`", hint: hint, command: command)
  }
}

/// The walk over the arguments: what each one is, before the command is known.
private struct ArgumentScan {
  struct Option {
    var name: OptionName
    var value: String
  }

  private let arguments: [String]
  private var next = 0
  private(set) var command: CommandName?
  private(set) var operands: [String] = []
  private(set) var options: [Option] = []

  init(_ arguments: [String]) {
    self.arguments = arguments
  }

  mutating func run() throws(ToolError) {
    while next < arguments.count {
      let argument = arguments[next]
      next += 1
      if argument == "--" {
        operands += arguments[next...]
        return
      }
      if argument.utf8.starts(with: "--".utf8) {
        try readLong(argument)
      } else if argument.utf8.first == UInt8(ascii: "-"), argument != "-" {
        try readShort(argument)
      } else if command == nil, operands.isEmpty, let named = CommandName(rawValue: argument) {
        command = named
      } else {
        operands.append(argument)
      }
    }
  }

  private mutating func readLong(_ argument: String) throws(ToolError) {
    let body = argument.dropFirst(2)
    let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts.first ?? "")
    guard let name = OptionName(rawValue: written) else {
      let known = (command ?? .decide).options.map(\.name.rawValue)
      throw .usage(
        "there is no option `--\(written)`",
        hint: (nearestNames(to: written, among: known).first
          ?? nearestNames(to: written, among: OptionName.allCases.map(\.rawValue)).first)
          .map { "did you mean `--\($0)`?" }, command: command)
    }
    let attached = parts.count == 2 ? String(parts[1]) : nil
    try add(name, attached: attached, written: "--" + written)
  }

  private mutating func readShort(_ argument: String) throws(ToolError) {
    var rest = argument.dropFirst()
    while let letter = rest.first {
      rest = rest.dropFirst()
      let row = OptionName.allCases.map(\.specification).first { $0.short == String(letter) }
      guard let row else {
        throw .usage("there is no option `-\(letter)`", command: command)
      }
      if row.value == .flag {
        try add(row.name, attached: nil, written: "-\(letter)")
      } else {
        // Both `-o FILE` and `-oFILE` are usual.
        try add(row.name, attached: rest.isEmpty ? nil : String(rest), written: "-\(letter)")
        return
      }
    }
  }

  private mutating func add(_ name: OptionName, attached: String?, written: String)
    throws(ToolError)
  {
    switch name.specification.value {
    case .flag:
      if attached != nil {
        throw .usage("`\(written)` takes no value", command: command)
      }
      options.append(Option(name: name, value: ""))
    case .one(let shown, _), .list(let shown, _):
      var value = attached
      if value == nil, next < arguments.count, !arguments[next].utf8.starts(with: "--".utf8) {
        value = arguments[next]
        next += 1
      }
      guard let value, !value.isEmpty else {
        throw .usage("`\(written)` needs a value: `\(written) \(shown)`", command: command)
      }
      options.append(Option(name: name, value: value))
    }
  }
}
