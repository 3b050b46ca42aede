extension OptionName {
  /// What made-up contacts are to be like.
  var ofGenerating: OptionSpecification {
    switch self {
    case .count:
      OptionSpecification(
        name: .count, value: .one("N", .text),
        summary: "Make so many rows",
        details: "A row is one child of one contact; siblings share a contact.",
        commands: [.generate])
    case .seed:
      OptionSpecification(
        name: .seed, value: .one("S", .text),
        summary: "Begin from this number",
        details: "The same seed, rules and options make the same bytes on any machine.",
        commands: [.generate])
    case .from:
      OptionSpecification(
        name: .from, value: .one("DATE", .text),
        summary: "Receive the first contact on this day",
        details: """
          Without `--from` and `--to`, contacts are received from 2023-04-01 to 2024-03-31, the \
          year of the published figures, where the rule book is in force then, else in its first \
          year. With `--from` alone they are received within a year of it.
          """, commands: [.generate])
    case .to:
      OptionSpecification(
        name: .to, value: .one("DATE", .text),
        summary: "Receive the last contact on this day",
        details: "With `--to` alone they are received within the year that ends with it.",
        commands: [.generate])
    case .decidedInTime:
      OptionSpecification(
        name: .decidedInTime, value: .list("PERCENT,…", .text),
        summary: "Let so many be decided in one working day",
        details: """
          One percentage, or twelve from January to December. Without it \
          \(GenerateShare.inTime), as published for one council.
          """, commands: [.generate])
    case .disagreement:
      OptionSpecification(
        name: .disagreement, value: .one("PERCENT", .text),
        summary: "Let so many be decided otherwise than the rules",
        details: """
          A person then decides the outcome above or below the one recommended, and gives a \
          reason. Without it \(GenerateShare.disagreement), which is assumed.
          """, commands: [.generate])
    case .withoutDecisions:
      OptionSpecification(
        name: .withoutDecisions, value: .flag,
        summary: "Leave out what people decided",
        details: "The contacts are the same, and are made faster.", commands: [.generate])
    default:
      OptionSpecification(
        name: .edgeCases, value: .flag,
        summary: "Make contacts on and just off every boundary",
        details: """
          For each comparison of each rule, with the rest of the rule met: the value itself, one \
          below and one above, each side of a birthday or a date, yes, no and unknown; for each \
          clock, starts around opening, closing, weekends, bank holidays and both changes of \
          the clocks, ended just before, at and just after they are due. Ids say which: \
          `E-rule_name-2-just_below`.
          """, commands: [.generate])
    }
  }
}
