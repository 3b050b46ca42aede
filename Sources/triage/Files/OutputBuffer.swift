/// Bytes gathered before they are written, so that a short row does not cost a system call.
final class OutputBuffer {
  /// The bytes gathered before they are written.
  static let size = 1 << 16

  private let sink: any ByteSink
  /// The bytes not written yet; a writer may add to them and then call ``drain()``.
  var bytes: [UInt8] = []

  init(_ sink: any ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.size)
  }

  /// Adds text.
  func add(_ text: String) throws(ToolError) {
    bytes += text.utf8
    try drain()
  }

  /// Adds bytes; many of them are written from where they are.
  func add(_ more: [UInt8]) throws(ToolError) {
    if bytes.count + more.count >= Self.size {
      try flush()
      try sink.write(more[...])
    } else {
      bytes += more
    }
  }

  /// Writes when enough is gathered.
  func drain() throws(ToolError) {
    if bytes.count >= Self.size { try flush() }
  }

  /// Writes whatever is gathered.
  func flush() throws(ToolError) {
    guard !bytes.isEmpty else { return }
    try sink.write(bytes[...])
    bytes.removeAll(keepingCapacity: true)
  }
}
