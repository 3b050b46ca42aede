/// Why a command cannot go on: thrown where it is found, and caught in one place.
struct ToolError: Error, Equatable {
  /// What kind of failure it is.
  enum Kind: Equatable {
    /// The command line is wrong; the command that was meant, when that is known.
    case usage(CommandName?)
    /// The machine does not give what is needed: a file, a folder, room on the disk.
    case environment
    /// Nobody reads standard output any more, which is no failure.
    case closedPipe
    /// Everything that is to be said has been said already.
    case reported
  }

  var kind: Kind
  /// One phrase without a full stop; what the user wrote stands in back-ticks.
  var message: String
  /// What to do about it.
  var hint: String?

  static func usage(
    _ message: String, hint: String? = nil, command: CommandName? = nil
  ) -> ToolError {
    ToolError(kind: .usage(command), message: message, hint: hint)
  }

  static func environment(_ message: String, hint: String? = nil) -> ToolError {
    ToolError(kind: .environment, message: message, hint: hint)
  }

  static let closedPipe = ToolError(kind: .closedPipe, message: "standard output is closed")

  static let reported = ToolError(kind: .reported, message: "reported")

  /// The lines that are shown, and the status that the process ends with.
  var report: (text: String, status: ExitStatus) {
    var text = "triage: error: " + message + "\n"
    if let hint { text += "  " + hint + "\n" }
    switch kind {
    case .closedPipe: return ("", .done)
    case .reported: return ("", .couldNotRun)
    case .environment: return (text, .couldNotRun)
    case .usage(let command):
      text += "  see `triage help" + (command.map { " " + $0.rawValue } ?? "") + "`\n"
      return (text, .couldNotRun)
    }
  }
}
