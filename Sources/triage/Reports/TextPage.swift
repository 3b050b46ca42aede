/// Text for people, put together line by line: wrapped, indented, and coloured where it may be.
struct TextPage {
  /// How a part stands out.
  enum Ink {
    case plain
    case strong
    case alarm
    case caution
    case quiet
  }

  /// The columns that text is broken at.
  static let width = 88

  /// Whether the parts are coloured (ECMA-48 SGR sequences).
  let isColoured: Bool
  /// The text so far.
  private(set) var text = ""

  init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// An empty line.
  mutating func gap() {
    text += "\n"
  }

  /// A paragraph, each line after so many spaces; further lines may stand deeper.
  mutating func paragraph(
    _ words: String, indent: Int = 0, hanging: Int = 0, _ ink: Ink = .plain
  ) {
    label("", words, indent: indent, labelWidth: hanging, ink)
  }

  /// A paragraph with a label before its first line; the words stand in a column of their own.
  mutating func label(
    _ label: String, _ words: String, indent: Int = 0, labelWidth: Int, _ ink: Ink = .plain
  ) {
    let margin = String(repeating: " ", count: indent)
    let column = String(repeating: " ", count: labelWidth)
    // A paragraph without a label hangs; one with a label starts in the column.
    var line = margin + painted(label, .quiet)
    var used = indent + label.unicodeScalars.count
    if !label.isEmpty {
      let fill = max(1, labelWidth - label.unicodeScalars.count)
      line += String(repeating: " ", count: fill)
      used += fill
    }
    var part = ""
    for word in words.split(separator: " ") {
      let length = word.unicodeScalars.count
      if !part.isEmpty, used + 1 + length > Self.width {
        text += line + painted(part, ink) + "\n"
        line = margin + column
        used = indent + labelWidth
        part = ""
      }
      part += (part.isEmpty ? "" : " ") + word
      used += length + (part.utf8.count == word.utf8.count ? 0 : 1)
    }
    text += line + painted(part, ink) + "\n"
  }

  /// A line as it stands, after so many spaces: something to be copied.
  mutating func verbatim(_ line: String, indent: Int, _ ink: Ink = .plain) {
    text += String(repeating: " ", count: indent) + painted(line, ink) + "\n"
  }

  private func painted(_ part: String, _ ink: Ink) -> String {
    guard isColoured, !part.isEmpty else { return part }
    let code: String
    switch ink {
    case .plain: return part
    case .strong: code = "1"
    case .alarm: code = "1;31"
    case .caution: code = "1;33"
    case .quiet: code = "2"
    }
    return "\u{1B}[" + code + "m" + part + "\u{1B}[0m"
  }
}
