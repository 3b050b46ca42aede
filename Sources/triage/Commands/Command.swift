import ThresholdDSL

/// Runs a command line from its arguments to its exit status: the one place where errors of use
/// and of the machine are caught.
func runTriage(_ arguments: [String], _ console: Console) -> ExitStatus {
  do throws(ToolError) {
    return try run(ParsedArguments(arguments), console)
  } catch {
    let (text, status) = error.report
    console.report(text)
    return status
  }
}

private func run(
  _ arguments: ParsedArguments, _ console: Console
) throws(ToolError) -> ExitStatus {
  if arguments.has(.version) { return try showVersion(console) }
  switch arguments.command {
  case .decide: return try decide(DecideOptions(arguments, console), console)
  case .explain: return try explain(ExplainOptions(arguments, console), console)
  case .gaps: return try gaps(GapsOptions(arguments, console), console)
  case .record: return try record(RecordOptions(arguments, console), console)
  case .verify: return try verify(VerifyOptions(arguments), console)
  case .report: return try report(ReportOptions(arguments, console), console)
  case .sample: return try sample(arguments, console)
  case .check: return try check(CheckOptions(arguments, console), console)
  case .format: return try format(FormatOptions(arguments, console), console)
  case .test: return try test(TestOptions(arguments, console), console)
  case .compare: return try compare(CompareOptions(arguments, console), console)
  case .watch: return try watch(WatchOptions(arguments), console)
  case .document: return try document(DocumentOptions(arguments), console)
  case .generate: return try generate(GenerateOptions(arguments), console)
  case .lsp: return try serveEditor(LSPOptions(arguments), console)
  case .bench: return try bench(BenchOptions(arguments), console)
  case .explainError: return try explainError(arguments.operands, console)
  case .completions: return try writeCompletions(arguments.operands, console)
  case .help: return try showHelp(arguments.operands, console)
  }
}
