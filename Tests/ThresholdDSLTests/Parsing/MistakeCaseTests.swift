import TestSupport
import Testing

@testable import ThresholdDSL

/// What the files with mistakes are told. Each is named for the code that it shows, and one whose
/// first words are `One mistake.` gets one message.
@Suite struct MistakeCaseTests {
  @Test(arguments: Case.all("err"))
  func `a mistake is told as a user sees it`(_ case: Case) {
    let tree = `case`.tree
    let text = DiagnosticRenderer(sources: [tree.source], clauses: tree.clauses)
      .text(tree.diagnostics)
    expectSnapshot(text, "mistakes", `case`.name)
  }

  @Test(arguments: Case.all("err"))
  func `one mistake gives one message, of the code that the file is named for`(_ case: Case) {
    let codes = `case`.tree.diagnostics.map(\.code.code)
    #expect(!codes.isEmpty)
    if `case`.hasOneMistake {
      #expect(codes == [String(`case`.name.prefix(5))])
    } else {
      #expect(codes.count > 1)
    }
  }

  @Test(arguments: Case.all("err"))
  func `the declaration after a mistake is read`(_ case: Case) {
    guard `case`.bytes.contains(sequence: "define after_the_mistake") else { return }
    let after = `case`.tree.declarations.last
    guard case .define(let define) = after?.kind else {
      Issue.record("the last declaration was not read")
      return
    }
    #expect(define.name?.text == "after_the_mistake")
    #expect(after?.isBroken == false)
  }

  @Test func `every code of the document and the grammar has a case`() {
    let shown = Set(Case.all("err").map { String($0.name.prefix(5)) })
    for code in DiagnosticCode.documentCodes + DiagnosticCode.syntaxCodes
    where code != .fileTooLarge {
      #expect(shown.contains(code.code), "\(code.code) has no case")
    }
  }

  @Test(arguments: Case.all("err"))
  func `every hint's replacement lies in the file`(_ case: Case) {
    for diagnostic in `case`.tree.diagnostics {
      for span in diagnostic.hints.compactMap(\.replacement?.span) + [
        diagnostic.span ?? .init(file: 0, start: 0, end: 0)
      ] {
        #expect(0 <= span.start && span.start <= span.end && span.end <= `case`.bytes.count)
      }
    }
  }
}

extension [UInt8] {
  /// Whether the bytes of a text stand somewhere in them.
  func contains(sequence text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (0...count - wanted.count).contains {
      self[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}

extension MistakeCaseTests {
  @Test(arguments: Case.all("err"))
  func `doing what the hints say puts the mistake right`(_ case: Case) throws {
    guard `case`.hasOneMistake else { return }
    for hint in `case`.tree.diagnostics.flatMap(\.hints) {
      guard let replacement = hint.replacement else { continue }
      var bytes = replacing(replacement, in: `case`.bytes)
      var tree = Case(name: `case`.name, bytes: bytes).tree
      // A tab or a special space is reported once a fence, so putting it right may take turns.
      for _ in 0..<10 {
        let next = tree.diagnostics.lazy.compactMap(\.hints.first?.replacement).first
        guard let next else { break }
        bytes = replacing(next, in: bytes)
        tree = Case(name: `case`.name, bytes: bytes).tree
      }
      let left = tree.diagnostics.map { line($0, in: tree.source) }
      // Advice that only begins to put it right, such as the first of two words, says more after.
      #expect(left.isEmpty, "\(hint.text): \(left.joined(separator: "; "))")
    }
  }

  private func replacing(_ replacement: Diagnostic.Replacement, in bytes: [UInt8]) -> [UInt8] {
    bytes[..<replacement.span.start] + Array(replacement.text.utf8)
      + bytes[replacement.span.end...]
  }
}
