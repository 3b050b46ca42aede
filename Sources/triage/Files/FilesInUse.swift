import ThresholdDSL

/// The files that a run reads, none of which it may write over, and those that it writes, each of
/// which must be another.
///
/// INVARIANT: everything is looked at before anything is written.
struct FilesInUse {
  private let environment: Environment
  private let command: CommandName
  private var read: [(name: String, path: String, role: String)] = []
  private var written: [(name: String, option: OptionName)] = []

  /// The files of a run of a command.
  init(_ console: Console, _ command: CommandName) {
    environment = console.environment
    self.command = command
  }

  /// Adds files that are read; what one of them is called in messages. `-` is standard input, which
  /// may be a file too.
  mutating func read(_ names: [String], as role: String) {
    read += names.map { name in
      name == "-"
        ? (name: "standard input", path: "/dev/stdin", role: role)
        : (name: name, path: environment.path(name), role: role)
    }
  }

  /// Adds a file that is written, if an option names one.
  mutating func write(_ name: String?, for option: OptionName) throws(ToolError) {
    guard let name else { return }
    let path = environment.path(name)
    for file in read where isSameFile(file.path, path) {
      throw .usage(
        "`--\(option.rawValue)` names \(file.role), `\(visibleText(file.name))`, which would be lost",
        hint: "name another file", command: command)
    }
    for other in written where isSameFile(environment.path(other.name), path) {
      throw .usage(
        "`--\(other.option.rawValue)` and `--\(option.rawValue)` name the same file",
        command: command)
    }
    written.append((name, option))
  }
}

extension FilesInUse {
  /// Adds what contacts are decided by: their own files, the rules and earlier contacts.
  mutating func read(
    _ deciding: DecidingOptions, _ rules: DecidingRules, _ history: HistoryFiles
  ) {
    read(deciding.files, as: "a file of contacts")
    read(rules.files, as: "a file of the rule book")
    read(history.stream?.files ?? [], as: "a file of earlier contacts")
  }
}
