extension CommandSpecification {
  static let report = CommandSpecification(
    operands: "", operandKind: .text, operandLimit: 0,
    summary: "Report on timeliness and activity from a ledger",
    details: [
      """
      Counts what a ledger holds of the contacts received in a period, as things stood at \
      `--as-of`: decided within one working day, late and overdue by name, outcomes by source and \
      by who the children are, what people decided against what was recommended, every clock of \
      the rule book, repeat contacts and arrivals out of hours, week by week and month by month.
      """,
      """
      First and last decisions are told apart, and the headline is by the first. A date without a \
      time is never given one: such rows are counted apart. A rejected row counts as received and \
      undecided, and makes the status 3. Counts from 1 to 5 in tables about children are withheld \
      together with others, so that no total gives them away.
      """,
      """
      The report is text, or one long table of CSV: section, measure, group, value, n and N. \
      `--html` writes it as a page with charts as well.
      """,
    ],
    examples: [
      (
        "triage report --ledger ledger.jsonl --as-of 2026-03-02T09:00 --html page.html",
        "the Monday report, as text and as a page"
      ),
      (
        "triage report --ledger ledger.jsonl --as-of 2026-03-02T09:00 --format csv",
        "one long table of figures"
      ),
    ])
}
