/// The options of `document`.
struct DocumentOptions {
  /// The rule book named, if one is.
  var rules: String?
  /// The edition, if one is named; else the latest.
  var edition: String?
  /// The files and folders of contacts whose expectations are counted by rule.
  var corpus: [String]
  /// Where the page is written beside the Markdown; nil for none.
  var page: String?
  /// Where the Markdown is written; nil for standard output.
  var output: String?
  /// Whether the questions are written as a form instead.
  var isBlankForm: Bool

  init(_ arguments: ParsedArguments) throws(ToolError) {
    rules = arguments.value(.rules)
    edition = arguments.value(.edition)
    corpus = arguments.list(.corpus)
    page = arguments.value(.html)
    output = arguments.value(.output).flatMap { $0 == "-" ? nil : $0 }
    isBlankForm = arguments.has(.blankForm)
    if page == "-" {
      throw .usage(
        "the page cannot go to standard output, where the Markdown is", hint: "name a file",
        command: .document)
    }
    if isBlankForm, !corpus.isEmpty {
      throw .usage("a blank form counts no corpus: leave out `--corpus`", command: .document)
    }
  }
}
