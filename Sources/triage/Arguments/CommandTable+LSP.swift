extension CommandSpecification {
  static let lsp = CommandSpecification(
    operands: "", operandKind: .file, operandLimit: 0,
    summary: "Serve an editor: mistakes, meaning, names and layout",
    details: [
      """
      A language server (LSP 3.17) over standard input and output: an editor starts it and sends it \
      what is typed. It tells what `check` would say of the rule book with the text of the editor in \
      place of the file, mistakes at once and proofs a moment after the last keystroke; shows on \
      hover what a name stands for in plain English; completes; goes to declarations and uses; renames \
      in every file of an edition; outlines, colours and lays out; and makes the replacements that \
      messages name.
      """,
      """
      Of an open file it reads the folder and, where the editor has the folder above it open, the \
      other editions of its rule book, with their calendar, and nothing else. Markdown without rules is let be. The page \
      `Editors` has settings for VS Code, Neovim and Helix.
      """,
      """
      With `--corpus`, or `corpus` among the editor's own `initializationOptions`, hover says beside a \
      rule how many contacts of the corpus meet it. They are decided again whenever the changed rules \
      have no mistakes, and hover says how long ago that was.
      """,
      """
      The status is 0 when the editor says good-bye as it should, and 1 when it goes without.
      """,
    ],
    examples: [
      ("triage lsp", "as an editor starts it"),
      ("triage lsp --corpus corpus", "with counts of the contacts under corpus"),
    ])
}
