import ThresholdDSL

/// The files of one edition, as read.
struct EditionFiles: Sendable {
  /// The name of the folder.
  var folder: String
  /// The rule files, in the order of their names.
  var files: [SourceText]
}

/// The files of a rule book, as read: `BOOK/EDITION/*.md`.
///
/// INVARIANT: there is at least one edition, and each has at least one file; both are sorted by
/// name, so that the order of a folder never shows.
struct RuleFolder: Sendable {
  /// The book's name: that of its folder.
  var name: String
  /// The book's folder as the user wrote it, without a slash at its end.
  var path: String
  /// The editions that were asked for.
  var editions: [EditionFiles]
  /// Files that look like rules and are not read, because of how their names end.
  var notRead: [String]
}

/// Finds rule books and reads their files.
struct RuleFolderReader: Sendable {
  /// Where relative paths start from.
  let environment: Environment

  /// The ending of a rule file's name.
  static let ending = ".md"

  /// Endings that somebody may give a rule file by mistake; other files are nobody's rules.
  static let mistakenEndings = [".markdown", ".mdown", ".txt", ".MD", ".docx"]

  /// What a path is.
  enum Kind: Equatable {
    /// One rule file.
    case file
    /// A folder with rule files.
    case edition
    /// A folder of editions.
    case book
    /// A folder of rule books.
    case shelf
    /// None of them.
    case nothing
  }

  /// What stands at a path that the user wrote.
  func kind(of path: String) throws(ToolError) -> Kind {
    switch FileKind(environment.path(path)) {
    case .missing:
      throw .environment("cannot read `\(path)`: there is no such file or folder")
    case .file, .other: return .file
    case .folder: break
    }
    let entries = try entries(of: path)
    if try !editionNames(in: path, entries).isEmpty { return .book }
    if entries.contains(where: isRuleFile) { return .edition }
    return try bookNames(in: path, entries).isEmpty ? .nothing : .shelf
  }

  /// Reads the rule book at a path that is a book or one edition of it.
  func read(_ written: String) throws(ToolError) -> RuleFolder {
    let path = withoutLastSlash(written)
    switch try kind(of: path) {
    case .edition: return try readEdition(path)
    case .book: return try readBook(path)
    case .shelf:
      let books = try bookPaths(in: path)
      if books.count == 1 { return try readBook(books[0]) }
      throw .environment(
        "`\(path)` holds several rule books",
        hint: "name one with `--rules`: " + books.map { "`\($0)`" }.joined(separator: ", "))
    case .file:
      throw .environment(
        "`\(path)` is a file", hint: "`--rules` names the folder of a rule book or of one edition")
    case .nothing:
      throw .environment(
        "there are no rules in `\(path)`",
        hint: "a rule book is a folder of editions, and an edition is a folder of `.md` files")
    }
  }

  /// The rule books in a folder, in byte order.
  func bookPaths(in path: String) throws(ToolError) -> [String] {
    try bookNames(in: path, entries(of: path)).map { joinedPath(path, $0) }
  }

  /// One edition, as a rule book of its own.
  private func readEdition(_ path: String) throws(ToolError) -> RuleFolder {
    // The folder's real name, so that `.` is an edition too.
    let real = resolvedPath(environment.path(path))
    let (parent, last) = splitPath(real)
    let parentPath = withoutLastSlash(parent)
    var notRead: [String] = []
    let files = try readFiles(in: path, notRead: &notRead)
    return RuleFolder(
      name: splitPath(parentPath).last, path: path,
      editions: [EditionFiles(folder: last, files: files)], notRead: notRead)
  }

  private func readBook(_ path: String) throws(ToolError) -> RuleFolder {
    let entries = try entries(of: path)
    try refuseRules(beside: path, entries)
    var notRead: [String] = []
    var editions: [EditionFiles] = []
    for name in try editionNames(in: path, entries) {
      let files = try readFiles(in: joinedPath(path, name), notRead: &notRead)
      editions.append(EditionFiles(folder: name, files: files))
    }
    return RuleFolder(
      name: splitPath(resolvedPath(environment.path(path))).last, path: path, editions: editions,
      notRead: notRead)
  }

  private func readFiles(
    in path: String, notRead: inout [String]
  ) throws(ToolError) -> [SourceText] {
    let entries = try entries(of: path)
    for entry in entries where entry.kind == .folder {
      let inner = joinedPath(path, entry.name)
      if try self.entries(of: inner).contains(where: isRuleFile) {
        throw .environment(
          "the rule files in `\(inner)` belong to no edition",
          hint: "put them in `\(path)` itself: an edition is one folder of files")
      }
    }
    notRead += entries.map(\.name).filter { name in
      Self.mistakenEndings.contains { name.utf8.hasSuffix($0.utf8) }
    }.map { joinedPath(path, $0) }
    let rules = entries.filter(isRuleFile)
    guard rules.count <= Limits.files else {
      throw .environment(
        "`\(path)` has \(rules.count) rule files, and an edition has at most \(Limits.files)")
    }
    // Each file is a job: opening many small files is waiting more than working.
    let read = mapped(rules.map { joinedPath(path, $0.name) }, jobs: rules.count, least: 1) {
      slice in
      slice.map { path in Result { () throws(ToolError) in try readFile(path) } }
    }
    var files: [SourceText] = []
    for file in read.joined() { files.append(try file.get()) }
    return files
  }

  /// One rule file.
  func readFile(_ path: String) throws(ToolError) -> SourceText {
    SourceText(
      name: path,
      bytes: try readWholeFile(environment.path(path), named: path, limit: Limits.fileBytes))
  }

  /// A rule beside the editions would be read by nobody, and must not vanish.
  private func refuseRules(beside path: String, _ entries: [FolderEntry]) throws(ToolError) {
    for entry in entries where isRuleFile(entry) {
      let file = try readFile(joinedPath(path, entry.name))
      if hasRules(file.bytes) {
        throw .environment(
          "`\(file.name)` has rules and belongs to no edition",
          hint: "move it into the folder of an edition")
      }
    }
  }

  private func hasRules(_ bytes: [UInt8]) -> Bool {
    let fence = Array("```threshold".utf8)
    return bytes.split(separator: 0x0A).contains { line in
      line.drop { $0 == UInt8(ascii: "`") }.starts(with: fence.dropFirst(3))
        && line.starts(with: fence.prefix(3))
    }
  }

  private func entries(of path: String) throws(ToolError) -> [FolderEntry] {
    try entriesOfFolder(environment.path(path), named: path)
  }

  private func isRuleFile(_ entry: FolderEntry) -> Bool {
    entry.kind == .file && entry.name.utf8.hasSuffix(Self.ending.utf8)
  }

  private func editionNames(
    in path: String, _ entries: [FolderEntry]
  ) throws(ToolError) -> [String] {
    var editions: [String] = []
    for entry in entries where entry.kind == .folder {
      let inner = try self.entries(of: joinedPath(path, entry.name))
      if inner.contains(where: isRuleFile) { editions.append(entry.name) }
    }
    return editions
  }

  private func bookNames(
    in path: String, _ entries: [FolderEntry]
  ) throws(ToolError) -> [String] {
    var books: [String] = []
    for entry in entries where entry.kind == .folder {
      let inner = joinedPath(path, entry.name)
      if try !editionNames(in: inner, self.entries(of: inner)).isEmpty { books.append(entry.name) }
    }
    return books
  }
}

extension String.UTF8View {
  /// Whether the text ends so.
  func hasSuffix(_ ending: String.UTF8View) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}
