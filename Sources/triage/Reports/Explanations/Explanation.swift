/// The account of one decision, ready to be shown: text and page lay out the same.
struct Explanation {
  /// Whose decision it is.
  var title: String
  /// What stands under the title, line by line.
  var lines: [String] = []
  /// What was decided.
  var headline: String
  /// Whether the headline is one to be careful with.
  var isCautious = false
  /// What is said of it, sentence by sentence.
  var statements: [String] = []
  /// The sections, in order.
  var sections: [Section] = []

  /// Points under a heading.
  struct Section {
    var title: String
    var points: [Point] = []
  }

  /// A point, with what is said of it.
  struct Point {
    var words: String
    /// Sentences beneath it.
    var below: [String] = []
    /// Words of the threshold document, paragraph by paragraph.
    var quoted: [String] = []
  }

  /// Begins a section.
  mutating func heading(_ title: String) {
    sections.append(Section(title: title))
  }

  /// Adds a point to the last section.
  mutating func item(_ words: String) {
    guard let last = sections.indices.last else { return }
    sections[last].points.append(Point(words: words))
  }

  /// Adds a sentence beneath the last point.
  mutating func below(_ words: String) {
    guard let last = sections.indices.last, let point = sections[last].points.indices.last else {
      return
    }
    sections[last].points[point].below.append(words)
  }

  /// Quotes the threshold document beneath the last point.
  mutating func quote(_ paragraphs: [String]) {
    guard let last = sections.indices.last, let point = sections[last].points.indices.last else {
      return
    }
    sections[last].points[point].quoted = paragraphs
  }

  /// The account as text.
  func text(isColoured: Bool) -> String {
    var page = TextPage(isColoured: isColoured)
    page.paragraph(title, .strong)
    for line in lines { page.paragraph(line) }
    page.gap()
    page.paragraph(headline, isCautious ? .caution : .strong)
    for statement in statements { page.paragraph(statement) }
    for section in sections {
      page.gap()
      page.paragraph(section.title, .strong)
      for point in section.points {
        page.label("-", point.words, indent: 2, labelWidth: 2)
        for words in point.below { page.paragraph(words, indent: 4) }
        // The page has them all.
        if let words = point.quoted.first {
          page.label("|", words, indent: 4, labelWidth: 2, .quiet)
        }
      }
    }
    return page.text
  }
}
