/// The files of a tar archive (POSIX.1-2001, pax), as the `git` command writes them.
struct TarArchive {
  /// A file's path and bytes.
  struct File: Equatable {
    var path: String
    var bytes: [UInt8]
  }

  /// The plain files, in the order of the archive.
  private(set) var files: [File] = []

  private static let blockSize = 512

  /// Reads an archive; nil when it is broken or cut short.
  init?(_ bytes: [UInt8]) {
    var offset = 0
    var longPath: String?
    while offset + Self.blockSize <= bytes.count {
      let header = bytes[offset..<offset + Self.blockSize]
      // Two empty blocks end the archive.
      if header.allSatisfy({ $0 == 0 }) { return }
      guard let size = Self.number(in: header, at: 124, length: 12) else { return nil }
      let start = offset + Self.blockSize
      guard size >= 0, size <= bytes.count - start else { return nil }
      let body = bytes[start..<start + size]
      switch header[offset + 156] {
      case UInt8(ascii: "x"): longPath = Self.path(inRecords: body)
      case UInt8(ascii: "0"), 0:
        files.append(File(path: longPath ?? Self.path(in: header), bytes: Array(body)))
        longPath = nil
      default: longPath = nil
      }
      offset = start + (size + Self.blockSize - 1) / Self.blockSize * Self.blockSize
    }
    return nil
  }

  /// A number of octal digits.
  private static func number(in header: ArraySlice<UInt8>, at start: Int, length: Int) -> Int? {
    let first = header.startIndex + start
    let digits = header[first..<first + length].filter { $0 != 0 && $0 != UInt8(ascii: " ") }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static func path(in header: ArraySlice<UInt8>) -> String {
    func text(_ start: Int, _ length: Int) -> String {
      let first = header.startIndex + start
      return String(decoding: header[first..<first + length].prefix { $0 != 0 }, as: UTF8.self)
    }
    let prefix = text(345, 155)
    return prefix.isEmpty ? text(0, 100) : prefix + "/" + text(0, 100)
  }

  /// The path among the records of an extended header, each `LENGTH KEY=VALUE` and a line break.
  private static func path(inRecords body: ArraySlice<UInt8>) -> String? {
    var rest = body
    while let space = rest.firstIndex(of: UInt8(ascii: " ")) {
      let digits = String(decoding: rest[..<space], as: UTF8.self)
      guard let length = Int(digits), length > digits.utf8.count + 1, length <= rest.count else {
        return nil
      }
      let record = rest[space + 1..<rest.startIndex + length - 1]
      if record.starts(with: "path=".utf8) {
        return String(decoding: record.dropFirst(5), as: UTF8.self)
      }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
