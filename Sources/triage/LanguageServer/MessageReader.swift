/// Cuts the bytes of a client into messages: headers, an empty line, and so many bytes of JSON.
struct MessageReader {
  private let input: any ByteSource
  private var buffer: [UInt8] = []
  /// Where the bytes that have not been given out begin.
  private var start = 0
  private var isAtEnd = false

  /// The bytes of one message at most: more than the largest rule file with every byte escaped.
  static let messageBytes = 32 << 20
  /// The bytes of the headers of one message at most.
  static let headerBytes = 4_096

  init(_ input: any ByteSource) { self.input = input }

  /// Whether the client may have more to say.
  var isOpen: Bool { !isAtEnd || start < buffer.count }

  /// The next message that has come whole; nil when more bytes are needed for one.
  mutating func message() throws(ToolError) -> [UInt8]? {
    guard let (length, bodyStart) = try header() else { return nil }
    guard buffer.count - bodyStart >= length else {
      try refuseEnd()
      return nil
    }
    let body = Array(buffer[bodyStart..<bodyStart + length])
    start = bodyStart + length
    if start == buffer.count || start > 1 << 20 {
      buffer.removeFirst(start)
      start = 0
    }
    return body
  }

  /// Reads what is there, waiting for it when nothing is.
  mutating func read() throws(ToolError) {
    let bytes = try input.read(atMost: 1 << 16)
    if bytes.isEmpty { isAtEnd = true } else { buffer += bytes }
  }

  private func refuseEnd() throws(ToolError) {
    if isAtEnd {
      throw .environment("the messages of the client end in the middle of one")
    }
  }

  /// The length that the headers give, and where the message starts.
  private func header() throws(ToolError) -> (length: Int, bodyStart: Int)? {
    var length: Int?
    var position = start
    while true {
      guard let end = lineEnd(from: position) else {
        guard buffer.count - start <= Self.headerBytes else {
          throw Self.broken("they have no end")
        }
        if start < buffer.count { try refuseEnd() }
        return nil
      }
      let line = buffer[position..<end]
      position = end + 2
      guard position - start <= Self.headerBytes else { throw Self.broken("they are too long") }
      if line.isEmpty { break }
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2 else { throw Self.broken("a line of them has no colon") }
      let name = String(decoding: parts[0], as: UTF8.self).lowercased()
      guard name == "content-length" else { continue }
      let digits = String(decoding: parts[1].filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
      guard digits.utf8.allSatisfy({ $0 &- 0x30 <= 9 }), let number = Int(digits) else {
        throw Self.broken("`Content-Length` is no number")
      }
      guard number <= Self.messageBytes else {
        throw Self.broken("a message has at most \(Self.messageBytes) bytes")
      }
      length = number
    }
    guard let length else { throw Self.broken("there is no `Content-Length`") }
    return (length, position)
  }

  /// The next CR LF.
  private func lineEnd(from position: Int) -> Int? {
    var index = position
    while index + 1 < buffer.count {
      if buffer[index] == 0x0D, buffer[index + 1] == 0x0A { return index }
      index += 1
    }
    return nil
  }

  private static func broken(_ why: String) -> ToolError {
    .environment(
      "the headers of a message cannot be read: \(why)",
      hint: "`triage lsp` is started by an editor, and speaks the language server protocol")
  }
}
