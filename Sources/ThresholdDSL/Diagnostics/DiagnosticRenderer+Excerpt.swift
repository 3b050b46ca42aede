/// A line of a file as it is shown under a message, cut around the place that is marked.
struct Excerpt {
  /// What is shown of the line.
  private(set) var text = ""
  /// The cells before the carets.
  private(set) var caretsAfter = 0
  /// How many carets; at least 1.
  private(set) var carets = 1

  /// The most cells shown of a line.
  static let width = 100
  /// The cells kept before the mark where the line is cut.
  static let lead = 30
  /// The bytes looked at on each side of the mark's start; a longer line is cut there already.
  private static let reach = 2_048

  /// A line's content, with the marked bytes that lie in it.
  init(_ bytes: [UInt8], line: Range<Int>, marking mark: Range<Int>) {
    let markStart = min(max(mark.lowerBound, line.lowerBound), line.upperBound)
    let markEnd = max(markStart, min(mark.upperBound, line.upperBound))
    let near = Self.near(markStart, in: line, of: bytes)
    let glyphs = Self.glyphs(bytes, near)
    let window = Self.window(
      glyphs, marked: markStart..<markEnd, cutBefore: near.lowerBound > line.lowerBound)
    let cutBefore = window.lowerBound > 0 || near.lowerBound > line.lowerBound
    let cutAfter = window.upperBound < glyphs.count || near.upperBound < line.upperBound
    if cutBefore {
      text += "…"
      caretsAfter += 1
    }
    var marked = 0
    for (glyph, start) in glyphs[window] {
      text += glyph.text
      if start < markStart {
        caretsAfter += glyph.cells
      } else if start < markEnd {
        marked += glyph.cells
      }
    }
    if cutAfter { text += "…" }
    carets = max(1, marked)
  }

  /// The bytes of the line around an offset, not starting inside a character.
  private static func near(_ offset: Int, in line: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var start = max(line.lowerBound, offset - reach)
    while start > line.lowerBound, start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start..<min(line.upperBound, offset + reach)
  }

  private static func glyphs(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> [(glyph: Glyph, start: Int)] {
    var glyphs: [(glyph: Glyph, start: Int)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let decoded = decodeScalar(bytes, at: index)
      let glyph = decoded.map { Glyph($0.scalar) } ?? Glyph(invalid: bytes[index])
      glyphs.append((glyph, index))
      index += decoded?.length ?? 1
    }
    return glyphs
  }

  /// The glyphs to show: all of a line that fits, else as many as fit from a little before the mark.
  private static func window(
    _ glyphs: [(glyph: Glyph, start: Int)], marked: Range<Int>, cutBefore: Bool
  ) -> Range<Int> {
    let total = glyphs.reduce(0) { $0 + $1.glyph.cells }
    if total <= width, !cutBefore { return 0..<glyphs.count }
    let markIndex = glyphs.firstIndex { $0.start >= marked.lowerBound } ?? glyphs.count
    let markLast = glyphs.firstIndex { $0.start >= marked.upperBound } ?? glyphs.count
    var first = 0
    if cutBefore || glyphs[..<markLast].reduce(0, { $0 + $1.glyph.cells }) > width - 1 {
      first = markIndex
      var kept = 0
      while first > 0, kept + glyphs[first - 1].glyph.cells <= lead {
        first -= 1
        kept += glyphs[first].glyph.cells
      }
    }
    var last = first
    var used = 0
    while last < glyphs.count, used + glyphs[last].glyph.cells <= width - 2 {
      used += glyphs[last].glyph.cells
      last += 1
    }
    return first..<last
  }
}
