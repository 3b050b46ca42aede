/// A value of a JSON document, with its place: for calendars and expectations, not for contacts.
public struct JSONValue: Hashable, Sendable {
  /// What it is.
  public var content: Content
  /// The offset of its first byte.
  public var offset: Int

  /// What a JSON value can be.
  public enum Content: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number, as written.
    case number(String)
    /// Text, its escapes replaced.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members, in the order written; no two have the same name.
    case object([Member])
  }

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// The name, its escapes replaced.
    public var name: String
    /// The offset of the name's opening quote.
    public var offset: Int
    /// The value.
    public var value: JSONValue
  }

  /// The deepest nesting that is read unless another limit is given.
  public static let usualDepth = 64

  /// Reads a whole document; a UTF-8 byte-order mark may stand before it.
  public init(_ bytes: [UInt8], depth: Int = usualDepth) throws(JSONError) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var scanner = JSONScanner(bytes, in: (hasMark ? 3 : 0)..<bytes.count)
    if scanner.next() == nil { throw JSONError(.empty, at: bytes.count) }
    self = try scanner.readValue(depth: depth)
    try scanner.finish()
  }

  init(_ content: Content, at offset: Int) {
    self.content = content
    self.offset = offset
  }

  /// The value of the member with that name, or nil; names are compared byte for byte.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The text, when it is text.
  public var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  /// The elements, when it is a list.
  public var array: [JSONValue]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  /// The members, when it is an object.
  public var members: [Member]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  /// The line and the column, both from 1 and the column counted in bytes, of an offset.
  public static func place(ofOffset offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for (index, byte) in bytes.prefix(offset).enumerated() where byte == 0x0A {
      line += 1
      start = index + 1
    }
    return (line, offset - start + 1)
  }
}

extension JSONScanner {
  /// Reads a value; its brackets may nest `depth` deep.
  mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
    guard let byte = next() else { throw noValue() }
    let start = position
    switch byte {
    case UInt8(ascii: "\""):
      let text = try readText()
      return JSONValue(.string(string(text)), at: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let range = try readNumber()
      return JSONValue(.number(String(decoding: bytes[range], as: UTF8.self)), at: start)
    case UInt8(ascii: "["):
      if depth < 1 { throw JSONError(.tooDeep, at: start) }
      return JSONValue(.array(try readElements(depth: depth - 1)), at: start)
    case UInt8(ascii: "{"):
      if depth < 1 { throw JSONError(.tooDeep, at: start) }
      return JSONValue(.object(try readMembers(depth: depth - 1)), at: start)
    case _ where isWordByte(byte):
      return JSONValue(try readWord().map { .bool($0) } ?? .null, at: start)
    default: throw noValue()
    }
  }

  private mutating func readElements(depth: Int) throws(JSONError) -> [JSONValue] {
    position += 1
    var elements: [JSONValue] = []
    if next() == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    repeat {
      elements.append(try readValue(depth: depth))
    } while try continues(until: UInt8(ascii: "]"))
    return elements
  }

  private mutating func readMembers(depth: Int) throws(JSONError) -> [JSONValue.Member] {
    position += 1
    var members: [JSONValue.Member] = []
    // Bytes, since strings that Unicode calls equivalent are different names.
    var names: Set<[UInt8]> = []
    if next() == UInt8(ascii: "}") {
      position += 1
      return members
    }
    repeat {
      let text = try readName()
      let start = text.range.lowerBound - 1
      var name: [UInt8] = []
      appendText(text, to: &name)
      guard names.insert(name).inserted else { throw JSONError(.duplicateName, at: start) }
      try readColon()
      let value = try readValue(depth: depth)
      members.append(
        JSONValue.Member(
          name: String(decoding: name, as: UTF8.self), offset: start, value: value))
    } while try continues(until: UInt8(ascii: "}"))
    return members
  }

  private func string(_ text: Text) -> String {
    var output: [UInt8] = []
    appendText(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
