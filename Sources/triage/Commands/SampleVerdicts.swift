import ThresholdDSL
import TriageEngine

/// `triage sample --verdicts [FILE…]`
func readVerdicts(_ options: VerdictOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  var files = FilesInUse(console, .sample)
  files.read(options.files, as: "a filled-in form")
  try files.write(options.output, for: .output)
  var stream = try ContactStream(files: options.files, format: options.inputFormat, console)
  var rows: [ReadRow] = []
  while let read = try stream.rows() { rows += read }
  let findings = AuditFindings(rows)
  for problem in findings.problems {
    console.report(
      "\(visibleText(stream.name(ofFile: problem.place.file))):\(problem.place.line): not counted: "
        + problem.kind.message + "\n")
  }
  let file = try options.output.map { (name) throws(ToolError) in
    try ReplacedFile(console.environment.path(name), named: name)
  }
  let output = OutputBuffer(file ?? console.output)
  output.bytes =
    options.format == .jsonl
    ? FindingsLines(findings).bytes : Array(FindingsPage.text(findings).utf8)
  try output.flush()
  try file?.finish()
  if !options.isQuiet {
    console.report(
      "\(counted(rows.count, "row")) read, \(findings.problems.count) not counted\n")
  }
  return findings.problems.isEmpty ? .done : .rejectedRows
}
