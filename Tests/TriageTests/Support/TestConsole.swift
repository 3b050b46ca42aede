import TriageEngine

@testable import triage

/// A console whose streams are arrays, so that a test reads what a terminal would show.
final class TestConsole {
  private final class Stream: ByteSource, ByteSink {
    var bytes: [UInt8]
    private var position = 0
    /// The bytes that a read gives at most; pipes give fewer than asked for.
    let block: Int

    init(_ bytes: [UInt8], block: Int) {
      self.bytes = bytes
      self.block = block
    }

    func read(atMost count: Int) -> [UInt8] {
      let end = min(bytes.count, position + min(count, block))
      defer { position = end }
      return Array(bytes[position..<end])
    }

    func write(_ new: ArraySlice<UInt8>) {
      bytes += new
    }
  }

  private let input: Stream
  private let output = Stream([], block: 0)
  private let errors = Stream([], block: 0)
  private let terminal: Terminal
  private let environment: Environment
  /// Seconds on a clock that never goes back.
  var elapsed: () -> Double = { 0 }
  /// What happens while `watch` waits; whether it goes on.
  var pause: (Double) -> Bool = { _ in false }
  /// The time by the machine's clock.
  var now = Instant(seconds: 1_620_208_800)

  init(
    input: [UInt8] = [], block: Int = .max, terminal: Terminal = Terminal(), folder: String = "",
    variables: [String: String] = [:]
  ) {
    self.input = Stream(input, block: block)
    self.terminal = terminal
    self.environment = Environment(folder: folder) { variables[$0] }
  }

  /// Runs a command line.
  func run(_ arguments: [String]) -> Transcript {
    let console = Console(
      input: input, output: output, errors: errors, terminal: terminal, environment: environment,
      elapsed: elapsed, now: { self.now }, pause: pause)
    let status = runTriage(arguments, console)
    return Transcript(
      arguments: arguments, output: String(decoding: output.bytes, as: UTF8.self),
      outputBytes: output.bytes, errors: String(decoding: errors.bytes, as: UTF8.self),
      status: status)
  }
}

/// What a command line did.
struct Transcript {
  var arguments: [String]
  var output: String
  var outputBytes: [UInt8]
  var errors: String
  var status: ExitStatus

  /// Everything that a user sees, for a snapshot.
  var shown: String {
    "$ triage " + arguments.joined(separator: " ") + "\n"
      + (output.isEmpty ? "" : output + (output.hasSuffix("\n") ? "" : "\n(no newline)\n"))
      + (errors.isEmpty ? "" : "--- standard error\n" + errors)
      + "--- status \(status.rawValue)\n"
  }
}

/// Runs a command line with nothing on standard input.
func triage(_ arguments: String...) -> Transcript {
  TestConsole().run(arguments)
}
