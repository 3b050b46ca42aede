/// One row as read, its values not yet understood.
///
/// Nothing is copied that need not be: names and values are places in the buffer that the row was
/// read from, in the texts whose escapes were replaced, or in the header.
public struct RawRow: Sendable {
  /// The file and the line on which the row starts.
  public let place: RowPlace
  /// The fields, in the order written; no two names count as equal.
  public let fields: [RawField]
  /// The buffer that the row was read from.
  let buffer: [UInt8]
  /// The row's own bytes in the buffer, without the line break.
  let range: Range<Int>
  /// The texts that differ from what is written: escapes replaced, doubled quotes halved.
  let replaced: [UInt8]
  /// The names of the columns, one after another.
  let header: [UInt8]

  init(
    place: RowPlace, fields: [RawField], buffer: [UInt8], range: Range<Int>,
    replaced: [UInt8] = [], header: [UInt8] = []
  ) {
    self.place = place
    self.fields = fields
    self.buffer = buffer
    self.range = range
    self.replaced = replaced
    self.header = header
  }

  /// The row as read, without its line break.
  public var raw: [UInt8] { Array(buffer[range]) }

  /// The bytes of a name or value.
  public func bytes(of text: RawText) -> ArraySlice<UInt8> {
    switch text.home {
    case .buffer: buffer[text.range]
    case .replaced: replaced[text.range]
    case .header: header[text.range]
    }
  }

  /// A name or value as text.
  public func string(_ text: RawText) -> String {
    String(decoding: bytes(of: text), as: UTF8.self)
  }
}

/// A field of a row.
public struct RawField: Sendable {
  /// The name, as written.
  public let name: RawText
  /// The value.
  public let value: RawValue
  /// Where the value starts: bytes from the start of the row, from 1.
  public let column: Int
  /// The hash of the name (``FieldName/hash(_:in:)``).
  let hash: UInt32

  init(name: RawText, hash: UInt32, value: RawValue, column: Int) {
    self.name = name
    self.hash = hash
    self.value = value
    self.column = column
  }
}

/// A value as read.
public enum RawValue: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number, as written.
  case number(RawText)
  /// Text: every cell of a CSV file, and JSON text with its escapes replaced.
  case string(RawText)
  /// A list, as written.
  case array(RawText)
  /// An object.
  case object
}

/// Where the bytes of a name or value stand.
public struct RawText: Hashable, Sendable {
  /// The places that can hold text.
  enum Home: UInt8, Sendable {
    /// The buffer the row was read from.
    case buffer
    /// The texts that differ from what is written.
    case replaced
    /// The names of the columns.
    case header
  }

  let start: Int
  let end: Int
  let home: Home

  init(_ range: Range<Int>, in home: Home = .buffer) {
    self.start = range.lowerBound
    self.end = range.upperBound
    self.home = home
  }

  /// INVARIANT: `start <= end`, since it was made from a range.
  var range: Range<Int> { start..<max(start, end) }
}

/// What becomes of a row that is read.
public enum ReadRow: Sendable {
  /// It can be decoded.
  case row(RawRow)
  /// It cannot.
  case rejected(Rejection)

  /// Where it stands.
  public var place: RowPlace {
    switch self {
    case .row(let row): row.place
    case .rejected(let rejection): rejection.place
    }
  }
}
