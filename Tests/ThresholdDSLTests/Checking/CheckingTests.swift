import TestSupport
import Testing
import ThresholdDSL

/// Every mistake that checking finds, as its user sees it: `Cases/checking/CODE-name.md` is one more
/// file of the small edition in `base.txt`, and its snapshot is the message.
@Suite struct CheckingTests {
  static let folder = packageFolder + "/Tests/ThresholdDSLTests/Cases/checking/"
  static let base = String(decoding: readFile(folder + "base.txt") ?? [], as: UTF8.self)
  static let cases = namesInFolder(folder).filter { $0.hasSuffix(".md") }

  @Test func `the small edition that the cases add to is free of mistakes`() {
    let (result, sources, clauses) = checked([("base.md", Self.base)])
    let shown = DiagnosticRenderer(sources: sources, clauses: clauses).text(result.diagnostics)
    #expect(shown == "")
    #expect(result.book?.editions.count == 1)
  }

  @Test func `each mistake gets its one message, as recorded`() {
    for name in Self.cases {
      let text = String(decoding: readFile(Self.folder + name) ?? [], as: UTF8.self)
      let (result, sources, clauses) = checked([("base.md", Self.base), (name, text)])
      let code = String(name.prefix(5))
      let codes = result.diagnostics.map(\.code.code)
      #expect(codes == [code], "\(name)")
      let shown = DiagnosticRenderer(sources: sources, clauses: clauses).text(result.diagnostics)
      expectSnapshot(shown, "Checking", String(name.dropLast(3)))
    }
  }

  @Test func `a book with an error decides nothing, and one with a warning decides`() {
    for name in Self.cases {
      let text = String(decoding: readFile(Self.folder + name) ?? [], as: UTF8.self)
      let (result, _, _) = checked([("base.md", Self.base), (name, text)])
      let hasErrors = result.diagnostics.contains { $0.isError }
      #expect((result.book == nil) == hasErrors, "\(name)")
    }
  }

  @Test func `every code of checking has a case or a test of its own`() {
    let cases = Set(Self.cases.map { String($0.prefix(5)) })
    let elsewhere: Set = [
      // EditionTests: what is wrong with a header, or with several editions together.
      "T0601", "T0602", "T0603", "T0605", "T0606", "T0607", "T0608", "T0609", "T0610", "T0611",
      "T0613", "T0614", "T0701", "T0704",
      // Found by running examples, in the engine's tests.
      "T0801",
    ]
    // `T09` is what rules come to together: AnalysisCaseTests.
    for code in DiagnosticCode.all where code.code >= "T03" && code.code < "T09" {
      #expect(cases.contains(code.code) != elsewhere.contains(code.code), "\(code.code)")
    }
  }

  @Test func `codes are unique, in order, and each has a page`() {
    let codes = DiagnosticCode.all.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
    for code in DiagnosticCode.all {
      #expect(code.title.count > 8 && code.help.count > 60, "\(code.code)")
      #expect(DiagnosticCode.named(code.code.lowercased()) == code)
    }
  }
}
