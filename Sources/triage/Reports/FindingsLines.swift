import ThresholdDSL
import TriageEngine

/// What the auditors found, as JSON Lines: the whole sample, each stratum, each disagreement.
struct FindingsLines {
  private let findings: AuditFindings

  init(_ findings: AuditFindings) {
    self.findings = findings
  }

  /// The lines.
  var bytes: [UInt8] {
    guard let sample = findings.sample else { return [] }
    var lines = [members(findings.total, kind: "sample", sample)]
    lines += findings.strata.map { members($0, kind: "stratum", sample) }
    lines += findings.disagreements.map { members($0, sample) }
    return lines.flatMap { Array(("{" + $0.joined(separator: ",") + "}\n").utf8) }
  }

  private func members(
    _ stratum: AuditFindings.Stratum, kind: String, _ sample: String
  ) -> [String] {
    let share = stratum.agreement
    let isComplete = share.whole >= stratum.population
    let interval = isComplete ? nil : share.interval
    var members = [
      text("kind", kind), text("sample", sample),
      text("stratum", kind == "sample" ? nil : stratum.name),
      "\"cases\":\(stratum.population)", "\"sampled\":\(stratum.sampled)",
      "\"agree\":\(stratum.agree)", "\"disagree\":\(stratum.disagree)",
      "\"cannot_tell\":\(stratum.cannotTell)", "\"open\":\(stratum.open)",
      number("agreement", share.estimate), number("lower_95", interval?.lower),
      number("upper_95", interval?.upper),
    ]
    if kind == "sample" {
      let weighted = findings.weighted
      members += [
        "\"is_proportional\":\(findings.isProportional)",
        number("weighted_agreement", weighted?.estimate),
        number("weighted_lower_95", weighted?.interval.lower),
        number("weighted_upper_95", weighted?.interval.upper),
        "\"weighted_cases\":\(weighted?.population ?? 0)",
        "\"not_counted\":\(findings.problems.count)",
      ]
    }
    return members
  }

  private func members(
    _ disagreement: AuditFindings.Disagreement, _ sample: String
  ) -> [String] {
    [
      text("kind", "disagreement"), text("sample", sample), text("stratum", disagreement.stratum),
      text("contact", disagreement.contact), text("child", disagreement.child),
      text("outcome", disagreement.decided), text("auditor_outcome", disagreement.auditor),
      "\"steps\":" + (disagreement.steps.map { String($0) } ?? "null"),
    ]
  }

  private func text(_ name: String, _ text: String?) -> String {
    var bytes: [UInt8] = []
    if let text { JSONText.append(text.utf8, to: &bytes) } else { bytes += "null".utf8 }
    return "\"\(name)\":" + String(decoding: bytes, as: UTF8.self)
  }

  /// A share to six places, the same on every machine.
  private func number(_ name: String, _ share: Double?) -> String {
    guard let share else { return "\"\(name)\":null" }
    let millionths = Int((share * 1_000_000).rounded())
    let digits = String(1_000_000 + millionths % 1_000_000).dropFirst()
    return "\"\(name)\":\(millionths / 1_000_000).\(digits)"
  }
}
