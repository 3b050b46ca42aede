import ThresholdDSL

/// `triage help [COMMAND]`
func showHelp(_ operands: [String], _ console: Console) throws(ToolError) -> ExitStatus {
  guard let name = operands.first else {
    try console.print(HelpText.overview())
    return .done
  }
  guard let command = CommandName(rawValue: name) else {
    let known = CommandName.allCases.map(\.rawValue)
    throw .usage(
      "there is no command `\(name)`",
      hint: nearestNames(to: name, among: known).first.map { "did you mean `\($0)`?" })
  }
  try console.print(HelpText.page(for: command))
  return .done
}
