/// How the parts of a message look; what stands where never depends on it.
public enum TextStyle: Hashable, Sendable {
  /// Text alone, for files, pipes and screen readers.
  case plain
  /// Colours of a terminal (ECMA-48 SGR sequences).
  case ansi

  /// What a part of a message is.
  enum Role {
    /// Ordinary text.
    case plain
    /// The place and the message.
    case emphasis
    /// The word `error` and the carets under an error.
    case error
    /// The word `warning` and the carets under a warning.
    case warning
    /// The clause, the code and what is beside the point.
    case quiet
    /// Line numbers.
    case gutter
    /// Advice.
    case help
  }

  func painted(_ text: String, as role: Role) -> String {
    guard self == .ansi, !text.isEmpty else { return text }
    let code: String
    switch role {
    case .plain: return text
    case .emphasis: code = "1"
    case .error: code = "1;31"
    case .warning: code = "1;33"
    case .quiet: code = "2"
    case .gutter: code = "34"
    case .help: code = "32"
    }
    return "\u{1B}[" + code + "m" + text + "\u{1B}[0m"
  }
}

/// The text with characters that a screen does not show, or that move its cursor, written out.
///
/// File names and quoted text come from outside; they must not be able to recolour a terminal.
public func visibleText(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars { shown += Glyph(scalar).text }
  return shown
}

/// The text on one line, cut to a length that leaves a line readable.
func shortened(_ text: String) -> String {
  let limit = 100
  let scalars = text.unicodeScalars
  guard scalars.count > limit else { return visibleText(text) }
  return visibleText(String(String.UnicodeScalarView(scalars.prefix(limit - 1)))) + "…"
}

/// A character as an excerpt shows it, and how many cells of a terminal it takes.
struct Glyph {
  /// What is shown.
  var text: String
  /// Its width in cells: 0 for a mark on the character before, 2 for a wide one.
  var cells: Int

  /// A byte that is not UTF-8.
  init(invalid byte: UInt8) {
    text = "<byte " + hexadecimal(UInt32(byte), width: 2) + ">"
    cells = text.utf8.count
  }

  /// A scalar: itself where it can be seen, else a name that can.
  init(_ scalar: Unicode.Scalar) {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      (text, cells) = (String(scalar), 1)
      return
    }
    // A tab is as wide as the language's own indentation.
    if scalar == "\t" {
      (text, cells) = ("  ", 2)
      return
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator:
      // A space that only looks like one, as Word writes it.
      (text, cells) = ("␣", 1)
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      text = "<U+" + hexadecimal(scalar.value, width: 4) + ">"
      cells = text.utf8.count
    case .nonspacingMark, .enclosingMark:
      (text, cells) = (String(scalar), 0)
    default:
      (text, cells) = (String(scalar), Self.isWide(scalar.value) ? 2 : 1)
    }
  }

  /// Whether a terminal gives the character two cells (the main ranges of Unicode's East Asian
  /// Width W and F, and emoji).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

/// A number in hexadecimal with at least so many digits.
private func hexadecimal(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
