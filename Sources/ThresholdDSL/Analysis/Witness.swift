/// A contact that shows something: what it states, and nothing that it could do without.
public struct Witness: Sendable, Hashable {
  /// What it states, as an example of the rule book would.
  public var fields: [ExampleField]
  /// What the child's earlier contacts come to, which no contact states itself.
  public var history: [History]
  /// The day on which it is received.
  public var received: CivilDate

  /// What is counted from earlier contacts.
  public struct History: Sendable, Hashable {
    /// The name of the fact.
    public var fact: String
    /// The number counted, or 1 for yes and 0 for no.
    public var count: Int
    /// Whether it is a yes/no fact.
    public var isYesNo: Bool
  }

  /// How many facts it states.
  public var statedCount: Int { fields.count { $0.name != "received" } + history.count }

  /// The lines of an example that states it, without what is expected: to be pasted under its title.
  public var exampleLines: [String] {
    var lines: [String] = []
    var line = ""
    for field in fields {
      let text = Self.text(field)
      if !line.isEmpty, line.utf8.count + text.utf8.count > 90 {
        lines.append(line + ",")
        line = ""
      }
      line += line.isEmpty ? text : ", " + text
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// A field as an example writes it.
  private static func text(_ field: ExampleField) -> String {
    switch field.value {
    case .unknown: field.name + " unknown"
    case .text("yes"): field.name
    case .text("no"): "not " + field.name
    case .text(let text): field.name + " " + text
    case .age(let age):
      "\(field.name) \(age.count) \(age.count == 1 ? age.unit.singular : age.unit.plural)"
    case .list(let names):
      field.name + " " + (names.isEmpty ? "none" : names.joined(separator: " and "))
    }
  }
}
