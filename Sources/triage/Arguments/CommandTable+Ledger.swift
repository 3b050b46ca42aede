extension CommandSpecification {
  static let record = CommandSpecification(
    operands: "[FILE]", operandKind: .file, operandLimit: 1,
    summary: "Record a person's decision in the ledger",
    details: [
      """
      Adds to the ledger what a person decided of a contact that `decide --ledger` has recommended \
      on. Nothing is overwritten: a decision made before stays, with who made it, when and why, and \
      the new one revises it. One that differs from the recommendation needs a reason; one that is \
      lower needs a second person.
      """,
      """
      With a file instead of options it records one decision a row, JSON Lines or CSV with the \
      fields `contact`, `child`, `case`, `outcome`, `rating`, `by`, `role`, `reason`, `decided` and \
      `agreed_by`; `-` is standard input. A row that is refused is told with its line, the others \
      are recorded, and the status is 3.
      """,
      """
      The receipt on standard output is the digest of the ledger's last entry, written when the \
      entry is on the disk. Keep it elsewhere: `verify --head` proves by it that nothing up to it \
      has been changed or cut off since.
      """,
    ],
    examples: [
      (
        "triage record --ledger ledger.jsonl --input-format csv - < decisions.txt",
        "the same from standard input"
      ),
      ("triage record --ledger ledger.jsonl decisions.csv", "a file of decisions"),
    ])

  static let verify = CommandSpecification(
    operands: "", operandKind: .text, operandLimit: 0,
    summary: "Prove that a ledger is whole and its recommendations right",
    details: [
      """
      Reads the ledger from its first entry and names the first that is changed, missing, added or \
      out of place. Then it derives each recommendation again from the row, the history values, the \
      rules and the calendar that it was made by, and compares all of it. Rules that are not at \
      hand are named and counted.
      """,
      """
      What a ledger cannot prove by itself is that nothing was cut off its end, or the whole file \
      written anew: for that, give a receipt that was kept elsewhere with `--head`.
      """,
      """
      The status is 0 when everything that could be checked holds, 1 when anything does not, and 2 \
      when the ledger or the rules cannot be read.
      """,
    ],
    examples: [
      ("triage verify --ledger ledger.jsonl", "the chain, and the rules under ./rules"),
      (
        "triage verify --ledger ledger.jsonl --head sha256:4fc82b26…",
        "against a receipt kept elsewhere"
      ),
    ])
}
