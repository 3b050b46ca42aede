extension CommandSpecification {
  static let sample = CommandSpecification(
    operands: "[FILE…]", operandKind: .file, operandLimit: nil,
    summary: "Draw a dip sample from a ledger, or read its verdicts back",
    details: [
      """
      Draws so many of the decisions in a ledger and writes a form for their audit: what was \
      decided, by whom, when and why, what had been recommended and why, and room for a verdict. \
      Without `--outcome` it draws from the two lowest outcomes, which are the decisions that \
      inspectors ask about: was nothing, or early help, enough? The same number is drawn from each \
      group that `--by` makes, or with `--allocation proportional` as many as its size is of the \
      whole, by largest remainders. A group smaller than its share gives all it has, and the rest is \
      shared out among the others.
      """,
      """
      The cases of a group are put in the order of the SHA-256 digests of `SEED|CONTACT|CHILD` (a \
      child who is not known is `unknown`) and taken from the front. So anybody with the ledger and \
      the seed can draw the sample again, its order in the ledger changes nothing, and a larger \
      sample begins with the smaller. `--exclude` names the forms of earlier samples, whose cases \
      are not drawn again.
      """,
      """
      For partners, the default, the reasons are those of the partner record, made again by the rule \
      book where it is at hand, and what people wrote is left out, because it may quote what is \
      restricted. `--audience hub` shows the reasons as the ledger has them.
      """,
      """
      With `--verdicts` it reads filled-in forms, CSV or JSON Lines: `verdict` is `agree`, \
      `disagree` or `cannot tell`, and `auditor_outcome` says what it should have been. It reports \
      agreement by group with Wilson's 95% interval, for all cases weighted by the size of each group \
      where they were not sampled in proportion, and each disagreement, those that should have been \
      higher first. A row that was changed, belongs to another sample or says something else is not \
      counted, is named with its reason, and the status is 3.
      """,
    ],
    examples: [
      (
        "triage sample --ledger ledger.jsonl --count 20 --seed 2026 -f csv -o form.csv",
        "a form of twenty cases"
      ),
      (
        "triage sample --ledger ledger.jsonl --count 60 --seed 7 --by source",
        "by who made the contact"
      ),
      ("triage sample --verdicts form.csv", "what the auditors found"),
    ])
}
