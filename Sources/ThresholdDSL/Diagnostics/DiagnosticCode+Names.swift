extension DiagnosticCode {
  static let nameCodes: [DiagnosticCode] = []
}
