/// The diagnostics of one file while they are found: no more than anybody reads, so that a file of
/// rubbish takes no more memory than a file of rules.
struct DiagnosticList: Sendable {
  /// Those found, in the order found.
  private(set) var list: [Diagnostic] = []
  private var errors = 0

  /// Adds one, unless there are ``Limits/diagnosticsKept`` of its severity already, so that no
  /// number of warnings keeps an error out.
  mutating func add(_ diagnostic: Diagnostic) {
    let same = diagnostic.isError ? errors : list.count - errors
    guard same < Limits.diagnosticsKept else { return }
    if diagnostic.isError { errors += 1 }
    list.append(diagnostic)
  }
}
