// The commands whose stages are still being built say so, and fail.

func decide(_ options: DecideOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  throw .environment("`decide` is not built yet")
}
func explain(_ options: ExplainOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  throw .environment("`explain` is not built yet")
}
func check(_ options: CheckOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  throw .environment("`check` is not built yet")
}
func format(_ options: FormatOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  throw .environment("`format` is not built yet")
}
