import ThresholdDSL

/// Accounts of decisions as one page of HTML that needs nothing else: no script, no other file, no
/// network.
///
/// INVARIANT: everything that comes from a contact, a rule book or a command line is escaped.
enum ExplanationPage {
  /// The page of one contact, an account for each child.
  static func html(_ accounts: [Explanation], title: String, footer: String) -> String {
    var html = PageFrame.head(title: escaped(title), css: css)
    html += """
      <a class="skip" href="#main">Skip to the decision</a>
      <header>
      <div class="wide">
      <h1>\(escaped(title))</h1>
      </div>
      </header>
      <main id="main" class="wide">

      """
    for (number, account) in accounts.enumerated() { html += article(account, number + 1) }
    return html + """
      </main>
      <footer>
      <div class="wide">
      <p>\(escaped(footer))</p>
      </div>
      </footer>
      </body>
      </html>

      """
  }

  private static func article(_ account: Explanation, _ number: Int) -> String {
    let name = "account-\(number)"
    var html = "<article aria-labelledby=\"\(name)\">\n"
    html += "<h2 id=\"\(name)\">\(escaped(account.title))</h2>\n"
    for line in account.lines { html += "<p class=\"line\">\(escaped(line))</p>\n" }
    html += "<div class=\"decision\(account.isCautious ? " open" : "")\">\n"
    html += "<p class=\"headline\">\(escaped(account.headline))</p>\n"
    for statement in account.statements { html += "<p>\(escaped(statement))</p>\n" }
    html += "</div>\n"
    for section in account.sections {
      html += "<h3>\(escaped(section.title))</h3>\n<ul>\n"
      for point in section.points {
        html += "<li><p>\(escaped(point.words))</p>\n"
        for words in point.below { html += "<p class=\"detail\">\(escaped(words))</p>\n" }
        if !point.quoted.isEmpty {
          let quoted = point.quoted.map { "<p>\(escaped($0))</p>\n" }.joined()
          html += "<blockquote>\n\(quoted)</blockquote>\n"
        }
        html += "</li>\n"
      }
      html += "</ul>\n"
    }
    return html + "</article>\n"
  }

  private static func escaped(_ text: String) -> String { PageFrame.escaped(visibleText(text)) }

  private static let css =
    ReportStyle.css + """

      article { margin: 0 0 4rem; max-width: 46rem; }
      h3 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
      li p { margin: 0 0 0.25rem; }
      li { margin: 0 0 0.75rem; }
      .line { color: var(--quiet); margin: 0; }
      .decision { border-left: 6px solid var(--fill); background: var(--panel); padding: 1rem; margin: 1.5rem 0; }
      .decision.open { border-color: var(--alarm); }
      .decision p { margin: 0; }
      .headline { font-size: 1.3rem; font-weight: 700; line-height: 1.3; }
      blockquote { border-left: 3px solid var(--line); margin: 0.5rem 0; padding: 0 0 0 1rem; }
      """
}
