extension SyntaxTree {
  /// The words that stand under a clause's heading, paragraph by paragraph, up to the next heading; what
  /// the fences say is left out, and so are the marks of Markdown for bold and code.
  public func paragraphs(under clause: Clause) -> [String] {
    guard clause.span.file == file, clause.span.end <= source.bytes.count else { return [] }
    let next = clauses.map(\.span.start).filter { $0 > clause.span.start }.min()
    let end = next ?? source.bytes.count
    var paragraphs: [String] = []
    for region in regions where region.kind == .prose {
      let first = max(region.bytes.lowerBound, clause.span.end)
      let last = min(region.bytes.upperBound, end)
      guard first < last else { continue }
      guard Self.take(String(decoding: source.bytes[first..<last], as: UTF8.self), &paragraphs)
      else { break }
    }
    return paragraphs
  }

  /// Adds the paragraphs of some prose; whether no heading ends them.
  private static func take(_ prose: String, _ paragraphs: inout [String]) -> Bool {
    var lines: [Substring] = []
    func end() {
      let text = lines.joined(separator: " ").replacing("**", with: "").replacing("`", with: "")
      if !text.isEmpty { paragraphs.append(text) }
      lines = []
    }
    for line in prose.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let words = line.drop { $0 == " " }
      if words.hasPrefix("#") {
        end()
        return false
      }
      // A line of `=` or `-` underlines a heading, or parts two paragraphs.
      if words.allSatisfy({ "=-".contains($0) }) {
        end()
        continue
      }
      if words.hasPrefix("- ") || words.hasPrefix("* ") { end() }
      lines.append(words)
    }
    end()
    return true
  }
}
