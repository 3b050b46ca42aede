public import ThresholdDSL

/// What the facts counted from earlier contacts were when a contact was decided: kept with the
/// recommendation, so that it can be derived again without the contacts that were counted.
///
/// It is `{}` where nothing was counted. Else `facts` has each fact of which anything is known, by
/// name: `{"is":3}` (a number, true or false, or `never`), with `"from":"silence"` where that was read
/// from silence; or `{"least":2,"most":null,"because":"history"}`, and `until` names the fact that
/// silence waits for. `notes` are what was noted of the history.
public struct LedgerHistory: Hashable, Sendable {
  /// A JSON object on one line.
  public let bytes: [UInt8]

  /// What nobody has counted.
  public static let none = LedgerHistory(bytes: Array("{}".utf8))

  /// What a ledger holds.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What a contact decoded against an edition has.
  public init(_ contact: Contact, _ edition: Edition) {
    var states: [(name: String, state: FactState)] = []
    for (fact, state) in zip(edition.facts, contact.facts) {
      guard case .history = fact.type, state != .unknown(.noHistory) else { continue }
      states.append((fact.name, state))
    }
    let notes = contact.notes.filter { $0.code == .noHistory || $0.code == .uncertainHistory }
    guard !states.isEmpty || !notes.isEmpty else {
      self = .none
      return
    }
    // The order of the edition's files must not show.
    states.sort { $0.name < $1.name }
    var json = JSONWriter()
    json.object { json in
      json.key("facts")
      json.object { json in
        for (name, state) in states {
          json.key(name)
          Self.write(state, edition, &json)
        }
      }
      json.key("notes")
      json.array(notes) { json, note in
        json.object { json in
          json.key("code")
          json.string(note.code.rawValue)
          json.key("field")
          json.string(note.field)
          json.key("text")
          json.string(note.text)
        }
      }
    }
    bytes = json.bytes
  }

  private static func write(_ state: FactState, _ edition: Edition, _ json: inout JSONWriter) {
    json.object { json in
      switch state {
      case .known(let value, let from):
        json.key("is")
        switch value {
        case .yesNo(let yes): json.raw(yes ? "true" : "false")
        case .number(let number): json.raw(number.description)
        case .never: json.string("never")
        default: json.string(nil)
        }
        if from == .silence {
          json.key("from")
          json.string("silence")
        }
      case .between(let range, let because):
        json.key("least")
        json.number(Int(range.least))
        json.key("most")
        json.number(range.most.map { Int($0) })
        write(because, edition, &json)
      case .unknown(let because): write(because, edition, &json)
      }
    }
  }

  private static func write(
    _ because: UnknownBecause, _ edition: Edition, _ json: inout JSONWriter
  ) {
    if case .silenceUntil(let fact) = because {
      json.key("until")
      json.string(edition.facts[fact].name)
      return
    }
    json.key("because")
    switch because {
    case .silence, .silenceUntil: json.string("silence")
    case .statement: json.string("statement")
    case .unreadable: json.string("unreadable")
    case .noHistory: json.string("history")
    }
  }

  /// Gives a contact decoded against an edition what is kept here.
  func restore(to contact: inout Contact, _ edition: Edition) {
    guard bytes.count > 2, let object = try? JSONValue(bytes) else { return }
    for (index, fact) in edition.facts.enumerated() {
      guard case .history = fact.type, let kept = object["facts"]?[fact.name] else { continue }
      contact.facts[index] = Self.state(kept, edition) ?? .unknown(.noHistory)
    }
    for note in object["notes"]?.array ?? [] {
      guard let code = note["code"]?.string.flatMap(NoteCode.init(rawValue:)),
        let text = note["text"]?.string
      else { continue }
      contact.notes.append(Note(code, field: note["field"]?.string, text: text))
    }
  }

  private static func state(_ kept: JSONValue, _ edition: Edition) -> FactState? {
    if let value = kept["is"] {
      let from: KnownFrom = kept["from"] == nil ? .statement : .silence
      switch value.content {
      case .bool(let yes): return .known(.yesNo(yes), from)
      case .number(let text):
        return Quantity(decimal: Array(text.utf8)[...]).map { .known(.number($0), from) }
      case .string("never"): return .known(.never, from)
      default: return nil
      }
    }
    guard let because = because(kept, edition) else { return nil }
    guard let least = kept["least"] else { return .unknown(because) }
    return number(least).map { least in
      .between(CountRange(least: least, most: kept["most"].flatMap { number($0) }), because)
    }
  }

  private static func number(_ value: JSONValue) -> Int? {
    guard case .number(let text) = value.content else { return nil }
    return Int(text)
  }

  private static func because(_ kept: JSONValue, _ edition: Edition) -> UnknownBecause? {
    if let name = kept["until"]?.string {
      return edition.facts.firstIndex { $0.name == name }.map { .silenceUntil(fact: $0) }
    }
    switch kept["because"]?.string {
    case "silence": return .silence
    case "statement": return .statement
    case "unreadable": return .unreadable
    case "history": return .noHistory
    default: return nil
    }
  }
}
