extension OptionName {
  /// What made-up contacts are to be like.
  var ofGenerating: OptionSpecification {
    switch self {
    case .count:
      OptionSpecification(
        name: .count, value: .one("N", .text),
        summary: "Make so many rows, or draw so many cases",
        details: """
          A row is one child of one contact; siblings share a contact. A sample has so many cases. \
          `bench` makes \(BenchOptions.usualCount) rows without it.
          """,
        commands: [.generate, .sample, .bench])
    case .seed:
      OptionSpecification(
        name: .seed, value: .one("S", .text),
        summary: "Begin from this number; of a sample, from any word",
        details: """
          The same seed, rules and options make the same bytes on any machine; the same seed, ledger \
          and options draw the same sample. `bench` begins from 1 without it.
          """,
        commands: [.generate, .sample, .bench])
    case .from:
      OptionSpecification(
        name: .from, value: .one("DATE", .text),
        summary: "Take contacts received from this day on",
        details: """
          Without `--from` and `--to`, contacts are received from 2023-04-01 to 2024-03-31, the \
          year of the published figures, where the rule book is in force then, else in its first \
          year. With `--from` alone they are received within a year of it. A report and a \
          sample begin with the first day in the ledger.
          """, commands: [.report, .generate, .sample])
    case .to:
      OptionSpecification(
        name: .to, value: .one("DATE", .text),
        summary: "Take contacts received up to this day",
        details: """
          The day itself is included. With `--to` alone, contacts are made up within the year that \
          ends with it. A report and a sample end with the last day in the ledger.
          """,
        commands: [.report, .generate, .sample])
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
