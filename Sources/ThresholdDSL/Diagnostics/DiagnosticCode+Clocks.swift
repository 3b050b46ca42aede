extension DiagnosticCode {
  static let clockCodes: [DiagnosticCode] = []
}
