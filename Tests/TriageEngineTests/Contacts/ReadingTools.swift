import TestSupport

@testable import TriageEngine

/// What a file is read as: a line of text a row.
struct ReadFile {
  var rows: [ReadRow] = []
  var error: InputError?

  /// Reads a file in chunks of those sizes, the last size repeated; 0 reads it in one.
  init(_ bytes: [UInt8], _ format: InputFormat, chunks: [Int] = [0]) {
    var reader = RowReader(format)
    var start = 0
    var turn = 0
    do throws(InputError) {
      while start < bytes.count {
        let size = chunks[min(turn, chunks.count - 1)]
        let end = size == 0 ? bytes.count : min(start + size, bytes.count)
        rows += try reader.read(Array(bytes[start..<end]))
        start = end
        turn += 1
      }
      rows += try reader.finish()
    } catch {
      self.error = error
    }
  }

  init(_ text: String, _ format: InputFormat, chunks: [Int] = [0]) {
    self.init(Array(text.utf8), format, chunks: chunks)
  }

  /// Each row as text, the error last.
  var lines: [String] {
    rows.map(describe) + (error.map { [describe($0)] } ?? [])
  }
}

func describe(_ row: ReadRow) -> String {
  switch row {
  case .rejected(let rejection): describe(rejection)
  case .row(let row):
    "\(row.place.line): "
      + row.fields.map { field in
        "\(row.string(field.name))=\(describe(field.value, row))@\(field.column)"
      }.joined(separator: " ")
  }
}

func describe(_ rejection: Rejection) -> String {
  let column = rejection.column.map { ":\($0)" } ?? ""
  let field = rejection.field.map { " \($0)" } ?? ""
  return "\(rejection.place.line)\(column) \(rejection.code.rawValue)\(field)"
}

func describe(_ error: InputError) -> String {
  let column = error.column.map { ":\($0)" } ?? ""
  let field = error.field.map { " \($0)" } ?? ""
  return "\(error.place.line)\(column) \(error.code.rawValue)\(field)"
}

private func describe(_ value: RawValue, _ row: RawRow) -> String {
  switch value {
  case .null: "null"
  case .bool(let bool): bool ? "true" : "false"
  case .number(let text): row.string(text)
  case .string(let text): "'\(row.string(text))'"
  case .array(let text): row.string(text)
  case .object: "{}"
  }
}
