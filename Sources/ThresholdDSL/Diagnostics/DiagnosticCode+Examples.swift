extension DiagnosticCode {
  static let exampleCodes: [DiagnosticCode] = []
}
