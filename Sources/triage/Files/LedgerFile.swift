import Glibc
import TriageEngine

/// A ledger on the disk that is added to.
///
/// Whoever adds holds the file's lock, first reads what others have added meanwhile, appends, and
/// waits until it is on the disk before anything is acknowledged. The lock is held for one update,
/// not for a run, so that writers take turns.
///
/// INVARIANT: when an update returns, the file holds everything it added, on the disk; when it
/// throws, the file is as it was before, or ends in a line that is not finished, which the next
/// update moves aside.
final class LedgerFile {
  /// The ending of the name of the file that unfinished lines are moved to.
  static let tornEnding = ".torn"
  /// The bytes read at a time.
  static let blockSize = 1 << 20
  /// The start of 2020: a clock that says less has lost the time.
  static let earliestNow = Instant(seconds: 1_577_836_800)

  /// The ledger as the user named it.
  let name: String
  /// What is in it.
  private(set) var book: LedgerBook
  private let path: String
  private let number: Int32
  private let console: Console

  /// Opens a ledger, making it when there is none; `takesRows` is false where only people's decisions
  /// are added.
  init(_ name: String, takesRows: Bool, _ console: Console) throws(ToolError) {
    self.name = name
    book = LedgerBook(takesRows: takesRows)
    self.console = console
    path = console.environment.path(name)
    number = try Self.opened(path, named: name)
    try checkKind()
  }

  deinit { close(number) }

  private static func opened(_ path: String, named name: String) throws(ToolError) -> Int32 {
    // Whoever makes it makes it for itself alone: it holds everything that is known of a child.
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let made = unsafe open(path, flags | O_CREAT | O_EXCL, 0o600)
    if made >= 0 {
      // Whatever the umask leaves out is put back, so that its owner can write it again.
      _ = fchmod(made, 0o600)
      return made
    }
    guard errno == EEXIST else { throw .cannot("write", name) }
    let found = unsafe open(path, flags)
    if found >= 0 { return found }
    if errno == ELOOP {
      throw .environment(
        "cannot write `\(name)`: it is a link",
        hint: "name the ledger itself, so that nobody can put another in its place")
    }
    throw .cannot("write", name)
  }

