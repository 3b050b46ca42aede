extension CommandSpecification {
  static let watch = CommandSpecification(
    operands: "[RULES]", operandKind: .folder, operandLimit: 1,
    summary: "Say after each save what the change does",
    details: [
      """
      Looks at a rule book, or one edition of it, about twice a second. After each save it checks the \
      rules, runs their examples, and compares them with the last state that had no errors, as \
      `compare` does: what is proved, what is worded otherwise, and with `--corpus` every contact whose \
      decision changes, lowered first. From the second save on it also says what has changed since it \
      was started. While the rules have errors these are shown, and nothing is compared.
      """,
      """
      It reads and writes no file but those, and ends when it is interrupted (Ctrl-C).
      """,
    ],
    examples: [
      ("triage watch rules/reference/2026-03", "one edition, while it is edited"),
      ("triage watch --corpus corpus", "the contacts that each save touches"),
    ])
}
