import ThresholdDSL

/// `triage format [PATH…] [--check]`
func format(_ options: FormatOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  if options.paths == ["-"] { return try formatStandardInput(options, console) }
  let reader = RuleFolderReader(environment: console.environment)
  var files: [SourceText] = []
  for path in try options.paths.isEmpty ? [reader.chosenPath(options.rules)] : options.paths {
    files += try ruleFiles(at: path, reader)
  }
  var changed = 0
  for file in files {
    let layout = Formatter.format(SyntaxTree(parsing: file, file: 0))
    guard layout != file.bytes else { continue }
    changed += 1
    if !options.isCheck {
      try ReplacedFile.write(layout, to: file.name, console)
    }
    if options.isCheck || !options.isQuiet { try console.print(file.name + "\n") }
  }
  if !options.isQuiet {
    let verb = options.isCheck ? "would change" : "changed"
    console.report("\(changed) of \(counted(files.count, "file")) \(verb)\n")
  }
  return options.isCheck && changed > 0 ? .found : .done
}

private func formatStandardInput(
  _ options: FormatOptions, _ console: Console
) throws(ToolError) -> ExitStatus {
  let name = "standard input"
  let bytes = try readWhole(console.input, named: name, limit: Limits.fileBytes)
  let layout = Formatter.format(SyntaxTree(parsing: SourceText(name: name, bytes: bytes), file: 0))
  if options.isCheck {
    if layout != bytes { try console.print(name + "\n") }
    return layout == bytes ? .done : .found
  }
  try console.output.write(layout[...])
  return .done
}

/// The rule files of a file, an edition, a rule book or a folder of rule books.
private func ruleFiles(
  at path: String, _ reader: RuleFolderReader
) throws(ToolError) -> [SourceText] {
  switch try reader.kind(of: path) {
  case .file: return [try reader.readFile(path)]
  case .edition, .book, .nothing: return try reader.read(path).editions.flatMap(\.files)
  case .shelf:
    var files: [SourceText] = []
    for book in try reader.bookPaths(in: path) {
      files += try reader.read(book).editions.flatMap(\.files)
    }
    return files
  }
}
