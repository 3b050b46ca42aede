/// A document as one page of HTML that needs nothing else: no script, no other file, no network.
enum DocumentPage {
  /// The page of a document in Markdown, whose first heading is its title.
  static func html(_ markdown: String) -> String {
    let (body, headings) = MarkdownHTML.page(markdown)
    let title = headings.first?.html ?? "Thresholds"
    var contents = ""
    for heading in headings where heading.level == 2 {
      contents += "<li><a href=\"#\(heading.name)\">\(heading.html)</a></li>\n"
    }
    return PageFrame.head(title: plain(title), css: css) + """
      <a class="skip" href="#main">Skip to the document</a>
      <nav aria-label="Contents"><div class="wide">
      <details open><summary>Contents</summary>
      <ul>
      \(contents)</ul>
      </details></div></nav>
      <main id="main" class="wide">
      \(body)</main>
      <footer><div class="wide">
      <p>Made by triage from the rule book; it advises, and a social worker decides.</p>
      </div></footer>
      </body>
      </html>

      """
  }

  /// HTML without its tags, for the title.
  private static func plain(_ html: String) -> String {
    var text = ""
    var isInTag = false
    for character in html {
      if character == "<" { isInTag = true }
      if !isInTag { text.append(character) }
      if character == ">" { isInTag = false }
    }
    return text
  }

  private static let css =
    ReportStyle.css + """

      h1 { margin-top: 2rem; }
      h3 { font-size: 1.15rem; margin: 2rem 0 0.75rem; scroll-margin-top: 1rem; }
      li { max-width: 46rem; }
      .panel {
        border-left: 4px solid var(--fill); background: var(--panel); padding: 0.75rem 1rem;
        margin: 0 0 1.5rem;
      }
      .panel > :last-child { margin-bottom: 0; }
      td { vertical-align: top; text-align: left; }
      code { overflow-wrap: anywhere; }
      summary { cursor: pointer; padding: 0.75rem 0; font-weight: 600; }
      nav ul { columns: 18rem; }
      @media print { nav, .skip { display: none; } .panel { break-inside: avoid; } }
      """
}
