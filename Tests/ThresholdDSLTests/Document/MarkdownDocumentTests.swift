import Testing

@testable import ThresholdDSL

@Suite struct MarkdownDocumentTests {
  private func document(_ text: String) -> MarkdownDocument {
    MarkdownDocument(SourceText(name: "a.md", bytes: Array(text.utf8)), file: 0)
  }

  private func clauses(_ text: String) -> [String] {
    document(text).clauses.map { "\($0.number)|\($0.title)" }
  }

  private func fences(_ text: String) -> [String] {
    let document = document(text)
    #expect(document.diagnostics.isEmpty)
    return document.regions.filter { $0.kind == .fence }.map {
      String(decoding: Array(text.utf8)[$0.content], as: UTF8.self)
    }
  }

  @Test func `headings that start with a number are clauses`() {
    #expect(clauses("# 4 Injury\n") == ["4|Injury"])
    #expect(clauses("###### 4.2.1 Injury") == ["4.2.1|Injury"])
    #expect(clauses("   ## 4.2. Injury to a child ##  \n") == ["4.2|Injury to a child"])
    #expect(
      clauses("## A.3 Consent\n## A3.1 Consent\n## B2\n") == ["A.3|Consent", "A3.1|Consent", "B2|"])
    #expect(clauses("##\t4.2\tInjury #3\n") == ["4.2|Injury #3"])
    #expect(clauses("## 4.2 Injury#\n") == ["4.2|Injury#"])
  }

  @Test func `other headings are not`() {
    for text in [
      "## Injury 4.2", "## 4.2a Injury", "## AB.3 x", "## a.3 x", "## 4..2 x", "####### 4 x",
      "##4.2 x", "    ## 4.2 x", "## .2 x", "## A. x", "4.2 x", "## ", "#", "## 4.2: x",
    ] { #expect(clauses(text + "\n").isEmpty, "\(text)") }
  }

  @Test func `a numbered paragraph may be underlined instead`() {
    #expect(clauses("4.2 Injury\n---\n") == ["4.2|Injury"])
    #expect(clauses("4.2 Injury\n=\n") == ["4.2|Injury"])
    #expect(clauses("4.2 Injury\nto a child\n  ===   \n") == ["4.2|Injury to a child"])
    #expect(clauses("Text\n\n---\n4.2 Injury\n---\n") == ["4.2|Injury"])
  }

  @Test func `what is underlined is a paragraph of its own`() {
    for text in [
      "4. Injury\n---", "- 4.2 Injury\n---", "> 4.2 Injury\n---", "4.2 Injury\n\n---",
      "Text\n4.2 Injury\n---", "4.2 Injury\n- - -", "4.2 Injury\n--=", "    4.2 Injury\n---",
      "4.2 Injury\n    ---", "- a\n4.2 Injury\n---",
    ] { #expect(clauses(text + "\n").isEmpty, "\(text)") }
  }

  @Test func `fences of rules are found`() {
    #expect(fences("a\n```threshold\nb\n```\nc") == ["b\n"])
    #expect(fences("`````  threshold  \nb\n```\n``````  \n") == ["b\n```\n"])
    #expect(fences("```threshold of the book\n```") == [""])
    #expect(fences("```threshold\r\nb\r\n   ```\r\nc") == ["b\r\n"])
    #expect(fences("\u{FEFF}```threshold\rb\r```") == ["b\r"])
    #expect(fences("```threshold\nb\n    ```\n```") == ["b\n    ```\n"])
  }

  @Test func `other fences, code and comments are prose`() {
    for text in [
      "```\n## 4 x\n```\n", "~~~\n## 4 x\n```\n~~~\n",
      "````md\n```threshold\nrule a: b\n```\n````\n",
      "~~~md\n```threshold\n```\n~~~\n", "<!-- a\n## 4 x\n-->\n", "   <!-- ## 4 x -->\n",
      "  ```text\n  ## 4 x\n  ```\n", "- ```text\n  ## 4 x\n  ```\n",
      "> ```text\n> ## 4 x\n> ```\n",
      "``` a`b\n", "1. ```text\n   ## 4 x\n   ```\n",
    ] {
      let document = document(text)
      #expect(document.clauses.isEmpty && document.diagnostics.isEmpty, "\(text)")
      #expect(document.regions.allSatisfy { $0.kind == .prose }, "\(text)")
    }
  }

  @Test func `after them the document goes on`() {
    for text in [
      "<!-- a -->", "<!-- a\nb -->", "```\na\n```", "- ```text\n  a\n  ```", "- ```text\n  a",
      "> ```text\n> a", "``` a`b", "a <!-- b",
    ] { #expect(clauses(text + "\n## 4 x\n") == ["4|x"], "\(text)") }
  }

  @Test func `a declaration belongs to the nearest clause above it`() {
    let rules = "```threshold\ndefine a: b\n```\n"
    let tree = parse(
      document: rules + "# 1 One\n## No number\n" + rules + "## 1.1 Two\n<!--\n## 9 x\n-->\n"
        + rules)
    #expect(tree.declarations.map(\.clause) == [nil, 0, 1])
    #expect(tree.clauses.map(\.number) == ["1", "1.1"])
  }

  @Test func `the place of a clause is its heading`() {
    let text = "a\n\n## 4.2 Injury ##\n"
    let clause = document(text).clauses[0]
    #expect(
      SourceText(name: "", bytes: Array(text.utf8)).text(clause.span.range) == "## 4.2 Injury ##")
  }

  @Test func `lines that look like rules outside a fence are noticed`() {
    func codes(_ text: String) -> [DiagnosticCode] { document(text).diagnostics.map(\.code) }
    for text in [
      "rule a: nfa", "rule a : nfa", "define a_b: c", "fact a yes/no", "fact a one of b, c",
      "fact a any of b", "fact a count of contacts within 2 days",
      "```\nText.\nrule a: nfa\nrule b: nfa\n```",
    ] { #expect(codes(text + "\n") == [.ruleOutsideFence], "\(text)") }
    for text in [
      "  rule a: nfa", "rules a: nfa", "rule a and b: c", "Rule a: nfa", "fact sheet number 3",
      "fact: yes/no", "the rule a: nfa", "> rule a: nfa",
      "```text\nrule a: nfa\n```", "````\nrule a: nfa\n````", "> ```\n> rule a: nfa\n> ```",
    ] { #expect(codes(text + "\n").isEmpty, "\(text)") }
  }
}
