/// The options of `lsp`.
struct LSPOptions {
  /// The files and folders of contacts whose rules hover counts.
  var corpus: [String]

  init(_ arguments: ParsedArguments) {
    corpus = arguments.list(.corpus)
  }
}
