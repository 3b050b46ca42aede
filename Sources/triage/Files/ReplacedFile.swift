import Glibc

/// A file that takes the place of another only when it is whole.
///
/// It is written beside the one it replaces and renamed over it, so a failure, or a reader in
/// between, finds the old file as it was. What is not a plain file (a pipe, `/dev/null`) is written
/// directly.
final class ReplacedFile: ByteSink {
  private let descriptor: Descriptor
  /// Where the bytes are written, and where they belong; nil when written directly.
  private let move: (from: String, to: String)?
  private let name: String
  private var isFinished = false

  /// Starts writing what is to stand at a path, named so in messages.
  init(_ path: String, named name: String) throws(ToolError) {
    self.name = name
    let target = resolvedPath(path)
    let kind = FileKind(target)
    if kind == .folder { throw .environment("cannot write `\(name)`: it is a folder") }
    if kind == .other {
      descriptor = try Descriptor.writing(target, named: name)
      move = nil
      return
    }
    let (folder, last) = splitPath(target)
    let start = "." + last + ".triage-"
    Self.removeLeftOvers(in: folder, startingWith: start)
    let temporary = folder + start + String(getpid())
    // What an earlier process of the same number left behind when it was killed.
    unsafe unlink(temporary)
    let mode = fileMode(target)
    descriptor = try Descriptor.writing(
      temporary, named: name, creatingWithMode: mode.map { $0 & 0o777 } ?? 0o666)
    if let mode { descriptor.setMode(mode & 0o7777) }
    descriptor.lockAsOwn()
    move = (temporary, target)
  }

  /// Writes a whole file at once.
  static func write(
    _ bytes: some Sequence<UInt8>, to name: String, _ console: Console
  ) throws(ToolError) {
    let file = try ReplacedFile(console.environment.path(name), named: name)
    try file.write(Array(bytes)[...])
    try file.finish()
  }

  /// Removes what processes that are gone left behind when they were killed: no process of that number
  /// runs, and nobody holds the lock, which one on another machine would.
  private static func removeLeftOvers(in folder: String, startingWith start: String) {
    for name in hiddenNames(in: folder.isEmpty ? "." : folder, startingWith: start) {
      guard let process = wholeNumber(String(name.dropFirst(start.count))).flatMap(pid_t.init),
        process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = folder + name
      guard let left = try? Descriptor.writing(path, named: name), left.lockAsOwn() else {
        continue
      }
      unsafe unlink(path)
    }
  }

  deinit {
    if !isFinished, let move { unsafe unlink(move.from) }
  }

  func write(_ bytes: ArraySlice<UInt8>) throws(ToolError) {
    try descriptor.write(bytes)
  }

  /// Puts the file in its place.
  func finish() throws(ToolError) {
    guard let move else { return }
    try descriptor.synchronise()
    guard unsafe rename(move.from, move.to) == 0 else { throw .cannot("write", name) }
    isFinished = true
  }
}
