import ThresholdDSL
import TriageEngine

/// `triage watch [RULES] [--corpus PATH…]`
func watch(_ options: WatchOptions, _ console: Console) throws(ToolError) -> ExitStatus {
  let reader = RuleFolderReader(environment: console.environment)
  let path: String
  if let named = options.rules { path = named } else { path = try reader.chosenPath(nil) }
  var watched = try WatchedRules(path, options.comparing, console)
  try console.print(try watched.start())
  while console.pause(WatchedRules.secondsBetweenLooks) {
    if let text = watched.look() { try console.print(text) }
  }
  return .done
}

/// A rule book that is looked at again and again.
///
/// INVARIANT: what is compared with is the last state that had no errors, so that a save that breaks the
/// rules never hides what the next one changes.
struct WatchedRules {
  /// How often the files are looked at.
  static let secondsBetweenLooks = 0.4

  private let path: String
  private let reader: RuleFolderReader
  private let options: CompareOptions
  private let console: Console
  /// The files of contacts, and what they were like.
  private let corpus: [String]
  /// What was last told of.
  private var told: State
  /// What was seen at the last look: an editor may still be writing it.
  private var seen: State
  /// The rules as they were first without errors, and as they were last.
  private var first: ComparedRules.Side?
  private var last: ComparedRules.Side?
  /// Why they could not be compared at the last look; nil when they were.
  private var trouble: String?
  /// The warnings that the last check told of.
  private var warnings: Set<String> = []
  /// How many saves have been compared.
  private var saves = 0

  /// The rules and the contacts as they stand.
  private struct State: Equatable {
    var files: [File] = []
    var corpus: [FileStamp] = []
    /// Why the rules cannot be read.
    var failure: ToolError?

    struct File: Equatable {
      var name: String
      var bytes: [UInt8]
    }

    /// The names of files that differ.
    func changed(from other: State) -> [String] {
      let names = (files + other.files).map(\.name)
      var changed: [String] = []
      for name in names where !changed.contains(name) {
        let (now, before) = (bytes(name), other.bytes(name))
        if now != before { changed.append(name) }
      }
      return changed
    }

    private func bytes(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }
  }

  init(_ path: String, _ options: CompareOptions, _ console: Console) throws(ToolError) {
    self.path = path
    self.options = options
    self.console = console
    reader = RuleFolderReader(environment: console.environment)
    corpus = try corpusFiles(options, for: .watch, console)
    (told, seen) = (State(), State())
  }

  /// What the rules are like to begin with.
  mutating func start() throws(ToolError) -> String {
    let folder = try reader.read(path)
    told = state(folder)
    seen = told
    let report = try CheckReport(CheckTarget(path: path, folder: folder), reader)
    if let book = report.book {
      first = try ComparedRules.Side(name: "as it was at the start", book, folder, reader)
      last = first
    }
    return shown(report) + "watching \(visibleText(path)) and "
      + (corpus.isEmpty ? "no contacts" : counted(corpus.count, "file") + " of contacts") + "\n"
  }

  /// Looks at the files; what there is to say once they have changed and stand still.
  ///
  /// What cannot be read, such as a calendar that is away, is told of once and tried again at each look.
  mutating func look() -> String? {
    let (now, folder) = read()
    defer { seen = now }
    guard now == seen, now != told || trouble != nil else { return nil }
    let names = now.changed(from: told)
    let isCorpus = now.corpus != told.corpus
    let saved = names.map { visibleText($0) } + (isCorpus ? ["the contacts"] : [])
    var text = saved.isEmpty ? "" : "\n== saved: " + saved.joined(separator: ", ") + "\n"
    do throws(ToolError) {
      guard let folder else {
        throw now.failure ?? .environment("the rules cannot be read")
      }
      text += try account(of: folder)
      (told, trouble) = (now, nil)
      return text
    } catch {
      told = now
      let words = error.report.text
      defer { trouble = words }
      return trouble == words && saved.isEmpty
        ? nil : text + words + "the rules are compared when they can be read\n"
    }
  }

  /// What there is to say of the rules as they have been read.
  private mutating func account(of folder: RuleFolder) throws(ToolError) -> String {
    let report = try CheckReport(CheckTarget(path: path, folder: folder), reader)
    guard let book = report.book else {
      return shown(report) + "the change is compared when there are no errors\n"
    }
    let new = try ComparedRules.Side(name: "as it is now", book, folder, reader)
    let changes = try changes(to: new)
    last = new
    first = first ?? new
    return shown(report) + changes
  }

  /// What a new state does beside the last one, and beside the first one where that is another.
  private mutating func changes(to new: ComparedRules.Side) throws(ToolError) -> String {
    guard var old = last, let first else { return "" }
    saves += 1
    old.name = "as it was before this save"
    guard let result = try result(from: old, to: new) else {
      return "nothing that decides has changed\n"
    }
    var text = ComparePage.text(result, isColoured: console.colours(options.colour))
    guard saves > 1 else { return text }
    guard let whole = try self.result(from: first, to: new) else {
      return text + "\nSince the start nothing that decides has changed.\n"
    }
    text += "\nSince the start:\n"
    for proved in whole.proved {
      let direction = CompareWords.direction(
        proved.comparison.direction, isLimited: proved.isLimited)
      text += "  \(CompareWords.editions(proved)): \(direction)\n"
    }
    if let contacts = whole.contacts {
      let counts = ContactChange.allCases.compactMap { change in
        let count = contacts.contacts(change).count
        return count > 0 ? "\(count) \(change.title)" : nil
      }
      text +=
        "  contacts: "
        + (counts.isEmpty ? "none decided otherwise" : counts.joined(separator: ", ")) + "\n"
    }
    return text
  }

  /// What two states come to; nil where they decide alike, word for word.
  private func result(
    from old: ComparedRules.Side, to new: ComparedRules.Side
  ) throws(ToolError) -> ComparisonResult? {
    let (before, after) = (old.book.editions, new.book.editions)
    guard before.map(\.canonicalText) != after.map(\.canonicalText) else { return nil }
    var rules = ComparedRules(old: old, new: new)
    // What is word for word the same has nothing to be proved.
    rules.pairs.removeAll { before[$0.old].canonicalText == after[$0.new].canonicalText }
    return try comparison(of: rules, corpus, options, console)
  }

  /// What a check says that the one before did not, and its summary.
  private mutating func shown(_ report: CheckReport) -> String {
    // What is left out while there are errors is not mended.
    defer { if report.book != nil { warnings = Set(report.diagnostics.map(\.words)) } }
    let text = report.text(isColoured: console.colours(options.colour), told: warnings)
    return text + report.summary() + "\n"
  }

  // MARK: Looking

  /// What stands there now.
  private func read() -> (State, RuleFolder?) {
    do throws(ToolError) {
      let folder = try reader.read(path)
      return (state(folder), folder)
    } catch {
      var state = State(corpus: corpus.map { FileStamp(console.environment.path($0)) })
      state.failure = error
      return (state, nil)
    }
  }

  private func state(_ folder: RuleFolder) -> State {
    State(
      files: folder.editions.flatMap(\.files).map { State.File(name: $0.name, bytes: $0.bytes) },
      corpus: corpus.map { FileStamp(console.environment.path($0)) })
  }
}
