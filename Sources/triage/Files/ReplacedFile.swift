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
    let temporary = folder + "." + last + ".triage-" + String(getpid())
    // What an earlier process of the same number left behind when it was killed.
    unsafe unlink(temporary)
    let mode = fileMode(target)
    descriptor = try Descriptor.writing(
      temporary, named: name, creatingWithMode: mode.map { $0 & 0o777 } ?? 0o666)
    if let mode { descriptor.setMode(mode & 0o7777) }
    move = (temporary, target)
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
