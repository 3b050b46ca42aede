import TriageEngine

/// Charts as inline SVG. Lengths across are percentages and heights are pixels, so that a chart fits any
/// width while its words keep their size.
enum ReportDrawing {
  /// The height of the plot of a run chart, in pixels.
  private static let plotHeight = 200.0

  /// A chart with its title.
  static func figure(_ chart: ReportChart, number: Int) -> String {
    switch chart {
    case .bars(let title, let bars, let full): self.bars(title, bars, full)
    case .run(let chart): run(chart, number: number)
    }
  }

  // MARK: Bars

  private static func bars(
    _ title: String, _ bars: [ReportChart.Bar], _ full: Double?
  ) -> String {
    let longest = full ?? bars.map(\.length).max() ?? 0
    guard longest > 0 else { return "" }
    let words = bars.map { "\($0.label): \($0.words)" }.joined(separator: "; ")
    var html = "<figure>\n<figcaption>\(ReportPage.escaped(title))</figcaption>\n"
    html +=
      "<div class=\"bars\" role=\"img\" aria-label=\"\(ReportPage.escaped(title + ". " + words))\">\n"
    for bar in bars {
      let length = decimal(bar.length / longest * 100, places: 2)
      html += """
        <div class="bar"><span>\(ReportPage.escaped(bar.label))</span> <b>\(ReportPage.escaped(bar.words))</b>\
        <svg width="100%" height="12" aria-hidden="true" focusable="false">\
        <rect class="track" width="100%" height="12"/>\
        <rect class="fill" width="\(length)%" height="12"/></svg></div>

        """
    }
    return html + "</div>\n</figure>\n"
  }

  // MARK: Runs

  private static func run(_ chart: ReportChart.RunChart, number: Int) -> String {
    let points = chart.points
    guard points.count > 1, points.contains(where: { $0.value != nil }) else { return "" }
    let id = "chart-\(number)"
    var svg = """
      <svg class="run" width="100%" height="\(decimal(plotHeight + 30, places: 0))" role="img" \
      aria-labelledby="\(id)-title \(id)-words">
      <title id="\(id)-title">\(ReportPage.escaped(chart.title))</title>
      <desc id="\(id)-words">\(ReportPage.escaped(description(chart)))</desc>

      """
    for step in 0...4 {
      let value = chart.top * Double(step) / 4
      let height = y(value, chart)
      svg += "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(height)\" y2=\"\(height)\"/>"
      svg += "<text class=\"scale\" x=\"-8\" y=\"\(height)\" dy=\"4\">"
      svg += ReportPage.escaped(decimal(value, places: 0) + chart.unit) + "</text>\n"
    }
    if let limits = chart.limits {
      svg += rule(limits.mean, "mean", chart)
      svg += rule(limits.lower, "limit", chart) + rule(limits.upper, "limit", chart)
    }
    svg += joins(chart) + marks(chart) + labels(points)
    svg += "</svg>\n"
    return
      "<figure>\n<figcaption>\(ReportPage.escaped(chart.title))</figcaption>\n<div class=\"plot\">\n"
      + svg + "</div>\n" + key(chart) + "</figure>\n"
  }

  private static func rule(
    _ value: Double, _ kind: String, _ chart: ReportChart.RunChart
  ) -> String {
    let height = y(value, chart)
    return "<line class=\"\(kind)\" x1=\"0\" x2=\"100%\" y1=\"\(height)\" y2=\"\(height)\"/>\n"
  }

  /// The lines between points that follow one another.
  private static func joins(_ chart: ReportChart.RunChart) -> String {
    var svg = ""
    for (index, pair) in zip(chart.points, chart.points.dropFirst()).enumerated() {
      guard let from = pair.0.value, let to = pair.1.value else { continue }
      svg += "<line class=\"join\" x1=\"\(x(index, chart))%\" y1=\"\(y(from, chart))\" "
      svg += "x2=\"\(x(index + 1, chart))%\" y2=\"\(y(to, chart))\"/>\n"
    }
    return svg
  }

  /// The points: filled when whole, hollow when a part, a diamond when they stand out.
  private static func marks(_ chart: ReportChart.RunChart) -> String {
    var svg = ""
    for (index, point) in chart.points.enumerated() {
      guard let value = point.value else { continue }
      let title = "<title>\(ReportPage.escaped(words(point, chart)))</title>"
      let place = (x(index, chart), y(value, chart))
      if point.signal != nil {
        svg += "<svg class=\"signal\" x=\"\(place.0)%\" y=\"\(place.1)\">\(title)"
        svg += "<path d=\"M0-8 8 0 0 8-8 0Z\"/></svg>\n"
      } else {
        svg += "<circle class=\"\(point.isWhole ? "point" : "part")\" cx=\"\(place.0)%\" "
        svg += "cy=\"\(place.1)\" r=\"4\">\(title)</circle>\n"
      }
    }
    return svg
  }

  /// The first, the middle and the last time; a telephone has no room for the middle.
  private static func labels(_ points: [ReportChart.Point]) -> String {
    let last = points.count - 1
    var places = [(0, "start"), (last, "end")]
    if points.count > 2 { places.insert((last / 2, "middle"), at: 1) }
    return places.map { index, anchor in
      let place = last == 0 ? "0" : decimal(Double(index) * 100 / Double(last), places: 2)
      let height = decimal(plotHeight + 24, places: 0)
      return "<text class=\"time \(anchor)\" x=\"\(place)%\" y=\"\(height)\" "
        + "text-anchor=\"\(anchor)\">\(ReportPage.escaped(points[index].mark))</text>\n"
    }.joined()
  }

  private static func key(_ chart: ReportChart.RunChart) -> String {
    var parts = ["A hollow point is a part of its span."]
    if chart.limits != nil {
      parts = ["Solid line: mean. Dashed lines: limits. A diamond stands out."] + parts
    }
    return "<p class=\"key\">\(parts.joined(separator: " "))</p>\n"
  }

  private static func description(_ chart: ReportChart.RunChart) -> String {
    chart.points.map { words($0, chart) }.joined(separator: "; ")
  }

  private static func words(
    _ point: ReportChart.Point, _ chart: ReportChart.RunChart
  ) -> String {
    guard let value = point.value else { return "\(point.label): none to count" }
    let signal = point.signal == nil ? "" : ", stands out"
    return "\(point.label): \(decimal(value, places: 1))\(chart.unit)"
      + (point.isWhole ? "" : ", a part") + signal
  }

  /// How far across a point stands, in per cent; the ends keep clear of the edge.
  private static func x(_ index: Int, _ chart: ReportChart.RunChart) -> String {
    decimal(2 + Double(index) * 96 / Double(max(1, chart.points.count - 1)), places: 2)
  }

  /// How far down a value stands, in pixels.
  private static func y(_ value: Double, _ chart: ReportChart.RunChart) -> String {
    let part = min(1, max(0, value / max(chart.top, 1)))
    return decimal(8 + (1 - part) * (plotHeight - 8), places: 1)
  }
}
