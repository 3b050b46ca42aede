/// `triage lsp`
func serveEditor(_ options: LSPOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var server = LanguageServer(console, options)
  return try server.run()
}
