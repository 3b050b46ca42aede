import ThresholdDSL
import TriageEngine

/// One edition as it stands, with what is known of it while it is being written.
struct EditionState {
  /// The name of its folder.
  var folder: String
  /// Its parsed files, in the order of their names.
  var trees: [SyntaxTree]
  /// What checking it alone found.
  var checked: CheckedEdition
  /// Every name in it.
  var index: NameIndex
  /// The edition as it was when it last had no errors; for words alone, not for places.
  var edition: Edition?
  /// Whether `edition` is of the files as they stand.
  var isCurrent: Bool
  /// What its examples and proofs come to; nil until they have been worked out.
  var findings: EditionFindings?
  /// Counts the states, so that what was worked out of an earlier one is known to be.
  var stamp: Int

  /// Whether it has any rules, so that a folder of other Markdown is let be.
  var hasRules: Bool {
    trees.contains { $0.regions.contains { $0.kind == .fence } }
  }
}

/// A rule book with the open documents in place of the files on the disk.
struct RuleBookState {
  /// The folder of the book, or of the one edition that may be read.
  let path: String
  /// Why the folder cannot be read, as `check` would say.
  private(set) var failure: ToolError?
  /// The files, as last read.
  private(set) var folder: RuleFolder?
  /// Every file; spans point into this list.
  private(set) var sources: [SourceText] = []
  /// The editions, by folder.
  private(set) var editions: [EditionState] = []
  /// What checking found.
  private(set) var checked = CheckedRuleBook.nothing
  private var stamps = 0

  init(path: String) { self.path = path }

  /// Reads the folder again, and parses and checks what has changed.
  mutating func update(_ reader: RuleFolderReader, _ open: [String: [UInt8]]) {
    let read: RuleFolder
    do throws(ToolError) {
      read = try reader.read(path)
      failure = nil
    } catch {
      failure = error
      return
    }
    let overlaid = read.editions.map { Self.overlaid($0, folder: $0.path(in: read), open) }
    var parsed: [(files: EditionFiles, trees: [SyntaxTree])] = []
    var count = 0
    let earlier = Dictionary(
      editions.flatMap(\.trees).map { ($0.source.name, $0) },
      uniquingKeysWith: { first, _ in first })
    for files in overlaid {
      let isOpen = files.files.contains { open[$0.name] != nil }
      var trees = Self.trees(files.files, first: count, earlier)
      // A folder of other Markdown beside the editions is none of them.
      let hasRules = trees.contains { $0.regions.contains { $0.kind == .fence } }
      if overlaid.count > 1, !isOpen, !hasRules { continue }
      count += trees.count
      trees.reserveCapacity(trees.count)
      parsed.append((files, trees))
    }
    folder = RuleFolder(
      name: read.name, path: read.path, editions: parsed.map(\.files), notRead: read.notRead)
    sources = parsed.flatMap(\.files.files)
    editions = parsed.map { state($0.files.folder, $0.trees) }
    checked = RuleBook.checking(name: read.name, editions: editions.map(\.checked))
  }

  /// Keeps what has been worked out of an edition, unless it has changed since.
  mutating func keep(_ findings: EditionFindings, ofStamp stamp: Int) {
    for index in editions.indices where editions[index].stamp == stamp {
      editions[index].findings = findings
    }
  }

  /// The files of an edition with open documents in place of those on the disk, and those that are not
  /// on the disk yet.
  private static func overlaid(
    _ files: EditionFiles, folder: String, _ open: [String: [UInt8]]
  ) -> EditionFiles {
    var files = files
    for (index, file) in files.files.enumerated() {
      if let bytes = open[file.name] {
        files.files[index] = SourceText(name: file.name, bytes: bytes)
      }
    }
    let known = Set(files.files.map(\.name))
    for (name, bytes) in open.sorted(by: { $0.key < $1.key })
    where !known.contains(name) && withoutLastSlash(splitPath(name).folder) == folder
      && name.utf8.hasSuffix(RuleFolderReader.ending.utf8)
    {
      files.files.append(SourceText(name: name, bytes: bytes))
    }
    files.files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return files
  }

  /// The parsed files, each parsed again only where it has changed.
  private static func trees(
    _ files: [SourceText], first: Int, _ earlier: [String: SyntaxTree]
  ) -> [SyntaxTree] {
    let numbered = Array(files.enumerated())
    return mapped(numbered, jobs: numbered.count, least: 8) { slice in
      slice.map { offset, file in
        if let tree = earlier[file.name], tree.file == first + offset, tree.source == file {
          return tree
        }
        return SyntaxTree(parsing: file, file: first + offset)
      }
    }.flatMap { $0 }
  }

  /// The state of an edition: the earlier one where no file has changed.
  private mutating func state(_ folder: String, _ trees: [SyntaxTree]) -> EditionState {
    let earlier = editions.first { $0.folder == folder }
    if let earlier, earlier.trees.count == trees.count,
      zip(earlier.trees, trees).allSatisfy({ $0.file == $1.file && $0.source == $1.source })
    {
      return earlier
    }
    stamps += 1
    let checked = EditionSource(folder: folder, trees: trees).checked(.everything)
    let edition = RuleBook.checking(name: folder, editions: [checked]).book?.editions.first
    return EditionState(
      folder: folder, trees: trees, checked: checked, index: NameIndex(trees),
      edition: edition ?? earlier?.edition, isCurrent: edition != nil, findings: nil,
      stamp: stamps)
  }
}

extension RuleBookState {
  /// The edition that a file belongs to, and the file's number.
  func place(of path: String) -> (edition: EditionState, file: Int)? {
    guard let file = sources.firstIndex(where: { $0.name == path }),
      let edition = editions.first(where: { $0.trees.contains { $0.file == file } }),
      edition.hasRules
    else { return nil }
    return (edition, file)
  }
}

extension EditionFiles {
  /// The folder of the edition in a book, or the folder read when it was one edition.
  fileprivate func path(in folder: RuleFolder) -> String {
    files.first.map { withoutLastSlash(splitPath($0.name).folder) }
      ?? joinedPath(folder.path, self.folder)
  }
}

extension CheckedRuleBook {
  /// What is found before anything has been read.
  fileprivate static var nothing: CheckedRuleBook {
    RuleBook.checking(name: "", editions: [CheckedEdition]())
  }
}
