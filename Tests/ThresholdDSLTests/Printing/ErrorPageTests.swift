import TestSupport
import Testing
import ThresholdDSL

@Suite struct ErrorPageTests {
  private static let path =
    packageFolder + "/Sources/ThresholdDSL/ThresholdDSL.docc/Diagnostics.md"

  @Test func `the page of messages is the one written from the table of codes`() {
    let page = DiagnosticCode.errorPage()
    let stored = readFile(Self.path).map { String(decoding: $0, as: UTF8.self) }
    if stored == page { return }
    if environmentVariable("RECORD_SNAPSHOTS") == "1" {
      writeFile(Self.path, Array(page.utf8))
      Issue.record("recorded Diagnostics.md")
      return
    }
    Issue.record(
      "Diagnostics.md is out of date; record it with RECORD_SNAPSHOTS=1\n\(lineDifference(stored ?? "", page))"
    )
  }

  @Test func `every code has its heading once`() {
    let lines = DiagnosticCode.errorPage().split(separator: "\n")
    for code in DiagnosticCode.all {
      #expect(lines.count { $0.hasPrefix("### \(code.code):") } == 1, "\(code.code)")
    }
  }

  @Test func `examples stand in fences that close before the next code`() {
    var isOpen = false
    for line in DiagnosticCode.errorPage().split(separator: "\n") {
      if line == "~~~~" {
        isOpen.toggle()
      } else if line.hasPrefix("### ") || line.hasPrefix("## ") {
        #expect(!isOpen, "\(line)")
      } else if !isOpen {
        #expect(!line.hasPrefix("  ") && !line.hasPrefix("```"), "\(line)")
      }
    }
    #expect(!isOpen)
  }
}
