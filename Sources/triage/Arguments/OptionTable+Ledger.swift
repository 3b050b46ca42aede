extension OptionName {
  /// The ledger, and how it is proved.
  var ofLedger: OptionSpecification {
    switch self {
    case .head:
      OptionSpecification(
        name: .head, value: .one("DIGEST", .text),
        summary: "Prove that the ledger still holds this receipt",
        details: """
          A digest that `record` or `decide --ledger` gave as its receipt, and that was kept \
          elsewhere: of the last entry or of an earlier one. Everything up to that entry is then \
          proved to be what it was.
          """, commands: [.verify])
    default:
      OptionSpecification(
        name: .ledger, value: .one("FILE", .file),
        summary: "The ledger",
        details: """
          JSON Lines that are only ever added to, made when there is none, for its owner alone. It \
          holds what each contact states, what was recommended and why, restricted information \
          included, and what people decided: keep it as safe as the contacts. Entries say when they \
          were written, by the machine's clock, which no decision reads. Rules that count earlier \
          contacts count those that it held when `decide` opened it.
          """, commands: [.decide, .record, .report, .sample, .verify])
    }
  }

  /// What a person decided.
  var ofRecording: OptionSpecification {
    switch self {
    case .caseNumber:
      OptionSpecification(
        name: .caseNumber, value: .one("NUMBER", .text),
        summary: "The case, where several children are unknown",
        details: "The number of the entry that first received the contact about the child.",
        commands: [.record])
    case .outcome:
      OptionSpecification(
        name: .outcome, value: .one("OUTCOME", .text),
        summary: "What was decided",
        details: """
          The name of an outcome of the edition that the recommendation was made under. `sample` \
          takes several, with commas between them, or `all`; without it, the two lowest.
          """,
        commands: [.record, .sample])
    case .rating:
      OptionSpecification(
        name: .rating, value: .one("RATING", .text),
        summary: "The rating that was decided",
        details: "The name of a rating of the same edition. It may be left out.",
        commands: [.record])
    case .by:
      OptionSpecification(
        name: .by, value: .one("PERSON", .text),
        summary: "Who decided; of a sample, what to group by",
        details: """
          A name or a staff number, written the same way each time. `sample` groups cases by \
          `outcome`, which it does without it, `source`, `channel`, `worker` (who decided), \
          `agreement` (with the recommendation), `certainty` or `none`.
          """,
        commands: [.record, .sample])
    case .role:
      OptionSpecification(
        name: .role, value: .one("ROLE", .text),
        summary: "In which role",
        details: "Such as `team manager`.", commands: [.record])
    case .reason:
      OptionSpecification(
        name: .reason, value: .one("TEXT", .text),
        summary: "Why",
        details: """
          Needed for a decision that differs from the recommendation in outcome or rating, and for \
          one that revises an earlier decision.
          """, commands: [.record])
    case .decided:
      OptionSpecification(
        name: .decided, value: .one("TIME", .text),
        summary: "When it was decided; without it, now",
        details: "A date and time such as `2026-03-02T09:00`, in London unless it has an offset.",
        commands: [.record])
    default:
      OptionSpecification(
        name: .agreedBy, value: .one("PERSON", .text),
        summary: "The second person, who agreed",
        details: "Needed for a decision lower than the recommendation, and not the first person.",
        commands: [.record])
    }
  }
}
