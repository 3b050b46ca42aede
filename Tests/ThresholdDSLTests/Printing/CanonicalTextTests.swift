import TestSupport
import Testing

@testable import ThresholdDSL

@Suite struct CanonicalTextTests {
  private func canonical(_ files: [String]) -> [UInt8] {
    canonicalText(
      of: files.enumerated().map { index, text in
        SyntaxTree(
          parsing: SourceText(name: "\(index).md", bytes: Array(text.utf8)), file: index)
      })
  }

  @Test func `the text of a book is its deciding declarations, sorted`() {
    expectSnapshot(
      String(decoding: canonical([untidyBook]), as: UTF8.self), "CanonicalText", "untidy book")
  }

  /// The declarations of a book, each with the number of its clause.
  private static let declarations: [(clause: String, text: String)] = [
    ("1", "language 1"), ("1", "edition \"2018-07\"\n  calendar england-and-wales"),
    ("1", "rating green, red"), ("4.2", "fact injury yes/no\n  raises concern"),
    ("4.2", "rule a: assessment\n  when injury"), ("4.2", "rule b: nfa\n  when not injury"),
    ("5", "define either: any of\n  - injury\n  - all of\n    - unborn\n    - not injury"),
    ("5", "rule c: assessment\n  when child_age < 1 year"),
  ]
  private static let outcomes = "outcome nfa \"None\"\noutcome assessment \"Some\", rated red"
  private static let rows = [
    "  one | yes | assessment", "  two | no | nfa", "  three | any | assessment, red",
  ]

  @Test func `order, files, prose, comments, examples and layout do not change it`() {
    let seed = testSeed(0xCA40)
    var random = SplitMix64(seed: seed)
    let usual = canonical([book(using: &random, isPlain: true)])
    #expect(usual.count > 300)
    for _ in 0..<100 {
      let parts = Self.parts(using: &random)
      let cut = Int.random(in: 0...parts.count, using: &random)
      let files = [Array(parts[..<cut]), Array(parts[cut...])].map { file(of: $0, using: &random) }
      #expect(canonical(files) == usual, "seed \(seed)\n\(files.joined(separator: "\n=====\n"))")
    }
  }

  private static func parts(using random: inout SplitMix64) -> [(clause: String, text: String)] {
    let table =
      "table t\n  row | injury | outcome\n"
      + rows.shuffled(using: &random).joined(
        separator: "\n")
    return (declarations + [("4.2", table), ("1", outcomes)]).shuffled(using: &random)
  }

  private func book(using random: inout SplitMix64, isPlain: Bool) -> String {
    var parts = Self.parts(using: &random)
    parts.sort { ($0.clause, $0.text) < ($1.clause, $1.text) }
    return parts.map { "## \($0.clause) Title\n```threshold\n\($0.text)\n```\n" }.joined()
  }

  /// A file of declarations with prose, comments, examples and spaces strewn in.
  private func file(
    of parts: [(clause: String, text: String)], using random: inout SplitMix64
  ) -> String {
    var text = random.oneIn(2) ? "# Title\n\nProse about children.\n" : ""
    for part in parts {
      text += "## \(part.clause) \(random.pick(["Title", "Heading", "Words"]))\n"
      if random.oneIn(2) { text += "\nMore prose.\n\n" }
      text += "```threshold\n"
      if random.oneIn(3) { text += "-- a comment\n" }
      if random.oneIn(3) { text += "example \"made up\"\n  injury\n  expect assessment by a\n\n" }
      for line in part.text.split(separator: "\n") {
        text += line
        if random.oneIn(3) { text += "   -- said beside it" }
        text += random.oneIn(4) ? "\n\n" : "\n"
      }
      text += "```\n"
    }
    return text
  }

  @Test func `every token that decides changes it`() {
    let bytes = Array(untidyBook.utf8)
    let usual = canonical([untidyBook])
    let tree = SyntaxTree(parsing: SourceText(name: "book.md", bytes: bytes), file: 0)
    for declaration in tree.declarations {
      var isExample = false
      if case .example = declaration.kind { isExample = true }
      for index in declaration.tokens {
        let token = tree.tokens[index]
        // One byte of it exchanged for another, so that it stays a token of its kind.
        let place = token.kind == .text ? token.start + 1 : token.end - 1
        guard [.word, .number, .text, .date, .time].contains(token.kind) else { continue }
        var changed = bytes
        changed[place] = changed[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
        // The first word of a declaration, changed, makes it no declaration at all.
        if index == declaration.tokens.lowerBound { continue }
        let text = canonical([String(decoding: changed, as: UTF8.self)])
        #expect((text == usual) == isExample, "\(tree.source.text(token.bytes))")
      }
    }
  }

  @Test func `the nesting of bullets and the number of the clause change it`() {
    let rule = "rule a: nfa\n  when at least 2 of\n    - b\n    - any of\n      - c\n"
    let inside = "## 1 T\n```threshold\n\(rule)      - d\n```\n"
    let outside = "## 1 T\n```threshold\n\(rule)    - d\n```\n"
    let elsewhere = "## 2 T\n```threshold\n\(rule)    - d\n```\n"
    #expect(canonical([inside]) != canonical([outside]))
    #expect(canonical([outside]) != canonical([elsewhere]))
  }
}
