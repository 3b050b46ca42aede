extension CommandSpecification {
  static let compare = CommandSpecification(
    operands: "OLD NEW", operandKind: .folder, operandLimit: 2,
    summary: "Say what a change of rules does, and to whom",
    details: [
      """
      OLD and NEW are two editions, two rule books, whose editions are compared by name, or a file \
      and the one that takes its place in an edition. With `--old-revision REV` there is NEW alone: \
      the old rules are those of the same folder as `git` has them at that revision.
      """,
      """
      *Proved*: for each outcome and rating whether any contact that can be stated is lowered or \
      raised, over every combination of known, unknown and left out, with the smallest contact that \
      shows it, as an example to paste and as a line of a contact file; nothing is sampled. *Stated*: \
      the declarations, rows and clauses that were added, removed, changed or moved. *Measured*, with \
      `--corpus`: each contact whose decision changes, lowered first, with both reasons.
      """,
      """
      The status is 1 when a contact is, or can be, lowered; `--fail-on` names something else.
      """,
    ],
    examples: [
      (
        "triage compare rules/reference/2023-12 rules/reference/2026-03",
        "what one edition changes of another"
      ),
      (
        "triage compare --old-revision HEAD --corpus corpus rules/reference",
        "what is not committed yet"
      ),
    ])
}
