public import ThresholdDSL

/// What the facts counted from earlier contacts were when a contact was decided: kept with the
/// recommendation, so that it can be derived again without the contacts that were counted.
public struct LedgerHistory: Hashable, Sendable {
  /// A JSON object on one line: for each such fact that is known, by name, what it is.
  public let bytes: [UInt8]

  /// What nobody has counted.
  public static let none = LedgerHistory(bytes: Array("{}".utf8))

  /// What a ledger holds.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What a contact decoded against an edition has.
  public init(_ contact: Contact, _ edition: Edition) {
    var json = JSONWriter()
    json.object { json in
      for (fact, state) in zip(edition.facts, contact.facts) {
        guard case .history = fact.type, case .known(let value, _) = state else { continue }
        json.key(fact.name)
        switch value {
        case .yesNo(let yes): json.raw(yes ? "true" : "false")
        case .number(let number): json.raw(number.description)
        default: json.string(nil)
        }
      }
    }
    bytes = json.bytes
  }

  /// Gives a contact decoded against an edition what is kept here.
  func restore(to contact: inout Contact, _ edition: Edition) {
    guard bytes.count > 2, let object = try? JSONValue(bytes) else { return }
    for (index, fact) in edition.facts.enumerated() {
      guard case .history = fact.type, let value = object[fact.name] else { continue }
      switch value.content {
      case .bool(let yes): contact.facts[index] = .known(.yesNo(yes), .statement)
      case .number(let text):
        if let number = Quantity(decimal: Array(text.utf8)[...]) {
          contact.facts[index] = .known(.number(number), .statement)
        }
      default: break
      }
    }
  }
}
