import ThresholdDSL

/// A file of contacts or decisions, and what is expected of them.
struct CorpusFile: Equatable, Sendable {
  /// The file as the user named it; `-` is standard input.
  var contacts: String
  /// The file of expectations; nil when there is none.
  var expected: String?
  /// Whether it is a record of what came in, and not written to test something.
  var isHistoric: Bool
}

/// Finds the files of a corpus.
struct CorpusFinder {
  let environment: Environment

  /// The ending of a file of expectations.
  static let ending = ".expected.jsonl"
  /// The endings of the files that they may stand beside, the one that is taken first.
  static let contactEndings = [".jsonl", ".csv"]
  /// The name of a folder that makes a corpus historic.
  static let historicFolder = "historic"
  /// How deep folders are searched.
  static let mostFolders = 16

  /// The corpora at a path: of a folder, every file with expectations below it, by name.
  func files(at written: String) throws(ToolError) -> [CorpusFile] {
    if written == "-" { return [CorpusFile(contacts: "-", expected: nil, isHistoric: true)] }
    let path = withoutLastSlash(written)
    switch FileKind(environment.path(path)) {
    case .missing:
      throw .environment("cannot read `\(path)`: there is no such file or folder")
    case .file, .other: return [file(path)]
    case .folder:
      let files = try below(path, depth: 0)
      if files.isEmpty {
        throw .environment(
          "there is no corpus under `\(path)`",
          hint: "a corpus is `NAME.jsonl` or `NAME.csv` with `NAME.expected.jsonl` beside it")
      }
      return files
    }
  }

  /// The files of contacts at a path, whether anything is expected of them or not: of a folder every one
  /// below it, by name. Where two are the same contacts in two forms, one is taken.
  func contacts(at written: String) throws(ToolError) -> [String] {
    let path = withoutLastSlash(written)
    guard FileKind(environment.path(path)) == .folder else {
      return try files(at: written).map(\.contacts)
    }
    let files = try contacts(below: path, depth: 0).map(\.path)
    guard !files.isEmpty else {
      throw .environment(
        "there are no contacts under `\(path)`",
        hint: "contacts stand in files whose names end in `.jsonl` or `.csv`")
    }
    return files
  }

  /// The files of contacts in the folders of a path of which nothing is expected, by name.
  func unexpected(at written: String) throws(ToolError) -> [String] {
    let path = withoutLastSlash(written)
    guard written != "-", FileKind(environment.path(path)) == .folder else { return [] }
    return try contacts(below: path, depth: 0).filter { !$0.isExpected }.map(\.path)
  }

  private func contacts(
    below folder: String, depth: Int
  ) throws(ToolError) -> [(path: String, isExpected: Bool)] {
    let entries = try entriesOfFolder(environment.path(folder), named: folder)
    let names = Set(entries.map(\.name))
    var files: [(path: String, isExpected: Bool)] = []
    for entry in entries {
      let path = joinedPath(folder, entry.name)
      if entry.kind == .folder {
        if depth < Self.mostFolders { files += try contacts(below: path, depth: depth + 1) }
      } else if let expected = Self.expectedName(of: entry.name) {
        let stem = expected.dropLast(Self.ending.count)
        let first = Self.contactEndings.first { names.contains(stem + $0) }
        if first.map({ stem + $0 }) == entry.name {
          files.append((path, names.contains(expected)))
        }
      }
    }
    return files
  }

  /// The file of expectations that belongs beside a file, whether it is there or not.
  static func expectedName(of contacts: String) -> String? {
    guard !contacts.utf8.hasSuffix(ending.utf8) else { return nil }
    for suffix in contactEndings where contacts.utf8.hasSuffix(suffix.utf8) {
      return contacts.dropLast(suffix.count) + ending
    }
    return nil
  }

  private func file(_ path: String) -> CorpusFile {
    let expected = Self.expectedName(of: path).flatMap { name in
      FileKind(environment.path(name)) == .missing ? nil : name
    }
    return CorpusFile(contacts: path, expected: expected, isHistoric: isHistoric(path))
  }

  private func isHistoric(_ path: String) -> Bool {
    path.utf8.split(separator: UInt8(ascii: "/")).dropLast().contains {
      String(decoding: $0, as: UTF8.self) == Self.historicFolder
    }
  }

  private func below(_ folder: String, depth: Int) throws(ToolError) -> [CorpusFile] {
    let entries = try entriesOfFolder(environment.path(folder), named: folder)
    let names = entries.map(\.name)
    var files: [CorpusFile] = []
    for entry in entries {
      let name = entry.name
      let path = joinedPath(folder, name)
      if name.utf8.hasSuffix(Self.ending.utf8) {
        files.append(try contacts(besides: path, named: name, among: names, in: folder))
      } else if depth < Self.mostFolders, entry.kind == .folder {
        files += try below(path, depth: depth + 1)
      }
    }
    return files
  }

  private func contacts(
    besides expected: String, named name: String, among names: [String], in folder: String
  ) throws(ToolError) -> CorpusFile {
    let stem = String(name.dropLast(Self.ending.count))
    for suffix in Self.contactEndings where names.contains(stem + suffix) {
      let path = joinedPath(folder, stem + suffix)
      return CorpusFile(contacts: path, expected: expected, isHistoric: isHistoric(path))
    }
    throw .environment(
      "`\(expected)` says what is expected of contacts that are not there",
      hint: "put `\(stem).jsonl` or `\(stem).csv` beside it")
  }
}
