import ThresholdDSL
import TriageEngine

/// The old rules and the new ones, with the editions that decide on the same days.
struct ComparedRules {
  /// An edition of the old rules and one of the new that decide on the same days.
  struct Pair {
    /// The edition's place in each rule book.
    var old: Int
    var new: Int
    /// The days on which both are in force; nil where each is taken to be while the new one is.
    var days: ClosedRange<CivilDate>?
  }

  /// Rules on one side of the comparison.
  struct Side {
    /// What they are called in the report.
    var name: String
    var book: RuleBook
    /// What decides under them; `edition` forces one, whenever a contact was received.
    var deciding: DecidingRules

    /// Checked rules made ready to decide, each contact under the edition in force or all under one.
    init(
      name: String, _ book: RuleBook, _ folder: RuleFolder, _ reader: RuleFolderReader,
      edition: Int? = nil
    ) throws(ToolError) {
      self.name = name
      self.book = book
      deciding = try DecidingRules(
        book, folder: folder, reader, options: DecodingOptions(edition: edition))
    }
  }

  let old: Side
  let new: Side
  /// The editions that are compared, earliest first.
  var pairs: [Pair]
  /// The days on which only one of the rule books has an edition, earliest first.
  let gaps: [ComparedPeriod]
  /// Editions that one of the rule books has not, by name.
  let onlyOld: [String]
  let onlyNew: [String]

  init(_ options: CompareOptions, _ console: Console) throws(ToolError) {
    let reader = RuleFolderReader(environment: console.environment)
    let newPath: String
    if let named = options.new { newPath = named } else { newPath = try reader.chosenPath(nil) }
    let folders = try ComparedFolders(options, newPath, reader)
    let oldBook = try Self.usable(folders.old, folders.oldName, options, console)
    let newBook = try Self.usable(folders.new, newPath, options, console)
    let isForced = folders.areEditions && Self.takesPlace(newBook, of: oldBook)
    func side(
      _ name: String, _ book: RuleBook, _ folder: RuleFolder
    ) throws(ToolError) -> Side {
      try Side(name: name, book, folder, reader, edition: isForced ? 0 : nil)
    }
    self.init(
      old: try side(folders.oldName, oldBook, folders.old),
      new: try side(newPath, newBook, folders.new), isForced: isForced)
  }

  /// Compares rules that have been read.
  init(old: Side, new: Side, isForced: Bool = false) {
    (self.old, self.new) = (old, new)
    let (oldBook, newBook) = (old.book, new.book)
    guard !isForced else {
      pairs = [Pair(old: 0, new: 0)]
      (gaps, onlyOld, onlyNew) = ([], [], [])
      return
    }
    let periods = ComparedPeriod.periods(from: oldBook.editions, to: newBook.editions)
    pairs = periods.compactMap { period in
      guard let old = period.old, let new = period.new else { return nil }
      return Pair(old: old, new: new, days: period.daysLookedAt)
    }
    gaps = periods.filter { $0.old == nil || $0.new == nil }
    let (oldNames, newNames) = (oldBook.editions.map(\.name), newBook.editions.map(\.name))
    onlyOld = oldNames.filter { !newNames.contains($0) }
    onlyNew = newNames.filter { !oldNames.contains($0) }
  }

  /// Whether one edition is looked at in the place of another: each decides every contact, whenever it
  /// was received. One edition with other days is looked at day by day.
  private static func takesPlace(_ new: RuleBook, of old: RuleBook) -> Bool {
    guard let before = old.editions.first, let after = new.editions.first else { return false }
    return before.name != after.name
      || (before.firstDay, before.lastDay) == (after.firstDay, after.lastDay)
  }

  private static func usable(
    _ folder: RuleFolder, _ name: String, _ options: CompareOptions, _ console: Console
  ) throws(ToolError) -> RuleBook {
    let rules = LoadedRules(folder, .everything)
    if let book = rules.checked.book { return book }
    let renderer = rules.renderer(isColoured: console.coloursErrors(options.colour))
    console.report(renderer.text(rules.checked.diagnostics.filter(\.isError)))
    console.report(
      "triage: error: nothing is compared while the rules in `\(visibleText(name))` have "
        + "errors\n")
    throw .reported
  }
}
