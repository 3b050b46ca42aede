import TriageEngine

/// Everything a command may read from or write to apart from files that the user names: handed in,
/// so that a test sees what a terminal would.
struct Console {
  /// Standard input.
  var input: any ByteSource
  /// Standard output: results only.
  var output: any ByteSink
  /// Standard error: messages, summaries and progress.
  var errors: any ByteSink
  /// What is known about the terminal.
  var terminal: Terminal
  /// The environment and the folder that relative paths start from.
  var environment: Environment
  /// Seconds on a clock that never goes back; for progress alone, and never for a decision.
  var elapsed: () -> Double
  /// The time by the machine's clock: for the entries of a ledger alone, and never for a decision.
  var now: () -> Instant
  /// Waits so many seconds; whether to go on after that. For `watch` alone.
  var pause: (_ seconds: Double) -> Bool = { _ in false }

  /// Writes a message to standard error. A failure to do so has nowhere to be reported.
  func report(_ text: String) {
    try? errors.write(Array(text.utf8)[...])
  }

  /// Writes text to standard output.
  func print(_ text: String) throws(ToolError) {
    try output.write(Array(text.utf8)[...])
  }
}

/// Which streams are terminals.
struct Terminal: Sendable {
  var inputIsTerminal = false
  var outputIsTerminal = false
  var errorsIsTerminal = false
}

/// Bytes to read, a block at a time.
protocol ByteSource {
  /// Reads what is there, at most so many bytes; empty at the end.
  func read(atMost count: Int) throws(ToolError) -> [UInt8]
}

/// Bytes to write.
protocol ByteSink {
  /// Writes all the bytes, or throws.
  func write(_ bytes: ArraySlice<UInt8>) throws(ToolError)
}

/// The variables of the environment, and the folder that relative paths start from.
struct Environment: Sendable {
  private let lookUp: @Sendable (String) -> String?
  /// What stands before a relative path; empty for the folder of the process.
  let folder: String

  init(folder: String = "", _ lookUp: @escaping @Sendable (String) -> String?) {
    self.folder = folder
    self.lookUp = lookUp
  }

  /// The value of a variable; nil when it is not set or is empty.
  func variable(_ name: String) -> String? {
    lookUp(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The path to open for a path that the user wrote.
  func path(_ written: String) -> String {
    folder.isEmpty || written.utf8.first == UInt8(ascii: "/") ? written : folder + "/" + written
  }
}

extension Console {
  /// Whether text for people on standard output is coloured.
  func colours(_ choice: ColourChoice?) -> Bool {
    colours(choice, isTerminal: terminal.outputIsTerminal)
  }

  /// Whether messages on standard error are coloured.
  func coloursErrors(_ choice: ColourChoice?) -> Bool {
    colours(choice, isTerminal: terminal.errorsIsTerminal)
  }

  private func colours(_ choice: ColourChoice?, isTerminal: Bool) -> Bool {
    switch choice ?? .auto {
    case .always: true
    case .never: false
    case .auto:
      isTerminal && environment.variable("NO_COLOR") == nil
        && environment.variable("TERM") != "dumb"
    }
  }
}
