extension CommandSpecification {
  static let document = CommandSpecification(
    operands: "", operandKind: .file, operandLimit: 0,
    summary: "Write the threshold document as people read it",
    details: [
      """
      The prose of an edition as it is written, and in the place of each fence of rules what they say in \
      plain English: when, unless, because, what to ask, who holds the answer and what silence means; \
      tables as tables; examples with what is expected of them. Then what leads to each outcome, every \
      question with the rules that read it, and a table from each clause to its rules and examples, in \
      which whatever no example tries is marked.
      """,
      """
      It is Markdown; `--html` writes one page that needs nothing else, to be read, printed or put on a \
      web site. Without `--edition` the latest edition is written. With `--corpus` the table counts the \
      expected decisions that name each rule. `--blank-form` writes the questions alone, with boxes to \
      tick; restricted questions are left out of it.
      """,
    ],
    examples: [
      (
        "triage document --rules rules/reference --html thresholds.html",
        "the document as a page"
      ),
      ("triage document --blank-form -o questions.md", "the questions as a form"),
    ])
}
