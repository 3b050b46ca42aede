import ThresholdDSL

/// A row that is not decided, with its place and the reason.
///
/// INVARIANT: `reason` and `field` name fields, codes and days of the rule book; only `raw`, which
/// goes nowhere but to the file of rejects, holds the row itself.
public struct Rejection: Error, Hashable, Sendable {
  /// The file and the line on which the row starts.
  public var place: RowPlace
  /// Where in the row it shows: bytes from its start, from 1.
  public var column: Int?
  /// The field it is about.
  public var field: String?
  /// The stable code.
  public var code: RejectionCode
  /// What is wrong and what to write instead, in plain English without a full stop.
  public var reason: String
  /// Who the row is about, as far as that can be read: it is received and undecided all the same.
  public var identity: RowIdentity
  /// The row as read, without its line break; of a line over the limit, its start.
  public var raw: [UInt8]

  /// A rejected row.
  public init(
    _ code: RejectionCode, at place: RowPlace, column: Int? = nil, field: String? = nil,
    reason: String, raw: [UInt8], identity: RowIdentity = RowIdentity()
  ) {
    self.place = place
    self.column = column
    self.field = field
    self.code = code
    self.reason = reason
    self.raw = raw
    self.identity = identity
  }

  /// Appends the rejection as a line of JSON Lines: `file`, `line`, `column`, `field`, `code`,
  /// `reason`, and `raw`, or `raw_base64` where the row is not UTF-8.
  public func appendJSONLine(file: String, to output: inout [UInt8]) {
    output.append(contentsOf: "{\"file\":".utf8)
    JSONText.append(file.utf8, to: &output)
    output.append(contentsOf: ",\"line\":\(place.line),\"column\":".utf8)
    output.append(contentsOf: (column.map(String.init) ?? "null").utf8)
    output.append(contentsOf: ",\"field\":".utf8)
    if let field {
      JSONText.append(field.utf8, to: &output)
    } else {
      output.append(contentsOf: "null".utf8)
    }
    output.append(contentsOf: ",\"code\":\"\(code.rawValue)\",\"reason\":".utf8)
    JSONText.append(reason.utf8, to: &output)
    if firstByteNotUTF8(raw, in: 0..<raw.count) == nil {
      output.append(contentsOf: ",\"raw\":".utf8)
      JSONText.append(raw, to: &output)
    } else {
      output.append(contentsOf: ",\"raw_base64\":\"".utf8)
      appendBase64(raw, to: &output)
      output.append(UInt8(ascii: "\""))
    }
    output.append(contentsOf: "}\n".utf8)
  }
}

/// Appends bytes as base64 (RFC 4648 §4), padded.
func appendBase64(_ bytes: [UInt8], to output: inout [UInt8]) {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var bits = 0
    for byte in group { bits = bits << 8 | Int(byte) }
    bits <<= 8 * (3 - group.count)
    for sextet in 0..<4 {
      let isPadding = sextet > group.count
      output.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * sextet) & 63])
    }
  }
}
