import ThresholdDSL
import TriageEngine

/// The options of `record`.
struct RecordOptions {
  /// The ledger.
  var ledger: String
  /// The file of decisions; nil when the options state one decision.
  var file: String?
  var inputFormat: InputFormatName?
  /// What the options state, in the order of the fields.
  var stated: [(field: DecisionToRecord.Field, value: String)]
  var isQuiet: Bool

  init(_ arguments: ParsedArguments, _ console: Console) throws(ToolError) {
    ledger = try ledgerName(arguments)
    file = arguments.operands.first
    inputFormat = arguments.choice(.inputFormat)
    isQuiet = arguments.has(.quiet)
    stated = []
    for field in DecisionToRecord.Field.allCases {
      if let value = arguments.value(field.option) { stated.append((field, value)) }
    }
    if let first = stated.first, file != nil {
      throw .usage(
        "a file of decisions and `--\(first.field.option.rawValue)` state decisions both",
        hint: "leave one of them out", command: .record)
    }
    if stated.isEmpty, file == nil {
      throw .usage(
        "there is no decision to record",
        hint:
          "state it by `--contact`, `--child`, `--outcome`, `--by` and `--role`, or name a file",
        command: .record)
    }
    if let file, file != "-",
      isSameFile(console.environment.path(file), console.environment.path(ledger))
    {
      throw .usage("the file of decisions is the ledger itself", command: .record)
    }
  }
}

extension DecisionToRecord.Field {
  /// The option that states the field.
  var option: OptionName {
    switch self {
    case .contact: .contact
    case .child: .child
    case .number: .caseNumber
    case .outcome: .outcome
    case .rating: .rating
    case .by: .by
    case .role: .role
    case .reason: .reason
    case .decided: .decided
    case .agreedBy: .agreedBy
    }
  }
}

/// The options of `verify`.
struct VerifyOptions {
  /// The ledger.
  var ledger: String
  /// The receipt to prove.
  var head: LedgerDigest?
  /// The rule book named, if one is.
  var rules: String?

  init(_ arguments: ParsedArguments) throws(ToolError) {
    ledger = try ledgerName(arguments)
    rules = arguments.value(.rules)
    head = try arguments.value(.head).map { (text) throws(ToolError) in
      let written = text.utf8.count == 64 ? "sha256:" + text : text
      guard let digest = LedgerDigest(written) else {
        throw .usage(
          "`--head` is not a receipt",
          hint: "write it as it was given: `sha256:` and 64 small hexadecimal digits",
          command: .verify)
      }
      return digest
    }
  }
}

private func ledgerName(_ arguments: ParsedArguments) throws(ToolError) -> String {
  guard let name = arguments.value(.ledger), name != "-" else {
    throw .usage(
      "there is no ledger", hint: "name it: `--ledger FILE`", command: arguments.command)
  }
  return name
}
