extension RuleFolderReader {
  /// The variable that names the rule book where `--rules` does not.
  static let variable = "TRIAGE_RULES"
  /// The folder of rule books that is looked in where nothing names one.
  static let usualFolder = "rules"

  /// The path of the rule book to use: as named, else by the environment, else the only one there.
  func chosenPath(_ named: String?) throws(ToolError) -> String {
    if let path = named ?? environment.variable(Self.variable) { return path }
    let folder = Self.usualFolder
    guard FileKind(environment.path(folder)) == .folder else {
      throw .environment(
        "there is no rule book: no `--rules`, no `\(Self.variable)`, and no folder `./\(folder)`",
        hint: "name one: `--rules PATH`, the folder of a rule book or of one edition of it")
    }
    let books = try bookPaths(in: folder)
    switch books.count {
    case 1: return books[0]
    case 0:
      throw .environment(
        "there is no rule book under `./\(folder)`",
        hint: "a rule book is a folder of editions, and an edition is a folder of `.md` files")
    default:
      throw .environment(
        "there are \(books.count) rule books under `./\(folder)`",
        hint: "name one with `--rules`: " + books.map { "`\($0)`" }.joined(separator: ", "))
    }
  }

  /// The bytes of a calendar: `calendars/NAME.json`, in the nearest folder `calendars` upwards from
  /// the rule book; nil when there is none.
  func calendar(
    named name: String, for book: RuleFolder
  ) throws(ToolError) -> (path: String, bytes: [UInt8])? {
    var folder = resolvedPath(environment.path(book.path))
    while true {
      let calendars = joinedPath(folder, "calendars")
      if FileKind(calendars) == .folder {
        let path = joinedPath(calendars, name + ".json")
        guard FileKind(path) == .file else { return nil }
        return (path, try readWholeFile(path, named: path, limit: Self.calendarLimit))
      }
      let parent = withoutLastSlash(splitPath(folder).folder)
      if parent == folder || parent.isEmpty { return nil }
      folder = parent
    }
  }

  /// The bytes of a calendar file at most.
  static let calendarLimit = 1 << 22
}
