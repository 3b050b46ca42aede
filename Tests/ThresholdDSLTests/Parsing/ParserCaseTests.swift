import TestSupport
import Testing

@testable import ThresholdDSL

@Suite struct ParserCaseTests {
  @Test(arguments: Case.all("ok"))
  func `a right file has nothing wrong`(_ case: Case) {
    let lines = `case`.tree.diagnostics.map { line($0, in: `case`.tree.source) }
    #expect(lines.isEmpty, "\(lines.joined(separator: "\n"))")
    #expect(!`case`.tree.declarations.isEmpty)
    for declaration in `case`.tree.declarations { #expect(!declaration.isBroken) }
  }

  @Test(arguments: Case.all("ok") + Case.all("err"))
  func `text to tree to text is the identity`(_ case: Case) {
    #expect(`case`.tree.text == `case`.bytes)
  }
}
