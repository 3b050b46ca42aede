extension DiagnosticCode {
  static let editionCodes: [DiagnosticCode] = []
}
