import Glibc
import ThresholdDSL
import TriageEngine

/// The rows of every file of contacts, in order, a block at a time.
struct ContactStream {
  /// The bytes read at a time.
  static let blockSize = 1 << 18

  /// The files as the user named them; `-` is standard input.
  let files: [String]
  private let format: InputFormatName?
  private let console: Console
  private var next = 0
  /// Rows read ahead, to see what they are.
  private var held: [UnreadRow]?
  private var lines = LineReader()
  private var open: (source: any ByteSource, reader: RowReader, first: [UInt8])?

  /// The rows of some files, each of which must be there.
  init(_ options: DecidingOptions, _ console: Console) throws(ToolError) {
    try self.init(
      files: options.files, format: options.inputFormat, console,
      mistakenCommand: options.mistakenCommand)
  }

  /// The rows of files, whose format is told by name and content unless it is given.
  init(
    files: [String], format: InputFormatName?, _ console: Console, mistakenCommand: String? = nil
  ) throws(ToolError) {
    self.files = files
    self.format = format
    self.console = console
    // A file that is missing is told before the first is decided.
    for file in files where file != "-" {
      let path = console.environment.path(file)
      if FileKind(path) == .missing, file == mistakenCommand {
        throw Self.noCommand(file)
      }
      if FileKind(path) == .folder {
        throw .environment("cannot read `\(file)`: it is a folder")
      }
      if unsafe access(path, R_OK) != 0 { throw .cannot("read", file) }
    }
  }

  private static func noCommand(_ word: String) -> ToolError {
    let near = nearestNames(to: word, among: CommandName.allCases.map(\.rawValue)).first
    return .usage(
      "there is no command and no file `\(word)`", hint: near.map { "did you mean `\($0)`?" })
  }

  /// What a file is called in messages.
  func name(ofFile index: Int) -> String {
    files[index] == "-" ? "standard input" : files[index]
  }

  /// The next rows, of one file; nil at the end of the last.
  mutating func rows() throws(ToolError) -> [ReadRow]? {
    try unread()?.map { lines.read($0) }
  }

  /// The next rows, of one file, lines of JSON Lines not looked into; nil at the end of the last.
  mutating func unread() throws(ToolError) -> [UnreadRow]? {
    if let held {
      self.held = nil
      return held
    }
    while true {
      if open == nil {
        guard next < files.count else { return nil }
        open = try opened(next)
        next += 1
      }
      guard var current = open else { return nil }
      // What is held here too would be copied when the reader adds to it.
      open = nil
      let block =
        current.first.isEmpty ? try current.source.read(atMost: Self.blockSize) : current.first
      current.first = []
      do {
        guard !block.isEmpty else { return try current.reader.finishSplitting() }
        let rows = try current.reader.split(block)
        open = current
        if !rows.isEmpty { return rows }
      } catch {
        throw inputError(error)
      }
    }
  }

  /// The first row that can be read, which is read again by ``rows()``; nil when the next rows have
  /// none.
  mutating func peek() throws(ToolError) -> RawRow? {
    if held == nil { held = try unread() }
    for row in held ?? [] {
      if case .row(let row) = lines.read(row) { return row }
    }
    return nil
  }

  /// Opens a file and tells its format.
  private func opened(
    _ index: Int
  ) throws(ToolError) -> (source: any ByteSource, reader: RowReader, first: [UInt8]) {
    let name = files[index]
    let source: any ByteSource
    if name == "-" {
      source = console.input
    } else {
      source = try Descriptor.reading(console.environment.path(name), named: name)
    }
    var first = try source.read(atMost: Self.blockSize)
    // A pipe may give a byte-order mark or blank lines first, and what tells the format later.
    while first.count < 4, case let more = try source.read(atMost: Self.blockSize), !more.isEmpty {
      first += more
    }
    let guessed = InputFormat.guess(fileName: name == "-" ? nil : name, firstBytes: first)
    let reader = RowReader(format?.format ?? guessed, file: index)
    return (source, reader, first)
  }

  private func inputError(_ error: InputError) -> ToolError {
    var place = name(ofFile: error.place.file) + ":\(error.place.line)"
    if let column = error.column { place += ":\(column)" }
    return .environment("\(place): \(error.message) [\(error.code.rawValue)]")
  }
}

extension InputFormatName {
  /// The format that the word names.
  var format: InputFormat {
    switch self {
    case .jsonl: .jsonLines
    case .csv: .csv
    }
  }
}
