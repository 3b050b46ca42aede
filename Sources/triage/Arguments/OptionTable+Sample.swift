extension OptionName {
  /// What a dip sample is drawn from, and how.
  var ofSampling: OptionSpecification {
    switch self {
    case .of:
      OptionSpecification(
        name: .of, value: .one("WHAT", .choices(SampledEvent.words)),
        summary: "Sample what people decided, or what was recommended",
        details: "Without it, decisions: the last of each case, which is the one that stands.",
        commands: [.sample])
    case .allocation:
      OptionSpecification(
        name: .allocation, value: .one("HOW", .choices(SampleAllocationName.words)),
        summary: "Share the sample out equally, or by size",
        details: """
          `equal`, the default, draws as many of each group and says most about small ones; \
          `proportional` draws a sample that looks like the whole.
          """, commands: [.sample])
    case .exclude:
      OptionSpecification(
        name: .exclude, value: .list("FILE,…", .file),
        summary: "Draw no case of these earlier samples",
        details: """
          The forms that `sample --format csv` or `jsonl` wrote, filled in or not. A row that does \
          not say which case it is about ends the run: its case could be drawn again.
          """, commands: [.sample])
    default:
      OptionSpecification(
        name: .verdicts, value: .flag,
        summary: "Read filled-in forms and report what they say",
        details: "The forms are named as files, or piped in.", commands: [.sample])
    }
  }
}
