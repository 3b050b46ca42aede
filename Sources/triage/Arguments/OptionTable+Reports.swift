import TriageEngine

extension OptionName {
  /// How contacts are counted, and where the page goes.
  var ofReports: OptionSpecification {
    switch self {
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
          """, commands: [.report, .compare, .document, .explain])
    }
  }
}
