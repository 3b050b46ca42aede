import TriageEngine

/// A report ready to be shown: sections of words and tables, which text, CSV and the page all lay out.
struct ReportDocument {
  /// The title.
  var title: String
  /// What the report is about: labels and what they say.
  var facts: [(label: String, words: String)]
  /// The figures that stand at the head.
  var headlines: [Headline]
  /// The sections, in order.
  var sections: [ReportSection]

  /// A figure that stands at the head.
  struct Headline {
    /// What it measures.
    var label: String
    /// The figure.
    var figure: String
    /// What it is of.
    var detail: String
  }
}

/// A section with a heading.
struct ReportSection {
  /// The name, for links and programs.
  var name: String
  /// The heading.
  var title: String
  /// What stands in it, in order.
  var blocks: [ReportBlock]
}

/// A part of a section.
enum ReportBlock {
  /// A paragraph.
  case words(String)
  /// Text to be copied as it stands, line by line.
  case verbatim(String)
  /// A table, with its chart where it has one.
  case table(ReportTable)
}

/// A table: what every chart is drawn from.
struct ReportTable {
  /// The name, for programs.
  var name: String
  /// What the table shows.
  var caption: String
  /// What the rows are, as the header of the first column.
  var corner: String
  /// The columns.
  var columns: [Column]
  /// The rows; each has a cell for every column.
  var rows: [Row]
  /// What to say when there are no rows.
  var emptyWords: String
  /// What is drawn above it.
  var chart: ReportChart?

  /// A column.
  struct Column {
    /// The header.
    var title: String
    /// The name, for programs.
    var name: String
    /// Whether it holds words, and not figures.
    var isWords = false
  }

  /// A row.
  struct Row {
    /// What the row is about.
    var title: String
    /// The name, for programs; the title where there is none.
    var name: String?
    /// The cells.
    var cells: [ReportCell]
  }
}

/// A cell of a table: as people read it, and as programs do.
struct ReportCell {
  /// For people.
  var shown: String
  /// The value for programs; empty for none.
  var value: String
  /// What it counts, and of how many.
  var part: Int?
  var whole: Int?

  /// The mark of a count that is withheld.
  static let withheld = ReportCell(shown: "[c]", value: "[c]")
  /// The mark of a figure of nothing.
  static let nothing = ReportCell(shown: "–", value: "")

  /// A count.
  static func count(_ count: Int) -> ReportCell {
    ReportCell(shown: grouped(count), value: String(count), part: count)
  }

  /// A count and the percentage that it is, such as `340 (85%)`.
  static func part(_ share: Share) -> ReportCell {
    let percentage = share.percentage.map { " (\($0))" } ?? ""
    return ReportCell(
      shown: grouped(share.part) + percentage, value: share.percentageNumber ?? "",
      part: share.part, whole: share.whole)
  }

  /// A percentage, and what it is of, such as `85% of 400`.
  static func share(_ share: Share) -> ReportCell {
    let words = share.percentage.map { "\($0) of \(grouped(share.whole))" } ?? "none to count"
    return ReportCell(
      shown: words, value: share.percentageNumber ?? "", part: share.part, whole: share.whole)
  }

  /// A number with some decimals.
  static func number(_ number: Double, places: Int = 1) -> ReportCell {
    let text = decimal(number, places: places)
    return ReportCell(shown: text, value: text)
  }

  /// Words.
  static func words(_ words: String, value: String? = nil) -> ReportCell {
    ReportCell(shown: words, value: value ?? words)
  }
}

/// What is drawn above a table.
enum ReportChart {
  /// One bar a row; `full` is what a bar over the whole width stands for, nil for the longest.
  case bars(title: String, bars: [Bar], full: Double? = nil)
  /// Points in order of time, with their limits.
  case run(RunChart)

  /// A bar.
  struct Bar {
    /// What it stands for.
    var label: String
    /// How long it is.
    var length: Double
    /// What is written at its end.
    var words: String
  }

  /// Points in order of time.
  struct RunChart {
    /// What is drawn.
    var title: String
    /// The points, in order.
    var points: [Point]
    /// The limits, where they are known.
    var limits: ControlLimits?
    /// The greatest value of the scale.
    var top: Double
    /// What stands behind a value, such as `%`.
    var unit: String
  }

  /// A point.
  struct Point {
    /// When it is.
    var label: String
    /// The same, short enough to stand beside others.
    var mark: String
    /// Its value; nil where there is none.
    var value: Double?
    /// Whether it is a whole week or month.
    var isWhole: Bool
    /// What it says against the limits.
    var signal: ControlLimits.Signal?
  }
}

/// A number with a comma between thousands.
func grouped(_ number: Int) -> String {
  var digits = Array(String(number.magnitude).utf8)
  var place = digits.count - 3
  while place > 0 {
    digits.insert(UInt8(ascii: ","), at: place)
    place -= 3
  }
  return (number < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
}

/// A number with so many decimals, a half rounded away from zero.
func decimal(_ number: Double, places: Int) -> String {
  var factor = 1.0
  for _ in 0..<places { factor *= 10 }
  let scaled = (number * factor).rounded()
  guard scaled.magnitude < 1e15 else { return "–" }
  let digits = String(Int(scaled.magnitude))
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
  let sign = scaled < 0 ? "-" : ""
  guard places > 0 else { return sign + padded }
  return sign + padded.dropLast(places) + "." + padded.suffix(places)
}

/// So many of something, with commas in the number.
func groupedCount(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  grouped(count) + " " + (count == 1 ? one : many ?? one + "s")
}
