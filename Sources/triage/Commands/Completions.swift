import ThresholdDSL

/// `triage completions SHELL`
func writeCompletions(_ operands: [String], _ console: Console) throws(ToolError) -> ExitStatus {
  guard let name = operands.first else {
    throw .usage(
      "no shell is named", hint: "write " + Shell.words.map { "`\($0)`" }.joined(separator: ", "),
      command: .completions)
  }
  guard let shell = Shell(rawValue: name) else {
    throw .usage(
      "there are no completions for `\(name)`",
      hint: nearestNames(to: name, among: Shell.words).first.map { "did you mean `\($0)`?" }
        ?? "write " + Shell.words.map { "`\($0)`" }.joined(separator: ", "), command: .completions)
  }
  switch shell {
  case .bash: try console.print(CompletionScript.bash())
  case .zsh: try console.print(CompletionScript.zsh())
  case .fish: try console.print(CompletionScript.fish())
  }
  return .done
}
