/// A contact that shows something: what it states, and nothing that it could do without.
public struct Witness: Sendable, Hashable {
  /// What it states, as an example of the rule book would.
  public var fields: [ExampleField]
  /// A field beside these that no rule book declares.
  public var undeclared: String?
  /// Fields beside these that one rule book ignores and another does not know.
  public var ignored: [String] = []
  /// What the child's earlier contacts come to, which no contact states itself.
  public var history: [History]
  /// The day on which it is received.
  public var received: CivilDate

  /// What is counted from earlier contacts.
  public struct History: Sendable, Hashable {
    /// The name of the fact.
    public var fact: String
    /// What the fact counts, such as `count, within 6 months`: editions can count different things
    /// under one name. Nil for whatever the fact of that name counts.
    public var counts: String?
    /// The least that it can be: a number, or 1 for yes and 0 for no.
    public var least: Int
    /// The most that it can be; nil where there is no most.
    public var most: Int?
    /// Whether it is a yes/no fact.
    public var isYesNo: Bool
    /// Why it is not known exactly.
    public var lacks: Lack

    /// Why it is not known exactly.
    public enum Lack: Sendable, Hashable {
      /// It is.
      case nothing
      /// There may be more because the history does not reach back far enough.
      case reach
      /// It is not known whether something counts.
      case certainty
    }

    /// What is counted of a fact.
    public init(
      fact: String, least: Int, most: Int?, isYesNo: Bool, lacks: Lack = .nothing,
      counts: String? = nil
    ) {
      self.fact = fact
      self.counts = counts
      self.least = least
      self.most = most
      self.isYesNo = isYesNo
      self.lacks = lacks
    }
  }

  /// Every field that a contact file would have, what nothing declares with them.
  public var statedFields: [ExampleField] {
    let nowhere = SourceSpan(file: 0, start: 0, end: 0)
    return fields
      + (ignored + (undeclared.map { [$0] } ?? [])).map {
        ExampleField(name: $0, value: .text("yes"), span: nowhere)
      }
  }

  /// The lines of an example that states it, without what is expected: to be pasted under its title.
  ///
  /// An example that does not say when it is received is received on the edition's first day.
  public func exampleLines(
    inForceFrom first: CivilDate, where isWanted: (ExampleField) -> Bool = { _ in true }
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    let wanted = fields.filter(isWanted)
    let isFirst = received == first && wanted.count > 1
    for field in wanted where !isFirst || field.name != ReservedFact.received.rawValue {
      let text = field.exampleText
      if !line.isEmpty, line.utf8.count + text.utf8.count > 90 {
        lines.append(line + ",")
        line = ""
      }
      line += line.isEmpty ? text : ", " + text
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension ExampleField {
  /// The field as an example writes it.
  public var exampleText: String {
    switch value {
    case .unknown: name + " unknown"
    case .text("yes"): name
    case .text("no"): "not " + name
    case .text(let text): name + " " + text
    case .age(let age):
      "\(name) \(age.count) \(age.count == 1 ? age.unit.singular : age.unit.plural)"
    case .list(let names):
      name + " " + (names.isEmpty ? "none" : names.joined(separator: " and "))
    }
  }
}

extension Edition {
  /// What a fact counts, by names: equal texts of two editions count the same.
  package func text(of query: HistoryQuery) -> String {
    ConditionSignature(self).text(of: query)
  }
}
