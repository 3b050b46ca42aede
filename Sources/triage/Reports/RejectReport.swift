import ThresholdDSL
import TriageEngine

/// Tells of each rejected row: a line on standard error, and the row itself in a file where one is
/// named.
struct RejectReport {
  private let console: Console
  private let file: ReplacedFile?
  private let output: OutputBuffer?
  /// The rows rejected so far.
  private(set) var count = 0

  init(_ name: String?, _ console: Console) throws(ToolError) {
    self.console = console
    file = try name.map { (name) throws(ToolError) in
      try ReplacedFile(console.environment.path(name), named: name)
    }
    output = file.map { OutputBuffer($0) }
  }

  /// Reports a row of a file.
  mutating func report(_ rejection: Rejection, file name: String) throws(ToolError) {
    count += 1
    console.report(Self.line(rejection, file: name))
    guard let output else { return }
    rejection.appendJSONLine(file: name, to: &output.bytes)
    try output.drain()
  }

  /// Puts the file of rejects in its place.
  func finish() throws(ToolError) {
    try output?.flush()
    try file?.finish()
  }

  /// Where, why and by which code a row is rejected; never what it says.
  static func line(_ rejection: Rejection, file name: String) -> String {
    var place = visibleText(name) + ":\(rejection.place.line)"
    if let column = rejection.column { place += ":\(column)" }
    let field = rejection.field.map { "`\(visibleText($0))`: " } ?? ""
    return "\(place): rejected: \(field)\(visibleText(rejection.reason)) "
      + "[\(rejection.code.rawValue)]\n"
  }
}
