import TriageEngine

/// The contacts as the table that a spreadsheet would hold: the text of `contacts.csv`.
///
/// The reserved fields come first, then the facts in the order in which rows first state them, then
/// what people decided, then the note. A list is joined by `|`, `true` is `yes`, `null` is `unknown`.
struct CorpusTable {
  let rows: [JSONValue]

  private static let first = [
    "contact", "child", "received", "source", "channel", "date_of_birth", "expected_date_of_birth",
    "date_of_birth_approximate", "sex", "ethnicity", "household", "role", "other_child", "incident",
    "open_case",
  ]
  private static let last = [
    "decided", "decided_outcome", "decided_rating", "decided_by", "decided_reason", "note",
  ]

  /// The names of its columns.
  var columns: [String] {
    var facts: [String] = []
    for member in rows.flatMap({ $0.members ?? [] })
    where !Self.first.contains(member.name) && !Self.last.contains(member.name)
      && !facts.contains(member.name)
    {
      facts.append(member.name)
    }
    return Self.first + facts + Self.last
  }

  /// The text of the file.
  var text: String {
    let columns = columns
    let lines = [columns] + rows.map { row in columns.map { row[$0].map(cell) ?? "" } }
    return lines.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private func cell(_ value: JSONValue) -> String {
    switch value.content {
    case .null: "unknown"
    case .bool(let isYes): isYes ? "yes" : "no"
    case .number(let text), .string(let text): text
    case .array(let parts): parts.isEmpty ? "none" : parts.map(cell).joined(separator: "|")
    case .object: ""
    }
  }

  private func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
