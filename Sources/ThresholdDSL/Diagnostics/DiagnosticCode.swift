/// Every diagnostic of the language, with its stable code, severity and page of help.
///
/// Codes are never reused. `T01` is the document and its characters, `T02` the grammar, `T03` names,
/// `T04` types, `T05` what rules mean, `T06` editions, `T07` hours and clocks, `T08` examples, `T09`
/// what rules come to together.
public struct DiagnosticCode: Hashable, Sendable {
  /// The code, such as `T0203`.
  public let code: String
  /// How grave it is.
  public let severity: Severity
  /// What went wrong, in a few words.
  public let title: String
  /// The page of help: what was written, what is wrong with it, what to write instead.
  public let help: String

  init(_ code: String, _ severity: Severity, _ title: String, help: String) {
    self.code = code
    self.severity = severity
    self.title = title
    self.help = help
  }

  /// Codes are equal when their code is.
  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.code == right.code
  }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
  }
}

extension DiagnosticCode {
  /// Every code, in order. Each table stands in a file of its own area.
  public static let all: [DiagnosticCode] =
    documentCodes + syntaxCodes + nameCodes + typeCodes + ruleCodes + editionCodes + clockCodes
    + exampleCodes + analysisCodes

  /// The code written so, in any case, or nil.
  public static func named(_ text: String) -> DiagnosticCode? {
    let wanted = text.uppercased()
    return all.first { $0.code == wanted }
  }
}
