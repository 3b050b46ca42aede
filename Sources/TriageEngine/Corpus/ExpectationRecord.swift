import ThresholdDSL

/// A line of expectations recorded anew from what is decided.
///
/// Only the members that the line states are recorded, in their order, and laid out as the line is;
/// a sentence that says why, and clocks by their parts, stay.
public struct ExpectationRecord: Sendable {
  /// The line, without its line break.
  public let bytes: [UInt8]

  /// The first line of a row: its outcome, certainty and rules.
  public init(new decision: NamedDecision) {
    let members: [(String, JSONValue.Content)] = [
      ("contact", .string(decision.contact)),
      ("child", decision.child.map { .string($0) } ?? .null),
      ("outcome", .string(decision.outcome)), ("certainty", .string(decision.certainty)),
      ("rules", Self.list(decision.rules)),
    ]
    bytes = Self.line(members, isSpaced: true)
  }

  /// The line changed so that it expects what is decided. Where the decision is lower, `because` says
  /// why that is accepted, and stands in the line from then on.
  public init(
    _ line: [UInt8], _ value: JSONValue, accepting decision: NamedDecision,
    loweredBecause because: String?
  ) {
    var members: [(String, JSONValue.Content)] = []
    for member in value.members ?? [] where member.name != "lowered" {
      members.append(
        (member.name, Self.content(member, of: value, decision) ?? member.value.content))
    }
    var lowered = value["lowered"]?.array ?? []
    if let because {
      lowered.append(JSONValue(Self.lowering(value, decision, because), at: 0))
    }
    if !lowered.isEmpty { members.append(("lowered", .array(lowered))) }
    // The layout is that of the line: most tools put a space after a colon, `triage` none.
    let isSpaced = !line.starts(with: Array("{\"contact\":\"".utf8))
    bytes = Self.line(members, isSpaced: isSpaced)
  }

  /// What is recorded for a member; nil for one that stays.
  private static func content(
    _ member: JSONValue.Member, of line: JSONValue, _ decision: NamedDecision
  ) -> JSONValue.Content? {
    switch member.name {
    case "outcome": return accepts(line, decision) ? nil : .string(decision.outcome)
    case "acceptable": return accepts(line, decision) ? nil : list(acceptable(line, decision))
    case "certainty": return .string(decision.certainty)
    case "rating": return decision.rating.map { .string($0) } ?? .null
    case "rules":
      let names = (member.value.array ?? []).compactMap(\.string)
      return Set(names) == Set(decision.rules) ? nil : list(decision.rules)
    case "ask":
      let count = member.value.array?.count ?? 0
      return list(count == 0 ? decision.asks : Array(decision.asks.prefix(count)))
    case "also":
      let names = (member.value.array ?? []).compactMap(\.string)
      return Set(names) == Set(decision.actions) ? nil : list(decision.actions)
    case "clocks": return clocks(member.value, decision)
    default: return nil
    }
  }

  /// Whether the outcome will do as the line stands: a lower one that will do must not become the first
  /// expected unsaid.
  private static func accepts(_ line: JSONValue, _ decision: NamedDecision) -> Bool {
    line["outcome"]?.string == decision.outcome
      || (line["acceptable"]?.array ?? []).contains { $0.string == decision.outcome }
  }

  /// The outcomes that will do from now on: where the decision is raised none below it, for the next
  /// lowering would pass unseen.
  private static func acceptable(_ line: JSONValue, _ decision: NamedDecision) -> [String] {
    let names = (line["acceptable"]?.array ?? []).compactMap(\.string)
    func level(_ name: String) -> Int { decision.level(name) ?? -1 }
    let decided = level(decision.outcome)
    let before = line["outcome"]?.string.map(level) ?? names.map(level).max() ?? -1
    let kept = decided > before ? names.filter { level($0) > decided } : names
    return kept + [decision.outcome]
  }

  private static func clocks(_ value: JSONValue, _ decision: NamedDecision) -> JSONValue.Content {
    .object(
      (value.members ?? []).compactMap { clock in
        guard let verdict = decision.clocks.first(where: { $0.name == clock.name }) else {
          return nil
        }
        let parts = (clock.value.members ?? []).map { part in
          let text = part.name == "due" ? verdict.due : verdict.status
          return JSONValue.Member(
            name: part.name, offset: 0,
            value: JSONValue(text.map { .string($0) } ?? .null, at: 0))
        }
        return JSONValue.Member(
          name: clock.name, offset: 0, value: JSONValue(.object(parts), at: 0))
      })
  }

  /// What was expected, what is now, and why that is accepted.
  private static func lowering(
    _ old: JSONValue, _ decision: NamedDecision, _ because: String
  ) -> JSONValue.Content {
    func standing(_ parts: [String?]) -> JSONValue.Content {
      .string(parts.compactMap { $0 }.joined(separator: ", "))
    }
    let from = standing(["outcome", "rating", "certainty"].map { old[$0]?.string })
    let to = standing([
      decision.outcome, old["rating"] == nil ? nil : decision.rating ?? "no rating",
      old["certainty"] == nil ? nil : decision.certainty,
    ])
    return .object(
      [("from", from), ("to", to), ("because", .string(because))].map { name, content in
        JSONValue.Member(name: name, offset: 0, value: JSONValue(content, at: 0))
      })
  }

  private static func list(_ names: [String]) -> JSONValue.Content {
    .array(names.map { JSONValue(.string($0), at: 0) })
  }

  // MARK: Layout

  private static func line(
    _ members: [(String, JSONValue.Content)], isSpaced: Bool
  ) -> [UInt8] {
    var layout = Layout(isSpaced: isSpaced)
    layout.add(
      .object(
        members.map { name, content in
          JSONValue.Member(name: name, offset: 0, value: JSONValue(content, at: 0))
        }))
    return layout.bytes
  }

  /// Writes JSON on one line, with or without a space after commas and colons.
  private struct Layout {
    let isSpaced: Bool
    private(set) var bytes: [UInt8] = []

    init(isSpaced: Bool) {
      self.isSpaced = isSpaced
    }

    mutating func add(_ content: JSONValue.Content) {
      switch content {
      case .null: bytes += "null".utf8
      case .bool(let isTrue): bytes += (isTrue ? "true" : "false").utf8
      case .number(let text): bytes += text.utf8
      case .string(let text): JSONText.append(text.utf8, to: &bytes)
      case .array(let elements):
        list("[", "]", elements) { $0.add($1.content) }
      case .object(let members):
        list("{", "}", members) { layout, member in
          JSONText.append(member.name.utf8, to: &layout.bytes)
          layout.bytes += (layout.isSpaced ? ": " : ":").utf8
          layout.add(member.value.content)
        }
      }
    }

    private mutating func list<Element>(
      _ open: String, _ close: String, _ elements: [Element],
      _ write: (inout Layout, Element) -> Void
    ) {
      bytes += open.utf8
      for (number, element) in elements.enumerated() {
        if number > 0 { bytes += (isSpaced ? ", " : ",").utf8 }
        write(&self, element)
      }
      bytes += close.utf8
    }
  }
}