  private func checkKind() throws(ToolError) {
    let facts = try status()
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .environment("cannot write `\(name)`: a ledger is a plain file")
    }
    if facts.st_mode & 0o077 != 0 {
      console.report(
        "triage: warning: others than its owner can read or write the ledger `\(name)`\n"
          + "  it holds everything known of a child, restricted information included: "
          + "`chmod 600` it\n")
    }
  }

  private func status() throws(ToolError) -> stat {
    var facts = stat()
    guard unsafe fstat(number, &facts) == 0 else { throw .cannot("read", name) }
    return facts
  }

  /// Adds to the ledger what `body` makes of it: under the lock, and on the disk when it returns.
  /// `notice` is first shown the entries that have not been read yet, block by block.
  func update<Result>(
    noticing notice: ([LedgerEntry]) -> Void = { _ in },
    _ body: (inout LedgerBook, Instant, inout [UInt8]) throws(ToolError) -> Result
  ) throws(ToolError) -> Result {
    try lock()
    defer { _ = flock(number, LOCK_UN) }
    try checkPlace()
    try catchUp(notice)
    let before = book.byteCount
    let now = console.now()
    guard now >= Self.earliestNow else {
      throw .environment(
        "cannot add to the ledger `\(name)`: the machine's clock is not set",
        hint: "entries say when they were written; nothing was added")
    }
    var bytes: [UInt8] = []
    let result = try body(&book, now, &bytes)
    if !bytes.isEmpty { try append(bytes, at: before) }
    return result
  }

  private func lock() throws(ToolError) {
    while flock(number, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .failed("lock", "`\(name)`") }
    }
  }

  /// Makes sure that the file that is open is still the one of that name.
  private func checkPlace() throws(ToolError) {
    var facts = stat()
    let own = try status()
    guard unsafe lstat(path, &facts) == 0, facts.st_dev == own.st_dev, facts.st_ino == own.st_ino
    else {
      throw .environment(
        "cannot write `\(name)`: another file was put in its place", hint: "nothing was added")
    }
    guard own.st_size >= book.byteCount else {
      throw .environment(
        "cannot write `\(name)`: it was cut short while it was open", hint: "nothing was added")
    }
  }

  /// Reads what stands behind what is known of the file.
  private func catchUp(_ notice: ([LedgerEntry]) -> Void) throws(ToolError) {
    var offset = book.byteCount
    var unfinished: [UInt8] = []
    while case let chunk = try read(at: offset), !chunk.isEmpty {
      offset += chunk.count
      let part = book.read(chunk)
      notice(part.entries)
      if let flaw = part.flaw {
        throw .environment(
          "cannot add to the ledger `\(name)`: line \(flaw.line): \(flaw.message)",
          hint: "nothing was added; see `triage help verify`")
      }
      unfinished += chunk
      unfinished.removeFirst(unfinished.count - (offset - book.byteCount))
    }
    if book.endsWithWholeLine { return }
    guard book.lacksLineBreakAlone else { return try moveAside(unfinished) }
    try endLine(notice)
  }

  /// Ends a last line that is whole but for its line break, which something else must have taken: what it
  /// says may have been acknowledged.
  private func endLine(_ notice: ([LedgerEntry]) -> Void) throws(ToolError) {
    guard writeAll([0x0A], to: number), fsync(number) == 0 else { throw .cannot("write", name) }
    notice(book.read([0x0A]).entries)
    console.report(
      "triage: warning: the last line of the ledger `\(name)` had lost its line break, and has one "
        + "again\n")
  }

  private func read(at offset: Int) throws(ToolError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, filled in
      var got = 0
      repeat {
        got = unsafe pread(number, buffer.baseAddress, Self.blockSize, off_t(offset))
      } while got < 0 && errno == EINTR
      if got < 0 { failure = errno }
      filled = max(0, got)
    }
    guard failure == 0 else {
      errno = failure
      throw .cannot("read", name)
    }
    return bytes
  }

  /// Moves a last line that was never finished, and so never acknowledged, to a file of its own.
  private func moveAside(_ line: [UInt8]) throws(ToolError) {
    let aside = name + Self.tornEnding
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let target = unsafe open(console.environment.path(aside), flags, 0o600)
    guard target >= 0 else { throw .cannot("write", aside) }
    defer { close(target) }
    guard writeAll(line + [0x0A], to: target), fsync(target) == 0 else {
      throw .cannot("write", aside)
    }
    guard ftruncate(number, off_t(book.byteCount)) == 0, fsync(number) == 0 else {
      throw .cannot("write", name)
    }
    book.dropUnfinishedLine()
    console.report(
      "triage: warning: the last line of the ledger `\(name)` was never finished; its "
        + "\(line.count) bytes are in `\(aside)` now\n"
        + "  the \(book.head.count) entries before it are whole, and nothing acknowledged is lost\n"
    )
  }

  private func append(_ bytes: [UInt8], at size: Int) throws(ToolError) {
    guard writeAll(bytes, to: number), fsync(number) == 0 else {
      let failure = errno
      let isAsBefore = ftruncate(number, off_t(size)) == 0
      _ = fsync(number)
      errno = failure
      var error = ToolError.cannot("add to the ledger", name)
      error.hint =
        isAsBefore
        ? "the ledger is as it was: nothing was added"
        : "nothing was acknowledged; what is unfinished is moved aside when there is room"
      throw error
    }
    if size == 0 { try synchroniseFolder() }
  }

  /// Waits until the name of a new file is on the disk as well.
  private func synchroniseFolder() throws(ToolError) {
    let (folder, _) = splitPath(path)
    let number = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw .cannot("write", name) }
    defer { close(number) }
    guard fsync(number) == 0 || errno == EINVAL || errno == EROFS else {
      throw .cannot("write", name)
    }
  }
}

/// Writes all the bytes; false, with `errno` set, when that fails.
private func writeAll(_ bytes: [UInt8], to number: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = unsafe rest.withUnsafeBytes { buffer in
      unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
    }
    if written >= 0 {
      rest = rest.dropFirst(written)
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
