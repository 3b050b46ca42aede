extension OptionName {
  /// What rules are compared with, and what comes of it.
  var ofComparison: OptionSpecification {
    switch self {
    case .oldRevision:
      OptionSpecification(
        name: .oldRevision, value: .one("REV", .text),
        summary: "Compare with the rules as they were in this revision",
        details: """
          A revision that `git` knows, such as `HEAD` or `v2`: the old rules are those of the same \
          folder then. The `git` command is run once, to read them.
          """, commands: [.compare])
    case .blankForm:
      OptionSpecification(
        name: .blankForm, value: .flag,
        summary: "Write the questions as a form to fill in",
        details: """
          By clause, with boxes to tick and whom to ask. Restricted questions, and what is counted or \
          worked out, are left out.
          """, commands: [.document])
    default:
      OptionSpecification(
        name: .corpus, value: .list("PATH,…", .file),
        summary: "Decide these contacts by the old rules and the new",
        details: """
          Files of contacts, or folders with such files below them, each read once: each contact \
          whose decision changes is named, lowered first. `document` counts the expectations of \
          each rule in them, `lsp` shows beside a rule how many contacts meet it.
          """, commands: [.compare, .document, .watch, .lsp])
    }
  }
}
