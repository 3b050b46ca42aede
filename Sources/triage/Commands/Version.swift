/// The version of the program (Semantic Versioning 2.0.0).
let programVersion = "0.1.0"

/// The version of the threshold language that it reads.
let languageVersion = 1

/// `triage --version`
func showVersion(_ console: Console) throws(ToolError) -> ExitStatus {
  try console.print("triage \(programVersion), threshold language \(languageVersion)\n")
  return .done
}
