import ThresholdDSL
import TriageEngine

/// One rule as it was judged of one contact: its standing, and its conditions with their values, like
/// a power assertion.
struct RuleAccount: Sendable {
  /// The rule's name.
  let rule: String
  /// The clause that it stands under.
  let clause: String?
  /// Its standing, such as `is met`.
  let standing: String
  /// Its conditions: first what it asks, then each exception.
  let conditions: [(heading: String, account: ConditionAccount)]

  init(_ index: Int, _ evaluation: Evaluation, _ edition: Edition, decides: Bool) {
    let rule = edition.rules[index]
    self.rule = rule.name
    clause = rule.clause?.number
    standing = Self.standing(evaluation.rules[index], decides: decides)
    conditions =
      [("when", ConditionAccount(rule.condition, evaluation, edition))]
      + rule.exceptions.map { exception in
        ("unless", ConditionAccount(exception.condition, evaluation, edition))
      }
  }

  /// What became of a rule.
  static func standing(_ status: RuleStatus, decides: Bool) -> String {
    switch status {
    case .notMet: "is not met"
    case .undetermined: "is undetermined"
    case .met, .secure: decides ? "is met" : "is met and does not decide"
    }
  }

  /// The lines, each after so many spaces.
  func lines(indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let place = clause.map { " (\($0))" } ?? ""
    var lines = [margin + "rule \(rule)\(place) \(standing)"]
    for (heading, account) in conditions {
      lines.append(margin + "  " + heading)
      lines += account.description.split(separator: "\n").map {
        margin + "    " + visibleText(String($0))
      }
    }
    return lines
  }
}
