/// How a file of contacts is written.
public enum InputFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// Comma-separated values with a header (RFC 4180).
  case csv

  /// The format told by a file's name, else by its first byte that is not white space.
  ///
  /// A list of JSON counts as JSON Lines, whose reader says what to write instead.
  public static func guess(fileName: String?, firstBytes: [UInt8]) -> InputFormat {
    let name = fileName?.lowercased() ?? ""
    if [".jsonl", ".ndjson", ".json"].contains(where: name.hasSuffix) { return .jsonLines }
    if name.hasSuffix(".csv") { return .csv }
    let hasMark = firstBytes.starts(with: [0xEF, 0xBB, 0xBF])
    let first = firstBytes.dropFirst(hasMark ? 3 : 0).first { !isWhiteSpace($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .jsonLines : .csv
  }
}

/// Whether a byte is a space, tab, line feed or carriage return.
@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
