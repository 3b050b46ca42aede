import ThresholdDSL

extension RuleFolderReader {
  /// The bytes of rules that are read of one revision at most.
  static let revisionBytes = 256 << 20

  /// Reads a rule book, or one edition of it, as it was in a revision that `git` keeps.
  func read(_ written: String, revision: String) throws(ToolError) -> RuleFolder {
    let path = withoutLastSlash(written)
    let kind = try kind(of: path)
    guard kind == .book || kind == .edition else {
      throw .environment("`\(path)` is neither a rule book nor one edition of it")
    }
    // A revision that looked like an option would be one.
    guard revision.utf8.first != UInt8(ascii: "-") else {
      throw .usage("`\(revision)` is no revision", command: .compare)
    }
    let output = try ProgramOutput(
      of: ["git", "-C", environment.path(path), "archive", "--format=tar", revision, "."],
      environment, limit: Self.revisionBytes)
    guard output.status == 0, let archive = TarArchive(output.bytes) else {
      throw .environment(
        "`git` does not give `\(path)` at `\(revision)`",
        hint: "the folder must belong to a repository that has the revision, and be in it")
    }
    let real = resolvedPath(environment.path(path))
    let (parent, last) = splitPath(real)
    var editions: [EditionFiles] = []
    for file in archive.files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    where file.path.utf8.hasSuffix(Self.ending.utf8) {
      let (folder, name) = splitPath(file.path)
      let isWanted =
        kind == .edition
        ? folder.isEmpty : !folder.isEmpty && splitPath(String(folder.dropLast())).folder.isEmpty
      guard isWanted, name.utf8.first != UInt8(ascii: ".") else { continue }
      let edition = kind == .edition ? last : String(folder.dropLast())
      if editions.last?.folder != edition {
        editions.append(EditionFiles(folder: edition, files: []))
      }
      editions[editions.count - 1].files.append(
        SourceText(name: revision + ":" + joinedPath(path, file.path), bytes: file.bytes))
    }
    guard !editions.isEmpty else {
      throw .environment("there are no rules in `\(path)` at `\(revision)`")
    }
    let book = kind == .edition ? splitPath(withoutLastSlash(parent)).last : last
    return RuleFolder(name: book, path: path, editions: editions, notRead: [])
  }
}
