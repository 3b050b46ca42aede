import ThresholdDSL

/// What is expected of the decision on one row: a line of a `NAME.expected.jsonl`.
///
/// Only what the line states is compared. A line may state its members in any order.
public struct ExpectedDecision: Hashable, Sendable {
  /// The contact's id.
  public var contact: String
  /// The child's id; nil when unknown.
  public var child: String?
  /// The outcome.
  public var outcome: String?
  /// Outcomes that will do as well.
  public var acceptable: [String]?
  /// How sure the decision is.
  public var certainty: String?
  /// The rating.
  public var rating: Rating?
  /// The rules that decide: no more and no fewer, in any order.
  public var rules: [String]?
  /// The first things asked, in order; an empty list expects that nothing is asked.
  public var asks: [String]?
  /// The actions called for: no more and no fewer, in any order.
  public var actions: [String]?
  /// The status of clocks, the time due, or both.
  public var clocks: [Clock] = []
  /// One sentence for the reader.
  public var why: String?

  /// A rating that is expected.
  public enum Rating: Hashable, Sendable {
    /// No rating.
    case none
    /// This rating.
    case named(String)

    /// The rating's name; nil for none.
    public var name: String? {
      if case .named(let name) = self { name } else { nil }
    }
  }

  /// What is expected of a clock.
  public struct Clock: Hashable, Sendable {
    /// The clock's name.
    public var name: String
    /// What is stated of it, by the name of the member: its text, or nil for `null`.
    public var parts: [Part]

    /// A member of a clock.
    public struct Part: Hashable, Sendable {
      /// `status` or `due`.
      public var name: String
      /// The text; nil for `null`.
      public var text: String?
    }
  }
}

/// Why a line is no expectation, with the offset of what is wrong.
///
/// INVARIANT: the message names members of the line, and never repeats a value of it.
public struct ExpectationProblem: Error, Hashable, Sendable {
  /// One phrase, without a full stop.
  public var message: String
  /// Where it shows, in bytes from the start of the line.
  public var offset: Int
}

extension ExpectedDecision {
  /// The members that a line may have, in the order in which they are recorded.
  public static let members = [
    "contact", "child", "outcome", "acceptable", "certainty", "rating", "rules", "ask", "also",
    "clocks", "why", "lowered",
  ]

  /// What a line of JSON expects.
  public init(_ line: JSONValue) throws(ExpectationProblem) {
    guard let members = line.members else {
      throw ExpectationProblem(message: "a line is one object", offset: line.offset)
    }
    guard let contact = line["contact"] else {
      throw ExpectationProblem(message: "`contact` is not stated", offset: line.offset)
    }
    guard case .value(let id) = ValueReader.id(contact.stated) else {
      throw ExpectationProblem(message: "`contact` is no id", offset: contact.offset)
    }
    self.contact = id
    for member in members {
      try take(member)
    }
    guard expectsAnything else {
      throw ExpectationProblem(
        message: "nothing is expected; state `outcome`, `certainty`, `rules` or another member",
        offset: line.offset)
    }
    if let outcome, let acceptable, !acceptable.contains(outcome), let member = line["acceptable"] {
      throw ExpectationProblem(
        message: "`acceptable` does not list the `outcome` beside it", offset: member.offset)
    }
  }

  /// Whether there is anything to compare.
  private var expectsAnything: Bool {
    outcome != nil || acceptable != nil || certainty != nil || rating != nil || rules != nil
      || asks != nil || actions != nil || !clocks.isEmpty
  }

  /// Whom a line is about, where that can be read whatever else is wrong with it.
  public static func subject(of line: JSONValue) -> (contact: String, child: String?)? {
    guard let contact = line["contact"], case .value(let id) = ValueReader.id(contact.stated) else {
      return nil
    }
    guard let child = line["child"], case .value(let childID) = ValueReader.id(child.stated) else {
      return (id, nil)
    }
    return (id, childID)
  }

  private mutating func take(_ member: JSONValue.Member) throws(ExpectationProblem) {
    let value = member.value
    switch member.name {
    case "contact": break
    case "child":
      switch ValueReader.id(value.stated) {
      case .value(let id): child = id
      case .unknown: child = nil
      case .silence, .unreadable: throw Self.problem(member, "is an id, or null when unknown")
      }
    case "outcome": outcome = try Self.text(member)
    case "acceptable": acceptable = try Self.texts(member)
    case "certainty": certainty = try Self.text(member)
    case "rating": rating = value.content == .null ? Rating.none : .named(try Self.text(member))
    case "rules": rules = try Self.texts(member)
    case "ask": asks = try Self.texts(member)
    case "also": actions = try Self.texts(member)
    case "clocks": clocks = try Self.clocks(member)
    case "why": why = try Self.text(member)
    case "lowered": break
    default:
      let near = nearestNames(to: member.name, among: Self.members).first
      throw ExpectationProblem(
        message: "`\(member.name)` is nothing that can be expected"
          + (near.map { "; did you mean `\($0)`?" } ?? ""), offset: member.offset)
    }
  }

  private static func text(_ member: JSONValue.Member) throws(ExpectationProblem) -> String {
    guard let text = member.value.string else { throw problem(member, "is text") }
    return text
  }

  private static func texts(_ member: JSONValue.Member) throws(ExpectationProblem) -> [String] {
    guard let list = member.value.array, case let texts = list.compactMap(\.string),
      texts.count == list.count
    else { throw problem(member, "is a list of text") }
    return texts
  }

  private static func clocks(_ member: JSONValue.Member) throws(ExpectationProblem) -> [Clock] {
    guard let clocks = member.value.members else {
      throw problem(member, "is an object with a member for each clock")
    }
    var read: [Clock] = []
    for clock in clocks {
      var parts: [Clock.Part] = []
      guard let stated = clock.value.members, !stated.isEmpty else {
        throw ExpectationProblem(
          message: "a clock is an object with `status`, `due` or both", offset: clock.value.offset)
      }
      for part in stated {
        guard ["status", "due"].contains(part.name) else {
          throw ExpectationProblem(
            message: "`\(part.name)` of a clock is nothing that can be expected; "
              + "`status` and `due` are", offset: part.offset)
        }
        let isNull = part.value.content == .null
        parts.append(Clock.Part(name: part.name, text: isNull ? nil : try text(part)))
      }
      read.append(Clock(name: clock.name, parts: parts))
    }
    return read
  }

  private static func problem(_ member: JSONValue.Member, _ what: String) -> ExpectationProblem {
    ExpectationProblem(message: "`\(member.name)` \(what)", offset: member.value.offset)
  }
}

extension JSONValue {
  /// What the value says as the value of a contact's field would.
  fileprivate var stated: StatedValue {
    switch content {
    case .null: return .unknown
    case .bool(let bool): return .bool(bool)
    case .number(let text): return .text(Array(text.utf8)[...], isNumber: true)
    case .string(let text):
      let bytes = trimmed(Array(text.utf8)[...])
      if bytes.isEmpty { return .silence }
      return StatedValue.isUnknown(bytes) ? .unknown : .text(bytes, isNumber: false)
    case .array: return .list([])
    case .object: return .object
    }
  }
}
