import TriageEngine

extension OptionName {
  /// Which ledger, which days, and how they are counted.
  var ofReports: OptionSpecification {
    switch self {
    case .from:
      OptionSpecification(
        name: .from, value: .one("DATE", .text),
        summary: "Report on contacts received from this day",
        details: "A day such as `2026-03-02`. Without it, from the first day in the ledger.",
        commands: [.report])
    case .to:
      OptionSpecification(
        name: .to, value: .one("DATE", .text),
        summary: "Report on contacts received up to this day",
        details: "The day itself is included. Without it, up to the last day in the ledger.",
        commands: [.report])
    case .convention:
      OptionSpecification(
        name: .convention,
        value: .one("NAME", .text),
        summary: "Count one working day like this",
        details: """
          Without it, and with `all`, the headline is by the rule book's own clock, and every \
          convention stands beside it: \(TimingConvention.all().map { "`\($0.name)`" }
            .joined(separator: ", ")).
          """, commands: [.report])
    case .workingHours:
      OptionSpecification(
        name: .workingHours, value: .one("N", .text),
        summary: "Take so many hours for a working day",
        details: """
          For the convention `working-hours`; without it, \(TimingConvention.usualWorkingHours).
          """, commands: [.report])
    default:
      OptionSpecification(
        name: .html, value: .one("FILE", .file),
        summary: "Write the report as a page to this file as well",
        details: """
          One page that needs nothing else, with charts and the tables behind them. It is \
          replaced when everything is written.
          """, commands: [.report])
    }
  }
}
