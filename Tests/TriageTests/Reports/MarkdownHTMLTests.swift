import TestSupport
import Testing

@testable import triage

/// Markdown of rule books as HTML.
@Suite struct MarkdownHTMLTests {
  @Test func `each kind of block and mark is written as the standard says`() {
    let cases: [(markdown: String, html: String)] = [
      ("# 2.1 Neglect", "<h1 id=\"clause-2.1\">2.1 Neglect</h1>\n"),
      ("## Who decides? ##", "<h2 id=\"who-decides\">Who decides?</h2>\n"),
      ("#no heading", "<p>#no heading</p>\n"),
      ("one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>\n"),
      ("- a\n- b\n  more\n\n- c", "<ul>\n<li>a</li>\n<li>b\nmore</li>\n<li>c</li>\n</ul>\n"),
      ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
      ("> said\n>\n> twice", "<div class=\"panel\">\n<p>said</p>\n<p>twice</p>\n</div>\n"),
      ("```\na < b\n```\nafter", "<pre><code>a &lt; b</code></pre>\n<p>after</p>\n"),
      ("---", "<hr>\n"), ("<!-- hidden -->\nseen", "<p>seen</p>\n"),
      (
        "**b** and *i* and `c*d*`",
        "<p><strong>b</strong> and <em>i</em> and <code>c*d*</code></p>\n"
      ),
      ("snake_case_name and _i_", "<p>snake_case_name and <em>i</em></p>\n"),
      ("2 * 3 * 4", "<p>2 * 3 * 4</p>\n"), ("\\*plain\\*", "<p>*plain*</p>\n"),
      ("[law](https://a.uk/b)", "<p><a href=\"https://a.uk/b\">law</a></p>\n"),
      ("[KENT4] and [x](y)", "<p>[KENT4] and [x](y)</p>\n"), ("a\r\nb", "<p>a\nb</p>\n"),
    ]
    for (markdown, html) in cases {
      #expect(MarkdownHTML.page(markdown).html == html, "\(markdown)")
    }
  }

  @Test func `tables are tables, with bars inside their cells`() {
    let table = MarkdownHTML.page("| a | b |\n| --- | --- |\n| `x \\| y` | 2 |\nafter").html
    #expect(table.contains("<th scope=\"col\">a</th><th scope=\"col\">b</th>"))
    #expect(table.contains("<td><code>x | y</code></td><td>2</td>"))
    #expect(table.hasSuffix("<p>after</p>\n"))
  }

  @Test func `two headings of one name can both be linked to`() {
    let names = MarkdownHTML.page("## 1 A\n\n## 1 A\n").headings.map(\.name)
    #expect(names == ["clause-1", "clause-1-2"])
  }

  @Test func `nothing a document says is HTML, and no link runs anything`() {
    let hostile = [
      "<script>alert(1)</script>", "# <img src=x onerror=alert(1)>", "> <b>x</b>",
      "| <i> |\n| --- |\n| <script> |", "- <script>", "`<script>`", "**<script>**",
      "[<b>](https://x\"onclick=alert(1))", "[x](javascript:alert(1))", "[x](data:text/html,1)",
      "```\n</pre><script>\n```", "&lt;script&gt;",
    ]
    for markdown in hostile {
      let html = MarkdownHTML.page(markdown).html
      for word in ["<script", "<img", "<b>", "<i>", "javascript:alert(1)\"", "href=\"data:"] {
        #expect(!html.contains(word), "\(markdown) gives \(html)")
      }
      #expect(!html.contains("\"onclick"), "\(html)")
    }
  }

  @Test func `marks that nobody closes end, and are text`() {
    var random = SplitMix64(seed: testSeed(20_261_122))
    let marks = [
      "*", "**", "_", "`", "[", "](", ")", "#", "> ", "- ", "|", "\n", "a", " ", "\\", "<",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in random.pick(marks) }
        .joined()
      let html = MarkdownHTML.page(text).html
      let opened = html.count { $0 == "<" }
      #expect(opened == html.count { $0 == ">" }, "\(text) gives \(html)")
    }
  }
}
