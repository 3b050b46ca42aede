extension DiagnosticCode {
  static let documentCodes: [DiagnosticCode] = []
}
