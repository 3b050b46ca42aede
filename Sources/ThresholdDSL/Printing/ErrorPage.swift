extension DiagnosticCode {
  /// The page of the documentation that lists every code with its help, in Markdown.
  ///
  /// It is written from the tables of codes, so it cannot say anything else than `explain-error`.
  public static func errorPage() -> String {
    var page = """
      # Messages

      What the checker says of a rule book, code by code, and what to write instead.

      ## Overview

      An **error** means that the rule book cannot decide contacts until it is put right. A
      **warning** means that it can, and that somebody should look. Codes never change their meaning
      and are never used again; wording may become clearer.

      """
    var area: Substring = ""
    for code in all {
      if code.code.prefix(3) != area {
        area = code.code.prefix(3)
        page += "\n## " + heading(ofArea: area) + "\n"
      }
      page += "\n### " + code.code + ": " + code.title + "\n"
      page += "\n*" + (code.severity == .error ? "Error" : "Warning") + ".*\n"
      page += "\n" + markdown(code.help)
    }
    return page
  }

  /// A page of help as Markdown: lines that stand indented in it are examples, and become code.
  private static func markdown(_ help: String) -> String {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    var page = ""
    var isExample = false
    for (number, line) in lines.enumerated() {
      if line.isEmpty {
        // An empty line inside an example belongs to it.
        let next = lines[number...].first { !$0.isEmpty }
        if isExample, next?.hasPrefix("  ") != true {
          page += exampleFence + "\n"
          isExample = false
        }
        if next != nil { page += "\n" }
        continue
      }
      let isIndented = line.hasPrefix("  ")
      if isIndented != isExample {
        if isIndented, number > 0, !lines[number - 1].isEmpty { page += "\n" }
        page += exampleFence + "\n"
        if isExample { page += "\n" }
        isExample = isIndented
      }
      page += (isIndented ? line.dropFirst(2) : line) + "\n"
    }
    return isExample ? page + exampleFence + "\n" : page
  }

  /// Examples show fences of back-ticks, open ones too, so theirs is of another kind.
  private static let exampleFence = "~~~~"

  /// What the first two digits of a code stand for.
  private static func heading(ofArea area: Substring) -> String {
    switch area {
    case "T01": "The document and its characters"
    case "T02": "How declarations are written"
    case "T03": "Names"
    case "T04": "Types"
    case "T05": "What rules mean"
    case "T06": "Editions"
    case "T07": "Hours and clocks"
    case "T08": "Examples"
    default: "Others"
    }
  }
}
