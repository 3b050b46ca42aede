import ThresholdDSL
import TriageEngine

/// The old rules and the new ones, with the editions that belong together.
struct ComparedRules {
  /// One edition of the old rules and the one of the new rules that takes its place.
  struct Pair {
    /// The edition's place in each rule book.
    var old: Int
    var new: Int
  }

  /// Rules on one side of the comparison.
  struct Side {
    /// What they are called in the report.
    var name: String
    var folder: RuleFolder
    var book: RuleBook
    /// What decides under them; `edition` forces one, whenever a contact was received.
    var deciding: DecidingRules
  }

  let old: Side
  let new: Side
  /// The editions that are compared, earliest first.
  let pairs: [Pair]
  /// Editions that one of the rule books has not, by name.
  let onlyOld: [String]
  let onlyNew: [String]
  /// Whether each side is one edition, under which every contact is decided.
  let isOneEdition: Bool

  init(_ options: CompareOptions, _ console: Console) throws(ToolError) {
    let reader = RuleFolderReader(environment: console.environment)
    let newPath: String
    if let named = options.new { newPath = named } else { newPath = try reader.chosenPath(nil) }
    let folders = try Self.folders(options, newPath, reader)
    let oldRules = try Self.usable(folders.old, options, console)
    let newRules = try Self.usable(folders.new, options, console)
    let isOneEdition = oldRules.editions.count == 1 && newRules.editions.count == 1
    self.isOneEdition = isOneEdition
    func deciding(_ book: RuleBook, _ folder: RuleFolder) throws(ToolError) -> DecidingRules {
      try DecidingRules(
        book, folder: folder, reader, options: DecodingOptions(edition: isOneEdition ? 0 : nil))
    }
    old = Side(
      name: folders.oldName, folder: folders.old, book: oldRules,
      deciding: try deciding(oldRules, folders.old))
    new = Side(
      name: newPath, folder: folders.new, book: newRules,
      deciding: try deciding(newRules, folders.new))
    let (oldNames, newNames) = (oldRules.editions.map(\.name), newRules.editions.map(\.name))
    if isOneEdition {
      pairs = [Pair(old: 0, new: 0)]
      (onlyOld, onlyNew) = ([], [])
    } else {
      pairs = newNames.enumerated().compactMap { place, name in
        oldNames.firstIndex(of: name).map { Pair(old: $0, new: place) }
      }
      onlyOld = oldNames.filter { !newNames.contains($0) }
      onlyNew = newNames.filter { !oldNames.contains($0) }
    }
    guard !pairs.isEmpty else {
      throw .usage(
        "the two rule books have no edition of the same name",
        hint: "name one edition of each, to compare them with each other", command: .compare)
    }
  }

  // MARK: Reading

  private static func folders(
    _ options: CompareOptions, _ newPath: String, _ reader: RuleFolderReader
  ) throws(ToolError) -> (old: RuleFolder, new: RuleFolder, oldName: String) {
    let isFile = try reader.kind(of: newPath) == .file
    if let oldPath = options.old, try reader.kind(of: oldPath) == .file, !isFile {
      throw .usage(
        "`\(oldPath)` is a file and `\(newPath)` is not", hint: "name two files, or two folders",
        command: .compare)
    }
    let newFolder = isFile ? try edition(of: newPath) : newPath
    let new = try reader.read(newFolder)
    if let revision = options.revision {
      let old = try reader.read(newFolder, revision: revision)
      return (old, new, "\(newPath) at \(revision)")
    }
    let oldPath = options.old ?? newPath
    if isFile {
      guard try reader.kind(of: oldPath) == .file else {
        throw .usage(
          "`\(newPath)` is a file and `\(oldPath)` is not", hint: "name two files, or two folders",
          command: .compare)
      }
      // The rest of the edition is as it is now, so that one changed file can be looked at alone.
      var old = new
      let name = splitPath(newPath).last
      for place in old.editions[0].files.indices
      where splitPath(old.editions[0].files[place].name).last == name {
        old.editions[0].files[place] = try reader.readFile(oldPath)
      }
      return (old, new, oldPath)
    }
    return (try reader.read(oldPath), new, oldPath)
  }

  private static func edition(of file: String) throws(ToolError) -> String {
    guard file.utf8.hasSuffix(RuleFolderReader.ending.utf8) else {
      throw .environment(
        "`\(file)` is not a rule file", hint: "the name of a rule file ends in `.md`")
    }
    let folder = splitPath(file).folder
    return folder.isEmpty ? "." : withoutLastSlash(folder)
  }

  private static func usable(
    _ folder: RuleFolder, _ options: CompareOptions, _ console: Console
  ) throws(ToolError) -> RuleBook {
    let rules = LoadedRules(folder, .errors)
    if let book = rules.checked.book { return book }
    let renderer = rules.renderer(isColoured: console.coloursErrors(options.colour))
    console.report(renderer.text(rules.checked.diagnostics.filter(\.isError)))
    console.report(
      "triage: error: nothing is compared while the rules in `\(visibleText(folder.path))` have "
        + "errors\n")
    throw .reported
  }
}
