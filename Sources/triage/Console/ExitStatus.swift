/// What the process tells the one that started it.
enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case found = 1
  case couldNotRun = 2
  case rejectedRows = 3

  /// What the status means, for help and the reference page.
  var meaning: String {
    switch self {
    case .done: "done"
    case .found:
      "done, and it found what you asked it to look for: errors in rules, files to lay out, a "
        + "decision named by `--fail-on`"
    case .couldNotRun:
      "could not run: a wrong command line, a file that cannot be read or written, a rule book "
        + "with errors"
    case .rejectedRows: "done, but some rows were rejected (also when 1 would apply)"
    }
  }
}
