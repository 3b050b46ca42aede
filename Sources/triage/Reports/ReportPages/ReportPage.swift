import ThresholdDSL

/// A report as one page of HTML that needs nothing else: no script, no other file, no network.
///
/// INVARIANT: everything that comes from a ledger, a rule book or a command line is escaped.
struct ReportPage {
  let document: ReportDocument
  private var tables = 0
  private var html = ""

  /// The whole page.
  static func html(_ document: ReportDocument) -> String {
    var page = ReportPage(document: document)
    return page.make()
  }

  private init(document: ReportDocument) {
    self.document = document
  }

  private mutating func make() -> String {
    let title = Self.escaped(document.title)
    html =
      PageFrame.head(title: title, css: ReportStyle.css) + """
        <a class="skip" href="#main">Skip to the figures</a>
        <header>
        <div class="wide">
        <h1>\(title)</h1>

        """
    html += "<dl class=\"facts\">\n"
    for (label, words) in document.facts {
      html += "<div><dt>\(Self.escaped(label))</dt><dd>\(Self.escaped(words))</dd></div>\n"
    }
    html += "</dl>\n</div>\n</header>\n"
    html += "<main id=\"main\" class=\"wide\">\n"
    headlines()
    contents()
    for section in document.sections { add(section) }
    html += """
      </main>
      <footer>
      <div class="wide">
      <p>Made by triage, which advises and records; a social worker decides. The page holds the ids of
      contacts and children: keep it as safe as the records it was made from.</p>
      </div>
      </footer>
      </body>
      </html>

      """
    return html
  }

  private mutating func contents() {
    html += "<nav aria-label=\"Sections\">\n<ul>\n"
    for section in document.sections {
      let (name, title) = (Self.escaped(section.name), Self.escaped(section.title))
      html += "<li><a href=\"#\(name)\">\(title)</a></li>\n"
    }
    html += "</ul>\n</nav>\n"
  }

  private mutating func headlines() {
    html += "<section aria-labelledby=\"at-a-glance\">\n<h2 id=\"at-a-glance\">At a glance</h2>\n"
    html += "<dl class=\"headlines\">\n"
    for headline in document.headlines {
      html += """
        <div><dt>\(Self.escaped(headline.label))</dt>\
        <dd class="figure">\(Self.escaped(headline.figure))</dd>\
        <dd class="detail">\(Self.escaped(headline.detail))</dd></div>

        """
    }
    html += "</dl>\n</section>\n"
  }

  private mutating func add(_ section: ReportSection) {
    let name = Self.escaped(section.name)
    html += "<section aria-labelledby=\"\(name)\">\n"
    html += "<h2 id=\"\(name)\">\(Self.escaped(section.title))</h2>\n"
    for block in section.blocks {
      switch block {
      case .words(let words): html += "<p>\(Self.escaped(words))</p>\n"
      case .verbatim(let text):
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        html += "<pre>"
        html += lines.map { Self.escaped(String($0)) }.joined(separator: "\n") + "</pre>\n"
      case .table(let table): add(table)
      }
    }
    html += "</section>\n"
  }

  private mutating func add(_ table: ReportTable) {
    guard !table.rows.isEmpty else {
      html += "<p class=\"none\">\(Self.escaped(table.emptyWords))</p>\n"
      return
    }
    tables += 1
    if let chart = table.chart { html += ReportDrawing.figure(chart, number: tables) }
    let caption = "table-\(tables)"
    // A table that may be wider than a telephone moves in a region of its own, which the keyboard
    // can reach; the page itself never moves sideways.
    html += """
      <div class="table" role="region" tabindex="0" aria-labelledby="\(caption)">
      <table>
      <caption id="\(caption)"><span>\(Self.escaped(table.caption))</span></caption>
      <thead><tr><th scope="col">\(Self.escaped(table.corner))</th>
      """
    for column in table.columns {
      html += "<th scope=\"col\"\(Self.kind(column))>\(Self.escaped(column.title))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr><th scope=\"row\">\(Self.escaped(row.title))</th>"
      for (column, cell) in zip(table.columns, row.cells) {
        html += "<td\(Self.kind(column))>\(Self.escaped(cell.shown))</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
  }

  private static func kind(_ column: ReportTable.Column) -> String {
    column.isWords ? "" : " class=\"number\""
  }

  /// Text that stands for itself in HTML, in elements and in attributes.
  static func escaped(_ text: String) -> String {
    PageFrame.escaped(visibleText(text))
  }
}
