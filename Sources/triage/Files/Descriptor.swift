import Glibc

/// An open file, closed when nothing refers to it any more.
final class Descriptor {
  /// The number of the descriptor.
  private let number: Int32
  /// What it is called in messages.
  private let name: String
  private let closes: Bool

  /// Standard input.
  static var standardInput: Descriptor {
    Descriptor(number: 0, name: "standard input", closes: false)
  }
  /// Standard output.
  static var standardOutput: Descriptor {
    Descriptor(number: 1, name: "standard output", closes: false)
  }
  /// Standard error.
  static var standardError: Descriptor {
    Descriptor(number: 2, name: "standard error", closes: false)
  }

  private init(number: Int32, name: String, closes: Bool) {
    self.number = number
    self.name = name
    self.closes = closes
  }

  deinit {
    if closes { close(number) }
  }

  /// Opens a file for reading.
  static func reading(_ path: String, named name: String) throws(ToolError) -> Descriptor {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .cannot("read", name) }
    return Descriptor(number: number, name: "`\(name)`", closes: true)
  }

  /// Takes a descriptor that is open, and closes it in the end.
  static func taking(_ number: Int32, named name: String) -> Descriptor {
    Descriptor(number: number, name: name, closes: true)
  }

  /// Opens a file for writing: one that is there, or, with `mode`, one that must not be there yet.
  static func writing(
    _ path: String, named name: String, creatingWithMode mode: mode_t? = nil
  ) throws(ToolError) -> Descriptor {
    let flags = O_WRONLY | O_CLOEXEC | (mode == nil ? 0 : O_CREAT | O_EXCL)
    let number = unsafe open(path, flags, mode ?? 0)
    guard number >= 0 else { throw .cannot("write", name) }
    return Descriptor(number: number, name: "`\(name)`", closes: true)
  }

  /// Waits until what was written is on the disk; a pipe or a terminal has none.
  func synchronise() throws(ToolError) {
    guard fsync(number) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP else {
      throw .failed("write", name)
    }
  }

  /// The length of the file at a moment when nobody who locks it is writing.
  func sizeWhenNobodyWrites() throws(ToolError) -> Int {
    while flock(number, LOCK_SH) != 0 {
      // A disk without locks has no writers that wait for them either.
      guard errno == EINTR else { break }
    }
    defer { _ = flock(number, LOCK_UN) }
    var facts = stat()
    guard unsafe fstat(number, &facts) == 0 else { throw .failed("read", name) }
    return Int(facts.st_size)
  }

  /// Gives the file the permissions of another.
  func setMode(_ mode: mode_t) {
    // What cannot be kept is no reason to fail: the file is as safe as the umask makes it.
    _ = fchmod(number, mode)
  }

  /// Locks the file for as long as it is open; false where somebody else has. A disk without locks has
  /// none to be in the way.
  @discardableResult
  func lockAsOwn() -> Bool {
    flock(number, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// The bytes of a plain file; nil of anything else.
  var size: Int? {
    var facts = stat()
    guard unsafe fstat(number, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(facts.st_size)
  }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(number) == 1 }
}

extension Descriptor: ByteSource {
  func read(atMost count: Int) throws(ToolError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = unsafe Glibc.read(number, buffer.baseAddress, count)
      while got < 0, errno == EINTR { got = unsafe Glibc.read(number, buffer.baseAddress, count) }
      if got < 0 { failure = errno }
      filled = max(0, got)
    }
    guard failure == 0 else {
      errno = failure
      throw .failed("read", name)
    }
    return bytes
  }
}

extension Descriptor: WaitingSource {
  func isReady(within milliseconds: Int?) throws(ToolError) -> Bool {
    var wanted = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&wanted, 1, milliseconds.map { Int32(clamping: $0) } ?? -1)
    if ready < 0, errno != EINTR { throw .failed("read", name) }
    // An end and an error are found by reading.
    return ready > 0
  }
}

extension Descriptor: ByteSink {
  func write(_ bytes: ArraySlice<UInt8>) throws(ToolError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
      }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EPIPE {
        throw .closedPipe
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        throw .failed("write", name)
      }
    }
  }

  /// Waits where somebody else has made the descriptor non-blocking.
  private func waitUntilWritable() {
    var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&wanted, 1, -1)
  }
}

extension ToolError {
  /// A file that cannot be opened, with the reason that the system gives.
  static func cannot(_ verb: String, _ name: String) -> ToolError {
    failed(verb, "`\(name)`")
  }

  /// Something that went wrong with an open file, with the reason that the system gives.
  static func failed(_ verb: String, _ name: String) -> ToolError {
    let code = errno
    let reason: String
    switch code {
    case ENOENT: reason = verb == "write" ? "there is no such folder" : "there is no such file"
    case EACCES, EPERM: reason = "permission is denied"
    case EISDIR: reason = "it is a folder"
    case ENOTDIR: reason = "a part of the path is not a folder"
    case ENOSPC, EDQUOT: reason = "the disk is full"
    case EFBIG: reason = "the file would be larger than is allowed"
    case EBADF: reason = "it is closed"
    case EROFS: reason = "the disk cannot be written to"
    default: reason = unsafe String(cString: strerror(code))
    }
    return .environment("cannot \(verb) \(name): \(reason)")
  }
}
