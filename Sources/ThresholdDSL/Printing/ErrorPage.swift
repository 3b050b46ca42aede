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
      page += "\n" + code.help
      if !code.help.hasSuffix("\n") { page += "\n" }
    }
    return page
  }

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
