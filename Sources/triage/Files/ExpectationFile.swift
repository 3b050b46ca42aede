import ThresholdDSL
import TriageEngine

/// A line of a file of expectations.
struct ExpectationRow: Sendable {
  /// The line, from 1.
  var line: Int
  /// The line as written, without its line break.
  var bytes: [UInt8]
  /// The line as JSON.
  var value: JSONValue
  /// What it expects.
  var expected: ExpectedDecision
}

/// The lines of a file of expectations, each given to its contact.
///
/// The file is read only as far as is needed to find a contact's line, so where both files are in
/// one order hardly a line waits; where they are not, the lines between wait.
struct ExpectationFile {
  /// The file as the user named it.
  let name: String
  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 0
  private var hasEnded = false
  private var waiting: [String: ExpectationRow] = [:]
  /// The contacts whose lines have been given out, of which a further line is a mistake.
  private var given: Set<UInt64> = []
  /// The contacts whose lines cannot be read: nothing is compared, and the line is the mistake.
  private var unreadable: Set<String> = []
  /// The lines that expect nothing of anybody, with what is wrong with them.
  private(set) var mistakes: [(line: Int, column: Int?, message: String)] = []

  /// The contacts of which a second line is still told from one without a contact.
  static let mostRemembered = 1 << 20
  /// The mistakes that are kept; a file with more is no file of expectations.
  static let mostMistakes = 1_000

  init(_ name: String, _ environment: Environment) throws(ToolError) {
    self.name = name
    source = try Descriptor.reading(environment.path(name), named: name)
  }

  /// The line that is about a contact's child; nil when there is none.
  mutating func take(contact: String, child: String?) throws(ToolError) -> ExpectationRow? {
    let key = Self.key(contact, child)
    while waiting[key] == nil, !unreadable.contains(key) {
      guard let row = try next() else { return nil }
      let its = Self.key(row.expected.contact, row.expected.child)
      if waiting[its] != nil || given.contains(IdentityHash(its).value) {
        add(row.line, nil, "the contact and child stand in an earlier line too")
      } else {
        waiting[its] = row
      }
    }
    if given.count < Self.mostRemembered { given.insert(IdentityHash(key).value) }
    return waiting.removeValue(forKey: key)
  }

  /// Whether the line about a contact's child is among those that cannot be read.
  func isUnreadable(contact: String, child: String?) -> Bool {
    unreadable.contains(Self.key(contact, child))
  }

  /// The lines that no contact has asked for, in order: those after the last that one did included.
  mutating func leftOver() throws(ToolError) -> [ExpectationRow] {
    _ = try take(contact: "", child: nil)
    return waiting.values.sorted { $0.line < $1.line }
  }

  /// Visits every line that expects something, in order.
  func forEach(_ visit: (ExpectationRow) -> Void) throws(ToolError) {
    var copy = self
    while let row = try copy.next() { visit(row) }
  }

  private mutating func add(_ line: Int, _ column: Int?, _ message: String) {
    if mistakes.count < Self.mostMistakes { mistakes.append((line, column, message)) }
  }

  /// The next line that expects something; nil at the end.
  private mutating func next() throws(ToolError) -> ExpectationRow? {
    while let bytes = try nextLine() {
      guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      let value: JSONValue
      do {
        value = try JSONValue(bytes, depth: ContactLimits.jsonDepth)
      } catch {
        throw .environment("\(name):\(line):\(error.offset + 1): \(error.message)")
      }
      do {
        return ExpectationRow(
          line: line, bytes: bytes, value: value, expected: try ExpectedDecision(value))
      } catch {
        add(line, error.offset + 1, error.message)
        if let (contact, child) = ExpectedDecision.subject(of: value) {
          unreadable.insert(Self.key(contact, child))
        }
      }
    }
    return nil
  }

  /// The next line without its line break; nil at the end.
  private mutating func nextLine() throws(ToolError) -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return taken(to: end)
      }
      if hasEnded {
        guard position < buffer.count else { return nil }
        defer { position = buffer.count }
        return taken(to: buffer.count)
      }
      guard buffer.count - position <= ContactLimits.lineBytes else {
        throw .environment("\(name):\(line + 1): the line is longer than 1 MiB")
      }
      let block = try source.read(atMost: ContactStream.blockSize)
      hasEnded = block.isEmpty
      buffer.removeSubrange(..<position)
      searched = buffer.count
      position = 0
      buffer += block
    }
  }

  private mutating func taken(to end: Int) -> [UInt8] {
    line += 1
    let last = end > position && buffer[end - 1] == 0x0D ? end - 1 : end
    return Array(buffer[position..<last])
  }

  private static func key(_ contact: String, _ child: String?) -> String {
    // No id has this character in it, and a child who is not known is no child of that name.
    contact + "\u{0}" + (child.map { "=" + $0 } ?? "")
  }
}
