/// The inside of a Markdown block as HTML: emphasis, code, links, line breaks; all else as text.
struct MarkdownInline {
  private var html = ""
  private var rest: Substring

  /// The words as HTML.
  static func html(_ words: Substring) -> String {
    var writer = MarkdownInline(rest: words)
    writer.write()
    return writer.html
  }

  private init(rest: Substring) {
    self.rest = rest
  }

  private mutating func write() {
    var before: Character = " "
    while let first = rest.first {
      if take(first, after: before) {
        before = " "
        continue
      }
      if first == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
        rest = rest.dropFirst()
      }
      let character = rest.removeFirst()
      html += PageFrame.escaped(String(character))
      before = character
    }
  }

  /// Takes what begins here with a mark; false where the mark is only text.
  private mutating func take(_ first: Character, after before: Character) -> Bool {
    switch first {
    case "`": return takeCode()
    case "*": return takeEmphasis("**", "strong") || takeEmphasis("*", "em")
    // An underscore inside a word is part of it.
    case "_" where !before.isLetter && !before.isNumber:
      return takeEmphasis("__", "strong") || takeEmphasis("_", "em")
    case "[": return takeLink()
    default: return false
    }
  }

  private mutating func takeCode() -> Bool {
    let ticks = rest.prefix { $0 == "`" }
    let inside = rest.dropFirst(ticks.count)
    guard let end = inside.firstRange(of: ticks) else { return false }
    html += "<code>" + PageFrame.escaped(inside[..<end.lowerBound]) + "</code>"
    rest = inside[end.upperBound...]
    return true
  }

  private mutating func takeEmphasis(_ mark: String, _ tag: String) -> Bool {
    guard rest.hasPrefix(mark) else { return false }
    let inside = rest.dropFirst(mark.count)
    guard inside.first?.isWhitespace == false, inside.first != mark.first,
      let end = inside.firstRange(of: mark), end.lowerBound > inside.startIndex,
      !inside[inside.index(before: end.lowerBound)].isWhitespace
    else { return false }
    html += "<\(tag)>" + Self.html(inside[..<end.lowerBound]) + "</\(tag)>"
    rest = inside[end.upperBound...]
    return true
  }

  private mutating func takeLink() -> Bool {
    let inside = rest.dropFirst()
    guard let close = inside.firstIndex(of: "]") else { return false }
    let after = inside[inside.index(after: close)...]
    guard after.first == "(", let end = after.firstIndex(of: ")") else { return false }
    let target = after[after.index(after: after.startIndex)..<end]
    guard ["https://", "http://", "mailto:", "#"].contains(where: target.hasPrefix) else {
      return false
    }
    html += "<a href=\"\(PageFrame.escaped(target))\">" + Self.html(inside[..<close]) + "</a>"
    rest = after[after.index(after: end)...]
    return true
  }
}
