import Testing

@testable import ThresholdDSL

/// The limits of parsing: what is just inside them is read, what is just outside gets one message.
@Suite struct LimitTests {
  private func codes(_ rules: String) -> [DiagnosticCode] {
    parse(rules: rules).diagnostics.map(\.code)
  }

  @Test func `a file of four megabytes is read and a larger one is not`() {
    let start = Array("```threshold\ndefine a: b\n```\n".utf8)
    let prose = [UInt8](repeating: UInt8(ascii: "x"), count: Limits.fileBytes - start.count)
    let largest = SyntaxTree(
      parsing: SourceText(name: "a.md", bytes: start + prose), file: 0)
    #expect(largest.diagnostics.isEmpty)
    #expect(largest.declarations.count == 1)
    let tooLarge = SourceText(name: "a.md", bytes: start + prose + [0x78])
    let tree = SyntaxTree(parsing: tooLarge, file: 0)
    #expect(tree.diagnostics.map(\.code) == [.fileTooLarge])
    #expect(tree.declarations.isEmpty)
    #expect(tree.text == tooLarge.bytes)
  }

  @Test func `a line has at most so many bytes`() {
    let line = "define a: b --"
    let comment = String(repeating: "x", count: Limits.lineBytes - line.utf8.count)
    #expect(codes(line + comment) == [])
    #expect(codes(line + comment + "x") == [.lineTooLong])
    #expect(codes("  -- first\n" + line + comment + "x\n  and c") == [.lineTooLong])
  }

  @Test func `brackets, not and bullets nest so deep`() {
    let deepest = Limits.conditionDepth - 1
    func brackets(_ count: Int) -> String {
      "define a: " + String(repeating: "(", count: count) + "b"
        + String(repeating: ")", count: count)
    }
    func nots(_ count: Int) -> String {
      "define a: " + String(repeating: "not ", count: count) + "b"
    }
    func bullets(_ count: Int) -> String {
      let lines = (0..<count).map { String(repeating: " ", count: $0 + 2) + "- any of" }
      return "define a: any of\n" + lines.dropLast().joined(separator: "\n") + "\n"
        + String(repeating: " ", count: count + 2) + "- b"
    }
    for make in [brackets, nots, bullets] {
      #expect(codes(make(deepest)) == [])
      #expect(codes(make(deepest + 1)) == [.tooMuch])
      #expect(codes(make(1_000)).allSatisfy { $0 == .tooMuch || $0 == .lineTooLong })
    }
  }

  @Test func `a chain and a group have so many parts`() {
    func chain(_ count: Int) -> String {
      "define a: " + (0..<count).map { "b\($0)" }.joined(separator: " or\n  ")
    }
    func group(_ count: Int) -> String {
      "define a: all of\n" + (0..<count).map { "  - b\($0)" }.joined(separator: "\n")
    }
    for make in [chain, group] {
      #expect(codes(make(Limits.conditionParts)) == [])
      #expect(codes(make(Limits.conditionParts + 1)) == [.tooMuch])
    }
  }

  @Test func `a clock allows so many days or hours`() {
    #expect(codes("clock a from b to c: \(Limits.clockCount) hours") == [])
    #expect(codes("clock a from b to c: \(Limits.clockCount + 1) hours") == [.clock])
    #expect(codes("clock a from b to c: end of 0 working days") == [.clock])
    #expect(codes("clock a from b to c: 1.5 hours") == [.clock])
  }

  @Test func `so many errors are kept, and no number of warnings keeps an error out`() {
    let stray = (0..<2 * Limits.diagnosticsKept).map { "define a\($0): b $" }
    #expect(codes(stray.joined(separator: "\n")).count == Limits.diagnosticsKept)
    let warnings = String(repeating: "rule a: b\n\n", count: 2 * Limits.diagnosticsKept)
    let tree = parse(document: warnings + "```Threshold\n```\n")
    #expect(tree.diagnostics.count == Limits.diagnosticsKept + 1)
    #expect(tree.diagnostics.count(where: \.isError) == 1)
  }
}
