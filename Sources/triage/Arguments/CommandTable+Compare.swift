extension CommandSpecification {
  static let compare = CommandSpecification(
    operands: "OLD NEW", operandKind: .folder, operandLimit: 2,
    summary: "Say what a change of rules does, and to whom",
    details: [
      """
      OLD and NEW are two rule books, two editions, or a file and the one that takes its place in an \
      edition. Rule books are compared day by day, by the editions that are in force on the day that a \
      contact is received, whatever their names; days on which only one of them has an edition are \
      findings of their own. An edition that is named beside one of another name takes its place, each \
      as if it were in force while the new one is. With `--old-revision REV` there is NEW alone: the \
      old rules are those of the same folder as `git` has them at that revision.
      """,
      """
      *Proved*: for each outcome and rating whether any contact that can be stated reached it, or more, \
      and falls below it, or comes to reach it, over every combination of known, unknown and \
      left out, with the smallest contact that shows it, as an example to paste and as a line of a \
      contact file; nothing is sampled. A first outcome that was not settled and now is counts as \
      lowered, and so does a contact that could rise less far: something is asked no more. *Stated*: the declarations, rows, ignored fields and clauses that were added, removed, \
      changed or moved. *Measured*, with `--corpus`, whose files are read twice: each contact whose decision changes, lowered \
      first, with both reasons.
      """,
      """
      A proof takes each child's earlier contacts to be decided as before. Where rules count what was \
      decided, and some contact is decided otherwise, nothing is proved of a later contact of the same \
      child, and the report says so. Nothing is proved either of an outcome of the old edition that \
      gives way to one of another name: neither edition says which is higher.
      """,
      """
      For partners a contact that restricted information decides is counted and not named, since the \
      rules beside it say what that information is.
      """,
      """
      The status is 1 when a contact is, or can be, lowered, when it is rejected where it was decided, \
      and when it was left unproved that none is; `--fail-on` names less or more.
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
