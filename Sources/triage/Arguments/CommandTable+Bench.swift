extension CommandSpecification {
  static let bench = CommandSpecification(
    operands: "[FILE…]", operandKind: .file, operandLimit: nil,
    summary: "Measure how fast contacts are decided on this machine",
    details: [
      """
      Decides contacts as `decide` does, with every explanation, and throws the records away: on \
      one thread, on two, and so on doubled up to `--jobs`, each \(BenchRun.rounds) times, of which \
      the quickest and the slowest are shown. Contacts come from files, or are made up for the rule \
      book. What is measured is the whole road, the rules read and compiled each time.
      """,
      """
      Then the parts of the road are measured alone, on one thread: reading rows and their values, \
      looking back on earlier contacts, evaluating the rules, explaining (reasons, questions and \
      clocks) and writing. Peak memory is the whole process's; contacts that are made up are held \
      in it, and how much they take is said. Other work on the machine slows everything down.
      """,
    ],
    examples: [
      ("triage bench", "made-up contacts, for people"),
      ("triage bench --format jsonl --jobs 4 contacts.jsonl", "a file of contacts, for a program"),
    ])
}
