extension OptionName {
  /// What is expected of a corpus, and how the result is told.
  var ofTests: OptionSpecification {
    switch self {
    case .accept:
      OptionSpecification(
        name: .accept, value: .flag,
        summary: "Record what is decided now as expected",
        details: """
          Writes each `NAME.expected.jsonl` anew, in the order of the contacts: of a line only the \
          members that it states and that are decided otherwise; a contact without a line gets \
          one with its outcome, certainty and rules. It says what it accepted. A lowered decision \
          is not accepted without `--accept-lowered`.
          """, commands: [.test])
    case .acceptLowered:
      OptionSpecification(
        name: .acceptLowered, value: .one("REASON", .text),
        summary: "Accept lowered decisions too, for this reason",
        details: """
          The reason goes into the file, in `lowered` of each line, with what was expected before. \
          Lowered is a lower outcome, the same with a lower rating, and a first outcome that was \
          not settled and now is.
          """, commands: [.test])
    case .minimumCoverage:
      OptionSpecification(
        name: .minimumCoverage, value: .one("PERCENT", .text),
        summary: "End with status 1 when tests cover less",
        details: """
          Of every rule, table row and atomic condition, in every edition that is tested, being \
          seen yes and being seen no by a written test or an example, in per cent. The historic \
          corpus does not count: nobody has said what is right for it.
          """, commands: [.test])
    case .minimumRecall:
      OptionSpecification(
        name: .minimumRecall, value: .list("OUTCOME=PERCENT,…", .text),
        summary: "End with status 1 when people's outcomes are missed",
        details: """
          Of the contacts for which a person decided the outcome, those for which it is \
          recommended, in per cent: `strategy_meeting=100`.
          """, commands: [.test])
    case .junit:
      OptionSpecification(
        name: .junit, value: .one("FILE", .file),
        summary: "Write the result as JUnit XML to this file too",
        details: "One test case a contact, beside what is written otherwise.",
        commands: [.test])
    case .tap:
      OptionSpecification(
        name: .tap, value: .flag,
        summary: "Write the result in the Test Anything Protocol",
        details: "Version 14, one test point a contact, instead of text.", commands: [.test])
    case .github:
      OptionSpecification(
        name: .github, value: .flag,
        summary: "Write annotations for GitHub beside the text",
        details: """
          One workflow command a difference, with the file and line of the expectation, so that \
          it shows on the pull request.
          """, commands: [.test])
    default:
      OptionSpecification(
        name: .expected, value: .one("FILE", .file),
        summary: "Compare with the expectations in this file",
        details: """
          Instead of the file beside the corpus, of which there must be one: for contacts or \
          decisions from standard input.
          """, commands: [.test])
    }
  }
}
