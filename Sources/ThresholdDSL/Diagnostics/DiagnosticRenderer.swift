/// Shows diagnostics to a person or a program, as text: nothing is read and nothing written.
///
/// The first line of each can be clicked in an editor or terminal; below it stand the clause of the
/// document, the line that is wrong, other lines that explain it, and what to write instead.
public struct DiagnosticRenderer: Sendable {
  let sources: [SourceText]
  let tables: [LineTable]
  let clauses: [Clause]
  let style: TextStyle

  /// A renderer for the files that were parsed together and the clauses found in them.
  public init(sources: [SourceText], clauses: [Clause] = [], style: TextStyle = .plain) {
    self.sources = sources
    self.tables = sources.map { LineTable($0.bytes) }
    self.clauses = clauses
    self.style = style
  }

  /// The diagnostics as a person reads them, in order of place, with a last line that counts them;
  /// empty when there are none.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    let shown = Self.shown(diagnostics)
    var page = StyledText(style: style)
    for diagnostic in shown {
      write(diagnostic, to: &page)
      page.endLine()
    }
    if shown.count < diagnostics.count {
      let hidden = Self.summary(
        errors: diagnostics.count(where: \.isError) - shown.count(where: \.isError),
        warnings: diagnostics.count { !$0.isError } - shown.count { !$0.isError })
      page.add("and \(hidden) more, not shown")
      page.endLine()
    }
    page.add(Self.summary(of: diagnostics), as: .emphasis)
    page.endLine()
    return page.text
  }

  /// How many errors and warnings there are, such as `2 errors, 1 warning`.
  public static func summary(of diagnostics: [Diagnostic]) -> String {
    summary(
      errors: diagnostics.count(where: \.isError), warnings: diagnostics.count { !$0.isError })
  }

  private static func summary(errors: Int, warnings: Int) -> String {
    if errors == 0, warnings == 0 { return "no errors" }
    if warnings == 0 { return counted(errors, "error") }
    if errors == 0 { return counted(warnings, "warning") }
    return counted(errors, "error") + ", " + counted(warnings, "warning")
  }

  /// The diagnostics in the order of files, places, codes and messages; those without a place first.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { left, right in
      switch (left.span, right.span) {
      case (nil, _?): return true
      case (_?, nil): return false
      case (let first?, let second?) where first != second: return first < second
      default:
        return (left.code.code, left.message) < (right.code.code, right.message)
      }
    }
  }

  /// The diagnostics to show, in order. A warning never takes the place of an error.
  private static func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = sorted(diagnostics)
    var errorsLeft = min(sorted.count(where: \.isError), Limits.diagnosticsShown)
    var warningsLeft = Limits.diagnosticsShown - errorsLeft
    return sorted.filter { diagnostic in
      if diagnostic.isError {
        errorsLeft -= 1
        return errorsLeft >= 0
      }
      warningsLeft -= 1
      return warningsLeft >= 0
    }
  }

  /// The last clause that starts at or before a place in the same file.
  func clause(at span: SourceSpan) -> Clause? {
    clauses.filter { $0.span.file == span.file && $0.span.start <= span.start }
      .max { $0.span.start < $1.span.start }
  }

  /// The span moved inside its file, or nil when there is no such file.
  func placed(_ span: SourceSpan?) -> SourceSpan? {
    guard let span, sources.indices.contains(span.file) else { return nil }
    let length = sources[span.file].bytes.count
    let start = max(0, min(span.start, length))
    return SourceSpan(file: span.file, start: start, end: max(start, min(span.end, length)))
  }
}
