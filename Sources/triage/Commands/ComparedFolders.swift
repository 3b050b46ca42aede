import ThresholdDSL

/// The files of the old rules and of the new ones, as read.
struct ComparedFolders {
  let old: RuleFolder
  let new: RuleFolder
  let oldName: String
  /// Whether each side was named as one edition, or as one file of it.
  let areEditions: Bool

  init(
    _ options: CompareOptions, _ newPath: String, _ reader: RuleFolderReader
  ) throws(ToolError) {
    let newKind = try Self.kind(of: newPath, reader)
    if let revision = options.revision {
      let folder = newKind == .file ? try Self.edition(of: newPath) : newPath
      old = try reader.read(folder, revision: revision)
      new = try reader.read(folder)
      (oldName, areEditions) = (
        "\(newPath) at \(revision)", newKind == .edition || newKind == .file
      )
      return
    }
    let oldPath = options.old ?? newPath
    oldName = oldPath
    let oldKind = try Self.kind(of: oldPath, reader)
    for (file, other, isFile) in [
      (oldPath, newPath, oldKind == .file), (newPath, oldPath, newKind == .file),
    ] where isFile && (oldKind == .file) != (newKind == .file) {
      _ = try Self.edition(of: file)
      throw .usage(
        "`\(visibleText(file))` is a file and `\(visibleText(other))` is not",
        hint: "name two files, or two folders", command: .compare)
    }
    guard newKind == .file else {
      (old, new) = (try reader.read(oldPath), try reader.read(newPath))
      areEditions = oldKind == .edition && newKind == .edition
      return
    }
    (old, new) = try Self.files(oldPath, newPath, reader)
    areEditions = true
  }

  /// The edition with the one file and with the other. The rest is that of the edition in which one of
  /// them stands, the new one first, so that one changed file can be looked at alone.
  private static func files(
    _ oldPath: String, _ newPath: String, _ reader: RuleFolderReader
  ) throws(ToolError) -> (old: RuleFolder, new: RuleFolder) {
    let folders = (old: try edition(of: oldPath), new: try edition(of: newPath))
    if let new = try? reader.read(folders.new) {
      let sides = try swapping(newPath, for: oldPath, in: new, reader)
      if LoadedRules(sides.own, .errors).checked.book != nil { return (sides.other, sides.own) }
    }
    if let old = try? reader.read(folders.old) {
      let sides = try swapping(oldPath, for: newPath, in: old, reader)
      if LoadedRules(sides.own, .errors).checked.book != nil { return (sides.own, sides.other) }
    }
    // Neither is an edition without errors: those of the new one are told.
    let sides = try swapping(newPath, for: oldPath, in: reader.read(folders.new), reader)
    return (sides.other, sides.own)
  }

  /// An edition with a file of its own, and the same with another in its place.
  private static func swapping(
    _ own: String, for other: String, in edition: RuleFolder, _ reader: RuleFolderReader
  ) throws(ToolError) -> (own: RuleFolder, other: RuleFolder) {
    var (folder, changed) = (edition, edition)
    func isFile(_ file: SourceText, _ path: String) -> Bool {
      isSameFile(reader.environment.path(file.name), reader.environment.path(path))
    }
    // The two may lie side by side, and one of them is then no part of the edition.
    if !isSameFile(reader.environment.path(own), reader.environment.path(other)) {
      folder.editions[0].files.removeAll { isFile($0, other) }
    }
    changed.editions = folder.editions
    for place in changed.editions[0].files.indices
    where isFile(changed.editions[0].files[place], own) {
      changed.editions[0].files[place] = try reader.readFile(other)
    }
    return (folder, changed)
  }

  /// What stands at a path; what is read twice, or would be waited for, is refused.
  private static func kind(
    of path: String, _ reader: RuleFolderReader
  ) throws(ToolError) -> RuleFolderReader.Kind {
    guard FileKind(reader.environment.path(path)) != .other else {
      throw .environment(
        "`\(visibleText(path))` is neither a file nor a folder",
        hint: "rules are read from a folder, or from a file of it")
    }
    return try reader.kind(of: path)
  }

  private static func edition(of file: String) throws(ToolError) -> String {
    guard file.utf8.hasSuffix(RuleFolderReader.ending.utf8) else {
      throw .environment(
        "`\(visibleText(file))` is not a rule file",
        hint: "the name of a rule file ends in `.md`")
    }
    let folder = splitPath(file).folder
    return folder.isEmpty ? "." : withoutLastSlash(folder)
  }
}
