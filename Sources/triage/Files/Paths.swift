import Glibc

/// What stands at a path.
enum FileKind: Equatable {
  case missing
  case file
  case folder
  case other

  /// What stands there, links followed.
  init(_ path: String) {
    guard let mode = rawMode(path) else {
      self = .missing
      return
    }
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// The permissions of a file; nil when there is none.
func fileMode(_ path: String) -> mode_t? {
  rawMode(path).map { $0 & ~S_IFMT }
}

private func rawMode(_ path: String) -> mode_t? {
  var facts = stat()
  guard unsafe stat(path, &facts) == 0 else { return nil }
  return facts.st_mode
}

/// Whether two paths name one plain file, under one name or under several.
func isSameFile(_ left: String, _ right: String) -> Bool {
  var (first, second) = (stat(), stat())
  guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else {
    return placedPath(left) == placedPath(right)
  }
  return first.st_mode & S_IFMT == S_IFREG
    && first.st_dev == second.st_dev && first.st_ino == second.st_ino
}

/// What tells whether a file has been written since: its place on the disk, its length, and when it was
/// last written.
struct FileStamp: Equatable {
  private var inode: UInt64 = 0
  private var length: Int64 = 0
  private var seconds: Int64 = 0
  private var nanoseconds: Int64 = 0

  /// The stamp of what stands at a path; one and the same where nothing does.
  init(_ path: String) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return }
    inode = UInt64(facts.st_ino)
    length = Int64(facts.st_size)
    seconds = Int64(facts.st_mtim.tv_sec)
    nanoseconds = Int64(facts.st_mtim.tv_nsec)
  }
}

/// The path with every link in it followed; the path itself when nothing stands there.
func resolvedPath(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// The path with every link in it followed, of a file that may not be there yet.
private func placedPath(_ path: String) -> String {
  let (folder, last) = splitPath(path)
  return joinedPath(resolvedPath(folder.isEmpty ? "." : folder), last)
}

/// A path as the folder, with the slash after it, and the last name.
func splitPath(_ path: String) -> (folder: String, last: String) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
  let after = path.utf8.index(after: slash)
  return (String(path[..<after]), String(path[after...]))
}

/// The path without slashes at its end.
func withoutLastSlash(_ path: String) -> String {
  var trimmed = Substring(path)
  while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed.removeLast() }
  return String(trimmed)
}

/// A path below a folder.
func joinedPath(_ folder: String, _ name: String) -> String {
  folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
}

/// Something in a folder.
struct FolderEntry {
  /// Its name.
  var name: String
  /// What it is, links followed.
  var kind: FileKind
}

/// What is in a folder, in the byte order of names, hidden names left out.
func entriesOfFolder(_ path: String, named name: String) throws(ToolError) -> [FolderEntry] {
  guard let folder = unsafe opendir(path) else { throw .cannot("read", name) }
  defer { unsafe closedir(folder) }
  var entries: [FolderEntry] = []
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard name.utf8.first != UInt8(ascii: ".") else { continue }
    // The folder itself says what most of its entries are; a link is looked behind.
    let kind: FileKind =
      switch unsafe Int(entry.pointee.d_type) {
      case Int(DT_REG): .file
      case Int(DT_DIR): .folder
      default: FileKind(joinedPath(path, name))
      }
    entries.append(FolderEntry(name: name, kind: kind))
  }
  return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}

/// The names in a folder that start so, in no order; none where the folder cannot be read.
func hiddenNames(in path: String, startingWith start: String) -> [String] {
  guard let folder = unsafe opendir(path) else { return [] }
  defer { unsafe closedir(folder) }
  var names: [String] = []
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.utf8.starts(with: start.utf8) { names.append(name) }
  }
  return names
}

/// The bytes of a whole file, which may not be longer than a limit.
func readWholeFile(
  _ path: String, named name: String, limit: Int
) throws(ToolError) -> [UInt8] {
  let descriptor = try Descriptor.reading(path, named: name)
  // One read more than the file is long finds its end at once.
  let block = min(descriptor.size.map { $0 + 1 } ?? 1 << 16, limit + 1)
  return try readWhole(descriptor, named: "`\(name)`", limit: limit, block: block)
}

/// All the bytes of a source, which may not be more than a limit.
func readWhole(
  _ source: any ByteSource, named name: String, limit: Int, block size: Int = 1 << 16
) throws(ToolError) -> [UInt8] {
  var bytes: [UInt8] = []
  while true {
    let block = try source.read(atMost: max(size, 1))
    if block.isEmpty { return bytes }
    guard bytes.count + block.count <= limit else {
      throw .environment("cannot read \(name): it is longer than \(limit) bytes")
    }
    if bytes.isEmpty { bytes = block } else { bytes += block }
  }
}

/// The processors that this process may use.
func processorCount() -> Int {
  max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
