/// One rule file: its name as the user gave it and its bytes.
///
/// Everything that points into the file does so by byte offset; lines and columns are worked out
/// only when a message is shown.
public struct SourceText: Sendable, Hashable {
  /// The file's name for messages, such as `rules/reference/2018-07/neglect.md`.
  public let name: String
  /// The file's bytes, as read.
  public let bytes: [UInt8]

  /// A file with that name and those bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The text of a span; invalid UTF-8 is repaired for display.
  public func text(_ span: Range<Int>) -> String {
    String(decoding: bytes[span.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// A place in one of the files of an edition: a half-open range of byte offsets.
public struct SourceSpan: Sendable, Hashable, Comparable {
  /// The file, as an index into the list of files that were parsed together.
  public var file: Int
  /// The first byte.
  public var start: Int
  /// The byte after the last one; equal to `start` for a place between two bytes.
  public var end: Int

  /// The bytes from `start` up to but not including `end` of a file.
  public init(file: Int, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The offsets as a range.
  public var range: Range<Int> { start..<max(start, end) }

  /// The smallest span of the same file that covers both.
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(file: file, start: min(start, other.start), end: max(end, other.end))
  }

  /// Orders by file, then start, then end.
  public static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
