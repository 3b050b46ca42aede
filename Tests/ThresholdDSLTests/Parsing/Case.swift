import TestSupport
import Testing

@testable import ThresholdDSL

/// A rule file among the test cases, `ok` or `err`.
struct Case: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]
  var tree: SyntaxTree

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    tree = SyntaxTree(parsing: SourceText(name: name + ".md", bytes: bytes), file: 0)
  }

  /// Whether the file says that it has one mistake.
  var hasOneMistake: Bool { bytes.starts(with: Array("One mistake.".utf8)) }

  var testDescription: String { name }

  /// The cases of a folder, by name.
  static func all(_ folder: String) -> [Case] {
    let path = packageFolder + "/Tests/ThresholdDSLTests/Cases/" + folder
    return namesInFolder(path).filter { $0.hasSuffix(".md") }.map { name in
      Case(name: String(name.dropLast(3)), bytes: readFile(path + "/" + name) ?? [])
    }
  }
}

/// Parses rules as the only fence of a file.
func parse(rules: String) -> SyntaxTree { parse(document: "```threshold\n" + rules + "\n```\n") }

/// Parses a document.
func parse(document: String) -> SyntaxTree {
  SyntaxTree(parsing: SourceText(name: "test.md", bytes: Array(document.utf8)), file: 0)
}

/// A diagnostic as `line:column code message`, with the underlined text.
func line(_ diagnostic: Diagnostic, in source: SourceText) -> String {
  let start = diagnostic.span?.start ?? 0
  let before = source.bytes.prefix(start)
  let line = before.count { $0 == 0x0A } + 1
  let column = start - (before.lastIndex(of: 0x0A) ?? -1)
  let text = diagnostic.span.map { source.text($0.range) } ?? ""
  return "\(line):\(column) \(diagnostic.code.code) \(diagnostic.message) ‹\(text)›"
}
