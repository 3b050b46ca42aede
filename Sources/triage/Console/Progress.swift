/// A line that says how far long work has come: only on a terminal, and only after a second.
struct Progress {
  private let console: Console
  private let isShown: Bool
  private let started: Double
  private var last: Double
  private var isOnScreen = false

  /// The seconds before anything is shown, and between two lines.
  static let patience = 1.0
  static let interval = 0.2

  init(_ console: Console, isShown: Bool) {
    self.console = console
    self.isShown = isShown && console.terminal.errorsIsTerminal
    started = console.elapsed()
    last = started
  }

  /// Shows the number of rows read, when it is time to.
  mutating func update(rows: Int) {
    guard isShown else { return }
    let now = console.elapsed()
    guard now - started >= Self.patience, now - last >= Self.interval else { return }
    last = now
    isOnScreen = true
    console.report("\r\(rows) rows read")
  }

  /// Takes the line away.
  mutating func clear() {
    if isOnScreen { console.report("\r\u{1B}[K") }
    isOnScreen = false
  }
}
