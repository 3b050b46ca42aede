extension CommandSpecification {
  static let generate = CommandSpecification(
    operands: "", operandKind: .text, operandLimit: 0,
    summary: "Make contacts up, for testing and demonstrations",
    details: [
      """
      Writes made-up contacts for a rule book, any number, in the order received: who makes \
      contact, in which months, about which difficulties and how often again follow the published \
      national figures, and what no figure is published for is assumed. The page on made-up \
      contacts compares what it makes with those figures. Children and households are numbers; \
      nothing is taken from any real record.
      """,
      """
      What each contact states follows from the facts that the rule book declares and the limits \
      that its rules compare with. A person's decision is added as the rules recommend it, in time \
      or late, and for some otherwise and with a reason.
      """,
    ],
    examples: [
      ("triage generate --count 30000 --seed 1 -o year.jsonl", "a year of a council"),
      ("triage generate --count 1000 --seed 7 --format csv", "for a spreadsheet"),
      ("triage generate --edge-cases | triage decide", "every boundary of every rule"),
    ])
}
